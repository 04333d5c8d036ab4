"""Feeds that are not well-formed, and whatever else the quick way refuses: through feedparser."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from reader.feeds.addresses import joined
from reader.feeds.said import File, Link, Said, Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.feeds.said import Form

FAULTS: Final = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    RecursionError,
    OverflowError,
)
"""What feedparser raises over input that it was not made for."""

_HTML: Final = ("text/html", "application/xhtml+xml")
_HEAD: Final = "<?xml version='1.0' encoding='utf-8'?>\n"
_TYPE: Final = "application/xml; charset=utf-8"
_KINDS: Final = {"rss090": "rdf", "rss10": "rdf", "cdf": "cdf"}


def read(text: str, base: str | None, most: int) -> tuple[str, Said, list[Said], int] | None:
    """As `elements.read`, for any text; None when there is no feed in it. Errors: FAULTS."""
    import feedparser

    found = feedparser.parse(
        io.BytesIO((_HEAD + text).encode("utf-8", "replace")),
        # Without the address: it would resolve identities, which have to stay as they are.
        response_headers={"content-type": _TYPE},
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    version = str(found.get("version") or "")
    if not version and not found.entries and not found.feed.get("title"):
        return None
    atom = version.startswith("atom")
    kind = _KINDS.get(version, "atom" if atom else "rss")
    if not version and text.startswith("<CHANNEL"):
        kind = "cdf"
    entries = [_said(entry, base, atom=atom) for entry in found.entries[:most]]
    return kind, _said(found.feed, base, atom=atom), entries, len(found.entries)


def _said(found: Mapping[str, Any], base: str | None, *, atom: bool) -> Said:
    return Said(
        base=base,
        language=_string(found.get("language")) or None,
        id=_string(found.get("id")) or None,
        permanent=not atom and bool(found.get("guidislink")),
        titles=[(0, _words(found, "title", base, atom=atom))],
        links=list(_links(found)),
        authors=[(0, author) for author in _authors(found)],
        published=_moments(found, "published", "created"),
        updated=_moments(found, "updated"),
        contents=[_content(one, base, atom=atom) for one in _dicts(found, "content")],
        summaries=[(int(atom), _words(found, "summary", base, atom=atom))],
        categories=[_string(tag.get("label") or tag.get("term")) for tag in _dicts(found, "tags")],
        files=[_file(one) for one in _dicts(found, "media_content")],
        comments=_string(found.get("comments")) or None,
        icon=_icon(found),
        every=_every(found),
    )


def _string(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _dicts(found: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """A list of feedparser's; an element of a feed that is called so may stand in its place."""
    value = found.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _words(found: Mapping[str, Any], name: str, base: str | None, *, atom: bool) -> Words:
    detail = found.get(f"{name}_detail")
    detail = detail if isinstance(detail, dict) else {}
    text = _string(found.get(name))
    form = _form(_string(detail.get("type")), atom=atom)
    return Words(text, form, joined(base, _string(detail.get("base"))))


def _form(media_type: str, *, atom: bool) -> Form:
    if not atom:
        return "either"
    return "html" if media_type in _HTML else "plain"


def _content(found: Mapping[str, Any], base: str | None, *, atom: bool) -> tuple[int, Words]:
    media_type = _string(found.get("type"))
    words = Words(
        _string(found.get("value")),
        _form(media_type, atom=atom),
        joined(base, _string(found.get("base"))),
    )
    return int(words.form == "plain"), words


def _links(found: Mapping[str, Any]) -> Iterable[Link]:
    links = _dicts(found, "links")
    for one in links:
        href = _string(one.get("href"))
        if href:
            rel, media_type = _string(one.get("rel")), _string(one.get("type"))
            yield Link(
                href,
                rel or "alternate",
                # feedparser takes every link without a type for a page
                "" if rel == "enclosure" and media_type == "text/html" else media_type,
                _string(one.get("length")),
                _string(one.get("title")),
            )
    if not links and found.get("link") and not found.get("guidislink"):
        yield Link(_string(found.get("link")), media_type="text/html")


def _authors(found: Mapping[str, Any]) -> Iterable[str]:
    listed = _dicts(found, "authors")
    named = [_string(one.get("name")) or _string(one.get("email")) for one in listed]
    named = [one for one in named if one]
    # What it takes for a name and an address may have been another order of both.
    return named if len(named) > 1 else [_string(found.get("author")) or "".join(named)]


def _icon(found: Mapping[str, Any]) -> str | None:
    image = found.get("image")
    href = image.get("href") if isinstance(image, dict) else image
    return _string(href) or _string(found.get("icon")) or _string(found.get("logo")) or None


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
