"""The lists that there are, as rows: fixed ones, then folders with their sources, then tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.app.faring import Sign, sign_of
from reader.app.fit import pad, shorten
from reader.app.tag_colours import colour_mark
from reader.app.widgets.pick_list import Entry
from reader.library.records import Listing
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.library.library import Library
    from reader.library.records import Source, Tag

QUEUE = "queue"
"""What a row stands for that opens the queue, which is no listing: it gives its reasons."""

WORDED = 30
"""Cells from which a mark at a source is told by its word, too."""

DEEPEST = 4
"""Levels of folders beyond which rows are set in no further."""


class Shelf(NamedTuple):
    """A folder or a source of the tree. `depth` from 0; `source` None: a folder called `name`."""

    depth: int
    name: str
    source: Source | None = None


def tree(sources: Iterable[Source]) -> Iterator[Shelf]:
    """The sources without a folder, then each folder with what is in it, folders first by name.

    The name of a folder is its whole path; that of a source its title.
    """
    by_folder: dict[str, list[Source]] = {}
    for source in sorted(sources, key=lambda one: (one.title.casefold(), one.id)):
        by_folder.setdefault(source.folder or "", []).append(source)
    for loose in by_folder.pop("", ()):
        yield Shelf(0, loose.title, loose)
    told: set[str] = set()
    for folder in sorted(by_folder, key=lambda path: path.casefold().split("/")):
        parts = folder.split("/")
        for depth in range(len(parts)):
            path = "/".join(parts[: depth + 1])
            if path not in told:
                told.add(path)
                yield Shelf(depth, path)
        for source in by_folder[folder]:
            yield Shelf(len(parts), source.title, source)


def source_entries(library: Library, room: int, *, ascii_only: bool = False) -> Iterator[Entry]:
    """Every list with its unread count, in rows of at most `room` cells, made as they are asked.

    Of a thousand sources the rows take longer than the reading.
    """
    counts = library.counts()
    yield _entry("Unread", counts.unread, Listing("unread"), room)
    yield _entry("All", 0, Listing("all"), room)
    yield _entry("Continue reading", counts.reading, Listing("reading"), room)
    yield _entry("For fifteen minutes", 0, QUEUE, room)
    yield _entry("Bookmarks", counts.bookmarks, Listing("bookmarks"), room)
    yield _entry("Notes", counts.notes, Listing("notes"), room)
    for one in library.searches():
        yield _entry(one.name, one.unread, Listing("search", number=one.id), room)
    yield from _grouped(library, room, ascii_only=ascii_only)
    tags = library.tags()
    if tags:
        yield Entry(((),))
    for tag in tags:
        yield _tag(tag, room, ascii_only=ascii_only)


def _tag(tag: Tag, room: int, *, ascii_only: bool) -> Entry:
    """A tag, set in below those above it, with the sign of its colour."""
    depth = tag.name.count("/")
    sign, look = colour_mark(tag, ascii_only=ascii_only)
    name = f"#{tag.name}" if not depth else tag.name.rpartition("/")[2]
    mark = Sign(sign, sign, "", look[0]) if look else None
    entry = _entry(
        name,
        tag.unread,
        Listing("tag", name=tag.name),
        room,
        indent="  " * min(depth, DEEPEST),
        sign=mark,
        ascii_only=ascii_only,
    )
    return entry._replace(words=f"#{tag.name}")


def _grouped(library: Library, room: int, *, ascii_only: bool) -> Iterator[Entry]:
    sources = library.sources()
    unread = folder_counts(sources)
    for number, shelf in enumerate(tree(sources)):
        if shelf.depth == 0 and (shelf.source is None or not number):
            yield Entry(((),))
        indent = "  " * min(shelf.depth, DEEPEST)
        if shelf.source is None:
            name = shelf.name.rpartition("/")[2]
            listing = Listing("folder", name=shelf.name)
            yield _entry(name, unread[shelf.name], listing, room, indent=indent)
        else:
            one = shelf.source
            listing = Listing("source", number=one.id)
            yield _entry(
                one.title,
                one.unread,
                listing,
                room,
                indent=indent,
                sign=sign_of(one),
                ascii_only=ascii_only,
            )


def folder_counts(sources: Iterable[Source]) -> dict[str, int]:
    """How many are unread in each folder, those in the folders within it included."""
    counts: dict[str, int] = {}
    for source in sources:
        parts = source.folder.split("/") if source.folder else []
        for depth in range(len(parts)):
            path = "/".join(parts[: depth + 1])
            counts[path] = counts.get(path, 0) + source.unread
    return counts


def _entry(
    name: str,
    count: int,
    value: object,
    room: int,
    *,
    indent: str = "",
    sign: Sign | None = None,
    ascii_only: bool = False,
) -> Entry:
    mark = f"{sign.ascii if ascii_only else sign.sign} " if sign else ""
    word = f" {sign.word}" if sign and sign.word and room >= WORDED else ""
    figure = f" {count:,}" if count else ""
    space = max(4, room - 1 - sum(cells(part) for part in (indent, mark, word, figure)))
    look = ("strong",) if count else ("text",)
    warned = (sign.look,) if sign else ()
    row = (
        (f" {indent}", ()),
        (mark, warned),
        (pad(shorten(name, space), space), look),
        (word, warned),
        (figure, ("muted",)),
    )
    return Entry((row,), value, f"{name}{word}")
