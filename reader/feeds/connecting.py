"""Connections: names looked up, every number checked, and only a checked number connected to.

So a name cannot lead into a private network by answering differently the second time.
"""

from __future__ import annotations

import asyncio
import select
import socket
import threading
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final

import httpcore2

from reader.feeds.networks import is_public

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

_HEAD_START: Final = 0.25
"""Seconds until the next address of a host is tried beside the one that has not answered yet."""

_MOST_ADDRESSES: Final = 6
_LOOKUPS: Final = 16


class PrivateNetworkError(Exception):
    """A host of a private network where only public ones may be asked."""


class NoHostError(Exception):
    """A name that no host has, or that cannot be looked up; the text is the system's reason."""


class Names:
    """Looks hosts up, each once a run."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, int], asyncio.Future[list[str]]] = {}
        self._places = asyncio.Semaphore(_LOOKUPS)

    async def numbers(self, host: str, port: int) -> list[str]:
        """The addresses of a host, best first. Errors: NoHostError."""
        key = (host, port)
        if key not in self._found:
            looking = self._found[key] = asyncio.ensure_future(self._look_up(host, port))
            # Who waited may have left meanwhile; then it is nobody's failure.
            looking.add_done_callback(lambda done: done.cancelled() or done.exception())
        try:
            return await asyncio.shield(self._found[key])
        except NoHostError:
            self._found.pop(key, None)
            raise

    async def _look_up(self, host: str, port: int) -> list[str]:
        loop = asyncio.get_running_loop()
        found: asyncio.Future[list[str]] = loop.create_future()

        def settle(result: list[str] | Exception) -> None:
            if not found.done():
                if isinstance(result, Exception):
                    found.set_exception(result)
                else:
                    found.set_result(result)

        def work() -> None:
            result: list[str] | Exception
            try:
                infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
                result = list(dict.fromkeys(str(info[4][0]) for info in infos))
            except (OSError, UnicodeError) as error:
                result = NoHostError(getattr(error, "strerror", None) or str(error))
            if not loop.is_closed():
                loop.call_soon_threadsafe(settle, result)

        async with self._places:
            # A thread that may be left behind: the system's look-up can take minutes, and nobody
            # who leaves has to wait for it.
            threading.Thread(target=work, name="look-up", daemon=True).start()
            return await found


class _Connection(httpcore2.AsyncNetworkStream):
    """A connection that answers quickly whether the other side has closed it.

    The pool asks this of every idle connection at every request, and the library's own answer
    takes a fifth of all the time of an update.
    """

    def __init__(self, inner: httpcore2.AsyncNetworkStream) -> None:
        self._inner = inner
        self._socket: socket.socket = inner.get_extra_info("socket")

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109
        """Bytes that have come; none at the end."""
        return await self._inner.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109
        """Send bytes."""
        await self._inner.write(buffer, timeout)

    async def aclose(self) -> None:
        """Close it."""
        await self._inner.aclose()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109
    ) -> httpcore2.AsyncNetworkStream:
        """The same connection, encrypted from now on."""
        return _Connection(await self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's own signature
        """What is known of it by name."""
        if info != "is_readable":
            return self._inner.get_extra_info(info)
        number = self._socket.fileno()
        if number < 0:
            return True
        waiting = select.poll()
        waiting.register(number, select.POLLIN)
        return bool(waiting.poll(0))


class CheckedNetwork(httpcore2.AsyncNetworkBackend):
    """Connects to public addresses, and with `near` to those of private networks as well."""

    def __init__(self, names: Names, *, near: bool) -> None:
        self._names = names
        self._near = near
        self._inner = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - the library's own signature
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.AsyncNetworkStream:
        """A connection to the first address that takes it.

        Errors: NoHostError, PrivateNetworkError, and those of httpcore2.
        """
        try:
            async with asyncio.timeout(timeout):
                numbers = await self._names.numbers(host.strip("[]"), port)
                allowed = [one for one in numbers if self._near or is_public(ip_address(one))]
                if not allowed:
                    raise PrivateNetworkError
                return _Connection(await self._first(allowed[:_MOST_ADDRESSES], port, timeout))
        except TimeoutError as error:
            raise httpcore2.ConnectTimeout from error

    async def _first(
        self, numbers: list[str], port: int, patience: float | None
    ) -> httpcore2.AsyncNetworkStream:
        if len(numbers) == 1:
            return await self._inner.connect_tcp(numbers[0], port, timeout=patience)
        waiting = list(numbers)
        tries: set[asyncio.Task[httpcore2.AsyncNetworkStream]] = set()
        trouble: BaseException = httpcore2.ConnectError()
        won: httpcore2.AsyncNetworkStream | None = None
        try:
            while won is None and (waiting or tries):
                if waiting:
                    connecting = self._inner.connect_tcp(waiting.pop(0), port, timeout=patience)
                    tries.add(asyncio.create_task(connecting))
                done, _ = await asyncio.wait(
                    tries,
                    timeout=_HEAD_START if waiting else None,
                    return_when=asyncio.FIRST_COMPLETED,
                )
                for task in done:
                    error = task.exception()
                    if error is not None:
                        trouble = error
                        tries.discard(task)
                    elif won is None:
                        won = task.result()
                        tries.discard(task)
        finally:
            await _let_go(tries)
        if won is None:
            raise trouble
        return won


async def _let_go(tries: Iterable[asyncio.Task[httpcore2.AsyncNetworkStream]]) -> None:
    """Close the connections that came too late."""
    for task in tries:
        task.cancel()
    for late in await asyncio.gather(*tries, return_exceptions=True):
        if isinstance(late, httpcore2.AsyncNetworkStream):
            await late.aclose()
