"""Lines marked with `>` as in mail: quotes, and quotes within quotes."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from reader.document.model import MAX_DEPTH, Paragraph, Quote
from reader.document.plaintext.inlines import direction, inlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.model import Block

_DEEPEST = MAX_DEPTH // 2


class _Row(NamedTuple):
    depth: int
    text: str


def _row(line: str) -> _Row:
    """A line without its marks, and how many there were."""
    depth = 0
    rest = line.lstrip()
    while rest.startswith(">") and depth < _DEEPEST:
        depth += 1
        rest = rest[1:].lstrip()
    return _Row(depth, rest.rstrip())


def _paragraphs(rows: Sequence[_Row]) -> list[Block]:
    """The paragraphs of rows of one depth; an empty row parts them."""
    found: list[Block] = []
    for is_text, run in groupby(rows, key=lambda row: bool(row.text)):
        if is_text:
            text = " ".join(" ".join(row.text.split()) for row in run)
            found.append(Paragraph(inlines(text), direction(text)))
    return found


def quote(lines: Sequence[str]) -> Quote:
    """The quote that lines without their outermost mark make."""
    rows = [_row(line) for line in lines]
    open_quotes: list[list[Block]] = [[]]
    for depth, run in groupby(rows, key=lambda row: row.depth):
        while len(open_quotes) > depth + 1:
            inner = open_quotes.pop()
            open_quotes[-1].append(Quote(tuple(inner)))
        while len(open_quotes) <= depth:
            open_quotes.append([])
        open_quotes[-1] += _paragraphs(list(run))
    while len(open_quotes) > 1:
        inner = open_quotes.pop()
        open_quotes[-1].append(Quote(tuple(inner)))
    return Quote(tuple(open_quotes[0]))
