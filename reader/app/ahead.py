"""The article that comes next, opened and set while the reader is at rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import ReaderError

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.app.screens.reading import Reading
    from reader.app.shown import Shown

REST = 0.2
"""Seconds for which an article is shown before the next one is opened: that takes 5 ms."""


class Ahead:
    """Holds one article that is likely to be shown next, ready to be painted."""

    def __init__(self, screen: Reading) -> None:
        self._screen = screen
        self._timer: Timer | None = None
        self._shown: Shown | None = None
        self._revision = 0
        self._last = 0
        self._way = 1

    def look_soon(self) -> None:
        """Open the next article once the one that is shown has been there for a moment."""
        if self._timer is not None:
            self._timer.reset()
        else:
            self._timer = self._screen.set_timer(REST, self._look)

    def take(self, article_id: int) -> Shown | None:
        """The article, if it is the one that is ready and nothing was written since."""
        shown, self._shown = self._shown, None
        if shown is None or shown.id != article_id:
            return None
        return shown if self._revision == self._screen.library.revision() else None

    def _look(self) -> None:
        self._timer = None
        screen = self._screen
        following = self._following()
        if following is None or not screen.is_attached:
            return
        from reader.app.shown import Shown

        shown = self._shown
        try:
            revision = screen.library.revision()
            if shown is None or shown.id != following or revision != self._revision:
                shown = Shown.open(screen.library, following)
            screen.set_ahead(shown)
        except ReaderError:
            # It is said when the article is to be shown.
            return
        self._shown, self._revision = shown, revision

    def _following(self) -> int | None:
        """The article after the one under the cursor, in the way that the cursor went last."""
        rows = self._screen.rows
        if rows.cursor != self._last:
            self._way = -1 if rows.cursor < self._last else 1
            self._last = rows.cursor
        number = rows.cursor + self._way
        return rows.headlines[number].id if 0 <= number < len(rows.headlines) else None
