"""The document as a flat list of pieces in reading order: `--to json`.

A piece is of the kind of the innermost thing that it is in; of a table each row is a piece.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

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
    Notes,
    Paragraph,
    Quote,
    Rule,
    Table,
)
from reader.document.outline import outline
from reader.document.text import BETWEEN, cell_text, inline_text, table_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.document.model import Block, Document, Inlines

Object: TypeAlias = dict[str, Any]

_OWN_SECTION: Final = ("paragraph", "list-item", "figure")
"""Where a heading heads something: not in a quote or a note."""


def write(document: Document) -> Object:
    """What is known of the document, its pieces and its outline, ready for JSON.

    A piece has `kind`, `text` and `offset` (in the canonical text, code points); a heading `level`,
    code `language`, a figure `source`, media `url` and `media` (audio, video or embed), a row of
    a table's head `header`.
    """
    pieces = _Pieces()
    pieces.run(document.blocks, "paragraph")
    return {
        "title": document.title,
        "byline": document.byline,
        "published": document.published,
        "language": document.language,
        "blocks": pieces.found,
        "outline": [
            {"level": s.level, "text": s.text, "slug": s.slug, "offset": s.offset}
            for s in outline(document)
        ],
        "warnings": list(document.warnings),
    }


class _Pieces:
    """Collects the pieces, and knows where in the canonical text the next one begins."""

    def __init__(self) -> None:
        self.found: list[Object] = []
        self._offset = 0

    def run(self, blocks: Iterable[Block], within: str) -> None:
        """The pieces of blocks; `within` is the kind of a paragraph here."""
        for block in blocks:
            self._block(block, within)

    def _block(self, block: Block, within: str) -> None:
        match block:
            case List():
                for item in block.items:
                    self.run(item, "list-item")
            case Notes():
                for note in block.items:
                    self.run(note.blocks, "note")
            case Definitions():
                for definition in block.items:
                    for term in definition.terms:
                        self._add(within, inline_text(term))
                    self.run(definition.blocks, "list-item")
            case Quote():
                self.run(block.blocks, "quote")
                self._said("quote", block.attribution)
            case Figure():
                self.run(block.blocks, "figure")
                self._said("caption", block.caption)
            case Details():
                self._said(within, block.summary)
                self.run(block.blocks, within)
            case Table():
                self._table(block)
            case _:
                self._leaf(block, within)

    def _leaf(
        self,
        block: Heading | Paragraph | Furniture | Code | Image | Media | Math | Rule,
        within: str,
    ) -> None:
        match block:
            case Heading(level=level):
                kind = "heading" if within in _OWN_SECTION else within
                self._add(kind, inline_text(block.inlines), level=level)
            case Paragraph():
                self._add(within, inline_text(block.inlines))
            case Furniture():
                self._add("furniture", inline_text(block.inlines))
            case Code(text=text, language=language):
                self._add("code", text, language=language)
            case Image(alt=alt, source=source):
                self._add("figure", alt, source=source)
            case Media(kind=kind, url=url, title=title):
                self._add("media", title or "", media=kind, url=url)
            case Math(source=source):
                self._add("math", source)
            case Rule():
                self._add("rule", "")

    def _said(self, kind: str, inlines: Inlines | None) -> None:
        if inlines:
            self._add(kind, inline_text(inlines))

    def _add(self, kind: str, text: str, **more: object) -> None:
        self.found.append({"kind": kind, "text": text, "offset": self._offset, **more})
        if text:
            self._offset += len(text) + len(BETWEEN)

    def _table(self, table: Table) -> None:
        """A piece a line of the table's text, told apart by what the line is of."""
        offset = self._offset
        if table.caption:
            text = inline_text(table.caption)
            self.found.append({"kind": "caption", "text": text, "offset": offset})
            offset += len(text) + 1
        heads = [(table.header, True)] if table.header is not None else []
        for cells, header in [*heads, *[(row, False) for row in table.rows]]:
            texts = [cell_text(cell) for cell in cells]
            row: Object = {"kind": "table-row", "text": " | ".join(texts), "offset": offset}
            if header:
                row["header"] = True
            self.found.append(row)
            offset += len("\t".join(texts)) + 1
        whole = table_text(table)
        if whole:
            self._offset += len(whole) + len(BETWEEN)
