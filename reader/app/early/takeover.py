"""What the first frame showed, shown on by Textual until there is something to show instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console

    from reader.app.early.kept import Frame, Run
    from reader.app.widgets.painted import Painted


class KeptStrip(Strip):
    """A row as the frame showed it. Its styles are what a terminal is told, and stay so."""

    def __init__(self, frame: Frame, runs: list[Run]) -> None:
        super().__init__([Segment(text) for _, text in runs])
        parts = [f"\x1b[0;{frame.styles[number]}m{text}" for number, text in runs]
        self._written = "".join(parts) + "\x1b[0m"

    def render(self, console: Console) -> str:  # noqa: ARG002 - it was rendered by the last run
        """The row in the terminal's language."""
        return self._written


def strips_of(frame: Frame, region: Painted) -> list[Strip] | None:
    """What a frame showed where a region is now; None when that was nothing of its size."""
    left, top, width, height = region.region
    found = {row: runs for row, column, _, runs in frame.parts if column == left}
    strips: list[Strip] = [KeptStrip(frame, found.get(top + row, [])) for row in range(height)]
    return strips if all(strip.cell_length == width for strip in strips) else None
