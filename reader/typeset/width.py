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

_ONE_CELL: Final = frozenset(
    chr(code)
    for first, last in (
        (0x20, 0x7E),
        (0xA0, 0xAC),
        (0xAE, 0x2FF),
        (0x370, 0x482),
        (0x48A, 0x58F),
        (0x5BE, 0x5BE),
        (0x5D0, 0x5F4),
        (0x606, 0x60F),
        (0x61B, 0x61B),
        (0x61D, 0x64A),
        (0x660, 0x66F),
        (0x671, 0x6D5),
        (0x6EE, 0x6FF),
        (0x10A0, 0x10FF),
        (0x1E00, 0x1FFE),
        (0x2010, 0x2019),
        (0x201B, 0x2027),
        (0x2030, 0x205E),
        (0x2070, 0x20CF),
        (0x2100, 0x2319),
        (0x2500, 0x25FC),
        (0x2605, 0x2605),
        (0x270E, 0x270E),
    )
    for code in range(first, last + 1)
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

_NO_CELL: Final = (
    ("\u0300", "\u036f"),
    ("\u0483", "\u0489"),
    ("\u0591", "\u05bd"),
    ("\u05bf", "\u05bf"),
    ("\u05c1", "\u05c2"),
    ("\u0610", "\u061a"),
    ("\u064b", "\u065f"),
    ("\u0670", "\u0670"),
)
"""Marks of Latin, Cyrillic, Hebrew and Arabic that stand in the cell of what is before them."""

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
    width = 0
    for character in text:
        own = _plain(character)
        if own is None:
            return _measured(text)
        width += own
    return width


def _plain(character: str) -> int | None:
    """The cells of a character, where they do not hang on what stands beside it."""
    if character in _ONE_CELL:
        return 1
    for first, last in _TWO_CELLS:
        if first <= character <= last:
            return 2
    for first, last in _NO_CELL:
        if first <= character <= last:
            return 0
    return None


def _measured(text: str) -> int:
    from rich.cells import cell_len
    from wcwidth import wcswidth

    return max(cell_len(text), wcswidth(text))


def clusters(text: str) -> list[str]:
    """The grapheme clusters of a text; none but the first begins with a combining mark."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for character in text:
        own = _plain(character)
        if own is None:
            from apsw.unicode import grapheme_iter

            return list(grapheme_iter(text))
        if own or not found:
            found.append(character)
        else:
            found[-1] += character
    return found


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
