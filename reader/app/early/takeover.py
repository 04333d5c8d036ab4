"""What the first frame showed, shown on by Textual until there is something to show instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.ansi import AnsiDecoder
from rich.text import Text
from textual.strip import Strip

if TYPE_CHECKING:
    from reader.app.early.kept import Frame
    from reader.app.widgets.painted import Painted


def strips_of(frame: Frame, region: Painted) -> list[Strip] | None:
    """What a frame showed where a region is now; None when that was nothing of its size."""
    left, top, width, height = region.region
    found = {row: runs for row, column, _, runs in frame.parts if column == left}
    decoder = AnsiDecoder()
    strips = []
    for row in range(top, top + height):
        line = Text()
        for number, text in found.get(row, ()):
            line.append_text(decoder.decode_line(f"\x1b[0;{frame.styles[number]}m{text}"))
        strip = Strip(line.render(region.app.console))
        if strip.cell_length != width:
            return None
        strips.append(strip)
    return strips
