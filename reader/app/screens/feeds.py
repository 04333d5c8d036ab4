"""The feeds: how each of them fares, in words, in their folders; and what can be done to each."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.app.faring import fares, sign_of
from reader.app.fit import pad, shorten, wrap
from reader.app.screens.panel import Panel
from reader.app.source_rows import DEEPEST, tree
from reader.app.widgets.pick_list import Entry
from reader.library.records import Listing, Source
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.cells import Row
    from reader.app.dispatch import Call
    from reader.app.source_rows import Shelf
    from reader.library.library import Library
    from reader.library.records import Done

ROOMY = 30
"""Rows of the screen from which a blank row parts two sources."""

SAID_MOST = 3
"""Rows that the words about one source may take."""


class Feeds(Panel):
    """Every source with its state; enter shows its articles."""

    context = "feeds"
    title_of_panel = "Feeds"
    width_wanted = 92

    def when_empty(self) -> str:
        """How sources come to be."""
        return f"None yet: {self.reading.reader.key_of('add')} subscribes to one."

    def entries(self) -> list[Entry]:
        """Folders as headings, under each its sources with what there is to say of them."""
        sources = self.reading.library.sources()
        self.picks.hint = in_short(sources)
        now = time.time()
        rows: list[Entry] = []
        for shelf in tree(sources):
            if shelf.source is None:
                name = f" {_indent(shelf)}{shelf.name.rpartition('/')[2]}"
                rows.append(Entry((((shorten(name, self.room), ("accent", "bold")),),)))
            else:
                rows.append(self._entry(shelf, shelf.source, now))
        return rows

    def _entry(self, shelf: Shelf, source: Source, now: float) -> Entry:
        indent, sign = _indent(shelf), sign_of(source)
        mark = f"{sign.ascii if self.reader.ascii else sign.sign} " if sign else "  "
        warned = (sign.look,) if sign else ()
        figure = f" {source.unread:,}" if source.unread else ""
        space = max(4, self.room - 1 - cells(indent + mark + figure))
        look = ("strong",) if source.unread else ("text",)
        first: Row = (
            (f" {indent}", ()),
            (mark, warned),
            (pad(shorten(source.title, space), space), look),
            (figure, ("muted",)),
        )
        said = fares(source, now)
        inset = f" {indent}  "
        room = max(16, self.room - cells(inset))
        lines = wrap(said, room)
        if len(lines) > SAID_MOST:
            lines[SAID_MOST - 1 :] = [f"{lines[SAID_MOST - 1]} …"]
        below: list[Row] = [((inset, ()), (shorten(line, room), ("muted",))) for line in lines]
        words = f"{source.title} {source.folder or ''} {source.address} {said}"
        blank: tuple[Row, ...] = ((),) if self.app.size.height >= ROOMY else ()
        return Entry((first, *below, *blank), source, words)

    @property
    def source(self) -> Source | None:
        """The source under the cursor."""
        current = self.picks.current
        return current.value if current and isinstance(current.value, Source) else None

    def reload(self) -> None:
        """Ask for the sources again; the cursor stays on its own though that has changed."""
        current = self.source
        number = current.id if current else self._present()
        self.picks.put(self.entries())
        for place, entry in enumerate(self.picks.entries):
            if isinstance(entry.value, Source) and entry.value.id == number:
                self.picks.go_to(place)

    def _present(self) -> int:
        """The id of the source that the list shows, else that of the article's."""
        listing, current = self.reading.rows.listing, self.reading.current
        if listing.view == "source":
            return listing.number
        return current.source_id if current is not None else 0

    # -- what is done to one --------------------------------------------------------------------

    def chosen(self, value: object) -> None:
        """Show the articles of a source."""
        assert isinstance(value, Source)
        self.leave()
        self.reading.open_source(Listing("source", number=value.id))

    async def do_edit(self, _: Call) -> None:
        """Give the source another title."""
        from reader.app.screens.prompt import ask

        source = self.source
        if source is None:
            return
        hint = f"{source.own_title} (its own)" if source.own_title else ""
        wanted = await ask(self.reader, "Title", value=source.title, hint=hint)
        if wanted is not None and wanted.strip() != source.title:
            number, title = source.id, wanted.strip()
            self.reader.act(lambda library: library.rename_source(number, title))

    async def do_move_source(self, _: Call) -> None:
        """Put the source into a folder."""
        source = self.source
        if source is None:
            return
        folder = await ask_folder(self, source.folder or "")
        if folder is not None and folder != (source.folder or ""):
            number, wanted = source.id, folder or None
            self.reader.act(lambda library: library.move_source(number, wanted))

    async def do_tag_source(self, _: Call) -> None:
        """Put a tag on the source, or take off one that it bears."""
        from reader.app.screens.prompt import ask

        source = self.source
        if source is None:
            return
        known = sorted({tag for one in self.reading.library.sources() for tag in one.tags})
        hint = "a name; one that it bears is taken off"
        name = await ask(self.reader, "Tag", hint=hint, offers=known)
        if name is None or not name.strip():
            return
        number, wanted = source.id, name.strip()
        worn = next((tag for tag in source.tags if tag.casefold() == wanted.casefold()), None)

        def retag(library: Library) -> Done:
            if worn is not None:
                return library.untag_source(worn, (number,))
            return library.tag_source(wanted, (number,))

        self.reader.act(retag)

    def do_pause_source(self, _: Call) -> None:
        """Ask the source no more, or again."""
        source = self.source
        if source is not None:
            number, paused = source.id, not source.paused
            self.reader.act(lambda library: library.set_source(number, paused=paused))

    def do_source_settings(self, _: Call) -> None:
        """Open the settings of the source."""
        from reader.app.screens.source_settings import SettingsOfSource

        if self.source is not None:
            self.app.push_screen(SettingsOfSource(self.reading, self.source.id), self._settled)

    def _settled(self, _: object) -> None:
        self.reload()

    def do_remove(self, _: Call) -> None:
        """Unsubscribe; what is bookmarked, tagged or annotated stays."""
        source = self.source
        if source is not None:
            number = source.id
            self.reader.act(lambda library: library.unsubscribe((number,)))

    def do_copy_address(self, _: Call) -> None:
        """Copy the address of the source."""
        from reader.app.clipboard import copy

        if self.source is not None:
            copy(self.reader, self.source.address)
            self.reader.say(f"Copied {self.source.address}")

    def do_browser(self, _: Call) -> None:
        """Open the site of the source."""
        from reader.app.browser import open_address

        if self.source is not None:
            self.reader.beside(open_address(self.reader, self.source.site or self.source.address))

    def do_update_source(self, _: Call) -> None:
        """Ask this source now."""
        if self.source is not None:
            self.reader.update_sources([str(self.source.id)])

    def do_update(self, call: Call) -> None:
        """Ask the sources that are due."""
        self.reader.perform_anywhere(call)

    def do_update_all(self, call: Call) -> None:
        """Ask all sources."""
        self.reader.perform_anywhere(call)

    def do_add(self, call: Call) -> None:
        """Subscribe to another."""
        self.reader.perform_anywhere(call)


def _indent(shelf: Shelf) -> str:
    return "  " * min(shelf.depth, DEEPEST)


def in_short(sources: Sequence[Source]) -> str:
    """How many there are, and how many of them fail or are paused."""
    failing = sum(source.error is not None and not source.paused for source in sources)
    paused = sum(source.paused for source in sources)
    parts = [f"{len(sources):,}"] if sources else []
    parts += [f"{failing:,} failing"] if failing else []
    parts += [f"{paused:,} paused"] if paused else []
    return " · ".join(parts)


async def ask_folder(panel: Panel, present: str) -> str | None:
    """Ask for a folder, known ones being offered; "" for none, None when left unanswered."""
    from reader.app.screens.prompt import ask

    known = [name for name, _, _ in panel.reading.library.folders()]
    hint = "a name, or a path with /; empty: in no folder"
    wanted = await ask(panel.reader, "Folder", value=present, hint=hint, offers=known)
    return None if wanted is None else "/".join(part.strip() for part in wanted.split("/")).strip()
