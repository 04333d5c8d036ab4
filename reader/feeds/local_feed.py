"""What a file may be besides an article: a look at its beginning, before any parser is loaded."""

from __future__ import annotations

from typing import Final

_NAMED_SO: Final = (".xml", ".rss", ".atom", ".rdf", ".json", ".cdf")
_BEGINNINGS: Final = (b"<?xml", b"<rss", b"<feed", b"<rdf:rdf", b"<channel")
_OTHERS: Final = (b"<opml", b"<!doctype html", b"<html")
_BEGINNING: Final = 2048


def may_be_feed(data: bytes, name: str) -> bool:
    """Whether it is worth while to ask the parser of feeds about a file's bytes."""
    head = _head(data)
    if any(sign in head for sign in _OTHERS):
        return False
    looks = head.startswith(_BEGINNINGS) or b"jsonfeed.org" in head
    return looks or name.lower().endswith(_NAMED_SO)


def says_it_is_feed(data: bytes) -> bool:
    """Whether a file calls itself a feed, so that it is none that could be read as an article."""
    head = _head(data)
    return head.startswith(b"{") and b"jsonfeed.org/version/" in head


def is_list_of_feeds(data: bytes) -> bool:
    """Whether a file's bytes are OPML: a list of feeds, and no feed itself."""
    return b"<opml" in _head(data)


def _head(data: bytes) -> bytes:
    return data[:_BEGINNING].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
