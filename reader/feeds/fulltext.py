"""The article in a web page, with its structure: headings, lists, code, tables, figures, links.

What belongs to it is judged run by run (`mask`), the rest is taken out of the page's tree, and our
own parser makes the document of what is left.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from reader.document import walk
from reader.document.html.media import settle_noscript
from reader.document.html.parse import document_of
from reader.document.html.tree import grow
from reader.document.language import detect
from reader.document.model import Figure, Heading, Image
from reader.document.slugs import with_slugs
from reader.document.text import canonical, inline_text
from reader.feeds.mask import mask
from reader.feeds.page_metadata import PageFacts, read, same_title
from reader.feeds.pages_joined import next_page
from reader.feeds.walls import NoArticleError, refuse_other_kinds, refuse_walls, signs_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.model import Block, Blocks, Document

__all__ = ["Extracted", "NoArticleError", "extract"]

MOST_BYTES: Final = 16 * 1024 * 1024
"""A longer page is refused: no article is that long."""

_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_FILE_NAME: Final = re.compile(
    r"[\w()\[\] .,+%@-]{1,120}\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?|heic)|(?:img|dsc|image|p"
    r"|photo|screenshot|bild|unnamed)[ _-]?\d{2,}\w*",
    re.IGNORECASE,
)
_SAMPLE: Final = 1_000


class Extracted(NamedTuple):
    """The article of a page. `words` counts its words, a character of CJK as half of one.

    `next_page` is the address of the page that goes on with it; `free` False when the page says
    that only its subscribers may read the whole.
    """

    document: Document
    site: str | None
    canonical: str | None
    next_page: str | None
    warnings: tuple[str, ...]
    words: int
    free: bool = True


def extract(
    page: bytes, *, url: str | None, headers: Mapping[str, str] | None = None, name: str = ""
) -> Extracted:
    """The article in the bytes of a page. `url`: its address; `headers`: lower-case names.

    `name` is what the page is called in errors, if not by its address.

    Errors: NoArticleError, a SourceError with a `reason`, when the page has none.
    """
    name = name or url or "the page"
    headers = headers or {}
    refuse_other_kinds(page, headers, name)
    if len(page) > MOST_BYTES:
        raise NoArticleError("not a page", f"{name}: it is too long for an article.")
    charset = _CHARSET.search(headers.get("content-type", ""))
    tree = grow(page, charset[1] if charset else None)
    signs = signs_of(tree)
    facts = read(tree, url)
    following = next_page(tree, url)
    settle_noscript(tree.body)
    words = mask(tree, facts.stated.text)
    refuse_walls(signs, words, name, free=facts.stated.free)
    document = document_of(tree._replace(whole=False), url)
    if not document.blocks:
        raise NoArticleError("empty", f"{name}: there is no article in this page.")
    document = _with_facts(document, facts, url)
    return Extracted(
        document=document,
        site=facts.site,
        canonical=facts.canonical,
        next_page=following,
        warnings=document.warnings,
        words=words,
        free=facts.stated.free,
    )


def _with_facts(document: Document, facts: PageFacts, url: str | None) -> Document:
    blocks = _without_title(document.blocks, facts)
    blocks = with_slugs(walk.replaced(blocks, _with_useful_alt))
    return replace(
        document,
        title=facts.title,
        byline=facts.byline,
        published=facts.published,
        updated=facts.updated,
        language=_language(facts.language, blocks),
        url=facts.canonical or url,
        site=facts.site,
        description=facts.description,
        tags=facts.tags,
        blocks=blocks,
    )


def _without_title(blocks: Blocks, facts: PageFacts) -> Blocks:
    """The blocks without a heading that repeats the title."""

    def repeats(block: Block, at: int) -> bool:
        if not isinstance(block, Heading):
            return False
        text = inline_text(block.inlines)
        if same_title(text, facts.title):
            return at < 3 or block.level == 1
        return at < 3 and block.level <= 2 and any(same_title(text, t) for t in facts.titles)

    return tuple(block for at, block in enumerate(blocks) if not repeats(block, at))


def _with_useful_alt(block: Block) -> Block:
    """A picture without an alternative text that says nothing, or what its caption says."""
    if isinstance(block, Image) and block.alt and _FILE_NAME.fullmatch(block.alt.strip()):
        return Image("", block.source, block.link)
    if isinstance(block, Figure) and block.caption:
        said = _bare(inline_text(block.caption))
        inner = tuple(
            Image("", b.source, b.link)
            if isinstance(b, Image) and b.alt and _bare(_TAGS.sub("", b.alt)) in said
            else b
            for b in block.blocks
        )
        return replace(block, blocks=inner)
    return block


_TAGS: Final = re.compile(r"<[^>]{0,300}>")


def _bare(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _language(stated: str | None, blocks: Blocks) -> str | None:
    """The language that the page states, unless its text is plainly in another."""
    sample = canonical(blocks[:60])[:_SAMPLE]
    found = detect(sample)
    if stated and found and stated.partition("-")[0] != found and len(sample) >= _SAMPLE:
        return found
    return stated or found
