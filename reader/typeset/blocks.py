"""Every kind of block made into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document.model import (
    Code,
    Definitions,
    Details,
    Figure,
    Furniture,
    Heading,
    Image,
    List,
    Math,
    Media,
    Notes,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from reader.document.text import BETWEEN, leaves
from reader.typeset.code import set_code, set_math
from reader.typeset.composing import Composer, Scene
from reader.typeset.enclosures import set_details, set_figure, set_notes, set_quote
from reader.typeset.lists import set_definitions, set_list
from reader.typeset.pictures import set_image, set_media, set_rule
from reader.typeset.spaces import is_void, space_between
from reader.typeset.table import set_table
from reader.typeset.text import set_furniture, set_heading, set_paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

    from reader.document.model import Block
    from reader.typeset.line import Line
    from reader.typeset.margin import Margin

_SETTERS: Final[dict[type, Callable[[Composer, Any, Margin, Scene], Iterator[Line]]]] = {
    Heading: set_heading,
    Paragraph: set_paragraph,
    Furniture: set_furniture,
    List: set_list,
    Definitions: set_definitions,
    Quote: set_quote,
    Code: set_code,
    Table: set_table,
    Figure: set_figure,
    Image: set_image,
    Details: set_details,
    Notes: set_notes,
    Media: set_media,
    Math: set_math,
    Rule: set_rule,
}


class Blocks(Composer):
    """Sets blocks, and the blocks in them."""

    def run(self, blocks: Sequence[Block], margin: Margin, scene: Scene) -> Iterator[Line]:
        """The lines of blocks that follow one another, with the space between them."""
        before: Block | None = None
        for block in blocks:
            if is_void(block):
                self.offset += sum(len(leaf.text) + len(BETWEEN) for leaf in leaves((block,)))
                continue
            if not scene.tight:
                yield from self.blank(margin, space_between(before, block))
            yield from self.one(block, margin, scene)
            before = block

    def one(self, block: Block, margin: Margin, scene: Scene) -> Iterator[Line]:
        """The lines of one block, without the space before it."""
        lang = getattr(block, "lang", None)
        if lang is not None and lang != scene.language:
            scene = scene._replace(language=lang)
        yield from _SETTERS[type(block)](self, block, margin, scene)
