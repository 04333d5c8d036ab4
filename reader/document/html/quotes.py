"""Quotations with who said them, and parts of a page that fold away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.document.html.tree import Element
from reader.document.model import Details, Paragraph, Quote, Text
from reader.document.text import inline_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.html.blocks import Builder, Handler
    from reader.document.model import Blocks, Inlines

MAX_ATTRIBUTION: Final = 200
"""Characters of a line that may say who is quoted."""

_DASH: Final = re.compile(r"(?:[—–―]+|--+|[-~](?=\s))\s*")
_POSTS: Final = frozenset({"twitter-tweet", "instagram-media", "mastodon-embed", "bluesky-embed"})


def _quote(builder: Builder, element: Element) -> None:
    last = _said_by(element)
    if last is not None:
        inlines = builder.inlines([last])
        children = [child for child in element.children if child is not last]
        blocks = builder.collect(children)
        if inlines and blocks:
            said_by = _without_dash(inlines) or inlines
            builder.add(Quote(blocks, said_by, builder.setting.language))
            return
    blocks = builder.collect(element.children)
    if blocks:
        blocks, attribution = _parted(blocks) if _may_end_so(element) else (blocks, None)
        builder.add(Quote(blocks, attribution, builder.setting.language))


def _said_by(element: Element) -> Element | None:
    """The `footer` or `cite` that ends a quotation."""
    last: Element | None = None
    for child in element.children:
        if isinstance(child, Element):
            last = child
        elif child.strip():
            last = None
    return last if last is not None and last.tag in ("footer", "cite", "figcaption") else None


def _may_end_so(element: Element) -> bool:
    """Whether the last line may say who is quoted: an embedded post's is a part of the post."""
    return element.classes.isdisjoint(_POSTS)


def _parted(blocks: Blocks) -> tuple[Blocks, Inlines | None]:
    """A quotation's blocks without a last line that begins with a dash, and that line."""
    last = blocks[-1]
    if len(blocks) > 1 and isinstance(last, Paragraph):
        said_by = _without_dash(last.inlines)
        text = inline_text(said_by)
        if said_by and len(text) <= MAX_ATTRIBUTION and "\n" not in text:
            return blocks[:-1], said_by
    return blocks, None


def _without_dash(inlines: Inlines) -> Inlines:
    """A line without the dash it begins with, which is for who shows it to set; else nothing."""
    first = inlines[0]
    match = _DASH.match(first.value) if isinstance(first, Text) else None
    if match is None or not isinstance(first, Text):
        return ()
    rest = first.value[match.end() :]
    return ((Text(rest),) if rest else ()) + inlines[1:]


def _details(builder: Builder, element: Element) -> None:
    summary: Inlines | None = None
    rest = list(element.children)
    for child in element.children:
        if isinstance(child, Element) and child.tag == "summary":
            summary = builder.inlines(child.children) or None
            rest.remove(child)
            break
    blocks = builder.collect(rest)
    if summary or blocks:
        builder.add(Details(summary, blocks, builder.setting.language))


TAGS: Final[Mapping[str, Handler]] = {"blockquote": _quote, "details": _details}
