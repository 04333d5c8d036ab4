"""What a character is to a line: whether it may begin or end one, and what may stand beside it."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

NO_START: Final = 1
"""May not begin a line (closing marks, iteration marks, the middle dot and the like)."""
NO_END: Final = 2
"""May not end a line (opening marks, signs of currency before a number)."""
WIDE: Final = 4
"""Ideographs, kana, Hangul, emoji and their punctuation: lines may end beside them."""
CLUSTERED: Final = 8
"""Scripts that write words without spaces and break between clusters: Thai, Lao, Khmer, Burmese."""
LETTER: Final = 16
DIGIT: Final = 32
MARK: Final = 64
"""Belongs to the character before it."""
HANGUL: Final = 128
"""Written with spaces, as Korean is, and best broken at them."""
JOINER: Final = 256
"""Keeps what is on both sides of it on one line."""
SPACE: Final = 512

CLOSING: Final = frozenset(
    "!%),.:;?]}¢°·'\"’”†‡›»℃∶、。〃〆〕〗〞﹚﹜！＂％＇），．：；？］｝～」』】〙〛〟〉》｠｣､｡･・…‥‼⁇⁈⁉ゝゞヽヾ々〻‐゠–〜"
    "،؛؟۔।॥ฯๆຯໆ។៕៖ៗ၊။"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿｧｨｩｪｫｬｭｮｯｰー"
)
"""JIS X 4051 and JLReq (strict: small kana too), CLReq, and the closing marks of other scripts."""
OPENING: Final = frozenset("([{£¥‘“‹«〈《「『【〔〖〘〝〚（［｛｟｢＄￡￥﴾#$@\\")
JOINERS: Final = frozenset("\u00a0\u202f\u2060\u2011\u2007")
DOUBLED: Final = frozenset("…‥—―─")
"""Two of them in a row are one sign."""

CLUSTERED_RUN: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]{2,}"
)
_WIDE_RANGES: Final = (
    (0x2E80, 0x312F),
    (0x31A0, 0x9FFF),
    (0xAC00, 0xD7A3),
    (0xF900, 0xFAFF),
    (0xFE30, 0xFE4F),
    (0xFF01, 0xFFEF),
    (0x1F000, 0x1FAFF),
    (0x20000, 0x3FFFF),
)
_CLUSTERED_RANGES: Final = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0xA9E0, 0xA9FF),
    (0xAA60, 0xAA7F),
)
_HANGUL_RANGES: Final = ((0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF))


def _within(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


class _Classes(dict[str, int]):
    """Classes by character, worked out once each."""

    def __missing__(self, character: str) -> int:
        code = ord(character)
        category = unicodedata.category(character)
        found = 0
        if character in CLOSING:
            found |= NO_START
        if character in OPENING:
            found |= NO_END
        if character in JOINERS:
            found |= JOINER
        elif character.isspace():
            found |= SPACE
        if category[0] == "M":
            found |= MARK
        if _within(code, _CLUSTERED_RANGES):
            found |= CLUSTERED
        elif _within(code, _WIDE_RANGES):
            found |= WIDE
        elif category[0] in "LM":
            found |= LETTER
        elif category[0] == "N":
            found |= DIGIT
        if _within(code, _HANGUL_RANGES):
            found |= HANGUL
        self[character] = found
        return found


CLASSES: Final = _Classes()
"""The classes of each character, as flags."""
