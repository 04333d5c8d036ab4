"""The verbs over a document tree: go through all of it, collect from it, and replace in it.

Iterative, so that depth is a loop and not a crash; only `replaced` descends by recursion, since a
document's blocks are never nested deeper than `model.MAX_DEPTH`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar, get_args

from msgspec.structs import replace

from reader.document.model import (
    Block,
    CodeSpan,
    Definition,
    Definitions,
    Details,
    Emphasis,
    Figure,
    Furniture,
    Heading,
    Inserted,
    Keyboard,
    Link,
    List,
    Mark,
    Note,
    Notes,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.document.model import Blocks, Inline, Inlines

SPANNING = (
    Emphasis,
    Strong,
    Strike,
    Inserted,
    CodeSpan,
    Keyboard,
    Mark,
    Superscript,
    Subscript,
    Link,
)
"""The inlines that hold other inlines."""

_BLOCKS: Final = frozenset(get_args(Block))
"""The kinds that are no inline: to find those, no inline need be looked at."""

_HOLDING: Final[frozenset[type]] = frozenset({Quote, Figure, Details, List, Definitions, Notes})
"""The kinds that hold blocks."""

_N = TypeVar("_N")
_I = TypeVar("_I", Definition, Note)


def children(block: Block) -> Iterator[Blocks]:
    """The runs of blocks directly inside a block, in reading order."""
    match block:
        case Quote() | Figure() | Details():
            yield block.blocks
        case List():
            yield from block.items
        case Definitions() | Notes():
            for item in block.items:
                yield item.blocks
        case _:
            return


def blocks(roots: Iterable[Block]) -> Iterator[Block]:
    """Every block of the trees, parents before children, in reading order."""
    stack: list[Block] = list(roots)[::-1]
    while stack:
        block = stack.pop()
        yield block
        if block.__class__ in _HOLDING:
            inner = [b for run in children(block) for b in run]
            stack.extend(reversed(inner))


def own_inlines(block: Block) -> Iterator[Inlines]:
    """The runs of inlines that belong to the block itself, in reading order."""
    if isinstance(block, Paragraph):  # by far the most, and quicker so
        yield block.inlines
        return
    match block:
        case Heading() | Furniture():
            yield block.inlines
        case Table():
            if block.caption:
                yield block.caption
            yield from block.header or ()
            for row in block.rows:
                yield from row
        case Definitions():
            for item in block.items:
                yield from item.terms
        case Quote(attribution=inner) | Figure(caption=inner) | Details(summary=inner):
            if inner:
                yield inner
        case _:
            return


def spread(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Every inline, parents before children, in reading order."""
    stack: list[Inline] = list(inlines)[::-1]
    while stack:
        inline = stack.pop()
        yield inline
        if isinstance(inline, Text):  # by far the most, and quicker so
            continue
        if isinstance(inline, SPANNING):
            stack.extend(reversed(inline.inlines))


def has_inline(block: Block, kind: type[Inline]) -> bool:
    """Whether an inline of a kind is in the block itself."""
    for run in own_inlines(block):
        for inline in run:
            if isinstance(inline, kind):
                return True
            if isinstance(inline, SPANNING) and any(
                isinstance(inner, kind) for inner in spread(inline.inlines)
            ):
                return True
    return False


def inlines(roots: Iterable[Block]) -> Iterator[Inline]:
    """Every inline of every block of the trees."""
    for block in blocks(roots):
        for run in own_inlines(block):
            yield from spread(run)


def query(roots: Iterable[Block], kind: type[_N]) -> Iterator[_N]:
    """All blocks and inlines of one kind, block by block in reading order."""
    if kind in _BLOCKS:
        yield from (block for block in blocks(roots) if isinstance(block, kind))
        return
    for block in blocks(roots):
        if isinstance(block, kind):
            yield block
        for run in own_inlines(block):
            for inline in spread(run):
                if isinstance(inline, kind):
                    yield inline


def replaced(roots: Iterable[Block], change: Callable[[Block], Block]) -> Blocks:
    """The trees with `change` applied to every block, in reading order, parents before children."""
    return tuple(
        [
            _with_children(new, change) if (new := change(block)).__class__ in _HOLDING else new
            for block in roots
        ]
    )


def _with_children(block: Block, change: Callable[[Block], Block]) -> Block:
    match block:
        case Quote() | Figure() | Details():
            return replace(block, blocks=replaced(block.blocks, change))
        case List():
            return replace(block, items=tuple([replaced(item, change) for item in block.items]))
        case Definitions():
            return replace(block, items=tuple([_item(item, change) for item in block.items]))
        case Notes():
            return replace(block, items=tuple([_item(item, change) for item in block.items]))
        case _:
            return block


def _item(item: _I, change: Callable[[Block], Block]) -> _I:
    return replace(item, blocks=replaced(item.blocks, change))
