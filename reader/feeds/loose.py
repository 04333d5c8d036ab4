"""Feeds that are not well-formed, and whatever else the quick way refuses: through feedparser."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from reader.feeds.said import File, Link, Said, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.feeds.said import Form

_HTML: Final = ("text/html", "application/xhtml+xml")
_HEAD: Final = "<?xml version='1.0' encoding='utf-8'?>\n"
_TYPE: Final = "application/xml; charset=utf-8"
_KINDS: Final = {"rss090": "rdf", "rss10": "rdf", "cdf": "cdf"}


def read(text: str, base: str | None, most: int) -> tuple[str, Said, list[Said], int] | None:
    """As `elements.read`, for any text; never raises. None when feedparser finds no feed in it."""
    import feedparser

    found = feedparser.parse(
        io.BytesIO((_HEAD + text).encode("utf-8", "replace")),
        response_headers={"content-type": _TYPE, "content-location": base or ""},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    version = str(found.get("version") or "")
    if not version and not found.entries and not found.feed.get("title"):
        return None
    atom = version.startswith("atom")
    kind = _KINDS.get(version, "atom" if atom else "rss")
    entries = [_said(entry, base, atom=atom) for entry in found.entries[:most]]
    return kind, _said(found.feed, base, atom=atom), entries, len(found.entries)


def _said(found: Mapping[str, Any], base: str | None, *, atom: bool) -> Said:
    return Said(
        base=base,
        language=_string(found.get("language")) or None,
        id=_string(found.get("id")) or None,
        permanent=bool(found.get("guidislink")),
        titles=[(0, _words(found, "title", atom=atom))],
        links=list(_links(found)),
        authors=[(0, author) for author in _authors(found)],
        published=_moments(found, "published", "created"),
        updated=_moments(found, "updated"),
        contents=[_content(one, atom=atom) for one in found.get("content") or ()],
        summaries=[(int(atom), _words(found, "summary", atom=atom))],
        categories=[
            _string(tag.get("label") or tag.get("term")) for tag in found.get("tags") or ()
        ],
        files=[_file(one) for one in found.get("media_content") or ()],
        comments=_string(found.get("comments")) or None,
        icon=_string((found.get("image") or {}).get("href") or found.get("icon")) or None,
        every=_every(found),
    )


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _words(found: Mapping[str, Any], name: str, *, atom: bool) -> Words:
    detail = found.get(f"{name}_detail") or {}
    text = _string(found.get(name))
    form = _form(_string(detail.get("type")), atom=atom)
    return Words(text, form, _string(detail.get("base")) or None)


def _form(media_type: str, *, atom: bool) -> Form:
    if not atom:
        return "either"
    return "html" if media_type in _HTML else "plain"


def _content(found: Mapping[str, Any], *, atom: bool) -> tuple[int, Words]:
    media_type = _string(found.get("type"))
    words = Words(
        _string(found.get("value")),
        _form(media_type, atom=atom),
        _string(found.get("base")) or None,
    )
    return int(words.form == "plain"), words


def _links(found: Mapping[str, Any]) -> Iterable[Link]:
    links = found.get("links") or ()
    for one in links:
        href = _string(one.get("href"))
        if href:
            yield Link(
                href,
                _string(one.get("rel")) or "alternate",
                _string(one.get("type")),
                _string(one.get("length")),
                _string(one.get("title")),
            )
    if not links and found.get("link") and not found.get("guidislink"):
        yield Link(_string(found.get("link")), media_type="text/html")


def _authors(found: Mapping[str, Any]) -> Iterable[str]:
    named = [
        _string(one.get("name")) or _string(one.get("email")) for one in found.get("authors") or ()
    ]
    return [one for one in named if one] or [_string(found.get("author"))]


def _moments(found: Mapping[str, Any], *names: str) -> list[tuple[int, str]]:
    said = dict(found.items())  # it answers for one date with another unless it is a plain one
    return [
        (rank, _string(said[name])) for rank, name in enumerate(names) if _string(said.get(name))
    ]


def _file(found: Mapping[str, Any]) -> File:
    width = _string(found.get("width"))
    return File(
        _string(found.get("url")),
        _string(found.get("type")),
        _string(found.get("filesize")),
        _string(found.get("medium")).lower(),
        int(width) if width.isascii() and width.isdigit() and len(width) < 6 else 0,
    )


def _every(found: Mapping[str, Any]) -> int | None:
    minutes = _string(found.get("ttl"))
    return int(minutes) * 60 or None if minutes.isascii() and minutes.isdigit() else None
