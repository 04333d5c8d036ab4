"""What the extraction library takes for the words of the article.

It is asked about words alone, never about structure: each text of the page gets a mark that means
nothing, the page is written out and given to it, and the marks that come back say what it kept.
"""

from __future__ import annotations

import logging
import re
from html import escape
from typing import TYPE_CHECKING, Final

from reader.document.html.elements import VOID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reader.document.html.tree import Element, Page
    from reader.feeds.runs import Run

MOST_CHARACTERS: Final = 3_000_000
"""Characters of text and tags beyond which the library is not asked: it would take too long."""
MOST_ELEMENTS: Final = 40_000
"""Elements beyond which it is not asked, for the same reason."""

_FIRST: Final = 0x1D800  # signs of SignWriting: printable, no letters, in nobody's page
_SIGNS: Final = 512
_MARK: Final = re.compile("[\U0001d800-\U0001d9ff]{2}")
_ATTRIBUTES: Final = ("id", "class", "role", "href", "style", "itemprop", "itemtype", "rel")
_MORE_ATTRIBUTES: Final = ("aria-hidden", "src", "alt", "datetime", "data-component", "hidden")
_FORUM: Final = '<script type="application/ld+json">{"@type":"DiscussionForumPosting"}</script>'


def shares(page: Page, runs: Sequence[Run]) -> dict[int, float] | None:
    """The share of each run's words (by its order) that the library keeps, 0.0 to 1.0.

    None when it was not asked, as the page is too long, or could make nothing of it.
    """
    marks = _marks(runs)
    if marks is None:
        return None
    markup = _markup(page, marks)
    kept = None if markup is None else _kept(markup)
    if kept is None:
        return None
    found: dict[int, float] = {}
    for run in runs:
        words = sum(spot.words for spot in run.spots)
        if words:
            hit = sum(s.words for s in run.spots if marks[id(s.parent), s.place] in kept)
            found[run.order] = hit / words
    return found


def _marks(runs: Sequence[Run]) -> dict[tuple[int, int], str] | None:
    """A mark for each text, by its parent and its place there."""
    marks: dict[tuple[int, int], str] = {}
    for run in runs:
        for spot in run.spots:
            high, low = divmod(len(marks), _SIGNS)
            marks[id(spot.parent), spot.place] = chr(_FIRST + high) + chr(_FIRST + low)
    return marks if len(marks) < _SIGNS * _SIGNS else None


def _markup(page: Page, marks: Mapping[tuple[int, int], str]) -> str | None:
    """The page as HTML with its marks; None when it is too long."""
    forum = any("DiscussionForumPosting" in text for text in page.stated)
    parts = ["<!DOCTYPE html><html><head>", _FORUM if forum else "", "</head>"]
    length = elements = 0
    for part in _written(page.body, marks):
        length += len(part)
        elements += part.startswith("<")
        if length > MOST_CHARACTERS or elements > 2 * MOST_ELEMENTS:
            return None
        parts.append(part)
    return "".join([*parts, "</html>"])


def _written(body: Element, marks: Mapping[tuple[int, int], str]) -> Iterator[str]:
    yield f"<body{_attributes(body)}>"
    stack: list[tuple[Element, int]] = [(body, 0)]
    while stack:
        element, index = stack.pop()
        if index == len(element.children):
            yield f"</{element.tag}>"
            continue
        stack.append((element, index + 1))
        child = element.children[index]
        if isinstance(child, str):
            yield marks.get((id(element), index), "") + escape(child, quote=False)
        elif child.tag in VOID:
            yield f"<{child.tag}{_attributes(child)}>"
        elif child.children and child.tag != "script" and _TAG.fullmatch(child.tag):
            yield f"<{child.tag}{_attributes(child)}>"
            stack.append((child, 0))


_TAG: Final = re.compile(r"[a-z][a-z0-9-]{0,40}")


def _attributes(element: Element) -> str:
    # In the order of the source: the library looks at the first of id and class alone.
    return "".join(
        f' {name}="{escape(value[:2000])}"'
        for name, value in element.attrs.items()
        if name in _ATTRIBUTES or name in _MORE_ATTRIBUTES
    )


def _kept(markup: str) -> set[str] | None:
    """The marks in what the library keeps of a page."""
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL + 1)  # its words are not for users
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            markup, include_comments=False, include_tables=True, with_metadata=False
        )
    # Whatever it stumbles over in a hostile page, our own judgement still stands.
    except Exception:  # noqa: BLE001
        return None
    body = getattr(found, "body", None)
    if body is None:
        return None
    return set(_MARK.findall("".join(body.itertext())))
