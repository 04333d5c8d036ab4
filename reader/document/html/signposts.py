"""What a page says of the feeds that belong to it: its `<link>` elements, and links to follow."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from reader.document.html.addresses import Addresses
from reader.document.html.facts import facts_of
from reader.document.html.tree import grow
from reader.document.safe import clean_line, clean_url

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.document.html.tree import Element, Page

MOST: Final = 30
"""Signposts of a kind that are read off one page."""

_LONGEST_NAME: Final = 60
"""Characters of what a link to a feed is called; the pattern is slow with long ones."""

_TYPES: Final = re.compile(
    r"\s*(?:(?:application|text)/(?:(?:rss|atom|rdf)\+xml|x-rss\+xml|feed\+json|rdf|cdf)"
    r"|application/json|(?:application|text)/xml)\s*(?:;.*)?",
    re.IGNORECASE | re.DOTALL,
)
_OTHER_JSON: Final = re.compile(r"oembed|wp-json|manifest|activitypub|ld\+json", re.IGNORECASE)
"""Declared as plain JSON or XML, but surely no feed."""

_PATH: Final = re.compile(
    r"(?:\.(?:rss|atom|rdf|rss2)|/(?:feed|rss|atom|rss2|feeds/posts/default)"
    r"|(?:feed|rss|atom)[\w.-]*\.(?:xml|json|php)|/(?:index|news)\.(?:xml|json))/?(?:[?#].*)?$"
    r"|[?&](?:feed|format|type|output)=(?:rss2?|atom|json-?feed|feed|xml)\b|^feeds?:"
    r"|//(?:feeds|rss)\.[^/]+/.",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(
    r"\W*(?:subscribe (?:via|by|with|to the|to) |full |our |the )?"
    r"(?:rss|atom|xml|web|news|site|json)?[\s/-]*(?:rss|atom|feed|feeds|newsfeed)"
    r"(?: \d(?:\.\d)?)?\W*(?:subscribe)?\W*",
    re.IGNORECASE,
)
_SERVES: Final = re.compile(r"https?://(?:[\w-]+\.)*[\w-]*(?:feed|rss)[\w-]*\.", re.IGNORECASE)
"""A host that does nothing but serve the feeds of others."""

_SERVICE: Final = re.compile(
    r"https?://(?:www\.)?feedly\.com/i/(?:subscription|discover/sources/search)/feed(?:/|%2F)(.+)",
    re.IGNORECASE,
)


class Signpost(NamedTuple):
    """An address where a feed may be, and what the page calls it."""

    address: str
    title: str = ""


class Signposts(NamedTuple):
    """What leads from a page to feeds: those that it declares, and links that look like some."""

    title: str
    declared: tuple[Signpost, ...]
    linked: tuple[Signpost, ...]


def read_signposts(
    source: bytes | str, *, base: str | None = None, encoding: str | None = None
) -> Signposts:
    """The signposts on a page from the address `base`; never raises for any content."""
    page = grow(source, encoding)
    addresses = Addresses(page, base)
    declared = _once(_declared(page, addresses))
    known = {post.address for post in declared}
    linked = [post for post in _once(_linked(page, addresses)) if post.address not in known]
    return Signposts(facts_of(page, addresses).title, declared, tuple(linked))


def _declared(page: Page, addresses: Addresses) -> Iterator[Signpost]:
    for link in page.links:
        relations = link.get("rel", "").lower().split()
        media_type = link.get("type", "")
        if not {"alternate", "feed", "service.feed"} & set(relations):
            continue
        if "stylesheet" in relations or not ("feed" in relations or _TYPES.fullmatch(media_type)):
            continue
        href = link.get("href", "")
        if "xml" not in media_type.partition("+")[2] and _OTHER_JSON.search(href):
            continue
        address = _address(href, addresses)
        if address is not None:
            yield Signpost(address, clean_line(link.get("title", ""))[:200])


def _linked(page: Page, addresses: Addresses) -> Iterator[Signpost]:
    """The links that look like feeds: first those that say so by their address.

    What stands elsewhere (the friends in a list of blogs) has to be called a feed as well.
    """
    called: list[Signpost] = []
    for anchor in page.body.elements():
        if anchor.tag not in {"a", "area"} or not anchor.get("href"):
            continue
        address = _address(anchor.get("href"), addresses)
        if address is None:
            continue
        looks = _PATH.search(address) or _TYPES.fullmatch(anchor.get("type"))
        name = _name(anchor)
        named = len(name) <= _LONGEST_NAME and _WORDS.fullmatch(name)
        if looks and (named or _SERVES.match(address) or _is_near(address, addresses.base)):
            yield Signpost(address, anchor.text()[:200])
        elif named:
            called.append(Signpost(address, anchor.text()[:200]))
    yield from called


def _is_near(address: str, base: str | None) -> bool:
    """Whether an address is of the same site as the page: the last two parts of its host."""
    there, here = (urlsplit(one or "").hostname or "" for one in (address, base))
    return there.split(".")[-2:] == here.split(".")[-2:]


def _name(anchor: Element) -> str:
    """What a link is called: its words, else its title, else what its picture shows."""
    image = anchor.first("img")
    alt = image.get("alt") if image is not None else ""
    return anchor.text() or anchor.get("title") or anchor.get("aria-label") or alt


def _address(href: str, addresses: Addresses) -> str | None:
    """An absolute address of the web; what subscribes by a service leads to the feed itself."""
    href = re.sub(r"^\s*feeds?:(?://(?=https?:))?(?=https?:)", "", href, flags=re.IGNORECASE)
    href = re.sub(r"^\s*feed://", "http://", href, flags=re.IGNORECASE)
    address = addresses.absolute(href)
    if address is None or not address.startswith(("http://", "https://")):
        return None
    service = _SERVICE.fullmatch(address)
    return clean_url(unquote(service[1])) if service else address.partition("#")[0]


def _once(posts: Iterable[Signpost]) -> tuple[Signpost, ...]:
    found: dict[str, Signpost] = {}
    for post in posts:
        found.setdefault(post.address, post)
        if len(found) >= MOST:
            break
    return tuple(found.values())
