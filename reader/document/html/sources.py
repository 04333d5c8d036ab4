"""Where a picture really is: behind lazy loading, in sets of sizes, in a `picture`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.document.html.tree import Element

_LAZY: Final = (
    *("data-src", "data-lazy-src", "data-original", "data-actualsrc", "data-hi-res-src"),
    *("data-echo", "data-url", "data-img-src", "data-image", "data-full-src", "data-lazyload"),
)
_SETS: Final = ("data-srcset", "data-lazy-srcset", "srcset")
_PLACEHOLDER: Final = re.compile(
    r"^(?:data:|about:|javascript:|#|$)"
    r"|/(?:blank|spacer|placeholder|transparent|pixel|lazy|loading|grey|gray|1x1|loader)"
    r"[\w.-]*\.(?:gif|png|svg|jpe?g)\b",
    re.IGNORECASE,
)
_CANDIDATE: Final = re.compile(r"\s*(\S*[^,\s])(?:\s+([\d.]{1,12})([wx]))?[^,]*(?:,|$)")
_MAX_SET: Final = 20_000


def source_of(element: Element) -> str:
    """The best address of a picture, as it stands in the page; empty when it has none."""
    for name in _LAZY:
        found = element.get(name).strip()
        if found and not _is_placeholder(found) and not found.startswith("{"):
            return found
    own = element.get("src").strip()
    if own and not _is_placeholder(own):
        return own
    return _from_sets(element) or _from_picture(element) or own


def _is_placeholder(address: str) -> bool:
    return bool(_PLACEHOLDER.search(address[:2000]))


def _from_sets(element: Element) -> str:
    for name in _SETS:
        best = best_of(element.get(name))
        if best:
            return best
    return ""


def _from_picture(element: Element) -> str:
    parent = element.parent
    if parent is None or parent.tag != "picture":
        return ""
    for source in parent.elements():
        best = _from_sets(source) if source.tag == "source" else ""
        if best:
            return best
    return ""


def best_of(candidates: str) -> str:
    """The address of a `srcset` with the most pixels."""
    best, most = "", -1.0
    for match in _CANDIDATE.finditer(candidates[:_MAX_SET]):
        address = match[1]
        try:
            size = float(match[2] or 1) * (1000 if match[3] != "w" else 1)
        except ValueError:
            size = 0.0
        if size > most and not _is_placeholder(address):
            best, most = address, size
    return best
