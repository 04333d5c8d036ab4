"""A small web site of the test's own, on loopback, and the feeds that it serves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from werkzeug import Request, Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pytest_httpserver import HTTPServer

RSS = "application/rss+xml"
HTML = "text/html; charset=utf-8"


def rss(title: str, *headlines: str, at: str = "https://example.org") -> str:
    """An RSS feed of some headlines, the first the newest, a day apart."""
    items = "".join(
        f"<item><title>{escape(headline)}</title><link>{at}/{escape(title)}/{number}</link>"
        f"<guid isPermaLink='false'>{escape(title)}-{number}</guid>"
        f"<pubDate>{28 - number:02} Oct 2026 08:00:00 GMT</pubDate>"
        f"<description>The words of {escape(headline)}.</description></item>"
        for number, headline in enumerate(headlines)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>{escape(title)}</title><link>{at}</link>{items}</channel></rss>"
    )


def page(*links: str, title: str = "A page", body: str = "<p>Some words of a page.</p>") -> str:
    """A page whose head holds some links."""
    head = "".join(links)
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    )


def alternate(href: str, title: str = "", media_type: str = RSS) -> str:
    """The element by which a page declares a feed."""
    return f'<link rel="alternate" type="{media_type}" title="{title}" href="{href}">'


class Site:
    """What a server gives at each path; every path asked for is noted, in order."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("")
        self.asked: list[str] = []
        self.logins: dict[str, str] = {}
        self._given: dict[str, Response] = {}
        server.expect_request(re.compile(".*")).respond_with_handler(self._answer)

    def give(
        self,
        path: str,
        body: str | bytes = "",
        *,
        media_type: str = RSS,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> str:
        """Answer at a path from now on; its whole address."""
        self._given[path] = Response(body, status, {"Content-Type": media_type, **(headers or {})})
        return self.at(path)

    def give_page(self, path: str, body: str, *, status: int = 200) -> str:
        """Answer at a path with HTML."""
        return self.give(path, body, media_type=HTML, status=status)

    def lead(self, path: str, to: str, status: int = 301) -> str:
        """Redirect a path to another address."""
        return self.give(path, media_type=HTML, status=status, headers={"Location": to})

    def at(self, path: str) -> str:
        """The whole address of a path."""
        return self.url.rstrip("/") + path

    def _answer(self, request: Request) -> Response:
        path = request.full_path.rstrip("?")
        self.asked.append(path)
        if request.authorization is not None:
            self.logins[path] = f"{request.authorization.username}:{request.authorization.password}"
        missing = Response("<html><p>Nothing here.</p></html>", 404, {"Content-Type": HTML})
        return self._given.get(path, missing)
