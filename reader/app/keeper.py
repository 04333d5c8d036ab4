"""Where each article is being read: written down as one reads, found again on coming back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.app.screens.reading import Reading
    from reader.app.shown import Shown

SAVE_AFTER = 0.6
"""Seconds after which a new place in an article is written down."""

RESTED = 0.15
"""Seconds without a move after which the article is taken to rest."""

AT_LAST = 3.0
"""Seconds after which a place is written down though the article does not rest."""


class Keeper:
    """Keeps the place of the shown article; what is not yet written is remembered meanwhile."""

    def __init__(self, screen: Reading) -> None:
        self._screen = screen
        self._places: dict[int, tuple[str, int]] = {}
        self._timer: Timer | None = None
        self._since = 0.0

    def keep_soon(self) -> None:
        """Write the place down when it has rested for a moment."""
        if self._timer is None:
            self._since = time.monotonic()
            self._timer = self._screen.set_timer(SAVE_AFTER, self._keep_if_rested)

    def _keep_if_rested(self) -> None:
        """While a key is held, a place is written only now and then: to make it takes a while."""
        now = time.monotonic()
        if now - self._screen.view.moved_at < RESTED and now - self._since < AT_LAST:
            self._timer = self._screen.set_timer(RESTED, self._keep_if_rested)
        else:
            self.keep()

    def keep(self) -> None:
        """Write down where the shown article is being read, if it has been entered."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        screen = self._screen
        shown, view = screen.shown, screen.view
        if shown is None or not view.page or screen.library.read_only:
            return
        if screen.focus_on != "article" and shown.headline.progress is None and not view.top:
            return
        offset, length = view.kept_offset, max(1, shown.article.document.length)
        share = 1.0 if view.at_end else min(1.0, view.last_offset / length)
        self._places[shown.id] = (shown.article.document.hash, offset)
        screen.reader.desk.submit(
            lambda library: library.save_progress(shown.id, shown.place_at(offset), share)
        )
        shown.headline = shown.headline._replace(progress=share)
        number = screen.rows.put(shown.id, progress=share)
        if number is not None:
            screen.headlines.repaint(number)

    def left_off(self, shown: Shown) -> int:
        """The offset at which an article was left, also if that is not yet written down."""
        text, offset = self._places.get(shown.id, ("", 0))
        if text == shown.article.document.hash:
            return offset
        place = self._screen.library.progress(shown.id)
        found = shown.find(place) if place is not None else None
        return found.offset if found is not None else 0
