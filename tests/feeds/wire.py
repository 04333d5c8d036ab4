"""A server on loopback that sends exactly the bytes it is told to, when it is told to.

A proper server cannot lie; this one can. An answer is a list of bytes to send, of seconds to wait,
and of `HANG_UP` or `RESET`.
"""

from __future__ import annotations

import socket
import struct
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple, Self, TypeAlias

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable

HANG_UP: Final = None
"""Closes the connection; else it is kept for the next request."""

RESET: Final = -1.0
"""Closes the connection as a machine does that knows nothing of it any more."""


class Asked(NamedTuple):
    """A request as it came; the names of its headers are in lower case."""

    target: str
    headers: dict[str, str]
    connection: int


Answer: TypeAlias = "Iterable[bytes | float | None]"
Teller: TypeAlias = "Callable[[Asked], Answer]"


def head(status: int = 200, *, length: int | None = None, **headers: str) -> bytes:
    """The head of an answer; `content_type` is written Content-Type."""
    lines = [f"HTTP/1.1 {status} Whatever"]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name.replace('_', '-').title()}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


def whole(body: bytes = b"", status: int = 200, **headers: str) -> list[bytes | float | None]:
    """An answer as it should be."""
    return [head(status, length=len(body), **headers) + body]


def leads(to: str, status: int = 302, **headers: str) -> list[bytes | float | None]:
    """A redirect."""
    return whole(b"", status, location=to, **headers)


class Wire:
    """The server; use as a context manager. `asked` is what it was asked, and sets `begun`."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        self.begun = threading.Event()
        self.busiest = 0
        self._busy = 0
        self._tls = tls
        self._tellers: dict[str, Teller] = {}
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port = int(self._listener.getsockname()[1])
        self.url = f"{'http' if tls is None else 'https'}://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        # Closing alone does not wake up who waits for a connection.
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def give(self, path: str, answer: Answer | Teller) -> str:
        """Answer so at a path (without its query); the whole address."""
        if callable(answer):
            self._tellers[path] = answer
        else:
            fixed = list(answer)
            self._tellers[path] = lambda _: fixed
        return self.at(path)

    def at(self, path: str) -> str:
        """The whole address of a path."""
        return self.url + path

    def _accept(self) -> None:
        number = 0
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            number += 1
            threading.Thread(target=self._talk, args=(connection, number), daemon=True).start()

    def _talk(self, connection: socket.socket, number: int) -> None:
        with suppress(OSError), connection:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                while (asked := _read(connection, number)) is not None:
                    with self._lock:
                        self.asked.append(asked)
                        self.begun.set()
                        self._busy += 1
                        self.busiest = max(self.busiest, self._busy)
                    try:
                        if not self._tell(connection, asked):
                            return
                    finally:
                        with self._lock:
                            self._busy -= 1

    def _tell(self, connection: socket.socket, asked: Asked) -> bool:
        """Answer; whether the connection is kept."""
        path = asked.target.partition("?")[0]
        if "://" in path:  # asked as a proxy
            path = "/" + path.split("/", 3)[3]
        teller = self._tellers.get(path, _nothing)
        for step in teller(asked):
            if step is HANG_UP:
                return False
            if step == RESET:
                now = struct.pack("ii", 1, 0)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, now)
                return False
            if isinstance(step, bytes):
                connection.sendall(step)
            elif self._closing.wait(step):
                return False
        return True


def _nothing(_: Asked) -> Answer:
    return whole(b"nothing here", 404)


def _read(connection: socket.socket, number: int) -> Asked | None:
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(65536)
        if not more:
            return None
        data += more
        if data[:1] == b"\x16":  # TLS, where it is not spoken
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            return None
    first, *lines = data.decode("latin-1").split("\r\n\r\n")[0].split("\r\n")
    pairs = (line.partition(": ") for line in lines)
    headers = {name.lower(): value for name, _, value in pairs}
    return Asked(first.split(" ")[1], headers, number)
