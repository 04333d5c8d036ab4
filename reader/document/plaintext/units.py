"""Lines made into units: the paragraphs, items, quotes and figures that the layout shows.

A unit is the smallest piece that is judged as a whole. What is drawn rather than written (code,
tables, ASCII figures, verse) is told by its shape alone; what is prose is left to the classifier.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from reader.document.plaintext import layout as layouts
from reader.document.plaintext import pages, shapes
from reader.document.plaintext.bullets import Bullet, bullet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.document.plaintext.layout import Layout
    from reader.document.plaintext.lines import Line

Shape: TypeAlias = Literal["text", "item", "quote", "code", "verse", "rule", "edge"]

_DASHES = "-–—"
_SPEECH = 110
"""Characters from which on a text with a dash before it is spoken rather than listed."""
_PARAGRAPH = 40
"""Characters from which on a text that a page breaks off is a paragraph and no heading."""
_STEP = 3
"""Columns by which the two parts of a paragraph may be set apart (its first line is indented)."""
_ENDED = re.compile(r"[.!?:;]['\"”’)\]]*$")
_DENSE = re.compile("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")


class Unit(NamedTuple):
    """A piece of the text that is judged as a whole.

    `text` is on one line (of a drawn shape: with its own lines and blanks). `blanks` are the blank
    lines before it, `last` tells that it ends its run of lines. `lines` counts its lines in the
    source; `bullet` is an item's mark; `indent` its column; `inner` are a quote's lines without
    their marks; `page` tells that a page begins with it; `under` is the sign of the row that
    underlines a heading.
    """

    text: str
    shape: Shape
    blanks: int
    last: bool = True
    indent: int = 0
    lines: int = 1
    bullet: Bullet | None = None
    inner: tuple[str, ...] = ()
    page: bool = False
    under: str = ""

    @property
    def marked(self) -> str:
        """The text with the number or letter that it begins with in the source."""
        return f"{self.bullet.source} {self.text}" if self.bullet else self.text


def joined(lines: Sequence[str]) -> str:
    """Wrapped lines made one: with a blank between, none in scripts without."""
    parts: list[str] = []
    for line in lines:
        text = " ".join(line.split())
        if parts and not (_DENSE.match(parts[-1][-1]) and _DENSE.match(text[0])):
            parts.append(" ")
        parts.append(text)
    return "".join(parts)


def _drawn(group: Sequence[Line], shape: Shape) -> Unit:
    """A group that keeps its own lines; the indent that all have in common is dropped."""
    text = shapes.dedented(group)
    first = group[0]
    return Unit(
        text,
        shape,
        first.blanks,
        indent=first.indent,
        lines=len(group),
        page=first.page,
    )


def _prose(group: Sequence[Line], mark: Bullet | None = None) -> Unit:
    """Lines of one text made a unit; a mark at its start is taken off."""
    first = group[0]
    texts = [line.text for line in group]
    if mark:
        texts[0] = texts[0][mark.size :]
    shape: Shape = "item" if mark else "text"
    return Unit(
        joined(texts),
        shape,
        first.blanks,
        last=False,
        indent=first.indent,
        lines=len(group),
        bullet=mark,
        page=first.page,
    )


def _quoted(group: Sequence[Line]) -> Unit:
    """A group whose lines all begin with `>`."""
    inner = tuple(shapes.unquoted(line.text) for line in group)
    first = group[0]
    text = " ".join(" ".join(inner).split())
    return Unit(
        text,
        "quote",
        first.blanks,
        indent=first.indent,
        lines=len(group),
        inner=inner,
        page=first.page,
    )


def _runs(group: Sequence[Line]) -> Iterator[list[Line]]:
    """A group cut where quoted lines begin and end."""
    run: list[Line] = []
    for line in group:
        if run and shapes.is_quoted(line.text) != shapes.is_quoted(run[-1].text):
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _pieces(run: Sequence[Line], measure: int) -> Iterator[list[Line]]:
    """The lines of a run of prose that belong together: all of a wrapped text, else each line.

    An item takes the lines after it that are indented more than its mark or that its wrapping
    explains.
    """
    wrapped = layouts.is_wrapped(run, measure)
    piece: list[Line] = []
    for line in run:
        if piece:
            hangs = bool(bullet(piece[0].text)) and line.indent > piece[0].indent
            goes_on = hangs or (
                layouts.is_full(piece[-1], line, measure) if measure and not wrapped else wrapped
            )
            if not goes_on or bullet(line.text, inside=not bullet(piece[0].text)):
                yield piece
                piece = []
        piece.append(line)
    if piece:
        yield piece


def _lone_dash(pieces: Sequence[Sequence[Line]]) -> int | None:
    """The one line among prose that begins with a dash: someone speaks, nothing is listed."""
    dashed = [
        number
        for number, piece in enumerate(pieces)
        if (mark := bullet(piece[0].text)) and mark.sign in _DASHES
    ]
    if len(dashed) != 1 or len(pieces) < 2:
        return None
    lone = dashed[0]
    introduced = lone > 0 and pieces[lone - 1][-1].text.endswith((":", "："))
    return None if introduced else lone


def _units(group: Sequence[Line], layout: Layout) -> Iterator[Unit]:
    while sign := shapes.underlined(group):
        yield _prose(group[:1])._replace(under=sign, last=len(group) == 2)
        group = group[2:]
    for run in _runs(group):
        if shapes.is_quoted(run[0].text):
            yield _quoted(run)
            continue
        shape = shapes.drawn(run, layout)
        if shape:
            yield _drawn(run, shape)
            continue
        pieces = list(_pieces(run, layout.measure))
        lone = _lone_dash(pieces)
        for number, piece in enumerate(pieces):
            if number == lone:
                yield _prose(piece)
            elif len(piece) == 1 and shapes.is_rule(piece[0].text):
                yield _drawn(piece, "rule")._replace(last=False)
            else:
                yield _prose(piece, bullet(piece[0].text))


def _is_dashed(unit: Unit) -> bool:
    return unit.bullet is not None and unit.bullet.sign in _DASHES


def _without_lone_dashes(found: list[Unit]) -> list[Unit]:
    """The units, where a dash before a long text that stands alone is a part of that text."""
    for number, unit in enumerate(found):
        near = found[max(0, number - 1) : number] + found[number + 1 : number + 2]
        if _is_dashed(unit) and len(unit.text) > _SPEECH and not any(map(_is_dashed, near)):
            found[number] = unit._replace(text=unit.marked, shape="text", bullet=None)
    return found


def _goes_on(unit: Unit, after: Unit) -> bool:
    """Whether a paragraph that a page ends in goes on with the first unit of the next page."""
    if unit.shape not in {"text", "item"} or after.shape != "text" or unit.under or after.under:
        return False
    if len(unit.text) < _PARAGRAPH or _ENDED.search(unit.text) or not after.page:
        return False
    hanging = unit.shape == "item" and after.indent > unit.indent
    return hanging or abs(after.indent - unit.indent) <= _STEP


def _over_pages(found: Sequence[Unit]) -> list[Unit]:
    """The units, where a paragraph that a page breaks off is one again, before the page's edges."""
    whole: list[Unit] = []
    last = -1
    opens = False
    for unit in found:
        opens |= unit.page
        if unit.shape == "edge":
            whole.append(unit)
            continue
        if last >= 0 and _goes_on(whole[last], unit._replace(page=opens)):
            text = joined([whole[last].text, unit.text])
            lines = whole[last].lines + unit.lines
            whole[last] = whole[last]._replace(text=text, lines=lines)
        else:
            last = len(whole)
            whole.append(unit)
        opens = False
    return whole


def units(lines: Sequence[Line], layout: Layout) -> list[Unit]:
    """The units of a text in order; heads and feet of pages are units of shape `edge`."""
    edges = pages.edges(lines)
    found: list[Unit] = []
    number = 0
    for group in layouts.groups(lines):
        numbers = range(number, number + len(group))
        number += len(group)
        pieces: list[Unit] = []
        for is_edge, run in groupby(numbers, key=edges.__contains__):
            rows = [group[n - numbers.start] for n in run]
            if is_edge:
                pieces += [_drawn([row], "edge")._replace(last=False) for row in rows]
            else:
                pieces += _units(rows, layout)
        found += pieces[:-1]
        found.append(pieces[-1]._replace(last=True))
    return _without_lone_dashes(_over_pages(found))
