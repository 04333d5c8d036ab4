"""How complete a body is: the whole article, its beginning, or only a link. Pure.

A short post that is whole is common (link blogs, notes, pictures, episodes), and a false "teaser"
sends its reader to a page that has no more. So shortness alone proves nothing; what counts is what
a publisher does who cuts a text: dots at the cut, a link to go on, the word summary.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from reader.document import walk
from reader.document.model import (
    Code,
    Image,
    InlineImage,
    Link,
    Math,
    Media,
    Paragraph,
    Quote,
    Table,
)
from reader.document.model import List as ListBlock
from reader.document.statistics import words_of
from reader.document.text import canonical, inline_text, leaves
from reader.feeds.leading_on import is_signature, leads_on, lists_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.model import Block, Document, Inline

State: TypeAlias = Literal["full", "teaser", "link only", "failed"]

SUMMARY: Final = 150
"""Words below which what the feed itself calls a summary is taken for one."""

BLURB: Final = 45
"""Words below which one bare paragraph under a title of its own is taken for a blurb."""

SHARE: Final = 0.6
"""The share of its page's words that a whole text has at least."""

_SHOWS: Final = re.compile(
    r"https?://(?:[\w-]+\.)?(?:youtube\.com/watch|youtu\.be/|vimeo\.com/\d|twitch\.tv/videos)"
)
"""Pages that are films: what a feed says of them is all there is to read."""

_PAGE_AT_LEAST: Final = 80
_LAST: Final = 3
_BREAKING: Final = 8
_FEW: Final = 120
_LONG: Final = 700
_LONG_SUMMARY: Final = 1_200
_IN_BRACKETS: Final = "It breaks off with dots in brackets."
_CUT: Final = re.compile(
    r"(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|&hellip;|\w\s?(?:…|\.\.\.))\s*$"
)
_BRACKETED: Final = re.compile(r"[\[(]\s*(?:…|\.\s?\.\s?\.)\s*[\])]\s*$")


class Verdict(NamedTuple):
    """How complete a body is, and the sentence that says by what it was told."""

    state: State
    evidence: str


_WHOLE: Final = Verdict("full", "Nothing says that it was cut.")


def judge(
    document: Document,
    *,
    url: str | None,
    summary_only: bool = False,
    of_blurbs: bool = False,
    page_words: int | None = None,
) -> Verdict:
    """How complete the body in a document is.

    `url` is the page of its entry; `summary_only`: the feed calls it a summary; `of_blurbs`: nearly
    all entries of its feed are a few bare words; `page_words` the length of the article on its
    page, where it was fetched.
    """
    if page_words is not None and page_words >= _PAGE_AT_LEAST:
        return beside_page(words_of(canonical(document.blocks)), page_words)
    if url is None:
        return _WHOLE
    blocks = _without_signature(document.blocks)
    on = _leads_on(blocks, url)
    if on is not None:
        return Verdict("teaser", f"It ends with a link to go on: “{on[:60]}”.")
    if _is_long(blocks, _LONG_SUMMARY if summary_only else _LONG):
        return Verdict("teaser", _IN_BRACKETS) if _breaks_off(blocks, _BRACKETED) else _WHOLE
    if summary_only and _SHOWS.match(url):
        return _WHOLE
    return _short(document, blocks, summary_only=summary_only, of_blurbs=of_blurbs)


def beside_page(count: int, page_words: int) -> Verdict:
    """The verdict on a body of so many words whose page was fetched and has so many."""
    if count >= SHARE * page_words:
        return Verdict("full", f"It has {_counted(count)}; its page has {page_words:,}.")
    state: State = "teaser" if count else "link only"
    return Verdict(state, f"It has {count:,} of the {page_words:,} words of its page.")


def _is_long(blocks: tuple[Block, ...], most: int) -> bool:
    """Whether a body is too long for a blurb, told without looking at all of it."""
    size = 0
    for leaf in leaves(blocks):
        size += len(leaf.text)
        if size > most:
            return True
    return False


def _short(
    document: Document, blocks: tuple[Block, ...], *, summary_only: bool, of_blurbs: bool
) -> Verdict:
    """The verdict on a short body, which nothing leads on from."""
    text = canonical(document.blocks)
    count = words_of(text)
    looked_at = any(_is_looked_at(block) for block in walk.blocks(document.blocks))
    links = list(_links(document.blocks))
    if not looked_at:
        listed = _only_a_link(text, count, links, document.title)
        if listed is not None:
            return listed
    if _breaks_off(blocks, _BRACKETED):
        return Verdict("teaser", _IN_BRACKETS)
    if (summary_only or count <= _FEW) and _breaks_off(blocks, _CUT, least=_BREAKING):
        return Verdict("teaser", "It breaks off with dots in the middle of a sentence.")
    if looked_at:
        return Verdict("full", "It shows pictures, sound, film, code or a table.")
    if summary_only and count < SUMMARY and all(isinstance(b, Paragraph) for b in blocks):
        return Verdict("teaser", f"The feed gives only a summary of {_counted(count)}.")
    if of_blurbs and _is_blurb(document, count, links):
        return Verdict("teaser", f"It is one bare paragraph of {_counted(count)} under its title.")
    return _WHOLE


def is_bare(markup: str) -> bool:
    """Whether a body is a few words and nothing else, as it stands in its feed."""
    return (
        0 < len(markup) <= 8 * BLURB
        and "<a" not in markup
        and "<img" not in markup
        and markup.count("<p") < 2
    )


def _counted(count: int) -> str:
    return "1 word" if count == 1 else f"{count:,} words"


def _is_looked_at(block: Block) -> bool:
    """Whether a block is there to be looked at or listened to, so that few words may be all."""
    if isinstance(block, Media | Code | Table | Math):
        return True
    if isinstance(block, Image):
        return not _is_pixel(block.source)
    return isinstance(block, Paragraph) and any(
        isinstance(inline, InlineImage) and not _is_pixel(inline.source)
        for inline in walk.spread(block.inlines)
    )


def _is_pixel(source: str) -> bool:
    """Whether a picture only counts readers."""
    return bool(re.search(r"pixel|/track|beacon|stats\.|feedburner|doubleclick|1x1", source))


def _links(blocks: tuple[Block, ...]) -> Iterator[Link]:
    for block in walk.blocks(blocks):
        for run in walk.own_inlines(block):
            for inline in walk.spread(run):
                if isinstance(inline, Link):
                    yield inline


def _only_a_link(text: str, count: int, links: list[Link], title: str) -> Verdict | None:
    """The verdict on a body that leads somewhere and says nothing else; None for any other."""
    flat = " ".join(text.split())
    if not flat:
        return Verdict("link only", "The feed gives a title and a link, and no text.")
    if flat.casefold() == " ".join(title.split()).casefold():
        return Verdict("link only", "Its text only repeats its title.")
    if links and lists_links(flat):
        return Verdict("link only", "It holds links and no text of its own.")
    linked = sum(words_of(inline_text(link.inlines)) for link in links)
    if links and count <= 12 and linked >= 0.8 * count:
        return Verdict("link only", "It holds links and no text of its own.")
    return None


def _without_signature(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks without what programs put at the end of them."""
    while len(blocks) > 1:
        last = blocks[-1]
        signed = isinstance(last, Paragraph) and is_signature(inline_text(last.inlines))
        if not signed and not (isinstance(last, Image) and _is_pixel(last.source)):
            break
        blocks = blocks[:-1]
    return blocks


def _leads_on(blocks: tuple[Block, ...], url: str) -> str | None:
    """The words of a link near the end that leads on to the whole; None when there is none."""
    for block in reversed(blocks[-_LAST:]):
        if isinstance(block, Quote | ListBlock | Code | Table):
            return None
        if not isinstance(block, Paragraph):
            continue
        runs = list(block.inlines)
        link = next((r for r in reversed(list(walk.spread(runs))) if isinstance(r, Link)), None)
        if link is None:
            if leads_on(inline_text(block.inlines)):
                return inline_text(block.inlines).strip()
            continue
        words = inline_text(link.inlines).strip()
        after = inline_text(_after(runs, link)).strip(" .…)]»>")
        if after or not words:
            continue
        if leads_on(words):
            return words
        own = _same_page(link.url, url)
        if own and re.fullmatch(r"[\W_]*(?:[→»…›>]|\.\.\.)[\W_]*", words):
            return words
    return None


def _after(runs: list[Inline], link: Link) -> list[Inline]:
    """The inlines after the top-level one that is, or holds, a link."""
    for at, inline in enumerate(runs):
        if inline is link or any(inner is link for inner in walk.spread([inline])):
            return runs[at + 1 :]
    return []


def _same_page(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(address: str) -> str:
    address = address.partition("#")[0].partition("?")[0].rstrip("/")
    return re.sub(r"^https?://(?:www\.)?", "", address.lower())


def _breaks_off(blocks: tuple[Block, ...], sign: re.Pattern[str], *, least: int = 0) -> bool:
    """Whether the last text ends with a sign of a cut, and has so many words at least."""
    last = next((b for b in reversed(blocks) if isinstance(b, Paragraph | Quote | ListBlock)), None)
    if last is None or (blocks[-1] is not last and not isinstance(blocks[-1], Image)):
        return False
    if isinstance(last, Paragraph) and last.inlines and isinstance(last.inlines[-1], Link):
        return False  # dots in a link are a long address made short
    text = canonical((last,))
    return bool(sign.search(text[-40:])) and (not least or words_of(text) >= least)


def _is_blurb(document: Document, count: int, links: list[Link]) -> bool:
    """Whether it is one bare paragraph under a title that says something else."""
    if not 8 <= count <= BLURB or links or not document.title.strip():
        return False
    if len(document.blocks) != 1 or not isinstance(document.blocks[0], Paragraph):
        return False
    block = document.blocks[0]
    if len(block.inlines) != 1 or "\n" in inline_text(block.inlines):
        return False
    start = "".join(c for c in document.title.casefold() if c.isalnum())[:30]
    text = "".join(c for c in canonical(document.blocks).casefold() if c.isalnum())
    return not text.startswith(start)
