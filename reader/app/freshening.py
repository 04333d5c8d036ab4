"""Reading rows again after a change: those in sight at once, the others bit by bit."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.app.rows import Rows
    from reader.app.screens.reading import Reading

AT_ONCE = 400
"""Rows that are read again in one step, in about 2 ms: a key that comes meanwhile does not wait."""

PAUSE = 0.01
"""Seconds between two steps."""


def freshen(screen: Reading) -> None:
    """Read all rows of the list again; what stands on the screen is new when this returns."""
    rows = screen.rows
    ids = [row.id for row in rows.headlines]
    if len(ids) <= AT_ONCE:
        rows.refresh()
        return
    half = AT_ONCE // 4
    first = [*_around(ids, screen.headlines.top, half), *_around(ids, rows.cursor, half)]
    rows.refresh(first)
    known = set(first)
    screen.reader.beside(_others(screen, rows, [one for one in ids if one not in known]))


def _around(ids: list[int], place: int, half: int) -> list[int]:
    return ids[max(0, place - half) : place + half]


async def _others(screen: Reading, rows: Rows, ids: list[int]) -> None:
    for start in range(0, len(ids), AT_ONCE):
        await asyncio.sleep(PAUSE)
        if screen.rows is not rows or not screen.is_attached:
            return
        rows.refresh(ids[start : start + AT_ONCE])
    screen.headlines.refresh()
