"""Letters as search compares them: small, without diacritics, written one way.

The index and the hits lit in a text go by the same table, so that what is found is also shown.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate

UNSPACED = (
    "\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\u1100-\u11ff\uac00-\ud7a3"  # Hangul
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u0edc-\u0edf"  # Thai, Lao
    "\u1000-\u103f\u1050-\u109f\u1780-\u17d3"  # Burmese, Khmer
)
"""The letters, as they stand in a character class, of scripts in which no spaces part the words (or
in which, as in Korean, what follows a word is written to it)."""

_INDIC = "\u0900-\u0963\u0966-\u096f\u0971-\u0dff"
"""Letters and the vowel signs that are parts of them."""

LETTER = f"(?:[^\\W_{UNSPACED}]|[{_INDIC}])"
"""One sign of a word that spaces part from others, as a pattern."""

_WORD = re.compile(f"[{UNSPACED}]+|{LETTER}+")

_SPELT = str.maketrans(
    # Persian and Arabic letters, too, are written for one another.
    dict(
        pair.split("=")
        for pair in (  # noqa: SIM905 - it is read more easily so
            "ß=ss æ=ae œ=oe ø=o ł=l đ=d ð=d þ=th ħ=h ı=i ŧ=t ς=σ ﬀ=ff ﬁ=fi ﬂ=fl ﬃ=ffi ﬄ=ffl ﬅ=st"
            " ﬆ=st ى=ي ی=ي ک=ك ة=ه ٱ=ا"
        ).split()
    )
)

_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u00ad\u200d\u2060\ufe00-\ufe0f\ufeff\u20e3]"
)
"""Diacritics of Latin, Greek, Cyrillic, Hebrew and Arabic, and signs that show nothing."""

_HALF_WIDTH = range(0xFF66, 0xFF9E)
_FULL_WIDTH = range(0xFF01, 0xFF5F)


class _Table(dict[int, str]):
    """Each character as it is compared: none, one or a few."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(sign: str) -> str:
    code = ord(sign)
    if code in _FULL_WIDTH or code in _HALF_WIDTH:
        sign = unicodedata.normalize("NFKC", sign)
    number = unicodedata.decimal(sign, None)
    if number is not None:
        return str(number)
    small = sign.lower()
    if small == "й":
        return small
    parts = unicodedata.normalize("NFD", small)
    bare = _MARKS.sub("", parts)
    if bare != parts:
        small = unicodedata.normalize("NFC", bare)
    return small.translate(_SPELT)


_TABLE = _Table()

_ASCII = bytes(range(128))
_SMALL = bytes.maketrans(bytes(range(0x41, 0x5B)), bytes(range(0x61, 0x7B)))
_FEW = 12
"""Signs beyond ASCII in one text."""


def fold(text: str) -> str:
    """A text as search compares it; it may be shorter or longer."""
    if text.isascii():
        return text.lower()
    data = text.encode("utf-8", "surrogatepass")
    signs = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    folded = {sign: _TABLE[ord(sign)] for sign in signs} if len(signs) <= _FEW else {}
    if not signs.isdisjoint("".join(new for sign, new in folded.items() if new != sign)):
        folded = {}
    if not folded:
        return text.translate(_TABLE)
    # Few signs beyond ASCII, as in most texts: to go through it once for each is quicker.
    small = data.translate(_SMALL).decode("utf-8", "surrogatepass")
    for sign, new in folded.items():
        small = small.replace(sign, new)
    return small


def words(folded: str) -> list[str]:
    """The words of a folded text; a run of letters that no spaces part is one."""
    return _WORD.findall(folded)


class Folded:
    """A folded text that knows where in the one it was made of its characters stand."""

    def __init__(self, text: str) -> None:
        self.text = fold(text)
        self._starts: list[int] | None = None
        self._length = len(text)
        if not text.isascii():
            sizes = {sign: len(_TABLE[ord(sign)]) for sign in set(text)}
            if any(size != 1 for size in sizes.values()):
                self._starts = [0, *accumulate(map(sizes.__getitem__, text))]

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text, which is not empty, stands in the other one."""
        if self._starts is None:
            return start, end
        first = bisect_right(self._starts, start) - 1
        last = bisect_right(self._starts, end - 1) - 1
        # Marks after the last letter are a part of it.
        while last + 1 < self._length and self._starts[last + 1] == self._starts[last + 2]:
            last += 1
        return first, last + 1
