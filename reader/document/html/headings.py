"""Headings: real ones, and bold lines that do the work of headings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document import walk
from reader.document.html.joining import pictures
from reader.document.model import Heading, LineBreak, Paragraph, Strong
from reader.document.text import inline_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.html.blocks import Builder, Handler
    from reader.document.html.tree import Element
    from reader.document.model import Block, Blocks

MAX_FAKE: Final = 80
"""Characters of a bold line that may pass for a heading."""

_ENDS_A_SENTENCE: Final = (".", ",", ";", "…", "。", "，", "；")


def _heading(builder: Builder, element: Element) -> None:
    level = _level_of(element)
    outer, builder.in_heading = builder.in_heading, True
    inlines = builder.inlines(element.children)
    builder.in_heading = outer
    if not inlines:
        return
    images = pictures(inlines)
    if images is not None:
        builder.add(*images)
        return
    # The page's own name for it stands in for the slug until all headings are known.
    name = builder.addresses.heading_name(element)
    builder.add(Heading(level, inlines, name, builder.setting.language))


def _level_of(element: Element) -> int:
    said = element.get("aria-level") if element.get("role") == "heading" else element.tag[1:]
    return int(said) if said in ("1", "2", "3", "4", "5", "6") else 2


def with_bold_lines_as_headings(blocks: Blocks) -> Blocks:
    """The blocks, with bold lines as headings where the author had nothing else.

    Only when there is no heading at all and two bold lines or more behave as headings do: short,
    alone, no sentence, and each with something under it that is no such line itself.
    """
    if next(walk.query(blocks, Heading), None) is not None:
        return blocks
    bold = [i for i, block in enumerate(blocks) if _is_bold_line(block)]
    lines = set(bold)
    if len(bold) < 2 or any(i + 1 in lines or i + 1 >= len(blocks) for i in bold):
        return blocks
    return tuple(_raised(block) if i in lines else block for i, block in enumerate(blocks))


def _is_bold_line(block: Block) -> bool:
    if not isinstance(block, Paragraph) or len(block.inlines) != 1:
        return False
    only = block.inlines[0]
    if not isinstance(only, Strong) or any(isinstance(i, LineBreak) for i in only.inlines):
        return False
    text = inline_text(only.inlines)
    return len(text) <= MAX_FAKE and not text.endswith(_ENDS_A_SENTENCE)


def _raised(block: Block) -> Block:
    assert isinstance(block, Paragraph)
    only = block.inlines[0]
    assert isinstance(only, Strong)
    return Heading(2, only.inlines, "", block.lang)


TAGS: Final[Mapping[str, Handler]] = dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading)
