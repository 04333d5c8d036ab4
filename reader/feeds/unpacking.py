"""Bodies that were packed for the way (gzip, deflate, br, zstd), unpacked in small pieces.

A packed body may grow a thousandfold and more. So nothing here gives out more than `PIECE` bytes
at once, and who reads can stop between two pieces.
"""

from __future__ import annotations

import importlib.util
import sys
import zlib
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PIECE: Final = 256 * 1024
"""Bytes that are given out at once, at the most (brotli may exceed it by as much again)."""

MOST_CODINGS: Final = 2
"""A body packed more than twice is packed to harm."""

_NO_CODING: Final = frozenset({"", "identity", "none", "utf-8", "binary", "8bit", "7bit"})
"""What servers say of a body that is not packed; only the second is right."""


class PackingError(Exception):
    """A packed body that cannot be unpacked; the text says why, in words for a sentence."""


class Unpacker(Protocol):
    """Takes packed bytes as they come."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes unpack to, in pieces. Errors: PackingError."""
        ...

    def finish(self) -> None:
        """Say that no more will come. Errors: PackingError when something is missing."""
        ...


@cache
def accepted() -> str:
    """The codings that can be unpacked here, as a request names them."""
    names = ["gzip", "deflate"]
    if importlib.util.find_spec("brotli") is not None:
        names.append("br")
    if sys.version_info >= (3, 14) or importlib.util.find_spec("backports.zstd") is not None:
        names.append("zstd")
    return ", ".join(names)


def unpacker(coding: str) -> Unpacker | None:
    """For a Content-Encoding; None when the body is not packed. Errors: PackingError."""
    names = [name.strip().lower() for name in coding.split(",")]
    names = [name for name in names if name not in _NO_CODING]
    if len(names) > MOST_CODINGS:
        raise PackingError(f"it is packed {len(names)} times over")
    steps = [_one(name) for name in reversed(names)]
    if not steps:
        return None
    return steps[0] if len(steps) == 1 else _Chain(steps[0], steps[1])


def _one(name: str) -> Unpacker:
    match name:
        case "gzip" | "x-gzip":
            return _Zlib(zlib.MAX_WBITS | 16)
        case "deflate":
            return _Zlib(zlib.MAX_WBITS)
        case "br" if "br" in accepted():
            return _Brotli()
        case "zstd" if "zstd" in accepted():
            return _Zstd()
        case _:
            raise PackingError(f"it is packed as “{name[:20]}”, which cannot be unpacked")


class _Zlib:
    """gzip (also several after one another) and deflate (also without its head)."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._inner = zlib.decompressobj(bits)
        self._begun = False
        self._first = b""

    def feed(self, data: bytes) -> Iterator[bytes]:
        if not self._begun:
            self._first += data
            if len(self._first) < 2:
                return
            data, self._begun = self._first, True
            if self._bits == zlib.MAX_WBITS and not _is_zlib(data):
                self._inner = zlib.decompressobj(-zlib.MAX_WBITS)
        while data:
            if self._inner.eof:
                if not data.strip(b"\0") or data[:2] != b"\x1f\x8b":
                    return  # padding after the end, as some servers send
                self._inner = zlib.decompressobj(self._bits)
            try:
                piece = self._inner.decompress(data, PIECE)
            except zlib.error as error:
                raise PackingError("its packing is broken") from error
            if piece:
                yield piece
            data = self._inner.unused_data if self._inner.eof else self._inner.unconsumed_tail
            if not data and len(piece) == PIECE:
                yield from self._rest()

    def _rest(self) -> Iterator[bytes]:
        """What zlib still holds after it has taken all the input."""
        while piece := self._inner.decompress(b"", PIECE):
            yield piece

    def finish(self) -> None:
        if self._first and not self._inner.eof:
            raise PackingError("it breaks off in the middle of its packing")


def _is_zlib(data: bytes) -> bool:
    """Whether bytes begin with the head that deflate should have on the web."""
    return data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0


class _Brotli:
    def __init__(self) -> None:
        import brotli

        self._error = brotli.error
        self._inner = brotli.Decompressor()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        self._begun = self._begun or bool(data)
        try:
            while piece := self._inner.process(data, output_buffer_limit=PIECE):
                yield piece
                data = b""
        except self._error as error:
            raise PackingError("its packing is broken") from error

    def finish(self) -> None:
        if self._begun and not self._inner.is_finished():
            raise PackingError("it breaks off in the middle of its packing")


class _Zstd:
    def __init__(self) -> None:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd

        # The window is memory that the sender chooses: 2 to the power of 27 are 128 MB.
        window = {int(zstd.DecompressionParameter.window_log_max): 24}
        self._new: Callable[[], Any] = lambda: zstd.ZstdDecompressor(options=window)
        self._error = zstd.ZstdError
        self._inner = self._new()
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            while data or not (self._inner.eof or self._inner.needs_input):
                if self._inner.eof:
                    self._inner = self._new()
                self._begun = True
                piece = self._inner.decompress(data, PIECE)
                if piece:
                    yield piece
                data = self._inner.unused_data if self._inner.eof else b""
        except self._error as error:
            raise PackingError("its packing is broken") from error

    def finish(self) -> None:
        if self._begun and not self._inner.eof:
            raise PackingError("it breaks off in the middle of its packing")


class _Chain:
    """Packed twice."""

    def __init__(self, outer: Unpacker, inner: Unpacker) -> None:
        self._outer, self._inner = outer, inner

    def feed(self, data: bytes) -> Iterator[bytes]:
        for piece in self._outer.feed(data):
            yield from self._inner.feed(piece)

    def finish(self) -> None:
        self._outer.finish()
        self._inner.finish()
