"""What a person's word offers to subscribe to: a feed of the web, of a file, or of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import SourceError
from reader.feeds import discover
from reader.feeds.answers import Ask, Fetched
from reader.feeds.discover import Candidate, Found
from reader.feeds.http_address import origin
from reader.feeds.known import key
from reader.feeds.local_feed import may_be_feed, says_it_is_feed
from reader.feeds.origins import bring
from reader.feeds.parse import parse_feed
from reader.feeds.secrets import without_login
from reader.feeds.typed import is_command, typed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from reader.feeds.fetch import Fetcher
    from reader.feeds.secrets import Secret
    from reader.library.library import Library
    from reader.library.records import Source


async def look(fetcher: Fetcher, word: str, *, by_hand: bool = True) -> Found:
    """What is at an address of the web, or what a command writes. Errors: SourceError."""
    if not is_command(word):
        return await discover.find(fetcher, word, by_hand=by_hand)
    candidate = await _of_command(fetcher, word, by_hand=by_hand)
    return Found(candidate.address, (candidate,), feed=candidate.feed)


async def exactly(fetcher: Fetcher, word: str, *, by_hand: bool = True) -> Candidate:
    """The feed at exactly this address. Errors: SourceError when there is none."""
    read = _of_command if is_command(word) else discover.read
    return await read(fetcher, word, by_hand=by_hand)


async def _of_command(fetcher: Fetcher, word: str, *, by_hand: bool) -> Candidate:
    address, login = without_login(word.strip())
    ask = Ask(address, typed=by_hand)
    if login is not None:
        ask = ask._replace(user=login.user, password=login.password)
    return _read(await bring(fetcher, ask), "what the command writes", address)


def of_file(path: Path, data: bytes) -> Candidate | None:
    """The feed in a file, which is read again at each update; None when it holds none.

    Errors: SourceError for what calls itself a feed and cannot be read as one.
    """
    if not may_be_feed(data, path.name):
        return None
    fetched = Fetched(path.as_uri(), None, 200, unchanged=False, body=data, headers={})
    try:
        return _read(fetched, "the file itself", path.name)
    except SourceError:
        if says_it_is_feed(data):
            raise
        return None


def _read(fetched: Fetched, how: str, name: str) -> Candidate:
    """The feed in what was brought. Errors: SourceError when there is none."""
    feed = parse_feed(fetched.body, name=name)
    return discover.candidate(fetched.address, fetched, feed, how, name)


def login_for(candidate: Candidate, word: str) -> Secret | None:
    """The user and password that were typed, if the feed stands where they were typed for."""
    address, login = without_login(word.strip())
    if login is None or is_command(address):
        return login
    origins = set(map(origin, typed(word).tries))
    return login if origin(candidate.address) in origins else None


def subscribed(library: Library, addresses: Iterable[str]) -> Source | None:
    """The source that is one of these addresses already, however they are written.

    It is also known by the address that it has said it moved to.
    """
    keys = {key(address) for address in addresses}
    ids = [source.id for source in library.sources() if source.kind == "feed"]
    for known in library.feeds(ids):
        if key(known.source.address) in keys or key(known.state.moved or "") in keys:
            return known.source
    return None


def addresses_of(candidate: Candidate) -> tuple[str, ...]:
    """All addresses under which a feed may be known: those on the way to it as well."""
    return candidate.address, candidate.asked, candidate.fetched.address
