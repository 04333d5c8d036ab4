"""Bytes made into a feed: whatever the form, and whatever is wrong with it."""

from __future__ import annotations

import calendar
import html
import io
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from reader.document.safe import clean, clean_line
from reader.errors import SourceError
from reader.feeds.entry import Enclosure, Entry, ParsedFeed

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAG: Final = re.compile(r"<[a-zA-Z/!?][^>]*>")


def parse_feed(
    body: bytes, *, base: str | None = None, headers: Mapping[str, str] | None = None
) -> ParsedFeed:
    """The feed in `body`, which came from the address `base` with the response's `headers`.

    Errors: SourceError, a sentence, when it is no feed.
    """
    import feedparser

    headed = {name.lower(): value for name, value in (headers or {}).items()}
    if base:
        headed["content-location"] = base
    found = feedparser.parse(
        io.BytesIO(body),
        response_headers=headed,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    version = str(found.get("version") or "")
    if not version and not found.entries and not found.feed.get("title"):
        raise SourceError("This is no feed.")
    kind = {"": "cdf", "rss090": "rdf", "rss10": "rdf"}.get(version, re.sub(r"\d.*", "", version))
    return ParsedFeed(
        title=plain_line(found.feed.get("title")),
        site_url=_address(found.feed.get("link"), base),
        kind=kind,
        entries=tuple(_entry(entry, base) for entry in found.entries),
        language=found.feed.get("language"),
        author=clean_line(str(found.feed.get("author") or "")) or None,
    )


def plain_line(markup: object) -> str:
    """The words of a title that may hold tags and character references, as one clean line."""
    text = str(markup or "")
    if "<" in text:
        text = _TAG.sub("", text)
    return clean_line(" ".join(html.unescape(text).split()))


def _entry(found: Mapping[str, Any], base: str | None) -> Entry:
    contents = found.get("content") or []
    content = str(contents[0].get("value") if contents else found.get("summary") or "")
    summary = str(found.get("summary") or "") if contents else ""
    return Entry(
        id=clean_line(str(found.get("id") or "")) or None,
        title=plain_line(found.get("title")),
        url=_address(found.get("link"), base),
        author=clean_line(str(found.get("author") or "")) or None,
        published=_seconds(found.get("published_parsed")),
        updated=_seconds(found.get("updated_parsed")) if "updated" in found else None,
        content=clean(content),
        summary=clean(summary) if summary != content else "",
        base=base,
        categories=tuple(clean_line(str(tag.get("term") or "")) for tag in found.get("tags") or []),
        enclosures=tuple(
            Enclosure(urljoin(base or "", str(one.get("href"))), one.get("type"))
            for one in found.get("enclosures") or []
            if one.get("href")
        ),
        summary_only=not contents,
    )


def _seconds(moment: tuple[int, ...] | None) -> int | None:
    return calendar.timegm(moment) if moment else None


def _address(written: object, base: str | None) -> str | None:
    return urljoin(base or "", str(written)) if written else None
