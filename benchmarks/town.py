"""Feeds for the pictures: a library in which some fare well and some do not, and a small site."""

from __future__ import annotations

import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Final

from reader.document.parse import parse
from reader.library.library import Library
from reader.library.records import Arrived, FeedState, SourceSettings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOUR: Final = 3600
DAY: Final = 86_400

FEEDS: Final = (
    ("Hill News", "News/Local", 12),
    ("River Gazette", "News/Local", 3),
    ("The Long View", "News", 0),
    ("Structures", "Making", 5),
    ("Green Thoughts", "Making", 2),
    ("A Printer's Diary", "Making", 1),
    ("読書週報", "", 4),
)

TEASER: Final = (
    "<p>The bridge had hummed for eleven years before anybody thought to ask it why. Then, one "
    "evening in October, a piano tuner on her way home stood still in the middle of it and…</p>"
)


def furnish(path: Path) -> None:
    """Put feeds into a library, with their articles and how asking them went."""
    now = int(time.time())
    with Library.open(path, updates=True) as library:
        for number, (title, folder, count) in enumerate(FEEDS):
            source, _ = library.add_source(
                kind="feed",
                address=f"https://feeds.example/{number}.xml",
                title="",
                own_title=title,
                folder=folder or None,
                tags=("weekly",) if title == "Green Thoughts" else (),
                settings=SourceSettings(
                    paused=title == "A Printer's Diary", full_text=title == "Structures"
                ),
            )
            articles = [
                _article(title, one, now - (one * 7 + number) * HOUR) for one in range(count)
            ]
            library.ingest(source, articles)
            library.keep_states([_state(source, title, number, now)])


def _article(title: str, number: int, published: int) -> Arrived:
    completeness = ("teaser", "full", "link only", "full", "failed")[number % 5]
    body = TEASER if completeness != "full" else TEASER.replace("…", " listened.") * 9
    name = f"{title}: the bridge that hummed, part {number + 1}"
    html = f"<html><head><title>{name}</title></head><body>{body}</body></html>"
    return Arrived(
        f"{title}-{number}",
        parse(html.encode(), media_type="text/html", name=f"{number}.html"),
        html.encode(),
        "text/html",
        url=f"https://feeds.example/{number}",
        published=published,
        completeness=completeness,
        evidence="the server asks for a login" if completeness == "failed" else "it ends with …",
    )


def _state(source: int, title: str, number: int, now: int) -> FeedState:
    state = FeedState(
        source,
        title=title,
        checked=now - 12 * 60 * (number + 1),
        good=now - 12 * 60 * (number + 1),
        due=now + 17 * 60 * (number + 1),
    )
    if title == "The Long View":
        return state._replace(
            error="The server answers that there is nothing at this address (404).",
            good=now - 23 * DAY,
            failing=now - 22 * DAY,
            failures=61,
            due=now + 9 * HOUR,
        )
    return state


class _Site(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the terminal quiet."""

    def do_GET(self) -> None:
        """A page with two feeds."""
        kind, text = "text/html", _PAGE
        if self.path.endswith(".xml"):
            kind, text = "application/rss+xml", _feed("Weather" if "w" in self.path else "News")
        body = text.encode()
        self.send_response(200 if self.path in {"/", "/n.xml", "/w.xml"} else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


_PAGE: Final = (
    "<html><head><title>The Hill</title>"
    '<link rel="alternate" type="application/rss+xml" href="/n.xml">'
    '<link rel="alternate" type="application/rss+xml" href="/w.xml"></head><body></body></html>'
)


def _feed(name: str) -> str:
    items = "".join(
        f"<item><title>{head}</title><guid>{name}{head}</guid><description>{head}</description></item>"
        for head in (
            "The mill is to be mended before the frost",
            "Who moved the milestone?",
            "A market, and nobody to hold it",
            "The ferryman's last crossing",
            "Eleven ways to cross a river without a bridge",
        )[: 3 if name == "Weather" else 5]
    )
    return f'<rss version="2.0"><channel><title>Hill {name}</title>{items}</channel></rss>'


@contextmanager
def site() -> Iterator[str]:
    """The site on loopback; its address, without a scheme."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
