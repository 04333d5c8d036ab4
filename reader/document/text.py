r"""The canonical text: what a reader reads, in order, and where each piece of it stands.

Every offset in the program (search hits, bookmarks, progress, links, notes) is an offset in code
points into this text. Blocks that hold blocks have no text of their own beyond what `leaves`
yields for them; between the texts of two leaves stand two line ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.document.model import (
    Code,
    Definitions,
    Details,
    Figure,
    Furniture,
    Heading,
    Image,
    InlineImage,
    InlineMath,
    LineBreak,
    Link,
    List,
    Math,
    Media,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Ruby,
    Rule,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.document.model import Block, Inline, Inlines

BETWEEN = "\n\n"
"""What parts the texts of two leaves."""


class Leaf(NamedTuple):
    """A piece of the canonical text that belongs to one block.

    `part` tells which of its texts it is: "text" (the block's own), "attribution", "summary",
    "term" or "caption"; `item` is the number of the term's definition.
    """

    block: Block
    part: str
    item: int
    text: str


def inline_text(inlines: Iterable[Inline]) -> str:
    """The text of a run of inlines."""
    parts: list[str] = []
    stack: list[Inline] = list(inlines)[::-1]
    while stack:
        inline = stack.pop()
        if isinstance(inline, Text):  # by far the most, and quicker so
            parts.append(inline.value)
            continue
        if isinstance(inline, Link):
            stack += inline.inlines[::-1]
            continue
        match inline:
            case LineBreak():
                parts.append("\n")
            case InlineImage(alt=alt):
                parts.append(alt)
            case Ruby(base=base):
                parts.append(base)
            case InlineMath(source=source):
                parts.append(source)
            case NoteRef():
                pass
            case _:
                stack.extend(reversed(inline.inlines))
    return "".join(parts)


def cell_text(cell: Inlines) -> str:
    """The text of a table's cell: as `inline_text`, on one line and without tabs."""
    return inline_text(cell).replace("\n", " ").replace("\t", " ")


def table_text(table: Table) -> str:
    """The caption, then each row a line, cells joined by a tab."""
    lines = [inline_text(table.caption)] if table.caption else []
    if table.header is not None:
        lines.append("\t".join(cell_text(cell) for cell in table.header))
    lines.extend("\t".join(cell_text(cell) for cell in row) for row in table.rows)
    return "\n".join(lines)


def _own_text(block: Block) -> str | None:
    """The text of a block that holds no blocks; None for one that does."""
    if isinstance(block, Paragraph):  # by far the most, and quicker so
        first = block.inlines[0] if len(block.inlines) == 1 else None
        return first.value if isinstance(first, Text) else inline_text(block.inlines)
    match block:
        case Heading() | Furniture():
            return inline_text(block.inlines)
        case Code(text=text) | Math(source=text) | Image(alt=text):
            return text
        case Table():
            return table_text(block)
        case Media(title=title):
            return title or ""
        case Rule():
            return ""
        case _:
            return None


def _parts(block: Block) -> Iterator[Block | Leaf]:
    """The blocks inside a block and the texts that stand between them, in reading order."""
    match block:
        case List():
            yield from (inner for item in block.items for inner in item)
        case Notes():
            yield from (inner for note in block.items for inner in note.blocks)
        case Definitions():
            for number, item in enumerate(block.items):
                yield from (Leaf(block, "term", number, inline_text(t)) for t in item.terms)
                yield from item.blocks
        case Quote():
            yield from block.blocks
            yield Leaf(block, "attribution", 0, inline_text(block.attribution or ()))
        case Figure():
            yield from block.blocks
            yield Leaf(block, "caption", 0, inline_text(block.caption or ()))
        case Details():
            yield Leaf(block, "summary", 0, inline_text(block.summary or ()))
            yield from block.blocks
        case _:
            return


def leaves(roots: Iterable[Block]) -> Iterator[Leaf]:
    """The pieces of text of the blocks in reading order, empty ones left out."""
    stack: list[Block | Leaf] = [*roots]
    stack.reverse()
    while stack:
        top = stack.pop()
        if isinstance(top, Leaf):
            if top.text:
                yield top
            continue
        own = _own_text(top)
        if own is None:
            stack.extend(reversed(list(_parts(top))))
        elif own:
            yield Leaf(top, "text", 0, own)


def placed(roots: Iterable[Block]) -> Iterator[tuple[int, Leaf]]:
    """The leaves with the offset at which each begins."""
    offset = 0
    for leaf in leaves(roots):
        yield offset, leaf
        offset += len(leaf.text) + len(BETWEEN)


def canonical(roots: Iterable[Block]) -> str:
    """The canonical text of a document's blocks."""
    return BETWEEN.join(leaf.text for leaf in leaves(roots))


def block_offsets(roots: Iterable[Block]) -> list[int]:
    """Where each block of a run begins; a block without text begins where the next text does.

    The list has one entry more than there are blocks: where a block after the last would begin.
    """
    offsets = [0]
    for block in roots:
        size = sum(len(leaf.text) + len(BETWEEN) for leaf in leaves((block,)))
        offsets.append(offsets[-1] + size)
    return offsets
