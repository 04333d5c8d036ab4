"""The journal: everything that was done, each entry undone by itself."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.app.cells import age
from reader.app.fit import pad, shorten
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.library.records import Entry as Recorded

if TYPE_CHECKING:
    from reader.app.dispatch import Call


class History(Panel):
    """The entries of the journal, newest first."""

    context = "history"
    title_of_panel = "History"
    hint = "enter undoes an entry, or does it again"

    def when_empty(self) -> str:
        """What a new journal says."""
        return "Nothing has been done yet."

    def entries(self) -> list[Entry]:
        """Number, words, age, and whether it has been undone."""
        now = time.time()
        return [self._entry(entry, now) for entry in self.reading.library.history(limit=500)]

    def _entry(self, entry: Recorded, now: float) -> Entry:
        space = max(8, self.room - 26)
        state = "undone" if entry.undone else "by itself" if entry.kind == "automatic" else ""
        if not entry.undoable:
            state = "too old"
        look = ("faint",) if entry.undone or not entry.undoable else ("text",)
        if entry.kind == "automatic":
            look = ("muted",)
        row = (
            (f" {'#' + str(entry.id):>7}  ", ("muted",)),
            (pad(shorten(entry.label, space), space), look),
            (f"{state:>10} ", ("faint",)),
            (f"{age(entry.at, now):>5}", ("muted",)),
        )
        return Entry((row,), entry, f"#{entry.id} {entry.label}")

    def do_undo_entry(self, _: Call) -> None:
        """Undo the entry under the cursor, or do it again if it has been undone."""
        current = self.picks.current
        if current is not None:
            self.chosen(current.value)

    def chosen(self, value: object) -> None:
        """Undo an entry, or do it again."""
        assert isinstance(value, Recorded)
        number = value.id
        if value.undone:
            self.reader.act(lambda library: library.redo(number))
        else:
            self.reader.act(lambda library: library.undo(number))
