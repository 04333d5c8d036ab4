"""Where a query is wrong: the query, and a row of ^ under the place."""

from __future__ import annotations

import unicodedata

from reader.typeset.width import cells

MOST = 76
"""Cells of the query that are shown; of a longer one those around the place."""


def rows(query: str, start: int, end: int) -> tuple[str, str]:
    """The query and what stands beneath it, set in by two cells."""
    shown = "".join(map(_shown, query))
    first, last = 0, len(shown)
    if cells(shown) > MOST:
        first = max(0, start - MOST // 4)
        while cells(shown[first:last]) > MOST - 2:
            last -= 1
    before, after = "…" * (first > 0), "…" * (last < len(shown))
    beneath = cells(before + shown[first:start])
    width = max(1, cells(shown[start : min(end, last)]))
    return f"  {before}{shown[first:last]}{after}", f"  {' ' * beneath}{'^' * width}"


def _shown(sign: str) -> str:
    """A character as it is shown here: one that is not seen, or that may not be, as a blank."""
    return " " if unicodedata.category(sign)[0] in "CZM" else sign
