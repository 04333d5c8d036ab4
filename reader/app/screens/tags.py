"""The tags of an article: enter puts one on or takes it off; typing a new name makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.fit import pad, shorten
from reader.app.screens.panel import Panel
from reader.app.source_rows import DEEPEST
from reader.app.tag_colours import colour_mark, next_colour
from reader.app.widgets.pick_list import Entry

if TYPE_CHECKING:
    from textual import events

    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading
    from reader.library.records import Headline


class Tags(Panel):
    """All tags, those of the article ticked."""

    context = "tags"
    title_of_panel = "Tags"
    hint = "type a name; enter puts it on or takes it off"
    width_wanted = 56

    def __init__(self, reading: Reading, headline: Headline) -> None:
        super().__init__(reading)
        self.headline = headline

    def when_empty(self) -> str:
        """How tags are made."""
        return "No tags yet: type a name, then enter."

    def entries(self) -> list[Entry]:
        """The tags; a name that is typed and new comes first."""
        library = self.reading.library
        worn = set(library.tags_of(self.headline.id))
        known = library.tags()
        typed = self.picks.filter.strip()
        rows = []
        if typed and typed.casefold() not in {tag.name.casefold() for tag in known}:
            rows.append(Entry((((f" + new tag “{typed}”", ("accent",)),),), typed, typed))
        for tag in known:
            space = max(4, self.room - 12)
            sign = "x" if tag.name in worn else " "
            mark = colour_mark(tag, ascii_only=self.reader.ascii)
            depth = min(tag.name.count("/"), DEEPEST) if not typed else 0
            own = tag.name.rpartition("/")[2] if depth else tag.name
            indent = "  " * depth
            name = pad(shorten(own, space - 2 * depth - 2), space - 2 * depth - 2)
            row = (
                (f" [{sign}] {indent}", ("accent",)),
                mark,
                (f" {name}", ("text",)),
                (f"{tag.total:>5}", ("muted",)),
            )
            rows.append(Entry((row,), tag.name, tag.name))
        return rows

    def took(self, key: str, event: events.Key) -> bool:
        """Typing also offers the new name."""
        taken = super().took(key, event)
        if taken:
            self.picks.put(self.entries())
        return taken

    def chosen(self, value: object) -> None:
        """Put a tag on the article, or take it off."""
        name, ids = str(value), (self.headline.id,)
        self.picks.filter = ""
        if name in self.reading.library.tags_of(self.headline.id):
            self.reader.act(lambda library: library.untag(name, ids))
        else:
            self.reader.act(lambda library: library.tag(name, ids))

    def do_colour_tag(self, _: Call) -> None:
        """Give the tag under the cursor its next colour."""
        name = str(self.picks.current.value) if self.picks.current else ""
        tag = next((one for one in self.reading.library.tags() if one.name == name), None)
        if tag is not None:
            wanted = next_colour(tag)
            self.reader.act(lambda library: library.colour_tag(name, wanted))

    async def do_edit(self, _: Call) -> None:
        """Rename a tag everywhere."""
        from reader.app.screens.prompt import ask

        if self.picks.current is None:
            return
        name = str(self.picks.current.value)
        wanted = await ask(self.reader, "New name of the tag", value=name)
        if wanted and wanted.strip() and wanted.strip() != name:
            new = wanted.strip()
            self.reader.act(lambda library: library.rename_tag(name, new))

    def do_remove(self, _: Call) -> None:
        """Take a tag off the article."""
        if self.picks.current is not None:
            name, ids = str(self.picks.current.value), (self.headline.id,)
            self.reader.act(lambda library: library.untag(name, ids))
