"""What is known of HTML's elements by their names, classes and styles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.document.html.tree import Element

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

BLOCKS: Final = HEADINGS | {
    *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details"),
    *("dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form"),
    *("header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre"),
    *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "search"),
}
"""The elements that begin on a line of their own."""

VOID: Final = frozenset({"br", "hr", "img", "input", "source", "embed"})

UNREAD: Final = frozenset(
    {"script", "textarea", "select", "input", "datalist", "option", "canvas", "map", "area", "rp"}
    | {"head", "frameset", "frame", "progress", "meter", "rtc", "source", "amp-ad", "amp-analytics"}
)
"""Elements whose content is not for reading."""

_UNSEEN_CLASSES: Final = frozenset(
    {"sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden", "assistive-text"}
    | {"mathjax_preview", "material-icons", "material-symbols-outlined", "fa-sr-only"}
)
_UNSEEN_STYLE: Final = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)")
_PREFORMATTED: Final = re.compile(r"white-space\s*:\s*(pre(?:-wrap|-line)?|break-spaces)\b")


def style_of(element: Element) -> str:
    """The style attribute in lower case."""
    return element.get("style").lower()


def is_unseen(element: Element) -> bool:
    """Whether a browser would not show the element, or show it to no eye."""
    attrs = element.attrs
    if not attrs:
        return False
    if "hidden" in attrs and attrs["hidden"] != "until-found":
        return True
    if "style" in attrs and _UNSEEN_STYLE.search(attrs["style"].lower()):
        return True
    return "class" in attrs and not _UNSEEN_CLASSES.isdisjoint(element.classes)


def is_preformatted(element: Element) -> bool:
    """Whether its style keeps spaces and line ends."""
    return "style" in element.attrs and bool(_PREFORMATTED.search(style_of(element)))


def whole_number(text: str, default: int) -> int:
    """A number as attributes hold it; the default when there is none or it is beyond all use."""
    match = re.match(r"\s*([+-]?\d{1,9})(?!\d)", text)
    return int(match[1]) if match else default
