"""The bytes of a feed, wherever it lives: on the web, in a file, or in what a command writes."""

from __future__ import annotations

import asyncio
import hashlib
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from reader.feeds.asking import ask_as
from reader.feeds.outcome import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.feeds.answers import Fetched, Limits
    from reader.feeds.fetch import Fetcher
    from reader.feeds.secrets import Secrets
    from reader.library.records import DueFeed, Source

_PARSERS: Final = b"1"
"""Raised when the parsers have become better, so that a body that came before is parsed again."""

_NONE: Final[Mapping[str, Fetched]] = MappingProxyType({})
_COMMANDS: Final = ("exec:", "filter:")


class Got(NamedTuple):
    """A body and where it came from; None where there is nothing new since the last time."""

    body: bytes | None
    origin: Origin
    base: str | None = None
    headers: Mapping[str, str] = {}
    notes: tuple[str, ...] = ()


class Getter:
    """Gets the bodies of feeds; one serves one run."""

    def __init__(
        self,
        fetcher: Fetcher,
        secrets: Secrets,
        limits: Limits,
        given: Mapping[str, Fetched] = _NONE,
    ) -> None:
        """`given`: answers that have come already, by the address of their source."""
        self._given = dict(given)
        self._fetcher = fetcher
        self._secrets = secrets
        self._limits = limits

    async def get(self, due: DueFeed, *, whole: bool = False) -> Got:
        """What a feed says now. `whole`: also if it is what it said before.

        Errors: SourceError, and FetchError among them.
        """
        address = due.source.address
        given = self._given.pop(address, None)
        if given is not None:
            got = _got(given, due)
        elif address.startswith(_COMMANDS):
            got = await self._commanded(due.source)
        elif address.startswith("file:") or "://" not in address:
            body = await asyncio.to_thread(_file, address)
            got = Got(body, Origin(), base=_file_base(address))
        else:
            got = await self._fetched(due, address, whole=whole)
        if got.body is None:
            return got
        digest = hashlib.blake2b(_PARSERS + got.body, digest_size=16).hexdigest()
        origin = got.origin._replace(digest=digest)
        same = digest == due.state.digest and not whole
        return got._replace(body=None if same else got.body, origin=origin)

    async def _fetched(self, due: DueFeed, address: str, *, whole: bool) -> Got:
        ask = ask_as(due.source, self._secrets, address)
        if not whole:
            ask = ask._replace(etag=due.state.etag, modified=due.state.modified)
        return _got(await self._fetcher.get(ask), due)

    async def _commanded(self, source: Source) -> Got:
        from reader.feeds.commanded import commanded, run

        wanted = commanded(source.address)
        assert wanted is not None
        given, base = b"", None
        if wanted.address is not None:
            if wanted.address.startswith("file:"):
                given = await asyncio.to_thread(_file, wanted.address)
            else:
                answer = await self._fetcher.get(ask_as(source, self._secrets, wanted.address))
                given, base = answer.body, answer.address
        return Got(await run(wanted.command, self._limits, given), Origin(), base)


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
    return Got(body, origin, answer.address, answer.headers, answer.notes)


def _file(address: str) -> bytes:
    """The bytes of a file, named by its path or its address. Errors: SourceError."""
    from reader.feeds.file import load

    return load(_path(address)).data


def _file_base(address: str) -> str:
    return _path(address).as_uri()


def _path(address: str) -> Path:
    if address.startswith("file:"):
        return Path(unquote(urlsplit(address).path))
    return Path(address).expanduser().absolute()
