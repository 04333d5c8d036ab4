"""Slugs: the names by which headings are linked to and places find their section again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.document import walk
from reader.document.model import Heading
from reader.document.text import inline_text

if TYPE_CHECKING:
    from reader.document.model import Block, Blocks

MAX_SLUG: Final = 80
"""Characters of a slug before the number that tells it from its like."""


def with_slugs(blocks: Blocks) -> Blocks:
    """The blocks with a slug on every heading, however deep: unique, and stable.

    A slug depends on the heading's words and, among like ones, on their order alone: `usage`,
    `usage-2`, `usage-3`. A heading without letters or digits is a `section`.
    """
    slugs = _Slugs()

    def named(block: Block) -> Block:
        if not isinstance(block, Heading):
            return block
        return Heading(block.level, block.inlines, slugs.of(inline_text(block.inlines)), block.lang)

    return walk.replaced(blocks, named)


_PLAIN: Final = re.compile(rf"[A-Za-z0-9 ]{{0,{MAX_SLUG}}}")
"""What a slug is made of in one step, as the library would in many."""


class _Slugs:
    """Gives each text a slug that it has not given before."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def of(self, text: str) -> str:
        stem = _stem(text)
        number = self._last.get(stem, 0) + 1
        slug = stem if number == 1 else f"{stem}-{number}"
        while slug in self._taken:
            number += 1
            slug = f"{stem}-{number}"
        self._last[stem] = number
        self._taken.add(slug)
        return slug


def _stem(text: str) -> str:
    """The slug of a text by itself."""
    if _PLAIN.fullmatch(text):
        return "-".join(text.lower().split()) or "section"
    from slugify import slugify  # it costs 30 ms, and most documents are opened, not made

    return slugify(text, allow_unicode=True, max_length=MAX_SLUG) or "section"
