"""Pictures from the web, fetched some ahead of who takes them one after the other.

The event loop of the fetcher runs in a thread of its own, so that pictures can be scaled while
others come; nothing is started before the first one is asked for.
"""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import Future
from typing import TYPE_CHECKING, Final, Self

from reader.errors import SourceError
from reader.feeds.answers import Ask, FetchError, Limits
from reader.feeds.http_address import ready
from reader.feeds.scaling import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.feeds.answers import Fetched
    from reader.feeds.fetch import Fetcher

LIMITS: Final = Limits(
    connect=5, read=8, total=15, most_bytes=MOST_BYTES, redirects=5, per_host=4, at_once=6, large=3
)
"""A reader waits for them, and one page has many of one host."""

_AHEAD: Final = 6
"""Pictures that may be fetched before they are taken."""

_SIGNATURES: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM")


class WebPictures:
    """Gets pictures; use as a context manager."""

    def __init__(self, addresses: Sequence[str], *, home: str | None = None) -> None:
        """`addresses` are fetched in this order, each when it is near its turn.

        `home`: the host of the article's own source, which the user typed; pictures from there may
        lie in a private network, others may not.
        """
        self._home = home
        self._order = tuple(dict.fromkeys(addresses))
        self._coming: dict[str, Future[bytes]] = {one: Future() for one in self._order}
        self._silent: dict[str, FetchError] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._ahead: asyncio.Semaphore
        self._stop: asyncio.Event

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._thread is not None and self._loop is not None:
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(timeout=2)

    def load(self, address: str) -> bytes:
        """A picture, once it is there; each is given once. Errors: SourceError."""
        self._start()
        if address not in self._coming:
            raise SourceError(f"{address}: it is none of the pictures that were asked for.")
        try:
            return self._coming.pop(address).result()
        finally:
            if self._loop is not None:
                self._loop.call_soon_threadsafe(self._ahead.release)

    def _start(self) -> None:
        if self._thread is not None:
            return
        begun = threading.Event()
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._run(begun)), name="pictures", daemon=True
        )
        self._thread.start()
        begun.wait()

    async def _run(self, begun: threading.Event) -> None:
        from reader.feeds.fetch import Fetcher

        self._loop = asyncio.get_running_loop()
        self._ahead = asyncio.Semaphore(_AHEAD)
        self._stop = asyncio.Event()
        waiting = dict(self._coming)
        begun.set()
        async with Fetcher(LIMITS) as fetcher:
            fetching = asyncio.create_task(self._fetch_all(fetcher, waiting))
            await self._stop.wait()
            fetching.cancel()
            await asyncio.gather(fetching, return_exceptions=True)

    async def _fetch_all(self, fetcher: Fetcher, waiting: dict[str, Future[bytes]]) -> None:
        async with asyncio.TaskGroup() as tasks:
            for address in self._order:
                await self._ahead.acquire()
                tasks.create_task(self._fetch(fetcher, address, waiting.pop(address)))

    async def _fetch(self, fetcher: Fetcher, address: str, future: Future[bytes]) -> None:
        try:
            future.set_result(await self._get(fetcher, address))
        except SourceError as error:
            future.set_exception(error)
        # Whoever waits for it must hear of it, whatever it was.
        except Exception as error:  # noqa: BLE001
            fault = f"{type(error).__name__}: {error}"
            future.set_exception(SourceError(f"a fault in Reader kept it out ({fault})"))

    async def _get(self, fetcher: Fetcher, address: str) -> bytes:
        host = ready(address)[0].host
        if host in self._silent:
            raise self._silent[host]
        try:
            found = await fetcher.get(Ask(address, typed=host == self._home, accept="image"))
        except FetchError as error:
            if error.code is None:
                # The others of the host are not waited for as long, each by itself.
                self._silent[host] = error
            raise
        return _image(found)


def _image(found: Fetched) -> bytes:
    """The body of an answer that is a picture. Errors: SourceError for anything else."""
    if is_picture(found.body):
        return found.body
    if found.body.lstrip()[:5].lower() in (b"<svg ", b"<?xml") or b"<svg" in found.body[:1024]:
        raise SourceError("it is a drawing (SVG), which cannot be shown; look at it in a browser")
    raise SourceError("what came is no picture; look at it in a browser")


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as one of the formats that can be shown does."""
    if data[:4] == b"RIFF":
        return data[8:12] == b"WEBP"
    if data[4:8] == b"ftyp":
        return data[8:12] in (b"avif", b"avis", b"mif1")
    return data.startswith(_SIGNATURES)
