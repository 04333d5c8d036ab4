"""How well an article fits a query: a function that SQLite calls for each match.

It is the index's own BM25 without the part that counts every match in the library (measured: 1.7 s
over the commonest word of a million articles), so that ranking costs what the ranked matches cost:
how rare a word is, is seen in the newest articles.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import apsw

_WEIGHTS = (8.0, 4.0, 3.0, 1.0)
"""Of title, author, headings and text."""

_SATURATION, _LENGTH_SHARE = 1.2, 0.75
"""k1 and b of BM25 (Robertson and Zaragoza, 2009)."""


def rarity(having: int, among: int) -> float:
    """What a word counts that so many articles have, among others: the less, the more have it."""
    return math.log(1 + (max(0, among - having) + 0.5) / (having + 0.5))


def fit(match: apsw.FTS5ExtensionApi, /, *rarities: apsw.SQLiteValue) -> float:
    """The score of one match; the higher the better.

    `rarities` are those of the words and phrases of the query in their order; 1 when not given.
    """
    score = 0.0
    rows = max(1, match.row_count)
    for phrase in range(match.phrase_count):
        given = rarities[phrase] if phrase < len(rarities) else None
        rare = given if isinstance(given, float) else 1.0
        for column, places in enumerate(match.phrase_locations(phrase)):
            if places:
                average = max(1.0, match.column_total_size(column) / rows)
                length = match.column_size(column) / average
                damping = _SATURATION * (1 - _LENGTH_SHARE + _LENGTH_SHARE * length)
                often = len(places)
                score += rare * _WEIGHTS[column] * often * (_SATURATION + 1) / (often + damping)
    return score
