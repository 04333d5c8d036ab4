"""The sources pinned beside the list: what there is to read, and how much of it is unread."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, cast

from reader.app.source_rows import QUEUE, source_entries
from reader.app.widgets.painted import Painted
from reader.library.records import Listing

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from reader.app.screens.reading import Reading
    from reader.app.widgets.pick_list import Entry

WIDTH = 26
HEAD = 2


class SourcesPane(Painted):
    """A column of sources; a click shows one."""

    STANDS_IN = True

    def __init__(self) -> None:
        super().__init__(id="sources")
        self._entries: list[Entry] = []
        self._counted = -1

    @property
    def reading(self) -> Reading:
        """The screen it stands on."""
        return cast("Reading", self.screen)

    def on_mount(self) -> None:
        """Read the sources."""
        self.styles.width = WIDTH
        self.reload()

    def reload(self) -> None:
        """Read the sources and their counts again; those that are not kept are counted beside."""
        library = self.reading.library
        self._read()
        revision = library.revision()
        if revision != self._counted and not all(one.counted for one in library.searches()):
            self._counted = revision
            self.reading.reader.beside(self._count())

    def _read(self) -> None:
        entries = source_entries(
            self.reading.library, WIDTH - 3, ascii_only=self.reading.reader.ascii
        )
        self._entries = list(islice(entries, self.app.size.height))
        self.refresh()

    def on_resize(self) -> None:
        """Read more of them where there is room for more."""
        if len(self._entries) < self.size.height - HEAD:
            self._read()

    async def _count(self) -> None:
        await self.reading.reader.desk.run(lambda library: library.count_searches())
        if self.is_attached:
            self._read()

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        palette, width = self.palette, self.size.width
        sign = self.reading.headlines.glyphs.rule
        rule = palette.strip(((sign, ("rule",)),), 1)
        number = y - HEAD
        ground: tuple[str, ...] = ("ground",)
        if y == 0:
            body = palette.strip(((" Sources", ("strong", "bold")),), width - 1)
        elif 0 <= number < len(self._entries):
            entry = self._entries[number]
            here = entry.value == self.reading.rows.listing
            ground = ("ground", "selection-idle") if here else ground
            lead = self.reading.headlines.glyphs.cursor if here else " "
            body = palette.strip(((lead, ("cursor",)), *entry.rows[0]), width - 1, ground)
        else:
            body = palette.strip((), width - 1)
        return type(body).join([body, rule])

    def on_click(self, event: events.Click) -> None:
        """Show the source that was clicked."""
        event.stop()
        number = event.y - HEAD
        if 0 <= number < len(self._entries):
            listing = self._entries[number].value
            if isinstance(listing, Listing):
                self.reading.open_source(listing)
            elif listing == QUEUE:
                from reader.app.screens.queue import open_queue

                open_queue(self.reading)
