"""A set page with its masthead, and which rows of it are on the screen: moving, never painting."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from reader.app.widgets.painted import Painted
from reader.typeset.paging import page_down, page_up
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.strip import Strip
    from textual.timer import Timer

    from reader.app.cells import Row
    from reader.app.overlay import Overlay
    from reader.typeset.line import Line
    from reader.typeset.page import Anchor, Page

SETTLE_CELLS = 2_000
"""Cells set in one step while the rest of a long article is caught up with: about 2 ms, for which
a key may have to wait."""

SETTLE_EVERY = 0.01
"""Seconds from one such step to the next."""

STILL = 0.1
"""Seconds without a move after which that goes on: while a key is held, nothing else is done."""

MARKED = 0.6
"""Seconds for which the line that was read last is marked after paging."""

PAN_STEP = 8
END_ROWS = 2
"""Blank rows after the last line, so that the end is seen to be one."""


class Spot(NamedTuple):
    """A line that stays itself while the page settles or is set anew: of the masthead, or set."""

    masthead: int
    anchor: Anchor | None


class Scroll(Painted):
    """Holds the page that the screen assigns; owns only which rows of it are on the screen."""

    def __init__(self) -> None:
        super().__init__(id="article")
        self.page: Page | None = None
        self.masthead: list[Row] = []
        self.tail: list[Row] = []
        self.empty: list[Row] = []
        self.left = 2
        self.column = 66
        self.top = 0
        self.pan = 0
        self.lit: dict[str, Overlay] = {}
        self.hints: dict[int, list[tuple[int, str]]] = {}
        self.read_mark: int | None = None
        self._painted: dict[int, Strip] = {}
        self._settling: Timer | None = None
        self._held: int | None = None
        self.moved_at = 0.0
        self.scrolled: Callable[[], None] = lambda: None
        """Called when other lines are on the screen."""

    # -- what is shown --------------------------------------------------------------------------

    def show(self, page: Page, masthead: list[Row], *, offset: int | None = None) -> None:
        """Show a page from its masthead, or with the character at `offset` on the first row."""
        self.page, self.masthead = page, masthead
        self.pan, self.hints, self.read_mark = 0, {}, None
        self.top = row = 0
        self._held = None
        if offset is not None and offset > 0:
            self.top = row = len(masthead) + page.line_at(offset)
        self._keep_within(self.top)
        if self.top and self.top == row:
            self._held = offset
        self._start_settling()
        self.refresh()

    def exchange(self, page: Page) -> None:
        """Show the same text with other pictures; the line at the top stays there."""
        before, self.page = self.page, page
        number = self.top - len(self.masthead)
        if before is not None and number >= 0:
            top = len(self.masthead) + page.line_like(before, number)
            if self.read_mark is not None:
                self.read_mark += top - self.top
            self.top = top
        self._keep_within(self.top)
        self._start_settling()
        self.refresh()
        self.scrolled()

    def clear(self, empty: list[Row]) -> None:
        """Show no article but a few words instead."""
        self.page, self.masthead, self.empty = None, [], empty
        self.lit, self.hints = {}, {}
        self.top = 0
        self.refresh()

    @property
    def height_of_all(self) -> int:
        """Rows of the masthead, the body and the end."""
        return len(self.masthead) + (len(self.page) if self.page else 0) + self._rows_after

    @property
    def _rows_after(self) -> int:
        """Rows after the last line: what is said at the end, and blanks."""
        return END_ROWS + (len(self.tail) + 1 if self.tail else 0)

    def tail_row(self, number: int) -> Row:
        """What stands on a row of the whole, counted from the masthead, after the last line."""
        if self.page is None:
            return ()
        after = number - len(self.masthead) - len(self.page) - 1
        return self.tail[after] if 0 <= after < len(self.tail) else ()

    @property
    def first_offset(self) -> int:
        """The offset of the first character that is visible; 0 in the masthead."""
        if self.page is None or self.top < len(self.masthead):
            return 0
        return self.page.offset_at(min(self.top - len(self.masthead), len(self.page) - 1), 0)

    @property
    def kept_offset(self) -> int:
        """The character that stays on the first row when the page is set anew.

        It is the one that was shown there, until the page is moved: else each change of width
        would go back to the beginning of a line, and many of them a long way.
        """
        return self.first_offset if self._held is None else self._held

    @property
    def last_offset(self) -> int:
        """The offset after the last character that is visible."""
        if self.page is None or not len(self.page):
            return 0
        last = self.top + self.size.height - 1 - len(self.masthead)
        return self.page.line(min(max(last, 0), len(self.page) - 1)).end if last >= 0 else 0

    @property
    def at_end(self) -> bool:
        """Whether the last line of the article is on the screen."""
        return self.page is None or self.top >= self._last_top

    @property
    def _last_top(self) -> int:
        return max(0, self.height_of_all - self.size.height)

    def spot(self) -> Spot:
        """The first line on the screen, in a form that survives setting."""
        number = self.top - len(self.masthead)
        if self.page is None or number < 0:
            return Spot(self.top, None)
        return Spot(0, self.page.anchor(number))

    def _row_of(self, spot: Spot) -> int:
        if spot.anchor is None or self.page is None:
            return spot.masthead
        return len(self.masthead) + self.page.line_of(spot.anchor)

    def _keep_within(self, least: int) -> None:
        """Do not scroll beyond the last screen, or beyond `least` if that is farther."""
        # Asking for the last rows sets them, which may change how many there are.
        for _ in range(3):
            last = max(self._last_top, min(least, self.height_of_all - self._rows_after - 1))
            if self.top <= last:
                break
            self.top = max(0, last)
            self._set_visible()
        self.top = max(0, self.top)

    def _set_visible(self) -> None:
        if self.page is not None and len(self.page):
            first = max(0, self.top - len(self.masthead))
            self.page.lines(first, min(first + self.size.height, len(self.page)))

    # -- settling -------------------------------------------------------------------------------

    def _start_settling(self) -> None:
        if self._settling is None:
            self._settling = self.set_interval(SETTLE_EVERY, self._settle, pause=True)
        if self.page is not None and not self.page.exact:
            self._settling.resume()
        else:
            self._settling.pause()

    def _settle(self) -> None:
        """Set some more of the page; the line at the top stays where it is."""
        if self.page is None or time.monotonic() - self.moved_at < STILL:
            return
        spot = self.spot()
        done = self.page.settle(SETTLE_CELLS)
        self._painted.clear()
        self.top = self._row_of(spot)
        if done and self._settling is not None:
            self._settling.pause()
            self.scrolled()

    # -- moving ---------------------------------------------------------------------------------

    def scroll_rows(self, by: int) -> bool:
        """Move by rows as far as there are any; whether it moved."""
        return self.go_to_row(self.top + by)

    def jump_to_row(self, row: int) -> bool:
        """Put a row at the top, with blank rows below the article if need be; whether it moved."""
        return self.go_to_row(row, beyond=row)

    def go_to_row(self, row: int, *, beyond: int = 0) -> bool:
        """Put a row at the top, as far down as the article goes; whether it moved.

        `beyond` is a row that may be at the top though it leaves blank rows below.
        """
        before = self.top
        self.top = max(0, row)
        self._set_visible()
        self._keep_within(max(beyond, before if row <= before else 0))
        if self.top == before:
            return False
        if self.read_mark is not None:
            self.read_mark = None
            self._painted.clear()
        self._held = None
        self.moved_at = time.monotonic()
        super().refresh()
        self.scrolled()
        return True

    def go_to_offset(self, offset: int, *, context: int = 0) -> None:
        """Bring a character to the top, or `context` rows below it; the first with its masthead."""
        if offset <= 0:
            self.go_to_row(0)
        elif self.page is not None:
            self.jump_to_row(len(self.masthead) + self.page.line_at(offset) - context)

    def reveal(self, offset: int) -> None:
        """Bring a character onto the screen, moving only if it is not there."""
        if self.page is None:
            return
        row = len(self.masthead) + self.page.line_at(offset)
        if not self.top <= row < self.top + self.size.height:
            self.go_to_row(row - self.size.height // 3)

    def go_to_end(self) -> None:
        """Bring the last line onto the screen."""
        for _ in range(4):
            if not self.go_to_row(self.height_of_all):
                break

    def page_forward(self) -> bool:
        """Move on by a screen as a reader turns a page; False at the end."""
        if self.page is None or self.at_end:
            return False
        head, height = len(self.masthead), self.size.height
        if self.top < head:
            target = head + page_down(self.page, 0, max(1, height - (head - self.top)))
        else:
            target = head + page_down(self.page, self.top - head, height)
        before = self.top
        moved = self.go_to_row(max(target, self.top + 1))
        if moved:
            self.read_mark = before + height
            self.set_timer(MARKED, self._unmark)
        return moved

    def _unmark(self) -> None:
        """Take the mark off the line that was read last."""
        if self.read_mark is not None:
            self.read_mark = None
            self.refresh()

    def page_back(self) -> bool:
        """Move back by a screen; False at the beginning."""
        if self.page is None or not self.top:
            return False
        head, height = len(self.masthead), self.size.height
        number = self.top - head
        if number <= 0:
            return self.go_to_row(0)
        target = page_up(self.page, number, height)
        return self.go_to_row(head + target if target > 0 else min(self.top - 1, self.top - height))

    def pan_columns(self, by: int) -> bool:
        """Pan code and wide tables sideways; whether it moved."""
        widest = 0
        if self.page is not None:
            for row in range(self.size.height):
                line = self._line(row)
                if line is not None and line.pan:
                    widest = max(widest, cells(line.text))
        before = self.pan
        self.pan = max(0, min(self.pan + by * PAN_STEP, max(0, widest - self.column)))
        if before != self.pan:
            self.refresh()
        return before != self.pan

    # -- the rows ------------------------------------------------------------------------------

    def _line(self, y: int) -> Line | None:
        number = self.top + y - len(self.masthead)
        if self.page is None or not 0 <= number < len(self.page):
            return None
        return self.page.line(number)

    def visible_lines(self) -> list[tuple[int, Line]]:
        """The set lines on the screen with their rows."""
        found = [(y, self._line(y)) for y in range(self.size.height)]
        return [(y, line) for y, line in found if line is not None]
