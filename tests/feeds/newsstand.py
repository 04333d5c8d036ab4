"""A real server on loopback that gives out feeds, and answers as it is told to."""

from __future__ import annotations

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from reader.feeds.update import Event
    from reader.library.library import Library

DATE: Final = "Mon, 02 Nov 2026 10:{:02d}:00 GMT"


class Reply(NamedTuple):
    """An answer: `wait` seconds before it."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    wait: float = 0.0


def rss(title: str, *items: tuple[str, str, str], channel: str = "") -> bytes:
    """A feed of (id, title, body)."""
    made = "".join(
        f"<item><guid isPermaLink='false'>{name}</guid><title>{head}</title>"
        f"<link>https://news.example/{name}</link><pubDate>{DATE.format(number)}</pubDate>"
        f"<description><![CDATA[<p>{body}</p>]]></description></item>"
        for number, (name, head, body) in enumerate(items)
    )
    whole = f"<rss version='2.0'><channel><title>{title}</title>{channel}{made}</channel></rss>"
    return whole.encode()


def numbered(count: int, title: str = "Numbered") -> bytes:
    """A feed of that many entries."""
    return rss(title, *((f"n{k}", f"Entry {k}", f"The words of {k}.") for k in range(count)))


class Newsstand:
    """The server. `replies` are answers by path, or what makes them of the request's headers."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | Callable[[Any], Reply]] = {}
        self.asked: Counter[str] = Counter()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def address(self, path: str) -> str:
        """The address of a path."""
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"

    def feed(self, path: str, body: bytes, *, tagged: bool = True, wait: float = 0.0) -> None:
        """Give out a feed, with an ETag that is its own unless `tagged` is False."""
        tag = f'"{hash(body)}"'

        def reply(headers: Any) -> Reply:  # noqa: ANN401 - the server's own
            if tagged and headers.get("If-None-Match") == tag:
                return Reply(status=304, headers=(("ETag", tag),), wait=wait)
            return Reply(body, headers=(("ETag", tag),) if tagged else (), wait=wait)

        self.replies[path] = reply


def _handler(stand: Newsstand) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            stand.asked[self.path] += 1
            found = stand.replies.get(self.path, Reply(status=404))
            reply = found(self.headers) if callable(found) else found
            time.sleep(reply.wait)
            self.send_response(reply.status)
            for name, value in reply.headers:
                self.send_header(name, value)
            if reply.status != 304:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            if reply.status != 304:
                self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:  # whoever asked is gone
                self.close_connection = True

    return Handler


def subscribe(library: Library, *addresses: str) -> list[int]:
    """Subscribe to feeds; their numbers."""
    return [library.add_source(kind="feed", address=one, title="")[0] for one in addresses]


def ask(library: Library, *, due_only: bool = False, **how: Any) -> dict[str, Any]:  # noqa: ANN401
    """Update all sources; what was told at the end, and all before it as `events`."""
    from reader.feeds.update import update

    told: list[Event] = []
    update(library, library.sources(), told.append, due_only=due_only, **how)
    return {**told[-1], "events": told}


def titles(library: Library) -> list[str]:
    """The titles of all articles, sorted."""
    from reader.library.records import Listing

    window = library.window(Listing("all"), limit=10_000)
    return sorted(one.title for one in window.headlines)


def sound(path: Path) -> str:
    """What SQLite says of a library's file."""
    import apsw

    db = apsw.Connection(str(path))
    try:
        return str(db.execute("PRAGMA integrity_check").fetchall()[0][0])
    finally:
        db.close()
