"""Ranges of the canonical text lit on set lines: search hits, highlights, a selection. Pure."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.typeset.line import Line, Span


class Range(NamedTuple):
    """From `start` up to `end` in code points of the canonical text, with the role it is lit in."""

    start: int
    end: int
    role: str


class Overlay:
    """Ranges of one layer in order; they do not overlap."""

    def __init__(self, ranges: Sequence[Range] = ()) -> None:
        self.ranges = sorted(ranges)
        self._starts = [lit.start for lit in self.ranges]

    def __bool__(self) -> bool:
        return bool(self.ranges)

    def within(self, start: int, end: int) -> list[Range]:
        """The ranges that touch a stretch of text."""
        first = max(0, bisect_right(self._starts, start) - 1)
        found = []
        for lit in self.ranges[first:]:
            if lit.start >= end:
                break
            if lit.end > start:
                found.append(lit)
        return found

    def split(self, line: Line) -> Iterator[Span]:
        """The spans of a line, cut where a range begins or ends, lit ones with its role added."""
        lit = self.within(line.offset, max(line.end, line.offset + 1))
        for span in line.spans:
            if span.offset is None or not lit:
                yield span
            else:
                yield from _cut(span, span.offset, lit)


def _cut(span: Span, offset: int, lit: Sequence[Range]) -> Iterator[Span]:
    position, end = offset, offset + len(span.text)
    for one in lit:
        if one.end <= position or one.start >= end:
            continue
        if one.start > position:
            yield _part(span, offset, position, one.start)
            position = one.start
        upto = min(one.end, end)
        part = _part(span, offset, position, upto)
        yield part._replace(roles=(*part.roles, one.role))
        position = upto
    if position < end:
        yield _part(span, offset, position, end)


def _part(span: Span, offset: int, start: int, end: int) -> Span:
    return span._replace(text=span.text[start - offset : end - offset], offset=start)
