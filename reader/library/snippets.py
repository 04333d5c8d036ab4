"""Where the words of a query stand in a text, and the words around them.

The index keeps no text, so its own snippets are empty: these are made from the canonical text.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.query.tree import Words

WIDTH = 160
"""Characters of a snippet."""

_MOST = 2000
"""Matches looked at in one text."""

_CJK = "\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


class Snippet(NamedTuple):
    """A stretch of text on one line, the (start, end) lit in it, and where the first match is."""

    text: str
    lit: tuple[tuple[int, int], ...]
    offset: int


class _Folding(dict[int, str]):
    """Each character as the index compares it: small, without its diacritics, still one."""

    def __missing__(self, code: int) -> str:
        bare = unicodedata.normalize("NFD", chr(code))[0].lower()
        self[code] = folded = bare if len(bare) == 1 else chr(code)
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """A text as the index compares it, character for character."""
    return text.lower() if text.isascii() else text.translate(_FOLDING)


def snippet(text: str, wanted: Sequence[Words]) -> Snippet:
    """The stretch of a text that shows most of the wanted words; its start when it has none."""
    matches = _matches(text, wanted)
    if not matches:
        shown = _line(text[: WIDTH * 2])[:WIDTH].rstrip()
        return Snippet(shown + ("…" if len(shown) < len(text.rstrip()) else ""), (), 0)
    first = _densest(matches)
    return _around(text, matches, first)


def _matches(text: str, wanted: Sequence[Words]) -> list[tuple[int, int, int]]:
    """Start, end and number of the wanted words, in order of their starts."""
    folded = fold(text)
    found: list[tuple[int, int, int]] = []
    for number, words in enumerate(wanted):
        pattern = _pattern(words)
        if pattern and words.column in {"any", "text"}:
            for match in pattern.finditer(folded):
                found.append((match.start(), match.end(), number))
                if len(found) >= _MOST * (number + 1):
                    break
    return sorted(found)


def _pattern(words: Words) -> re.Pattern[str] | None:
    parts = re.findall(rf"[{_CJK}]|[^\W_{_CJK}]+", fold(words.text))
    if not parts:
        return None
    start = "" if re.match(f"[{_CJK}]", parts[0]) else r"(?<![^\W_])"
    end = "" if re.match(f"[{_CJK}]", parts[-1]) else r"(?![^\W_])"
    if words.prefix and end:
        end = r"[^\W_]*"
    return re.compile(start + r"[\W_]*".join(map(re.escape, parts)) + end)


def _densest(matches: list[tuple[int, int, int]]) -> int:
    """The number of the match from which on a snippet shows most different words."""
    best, most = 0, 0
    for number, (start, _, _) in enumerate(matches):
        seen = set()
        for other in matches[number : number + 50]:
            if other[1] - start > WIDTH * 2 // 3:
                break
            seen.add(other[2])
        if len(seen) > most:
            best, most = number, len(seen)
    return best


def _around(text: str, matches: list[tuple[int, int, int]], first: int) -> Snippet:
    offset = matches[first][0]
    start = _word_start(text, max(0, offset - WIDTH // 3), offset)
    end = min(len(text), start + WIDTH)
    shown = _line(text[start:end])
    before = "…" if start else ""
    lit = _lit(matches, start, end, len(before))
    return Snippet(before + shown + ("…" if end < len(text) else ""), lit, offset)


def _lit(
    matches: list[tuple[int, int, int]], start: int, end: int, shift: int
) -> tuple[tuple[int, int], ...]:
    """The stretches of the matches within a snippet; those that overlap are one."""
    lit: list[tuple[int, int]] = []
    for a, b, _ in matches:
        if a < start or b > end:
            continue
        a, b = a - start + shift, b - start + shift  # noqa: PLW2901 - the same, seen from it
        if lit and a <= lit[-1][1]:
            lit[-1] = lit[-1][0], max(b, lit[-1][1])
        else:
            lit.append((a, b))
    return tuple(lit)


def _word_start(text: str, at: int, limit: int) -> int:
    if at == 0:
        return 0
    space = re.compile(r"\s").search(text, at, limit)
    return space.end() if space else at


def _line(text: str) -> str:
    """On one line, character for character, so that places in it stay true."""
    return re.sub(r"\s", " ", text)
