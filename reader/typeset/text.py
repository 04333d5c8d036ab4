"""Headings, paragraphs and page furniture made into lines."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from reader.typeset.composing import Composer, Prose, Scene

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.model import Furniture, Heading, Paragraph
    from reader.typeset.line import Line
    from reader.typeset.margin import Margin

HANGING_FROM: Final = 60
"""Cells of a column in which an opening quotation mark hangs."""
_HANGING: Final = frozenset("“‘„‚«‹\"'")
_DEEPEST: Final = 4
"""Heading levels that look different."""
_LOOKED_AT: Final = 200
"""Characters searched for a letter that has a direction."""


def set_heading(composer: Composer, block: Heading, margin: Margin, scene: Scene) -> Iterator[Line]:
    """A heading, its lines of even length."""
    start = composer.offset
    role = f"heading{min(block.level, _DEEPEST)}"
    flow = composer.flow(block.inlines, (role,))
    how = Prose(
        "heading",
        composer.leaf(),
        hyphenate=False,
        balanced=True,
        right=_runs_left(flow.text),
        level=block.level,
    )
    yield from composer.prose(flow, margin, scene, how, start)


def set_paragraph(
    composer: Composer, block: Paragraph, margin: Margin, scene: Scene
) -> Iterator[Line]:
    """Running text. From right to left: at the right edge, its letters in reading order."""
    start = composer.offset
    flow = composer.flow(block.inlines, scene.roles)
    right = block.direction == "rtl" or (block.direction is None and _runs_left(flow.text))
    how = Prose(
        scene.kind,
        composer.leaf(),
        right=right,
        keep_spaces=block.preformatted,
        hang=_hang(composer, flow.text, margin),
    )
    yield from composer.prose(flow, margin, scene, how, start)


def set_furniture(
    composer: Composer, block: Furniture, margin: Margin, scene: Scene
) -> Iterator[Line]:
    """Page furniture, unfolded."""
    start = composer.offset
    flow = composer.flow(block.inlines, ("furniture",))
    how = Prose("furniture", composer.leaf(), hyphenate=False)
    yield from composer.prose(flow, margin, scene, how, start)


def _hang(composer: Composer, text: str, margin: Margin) -> int:
    """Cells by which the first line hangs in the margin."""
    wide = composer.style.hang_quotes and composer.column >= HANGING_FROM
    return int(wide and not margin.next_cells and text[:1] in _HANGING)


def _runs_left(text: str) -> bool:
    """Whether the first letter that has a direction is one of a script from right to left."""
    if text.isascii():
        return False
    for character in text[:_LOOKED_AT]:
        direction = unicodedata.bidirectional(character)
        if direction == "L":
            return False
        if direction in {"R", "AL"}:
            return True
    return False
