"""Tables: columns of the widths that waste least, or one record a row where they do not fit."""

from __future__ import annotations

import re
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.text import cell_text
from reader.typeset.composing import Composer, Prose, Scene
from reader.typeset.flow import Flow, Piece, flow_of
from reader.typeset.hyphens import hyphenator
from reader.typeset.line import Line, Span
from reader.typeset.margin import Margin, indented, trimmed
from reader.typeset.paragraph import Manner, set_flow
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.document.model import Alignment, Inlines, Table

NARROWEST: Final = 40
"""Cells of a column of text in which a table may be drawn; below it becomes records."""
GAP: Final = 2
"""Cells between two columns."""
_LOOKED_AT: Final = 200
"""Rows that decide the widths; a longer table is judged by its first ones."""
_WORD: Final = 16
"""Cells that a column need not be wider than for the sake of one long word."""
_NUMBER: Final = re.compile(r"[-+−–±~≈<>≤≥]?\s?[$€£¥]?\s?\d[\d.,'’\s\u00a0\u202f]*\s?[%‰°€$£¥]?")
_SEPARATOR: Final = " · "


class Grid(NamedTuple):
    """Widths and alignments of columns; `airy`: cells of several lines, so rows need space."""

    widths: list[int]
    alignments: list[Alignment | None]
    airy: bool


def set_table(composer: Composer, block: Table, margin: Margin, scene: Scene) -> Iterator[Line]:
    """The caption, then the table drawn, or as records."""
    start = composer.offset
    leaf = composer.leaf()
    if block.caption:
        flow = flow_of(block.caption, start, ("caption",), ascii_only=composer.style.ascii)
        yield from composer.prose(flow, margin, scene, Prose("caption", leaf), start)
        start += sum(len(p.text) for p in flow.pieces if p.offset is not None) + 1
    room = composer.column - margin.rest_cells
    setter = _TableSetter(composer, block, margin, leaf, scene)
    grid = measured(block, room)
    yield from setter.records(start) if grid is None else setter.drawn(grid, start)
    composer.pass_over(_length(block))


def _length(block: Table) -> int:
    from reader.document.text import table_text

    return len(table_text(block))


def measured(block: Table, room: int) -> Grid | None:
    """The columns of a table in so many cells; None when it does not fit."""
    rows = [*([block.header] if block.header else []), *islice(block.rows, _LOOKED_AT)]
    count = max(map(len, rows), default=0)
    if not count:
        return None
    texts = [[cell_text(cell) for cell in row] for row in rows]
    natural = [[cells(text) for text in row] for row in texts]
    most = [max((row[i] for row in natural if i < len(row)), default=0) for i in range(count)]
    most = [max(1, width) for width in most]
    free = room - GAP * (count - 1)
    alignments = _alignments(block, texts, count)
    if sum(most) <= free:
        return Grid(most, alignments, airy=False)
    least = [_least(texts, i, width) for i, width in enumerate(most)]
    if room < NARROWEST or sum(least) > free:
        return None
    return Grid(_shared(least, most, natural, free), alignments, airy=True)


def _least(texts: list[list[str]], column: int, most: int) -> int:
    """Cells that a column needs so that its words stay whole."""
    words = (word for row in texts if column < len(row) for word in row[column].split())
    longest = max((cells(word) for word in words), default=1)
    return max(1, min(longest, most, _WORD))


def _shared(least: list[int], most: list[int], natural: list[list[int]], free: int) -> list[int]:
    """Widths that share `free` cells so that the rows are as low as can be.

    Cells are given out a few at a time to the column where they save most lines.
    """
    widths = list(least)
    spare = free - sum(widths)
    step = max(1, spare // 24)
    sample = natural[:60]
    heights = [
        [-(-cell // width) for cell, width in zip(row, widths, strict=False)] for row in sample
    ]
    while spare > 0:
        give = min(step, spare)
        open_columns = [i for i, width in enumerate(widths) if width < most[i]]
        if not open_columns:
            break
        best = max(
            open_columns,
            key=lambda i: (_saved(sample, heights, widths, i, give), most[i] - widths[i]),
        )
        give = min(give, most[best] - widths[best])
        widths[best] += give
        spare -= give
        for row, height in zip(sample, heights, strict=True):
            if best < len(row):
                height[best] = -(-row[best] // widths[best])
    return widths


def _saved(
    sample: list[list[int]], heights: list[list[int]], widths: list[int], column: int, give: int
) -> int:
    """Lines that a column saves when it is wider by `give` cells."""
    saved = 0
    for row, height in zip(sample, heights, strict=True):
        if column >= len(row):
            continue
        lower = -(-row[column] // (widths[column] + give))
        others = max((h for i, h in enumerate(height) if i != column), default=0)
        saved += max(height[column], others) - max(lower, others)
    return saved


def _alignments(block: Table, texts: list[list[str]], count: int) -> list[Alignment | None]:
    """Declared alignments; columns of numbers without one stand at the right."""
    declared = [*block.alignments, *[None] * count][:count]
    body = texts[1:] if block.header else texts
    found: list[Alignment | None] = []
    for column, alignment in enumerate(declared):
        entries = [row[column].strip() for row in body if column < len(row)]
        filled = [entry for entry in entries if entry]
        numbers = bool(filled) and all(_NUMBER.fullmatch(entry) for entry in filled)
        found.append("right" if alignment is None and numbers else alignment)
    return found


class _TableSetter:
    def __init__(
        self, composer: Composer, block: Table, margin: Margin, leaf: int, scene: Scene
    ) -> None:
        self._composer = composer
        self._block = block
        self._margin = margin
        self._leaf = leaf
        self._scene = scene

    def drawn(self, grid: Grid, offset: int) -> Iterator[Line]:
        """Rows with their cells side by side, the head over a rule."""
        composer, block = self._composer, self._block
        if block.header is not None:
            yield from self._row(block.header, grid, offset, ("text", "table-head"))
            offset += _row_length(block.header)
            rule = composer.signs.rule * (sum(grid.widths) + GAP * (len(grid.widths) - 1))
            spans = (*self._margin.take(), Span(rule, ("table-rule",)))
            yield composer.own_line(spans, "table", self._leaf)._replace(offset=offset, end=offset)
        for number, row in enumerate(block.rows):
            if number and grid.airy:
                spans = trimmed(self._margin.blank())
                size = sum(len(span.text) for span in spans)
                yield Line(spans, offset, offset, "blank", None, pre=size)
            yield from self._row(row, grid, offset, self._scene.roles)
            offset += _row_length(row)

    def _row(
        self, row: Sequence[Inlines], grid: Grid, offset: int, roles: tuple[str, ...]
    ) -> Iterator[Line]:
        parts = hyphenator(self._scene.language) if self._composer.style.hyphenate else None
        columns: list[list[list[Span]]] = []
        at = offset
        for cell, width in zip(row, grid.widths, strict=False):
            flow = _cell_flow(cell, at, roles, ascii_only=self._composer.style.ascii)
            at += len(cell_text(cell)) + 1
            lines = []
            for piece in set_flow(flow, Manner(width, width, parts)):
                spans = flow.spans(piece.start, piece.end)
                lines.append([*spans, Span("-", roles)] if piece.hyphen else spans)
            columns.append(lines)
        for stacked in zip_longest(*columns, fillvalue=[]):
            yield self._line(stacked, grid, offset)

    def _line(self, stacked: tuple[list[Span], ...], grid: Grid, offset: int) -> Line:
        """One line of a row: a line of each of its cells."""
        prefix = self._margin.take()
        body: list[Span] = []
        due = 0
        for spans, width, alignment in zip(stacked, grid.widths, grid.alignments, strict=False):
            used = cells("".join([span.text for span in spans]))
            free = max(0, width - used)
            left = free if alignment == "right" else free // 2 if alignment == "center" else 0
            if spans:
                if due + left:
                    body.append(Span(" " * (due + left), ("text",)))
                body += spans
                due = 0
                due += free - left
            else:
                due += width
            due += GAP
        whole = trimmed((*prefix, *body))
        return _line_of(whole, self._leaf, offset)

    def records(self, offset: int) -> Iterator[Line]:
        """Each row as lines of head and value; the heads are shown once as text above all."""
        composer, block = self._composer, self._block
        heads: list[str] = []
        how = Prose("table", self._leaf)
        if block.header is not None:
            heads = [cell_text(cell).strip() for cell in block.header]
            flow = _heads_flow(block.header, offset, ascii_only=composer.style.ascii)
            if any(heads):
                yield from composer.prose(flow, self._margin, self._scene, how, offset)
            offset += _row_length(block.header)
        for number, row in enumerate(block.rows):
            if number or any(heads):
                spans = trimmed(self._margin.blank())
                size = sum(len(span.text) for span in spans)
                yield Line(spans, offset, offset, "blank", None, pre=size)
            yield from self._record(row, heads, offset, how)
            offset += _row_length(row)

    def _record(
        self, row: Sequence[Inlines], heads: list[str], offset: int, how: Prose
    ) -> Iterator[Line]:
        composer = self._composer
        heads = [*heads, *[""] * len(row)]
        for cell, head in zip(row, heads, strict=False):
            flow = _cell_flow(cell, offset, self._scene.roles, ascii_only=composer.style.ascii)
            if flow.text.strip():
                own = self._labelled(head)
                yield from composer.prose(flow, own, self._scene, how, offset)
            offset += len(cell_text(cell)) + 1

    def _labelled(self, head: str) -> Margin:
        """A margin with the head of a column before the first line, and an indent below it."""
        composer, margin = self._composer, self._margin
        room = composer.column - margin.rest_cells
        label = f"{head}: " if head and cells(head) + 2 <= room // 2 else ""
        indent = Span("  ", ("text",))
        if not label:
            return indented(margin, composer.column, indent, indent)
        narrow = room - 2 < NARROWEST // 5
        return Margin(margin, (Span(label, ("label",)),), () if narrow else (indent,))


def _row_length(row: Sequence[Inlines]) -> int:
    """Characters of a row's text, with the line end after it."""
    return sum(len(cell_text(cell)) + 1 for cell in row) if row else 1


def _cell_flow(cell: Inlines, offset: int, roles: tuple[str, ...], *, ascii_only: bool) -> Flow:
    flow = flow_of(cell, offset, roles, ascii_only=ascii_only)
    flow.text = flow.text.replace("\n", " ").replace("\t", " ")
    return flow


def _heads_flow(header: Sequence[Inlines], offset: int, *, ascii_only: bool) -> Flow:
    """The heads of all columns, one after the other, as a text to be wrapped."""
    separator = " | " if ascii_only else _SEPARATOR
    pieces: list[Piece] = []
    texts: list[str] = []
    length = 0
    for cell in header:
        flow = _cell_flow(cell, offset, ("text", "table-head"), ascii_only=ascii_only)
        offset += len(cell_text(cell)) + 1
        if not flow.text.strip():
            continue
        if pieces:
            pieces.append(Piece(length, separator, ("table-rule",), None, None))
            texts.append(separator)
            length += len(separator)
        pieces += [piece._replace(start=piece.start + length) for piece in flow.pieces]
        texts.append(flow.text)
        length += len(flow.text)
    return Flow(pieces, "".join(texts))


def _line_of(spans: tuple[Span, ...], leaf: int, offset: int) -> Line:
    """A line whose offsets are those of its spans; without text `offset` stands for them."""
    pre = 0
    for span in spans:
        if span.offset is not None:
            break
        pre += len(span.text)
    placed = [span for span in spans if span.offset is not None]
    first = min((span.offset or 0 for span in placed), default=offset)
    last = max(((span.offset or 0) + len(span.text) for span in placed), default=first)
    return Line(spans, first, last, "table", leaf, pre=pre)
