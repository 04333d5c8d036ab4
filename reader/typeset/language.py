"""The language a document is hyphenated in: what it says of itself, else what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document.language import detect
from reader.document.text import canonical

if TYPE_CHECKING:
    from reader.document.readable import Readable

_SAMPLE: Final = 1_000
"""Characters that are looked at."""
_BLOCKS: Final = 40
"""Blocks that are looked at for them."""


def language_of(document: Readable) -> str | None:
    """A BCP 47 tag; None when it cannot be told."""
    return document.language or detect(_sample(document))


def _sample(document: Readable) -> str:
    """Some running text from the start of a document, of which no more is decoded."""
    parts: list[str] = []
    size = 0
    for number in range(min(_BLOCKS, len(document.blocks))):
        text = canonical((document.blocks[number],))
        parts.append(text)
        size += len(text)
        if size >= _SAMPLE:
            break
    return "\n".join(parts)[:_SAMPLE]
