"""Articles that a site spreads over several pages: where the next one is, and all as one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl, urldefrag, urlsplit

from msgspec.structs import replace

from reader.document.html.addresses import Addresses
from reader.document.model import Heading, Notes
from reader.document.slugs import with_slugs
from reader.document.text import inline_text
from reader.feeds.furniture import names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.document.html.tree import Element, Page
    from reader.document.model import Block, Document

MOST_PAGES: Final = 20
"""Pages of one article that are fetched at most."""

_NUMBER: Final = re.compile(r"(?:^|[/_.,-])(?:page|pagina|seite|p|pg|s)?[/_-]?(\d{1,3})(?=\D*$)")
_PARAMETERS: Final = frozenset({"page", "p", "pg", "paged", "seite", "pagina", "start", "pageno"})
_PAGING: Final = frozenset({"pagination", "pager", "paging", "pages", "paginator", "seiten"})
_LINKS: Final = re.compile(
    r"(?:next(?: page)?|continue(?: to)? page \d+|page \d+|weiter|nächste seite|page suivante"
    r"|suivante?|siguiente|página siguiente|avanti|pagina successiva|próxima|volgende|次へ"
    r"|次のページ|下一页|下一頁|다음)?[\s›»>→]*",
    re.IGNORECASE,
)


def next_page(page: Page, url: str | None) -> str | None:
    """The address of the page that goes on with this one, None when there is none.

    A `rel=next` leads as often to the next article; it is followed only when its address is that
    of this page with the next number. So are the links of a row of page numbers.
    """
    if not url:
        return None
    addresses = Addresses(page, url)
    own = _number(url)
    wanted = (own or 1) + 1
    for href in _candidates(page):
        found = addresses.absolute(href)
        if found is None:
            continue
        found = urldefrag(found).url
        if _number(found) == wanted and _stem(found) == _stem(url) and found != url:
            return found
    return None


def _candidates(page: Page) -> Iterable[str]:
    if page.related.get("next"):
        yield page.related["next"]
    for element in page.body.elements():
        if element.tag != "a" or not element.get("href"):
            continue
        said = "next" in element.get("rel").lower().split()
        if said or (_in_row_of_pages(element) and _leads_on(element)):
            yield element.get("href")


def _in_row_of_pages(link: Element) -> bool:
    return any(
        not _PAGING.isdisjoint(names(outer).split())
        for outer, _ in zip(link.ancestors(), range(4), strict=False)
    )


def _leads_on(link: Element) -> bool:
    text = link.text()
    return text.isdigit() or bool(text and _LINKS.fullmatch(text))


def _number(address: str) -> int | None:
    """The number of a page in its address, None when it has none (then it is the first)."""
    parts = urlsplit(address)
    for key, value in parse_qsl(parts.query):
        if key.lower() in _PARAMETERS and value.isdigit() and len(value) <= 3:
            return int(value)
    match = _NUMBER.search(_bare_path(parts.path))
    return int(match[1]) if match else None


def _bare_path(path: str) -> str:
    return re.sub(r"\.\w{2,5}$", "", path.rstrip("/"))


def _stem(address: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """An address without the number of its page."""
    parts = urlsplit(address)
    query = tuple(
        (key, value)
        for key, value in parse_qsl(parts.query)
        if not (key.lower() in _PARAMETERS and value.isdigit())
    )
    path = _NUMBER.sub("", _bare_path(parts.path)).rstrip("/")
    return (parts.hostname or "").removeprefix("www."), path, query


def joined(documents: list[Document]) -> Document:
    """The documents of an article's pages as one; the first says what it is called."""
    first = documents[0]
    if len(documents) == 1:
        return first
    blocks: list[Block] = []
    notes: list[Block] = []
    for document in documents:
        for block in document.blocks:
            if isinstance(block, Notes):
                notes.append(block)
            elif document is first or not _repeats(block, first.title):
                blocks.append(block)
    warnings = tuple(dict.fromkeys(w for document in documents for w in document.warnings))
    return replace(first, blocks=with_slugs((*blocks, *notes)), warnings=warnings)


def _repeats(block: Block, title: str) -> bool:
    return isinstance(block, Heading) and inline_text(block.inlines) == title
