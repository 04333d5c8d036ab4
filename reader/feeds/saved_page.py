"""A page of the web made into an article that the reader keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from reader.errors import SourceError
from reader.feeds.answers import Ask, FetchError
from reader.feeds.http_address import origin

if TYPE_CHECKING:
    from reader.feeds.answers import Fetched
    from reader.feeds.fetch import Fetcher
    from reader.feeds.fulltext import Extracted
    from reader.feeds.typed import Typed
    from reader.library.records import Arrived


_SUBSCRIBERS: Final = "The page says that its whole text is for subscribers only."


async def saved_page(fetcher: Fetcher, wanted: Typed) -> Arrived:
    """The article of the page at a typed address, with the pages that go on with it.

    Errors: FetchError when it cannot be fetched; NoArticleError when there is no article in it.
    """
    from reader.feeds.fulltext import extract
    from reader.feeds.pages_joined import MOST_PAGES, joined

    page = await _page(fetcher, wanted)
    found = latest = extract(page.body, url=page.address, headers=page.headers)
    documents, seen = [found.document], {page.address}
    missing = ""
    while latest.next_page and latest.next_page not in seen and len(documents) < MOST_PAGES:
        seen.add(latest.next_page)
        try:
            more = await fetcher.get(_ask(latest.next_page, wanted))
            latest = extract(more.body, url=more.address, headers=more.headers)
        except SourceError as error:
            missing = f"The next page of it is missing: {error}"
            break
        seen.add(more.address)
        documents.append(latest.document)
    article = arrived_page(found._replace(document=joined(documents)), page.body, page.address)
    return article._replace(completeness="teaser", evidence=missing) if missing else article


def arrived_page(found: Extracted, body: bytes, address: str) -> Arrived:
    """The article that was found in the body of a page at an address, ready to be kept."""
    from reader.feeds.file import instant
    from reader.library.records import Arrived

    document = found.document
    # What a page says of another host could put it in the place of an article from there.
    if found.canonical and _host(found.canonical) == _host(address):
        address = found.canonical
    return Arrived(
        identity=address,
        document=document,
        original=body,
        media_type="text/html",
        url=address,
        author=document.byline,
        published=instant(document.published),
        updated=instant(document.updated),
        canonical=found.canonical,
        completeness="full" if found.free else "teaser",
        evidence="" if found.free else _SUBSCRIBERS,
    )


def why_not(page: Fetched) -> str | None:
    """Why an answer cannot be saved as an article, in a sentence; None when it can."""
    from reader.feeds.fulltext import extract
    from reader.feeds.walls import NoArticleError

    try:
        extract(page.body, url=page.address, headers=page.headers)
    except NoArticleError as error:
        return str(error)
    return None


async def _page(fetcher: Fetcher, wanted: Typed) -> Fetched:
    *earlier, last = wanted.tries
    for address in earlier:
        try:
            return await fetcher.get(_ask(address, wanted))
        except FetchError as error:
            if error.code is not None:
                raise
    return await fetcher.get(_ask(last, wanted))


def _ask(address: str, wanted: Typed) -> Ask:
    origins = set(map(origin, wanted.tries))
    ask = Ask(address, accept="page")
    if origin(address) not in origins:
        return ask
    return ask._replace(user=wanted.user, password=wanted.password, typed=wanted.by_hand)


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")
