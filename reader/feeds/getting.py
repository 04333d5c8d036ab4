"""The bytes of a feed, wherever it lives: on the web, in a file, or in what a command writes."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.feeds.asking import ask_as
from reader.feeds.origins import base_of, bring, is_here
from reader.feeds.outcome import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.feeds.answers import Fetched
    from reader.feeds.fetch import Fetcher
    from reader.feeds.secrets import Secrets
    from reader.library.records import DueFeed

_PARSERS: Final = b"1"
"""Raised when the parsers have become better, so that a body that came before is parsed again."""


class Got(NamedTuple):
    """A body and where it came from; None where there is nothing new since the last time."""

    body: bytes | None
    origin: Origin
    base: str | None = None
    headers: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()


class Getter:
    """Gets the bodies of feeds; one serves one run."""

    def __init__(self, fetcher: Fetcher, secrets: Secrets, given: Mapping[str, Fetched]) -> None:
        """`given`: answers that have come already, by the address of their source."""
        self._given = dict(given)
        self._fetcher = fetcher
        self._secrets = secrets

    async def get(self, due: DueFeed, *, whole: bool = False) -> Got:
        """What a feed says now. `whole`: also if it is what it said before.

        Errors: SourceError, and FetchError among them.
        """
        address = due.source.address
        answer = self._given.pop(address, None)
        if answer is None:
            ask = ask_as(due.source, self._secrets, address)
            if not whole:
                ask = ask._replace(etag=due.state.etag, modified=due.state.modified)
            answer = await bring(self._fetcher, ask)
        got = _got(answer, due)
        if got.body is None:
            return got
        digest = hashlib.blake2b(_PARSERS + got.body, digest_size=16).hexdigest()
        origin = got.origin._replace(digest=digest)
        same = digest == due.state.digest and not whole
        return got._replace(body=None if same else got.body, origin=origin)


def _got(answer: Fetched, due: DueFeed) -> Got:
    origin = Origin(
        # An answer of "nothing new" may leave out what it is named by.
        etag=answer.etag or (due.state.etag if answer.unchanged else None),
        modified=answer.modified or (due.state.modified if answer.unchanged else None),
        moved=answer.moved,
        fresh_for=answer.fresh_for,
        retry_after=answer.retry_after,
    )
    body = None if answer.unchanged else answer.body
    address = due.source.address
    base = base_of(address) if is_here(address) else answer.address
    return Got(body, origin, base, answer.headers, answer.notes)
