"""Figures of a run, and the table that shows them as ratios."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Series(NamedTuple):
    """Measurements of one thing, in milliseconds or MiB."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.values)

    @property
    def p95(self) -> float:
        """That which 95 in 100 do not exceed (nearest rank)."""
        ordered = sorted(self.values)
        return ordered[min(len(ordered) - 1, -(-len(ordered) * 95 // 100) - 1)]


class Row(NamedTuple):
    """A line of the table: what was measured, on Reader and on its floor; `limit` is the goal.

    `floor` None: there is nothing that it could be measured against.
    """

    what: str
    reader: Series
    floor: Series | None
    floor_name: str = ""
    limit: float | None = None
    by: str = "median"
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times its floor Reader takes, by median or p95."""
        if self.floor is None:
            return 0.0
        ours, least = (getattr(one, self.by) for one in (self.reader, self.floor))
        return float(ours / least) if least else float("inf")

    @property
    def good(self) -> bool | None:
        """Whether the goal is met; None when there is none."""
        return None if self.limit is None else self.ratio <= self.limit


_HEAD = ("what", "median", "p95", "most", "floor", "median", "p95", "ratio", "goal")


def table(rows: Iterable[Row]) -> str:
    """The figures as Markdown, with columns that also line up in a terminal."""
    lines = [_HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(_HEAD))]
    drawn = [_line(line, widths) for line in lines]
    return "\n".join(
        [drawn[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *drawn[1:]]
    )


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell.ljust(width) if place in {0, 4} else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "| " + " | ".join(padded) + " |"


def _cells(row: Row) -> tuple[str, ...]:
    goal = "" if row.limit is None else f"<= {row.limit:g} {'met' if row.good else 'MISSED'}"
    ours, floor = _figures(row.reader, row.unit), ("", "", "")
    ratio = ""
    if row.floor is not None:
        floor = _figures(row.floor, row.unit)
        ratio = f"{row.ratio:.2f}x" + (" p95" if row.by == "p95" else "")
    return row.what, *ours, row.floor_name, *floor[:2], ratio, goal


def _figures(series: Series, unit: str) -> tuple[str, str, str]:
    numbers = (series.median, series.p95, max(series.values))
    one, two, three = (f"{number:.1f} {unit}" for number in numbers)
    return one, two, three
