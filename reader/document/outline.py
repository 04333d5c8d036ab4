"""The outline: a document's headings in order, with levels, offsets and slugs."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from reader.document import walk
from reader.document.model import Heading, Notes, Quote
from reader.document.text import inline_text, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.document.model import Blocks, Document
    from reader.document.text import Leaf


class Section(NamedTuple):
    """A heading in the outline. `depth` is its level with skipped levels closed up, from 0."""

    level: int
    text: str
    slug: str
    offset: int
    depth: int


def _headings(blocks: Blocks, leaves: Iterable[tuple[int, Leaf]]) -> list[tuple[int, Heading]]:
    """Headings outside quotes and notes, with their offsets."""
    headings = [(at, leaf.block) for at, leaf in leaves if isinstance(leaf.block, Heading)]
    outermost = {id(block) for block in blocks}
    if all(id(heading) in outermost for _, heading in headings):
        return headings
    foreign = {
        id(inner)
        for block in walk.blocks(blocks)
        if isinstance(block, Quote | Notes)
        for inner in walk.blocks((block,))
    }
    return [(at, heading) for at, heading in headings if id(heading) not in foreign]


def sections_of(
    blocks: Blocks, leaves: Iterable[tuple[int, Leaf]] | None = None
) -> tuple[Section, ...]:
    """The headings of a document's blocks that head a section of its own; quoted ones do not.

    `leaves`: its leaves with their offsets, where they are known already.
    """
    sections: list[Section] = []
    open_levels: list[int] = []
    for offset, heading in _headings(blocks, placed(blocks) if leaves is None else leaves):
        while open_levels and open_levels[-1] >= heading.level:
            open_levels.pop()
        text = " ".join(inline_text(heading.inlines).split())
        sections.append(Section(heading.level, text, heading.slug, offset, len(open_levels)))
        open_levels.append(heading.level)
    return tuple(sections)


def outline_of(
    blocks: Blocks, title: str = "", leaves: Iterable[tuple[int, Leaf]] | None = None
) -> tuple[Section, ...]:
    """The outline of a document's blocks; without headings one entry, its title, at offset 0."""
    return sections_of(blocks, leaves) or (Section(1, title, "", 0, 0),)


def outline(document: Document) -> tuple[Section, ...]:
    """The outline of a document."""
    return outline_of(document.blocks, document.title)


_offset = attrgetter("offset")


def section_at(sections: Sequence[Section], offset: int) -> Section | None:
    """The section that an offset is in; None before the first heading."""
    number = bisect_right(sections, offset, key=_offset)
    return sections[number - 1] if number else None
