"""Breaking a paragraph into lines as a whole: the least sum of costs over all ways to break it.

Knuth and Plass (Breaking Paragraphs into Lines, 1981) for ragged right text on a grid of cells.
A paragraph is a row of *pieces* that do not break, each followed by a gap that goes when the line
ends there. The algorithm knows no word, font or language: it is given cells and costs.
"""

from __future__ import annotations

from typing import Final, NamedTuple

HYPHEN: Final = 110
"""A line that ends in an added hyphen: worth it where it saves a hole of ten cells in a line."""
SECOND_HYPHEN: Final = 100
"""Another one right below it."""
HYPHENS_IN_A_ROW: Final = 2
"""At most (Bringhurst, Elements 2.4.3, allows three)."""
HYPHEN_BEFORE_LAST: Final = 100
"""On the last line but one, whose second half would stand alone."""
STUB: Final = 400
"""A last line of a few characters."""
RUNT: Final = 80
"""A last line of one short word."""
LOOSE: Final = 700
"""A line with more than a quarter of the measure free: one big hole rather than two."""
FORCED: Final = 2_000
"""A break inside a piece that is wider than a line, between two clusters."""
OVERFULL: Final = 1e9
"""A line that is too wide, where a single cluster is wider than the column."""


UNKNOWN: Final = 1e300
"""More than anything costs."""


class Row(NamedTuple):
    """A paragraph as the algorithm sees it. All lists have one entry a piece.

    A hyphen is left out where two stand above it already; the line then ends bare.

    `starts[i]`: cells from the paragraph's start to where a line that begins with piece i begins.
    `ends[i]`: the same to where a line that ends after piece i ends, its hyphen included.
    `costs[i]`: of ending a line after piece i; the last one's is not looked at.
    `hyphens[i]`: whether a line that ends after piece i gets a hyphen.
    """

    starts: list[int]
    ends: list[int]
    costs: list[int]
    hyphens: list[bool]


class Wish(NamedTuple):
    """What the lines should be like. Widths in cells, `first` (of the first line) <= `rest`.

    `stub` and `runt`: the first piece from which on the rest, alone on the last line, would be one.
    `last_share`: how much the two matter; less where lines are nearly full and break anywhere.
    `balanced`: the last line counts like the others, as in a heading.
    """

    first: int
    rest: int
    stub: int
    runt: int
    last_share: float = 1.0
    balanced: bool = False


def best_breaks(row: Row, wish: Wish) -> list[int]:
    """The lines of least cost: for each the number of pieces up to its end, rising."""
    count = len(row.starts)
    room = wish.rest
    ends, costs, hyphens = row.ends, row.costs, row.hyphens
    starts = [row.starts[0] - (room - wish.first), *row.starts[1:]]
    total: list[float] = [0.0] * (count + 1)
    came = [0] * (count + 1)
    row_of_hyphens = [0] * (count + 1)
    quarter = UNKNOWN if wish.balanced else room // 4
    low = loose = 0
    for here in range(1, count):
        limit = ends[here - 1] - room
        while starts[low] < limit and low < here - 1:
            low += 1
        while loose < here and starts[loose] <= limit + quarter:
            loose += 1
        best = UNKNOWN
        at = low
        if hyphens[here - 1]:
            at, best = _hyphened(total, starts, row_of_hyphens, range(low, here), limit)
            if best < UNKNOWN:
                row_of_hyphens[here] = row_of_hyphens[at] + 1
                best += LOOSE * (at >= loose)
        if best >= UNKNOWN:
            for start in range(low, loose):
                slack = starts[start] - limit
                cost = total[start] + slack * slack
                if cost < best:
                    best = cost
                    at = start
            for start in range(max(low, loose), here):
                slack = starts[start] - limit
                cost = total[start] + slack * slack + LOOSE
                if cost < best:
                    best = cost
                    at = start
            if hyphens[here - 1]:
                best += FORCED
        if starts[at] < limit:
            best += OVERFULL
        total[here] = best + costs[here - 1]
        came[here] = at
    came[count] = _last_line(row, starts, total, wish, low)
    found = [count]
    while came[found[-1]]:
        found.append(came[found[-1]])
    found.reverse()
    return found


def _hyphened(
    total: list[float], starts: list[int], row_of_hyphens: list[int], those: range, limit: int
) -> tuple[int, float]:
    """The best start of a line that ends in a hyphen; UNKNOWN cost when no more may follow."""
    at, best = those.start, UNKNOWN
    for start in those:
        above = row_of_hyphens[start]
        if above >= HYPHENS_IN_A_ROW:
            continue
        slack = starts[start] - limit
        cost = total[start] + slack * slack + (SECOND_HYPHEN if above else 0)
        if cost < best:
            at, best = start, cost
    return at, best


def _last_line(row: Row, starts: list[int], total: list[float], wish: Wish, low: int) -> int:
    """The piece with which the last line best begins."""
    count = len(starts)
    limit = row.ends[-1] - wish.rest
    while starts[low] < limit and low < count - 1:
        low += 1
    best = UNKNOWN
    at = low
    for start in range(low, count):
        cost = total[start]
        if wish.balanced:
            cost += (starts[start] - limit) ** 2
        if start:
            if start >= wish.stub:
                cost += STUB * wish.last_share
            elif start >= wish.runt:
                cost += RUNT * wish.last_share
            if row.hyphens[start - 1]:
                cost += HYPHEN_BEFORE_LAST
        if cost < best:
            best = cost
            at = start
    return at
