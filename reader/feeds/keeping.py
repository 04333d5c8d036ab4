"""Keeps the pictures of saved and bookmarked articles for reading without the network."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from reader.errors import NotFoundError, SourceError
from reader.feeds.picture_store import Filed, PictureStore, folder_of, name_of
from reader.feeds.pictures import Album, home_host, is_of_the_web
from reader.feeds.web_pictures import WebPictures
from reader.library.records import Listing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.library.library import Library
    from reader.library.records import Headline

Which: TypeAlias = Literal["saved", "bookmarked"]
"""Whose pictures are kept: those of articles saved by address, or also of those bookmarked."""

_AGAIN: Final = 7 * 24 * 3600
"""Seconds after which a picture that could not be had is asked for again."""

_MOST: Final = 200
"""Pictures of one article; who has more is no article to read without the network."""


class Keeping(NamedTuple):
    """What was done: pictures that were kept, could not be had, and were dropped again.

    `full`: there was no more room for others.
    """

    kept: int = 0
    failed: int = 0
    dropped: int = 0
    full: bool = False


def keep(
    library: Library,
    which: Which,
    room: int,
    tell: Callable[[str], None] = lambda _: None,
) -> Keeping:
    """Fetch what is not kept yet, within `room` bytes for all; drop what belongs to no article now.

    `tell` is given the title of each article whose pictures are fetched. What was done stays done
    when it is interrupted. Errors: SourceError when the folder cannot be written.
    """
    store = PictureStore(folder_of(library.path))
    before = store.articles()
    wanted = dict(_wanted(library, which))
    done = {number: filed for number, filed in before.items() if number in wanted}
    sums = Keeping(dropped=_tidy(store, before, done))
    left = room - store.size() if wanted else 0
    try:
        for number, headline in wanted.items():
            state = f"{library.versions(number)[-1][0]} {headline.body}"
            if not _is_due(done.get(number), state):
                continue
            if left <= 0:
                return sums._replace(full=True)
            tell(headline.title)
            filed, kept, took = _keep_article(library, store, number, left)
            done[number] = filed._replace(state=state)
            left -= took
            sums = sums._replace(
                kept=sums.kept + kept, failed=sums.failed + filed.missing, full=left <= 0
            )
    finally:
        if done != before:
            _tidy(store, before, done)
            store.write_articles(done)
    return sums


def _wanted(library: Library, which: Which) -> Iterator[tuple[int, Headline]]:
    """The articles whose pictures are to be kept, each once, the newest of a list first."""
    listings = [
        Listing("source", source.id) for source in library.sources() if source.kind == "saved"
    ]
    if which == "bookmarked":
        listings.append(Listing("bookmarks"))
    for listing in listings:
        after = None
        while True:
            window = library.window(listing, after=after, limit=500)
            yield from ((headline.id, headline) for headline in window.headlines)
            if not window.more_after:
                break
            after = window.headlines[-1].key


def _is_due(filed: Filed | None, state: str) -> bool:
    if filed is None or filed.state != state:
        return True
    return bool(filed.missing) and time.time() - filed.at > _AGAIN


def _keep_article(
    library: Library, store: PictureStore, number: int, room: int
) -> tuple[Filed, int, int]:
    """What became of an article's pictures; how many were kept now, and how many bytes they take.

    Beyond `room` bytes no more are fetched.
    """
    try:
        album = Album(library, number)
    except NotFoundError:  # removed meanwhile
        return Filed("", ()), 0, 0
    sources = [one.source for one in album.pictures if is_of_the_web(one.source)]
    addresses = list(dict.fromkeys(sources))[:_MOST]
    missing = [address for address in addresses if not store.has(address)]
    kept = took = failed = 0
    with WebPictures(missing, home=home_host(library, number)) as web:
        for address in missing:
            if took >= room:
                failed += 1
                continue
            try:
                data = web.load(address)
            except SourceError:
                failed += 1
                continue
            store.put(address, data)
            kept += 1
            took += len(data)
    return Filed("", tuple(map(name_of, addresses)), failed, int(time.time())), kept, took


def _tidy(store: PictureStore, before: dict[int, Filed], done: dict[int, Filed]) -> int:
    """Delete what belonged to an article before and now belongs to none; how many."""
    now = {name for filed in done.values() for name in filed.names}
    if all(name in now for filed in before.values() for name in filed.names):
        return 0
    return store.drop_all_but(now)
