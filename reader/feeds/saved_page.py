"""A page of the web made into an article that the reader keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.feeds.answers import Ask, FetchError

if TYPE_CHECKING:
    from reader.feeds.answers import Fetched
    from reader.feeds.fetch import Fetcher
    from reader.feeds.fulltext import Extracted
    from reader.feeds.typed import Typed
    from reader.library.records import Arrived


async def saved_page(fetcher: Fetcher, wanted: Typed) -> Arrived:
    """The article of the page at a typed address.

    Errors: FetchError when it cannot be fetched; NoArticleError when there is no article in it.
    """
    from reader.feeds.fulltext import extract

    page = await _page(fetcher, wanted)
    found = extract(page.body, url=page.address, headers=page.headers)
    return arrived_page(found, page.body, page.address)


def arrived_page(found: Extracted, body: bytes, address: str) -> Arrived:
    """The article that was found in the body of a page at an address, ready to be kept."""
    from reader.feeds.file import instant
    from reader.library.records import Arrived

    document = found.document
    address = found.canonical or address
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
    return Ask(
        address, user=wanted.user, password=wanted.password, typed=wanted.by_hand, accept="page"
    )
