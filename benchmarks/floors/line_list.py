"""A bare list of lines on Textual's line API: what a key costs when nothing but the row moves."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

if TYPE_CHECKING:
    from textual import events

_PLAIN = Style(color="#d6d3cb", bgcolor="#16181d")
_CHOSEN = Style(color="#d6d3cb", bgcolor="#26313f", bold=True)


class LineList(ScrollView, can_focus=True):
    """So many rows; `j` and `k` move the chosen one."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.chosen = 0
        self.virtual_size = Size(40, count)

    def render_line(self, y: int) -> Strip:
        """The row on screen line `y`."""
        number = self.scroll_offset.y + y
        text = f"floor-row {number}" if number < self.count else ""
        style = _CHOSEN if number == self.chosen else _PLAIN
        return Strip([Segment(text.ljust(self.size.width)[: self.size.width], style)])

    def on_key(self, event: events.Key) -> None:
        """Move, painting only the two rows that changed, unless the list scrolls."""
        step = {"j": 1, "k": -1}.get(event.key)
        if step is None:
            return
        before, self.chosen = self.chosen, max(0, min(self.count - 1, self.chosen + step))
        top, height = self.scroll_offset.y, self.size.height
        if not top <= self.chosen < top + height:
            self.scroll_to(y=self.chosen if step < 0 else self.chosen - height + 1, animate=False)
        else:
            for number in (before, self.chosen):
                self.refresh(Region(0, number - top, self.size.width, 1))


class LineListApp(App[None]):
    """The list and nothing else."""

    def compose(self) -> ComposeResult:
        """The list."""
        yield LineList(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)


if __name__ == "__main__":
    LineListApp().run()
