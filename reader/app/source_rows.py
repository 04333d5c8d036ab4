"""The lists that there are, as rows: fixed ones, then folders with their sources, then tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.fit import pad, shorten
from reader.app.widgets.pick_list import Entry
from reader.library.records import Listing

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.library.records import Source


def source_entries(library: Library, room: int) -> list[Entry]:
    """Every list with its unread count, in rows of at most `room` cells."""
    counts = library.counts()
    entries = [
        _entry("Unread", counts.unread, Listing("unread"), room),
        _entry("All", 0, Listing("all"), room),
        _entry("Continue reading", counts.reading, Listing("reading"), room),
        _entry("Bookmarks", counts.bookmarks, Listing("bookmarks"), room),
        _entry("Notes", counts.notes, Listing("notes"), room),
    ]
    entries += _grouped(library, room)
    tags = library.tags()
    if tags:
        entries.append(Entry(((),)))
        entries += [
            _entry(f"#{tag.name}", tag.unread, Listing("tag", name=tag.name), room) for tag in tags
        ]
    return entries


def _grouped(library: Library, room: int) -> list[Entry]:
    sources = sorted(library.sources(), key=lambda source: source.title.casefold())
    loose = [source for source in sources if not source.folder]
    entries: list[Entry] = []
    if loose:
        entries.append(Entry(((),)))
        entries += [_of(source, room) for source in loose]
    for name, unread, _ in library.folders():
        entries.append(Entry(((),)))
        entries.append(_entry(name, unread, Listing("folder", name=name), room))
        entries += [_of(source, room, "  ") for source in sources if source.folder == name]
    return entries


def _of(source: Source, room: int, indent: str = "") -> Entry:
    listing = Listing("source", number=source.id)
    failing = source.error is not None
    return _entry(indent + source.title, source.unread, listing, room, failing=failing)


def _entry(name: str, count: int, listing: Listing, room: int, *, failing: bool = False) -> Entry:
    figure = f"{count:,}" if count else ""
    mark = "! " if failing else ""
    space = max(4, room - len(figure) - 2)
    look = ("strong",) if count else ("text",)
    shown = pad(shorten(mark + name, space), space)
    row = ((" " + shown, look), (f" {figure}", ("muted",)))
    return Entry((row,), listing, name)
