"""Quotations with who said them, and parts of a page that fold away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document.html.tree import Element
from reader.document.model import Details, Paragraph, Quote
from reader.document.text import inline_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.html.blocks import Builder, Handler
    from reader.document.model import Blocks, Inlines

MAX_ATTRIBUTION: Final = 200
"""Characters of a line that may say who is quoted."""

_DASHES: Final = ("—", "–", "―", "--", "- ", "~ ")


def _quote(builder: Builder, element: Element) -> None:
    last = _said_by(element)
    if last is not None:
        inlines = builder.inlines([last])
        children = [child for child in element.children if child is not last]
        blocks = builder.collect(children)
        if inlines and blocks:
            builder.add(Quote(blocks, inlines, builder.setting.language))
            return
    blocks = builder.collect(element.children)
    if blocks:
        blocks, attribution = _parted(blocks)
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


def _parted(blocks: Blocks) -> tuple[Blocks, Inlines | None]:
    """A quotation's blocks without a last line that begins with a dash, and that line."""
    last = blocks[-1]
    if len(blocks) > 1 and isinstance(last, Paragraph):
        text = inline_text(last.inlines)
        if text.startswith(_DASHES) and len(text) <= MAX_ATTRIBUTION and "\n" not in text:
            return blocks[:-1], last.inlines
    return blocks, None


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
