"""A set line as a strip: its looks, what is lit on it, the ground of code, and panning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.strip import Strip

from reader.app.gate import gate
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.app.overlay import Overlay
    from reader.app.paint import Palette
    from reader.typeset.line import Line, Span

GROUND = ("ground",)
CODE_GROUND = ("ground", "raised")


def lit_spans(line: Line, layers: Iterable[Overlay]) -> list[Span]:
    """The spans of a line, cut where something is lit, later layers over earlier ones."""
    spans = list(line.spans)
    for layer in layers:
        if layer:
            spans = list(layer.split(line._replace(spans=tuple(spans))))
    return spans


def strip_of(
    palette: Palette,
    line: Line,
    layers: Iterable[Overlay],
    *,
    column: int,
    pan: int = 0,
    cut_mark: str = "›",
) -> Strip:
    """A line in at most `column` cells; code is filled to the column and panned by `pan` cells."""
    spans = lit_spans(line, layers)
    if line.kind == "code":
        return _code(palette, line, spans, column, pan, cut_mark)
    strip = Strip(_segments(palette, spans))
    if line.pan:
        return _cut(palette, strip.crop(pan, pan + column), strip, column, pan, cut_mark, GROUND)
    return strip


def with_hint(palette: Palette, strip: Strip, column: int, hint: str) -> Strip:
    """A strip with the letters of a hint over the cells from `column`."""
    end = column + len(hint)
    return Strip(
        [
            *strip.crop(0, column),
            Segment(hint, palette.style(("ground", "hint"))),
            *strip.crop(end, max(strip.cell_length, end)),
        ]
    )


def _segments(palette: Palette, spans: Iterable[Span]) -> list[Segment]:
    return [
        Segment(
            gate(span.text),
            palette.style(
                (*(CODE_GROUND if span.roles[:1] == ("code",) else GROUND), *span.roles), span.link
            ),
        )
        for span in spans
        if span.text
    ]


def _code(
    palette: Palette, line: Line, spans: list[Span], column: int, pan: int, cut_mark: str
) -> Strip:
    """Indent and padding stay, the code pans between them and its label at the right."""
    whole = Strip(_segments(palette, spans))
    text = line.text
    left = cells(text[: line.pre])
    right = cells(text[len(text) - line.post :]) if line.post else 0
    body = whole.crop(left, max(left, whole.cell_length - right))
    room = max(1, column - left)
    shown = _cut(palette, body.crop(pan, pan + room), body, room, pan, cut_mark, CODE_GROUND)
    label = text[len(text) - line.post :].strip() if line.post else ""
    if label and not line.pan:
        place = room - cells(label)
        used = max(0, body.cell_length - pan)
        if place > used:
            style = palette.style((*CODE_GROUND, "code-label"))
            shown = Strip([*shown.crop(0, place), Segment(gate(label), style)], room)
    return Strip([*whole.crop(0, left), *shown])


def _cut(
    palette: Palette,
    shown: Strip,
    whole: Strip,
    room: int,
    pan: int,
    cut_mark: str,
    ground: tuple[str, ...],
) -> Strip:
    """A stretch filled to `room` cells, with a mark where more follows."""
    fitted = palette.fit(list(shown), room, ground)
    if whole.cell_length <= pan + room:
        return fitted
    mark = Segment(cut_mark, palette.style((*ground, "pan-mark")))
    return Strip([*fitted.crop(0, room - 1), mark], room)
