"""The two verbs over a document tree: go through all of it, and collect from it.

Iterative, so that depth is a loop and not a crash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from reader.document.model import (
    CodeSpan,
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
    Notes,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.document.model import Block, Blocks, Inline, Inlines

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

_N = TypeVar("_N")


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
        inner = [b for run in children(block) for b in run]
        stack.extend(reversed(inner))


def own_inlines(block: Block) -> Iterator[Inlines]:
    """The runs of inlines that belong to the block itself, in reading order."""
    match block:
        case Heading() | Paragraph() | Furniture():
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
        if isinstance(inline, SPANNING):
            stack.extend(reversed(inline.inlines))


def inlines(roots: Iterable[Block]) -> Iterator[Inline]:
    """Every inline of every block of the trees."""
    for block in blocks(roots):
        for run in own_inlines(block):
            yield from spread(run)


def query(roots: Iterable[Block], kind: type[_N]) -> Iterator[_N]:
    """All blocks and inlines of one kind, block by block in reading order."""
    for block in blocks(roots):
        if isinstance(block, kind):
            yield block
        for run in own_inlines(block):
            for inline in spread(run):
                if isinstance(inline, kind):
                    yield inline
