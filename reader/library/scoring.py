"""How well an article fits a query: a function that SQLite calls for each match.

It is the index's own BM25 without the part that counts every match in the library (measured: 1.7 s
over the commonest word of a million articles), so that ranking costs what the ranked matches cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import apsw

_WEIGHTS = (8.0, 4.0, 3.0, 1.0)
"""Of title, author, headings and text."""

_SATURATION, _LENGTH_SHARE = 1.2, 0.75
"""k1 and b of BM25 (Robertson and Zaragoza, 2009)."""


def fit(match: apsw.FTS5ExtensionApi, *_: object) -> float:
    """The score of one match; the higher the better."""
    score = 0.0
    rows = max(1, match.row_count)
    for phrase in range(match.phrase_count):
        for column, places in enumerate(match.phrase_locations(phrase)):
            if places:
                average = max(1.0, match.column_total_size(column) / rows)
                length = match.column_size(column) / average
                damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length)
                often = len(places)
                score += _WEIGHTS[column] * often * (_SATURATION + 1) / (often + damping)
    return score
