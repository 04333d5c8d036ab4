"""The document as Markdown with YAML front matter, so that reading it again gives the same text.

What Markdown has no sign for is written as HTML within it, or as the nearest it has: a caption is
a paragraph, a term a paragraph in bold, a film a link.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from reader.document import walk
from reader.document.model import (
    Code,
    Definitions,
    Details,
    Figure,
    Furniture,
    Heading,
    Image,
    List,
    Math,
    Media,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
)
from reader.document.write.html import inlines_html
from reader.document.write.markdown_inlines import (
    Places,
    destination,
    escaped,
    inlines_markdown,
    lines_markdown,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.document.model import Block, Blocks, Document, Inlines, Note


def write(document: Document, matter: Mapping[str, object] | None = None) -> str:
    """The document, with what is known of it in front, or else the values of `matter`.

    Those are strings, numbers, truths and lists of strings; None and what is empty is left out.
    """
    writer = _Writer(_note_names(document.blocks))
    front = _front_matter(_known(document) if matter is None else matter)
    parts = [front, writer.run(document.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _known(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "author": document.byline,
        "source": document.url,
        "site": document.site,
        "published": document.published,
        "updated": document.updated,
        "language": document.language,
        "description": document.description,
        "tags": list(document.tags),
    }


def _front_matter(known: Mapping[str, object]) -> str:
    told = {key: value for key, value in known.items() if value not in (None, "", [])}
    # A JSON string is a YAML string.
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items()]
    return "\n".join(("---", *lines, "---")) if lines else ""


def _note_names(blocks: Blocks) -> dict[str, str]:
    """The names that notes have in Markdown; only those that some mark refers to."""
    marks = {mark.label for mark in walk.query(blocks, NoteRef)}
    names: dict[str, str] = {}
    for notes in walk.query(blocks, Notes):
        for note in notes.items:
            if note.label in marks and note.label not in names:
                plain = re.fullmatch(r"[\w-]+", note.label)
                names[note.label] = note.label if plain else f"note-{len(names) + 1}"
    return names


class _Writer:
    """Writes blocks; knows the names of the notes."""

    def __init__(self, notes: dict[str, str]) -> None:
        self._notes = notes
        self._lines = Places(notes)
        self._line = Places(notes, one_line=True)
        self._cell = Places(notes, one_line=True, in_table=True)

    def run(self, blocks: Iterable[Block]) -> str:
        """Blocks with a blank line between; of two lists in a row the second has other markers."""
        written: list[str] = []
        before: Block | None = None
        other = False
        for block in blocks:
            alike = isinstance(block, List) and isinstance(before, List)
            other = alike and not other
            text = self._list(block, other=other) if isinstance(block, List) else self._block(block)
            if text:
                written.append(text)
                before = block
        return "\n\n".join(written)

    def _block(self, block: Block) -> str:
        match block:
            case Heading() | Paragraph() | Furniture():
                return self._words(block)
            case Quote(attribution=attribution):
                said = (Paragraph((Text("— "), *attribution)),) if attribution else ()
                return _prefixed(self.run((*block.blocks, *said)), "> ", "> ")
            case Figure(caption=caption):
                told = (Paragraph(caption),) if caption else ()
                return self.run((*block.blocks, *told))
            case Details(summary=summary):
                head = f"<summary>{inlines_html(summary)}</summary>" if summary is not None else ""
                opening = f"<details>\n{head}".rstrip()
                return f"{opening}\n\n{self.run(block.blocks)}\n\n</details>"
            case Definitions():
                return self._definitions(block)
            case Notes():
                return self._note_list(block.items)
            case Table():
                return self._table(block)
            case List():
                return self._list(block, other=False)
            case _:
                return self._leaf(block)

    def _words(self, block: Heading | Paragraph | Furniture) -> str:
        match block:
            case Heading(level=level):
                text = inlines_markdown(block.inlines, self._line).strip()
                text = re.sub(r"#+$", lambda match: "\\#" * len(match[0]), text)
                return f"{'#' * min(max(level, 1), 6)} {text}".rstrip()
            case Paragraph(preformatted=True):
                lines = lines_markdown(block.inlines, self._lines).split("\n")
                return "\n".join(re.sub(r"^ +|(?<= ) +", _held, line) for line in lines)
            case _:
                return lines_markdown(block.inlines, self._lines).strip()

    def _leaf(self, block: Code | Image | Media | Math | Rule) -> str:
        match block:
            case Code(text=text, language=language):
                longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
                fence = "`" * (longest + 1)
                info = re.sub(r"[\s`]+", "-", language) if language else ""
                return f"{fence}{info}\n{text}\n{fence}"
            case Image(alt=alt, source=source, link=link):
                image = f"![{escaped(alt, self._line)}]({destination(source)})"
                return f"[{image}]({destination(link)})" if link else image
            case Media(url=url, title=title):
                return f"[{escaped(title or url, self._line)}]({destination(url)})"
            case Math(source=source):
                lines = [line for line in source.split("\n") if line.strip()]
                return "\n".join(("$$", *lines, "$$"))
            case Rule():
                return "___"

    def _list(self, block: List, *, other: bool) -> str:
        tasks = block.tasks or (None,) * len(block.items)
        tight = all(_is_tight(item) for item in block.items)
        items = []
        for number, (item, task) in enumerate(zip(block.items, tasks, strict=True)):
            sign = f"{max(0, block.start) + number}{')' if other else '.'}" if block.ordered else ""
            marker = (sign or ("*" if other else "-")) + " "
            inner = self.run(item)
            if tight:
                inner = inner.replace("\n\n", "\n")
            if task is not None and item and isinstance(item[0], Paragraph):
                inner = f"[{'x' if task else ' '}] {inner}"
            items.append(_prefixed(inner, marker, " " * len(marker)))
        return ("\n" if tight else "\n\n").join(items)

    def _definitions(self, block: Definitions) -> str:
        parts: list[Block] = []
        for item in block.items:
            parts += [Paragraph((Strong(term),)) for term in item.terms]
            parts.append(List(ordered=False, items=(item.blocks,)))
        return self.run(parts)

    def _note_list(self, notes: Iterable[Note]) -> str:
        """Notes as footnotes; one without a mark as an item of a list, or it would be lost."""
        written = []
        for note in notes:
            name = self._notes.get(note.label)
            marker = f"[^{name}]: " if name else "- "
            written.append(_prefixed(self.run(note.blocks), marker, "    " if name else "  "))
        return "\n\n".join(written)

    def _table(self, block: Table) -> str:
        header = block.header if block.header is not None else ((),) * len(block.alignments)
        signs = {None: "---", "left": ":--", "right": "--:", "center": ":-:"}
        lines = [
            self._row(header),
            f"| {' | '.join(signs[alignment] for alignment in block.alignments)} |",
            *[self._row(row) for row in block.rows],
        ]
        caption = self._words(Paragraph(block.caption)) if block.caption else ""
        return "\n\n".join(part for part in (caption, "\n".join(lines)) if part)

    def _row(self, cells: Iterable[Inlines]) -> str:
        texts = [inlines_markdown(cell, self._cell).strip() for cell in cells]
        return f"| {' | '.join(texts)} |"


def _is_tight(item: Blocks) -> bool:
    """Whether an item is a line, or a line with one list under it that may follow at once."""
    match item:
        case (Paragraph(),):
            return True
        case (Paragraph(), List(ordered=ordered, start=start, items=items)):
            return (not ordered or start == 1) and all(_is_tight(inner) for inner in items)
        case _:
            return False


def _held(blanks: re.Match[str]) -> str:
    """Blanks that a reader of Markdown would drop."""
    return "&nbsp;" * len(blanks[0])


def _prefixed(text: str, first: str, rest: str) -> str:
    """Lines with a prefix; blank ones without the blanks at its end."""
    head, *lines = text.split("\n")
    return "\n".join(
        [(first + head).rstrip(), *[(rest + line) if line else rest.rstrip() for line in lines]]
    )
