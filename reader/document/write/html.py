"""The document as HTML: a whole page, or its body alone. Written from the model only, escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

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
    LineBreak,
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
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.document.model import Alignment, Block, Document, Inline, Inlines

TAGS: Final[dict[type, str]] = {
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
"""The element of each inline that is nothing but its inlines in one."""

_POLICY: Final = (
    "default-src 'none'; img-src http: https:; media-src http: https:; style-src 'unsafe-inline'"
)
_STYLE: Final = (
    "body{max-width:38em;margin:2em auto;padding:0 1em;line-height:1.5}"
    "pre{overflow:auto}img{max-width:100%}"
)


def write(document: Document) -> str:
    """A whole page that loads nothing but the pictures, sounds and films of the document."""
    lang = _attribute("lang", document.language)
    head = [
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{escape(document.title)}</title>",
        *_metas(document),
        f"<style>{_STYLE}</style>",
    ]
    lines = [
        "<!doctype html>",
        f"<html{lang}>",
        "<head>",
        *head,
        "</head>",
        "<body>",
        "<article>",
        *_header(document),
        fragment(document),
        "</article>",
        "</body>",
        "</html>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def fragment(document: Document) -> str:
    """The document's blocks alone, without title and byline."""
    return _run(document.blocks)


def inlines_html(inlines: Iterable[Inline]) -> str:
    """A run of inlines."""
    return "".join(_inline(inline) for inline in inlines)


def _metas(document: Document) -> list[str]:
    known = {
        "author": document.byline,
        "date": document.published,
        "description": document.description,
        "keywords": ", ".join(document.tags) or None,
    }
    return [f'<meta name="{n}" content="{escape(v)}">' for n, v in known.items() if v]


def _header(document: Document) -> list[str]:
    if not document.title and not document.byline and not document.published:
        return []
    told = [f"<h1>{escape(document.title)}</h1>"] if document.title else []
    by = [escape(document.byline)] if document.byline else []
    if document.published:
        date = escape(document.published)
        by.append(f'<time datetime="{date}">{date}</time>')
    if by:
        told.append(f"<p>{' · '.join(by)}</p>")
    return ["<header>", *told, "</header>"]


def _attribute(name: str, value: str | None) -> str:
    return f' {name}="{escape(value)}"' if value else ""


def _run(blocks: Iterable[Block]) -> str:
    return "\n".join(_block(block) for block in blocks)


def _element(name: str, attributes: str, inner: str) -> str:
    return f"<{name}{attributes}>{inner}</{name}>"


def _block(block: Block) -> str:
    lang = "" if isinstance(block, Rule) else _attribute("lang", block.lang)
    match block:
        case Heading(level=level, slug=slug):
            name = f"h{min(max(level, 1), 6)}"
            return _element(name, _attribute("id", slug) + lang, inlines_html(block.inlines))
        case Paragraph():
            return _paragraph(block, lang)
        case Furniture():
            return _element("p", ' class="furniture"' + lang, inlines_html(block.inlines))
        case List():
            return _list(block, lang)
        case Quote() | Figure() | Details():
            return _box(block, lang)
        case Definitions() | Notes():
            return _labelled(block, lang)
        case Table():
            return _table(block, lang)
        case _:
            return _leaf(block, lang)


def _leaf(block: Code | Image | Media | Math | Rule, lang: str) -> str:
    match block:
        case Code(text=text, language=language):
            kind = _attribute("class", f"language-{language}" if language else None)
            # A line end after <pre> is not part of it: the first of two is eaten.
            return f"<pre{lang}>\n<code{kind}>{escape(text, quote=False)}</code></pre>"
        case Image(alt=alt, source=source, link=link):
            image = f'<img src="{escape(source)}" alt="{escape(alt)}">'
            image = _element("a", _attribute("href", link), image) if link else image
            return _element("p", lang, image)
        case Media():
            return _media(block, lang)
        case Math(source=source):
            return _element("div", ' class="math display"' + lang, f"\\[{escape(source)}\\]")
        case Rule():
            return "<hr>"


def _paragraph(block: Paragraph, lang: str) -> str:
    style = ' style="white-space:pre-wrap"' if block.preformatted else ""
    attributes = _attribute("dir", block.direction) + style + lang
    return _element("p", attributes, inlines_html(block.inlines))


def _media(block: Media, lang: str) -> str:
    words = escape(block.title or block.url)
    link = f'<a href="{escape(block.url)}">{words}</a>'
    if block.kind == "embed":
        return _element("p", ' class="embed"' + lang, link)
    title = _attribute("title", block.title)
    source = _attribute("src", block.url)
    return _element(block.kind, f" controls{source}{title}{lang}", link)


def _list(block: List, lang: str) -> str:
    attributes = lang
    if block.ordered:
        attributes += f' start="{block.start}"' if block.start != 1 else ""
        attributes += " reversed" if block.reversed else ""
        attributes += _attribute("type", block.marker)
    tasks = block.tasks or (None,) * len(block.items)
    items = [
        _element("li", "", _box_mark(task) + _run(item))
        for item, task in zip(block.items, tasks, strict=True)
    ]
    return _element("ol" if block.ordered else "ul", attributes, "\n" + "\n".join(items) + "\n")


def _box_mark(task: bool | None) -> str:  # noqa: FBT001  (three states of a box, not a switch)
    if task is None:
        return ""
    return f'<input type="checkbox" disabled{" checked" if task else ""}> '


def _box(block: Quote | Figure | Details, lang: str) -> str:
    inner = _run(block.blocks)
    match block:
        case Quote(attribution=attribution):
            foot = f"\n<footer>{inlines_html(attribution)}</footer>" if attribution else ""
            return _element("blockquote", lang, inner + foot)
        case Figure(caption=caption):
            foot = f"\n<figcaption>{inlines_html(caption)}</figcaption>" if caption else ""
            return _element("figure", lang, inner + foot)
        case Details(summary=summary):
            head = f"<summary>{inlines_html(summary)}</summary>\n" if summary is not None else ""
            return _element("details", " open" + lang, head + inner)


def _labelled(block: Definitions | Notes, lang: str) -> str:
    match block:
        case Definitions():
            items = [
                "".join(f"<dt>{inlines_html(term)}</dt>\n" for term in item.terms)
                + _element("dd", "", _run(item.blocks))
                for item in block.items
            ]
            return _element("dl", lang, "\n" + "\n".join(items) + "\n")
        case Notes():
            notes = [
                f'<li id="fn-{escape(note.label)}">{_run(note.blocks)}</li>' for note in block.items
            ]
            inner = "<ol>\n" + "\n".join(notes) + "\n</ol>"
            return _element("section", ' class="footnotes" role="doc-endnotes"' + lang, inner)


def _table(block: Table, lang: str) -> str:
    parts = [f"<caption>{inlines_html(block.caption)}</caption>"] if block.caption else []
    if block.header is not None:
        parts.append(_element("thead", "", _row("th", block.header, block.alignments)))
    rows = "\n".join(_row("td", row, block.alignments) for row in block.rows)
    parts.append(_element("tbody", "", rows))
    return _element("table", lang, "\n" + "\n".join(parts) + "\n")


def _row(name: str, cells: Iterable[Inlines], alignments: tuple[Alignment | None, ...]) -> str:
    written = []
    for number, cell in enumerate(cells):
        alignment = alignments[number] if number < len(alignments) else None
        style = f' style="text-align:{alignment}"' if alignment else ""
        written.append(_element(name, style, inlines_html(cell)))
    return _element("tr", "", "".join(written))


def _inline(inline: Inline) -> str:
    match inline:
        case Text(value=value):
            return escape(value, quote=False)
        case LineBreak():
            return "<br>\n"
        case Link(inlines=inner, url=url, title=title):
            attributes = _attribute("href", url) + _attribute("title", title)
            return _element("a", attributes, inlines_html(inner))
        case InlineImage(alt=alt, source=source):
            return f'<img src="{escape(source)}" alt="{escape(alt)}">'
        case NoteRef(label=label):
            name = escape(label)
            return f'<sup><a href="#fn-{name}" role="doc-noteref">{name}</a></sup>'
        case Ruby(base=base, reading=reading):
            return f"<ruby>{escape(base)}<rp>(</rp><rt>{escape(reading)}</rt><rp>)</rp></ruby>"
        case InlineMath(source=source):
            return f'<span class="math inline">\\({escape(source)}\\)</span>'
        case _:
            return _element(TAGS[type(inline)], "", inlines_html(inline.inlines))
