"""A page or a fragment of HTML made into a Document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document import walk
from reader.document.html.addresses import Addresses
from reader.document.html.blocks import Builder, Setting
from reader.document.html.facts import facts_of
from reader.document.html.headings import with_bold_lines_as_headings
from reader.document.html.media import settle_noscript
from reader.document.html.notes import take_notes
from reader.document.html.scripts import language_tag
from reader.document.html.tree import grow
from reader.document.html.vocabulary import VOCABULARY
from reader.document.model import Document, Heading, Note, Notes
from reader.document.slugs import with_slugs
from reader.document.text import inline_text

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from reader.document.html.notes import FoundNote
    from reader.document.html.tree import Page
    from reader.document.model import Block, Blocks

FLATTENED: Final = "The page was nested too deeply; the deepest parts lost their structure."


def parse(
    source: bytes | str,
    *,
    base: str | None = None,
    encoding: str | None = None,
    name: str = "",
) -> Document:
    """The document that HTML holds, a whole page or a fragment; never raises for any content.

    `base` is the address it came from, `encoding` the one its server named. A whole page gives its
    title (its one main heading, else what its head says), which is then not in the body; a
    fragment has a title only if it begins with its one main heading, and keeps it.
    """
    del name  # a page names itself; what is nameless is named by who keeps it
    page = grow(source, encoding)
    document = document_of(page, base)
    page.body.fell()
    return document


def document_of(page: Page, base: str | None) -> Document:
    """The document that a grown page holds, whose tree is used up by it; see `parse`."""
    addresses = Addresses(page, base)
    if "noscript" in page.tags:
        settle_noscript(page.body)
    notes = take_notes(page, base)
    setting = Setting(direction="rtl" if page.direction == "rtl" else None)
    builder = Builder(VOCABULARY, addresses, setting)
    blocks = with_bold_lines_as_headings(builder.collect(page.body.children))
    if page.flattened:
        builder.warn(FLATTENED)
    facts = facts_of(page, addresses)
    title, blocks = _titled(page, facts.title, blocks)
    blocks = _named(blocks + _notes(builder, notes), addresses.linked)
    return Document(
        title=title,
        byline=facts.byline,
        published=facts.published,
        updated=facts.updated,
        language=language_tag(page.language),
        url=facts.url or base,
        site=facts.site,
        description=facts.description,
        tags=facts.tags,
        blocks=blocks,
        warnings=tuple(builder.warnings),
    )


def _notes(builder: Builder, found: list[FoundNote]) -> tuple[Block, ...]:
    if not found:
        return ()
    return (Notes(tuple([Note(n.label, builder.collect_block(n.body)) for n in found])),)


def _titled(page: Page, stated: str, blocks: Blocks) -> tuple[str, Blocks]:
    """The title of a page, and its blocks without it."""
    mains = [b for b in walk.query(blocks, Heading) if b.level == 1]
    texts = [" ".join(inline_text(main.inlines).split()) for main in mains]
    if not page.whole:
        leads = len(mains) == 1 and blocks and blocks[0] is mains[0]
        return (texts[0] if leads else ""), blocks
    said = page.facts.get("og:title", "") or page.titled
    chosen = next((i for i, text in enumerate(texts) if text and text in said), None)
    if chosen is None and len(mains) == 1:
        chosen = 0
    if chosen is None:
        return stated, blocks
    rest = tuple(block for block in blocks if block is not mains[chosen])
    return texts[chosen], rest


def _named(blocks: Blocks, linked: AbstractSet[str]) -> Blocks:
    """The blocks with slugs; a heading that the page links to keeps the page's name for it."""
    names = [heading.slug for heading in walk.query(blocks, Heading)]
    if not names:
        return blocks
    blocks = with_slugs(blocks)
    if linked.isdisjoint(names):
        return blocks
    slugs = [heading.slug for heading in walk.query(blocks, Heading)]
    chosen = _chosen(names, slugs, linked)
    order = iter(chosen)

    def renamed(block: Block) -> Block:
        if not isinstance(block, Heading):
            return block
        return Heading(block.level, block.inlines, next(order), block.lang)

    return walk.replaced(blocks, renamed)


def _chosen(names: list[str], slugs: list[str], linked: AbstractSet[str]) -> list[str]:
    """Each heading's slug: the page's name where it is linked to and free, else its own."""
    kept = {name for name in names if name in linked}
    out: list[str] = []
    for name, slug in zip(names, slugs, strict=True):
        wanted = name if name in kept else slug
        number, free = 1, wanted
        while name != wanted and free in kept:
            number += 1
            free = f"{slug}-{number}"
        kept.add(free)
        out.append(free)
    return out
