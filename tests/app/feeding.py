"""Feeds on a real server of this machine, for the app to subscribe to and to ask."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pytest_httpserver import HTTPServer
    from werkzeug.wrappers import Request

TEASER = "The mill stood still that year, and nobody in the valley would say for how long it had…"
WHOLE = "Then the wheel turned again, for the brook had found its bed."


def rss(title: str, heads: Sequence[str], link: str = "") -> str:
    """A feed of short entries; `link` is what their addresses begin with."""
    items = "".join(
        f"<item><title>{head}</title><guid>{title}/{head}</guid>"
        f"<link>{link}{number}</link>"
        f"<description>&lt;p&gt;{TEASER}&lt;/p&gt;</description></item>"
        for number, head in enumerate(heads)
    )
    site = link.rpartition("/")[0]
    return (
        '<?xml version="1.0"?><rss version="2.0"><channel>'
        f"<title>{title}</title><link>{site}</link>{items}</channel></rss>"
    )


def page(title: str, *feeds: str) -> str:
    """A page of the web that names feeds."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" href="{feed}">' for feed in feeds
    )
    words = "".join(
        f"<p>Paragraph {n} of this page tells of the valley, of the mill that stood in it, and of "
        f"the people who brought their corn from the hills. {WHOLE}</p>"
        for n in range(8)
    )
    return (
        f"<html><head><title>{title}</title>{links}</head>"
        f"<body><article><h1>{title}</h1><p>{TEASER[:-1]}.</p>{words}</article></body></html>"
    )


def serve(server: HTTPServer, path: str, text: str, kind: str = "application/rss+xml") -> str:
    """Serve a text at a path; its address."""
    server.expect_request(path).respond_with_data(text, content_type=kind)
    return server.url_for(path)


class Gate:
    """A place that answers only when it is let go, with what it holds."""

    def __init__(self, server: HTTPServer, path: str, text: str) -> None:
        self.asked = Event()
        self.open = Event()
        self._text = text
        server.expect_request(path).respond_with_handler(self._answer)
        self.address = server.url_for(path)

    def _answer(self, _: Request) -> Response:
        self.asked.set()
        self.open.wait(20)
        return Response(self._text, content_type="application/rss+xml")
