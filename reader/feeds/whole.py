"""Articles fetched whole: the page of each, and the pages that go on with it, made into one body.

What a page holds is found in another process, which has limits of memory and time; a page that is
too much for it costs that process and no more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.safe import clean_line
from reader.errors import SourceError
from reader.feeds import wire
from reader.feeds.answers import Ask, FetchError
from reader.feeds.asking import ask_as
from reader.feeds.completeness import beside_page
from reader.feeds.http_address import origin, shown
from reader.feeds.pages_joined import MOST_PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.feeds.completeness import Verdict
    from reader.feeds.fetch import Fetcher
    from reader.feeds.pool import Bench, Pool
    from reader.feeds.secrets import Secrets
    from reader.library.preparing import Prepared
    from reader.library.records import Kept, Source

LESS: Final = 0.8
"""A page with less than this share of the words that the feed gave is not the article."""

LONG: Final = 300
"""Words of a feed's text from which its page is not asked for, unless the text was cut."""

MOST_AT_ONCE: Final = 50
"""Pages that are fetched at most of one feed in one update."""

_SOME: Final = 60
"""Words of a feed's text below which its page may well have fewer."""


class Wanted(NamedTuple):
    """An article to be fetched: where its page is, and how many words its feed gave of it."""

    article_id: int
    title: str
    url: str | None
    words: int
    source: Source | None = None


class Whole(NamedTuple):
    """An article fetched whole, ready to be kept, made of so many `pages`.

    `feeds_own` is the verdict on what the feed gave, now that its page is known.
    """

    built: Prepared
    pages: int
    feeds_own: Verdict


def to_be_fetched(source: Source, kept: Sequence[Kept], built: Sequence[Prepared]) -> list[Wanted]:
    """Of the entries of a feed that were kept those whose pages are worth asking for, in order.

    Not those with a long text that nothing says is cut: their pages have nothing to add.
    """
    return [
        Wanted(one.article_id, new.title, new.url, new.words, source)
        for one, new in zip(kept, built, strict=True)
        if one.outcome != "same" and new.url and (new.completeness != "full" or new.words < LONG)
    ]


class Gatherer:
    """Gathers whole articles; one serves one run."""

    def __init__(self, fetcher: Fetcher, pool: Pool, secrets: Secrets) -> None:
        self._fetcher = fetcher
        self._pool = pool
        self._secrets = secrets

    async def gather(self, wanted: Wanted) -> Whole:
        """The whole of an article. Errors: SourceError, a sentence that names its page."""
        if not wanted.url or not wanted.url.startswith(("http://", "https://")):
            raise SourceError(f"“{wanted.title}” has no address on the web to fetch it from.")
        try:
            page = await self._fetcher.get(self._ask(wanted, wanted.url))
            async with self._pool.turn() as bench:
                found = await bench.extract(wire.Extract(page.body, page.address, page.headers))
                found = await self._with_more(bench, wanted, found, page.address)
        except FetchError:
            raise
        except SourceError as error:
            raise SourceError(_sentence(wanted.url, error)) from error
        if wanted.words >= _SOME and found.words < LESS * wanted.words:
            raise SourceError(
                f"{shown(wanted.url)}: the page holds {found.words:,} words, fewer than the "
                f"{wanted.words:,} that the feed gave, which stay."
            )
        return Whole(found.built, found.pages, beside_page(wanted.words, found.words))

    async def _with_more(
        self, bench: Bench, wanted: Wanted, found: wire.Extracted, address: str
    ) -> wire.Extracted:
        """What was found, with the pages that go on with it; what is missing of them is left."""
        seen = {address}
        while found.next_page and found.next_page not in seen and found.pages < MOST_PAGES:
            seen.add(found.next_page)
            try:
                page = await self._fetcher.get(self._ask(wanted, found.next_page))
                order = wire.Extract(page.body, page.address, page.headers, more=True)
                found = await bench.extract(order)
            except SourceError as error:
                why = f"The next page of it is missing: {clean_line(str(error))}"
                found.built = found.built._replace(completeness="teaser", evidence=why)
                return found
            seen.add(page.address)
        return found

    def _ask(self, wanted: Wanted, address: str) -> Ask:
        """How a page is asked for: as its feed is, where both are of one origin."""
        source = wanted.source
        if source is None or origin(source.address) != origin(address):
            agent = source.settings.user_agent if source is not None else None
            return Ask(address, user_agent=agent, accept="page")
        return ask_as(source, self._secrets, address)._replace(accept="page")


def _sentence(address: str, error: SourceError) -> str:
    why = clean_line(str(error))
    where = shown(address)
    if not why.startswith(("http://", "https://")):
        why = f"{where}: {why[:1].lower()}{why[1:]}"
    return why if why.endswith((".", "!", "?")) else f"{why}."
