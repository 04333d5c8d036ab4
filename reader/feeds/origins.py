"""The bytes of a source wherever they come from: the web, a file of this machine, or a command."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from reader.feeds.answers import Fetched, FetchError
from reader.feeds.commanded import commanded, run
from reader.feeds.file import digest, load
from reader.feeds.http_address import shown

if TYPE_CHECKING:
    from reader.feeds.answers import Ask
    from reader.feeds.fetch import Fetcher

_HERE: Final = ("exec:", "filter:", "file:", "/", "~", "./", "../")


def is_here(source: str) -> bool:
    """Whether a source is a file or a command of this machine: only its user may name such."""
    return source.strip().startswith(_HERE)


async def bring(fetcher: Fetcher, ask: Ask) -> Fetched:
    """What `ask.address` holds, by the way that it says.

    `http:` and `https:` are fetched; `file:` and paths are read; `exec:` and `filter:` are run.
    What is of this machine is brought only for a typed address, and its `etag` is a digest of its
    bytes, so that `unchanged` works for it, too. Errors: SourceError, most of them a FetchError.
    """
    source = ask.address.strip()
    if not is_here(source):
        return await fetcher.get(ask)
    if not ask.typed:
        why = "files and commands of this machine are used only when you add them yourself"
        raise FetchError(f"{shown(source)}: {why}.", permanent=True)
    found = commanded(source)
    if found is None:
        return _answer(ask, (await asyncio.to_thread(load, path(source))).data)
    given = b""
    if found.address is not None:
        # Without the conditions: they speak of what the command wrote, not of what it was given.
        inner = ask._replace(address=found.address, etag=None, modified=None)
        given = (await bring(fetcher, inner)).body
    return _answer(ask, await run(found.command, fetcher.limits, given))


def base_of(source: str) -> str | None:
    """Where relative addresses in what a source holds start from; None when nothing says so.

    For a filter that is what it was given: a command itself lies nowhere.
    """
    found = commanded(source)
    if found is not None:
        return None if found.address is None else base_of(found.address)
    return path(source).absolute().as_uri() if is_here(source) else source


def path(source: str) -> Path:
    """The file that a `file:` address or a path names. Errors: FetchError for another machine's."""
    source = source.strip()
    if not source.startswith("file:"):
        return Path(source).expanduser()
    parts = urlsplit(source)
    if parts.netloc not in ("", "localhost"):
        why = f"files of {parts.netloc} are not read, only those of this machine"
        raise FetchError(f"{shown(source)}: {why}.", permanent=True)
    return Path(unquote(parts.path))


def _answer(ask: Ask, data: bytes) -> Fetched:
    tag = f'"{digest(data)}"'
    unchanged = tag == ask.etag
    return Fetched(
        address=ask.address.strip(),
        moved=None,
        status=200,
        unchanged=unchanged,
        body=b"" if unchanged else data,
        headers={},
        etag=tag,
    )
