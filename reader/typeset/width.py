"""How many cells a text takes, the only place that decides it.

Textual draws by rich's widths and terminals mostly by those that wcwidth knows; where the two
differ (Burmese, Hindi, some emoji) the larger is taken, so that no line can run over its column.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

# The first headline is measured with this before anything else is there, so what is loaded for
# characters of other widths is loaded when one comes, and so little as `typing` is not.

_RANGES: Final = (
    "\x20\x7e\xa0\xac\xae\u02ff\u0370\u0373\u0376\u0377\u037b\u037f\u0384\u0386\u0388\u038a"
    "\u038c\u038c\u038e\u03a1\u03a3\u0482\u048a\u052f\u1e00\u1eff\u2010\u2019\u201b\u2027"
    "\u2030\u205e\u20a0\u20bf\u2190\u2193\u2500\u25fc\u2605\u2605\u270e\u270e"
)
_ONE_CELL: Final = frozenset(
    chr(code)
    for first, last in zip(_RANGES[::2], _RANGES[1::2], strict=True)
    for code in range(ord(first), ord(last) + 1)
)
"""Characters of one cell each, whatever stands beside them: text of them alone is its own ruler."""

_TWO_CELLS: Final = (
    ("\u3041", "\u3096"),
    ("\u309b", "\u30ff"),
    ("\u3400", "\u4dbf"),
    ("\u4e00", "\u9fff"),
    ("\uac00", "\ud7a3"),
    ("\u3000", "\u3029"),
    ("\u3030", "\u303e"),
    ("\uff01", "\uff60"),
)
"""Characters of Chinese, Japanese and Korean of two cells each, whatever stands beside them."""

_CACHED_LENGTH: Final = 64
"""Characters: longer texts are rarely met twice."""

_CACHE_MOST: Final = 1 << 16
_cache: dict[str, int] = {}


def one_cell_each(text: str) -> bool:
    """Whether each character of `text` takes exactly one cell."""
    return text.isascii() or _ONE_CELL.issuperset(text)


def cells(text: str) -> int:
    """Cells of a text without control characters; marks that stand alone may count as none."""
    if text.isascii():
        return len(text)
    if len(text) > _CACHED_LENGTH:
        return len(text) if _ONE_CELL.issuperset(text) else _measured(text)
    width = _cache.get(text)
    if width is None:
        if len(_cache) >= _CACHE_MOST:
            _cache.clear()
        width = _cache[text] = len(text) if _ONE_CELL.issuperset(text) else _ruled(text)
    return width


def _ruled(text: str) -> int:
    """The cells of a text that is not long; without tables where every character is plain."""
    if not _is_plain(text):
        return _measured(text)
    return sum(1 if character in _ONE_CELL else 2 for character in text)


def _measured(text: str) -> int:
    from rich.cells import cell_len
    from wcwidth import wcswidth

    return max(cell_len(text), wcswidth(text))


def _is_plain(text: str) -> bool:
    """Whether each character of a text is a cluster by itself."""
    return all(
        character in _ONE_CELL or any(first <= character <= last for first, last in _TWO_CELLS)
        for character in text
    )


def clusters(text: str) -> list[str]:
    """The grapheme clusters of a text; none but the first begins with a combining mark."""
    if text.isascii():
        return list(text)
    from apsw.unicode import grapheme_iter

    return list(grapheme_iter(text))


def cut(text: str, room: int) -> int:
    """How many characters of a text fit into `room` cells, no cluster split."""
    if one_cell_each(text):
        return min(len(text), max(0, room))
    used = taken = 0
    for cluster in text if _is_plain(text) else clusters(text):
        used += cells(cluster)
        if used > room:
            break
        taken += len(cluster)
    return taken
