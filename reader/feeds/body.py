"""The body of an answer read as it comes, within its limits, counted after unpacking."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Final

from reader.feeds.unpacking import PackingError, unpacker

if TYPE_CHECKING:
    from asyncio import Semaphore
    from collections.abc import AsyncIterable, AsyncIterator

RATIO: Final = 300
"""Bytes that one packed byte may become; pages and feeds stay below 50, a bomb comes to 1,000."""

_LARGE: Final = 1024 * 1024
"""Bytes from which a body is a large one, and from which the ratio counts."""


class BodyError(Exception):
    """A body that is refused; the text says why, in words for a sentence."""


async def read(
    stream: AsyncIterable[bytes], headers: dict[str, str], *, most: int, large: Semaphore
) -> bytes:
    """The body, unpacked, of at most `most` bytes; a large one waits for a place among `large`.

    Errors: BodyError when it is too long, by its head or as it comes, or cannot be unpacked.
    """
    declared = headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > most:
        raise BodyError(_too_long(most))
    try:
        return await _within(stream, headers, most, large)
    except PackingError as error:
        raise BodyError(str(error)) from error


async def _within(
    stream: AsyncIterable[bytes], headers: dict[str, str], most: int, large: Semaphore
) -> bytes:
    pieces: list[bytes] = []
    size = 0
    async with AsyncExitStack() as places:
        # Whoever keeps the error keeps what this frame holds, and so the pieces.
        places.callback(pieces.clear)
        async for piece in _unpacked(stream, headers):
            if size <= _LARGE < size + len(piece):
                await places.enter_async_context(large)
            size += len(piece)
            if size > most:
                raise BodyError(_too_long(most))
            pieces.append(piece)
        return b"".join(pieces)


async def _unpacked(stream: AsyncIterable[bytes], headers: dict[str, str]) -> AsyncIterator[bytes]:
    unpacking = unpacker(headers.get("content-encoding", ""))
    came = size = 0
    async for data in stream:
        if unpacking is None:
            yield data
            continue
        came += len(data)
        for piece in unpacking.feed(data):
            size += len(piece)
            if size > _LARGE and size > came * RATIO:
                raise BodyError("it grows too much when it is unpacked, as a bomb does")
            yield piece
    if unpacking is not None:
        unpacking.finish()


async def drain(stream: AsyncIterable[bytes], most: int = 64 * 1024) -> None:
    """Read a body that nobody wants, so that its connection can be used again; or leave it."""
    came = 0
    async for data in stream:
        came += len(data)
        if came > most:
            return


def _too_long(most: int) -> str:
    return f"it is longer than the {most >> 20} MB that may be fetched"
