"""Whether two texts tell the same story: by 64 bits first, by their words then.

The bits of two texts differ the less the more words they share (Charikar's simhash), so that one
text is found among a million by a quarter of its bits; what is found so is held against the words,
for forms that a site fills in anew each day look alike, too.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

_Runs: TypeAlias = "set[tuple[tuple[str, str], tuple[str, str]]]"

FEWEST: Final = 50
"""Words below which a text is too short to be told from others by them."""

NEAR: Final = 8
"""Bits in which the likenesses of texts that are held against each other may differ."""

ALIKE: Final = 0.7
"""The share of their runs of three words that two tellings of a story have in common."""

_LOOKED_AT: Final = 24_000
"""Characters of a text that are looked at; its beginning tells it from others."""

_KNOWN_WORDS: Final = 1 << 16

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(r"\d+")
_SAME_NUMBERS: Final = 0.5


class Telling(NamedTuple):
    """What is compared of an article. `title` and `text` as the index has them, folded."""

    title: str
    text: str
    language: str | None
    host: str


def words_of(text: str) -> list[str]:
    """The words of a text as the index has it; of unspaced scripts, pairs of letters."""
    return _WORD.findall(text[:_LOOKED_AT])


def likeness(text: str) -> int | None:
    """The 64 bits of a text as the index has it, as SQLite takes them; None for a short one."""
    words = text[:_LOOKED_AT].split()
    if len(words) < FEWEST:
        return None
    hashes = b"".join(map(_hashes.__getitem__, words))
    ones = int.from_bytes(b"\x01" * len(words), "little")
    half = len(words) // 2
    bits = 0
    for byte in range(8):
        column = int.from_bytes(hashes[byte::8], "little")
        for bit in range(8):
            if ((column >> bit) & ones).bit_count() > half:
                bits |= 1 << (8 * byte + bit)
    return bits - (1 << 64) if bits >> 63 else bits


class _Hashes(dict[str, bytes]):
    """The 64 bits of each word, computed when it is first met."""

    def __missing__(self, word: str) -> bytes:
        if len(self) >= _KNOWN_WORDS:
            self.clear()
        found = blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
        self[word] = found
        return found


_hashes = _Hashes()


def quarters(bits: int) -> tuple[int, int, int, int]:
    """The quarters of a likeness, each with its number before it."""
    one, two, three, four = (number << 16 | (bits >> 16 * number) & 0xFFFF for number in range(4))
    return one, two, three, four


def distance(one: int, other: int) -> int:
    """In how many bits two likenesses differ."""
    return ((one ^ other) & ((1 << 64) - 1)).bit_count()


def address_bits(address: str | None) -> int | None:
    """64 bits of an address that names an article; None for none and for that of a whole site."""
    scheme, _, rest = (address or "").partition("://")
    if scheme not in {"http", "https"}:
        return None
    host, slash, path = rest.partition("/")
    if not slash or not path.strip("/?#"):
        return None
    told = f"{host.removeprefix('www.')}/{path}"
    return int.from_bytes(
        blake2b(told.encode("utf-8", "replace"), digest_size=8).digest(), "little", signed=True
    )


def is_same_story(one: Telling, other: Telling) -> bool:
    """Whether two texts are tellings of one story, and not one form filled in twice.

    Pages of one site whose addresses differ are none, nor are titles that differ in their numbers
    alone, nor texts in two languages or with other figures.
    """
    if not may_be_same_story(one, other):
        return False
    words, others = words_of(one.text), words_of(other.text)
    if min(len(words), len(others)) < FEWEST:
        return False
    return _shared(_runs(words), _runs(others)) >= ALIKE and _same_numbers(words, others)


def may_be_same_story(one: Telling, other: Telling) -> bool:
    """What of it can be told without the texts, which take long to read."""
    if one.host and one.host == other.host:
        return False
    if one.language and other.language and _tongue(one.language) != _tongue(other.language):
        return False
    return not _differ_in_numbers_alone(one.title, other.title)


def are_strangers(one: Telling, other: Telling) -> bool:
    """Whether two texts under one address are about it, not the same: both long, and apart."""
    words, others = words_of(one.text), words_of(other.text)
    if min(len(words), len(others)) < 2 * FEWEST:
        return False
    runs, other_runs = _runs(words), _runs(others)
    return len(runs & other_runs) < 0.3 * min(len(runs), len(other_runs))


def _tongue(language: str) -> str:
    return language.lower().partition("-")[0]


def _differ_in_numbers_alone(one: str, other: str) -> bool:
    same = _NUMBER.sub("#", one).split() == _NUMBER.sub("#", other).split()
    return same and _NUMBER.findall(one) != _NUMBER.findall(other)


def _runs(words: Sequence[str]) -> _Runs:
    """The runs of three words."""
    return set(pairwise(pairwise(words)))


def _shared(one: _Runs, other: _Runs) -> float:
    return len(one & other) / max(1, len(one | other))


def _same_numbers(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether most of the figures are the same, where both have some."""
    one = {word for word in words if word[0].isdigit()}
    other = {word for word in others if word[0].isdigit()}
    if len(one) < 2 or len(other) < 2:
        return True
    return len(one & other) >= _SAME_NUMBERS * len(one | other)
