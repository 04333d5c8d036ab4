"""The status line: where one is, how much is left, and what the last action did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.fit import shorten
from reader.app.widgets.painted import Painted
from reader.typeset.width import cells

if TYPE_CHECKING:
    from textual.strip import Strip


class Status(Painted):
    """One line at the foot: a message, or the place; at the right figures or a pending key."""

    DEFAULT_CSS = "Status { dock: bottom; height: 1; }"

    def __init__(self) -> None:
        super().__init__(id="status")
        self.place = ""
        self.figures = ""
        self.message = ""
        self.role = "text"
        self.pending = ""
        self.waiting = ""
        self.progress = ""

    def say(self, message: str, role: str = "text") -> None:
        """Show a message in place of the place, until the next one or `quiet`."""
        self.message, self.role = message, role
        self.refresh()

    def quiet(self) -> None:
        """Take the message away."""
        if self.message:
            self.message = ""
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - has one line
        """The line: the right side is whole, the left side is cut."""
        width = self.size.width
        parts = [self.pending, self.progress, self.waiting, self.figures]
        right = shorten(" · ".join(part for part in parts if part), max(0, width - 2))
        room = max(0, width - cells(right) - 3)
        left = shorten(self.message or self.place, room)
        gap = " " * max(1, width - 2 - cells(left) - cells(right))
        look = (self.role,) if self.message else ("muted",)
        pieces = ((" ", ()), (left, look), (gap, ()), (right, ("muted",)), (" ", ()))
        return self.palette.strip(pieces, width, ("ground",))
