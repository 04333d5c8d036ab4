"""What stands in an article besides words, as bits, for `has:image` and its like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.document.model import Blocks
    from reader.query.tree import Content

CONTENTS: Final[dict[Content, int]] = {"image": 1, "audio": 2, "video": 4, "code": 8}
"""The bits; frozen, for they are stored."""


def contents(blocks: Blocks) -> int:
    """The bits of what is in a document's blocks. Whatever is embedded counts as film."""
    from reader.document import walk
    from reader.document.model import Code, Image, InlineImage, Media

    found = 0
    for block in walk.blocks(blocks):
        if isinstance(block, Image):
            found |= CONTENTS["image"]
        elif isinstance(block, Media):
            found |= CONTENTS["audio" if block.kind == "audio" else "video"]
        elif isinstance(block, Code):
            found |= CONTENTS["code"]
        elif not found & CONTENTS["image"] and walk.has_inline(block, InlineImage):
            found |= CONTENTS["image"]
    return found
