"""A text in Markdown made into a Document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document import walk
from reader.document.html.parse import parse as parse_html
from reader.document.html.scripts import language_tag
from reader.document.markdown.front_matter import split
from reader.document.markdown.source import to_html
from reader.document.model import Document, Heading
from reader.document.safe import clean
from reader.document.text import inline_text

if TYPE_CHECKING:
    from reader.document.markdown.front_matter import FrontMatter
    from reader.document.model import Blocks


def parse(text: str, *, base: str | None = None, name: str = "") -> Document:
    """The document that Markdown holds; never raises for any content.

    CommonMark with tables, task lists, strike-through, footnotes, definition lists, bare addresses,
    `==marks==` and raw HTML. Front matter fills the document's fields; its title, or else a single
    main heading at the beginning, is the title, and that heading is then not in the body.
    """
    matter, body = split(clean(text).lstrip("\ufeff"))
    inner = parse_html(to_html(body), base=base or matter.url, name=name)
    title, blocks = _titled(matter, inner.blocks)
    return Document(
        title=title,
        byline=matter.byline,
        published=matter.published,
        updated=matter.updated,
        language=language_tag(matter.language or ""),
        url=matter.url or base,
        site=matter.site,
        description=matter.description,
        tags=matter.tags,
        blocks=blocks,
        warnings=matter.warnings + inner.warnings,
    )


def _titled(matter: FrontMatter, blocks: Blocks) -> tuple[str, Blocks]:
    first = blocks[0] if blocks else None
    if not isinstance(first, Heading) or first.level != 1:
        return matter.title, blocks
    words = " ".join(inline_text(first.inlines).split())
    if matter.title:
        same = words.casefold() == matter.title.casefold()
        return matter.title, blocks[1:] if same else blocks
    if sum(1 for h in walk.query(blocks, Heading) if h.level == 1) == 1:
        return words, blocks[1:]
    return "", blocks
