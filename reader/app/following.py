"""The article follows the cursor of the list."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.app.at_once import painting

if TYPE_CHECKING:
    from textual.timer import Timer

    from reader.app.screens.reading import Reading

SHOW_AFTER = 0.08
"""Seconds without another move in the list after which its article is set: while a key is held
down, only the list moves."""


class Following:
    """Shows the article under the cursor: at once, unless keys follow upon one another.

    One timer serves a key that is held, however often it moves the cursor.
    """

    def __init__(self, screen: Reading) -> None:
        self._screen = screen
        self._timer: Timer | None = None
        self._rested = 0.0

    def follow(self) -> None:
        """Show the article after the cursor has been painted, or once it rests."""
        now = time.monotonic()
        held, self._rested = now < self._rested + SHOW_AFTER, now + SHOW_AFTER
        if not held:
            self._screen.call_later(self._show)
        elif self._timer is None:
            self._timer = self._screen.set_timer(SHOW_AFTER, self._show_if_rested)

    def stop(self) -> None:
        """The article is shown, or another one is."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _show(self) -> None:
        with self._screen.reader.desk.waiting(), painting(self._screen):
            self._screen.show_current()

    def _show_if_rested(self) -> None:
        self._timer = None
        rest = self._rested - time.monotonic()
        if rest > 0.002:
            self._timer = self._screen.set_timer(rest, self._show_if_rested)
        else:
            self._show()
