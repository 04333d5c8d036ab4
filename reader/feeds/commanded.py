"""Feeds that a command writes: `exec:COMMAND`, and `filter:COMMAND:ADDRESS` as newsboat has them.

The command is one line for `/bin/sh -c`, so that pipes, quotes and `~` work as in newsboat: the one
place where a shell is used, for words that the user typed with their own hand. Nothing from a feed
or a page becomes a part of it. A filter gets what was fetched from its address on its standard
input. What the command writes to its standard output is the feed.
"""

from __future__ import annotations

import asyncio
import os
import re
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.safe import clean_line
from reader.feeds.answers import FetchError
from reader.feeds.http_address import shown

if TYPE_CHECKING:
    from asyncio import StreamReader, StreamWriter
    from asyncio.subprocess import Process

    from reader.feeds.answers import Limits

_SHELL: Final = "/bin/sh"
_WEB: Final = re.compile(r"filter:(?P<command>.+?):(?P<address>(?:https?|file):.+)", re.DOTALL)
_ANY: Final = re.compile(r"filter:(?P<command>[^:]+):(?P<address>.+)", re.DOTALL)
_GRACE: Final = 1.0
"""Seconds that a command has to end itself before it is ended."""

_LAST_WORDS: Final = 4096
_SHORT: Final = 200


class Commanded(NamedTuple):
    """A command, and the address whose body it gets (None: it gets nothing)."""

    command: str
    address: str | None


def commanded(source: str) -> Commanded | None:
    """The command in a source; None when it is no `exec:` or `filter:`.

    A command may hold colons when `http:`, `https:` or `file:` begins the address of its filter.
    Errors: FetchError when the command or the address is missing.
    """
    source = source.strip()
    if source.startswith("exec:"):
        command = source.removeprefix("exec:").strip()
        if command:
            return Commanded(command, None)
        raise FetchError("exec: says no command; write it after the colon.", permanent=True)
    if source.startswith("filter:"):
        found = _WEB.fullmatch(source) or _ANY.fullmatch(source)
        if found and found["command"].strip():
            return Commanded(found["command"].strip(), found["address"].strip())
        why = "it has to be filter:COMMAND:ADDRESS; look for a slip in it"
        raise FetchError(f"{shown(source)}: {why}.", permanent=True)
    return None


async def run(command: str, limits: Limits, given: bytes = b"") -> bytes:
    """What a command writes, with `given` on its standard input.

    It has `limits.total` seconds and may write `limits.most_bytes`; then its whole group of
    processes is ended, also when the task is cancelled. Errors: FetchError, with what it said last.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            _SHELL,
            "-c",
            command,
            stdin=asyncio.subprocess.PIPE if given else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        reason = clean_line(getattr(error, "strerror", None) or str(error)).lower()
        raise _failed(command, f"it cannot be started ({reason}); look for a slip in it") from error
    try:
        async with asyncio.timeout(limits.total):
            output, said = await _talk(process, given, limits.most_bytes)
            status = await process.wait()
    except BaseException as error:
        await _end(process)
        if isinstance(error, TimeoutError):
            why = f"it was not done after {limits.total:g} seconds; try it in a shell"
            raise _failed(command, why) from None
        if isinstance(error, _TooLongError):
            why = f"it writes more than {limits.most_bytes >> 20} MB; let it write less"
            raise _failed(command, why) from None
        raise
    if status != 0:
        raise _failed(command, f"{_ending(status)}{_quoted(said)}; try it in a shell")
    if not output:
        raise _failed(command, f"it wrote nothing{_quoted(said)}; try it in a shell")
    return output


class _TooLongError(Exception):
    """A command writes more than it may."""


async def _talk(process: Process, given: bytes, most: int) -> tuple[bytes, bytes]:
    """The output, and the end of what was said on standard error. Errors: _TooLongError."""
    assert process.stdout is not None
    assert process.stderr is not None
    saying = asyncio.create_task(_last_words(process.stderr))
    giving = asyncio.create_task(_give(process.stdin, given))
    try:
        pieces, size = [], 0
        while piece := await process.stdout.read(64 * 1024):
            size += len(piece)
            if size > most:
                raise _TooLongError
            pieces.append(piece)
        return b"".join(pieces), await saying
    finally:
        saying.cancel()
        giving.cancel()
        await asyncio.gather(saying, giving, return_exceptions=True)


async def _give(stdin: StreamWriter | None, given: bytes) -> None:
    if stdin is None:
        return
    # A command may stop reading early; that is its own affair.
    with suppress(BrokenPipeError, ConnectionResetError):
        stdin.write(given)
        await stdin.drain()
    stdin.close()


async def _last_words(stderr: StreamReader) -> bytes:
    said = b""
    while piece := await stderr.read(64 * 1024):
        said = (said + piece)[-_LAST_WORDS:]
    return said


async def _end(process: Process) -> None:
    """End what is left of the command and of all that it started."""
    group = process.pid  # it leads a session, and so a group, of its own
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGTERM)
        with suppress(TimeoutError):
            async with asyncio.timeout(_GRACE):
                await process.wait()
        os.killpg(group, signal.SIGKILL)
    # Not for ever: one that left the group may still hold the pipes.
    with suppress(TimeoutError):
        async with asyncio.timeout(_GRACE):
            await process.wait()


def _ending(status: int) -> str:
    if status < 0:
        with suppress(ValueError):
            return f"it was ended by {signal.Signals(-status).name}"
        return f"it was ended by signal {-status}"
    if status == 127:
        return "there is no such command (status 127)"
    return f"it failed with status {status}"


def _quoted(said: bytes) -> str:
    lines = [clean_line(line) for line in said.decode("utf-8", "replace").splitlines()]
    last = next((line for line in reversed(lines) if line), "")
    return f": “{last[:_SHORT]}”" if last else ""


def _failed(command: str, why: str) -> FetchError:
    return FetchError(f"exec:{shown(clean_line(command)).replace('%20', ' ')}: {why}.")
