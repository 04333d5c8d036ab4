"""What comes in while one reads: it waits to be asked for, and nothing moves meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.freshening import freshen

if TYPE_CHECKING:
    from reader.app.screens.reading import Reading


class Arrivals:
    """Counts the articles that have come in since the list was last taken in."""

    def __init__(self, screen: Reading) -> None:
        self._screen = screen
        self._known = 0

    def begin(self) -> None:
        """Take all that is there as known."""
        self._known = self._screen.library.counts().all

    def own(self, more: int) -> None:
        """So many articles came in by an action of the reader: they are not new to them."""
        self._known += more

    def notice(self) -> None:
        """Something else has written: marks follow, new articles wait to be asked for."""
        screen = self._screen
        freshen(screen)
        screen.headlines.refresh()
        self.count()
        if screen.pinned is not None:
            screen.pinned.reload()

    def count(self) -> None:
        """Tell how many wait."""
        screen = self._screen
        new = screen.library.counts().all - self._known
        key = screen.reader.key_of("show-new")
        waiting = f"{new:,} new · {key}" if new > 0 else ""
        if waiting != screen.status.waiting:
            screen.status.waiting = waiting
            screen.status.refresh()

    def take_in(self) -> None:
        """Put what has arrived into the list, and go there; an article that is read stays."""
        screen = self._screen
        self.begin()
        screen.status.waiting = ""
        screen.reopen()
        if screen.focus_on == "article":
            return
        screen.headlines.top = 0
        screen.rows.to_first()
        screen.headlines.follow()
        screen.show_soon()
