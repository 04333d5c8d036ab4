"""Feeds as texts, for tests: the shortest that holds what a test is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.feeds.parse import parse_feed

if TYPE_CHECKING:
    from reader.feeds.entry import Entry, ParsedFeed

BASE = "https://b.example/f/feed.xml"
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "media": "http://search.yahoo.com/mrss/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "atom": "http://www.w3.org/2005/Atom",
        "sy": "http://purl.org/rss/1.0/modules/syndication/",
        "psc": "http://podlove.org/simple-chapters",
        "podcast": "https://podcastindex.org/namespace/1.0",
    }.items()
)


def rss(item: str, channel: str = "") -> str:
    """An RSS feed of one item."""
    return (
        f'<rss version="2.0" {_NAMESPACES}><channel><title>C</title>'
        f"<link>https://b.example/</link>{channel}<item>{item}</item></channel></rss>"
    )


def atom(entry: str, feed: str = "") -> str:
    """An Atom feed of one entry."""
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:x="http://www.w3.org/1999/xhtml" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/">{feed}<entry>{entry}</entry></feed>'
    )


def read(text: str | bytes, base: str | None = BASE, content_type: str = "") -> ParsedFeed:
    """The feed in a text."""
    data = text.encode() if isinstance(text, str) else text
    return parse_feed(data, base=base, headers={"Content-Type": content_type})


def only(text: str | bytes) -> Entry:
    """The one entry of the feed in a text."""
    (entry,) = read(text).entries
    return entry
