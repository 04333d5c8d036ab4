"""What a document measures: its words, and a sample by which its language is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.document.model import Document, Furniture, Heading, Paragraph, Table
from reader.document.text import canonical, leaves

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.model import Block

WORDS_A_MINUTE: Final = 230
SIGNS_A_MINUTE: Final = 400
"""How fast Chinese and Japanese are read, in signs."""

LETTERS_A_WORD: Final = 5
"""In Thai, Lao, Khmer and Burmese, which write no spaces; vowel signs and tones count too."""

SAMPLE: Final = 1000

_SIGN: Final = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_UNSPACED: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_EASTERN: Final = re.compile("[\u0e00-\u17ff\u3040-\ufaff\U00020000-\U0003ffff]")
"""Wider than the two together, and faster to look for."""

_LETTER: Final = re.compile(r"\w")

_ASCII: Final = bytes(range(128))
_WORDY: Final = bytes(
    ord("a") if chr(code).isalnum() or chr(code) == "_" else ord(" ") for code in range(256)
)
_MARKS: Final = bytes(
    code for code in _ASCII if _WORDY[code] == ord(" ") and not chr(code).isspace()
)
_FEW: Final = 20
"""Signs beyond ASCII in one text, each of which can be looked for by itself."""

_NEVER_EASTERN: Final = bytes([*range(0xE0), 0xE2])
"""Bytes of UTF-8 that begin no letter of a script without spaces."""


def words(what: Document | Sequence[Block]) -> int:
    """How many words a document or its blocks have, such that minutes are words / 230.

    Where words are not spaced, signs count by the time it takes to read them.
    """
    return words_of(canonical(what.blocks if isinstance(what, Document) else what))


def words_of(text: str) -> int:
    """How many words a text has; see `words`."""
    data = text.encode("utf-8", "surrogatepass")
    signs = letters = 0
    if not text.isascii():
        beyond = set(data.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
        if len(beyond) > _FEW:
            return _words_of_many(text)
        for sign in beyond:
            code = sign.encode("utf-8", "surrogatepass")
            stands_for = b""
            if _SIGN.match(sign):
                signs += data.count(code)
                stands_for = b" "
            elif _UNSPACED.match(sign):
                letters += data.count(code)
                stands_for = b" "
            elif sign.isspace():
                stands_for = b" "
            elif _LETTER.match(sign):
                stands_for = b"a"
            data = data.replace(code, stands_for)
    # Every letter is an "a" now and marks are gone, so a word begins where one follows a space.
    spaced = (b" " + data.translate(_WORDY, _MARKS)).count(b" a")
    return spaced + _unspaced(signs, letters)


def _words_of_many(text: str) -> int:
    """The same for a text with many signs beyond ASCII."""
    signs = letters = 0
    if _EASTERN.search(text):
        text, signs = _SIGN.subn(" ", text)
        text, letters = _UNSPACED.subn(" ", text)
    pieces = text.split()
    spaced = sum([piece[0].isalnum() or _LETTER.search(piece) is not None for piece in pieces])
    return spaced + _unspaced(signs, letters)


def _unspaced(signs: int, letters: int) -> int:
    return round(signs * WORDS_A_MINUTE / SIGNS_A_MINUTE + letters / LETTERS_A_WORD)


def surely_spaced(text: str) -> bool:
    """Whether no letter is of a script without spaces, or of Korean; quick, and not always sure."""
    if text.isascii():
        return True
    return not text.encode("utf-8", "surrogatepass").translate(None, _NEVER_EASTERN)


def sample(document: Document) -> str:
    """The first 1,000 characters of prose, for telling the language; of all text without prose."""
    prose = _first(document, (Paragraph, Heading, Table))
    return prose or _first(document, None)


def _first(document: Document, kinds: tuple[type, ...] | None) -> str:
    parts: list[str] = []
    size = 0
    for leaf in leaves(document.blocks):
        if isinstance(leaf.block, Furniture) or (kinds and not isinstance(leaf.block, kinds)):
            continue
        parts.append(leaf.text)
        size += len(leaf.text) + 1
        if size > SAMPLE:
            break
    return "\n".join(parts)[:SAMPLE]
