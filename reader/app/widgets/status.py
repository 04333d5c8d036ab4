"""The status line: where one is, how much is left, what the last action did, and what goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.app.fit import pad, shorten
from reader.app.widgets.painted import Painted
from reader.typeset.width import cells

if TYPE_CHECKING:
    from textual.strip import Strip

    from reader.app.cells import Row

BAR = 12
"""Cells of the bar of progress."""

WORDS = 30
"""Cells of the name of what is being done; they are kept free when it is shorter, so that the bar
stands still."""

ROOMY = 100
"""Columns from which that name is shown beside the bar."""


class Progress(NamedTuple):
    """How far something has come: `done` of `of`, 0 of 0 while that is not known."""

    action: str
    done: int = 0
    of: int = 0
    name: str = ""


class Status(Painted):
    """One line at the foot: a message, or the place; at the right figures or a pending key."""

    DEFAULT_CSS = "Status { dock: bottom; height: 1; }"
    STANDS_IN = True

    def __init__(self) -> None:
        super().__init__(id="status")
        self.place = ""
        self.figures = ""
        self.message = ""
        self.role = "text"
        self.pending = ""
        self.waiting = ""
        self._going_on: dict[object, Progress] = {}
        self.ascii = False

    def say(self, message: str, role: str = "text") -> None:
        """Show a message in place of the place, until the next one or `quiet`."""
        self.message, self.role = message, role
        self.refresh()

    def quiet(self) -> None:
        """Take the message away."""
        if self.message:
            self.message = ""
            self.refresh()

    def forget(self) -> None:
        """Leave out what belongs to the moment alone: only the place and its figures stay."""
        self.message = self.pending = self.waiting = ""
        self._going_on.clear()

    @property
    def progress(self) -> Progress | None:
        """What is shown of all that goes on: what began first."""
        return next(iter(self._going_on.values()), None)

    def tell(self, teller: object, progress: Progress | None) -> None:
        """Show how far what `teller` does has come; None: it is over."""
        before = self.progress
        if progress is None:
            self._going_on.pop(teller, None)
        else:
            self._going_on[teller] = progress
        if progress is None or self.progress != before:
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - has one line
        """The line: the right side is whole, the left side is cut."""
        width = self.size.width
        done = self._progress(width)
        parts = [self.pending, self.waiting, self.figures]
        right = shorten(" · ".join(part for part in parts if part), max(0, width - 2))
        used = cells(right) + sum(cells(text) for text, _ in done)
        if done and used > width * 2 // 3:
            right = shorten(" · ".join(part for part in parts[:2] if part), max(0, width - 2))
            used = cells(right) + sum(cells(text) for text, _ in done)
        left = shorten(self.message or self.place, max(0, width - used - 3))
        gap = " " * max(1, width - 2 - cells(left) - used)
        look = (self.role,) if self.message else ("muted",)
        pieces = ((" ", ()), (left, look), (gap, ()), *done, (right, ("muted",)), (" ", ()))
        return self.palette.strip(pieces, width, ("ground",))

    def _progress(self, width: int) -> Row:
        """The bar with its figures, as wide at the beginning as at the end."""
        progress = self.progress
        if progress is None:
            return ()
        gap = "   " if self.pending or self.waiting or self.figures else ""
        if not progress.of:
            name = f" {progress.name}" if progress.name and width >= ROOMY else ""
            return ((shorten(f"{progress.action}{name} …", width // 2), ("muted",)), (gap, ()))
        full = min(BAR, BAR * progress.done // progress.of)
        signs = ("#", "-") if self.ascii else ("━", "─")
        figure = f" {progress.done:>{len(str(progress.of))},} of {progress.of:,}"
        name = f" · {progress.name}" if progress.name else ""
        name = pad(shorten(name, WORDS), WORDS) if width >= ROOMY else ""
        action = f"{progress.action} " if width >= ROOMY else ""
        return (
            (action, ("muted",)),
            (signs[0] * full, ("accent",)),
            (signs[1] * (BAR - full), ("faint",)),
            (figure, ("muted",)),
            (name, ("muted",)),
            (gap, ()),
        )
