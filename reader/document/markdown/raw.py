"""Raw HTML within Markdown: kept where it is HTML, shown where it only looks like it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

_SWALLOWING: Final = (
    *("script", "style", "title", "textarea", "xmp", "noembed", "noframes", "iframe", "template"),
    *("select", "svg", "math", "object", "audio", "video", "canvas"),
)
"""Elements that, left open, would take the rest of the document with them."""

_UNREAD: Final = frozenset({"script", "style", "textarea", "title", "xmp", "template"})

_TAG: Final = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]*)")
_NAMES: Final = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "address",
        "applet",
        "area",
        "article",
        "aside",
        "audio",
        "b",
        "base",
        "bdi",
        "bdo",
        "big",
        "blink",
        "blockquote",
        "body",
        "br",
        "button",
        "canvas",
        "caption",
        "center",
        "cite",
        "code",
        "col",
        "colgroup",
        "command",
        "data",
        "datalist",
        "dd",
        "del",
        "details",
        "dfn",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hgroup",
        "hr",
        "html",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "isindex",
        "kbd",
        "keygen",
        "label",
        "legend",
        "li",
        "link",
        "listing",
        "main",
        "map",
        "mark",
        "marquee",
        "math",
        "menu",
        "menuitem",
        "meta",
        "meter",
        "nav",
        "nobr",
        "noembed",
        "noframes",
        "noscript",
        "object",
        "ol",
        "optgroup",
        "option",
        "output",
        "p",
        "param",
        "picture",
        "pre",
        "progress",
        "q",
        "rb",
        "rp",
        "rt",
        "rtc",
        "ruby",
        "s",
        "samp",
        "script",
        "search",
        "section",
        "select",
        "slot",
        "small",
        "source",
        "spacer",
        "span",
        "strike",
        "strong",
        "style",
        "sub",
        "summary",
        "sup",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "time",
        "tr",
        "track",
        "tt",
        "u",
        "ul",
        "var",
        "video",
        "wbr",
        "xmp",
    ]
)
"""The elements of HTML, of today and of old pages."""


def balanced_inline(tokens: Sequence[Token], at: int) -> str:
    """A piece of raw HTML in a line: as it is, or as text when it is no HTML or never closed."""
    content = tokens[at].content
    match = _TAG.match(content)
    if match is None:
        return content
    name = match[1].lower()
    if name not in _NAMES and "-" not in name:
        return html.escape(content)
    if name in _SWALLOWING and not content.startswith("</") and not content.endswith("/>"):
        closing = f"</{name}"
        later = (
            t.content[: len(closing)].lower() for t in tokens[at + 1 :] if t.type == "html_inline"
        )
        if closing not in later:
            return html.escape(content)
    return content


def balanced_block(content: str) -> str:
    """A block of raw HTML, with what it leaves open at its end closed where that would swallow.

    What a comment or a script that never ends has swallowed already is shown as it stands: better
    seen with its marks than not at all.
    """
    lowered = content.lower()
    if lowered.rfind("<!--") > lowered.rfind("-->"):
        return _as_text(content)
    closing = ""
    for name in _SWALLOWING:
        if lowered.rfind(f"<{name}") > lowered.rfind(f"</{name}"):
            if name in _UNREAD:
                return _as_text(content)
            closing += f"</{name}>"
    return f"{content}{closing}\n" if closing else content


def _as_text(content: str) -> str:
    parts = re.split(r"\n[ \t]*\n", content.strip())
    return "".join(f"<p>{html.escape(part)}</p>\n" for part in parts)
