"""The blank lines between blocks: what makes structure visible at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document.model import (
    Definitions,
    Details,
    Figure,
    Furniture,
    Heading,
    List,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Table,
)
from reader.document.text import inline_text, table_text
from reader.document.walk import spread

if TYPE_CHECKING:
    from reader.document.model import Block

_BEFORE: Final = {1: 2, 2: 2}
_AFTER: Final = {1: 1, 2: 1}


def space_between(before: Block | None, after: Block) -> int:
    """Blank lines between two neighbours; none above the first.

    A heading belongs to the text below it: never more space after it than before it.
    """
    if before is None:
        return 0
    if isinstance(before, Heading):
        return 1 if isinstance(after, Heading) else _AFTER.get(before.level, 0)
    if isinstance(after, Heading):
        return _BEFORE.get(after.level, 1)
    if isinstance(before, Furniture) and isinstance(after, Furniture):
        return 0
    return 1


def is_void(block: Block) -> bool:
    """Whether a block is set as no line at all, because nothing in it can be shown."""
    match block:
        case Heading() | Paragraph() | Furniture():
            if inline_text(block.inlines).strip():
                return False
            return not any(isinstance(inline, NoteRef) for inline in spread(block.inlines))
        case List() | Notes():
            return not block.items
        case Definitions():
            return all(
                not any(inline_text(term) for term in item.terms) and all(map(is_void, item.blocks))
                for item in block.items
            )
        case Quote(attribution=aside) | Figure(caption=aside) | Details(summary=aside):
            return not inline_text(aside or ()).strip() and all(map(is_void, block.blocks))
        case Table():
            return not table_text(block).strip()
        case _:
            return False
