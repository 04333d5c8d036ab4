"""A list to pick from, drawn by line: a title, a filter, entries of one or more rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from textual.message import Message

from reader.app.fit import wrap
from reader.app.widgets.painted import Painted
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.strip import Strip

    from reader.app.cells import Piece, Row

HEAD = 2


class Entry(NamedTuple):
    """One entry: its rows, what it stands for, and the words by which the filter finds it.

    One that stands for nothing (None) is a heading or a blank, not to be picked.
    """

    rows: tuple[Row, ...]
    value: object = None
    words: str = ""

    @property
    def pickable(self) -> bool:
        """Whether the cursor may stand on it."""
        return self.value is not None


def _rank(words: str, phrase: str) -> int:
    """Where the phrase stands in the words: an entry that begins with it comes first."""
    found = words.find(phrase)
    return found if found >= 0 else len(words)


class PickList(Painted):
    """Entries under a title; the cursor stands on one that can be picked.

    `ranked`: what the filter finds is ordered by how early in an entry's words it is found.
    """

    DEFAULT_CSS = "PickList { width: 100%; height: 100%; }"

    @dataclass
    class Clicked(Message):
        """An entry was clicked."""

        entry: Entry

    @dataclass
    class Moved(Message):
        """The cursor stands on another entry."""

        entry: Entry | None

    def __init__(self, title: str, *, hint: str = "", empty: str = "Nothing here.") -> None:
        super().__init__()
        self.title = title
        self.hint = hint
        self.empty = empty
        self.filter = ""
        self.further = ""
        """How what was typed may go on, shown behind the cursor."""
        self.no_match = "Nothing matches."
        self.ranked = False
        self.sifts = True
        """Whether what is typed narrows the entries; else it is for who puts them."""
        self.typing = False
        self.note = ""
        """What stands at the right of the title."""
        self.wrong = (0, 0)
        """The characters of what was typed that are wrong."""
        self.cursor_sign = "▌"
        self.top = 0
        self.number = 0
        self._all: list[Entry] = []
        self.entries: list[Entry] = []

    # -- entries --------------------------------------------------------------------------------

    def put(self, entries: Sequence[Entry], *, at: object = None) -> None:
        """Show entries, with the cursor on the one that stands for `at`."""
        self._all = list(entries)
        self._sift()
        if at is not None:
            for number, entry in enumerate(self.entries):
                if entry.value == at:
                    self.number = number
        self._settle(1)

    def narrow(self, words: str) -> None:
        """Show only the entries in which all the words are found."""
        self.filter = words
        self._sift()
        self.number = 0
        self.top = 0
        self._settle(1)
        self.post_message(self.Moved(self.current))

    def _sift(self) -> None:
        words = self.filter.casefold().split()
        if not words or not self.sifts:
            self.entries = self._all
            return
        self.entries = [
            entry
            for entry in self._all
            if entry.pickable and all(word in entry.words.casefold() for word in words)
        ]
        if self.ranked:
            phrase = " ".join(words)
            self.entries.sort(key=lambda entry: _rank(entry.words.casefold(), phrase))

    @property
    def current(self) -> Entry | None:
        """The entry under the cursor; None when nothing can be picked."""
        if 0 <= self.number < len(self.entries) and self.entries[self.number].pickable:
            return self.entries[self.number]
        return None

    # -- moving ---------------------------------------------------------------------------------

    def move(self, by: int) -> None:
        """Move the cursor by so many entries that can be picked."""
        step = 1 if by > 0 else -1
        for _ in range(min(abs(by), len(self.entries))):
            number = self.number + step
            while 0 <= number < len(self.entries) and not self.entries[number].pickable:
                number += step
            if not 0 <= number < len(self.entries):
                break
            self.number = number
        self._settle(step)
        self.post_message(self.Moved(self.current))

    def move_rows(self, rows: int) -> None:
        """Move the cursor by about so many rows of the screen."""
        height = max((len(entry.rows) for entry in self.entries), default=1)
        self.move((1 if rows > 0 else -1) * max(1, abs(rows) // height))

    def go_to(self, number: int) -> None:
        """Put the cursor on an entry by its number."""
        self.number = number
        self._settle(1)

    def to_end(self, step: int) -> None:
        """Put the cursor on the first (-1) or last (1) entry."""
        self.number = 0 if step < 0 else max(0, len(self.entries) - 1)
        self._settle(-step)
        self.post_message(self.Moved(self.current))

    def _settle(self, step: int) -> None:
        """Put the cursor on an entry that can be picked, and onto the screen."""
        self.number = min(max(0, self.number), max(0, len(self.entries) - 1))
        number = self.number
        while 0 <= number < len(self.entries) and not self.entries[number].pickable:
            number += step
        if not 0 <= number < len(self.entries):
            number = self.number
            while 0 <= number < len(self.entries) and not self.entries[number].pickable:
                number -= step
        self.number = max(0, min(number, len(self.entries) - 1)) if self.entries else 0
        height = max(1, self.size.height - HEAD - 1)
        self.top = min(self.top, self.number)
        self.top = max(self.top, self._highest_top(height))
        if self.number and not any(entry.pickable for entry in self.entries[: self.number]):
            self.top = 0
        self.refresh()

    def _highest_top(self, height: int) -> int:
        """The first entry from which all down to the cursor's fit into so many rows."""
        first, rows = self.number, 0
        while first >= 0 and self.entries:
            rows += len(self.entries[first].rows)
            if rows > height:
                break
            first -= 1
        return min(first + 1, self.number)

    def on_resize(self) -> None:
        """Keep the cursor on the screen, from as far up as it allows."""
        self.top = 0
        self._settle(1)

    # -- painting -------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        row, ground = self._row(y)
        return self.palette.strip(row, self.size.width, ("ground", *ground))

    def _row(self, y: int) -> tuple[Row, tuple[str, ...]]:
        ground = ("panel",)
        if y == 0:
            filtered = (f"  {self.filter}", ("text",)) if self.filter or self.typing else ("", ())
            cursor = ("▏", ("accent",)) if self.filter or self.typing else ("", ())
            hint = (f"  {self.hint}", ("faint",)) if not (self.filter or self.typing) else ("", ())
            further = (self.further, ("muted",))
            title = (f" {self.title}", ("strong", "bold"))
            return self._with_note((title, *self._marked(filtered), cursor, further, hint)), ground
        if y < HEAD:
            return (), ground
        if not self.entries:
            said = self.no_match if self.filter else self.empty
            lines = wrap(said, max(8, self.size.width - 4))[y - HEAD :]
            return (((f"  {lines[0]}", ("muted",)),) if lines else ()), ground
        place = self._entry_at(y)
        if place is None:
            return (), ground
        number, part = place
        entry = self.entries[number]
        if not entry.rows[part]:
            return (), ground
        chosen = number == self.number and entry.pickable
        lead = self.cursor_sign if chosen else " "
        look = ("panel", "selection") if chosen else ground
        return ((lead, ("cursor",)), *entry.rows[part]), look

    def _marked(self, filtered: Piece) -> Row:
        """What was typed, underlined where it is wrong."""
        start, end = self.wrong
        if start >= end:
            return (filtered,)
        text, look = filtered
        start, end = start + 2, end + 2
        return (
            (text[:start], look),
            (text[start:end] or " ", ("error", "underline")),
            (text[end:], look),
        )

    def _with_note(self, row: Row) -> Row:
        """A row with the note at its right end, if there is room for it."""
        taken = sum(cells(text) for text, _ in row)
        room = self.size.width - taken - cells(self.note) - 1
        return (*row, (" " * room + self.note, ("faint",))) if self.note and room > 1 else row

    def _entry_at(self, y: int) -> tuple[int, int] | None:
        row = HEAD
        for number in range(self.top, len(self.entries)):
            size = len(self.entries[number].rows)
            if row <= y < row + size:
                return number, y - row
            row += size
            if row > y:
                break
        return None

    # -- the mouse ------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on what was clicked, and tell."""
        event.stop()
        place = self._entry_at(event.y)
        if place is not None and self.entries[place[0]].pickable:
            self.number = place[0]
            self.refresh()
            self.post_message(self.Clicked(self.entries[place[0]]))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.top = min(self.top + 1, max(0, len(self.entries) - 1))
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        event.stop()
        self.top = max(0, self.top - 1)
        self.refresh()
