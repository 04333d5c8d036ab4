"""A server on loopback whose feeds gain entries, and change some, each time they are told to."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_KEPT = 30
"""Entries that a feed gives at a time."""

_MOMENT = "Mon, 02 Nov 2026 {:02d}:{:02d}:{:02d} GMT"


class Stand:
    """Feeds at `address(n)`; each has gained one entry more at every `grow`."""

    def __init__(self, feeds: int) -> None:
        self.feeds = feeds
        self.age = _KEPT
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    def __enter__(self) -> Self:
        """Start to serve."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def address(self, feed: int) -> str:
        """Where a feed is."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/{feed}.xml"

    def grow(self) -> None:
        """Let every feed gain an entry, lose its oldest, and change another."""
        self.age += 1

    def titles(self, feed: int) -> set[str]:
        """The titles that a feed gives now."""
        return {_title(feed, number) for number in range(self.age - _KEPT, self.age)}

    def all_titles(self, feed: int) -> set[str]:
        """The titles that a feed has given so far."""
        return {_title(feed, number) for number in range(self.age)}

    def body(self, feed: int) -> bytes:
        """A feed as it is now."""
        items = "".join(
            f"<item><guid isPermaLink='false'>{feed}-{number}</guid>"
            f"<title>{_title(feed, number)}</title><link>https://news.example/{feed}/{number}</link>"
            f"<pubDate>{_moment(number)}</pubDate>"
            f"<description><![CDATA[{self._text(feed, number)}]]></description></item>"
            for number in range(self.age - _KEPT, self.age)
        )
        channel = f"<title>Feed {feed}</title><link>https://news.example/{feed}</link>{items}"
        return f"<rss version='2.0'><channel>{channel}</channel></rss>".encode()

    def _text(self, feed: int, number: int) -> str:
        said = f"<p>The news of {number}, from place {feed}; here is what was said of it.</p>" * 6
        changes = number == self.age - _KEPT // 2
        return f"{said}<p>Corrected at {self.age}.</p>" if changes else said


def _moment(number: int) -> str:
    return _MOMENT.format(number // 3600 % 24, number // 60 % 60, number % 60)


def _title(feed: int, number: int) -> str:
    return f"Entry {number} of feed {feed}"


def _handler(stand: Stand) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            """A feed, or that it is the same as before."""
            feed = int(self.path.strip("/").removesuffix(".xml"))
            tag = f'"{stand.age}"'
            same = self.headers.get("If-None-Match") == tag
            body = b"" if same else stand.body(feed)
            self.send_response(304 if same else 200)
            self.send_header("ETag", tag)
            if not same:
                self.send_header("Content-Type", "application/rss+xml")
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def handle(self) -> None:
            """Serve one caller, who may be killed at any moment."""
            try:
                super().handle()
            except OSError:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler
