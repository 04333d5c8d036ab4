"""The drawer of sources: lists, folders, feeds and tags, with what is unread in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.screens.panel import Panel
from reader.app.screens.queue import open_queue
from reader.app.source_rows import QUEUE, source_entries
from reader.library.records import Listing

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.widgets.pick_list import Entry


class Sources(Panel):
    """Choose which articles the list shows."""

    context = "sources"
    side = "left"
    title_of_panel = "Sources"

    def entries(self) -> list[Entry]:
        """All lists, in their order."""
        ascii_only = self.reading.reader.ascii
        return list(source_entries(self.reading.library, self.room, ascii_only=ascii_only))

    def present(self) -> object:
        """The list that is shown."""
        return self.reading.rows.listing

    def chosen(self, value: object) -> None:
        """Show a list, or the queue."""
        self.leave()
        if value == QUEUE:
            open_queue(self.reading)
            return
        assert isinstance(value, Listing)
        self.reading.open_source(value)

    def do_feeds(self, call: Call) -> None:
        """Show how they fare instead."""
        self.leave()
        self.reading.perform(call)

    def on_mount(self) -> None:
        """Count the searches whose count is not kept, beside the screen."""
        super().on_mount()
        if not all(one.counted for one in self.reading.library.searches()):
            self.reader.beside(self._count())

    async def _count(self) -> None:
        await self.reader.desk.run(lambda library: library.count_searches())
        if self.is_attached:
            self.reload()

    def do_colour_tag(self, _: Call) -> None:
        """Give the tag under the cursor its next colour."""
        from reader.app.tag_colours import next_colour

        listing = self.picks.current.value if self.picks.current else None
        tags = {one.name: one for one in self.reading.library.tags()}
        if isinstance(listing, Listing) and listing.view == "tag" and listing.name in tags:
            name, wanted = listing.name, next_colour(tags[listing.name])
            self.reader.act(lambda lib: lib.colour_tag(name, wanted))
        else:
            self.reader.say("Only tags have a colour of their own.")

    async def do_edit(self, _: Call) -> None:
        """Rename a source or a tag."""
        from reader.app.screens.prompt import ask

        listing = self.picks.current.value if self.picks.current else None
        if not isinstance(listing, Listing) or listing.view not in {"source", "tag", "search"}:
            self.reader.say("Only sources, searches and tags can be renamed.")
            return
        name = self.reader.naming.title(listing).removeprefix("#")
        wanted = await ask(self.reader, "New name", value=name)
        if not wanted or not wanted.strip() or wanted.strip() == name:
            return
        new = wanted.strip()
        if listing.view == "source":
            number = listing.number
            self.reader.act(lambda lib: lib.rename_source(number, new))
        elif listing.view == "search":
            self.reader.act(lambda lib: lib.rename_search(name, new))
        else:
            self.reader.act(lambda lib: lib.rename_tag(name, new))

    def do_remove(self, _: Call) -> None:
        """Unsubscribe from a source, or remove a search; what is marked stays."""
        listing = self.picks.current.value if self.picks.current else None
        if isinstance(listing, Listing) and listing.view == "search":
            name = self.reader.naming.title(listing)
            self.reader.act(lambda lib: lib.remove_search(name))
            return
        if not isinstance(listing, Listing) or listing.view != "source":
            self.reader.say("Only sources and searches can be removed.")
            return
        number = listing.number
        self.reader.act(lambda lib: lib.unsubscribe((number,)))
