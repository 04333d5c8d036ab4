"""From what a person typed to the feeds that are there: by rule, by the page, by usual places.

Each feed that is found has been fetched and parsed, so that its title and its newest headlines can
be shown before anybody subscribes to it. Servers are asked a few things at once, and nothing more
once something is found.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from reader.errors import SourceError
from reader.feeds.answers import Ask, FetchError
from reader.feeds.http_address import origin, shown
from reader.feeds.known import in_page, key, page_to_ask, rule_for
from reader.feeds.parse import parse_feed
from reader.feeds.typed import typed
from reader.feeds.usual_places import usual_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.document.html.signposts import Signposts
    from reader.feeds.answers import Fetched
    from reader.feeds.entry import ParsedFeed
    from reader.feeds.fetch import Fetcher
    from reader.feeds.typed import Typed

HEADLINES: Final = 5
"""How many headlines of a feed are shown before subscribing."""

MOST_DECLARED: Final = 12
MOST_LINKED: Final = 8
_MOST_BYTES: Final = 3 * 1024 * 1024
"""How much of a page is looked at: what it says of feeds stands near its beginning."""

AT_ONCE: Final = 4
"""How many feeds of one page are asked for at once; the fetcher holds back further by host."""

_NAMED: Final = "named by the page"
_PATIENCE: Final = 30.0
"""Seconds for one of several feeds: a slow one must not keep the others waiting for long."""

_UNWILLING: Final = frozenset({None, 429, 503})
"""A host that answers so, or not at all, is not asked for more places."""

_REFUSALS: Final = frozenset({403, 405, 406})
"""A page answered so may be kept from programs while its feed is not."""

_COMMENTS: Final = re.compile(
    r"/comments?(?:/|\.|$)|[?&]comments|\bcomments? (?:on|for|feed)\b|\bkommentar|\bcommentaires\b"
    r"|\bcomentarios\b|» comments",
    re.IGNORECASE,
)


class Candidate(NamedTuple):
    """A feed that was found: it has been read, from `fetched`.

    `address` is what is to be asked from now on; `asked` what it was found under. `headlines` are
    the newest. `how` says in words where it was found; `comments` that it is one of comments.
    """

    address: str
    title: str
    headlines: tuple[str, ...]
    how: str
    asked: str
    fetched: Fetched
    feed: ParsedFeed
    comments: bool = False


class Found(NamedTuple):
    """What is at an address: feeds, those of comments last, or none.

    `address` is what was asked in the end. `page` is the answer when it was no feed itself, and
    `feed` the feed when it was. `title` is the page's. `tried` are the places where nothing was;
    `broken` is the sentence on a feed that the page names and that cannot be read.
    """

    address: str
    feeds: tuple[Candidate, ...]
    page: Fetched | None = None
    feed: ParsedFeed | None = None
    title: str = ""
    tried: tuple[str, ...] = ()
    broken: str = ""


async def find(fetcher: Fetcher, address: str, *, by_hand: bool = True) -> Found:
    """The feeds at an address as a person types it; or not `by_hand`: as an article links to it.

    Errors: SourceError when it is no address that can be asked; FetchError when nothing can be
    fetched there.
    """
    return await _Finding(fetcher, typed(address)._replace(by_hand=by_hand)).find()


async def read(fetcher: Fetcher, address: str, *, by_hand: bool = True) -> Candidate:
    """The feed at exactly this address. Errors: SourceError when there is none."""
    wanted = typed(address)._replace(by_hand=by_hand)
    finding = _Finding(fetcher, wanted)
    asked, fetched = await finding.first()
    return candidate(asked, fetched, finding.parsed(fetched), "")


def headlines(feed: ParsedFeed) -> tuple[str, ...]:
    """The newest headlines of a feed: by date where all have one, else as they stand."""
    entries = list(feed.entries)
    dates = [entry.published or entry.updated for entry in entries]
    if None not in dates:
        entries.sort(key=lambda entry: entry.published or entry.updated or 0, reverse=True)
    titles = [entry.title or _first_words(entry.summary or entry.content) for entry in entries]
    return tuple([title for title in titles if title][:HEADLINES])


def _first_words(markup: str) -> str:
    from reader.document.safe import clean_line

    words = clean_line(re.sub(r"<[^>]*>", " ", markup[:2000]))
    return words if len(words) <= 80 else words[:80].rsplit(" ", 1)[0] + "…"


class _Finding:
    """One search: what is typed, what was tried, and what belongs to the same host."""

    def __init__(self, fetcher: Fetcher, wanted: Typed) -> None:
        self._fetcher = fetcher
        self._typed = wanted
        self._hosts = {urlsplit(one).hostname for one in wanted.tries if wanted.by_hand}
        self._origins = {origin(address) for address in wanted.tries}
        self._tried: list[str] = []
        self._broken = ""
        self._unwilling: set[str] = set()

    async def find(self) -> Found:
        address = self._typed.tries[0]
        rule = rule_for(address)
        if rule is not None and rule[0].sure:
            feeds = await self._read_all([(one, rule[0].site) for one in rule[1]], "{}, by rule")
            if feeds:
                return Found(address, _settled(feeds), tried=tuple(self._tried))
        tries = rule[1] if rule is not None and not rule[0].sure else ()
        try:
            address, page = await self.first()
        except FetchError as error:
            if error.code not in _REFUSALS:
                raise
            self._tried.append(address)
            return await self._in_usual_places(address, tries, error)
        try:
            feed = self.parsed(page)
        except SourceError:
            return await self._beside(address, page, tries)
        only = candidate(address, page, feed, "the address itself")
        return Found(page.address, (only,), feed=feed)

    async def first(self) -> tuple[str, Fetched]:
        """The answer of the first address that answers at all, and that address."""
        *earlier, last = self._typed.tries
        for address in earlier:
            try:
                return address, await self._get(address)
            except FetchError as error:
                if error.code is not None:
                    raise
        return last, await self._get(last)

    async def _get(self, address: str) -> Fetched:
        # What the user typed may lead into a house's own network; what a stranger's page names
        # may not, unless it stays on the host that the user typed.
        asked = page_to_ask(address)
        trusted = origin(asked) in self._origins
        return await self._fetcher.get(
            Ask(
                asked,
                user=self._typed.user if trusted else None,
                password=self._typed.password if trusted else None,
                typed=urlsplit(asked).hostname in self._hosts,
            )
        )

    def parsed(self, fetched: Fetched) -> ParsedFeed:
        """The feed in an answer. Errors: SourceError when it is none."""
        return parse_feed(fetched.body, base=fetched.address, headers=fetched.headers)

    async def _beside(self, address: str, page: Fetched, tries: Sequence[str]) -> Found:
        """The feeds that belong to a page which is none itself."""
        self._tried.append(page.address)
        numbered = in_page(address, page.body)
        posts = _signposts(page)
        title = posts.title if posts is not None else ""
        feeds: list[Candidate] = []
        if numbered is not None:
            feeds = await self._read_all([(numbered[1], numbered[0])], "{}, by rule")
        if not feeds and posts is not None:
            declared = [(post.address, post.title) for post in posts.declared[:MOST_DECLARED]]
            feeds = await self._read_all(declared, _NAMED)
        if not feeds and posts is not None:
            linked = [(post.address, post.title) for post in posts.linked[:MOST_LINKED]]
            feeds = await self._read_all(linked, "a link on the page")
        if feeds:
            return Found(page.address, _settled(feeds), page, title=title, tried=tuple(self._tried))
        found = await self._in_usual_places(page.address, tries)
        return found._replace(page=page, title=title, broken=self._broken)

    async def _in_usual_places(
        self, address: str, tries: Sequence[str], refusal: FetchError | None = None
    ) -> Found:
        """What is at the places where feeds are by custom; asked a few at once, until one is there.

        Errors: `refusal`, if nothing is.
        """
        places = [*tries, *usual_places(address)]
        feeds: list[Candidate] = []
        for start in range(0, len(places), AT_ONCE):
            some = [(place, "") for place in places[start : start + AT_ONCE]]
            feeds += await self._read_all(some, "a usual place")
            found = any(not feed.comments for feed in feeds)
            if found or urlsplit(address).netloc in self._unwilling:
                break
        if refusal is not None and not feeds:
            raise refusal
        return Found(address, _settled(feeds), tried=tuple(self._tried))

    async def _read_all(self, places: Sequence[tuple[str, str]], how: str) -> list[Candidate]:
        """Those of some addresses that are feeds; the others are noted. `how` may name a word."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(address: str, word: str) -> Candidate | None:
            async with gate:
                try:
                    async with asyncio.timeout(_PATIENCE):
                        fetched = await self._get(address)
                    feed = self.parsed(fetched)
                except (SourceError, TimeoutError) as error:
                    self._note(address, error, named=how == _NAMED)
                    return None
            return candidate(address, fetched, feed, how.format(word), word)

        read = await asyncio.gather(*[one(address, word) for address, word in places])
        return [one for one in read if one is not None]

    def _note(self, address: str, error: Exception, *, named: bool) -> None:
        """Note that there is no feed at an address, and what that says of others."""
        self._tried.append(address)
        answered = error.code if isinstance(error, FetchError) else 200
        if isinstance(error, TimeoutError) or answered in _UNWILLING:
            self._unwilling.add(urlsplit(address).netloc)
        if named and not self._broken:
            self._broken = str(error) or f"{shown(address)}: it takes too long; try again later."


def candidate(
    asked: str, fetched: Fetched, feed: ParsedFeed, how: str, called: str = ""
) -> Candidate:
    """A feed that was found under `asked`; `called` is what led there calls it."""
    named = (asked, called, feed.title)
    return Candidate(
        address=fetched.moved or asked,
        title=feed.title or called or urlsplit(asked).netloc,
        headlines=headlines(feed),
        how=how,
        asked=asked,
        fetched=fetched,
        feed=feed,
        comments=any(_COMMENTS.search(name) for name in named),
    )


def _settled(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each feed once, those of comments last.

    Two are the same that end at one address, or that have the same entries (a site that offers
    RSS and Atom); of these the one that says more is kept.
    """
    kept: list[Candidate] = []
    for one in found:
        same = next((i for i, other in enumerate(kept) if _is_same(one, other)), None)
        if same is None:
            kept.append(one)
        elif _length(one) > 1.2 * _length(kept[same]):
            kept[same] = one
    return tuple(sorted(kept, key=lambda one: one.comments))


def _is_same(one: Candidate, other: Candidate) -> bool:
    if key(one.fetched.address) == key(other.fetched.address):
        return True
    entries = [(entry.title, key(entry.url or "")) for entry in one.feed.entries]
    return bool(entries) and entries == [
        (entry.title, key(entry.url or "")) for entry in other.feed.entries
    ]


def _length(one: Candidate) -> int:
    return sum(len(entry.content) for entry in one.feed.entries)


def _signposts(page: Fetched) -> Signposts | None:
    """What a page says of feeds; None when the answer is no page."""
    from reader.document.html.signposts import read_signposts

    if not is_page(page):
        return None
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", page.headers.get("content-type", ""))
    encoding = charset[1] if charset else None
    return read_signposts(page.body[:_MOST_BYTES], base=page.address, encoding=encoding)


def is_page(answer: Fetched) -> bool:
    """Whether an answer is HTML, by what its server says or by how it begins."""
    media_type = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type in {"text/html", "application/xhtml+xml"}:
        return True
    head = answer.body[:1024].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head
