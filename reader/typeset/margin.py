"""What stands left of a block's text: indents, markers and bars of all it stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.typeset.line import Span

NARROWEST: int = 8
"""Cells of text that an indent must leave; where it would not, the indent is given up."""


class Margin:
    """One prefix for the first line set in it, another for those below, within an outer margin."""

    __slots__ = ("_first", "_fresh", "_outer", "_rest", "first_cells", "own_cells", "rest_cells")

    def __init__(
        self, outer: Margin | None = None, first: Iterable[Span] = (), rest: Iterable[Span] = ()
    ) -> None:
        """`first` and `rest` as they are painted after those of `outer`."""
        self._outer = outer
        self._first = tuple(first)
        self._rest = tuple(rest)
        self._fresh = True
        self.own_cells = cells("".join(span.text for span in self._rest))
        self.rest_cells: int = (outer.rest_cells if outer else 0) + self.own_cells
        own_first = cells("".join(span.text for span in self._first))
        self.first_cells: int = (outer.next_cells if outer else 0) + own_first

    @property
    def next_cells(self) -> int:
        """Cells left of the next line."""
        return self.first_cells if self._fresh else self.rest_cells

    def take(self) -> tuple[Span, ...]:
        """The prefix of the next line; the one after it gets the other."""
        outer = self._outer.take() if self._outer else ()
        if not self._fresh:
            return outer + self._rest
        self._fresh = False
        return outer + self._first

    def blank(self) -> tuple[Span, ...]:
        """The prefix of a line without text: bars alone."""
        outer = self._outer.blank() if self._outer else ()
        return outer + self._rest


def indented(outer: Margin, column: int, first: Span, rest: Span) -> Margin:
    """A margin within `outer`; in a narrow column without the indent or even the marker.

    `first` and `rest` have the same width in cells.
    """
    if column - outer.rest_cells - cells(rest.text) >= NARROWEST:
        return Margin(outer, (first,), (rest,))
    marker = first.text.strip() and not rest.text.strip()
    if marker and column - outer.next_cells - cells(first.text) >= NARROWEST // 2:
        return Margin(outer, (first,))
    return Margin(outer)


def trimmed(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Spans without white space at their end."""
    kept = list(spans)
    while kept:
        last = kept[-1]
        text = last.text.rstrip()
        if text:
            if text != last.text:
                kept[-1] = last._replace(text=text)
            break
        kept.pop()
    return tuple(kept)
