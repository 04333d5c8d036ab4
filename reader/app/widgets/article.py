"""The article: its masthead and its set lines, painted from the first visible one down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip

from reader.app.set_line import strip_of, with_hint
from reader.app.widgets.scroll import Scroll
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from textual import events
    from textual.geometry import Region

    from reader.app.cells import Row
    from reader.typeset.line import Line, PictureRow

PAINTED_MOST = 500
"""Rows kept as they were painted."""


class ArticleView(Scroll):
    """Paints what its rows hold: lines, what is lit on them, hints, pictures, a footnote."""

    STANDS_IN = True

    class LinkClicked(Message):
        """A link was clicked."""

        def __init__(self, link: str) -> None:
            super().__init__()
            self.link = link

    def __init__(self) -> None:
        super().__init__()
        self.foot: list[Row] = []
        self.cut_mark = "›"
        self._painted_at = 0
        self.picture: Callable[[PictureRow], list[Segment]] = lambda _: []

    # -- painting -------------------------------------------------------------------------------

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint again; rows painted before are painted anew, for what they show may differ."""
        self._painted.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def strips(self, first: int, end: int) -> list[Strip]:
        """The rows from `first` up to `end`; at another width none was painted before."""
        if self._painted_at != self.size.width:
            self._painted_at = self.size.width
            self._painted.clear()
        return super().strips(first, end)

    def render_line(self, y: int) -> Strip:
        """One row of the screen; while scrolling, a row that was painted before is used again."""
        if self.foot or self.hints or self.read_mark is not None:
            return self._row_strip(y)
        key = self.top + y
        strip = self._painted.get(key)
        if strip is None:
            if len(self._painted) > PAINTED_MOST:
                self._painted.clear()
            strip = self._painted[key] = self._row_strip(y)
        return strip

    def _row_strip(self, y: int) -> Strip:
        width, palette = self.size.width, self.palette
        from_foot = y - (self.size.height - len(self.foot))
        if self.foot and from_foot >= 0:
            inset = (" " * self.left, ())
            return palette.strip((inset, *self.foot[from_foot]), width, ("ground", "panel"))
        if self.page is None:
            row: Row = self.empty[y] if y < len(self.empty) else ()
            return palette.strip(((" " * self.left, ()), *row), width)
        number = self.top + y
        if number < len(self.masthead):
            return palette.strip(((" " * self.left, ()), *self.masthead[number]), width)
        line = self._line(y)
        if line is None:
            return palette.strip(((" " * self.left, ()), *self.tail_row(number)), width)
        return self._paint(line, y, width)

    def _paint(self, line: Line, y: int, width: int) -> Strip:
        palette = self.palette
        inner = strip_of(
            palette,
            line,
            self.lit.values(),
            column=self.column,
            pan=self.pan,
            cut_mark=self.cut_mark,
        )
        if line.picture is not None:
            inner = Strip([*inner, *self.picture(line.picture)])
        for column, hint in self.hints.get(y, ()):
            inner = with_hint(palette, inner, column, hint)
        ground = palette.style(("ground",))
        left = max(0, self.left - line.hang)
        margin = Segment(" " * left, ground)
        if self.read_mark is not None and self.top + y == self.read_mark - 1 and left >= 2:
            mark = "▏" if self.cut_mark == "›" else ">"
            margin = Segment(" " * (left - 2) + mark + " ", palette.style(("ground", "faint")))
        used = left + inner.cell_length
        after = [Segment(" " * (width - used), ground)] if used < width else []
        strip = Strip([margin, *inner, *after], max(width, used))
        return strip if used <= width else strip.crop(0, width)

    # -- the mouse ------------------------------------------------------------------------------

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; nothing is marked by it."""
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; nothing is marked by it."""
        event.stop()
        self.scroll_rows(-3)

    def link_at(self, x: int, y: int) -> str | None:
        """The link under a cell of the widget, if there is one."""
        line = self._line(y)
        if line is None:
            return None
        column = self.left
        for span in line.spans:
            column += cells(span.text)
            if x < column:
                return span.link if x >= self.left else None
        return None

    def on_click(self, event: events.Click) -> None:
        """Tell which link was clicked."""
        link = self.link_at(event.x, event.y)
        if link is not None:
            event.stop()
            self.post_message(self.LinkClicked(link))
