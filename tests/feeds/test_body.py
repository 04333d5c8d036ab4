"""Bodies: unpacked as they come, and refused when they are bombs, broken or too long."""

from __future__ import annotations

import gzip
import subprocess
import sys
import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
from backports import zstd

from reader.feeds.unpacking import PIECE, PackingError, unpacker
from tests.feeds.fetching import QUICK, error_of, get
from tests.feeds.wire import HANG_UP, Wire, head, whole

if TYPE_CHECKING:
    from collections.abc import Callable

FEED = b"".join(b"<item><title>Entry %d</title></item>" % number for number in range(9_000))


def raw_deflate(data: bytes) -> bytes:
    packing = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packing.compress(data) + packing.flush()


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "GZip": gzip.compress,
    "deflate": zlib.compress,
    " deflate ": raw_deflate,
    "br": lambda data: brotli.compress(data, quality=5),
    "zstd": zstd.compress,
    "gzip, br": lambda data: brotli.compress(gzip.compress(data)),
    "zstd, gzip": lambda data: gzip.compress(zstd.compress(data)),
    "identity": bytes,
    "utf-8": bytes,
    "": bytes,
}


@pytest.mark.parametrize("coding", PACKED)
async def test_every_packing_is_opened(wire: Wire, coding: str) -> None:
    page = wire.give("/feed", whole(PACKED[coding](FEED), content_encoding=coding))
    assert (await get(page)).body == FEED


@pytest.mark.parametrize("coding", PACKED)
@pytest.mark.parametrize("size", [1, 7, 4096])
def test_every_packing_is_opened_from_any_pieces(coding: str, size: int) -> None:
    packed = PACKED[coding](FEED[:3000])
    opening = unpacker(coding)
    if opening is None:
        assert packed == FEED[:3000]
        return
    pieces = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert b"".join(out for piece in pieces for out in opening.feed(piece)) == FEED[:3000]
    opening.finish()


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_several_after_one_another_are_one(coding: str) -> None:
    opening = unpacker(coding)
    assert opening is not None
    packed = PACKED[coding](b"one ") + PACKED[coding](b"two")
    assert b"".join(opening.feed(packed)) == b"one two"
    opening.finish()


def test_padding_after_the_end_is_left_alone() -> None:
    opening = unpacker("gzip")
    assert opening is not None
    assert b"".join(opening.feed(gzip.compress(b"all") + b"\0" * 100)) == b"all"
    opening.finish()


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, br"])
def test_no_piece_is_large(coding: str) -> None:
    opening = unpacker(coding)
    assert opening is not None
    sizes = [len(piece) for piece in opening.feed(PACKED[coding](bytes(40_000_000)))]
    assert sum(sizes) == 40_000_000
    assert max(sizes) <= 2 * PIECE
    opening.finish()


@pytest.mark.parametrize("coding", ["gzip", "deflate", " deflate ", "br", "zstd", "gzip, br"])
async def test_what_breaks_off_within_its_packing_is_told(wire: Wire, coding: str) -> None:
    packed = PACKED[coding](FEED)
    page = wire.give("/feed", whole(packed[: len(packed) // 2], content_encoding=coding))
    assert "in the middle of its packing" in str(await error_of(page))


@pytest.mark.parametrize("coding", ["gzip", "br", "zstd", "gzip, gzip"])
async def test_what_is_not_packed_as_it_says_is_told(wire: Wire, coding: str) -> None:
    page = wire.give("/feed", whole(FEED, content_encoding=coding))
    assert "packing is broken" in str(await error_of(page))


@pytest.mark.parametrize(
    ("coding", "says"),
    [("x-secret", "“x-secret”, which cannot"), ("gzip, gzip, gzip", "packed 3 times over")],
)
async def test_what_cannot_be_opened_is_told(wire: Wire, coding: str, says: str) -> None:
    page = wire.give("/feed", whole(FEED, content_encoding=coding))
    assert says in str(await error_of(page))
    with pytest.raises(PackingError):
        unpacker(coding)


def _twice(data: bytes) -> bytes:
    return gzip.compress(gzip.compress(data))


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
async def test_a_bomb_is_refused(wire: Wire, coding: str) -> None:
    bomb = {**PACKED, "gzip, gzip": _twice}[coding](bytes(100_000_000))
    page = wire.give("/feed", whole(bomb, content_encoding=coding))
    error = await error_of(page, QUICK._replace(read=5, total=10))
    assert "as a bomb does" in str(error) or "longer than the 16 MB" in str(error)


async def test_what_is_packed_well_but_no_bomb_is_taken(wire: Wire) -> None:
    body = FEED * 20
    page = wire.give("/feed", whole(gzip.compress(body), content_encoding="gzip"))
    assert (await get(page)).body == body


@pytest.mark.parametrize("declared", [True, False])
async def test_the_cap_counts_what_is_unpacked(wire: Wire, *, declared: bool) -> None:
    limits = QUICK._replace(most_bytes=len(FEED))
    exact, above = gzip.compress(FEED), gzip.compress(FEED + b"!")
    for packed, fits in ((exact, True), (above, False)):
        length = len(packed) if declared else None
        answer = [head(200, length=length, content_encoding="gzip") + packed, HANG_UP]
        page = wire.give("/feed", answer)
        if fits:
            assert (await get(page, limits)).body == FEED
        else:
            assert "longer than" in str(await error_of(page, limits))


def test_many_bombs_at_once_need_little_memory(wire: Wire) -> None:
    packed = gzip.compress(bytes(64_000_000), 9)
    addresses = [
        wire.give(f"/{number}", whole(packed, content_encoding="gzip")) for number in range(20)
    ]
    addresses += [wire.give(f"/e{n}", [head(200), *[b"x" * 65536] * 300]) for n in range(20)]
    program = """
import asyncio, resource, sys
from reader.feeds.fetch import Ask, Fetcher, FetchError
async def main(addresses):
    async with Fetcher() as fetcher:
        asks = [fetcher.get(Ask(address, typed=True)) for address in addresses]
        return await asyncio.gather(*asks, return_exceptions=True)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
found = asyncio.run(main(sys.argv[1:]))
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(sum(isinstance(one, FetchError) for one in found), after - before)
"""
    run = subprocess.run(
        [sys.executable, "-c", program, *addresses], capture_output=True, text=True, check=True
    )
    failed, grown = map(int, run.stdout.split())
    assert failed == 40
    assert grown / (1024 if sys.platform == "linux" else 1024**2) < 250  # MB
