"""The door of the plain-text parser: text in, a document out, and no word of it lost."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from reader.document.model import Code, Document, Furniture, Heading, Paragraph, Rule
from reader.document.plaintext import layout as layouts
from reader.document.plaintext import lines as rows
from reader.document.plaintext.classify import classify
from reader.document.plaintext.inlines import direction, inlines
from reader.document.plaintext.levels import levels
from reader.document.plaintext.lists import lists
from reader.document.plaintext.model import trained
from reader.document.plaintext.quotes import quote
from reader.document.plaintext.title import titled
from reader.document.plaintext.units import units
from reader.document.safe import clean_line
from reader.document.slugs import with_slugs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.document.model import Block
    from reader.document.plaintext.classify import Kind
    from reader.document.plaintext.model import Model
    from reader.document.plaintext.units import Unit


def _block(unit: Unit, kind: Kind, level: int) -> Block:
    """A unit that is no list item, as a block."""
    if unit.shape == "quote":
        return quote(unit.inner)
    if unit.shape == "code":
        return Code(unit.text)
    if unit.shape == "verse":
        return Paragraph(inlines(unit.text), direction(unit.text), preformatted=True)
    if unit.shape == "rule" and unit.last and unit.blanks and set(unit.text) <= {"*", " "}:
        return Rule()
    text = unit.marked
    if kind == "furniture":
        return Furniture(inlines(text))
    if kind == "heading":
        return Heading(level, inlines(text))
    return Paragraph(inlines(text), direction(text))


def _blocks(found: Sequence[Unit], kinds: Sequence[Kind]) -> Iterator[Block]:
    judged = list(zip(found, kinds, levels(found, kinds), strict=True))
    for is_item, run in groupby(judged, key=lambda row: row[1] == "item"):
        if is_item:
            yield from lists([unit for unit, _, _ in run])
        else:
            yield from (_block(unit, kind, level) for unit, kind, level in run)


def parse(text: str, *, name: str = "", weights: Model | None = None) -> Document:
    """The document of a plain text.

    `name` (a file's stem) is the title of a text without words. `weights` are others than those
    that come with the program, to be judged.
    """
    lines = rows.read(text)
    layout = layouts.measured(lines)
    found = units(lines, layout)
    title = titled(found, clean_line(name))
    body = [unit for number, unit in enumerate(found) if number not in title.said]
    kinds = classify(body, title.text, layout, weights or trained())
    return Document(title=title.text, blocks=with_slugs(tuple(_blocks(body, kinds))))
