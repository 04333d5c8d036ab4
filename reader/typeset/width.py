"""How many cells a text takes, the only place that decides it.

Textual draws by rich's widths and terminals mostly by those that wcwidth knows; where the two
differ (Burmese, Hindi, some emoji) the larger is taken, so that no line can run over its column.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import apsw.unicode
from rich.cells import cell_len

_ONE_CELL: Final = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0373\u0376\u0377\u037b-\u037f\u0384-\u0386\u0388-\u038a"
    "\u038c\u038e-\u03a1\u03a3-\u0482\u048a-\u052f\u1e00-\u1eff\u2010-\u2019\u201b-\u2027"
    "\u2030-\u205e\u20a0-\u20bf\u2500-\u25fc\u2605\u270e]*"
)
"""Characters of one cell each, whatever stands beside them: text of them alone is its own ruler."""

_CACHED_LENGTH: Final = 64
"""Characters: longer texts are rarely met twice."""


def one_cell_each(text: str) -> bool:
    """Whether each character of `text` takes exactly one cell."""
    return text.isascii() or _ONE_CELL.fullmatch(text) is not None


def cells(text: str) -> int:
    """Cells of a text without control characters; marks that stand alone may count as none."""
    if text.isascii():
        return len(text)
    if len(text) > _CACHED_LENGTH:
        return len(text) if one_cell_each(text) else _measured(text)
    return _cached(text)


def _measured(text: str) -> int:
    from wcwidth import wcswidth  # a start that shows only one-cell characters has no need of it

    return max(cell_len(text), wcswidth(text))


@lru_cache(maxsize=1 << 16)
def _cached(text: str) -> int:
    return len(text) if _ONE_CELL.fullmatch(text) else _measured(text)


def clusters(text: str) -> list[str]:
    """The grapheme clusters of a text; none but the first begins with a combining mark."""
    if text.isascii():
        return list(text)
    return list(apsw.unicode.grapheme_iter(text))


def cut(text: str, room: int) -> int:
    """How many characters of a text fit into `room` cells, no cluster split."""
    if one_cell_each(text):
        return min(len(text), max(0, room))
    used = taken = 0
    for cluster in clusters(text):
        used += cells(cluster)
        if used > room:
            break
        taken += len(cluster)
    return taken
