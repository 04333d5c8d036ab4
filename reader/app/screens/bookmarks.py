"""Bookmarks and places of all articles: enter opens there, edit relabels, remove removes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.fit import shorten
from reader.app.places import go_to_place
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.library.records import Bookmark

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.app.dispatch import Call


class Bookmarks(Panel):
    """Every bookmark, newest first."""

    context = "bookmarks"
    title_of_panel = "Bookmarks and places"

    def when_empty(self) -> str:
        """How bookmarks are made."""
        key = self.reading.reader.key_of
        return (
            f"None yet: {key('bookmark')} marks an article, {key('bookmark-place')} a place in it."
        )

    def entries(self) -> list[Entry]:
        """Article and section, the label, and the words at the place."""
        return [self._entry(mark) for mark in self.reading.library.bookmarks()]

    def _entry(self, mark: Bookmark) -> Entry:
        room = self.room
        arrow = " > " if self.reader.ascii else " › "
        title, place = mark.title, mark.place
        section = self.section_name(mark)
        head = f"{title}{arrow}{section}" if section else title
        letter = f"{mark.mark} " if mark.mark else ""
        label = mark.label or ""
        second: Row = ()
        if place is not None:
            quote = " ".join(place.quote.split())
            said = f"{letter}{label} " if letter or label else ""
            second = (
                (f"   {said}", ("accent",)),
                (shorten(f"“{quote}”", max(4, room - len(said) - 3)), ("muted",)),
            )
        else:
            second = (("   the article", ("muted",)),)
        first: Row = ((f" {shorten(head, room - 1)}", ("strong",)),)
        words = f"{head} {label} {place.quote if place else ''}"
        return Entry((first, second, ()), mark, words)

    def section_name(self, mark: Bookmark) -> str:
        """The section of a place, as its slug tells it."""
        if mark.place is None or not mark.place.section:
            return ""
        return mark.place.section.replace("-", " ").capitalize()

    def chosen(self, value: object) -> None:
        """Open an article at the place."""
        assert isinstance(value, Bookmark)
        self.leave()
        self.reading.leave_here()
        go_to_place(self.reading, value.article_id, value.place)

    async def do_edit(self, _: Call) -> None:
        """Give a bookmark another label."""
        from reader.app.screens.prompt import ask

        mark = self.picks.current.value if self.picks.current else None
        if not isinstance(mark, Bookmark):
            return
        label = await ask(self.reader, "Label", value=mark.label or "")
        if label is not None:
            number, wanted = mark.id, label.strip() or None
            self.reader.act(lambda lib: lib.relabel_bookmark(number, wanted))

    def do_remove(self, _: Call) -> None:
        """Remove a bookmark; undo brings it back."""
        mark = self.picks.current.value if self.picks.current else None
        if isinstance(mark, Bookmark):
            number = mark.id
            self.reader.act(lambda lib: lib.remove_bookmark(number))

    async def do_reattach(self, _: Call) -> None:
        """Attach a place that lost its words to where the article stands open now."""
        mark = self.picks.current.value if self.picks.current else None
        shown = self.reading.shown
        if not isinstance(mark, Bookmark) or shown is None or shown.id != mark.article_id:
            self.reader.say("Open the article at the right place first, then attach it from here.")
            return
        place = shown.place_at(self.reading.view.first_offset)
        number = mark.id
        self.reader.act(lambda lib: lib.move_bookmark(number, place))
