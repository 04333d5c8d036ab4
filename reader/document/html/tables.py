"""Tables: those that hold data, those that only lay out a page, and those too big to be tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.html.code import add_code_table, is_code_table
from reader.document.html.elements import HEADINGS, style_of, whole_number
from reader.document.html.figures import add_captioned
from reader.document.html.joining import in_row
from reader.document.html.tree import Element
from reader.document.model import Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.html.blocks import Builder, Handler
    from reader.document.model import Alignment, Inlines

MAX_CELLS: Final = 20_000
"""Cells of a table; the rows of a bigger one are kept as paragraphs."""

MAX_COLUMNS: Final = 100
"""Columns of a table; what spans further is cut to it, a row with more cells ends the table."""

LONG_CELL: Final = 500
"""Characters above which a cell without heads around it holds a column of a page."""

_ALIGN: Final = re.compile(r"text-align\s*:\s*(left|right|center|start|end)")
_HEAVY: Final = HEADINGS | {"blockquote", "pre", "hr", "figure", "article", "section", "form"}
_ALIGNMENTS: Final[Mapping[str, Alignment]] = {
    "left": "left",
    "right": "right",
    "center": "center",
    "middle": "center",
    "start": "left",
    "end": "right",
}


class _Row(NamedTuple):
    element: Element
    part: str
    cells: list[Element]


def _table(builder: Builder, element: Element) -> None:
    if is_code_table(element):
        add_code_table(builder, element)
        return
    rows, caption, loose = _parts(element)
    for other in loose:
        builder.visit(other)
    if "tr-caption-container" in element.classes:
        cells = [cell for row in rows for cell in row.cells]
        captions = [c for c in cells if "tr-caption" in c.classes]
        add_captioned(builder, [c for c in cells if c not in captions], captions[:1])
    elif _is_layout(element, rows, caption):
        for part in ([caption] if caption is not None else []) + [c for r in rows for c in r.cells]:
            builder.walk_block(part)
    elif _is_too_big(rows):
        builder.warn("A table was too big to be kept as one; its rows are paragraphs.")
        _as_paragraphs(builder, rows, caption)
    else:
        _add_table(builder, rows, caption)


def _parts(element: Element) -> tuple[list[_Row], Element | None, list[Element]]:
    """The rows of a table in the order they are shown, its caption, and what else is in it."""
    rows: list[_Row] = []
    caption: Element | None = None
    loose: list[Element] = []
    for child in element.children:
        if not isinstance(child, Element):
            continue
        if child.tag in ("thead", "tbody", "tfoot"):
            inner = (c for c in child.children if isinstance(c, Element))
            rows += [_row(row, child.tag) for row in inner if row.tag == "tr"]
        elif child.tag == "tr":
            rows.append(_row(child, "tbody"))
        elif child.tag == "caption" and caption is None:
            caption = child
        elif child.tag not in ("colgroup", "col"):
            loose.append(child)
    order = {"thead": 0, "tbody": 1, "tfoot": 2}
    return sorted(rows, key=lambda row: order[row.part]), caption, loose


def _row(element: Element, part: str) -> _Row:
    cells = [c for c in element.children if isinstance(c, Element) and c.tag in ("td", "th")]
    return _Row(element, part, cells)


def _is_layout(element: Element, rows: list[_Row], caption: Element | None) -> bool:
    """Whether a table only places parts of a page."""
    if element.get("role").lower() in ("presentation", "none"):
        return True
    cells = [cell for row in rows for cell in row.cells]
    if (
        caption is not None
        or any(c.tag == "th" for c in cells)
        or (rows and rows[0].part == "thead")
    ):
        return False
    if element.get("summary") or element.get("role") in ("table", "grid"):
        return False
    if len(cells) <= 1 or (all(len(row.cells) <= 1 for row in rows) and _is_heavy(cells)):
        return True
    return _is_heavy(cells)


def _is_heavy(cells: list[Element]) -> bool:
    """Whether any of some cells holds more than data does."""
    return any(_holds_much(cell) for cell in cells[:MAX_CELLS])


def _holds_much(cell: Element) -> bool:
    paragraphs = 0
    for element in cell.elements():
        if element.tag in _HEAVY or element.tag == "table":
            return True
        paragraphs += element.tag == "p"
    return paragraphs > 2 or sum(len(text) for text in cell.texts()) > LONG_CELL


def _is_too_big(rows: list[_Row]) -> bool:
    widest = max((len(row.cells) for row in rows), default=0)
    return widest > MAX_COLUMNS or len(rows) * max(widest, 1) > MAX_CELLS


def _as_paragraphs(builder: Builder, rows: list[_Row], caption: Element | None) -> None:
    if caption is not None:
        builder.walk_block(caption)
    for row in rows:
        line = in_row(builder.inlines(cell.children) for cell in row.cells)
        if line:
            setting = builder.setting
            builder.add(Paragraph(line, setting.direction, lang=setting.language))


def _add_table(builder: Builder, rows: list[_Row], caption: Element | None) -> None:
    grid = _Grid()
    for row in rows:
        grid.add(row, builder)
    said = builder.inlines(caption.children) if caption is not None else ()
    table = grid.table(said, builder.setting.language)
    if table is not None:
        builder.add(table)


class _Grid:
    """The cells of a table by row and column, with spans filled by empty cells."""

    def __init__(self) -> None:
        self._rows: list[list[Inlines]] = []
        self._aligned: list[list[Alignment | None]] = []
        self._heads: list[bool] = []
        self._hanging: dict[int, int] = {}  # column: how many more rows a cell above reaches down

    def add(self, row: _Row, builder: Builder) -> None:
        """Add a row; one without any text is left out."""
        cells: list[Inlines] = []
        aligned: list[Alignment | None] = []
        hanging: dict[int, int] = {}
        for cell in row.cells:
            self._skip(cells, aligned, hanging)
            content = builder.inlines(cell.children)
            span = min(max(whole_number(cell.get("colspan"), 1), 1), MAX_COLUMNS - len(cells))
            down = min(max(whole_number(cell.get("rowspan"), 1), 1), 1000) - 1
            for i in range(max(span, 1)):
                if down:
                    hanging[len(cells)] = down
                cells.append(content if i == 0 else ())
                aligned.append(_alignment(cell, row.element))
        self._skip(cells, aligned, hanging)
        self._hanging = {k: v for k, v in hanging.items() if v > 0}
        if any(cells):
            self._rows.append(cells)
            self._aligned.append(aligned)
            self._heads.append(_is_head(row))

    def _skip(
        self,
        cells: list[Inlines],
        aligned: list[Alignment | None],
        hanging: dict[int, int],
    ) -> None:
        """Leave room for cells that reach down from above."""
        while self._hanging.get(len(cells), 0) > 0:
            hanging[len(cells)] = self._hanging[len(cells)] - 1
            cells.append(())
            aligned.append(None)

    def table(self, caption: Inlines, language: str | None) -> Table | None:
        """The table; None when there is nothing in it."""
        if not self._rows:
            return None
        width = max(len(row) for row in self._rows)
        padded = [tuple(row) + ((),) * (width - len(row)) for row in self._rows]
        with_head = self._heads[0] and len(padded) > 0
        return Table(
            padded[0] if with_head else None,
            tuple(padded[1:] if with_head else padded),
            self._alignments(width, 1 if with_head else 0),
            caption or None,
            language,
        )

    def _alignments(self, width: int, first: int) -> tuple[Alignment | None, ...]:
        """How each column stands: as most of its cells, or as its head when there are none."""
        rows = self._aligned[first:] or self._aligned
        out: list[Alignment | None] = []
        for column in range(width):
            said = [row[column] for row in rows if column < len(row)]
            counts = {side: said.count(side) for side in ("left", "right", "center")}
            best = max(counts, key=lambda side: counts[side])
            out.append(_ALIGNMENTS[best] if counts[best] * 2 > len(said) else None)
        return tuple(out)


def _is_head(row: _Row) -> bool:
    """Whether a row names the columns: in `thead`, or of `th` but for an empty corner."""
    if row.part == "thead":
        return True
    heads = [cell for cell in row.cells if cell.tag == "th"]
    others = [cell for cell in row.cells if cell.tag != "th" and cell.text()]
    return bool(heads) and not others and not _names_its_row(row, heads)


def _names_its_row(row: _Row, heads: list[Element]) -> bool:
    return len(row.cells) > 1 and len(heads) == 1 and heads[0].get("scope") == "row"


def _alignment(cell: Element, row: Element) -> Alignment | None:
    for element in (cell, row):
        if "style" in element.attrs:
            match = _ALIGN.search(style_of(element))
            if match:
                return _ALIGNMENTS[match[1]]
        if "align" in element.attrs:
            return _ALIGNMENTS.get(element.attrs["align"].lower())
        classes = element.classes
        for name in ("left", "right", "center"):
            if f"has-text-align-{name}" in classes or f"text-{name}" in classes:
                return _ALIGNMENTS[name]
    return None


TAGS: Final[Mapping[str, Handler]] = {"table": _table}
