"""Notes and highlights of all articles: enter opens there, edit rewrites, remove removes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.fit import shorten, wrap
from reader.app.places import go_to_place
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.library.records import Remark
from reader.settings.roles import HIGHLIGHT_SIGNS

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.app.dispatch import Call


class Notes(Panel):
    """Every note and highlight, newest first."""

    context = "notes"
    title_of_panel = "Notes and highlights"

    def when_empty(self) -> str:
        """How notes are made."""
        key = self.reading.reader.key_of
        return f"None yet: {key('note')} writes one, {key('select')} selects words for one."

    def entries(self) -> list[Entry]:
        """The article, the words it lies on, and what was noted."""
        return [self._entry(remark) for remark in self.reading.library.notes()]

    def _entry(self, remark: Remark) -> Entry:
        room = self.room
        rows: list[Row] = [((f" {shorten(remark.title, room - 1)}", ("strong",)),)]
        if remark.place is not None:
            quote = " ".join(remark.place.quote.split())
            look = (f"highlight-{remark.colour}",) if remark.colour else ("muted",)
            ascii_only = int(self.reader.ascii)
            sign = HIGHLIGHT_SIGNS[remark.colour][ascii_only] if remark.colour else " "
            colour = f" {remark.colour}" if remark.colour else ""
            words = shorten(f"“{quote}”", max(4, room - 5 - len(colour)))
            rows.append(((f" {sign} ", ("muted",)), (words, look), (colour, ("muted",))))
        said = wrap(remark.text, max(8, room - 4))[:4]
        rows.extend(((f"   {line}", ("text",)),) for line in said)
        rows.append(())
        words = f"{remark.title} {remark.text} {remark.place.quote if remark.place else ''}"
        return Entry(tuple(rows), remark, words)

    def chosen(self, value: object) -> None:
        """Open the article at the words."""
        assert isinstance(value, Remark)
        self.leave()
        self.reading.leave_here()
        go_to_place(self.reading, value.article_id, value.place)

    async def do_edit(self, _: Call) -> None:
        """Rewrite a note."""
        from reader.app.screens.editor import write

        remark = self.picks.current.value if self.picks.current else None
        if not isinstance(remark, Remark):
            return
        text = await write(self.reader, f"Note on “{remark.title}”", text=remark.text)
        if text is not None and text != remark.text:
            number, wanted = remark.id, text
            self.reader.act(lambda lib: lib.edit_note(number, wanted))

    def do_remove(self, _: Call) -> None:
        """Remove a note; undo brings it back."""
        remark = self.picks.current.value if self.picks.current else None
        if isinstance(remark, Remark):
            number = remark.id
            self.reader.act(lambda lib: lib.remove_note(number))

    def do_reattach(self, _: Call) -> None:
        """Attach a note that lost its words to the first line on the screen."""
        remark = self.picks.current.value if self.picks.current else None
        shown = self.reading.shown
        if not isinstance(remark, Remark) or shown is None or shown.id != remark.article_id:
            self.reader.say("Open the article at the right place first, then attach it from here.")
            return
        length = remark.place.length if remark.place else 0
        place = shown.place_at(self.reading.view.first_offset, length)
        number = remark.id
        self.reader.act(lambda lib: lib.move_note(number, place))
