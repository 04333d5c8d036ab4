"""Documents drawn as indented lines, and prose files of cases that hold such drawings.

A case is a sentence of explanation, a blank line, the input, a line with a single dot, and the
drawing of the document that it becomes. Cases are parted by a line of equals signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.document import model as m

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_MARKS: dict[type, tuple[str, str]] = {
    m.Emphasis: ("_", "_"),
    m.Strong: ("*", "*"),
    m.Strike: ("~", "~"),
    m.Inserted: ("++", "++"),
    m.CodeSpan: ("`", "`"),
    m.Keyboard: ("<kbd ", ">"),
    m.Mark: ("==", "=="),
    m.Superscript: ("^", "^"),
    m.Subscript: (",,", ",,"),
}


class Case(NamedTuple):
    says: str
    source: str
    drawing: str


def cases(path: Path) -> list[Case]:
    found = []
    for part in path.read_text(encoding="utf-8").split("\n=====\n"):
        says, _, rest = part.strip("\n").partition("\n\n")
        source, _, drawing = rest.partition("\n.\n")
        found.append(Case(says, source, drawing.strip("\n")))
    return found


def draw(document: m.Document) -> str:
    head = [f"title: {document.title}"] if document.title else []
    return "\n".join([*head, *_blocks(document.blocks, "")])


def words(inlines: m.Inlines | None) -> str:
    return "".join(_inline(i) for i in inlines or ())


def _inline(inline: m.Inline) -> str:
    match inline:
        case m.Text(value=value):
            return value.replace("\xa0", "⍽")
        case m.LineBreak():
            return "↵"
        case m.Link(inlines=inner, url=url):
            return f"[{words(inner)}]({url})"
        case m.InlineImage(alt=alt, source=source):
            return f"![{alt}]({source})"
        case m.NoteRef(label=label):
            return f"[^{label}]"
        case m.Ruby(base=base, reading=reading):
            return f"{{{base}|{reading}}}"
        case m.InlineMath(source=source):
            return f"${source}$"
        case _:
            begin, end = _MARKS[type(inline)]
            return begin + words(inline.inlines) + end


def _blocks(blocks: Iterable[m.Block], pad: str) -> Iterator[str]:
    for block in blocks:
        first, *rest = _block(block)
        yield pad + first
        yield from (f"{pad}  {line}" for line in rest)


def _block(block: m.Block) -> list[str]:
    match block:
        case m.Heading(level=level, inlines=inlines, slug=slug):
            return [f"h{level} #{slug} {words(inlines)}"]
        case m.Paragraph(inlines=inlines, direction=way, preformatted=kept, lang=lang):
            said = "".join(f" {x}" for x in (way, "pre" if kept else None, lang) if x)
            return [f"p{said} {words(inlines)}"]
        case m.List():
            start = f" {block.start}" if block.ordered else ""
            back = " reversed" if block.reversed else ""
            marker = f" {block.marker}" if block.marker else ""
            out = [("ol" if block.ordered else "ul") + start + marker + back]
            for number, item in enumerate(block.items):
                done = block.tasks[number] if block.tasks else None
                out.append("-" if done is None else "[x]" if done else "[ ]")
                out += [f"  {line}" for line in _blocks(item, "")]
            return out
        case m.Definitions(items=items):
            out = ["dl"]
            for one in items:
                out.append("dt " + " / ".join(words(term) for term in one.terms))
                out += [f"  {line}" for line in _blocks(one.blocks, "")]
            return out
        case m.Quote(blocks=blocks, attribution=said_by):
            end = [f"by {words(said_by)}"] if said_by else []
            return ["quote", *_blocks(blocks, ""), *end]
        case m.Code(text=text, language=language):
            return [f"code {language or '?'}", *(f"| {line}" for line in text.split("\n"))]
        case m.Table():
            return ["table", *_table(block)]
        case m.Figure(blocks=blocks, caption=caption):
            return ["figure", *_blocks(blocks, ""), f"caption {words(caption)}"]
        case m.Image(alt=alt, source=source, link=link):
            return [f"image [{alt}] {source}" + (f" -> {link}" if link else "")]
        case m.Details(summary=summary, blocks=blocks):
            return [f"details {words(summary)}".rstrip(), *_blocks(blocks, "")]
        case m.Notes(items=items):
            out = ["notes"]
            for note in items:
                out.append(f"[^{note.label}]")
                out += [f"  {line}" for line in _blocks(note.blocks, "")]
            return out
        case m.Media(kind=kind, url=url, title=title):
            return [f"{kind} {url}" + (f" ({title})" if title else "")]
        case m.Math(source=source):
            return [f"math {source}"]
        case m.Rule():
            return ["rule"]
        case m.Furniture(inlines=inlines):
            return [f"furniture {words(inlines)}"]


def _table(table: m.Table) -> list[str]:
    out = [f"caption {words(table.caption)}"] if table.caption else []
    if any(table.alignments):
        out.append("align " + " ".join(side or "-" for side in table.alignments))
    if table.header is not None:
        out.append("head " + " | ".join(words(cell) for cell in table.header))
    return out + ["row " + " | ".join(words(cell) for cell in row) for row in table.rows]
