"""The sidebar: the headlines of one list, drawn from a window of rows, however long the list."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual.message import Message

from reader.app.cells import HEAD, UNICODE, about, headline_cell, list_head, step_of
from reader.app.widgets.painted import Painted

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from reader.app.cells import Glyphs, Row
    from reader.app.rows import Rows


class Headlines(Painted):
    """The headlines of a list, one under the cursor.

    It shows what the screen assigns and tells what was clicked; it asks the library for nothing
    but the rows around its cursor.
    """

    class Clicked(Message):
        """A headline was clicked: its number among the rows."""

        def __init__(self, number: int) -> None:
            super().__init__()
            self.number = number

    class Wheeled(Message):
        """The wheel asked for rows beyond those in memory, so many from the cursor."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__(id="headlines")
        self.rows: Rows | None = None
        self.name_of_list = ""
        self.count = 0
        self.empty: tuple[str, ...] = ()
        self.two_lines = False
        self.ruled = True
        self.active = True
        self.glyphs: Glyphs = UNICODE
        self.top = 0
        self.now = time.time

    @property
    def step(self) -> int:
        """Screen rows from one headline to the next."""
        return step_of(two_lines=self.two_lines)

    @property
    def visible_rows(self) -> int:
        """How many headlines fit on the screen."""
        return max(1, (self.size.height - HEAD + (1 if self.two_lines else 0)) // self.step)

    @property
    def above(self) -> int:
        """How many headlines stand above the one under the cursor."""
        return max(0, self.rows.cursor - self.top) if self.rows is not None else 0

    def follow(self, previous: int | None = None) -> None:
        """Scroll as little as needed to show the cursor, and paint what changed.

        `previous` is the row the cursor left, when nothing else has changed.
        """
        if self.rows is None or not self.size.height:
            return
        cursor, shown = self.rows.cursor, self.visible_rows
        before = self.top
        if cursor < self.top:
            self.top = cursor
        elif cursor >= self.top + shown:
            self.top = cursor - shown + 1
        self.top = max(0, min(self.top, max(0, len(self.rows.headlines) - 1)))
        if previous is None or self.top != before:
            self.refresh()
            return
        for number in (previous, cursor):
            self.repaint(number)

    def repaint(self, number: int) -> None:
        """Paint one headline again, if it is on the screen."""
        if self.top <= number < self.top + self.visible_rows:
            self.repaint_rows(HEAD + (number - self.top) * self.step, self.step)

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self.follow()

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        width = self.size.width - (1 if self.ruled else 0)
        row, ground = self._row(y, width)
        palette = self.palette
        if not self.ruled:
            return palette.strip(row, width, ground)
        strip = palette.strip(row, width, ground)
        rule = palette.strip(((self.glyphs.rule, ("rule",)),), 1)
        return type(strip).join([strip, rule])

    def _row(self, y: int, width: int) -> tuple[Row, tuple[str, ...]]:
        ground: tuple[str, ...] = ("ground",)
        if y == 0:
            return list_head(self.name_of_list, self.count), ground
        rows = self.rows
        if y < HEAD or rows is None:
            return (), ground
        if not rows.headlines:
            number = y - HEAD
            said = self.empty[number] if number < len(self.empty) else ""
            return ((f" {said}", ("muted",)),), ground
        number, part = divmod(y - HEAD, self.step)
        number += self.top
        if number >= len(rows.headlines):
            return (), ground
        cell = headline_cell(
            rows.headlines[number],
            width,
            two_lines=self.two_lines,
            cursor=number == rows.cursor,
            now=about(self.now()),
            glyphs=self.glyphs,
            bars=rows.listing.view == "reading",
        )
        if part >= len(cell):
            return (), ground
        if number == rows.cursor:
            ground = ("ground", "selection") if self.active else ("ground", "selection-idle")
        return cell[part], ground

    def on_click(self, event: events.Click) -> None:
        """Tell which headline was clicked."""
        number = (event.y - HEAD) // self.step + self.top
        if event.y >= HEAD and self.rows is not None and number < len(self.rows.headlines):
            self.post_message(self.Clicked(number))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self._scroll(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self._scroll(-1)

    def _scroll(self, by: int) -> None:
        if self.rows is None:
            return
        last = max(0, len(self.rows.headlines) - self.visible_rows)
        if by > 0 and self.top + by > last and self.rows.more_after:
            self.post_message(self.Wheeled(self.top + self.visible_rows - self.rows.cursor))
        self.top = max(0, min(self.top + by, last))
        self.refresh()
