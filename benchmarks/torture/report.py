"""The table of a run: what was done how often, and what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Row(NamedTuple):
    """A line of the table: a kind of torture, how many rounds of it, and what was seen.

    `wrong` holds a sentence for each round that went wrong.
    """

    what: str
    rounds: int
    seen: str
    wrong: tuple[str, ...] = ()


def table(rows: Iterable[Row]) -> str:
    """The rows as Markdown, with columns that line up in a terminal."""
    lines = [("torture", "rounds", "wrong", "seen")]
    lines += [(row.what, f"{row.rounds:,}", str(len(row.wrong)), row.seen) for row in rows]
    widths = [max(len(line[place]) for line in lines) for place in range(4)]
    rule = f"|-{'-' * widths[0]}-|-{'-' * widths[1]}:|-{'-' * widths[2]}:|-{'-' * widths[3]}-|"
    drawn = [
        f"| {what:<{widths[0]}} | {rounds:>{widths[1]}} | {wrong:>{widths[2]}} |"
        f" {seen:<{widths[3]}} |"
        for what, rounds, wrong, seen in lines
    ]
    return "\n".join([drawn[0], rule, *drawn[1:]])
