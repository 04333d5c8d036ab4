"""JSON Feed 1.0 and 1.1: what it says, whatever types its values have."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from reader.feeds.said import Link, Said, Words

if TYPE_CHECKING:
    from collections.abc import Iterable

_VERSION: Final = "jsonfeed.org/version"
_OF_A_FEED: Final = frozenset({"content_html", "content_text", "date_published", "external_url"})
"""Names in items that tell a feed from other JSON where the version is missing."""


def read(text: str, base: str | None, most: int) -> tuple[str, Said, list[Said], int] | None:
    """As `elements.read`; None when it is JSON and no feed.

    Errors: ValueError when it is no JSON, or nested too deeply.
    """
    try:
        # Controls in strings are an error of programs, and the gate drops them anyway.
        found = json.loads(text, strict=False, parse_int=_whole)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(found, dict):
        return None
    items = found.get("items")
    entries = [item for item in _list(items) if isinstance(item, dict)]
    if _VERSION not in _string(found.get("version")) and not any(
        map(_OF_A_FEED.intersection, entries)
    ):
        return None
    feed = Said(
        base=base,
        language=_string(found.get("language")) or None,
        titles=[(0, Words(_string(found.get("title")), "plain"))],
        links=[*_links(found, "home_page_url"), *_links(found, "feed_url", rel="self")],
        authors=[(0, name) for name in _authors(found)],
        icon=_string(found.get("favicon") or found.get("icon")) or None,
    )
    return "json", feed, [_item(one, feed) for one in entries[:most]], len(entries)


def _whole(digits: str) -> int:
    """A number; one that no program means is none."""
    return int(digits) if len(digits) < 300 else 0


def _item(found: dict[str, Any], feed: Said) -> Said:
    said = Said(
        base=feed.base,
        language=_string(found.get("language")) or feed.language,
        id=_string(found.get("id")) or None,
        titles=[(0, Words(_string(found.get("title")), "plain"))],
        links=[*_links(found, "url"), *_links(found, "external_url")],
        authors=[(0, name) for name in _authors(found)] or feed.authors,
        published=[(0, _string(found.get("date_published")))],
        updated=[(0, _string(found.get("date_modified")))],
        contents=[
            (0, Words(_string(found.get("content_html")), "html")),
            (1, Words(_string(found.get("content_text")), "plain")),
        ],
        summaries=[(1, Words(_string(found.get("summary")), "plain"))],
        categories=[_string(tag) for tag in _list(found.get("tags"))],
    )
    said.enclosures = [
        Link(
            _string(one.get("url")),
            "enclosure",
            _string(one.get("mime_type")),
            _string(one.get("size_in_bytes")),
            _string(one.get("title")),
        )
        for one in _list(found.get("attachments"))
        if isinstance(one, dict) and _string(one.get("url"))
    ]
    return said


def _links(found: dict[str, Any], name: str, rel: str = "alternate") -> Iterable[Link]:
    href = _string(found.get(name))
    if href:
        yield Link(href, rel, "text/html")


def _authors(found: dict[str, Any]) -> list[str]:
    """Names of 1.1's list, else of 1.0's one author."""
    listed = _list(found.get("authors")) or [found.get("author")]
    names = (_string(one.get("name") if isinstance(one, dict) else one) for one in listed)
    return [name for name in names if name]


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _string(value: object) -> str:
    """A text, or a number as one, as some feeds give their identities."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, int | float):
        return str(int(value)) if value == value // 1 and abs(value) < 1e18 else str(value)
    return ""
