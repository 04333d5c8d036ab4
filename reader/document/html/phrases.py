"""Elements within a line: spans, links, breaks, quotations, ruby."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Final

from reader.document.html.elements import style_of
from reader.document.html.inlines import Span
from reader.document.model import (
    CodeSpan,
    Emphasis,
    Inserted,
    Keyboard,
    Link,
    Mark,
    Ruby,
    Strike,
    Strong,
    Subscript,
    Superscript,
)
from reader.document.safe import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.html.blocks import Builder, Handler
    from reader.document.html.tree import Element

STRONG: Final = Span("strong", Strong)
EMPHASIS: Final = Span("em", Emphasis)
CODE: Final = Span("code", CodeSpan)
STRIKE: Final = Span("del", Strike)
INSERTED: Final = Span("ins", Inserted)
MARK: Final = Span("mark", Mark)
KEYBOARD: Final = Span("kbd", Keyboard)
RAISED: Final = Span("", Superscript)
LOWERED: Final = Span("", Subscript)

_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)\b")
_NOT_BOLD: Final = re.compile(r"font-weight\s*:\s*(?:normal|lighter|[1-5]00)\b")
_ITALIC: Final = re.compile(r"font-style\s*:\s*(?:italic|oblique)\b")
_NOT_ITALIC: Final = re.compile(r"font-style\s*:\s*normal\b")
_STRUCK: Final = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through")
_RAISED: Final = re.compile(r"vertical-align\s*:\s*super\b")
_LOWERED: Final = re.compile(r"vertical-align\s*:\s*sub\b")

_STYLES: Final = (
    (_BOLD, STRONG),
    (_ITALIC, EMPHASIS),
    (_STRUCK, STRIKE),
    (_RAISED, RAISED),
    (_LOWERED, LOWERED),
)

_PERMALINK_CLASSES: Final = frozenset(
    {"anchor", "anchorjs-link", "hash-link", "header-anchor", "headerlink", "heading-anchor"}
    | {"heading-link", "permalink", "anchor-link", "direct-link", "header-link", "anchorlink"}
    | {"heading__anchor", "toc-anchor", "autolink-heading", "subheading-anchor", "hanchor"}
)
_PERMALINK_TEXTS: Final = frozenset({"", "#", "##", "###", "¶", "§", "🔗", "∞", "link", "⚓", "⌗"})


def is_permalink(element: Element) -> bool:
    """Whether a link in a heading is the mark by which a page offers the heading's own address."""
    if "#" not in element.get("href"):
        return False
    text = element.text().replace("\ufe0e", "").replace("\ufe0f", "").strip().lower()
    if text in _PERMALINK_TEXTS:
        return element.first("img") is None or not element.classes.isdisjoint(_PERMALINK_CLASSES)
    marked = not element.classes.isdisjoint(_PERMALINK_CLASSES)
    return marked and (element.get("aria-hidden") == "true" or not re.search(r"\w", text))


def _span(span: Span) -> Handler:
    def open_span(builder: Builder, element: Element) -> None:
        builder.spanned(span, element.children)

    return open_span


def _unless(span: Span, style: re.Pattern[str]) -> Handler:
    """A span that the element's own style may take back, as pasted documents have it."""

    def open_span(builder: Builder, element: Element) -> None:
        plain = "style" in element.attrs and style.search(style_of(element))
        builder.spanned(None if plain else span, element.children)

    return open_span


def _styled(builder: Builder, element: Element) -> None:
    """A `span` or `font` whose style makes it something."""
    style = style_of(element) if "style" in element.attrs else ""
    spans = [span for pattern, span in _STYLES if pattern.search(style)] if style else []
    builder.spanned_all(spans, element.children)


def _link(builder: Builder, element: Element) -> None:
    if builder.in_heading and is_permalink(element):
        return
    url = builder.addresses.target(element.get("href"))
    title = clean_line(element.get("title")) or None
    span = Span("a", partial(Link, url=url, title=title)) if url else None
    builder.spanned(span, element.children)


def _line_break(builder: Builder, _element: Element) -> None:
    builder.line_break()


def _quotation(builder: Builder, element: Element) -> None:
    inner = any(outer.tag == "q" for outer in element.ancestors())
    builder.text("‘" if inner else "“")
    builder.walk(element.children)
    builder.text("’" if inner else "”")


def _button(builder: Builder, element: Element) -> None:
    if builder.in_heading:
        builder.walk(element.children)


def _ruby(builder: Builder, element: Element) -> None:
    """Each base with the reading that follows it."""
    base: list[str] = []
    for child in element.children:
        if isinstance(child, str):
            base.append(child)
        elif child.tag == "rt":
            word, reading = clean_line("".join(base)), clean_line(child.text())
            base.clear()
            if word and reading:
                builder.atom(Ruby(word, reading))
            else:
                builder.text(word or reading)
        elif child.tag not in ("rp", "rtc"):
            base.append(child.text())
    builder.text("".join(base))


TAGS: Final[Mapping[str, Handler]] = {
    "a": _link,
    "b": _unless(STRONG, _NOT_BOLD),
    "strong": _unless(STRONG, _NOT_BOLD),
    "em": _unless(EMPHASIS, _NOT_ITALIC),
    "i": _unless(EMPHASIS, _NOT_ITALIC),
    "code": _span(CODE),
    "samp": _span(CODE),
    "tt": _span(CODE),
    "kbd": _span(KEYBOARD),
    "del": _span(STRIKE),
    "s": _span(STRIKE),
    "strike": _span(STRIKE),
    "ins": _span(INSERTED),
    "mark": _span(MARK),
    "sup": _span(RAISED),
    "sub": _span(LOWERED),
    "span": _styled,
    "font": _styled,
    "br": _line_break,
    "q": _quotation,
    "ruby": _ruby,
    "button": _button,
}
