"""What a page states for machines: JSON-LD about its article."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.document.safe import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MOST_CHARACTERS: Final = 1_000_000
_MOST_OBJECTS: Final = 2_000
_TEXT: Final = 400_000
_ARTICLES: Final = (
    *("article", "newsarticle", "blogposting", "techarticle", "report", "scholarlyarticle"),
    *("reportagenewsarticle", "analysisnewsarticle", "opinionnewsarticle", "reviewnewsarticle"),
    *("backgroundnewsarticle", "liveblogposting", "socialmediaposting", "advertisercontentarticle"),
    *("discussionforumposting", "recipe", "howto", "review", "podcastepisode", "webpage"),
)


_FRAME: Final = re.compile(r"^\s*(?://\s*)?(?:<!\[CDATA\[|<!--)?|(?://\s*)?(?:\]\]>|-->)?[\s;]*$")
"""What old pages put round their data so that no older browser shows it."""


class Stated(NamedTuple):
    """Facts as a page states them; None or empty where it does not.

    `text` is the text of the article; `free` False when the page says that not all may read it.
    """

    title: str = ""
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    site: str | None = None
    text: str = ""
    free: bool = True


def stated(texts: Iterable[str]) -> Stated:
    """What JSON-LD states of the article of a page; never raises."""
    objects = list(_objects(texts))
    named = {str(o["@id"]): o for o in objects if isinstance(o.get("@id"), str) and len(o) > 1}
    article = min(
        (o for o in objects if _rank(o) is not None), key=lambda o: _rank(o) or 0, default=None
    )
    if article is None:
        return Stated()
    return Stated(
        title=_line(article.get("headline")) or "",
        byline=_names(article.get("author") or article.get("creator"), named),
        published=_line(article.get("datePublished")),
        updated=_line(article.get("dateModified")),
        site=_names(article.get("publisher"), named),
        text=clean(article["articleBody"][:_TEXT])
        if isinstance(article.get("articleBody"), str)
        else "",
        free=str(article.get("isAccessibleForFree", True)).lower() not in ("false", "0"),
    )


def _rank(item: dict[str, Any]) -> int | None:
    """How well an object speaks of the article, 0 the best; None when it does not."""
    kinds = item.get("@type")
    for kind in kinds if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and kind.lower() in _ARTICLES:
            return _ARTICLES.index(kind.lower())
    return None


def _objects(texts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """All objects in some JSON, in order; what is no JSON is passed over."""
    seen = 0
    for text in texts:
        if len(text) > _MOST_CHARACTERS:
            continue
        try:
            stack = [json.loads(_FRAME.sub("", text), strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack and seen < _MOST_OBJECTS:
            value = stack.pop()
            if isinstance(value, list):
                stack.extend(reversed(value[:_MOST_OBJECTS]))
            elif isinstance(value, dict):
                seen += 1
                yield value
                stack.extend(v for v in reversed(value.values()) if isinstance(v, dict | list))


def _line(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return clean_line(value[:500]) or None if isinstance(value, str) else None


def _names(value: object, named: dict[str, dict[str, Any]]) -> str | None:
    """The names of people or organisations, told once each."""
    people = value if isinstance(value, list) else [value]
    names: dict[str, None] = {}
    for person in people[:20]:
        called = person
        if isinstance(person, dict):
            called = person.get("name") or named.get(str(person.get("@id")), {}).get("name")
        if isinstance(called, list) and called:
            called = called[0]
        if isinstance(called, str) and not called.startswith(("http://", "https://")):
            name = clean_line(called[:200])
            if name:
                names[name] = None
    return ", ".join(names) or None
