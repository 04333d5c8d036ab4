"""The document as a tree of plain objects: `--to tree`.

Blocks are `{"kind", ...}` with the model's nesting; paragraphs and headings have their text and, in
`spans`, what in it is more than text: `[kind, text]`, `["link", text, address]`,
`["image", alt, address]`, `["note", label]`, `["ruby", base, reading]`, `["math", source]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

from reader.document.model import (
    Code,
    CodeSpan,
    Definitions,
    Details,
    Emphasis,
    Figure,
    Furniture,
    Heading,
    Image,
    InlineImage,
    InlineMath,
    Inserted,
    Keyboard,
    Link,
    List,
    Mark,
    Math,
    Media,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Ruby,
    Rule,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Table,
)
from reader.document.outline import sections_of
from reader.document.text import cell_text, inline_text
from reader.document.walk import spread

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.document.model import Block, Document, Inline, Inlines

Object: TypeAlias = dict[str, Any]

_NAMES: Final[dict[type, str]] = {
    Emphasis: "em",
    Strong: "strong",
    Strike: "del",
    Inserted: "ins",
    CodeSpan: "code",
    Keyboard: "kbd",
    Mark: "mark",
    Superscript: "sup",
    Subscript: "sub",
}


def write(document: Document) -> Object:
    """The document's title, outline and blocks, ready for JSON."""
    return {
        "title": document.title,
        "outline": [{"level": s.level, "text": s.text} for s in sections_of(document.blocks)],
        "blocks": _with_whole_addresses(_run(document.blocks), document.url or ""),
    }


def _with_whole_addresses(blocks: list[Object], url: str) -> list[Object]:
    """The blocks, with links to the document's own headings as one outside it would write them."""
    page = url.partition("#")[0]
    stack: list[Any] = [blocks]
    while stack:
        found = stack.pop()
        if isinstance(found, dict):
            for span in found.get("spans", ()):
                if span[0] == "link" and span[2].startswith("#"):
                    span[2] = page + span[2]
            stack.extend(found.values())
        elif isinstance(found, list):
            stack.extend(found)
    return blocks


def _run(blocks: Iterable[Block]) -> list[Object]:
    return [_object(block) for block in blocks]


def _object(block: Block) -> Object:
    match block:
        case Heading() | Paragraph() | Furniture():
            return _words(block)
        case List():
            return _list(block)
        case Quote(attribution=attribution):
            said = [{"kind": "paragraph", **_said(attribution)}] if attribution else []
            return {"kind": "quote", "blocks": _run(block.blocks) + said}
        case Figure(caption=caption):
            text = inline_text(caption) if caption else None
            return {"kind": "figure", "caption": text, "blocks": _run(block.blocks)}
        case Details(summary=summary):
            text = inline_text(summary) if summary is not None else None
            return {"kind": "details", "summary": text, "blocks": _run(block.blocks)}
        case Definitions():
            return {"kind": "definitions", "items": _definitions(block)}
        case Notes():
            items = [{"label": note.label, "blocks": _run(note.blocks)} for note in block.items]
            return {"kind": "notes", "items": items}
        case Table():
            return _table(block)
        case _:
            return _leaf(block)


def _leaf(block: Code | Image | Media | Math | Rule) -> Object:
    match block:
        case Code(text=text, language=language):
            return {"kind": "code", "text": text, "language": language}
        case Image(alt=alt, source=source, link=link):
            return {"kind": "image", "alt": alt, "src": source, "link": link}
        case Media(kind=kind, url=url, title=title):
            return {"kind": kind, "url": url, "title": title}
        case Math(source=source):
            return {"kind": "math", "source": source, "display": True}
        case Rule():
            return {"kind": "rule"}


def _words(block: Heading | Paragraph | Furniture) -> Object:
    said = _said(block.inlines)
    match block:
        case Heading(level=level):
            return {"kind": "heading", "level": level, **said}
        case Furniture():
            return {"kind": "paragraph", "furniture": True, **said}
        case Paragraph(direction=direction, preformatted=preformatted):
            if direction == "rtl":
                said["dir"] = "rtl"
            if preformatted:
                said["preformatted"] = True
            return {"kind": "paragraph", **said}


def _list(block: List) -> Object:
    found: Object = {"kind": "list", "ordered": block.ordered}
    if block.ordered:
        found["start"] = block.start
    if block.reversed:
        found["reversed"] = True
    if block.marker:
        found["marker"] = block.marker
    if block.tasks:
        found["tasks"] = list(block.tasks)
    found["items"] = [_run(item) for item in block.items]
    return found


def _definitions(block: Definitions) -> list[Object]:
    return [
        {"terms": [inline_text(term) for term in item.terms], "blocks": _run(item.blocks)}
        for item in block.items
    ]


def _table(block: Table) -> Object:
    return {
        "kind": "table",
        "header": _row(block.header) if block.header is not None else None,
        "rows": [_row(row) for row in block.rows],
        "caption": inline_text(block.caption) if block.caption else None,
        "align": list(block.alignments),
    }


def _row(cells: Iterable[Inlines]) -> list[str]:
    return [cell_text(cell) for cell in cells]


def _said(inlines: Inlines) -> Object:
    """The text of inlines, and the spans in it, outer before inner."""
    found: Object = {"text": inline_text(inlines)}
    spans = [span for inline in spread(inlines) if (span := _span(inline))]
    if spans:
        found["spans"] = spans
    return found


def _span(inline: Inline) -> list[str] | None:
    match inline:
        case Link(inlines=inner, url=url):
            return ["link", inline_text(inner), url]
        case InlineImage(alt=alt, source=source):
            return ["image", alt, source]
        case NoteRef(label=label):
            return ["note", label]
        case Ruby(base=base, reading=reading):
            return ["ruby", base, reading]
        case InlineMath(source=source):
            return ["math", source]
        case _:
            name = _NAMES.get(type(inline))
            return [name, inline_text((inline,))] if name else None
