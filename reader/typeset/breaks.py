"""Where a line may end, and what it costs: UAX #14, tailored to what a reader expects.

The Unicode rules are the ground. They are narrowed (kinsoku, a figure after its hyphen, Korean at
its spaces) and, where they are silent, widened: between the clusters or words of scripts without
spaces, and after the joints of an address. Costs are in square cells, as in `fit`.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import apsw.unicode

from reader.typeset.characters import (
    CLASSES,
    CLUSTERED,
    CLUSTERED_RUN,
    DIGIT,
    DOUBLED,
    HANGUL,
    JOINER,
    LETTER,
    MARK,
    NO_END,
    NO_START,
    SPACE,
    WIDE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

COMPOUND: Final = 30
"""After a hyphen or dash that is there: `well-|known`."""
SLASH: Final = 100
"""After a slash between words."""
ADDRESS: Final = 40
"""Within an address, after one of its joints."""
DOT: Final = 120
"""Within an address, after a dot, where it might be taken for a full stop."""
SYLLABLE: Final = 120
"""Between the syllables of a Korean word, where keeping it whole would leave a hole."""
SOFT: Final = 60
"""At a soft hyphen: the author allows it."""

_SOFT_HYPHEN: Final = "\xad"
_ADDRESS_WORD: Final = re.compile(r"\S*(?:://|@|\\|\bwww\.)\S*")
_TOLD: Final = re.compile(r"://|\\|\bwww\.")
_SEEN: Final = 8
"""Characters after a break within which it must show that the word is an address."""
_JOINT: Final = re.compile(r"[/?&=#_~%+|:.\-]+(?=[^/?&=#_~%+|:.\-])")
_LEADING_VOWELS: Final = frozenset("เแโใไເແໂໃໄ")
_TRAILING_VOWELS: Final = frozenset("ะาำๅະາຳ")
_STACKERS: Final = frozenset("\u17d2\u1039")
_KILLERS: Final = frozenset("\u1039\u103a")

_next_break = apsw.unicode.line_break_next_break


def opportunities(text: str) -> tuple[list[int], list[int]]:
    """Where `text` may be broken (each the start of what follows), and what each costs."""
    ends: list[int] = []
    costs: list[int] = []
    classes = CLASSES
    length = len(text)
    at = _next_break(text, 0) if length else 0
    while at < length:
        if text[at - 1] == " ":
            if not classes[text[at]] & MARK:
                ends.append(at)
                costs.append(0)
        else:
            cost = _inner_cost(text, at)
            if cost is not None:
                ends.append(at)
                costs.append(cost)
        at = _next_break(text, at)
    if not text.isascii() and CLUSTERED_RUN.search(text):
        ends, costs = _merged(ends, costs, _between_clusters(text))
    if "://" in text or "@" in text or "\\" in text or "www." in text:
        ends, costs = _with_addresses(text, ends, costs)
    return ends, costs


def _inner_cost(text: str, at: int) -> int | None:
    """What breaking before `at` costs where no space stands; None: not there."""
    after = CLASSES[text[at]]
    if after & (MARK | NO_START | JOINER):
        return None
    base = at - 1
    before = CLASSES[text[base]]
    while before & MARK and base:
        base -= 1
        before = CLASSES[text[base]]
    sign = text[base]
    if before & SPACE or sign == "\u200b":
        return 0
    if before & (NO_END | JOINER) or (sign == text[at] and sign in DOUBLED):
        return None
    if (before | after) & WIDE:
        return _wide_cost(before, after)
    if sign == _SOFT_HYPHEN:
        return SOFT if _letters_around(text, at) else None
    return _dash_cost(text, base, at)


def _wide_cost(before: int, after: int) -> int | None:
    if before & HANGUL and after & HANGUL:
        return SYLLABLE
    if (before | after) & HANGUL and (before | after) & (LETTER | DIGIT):
        return SYLLABLE
    return 0


def _dash_cost(text: str, base: int, at: int) -> int | None:
    """What breaking after a hyphen, dash or slash costs."""
    sign, after = text[base], CLASSES[text[at]]
    if sign == "—":
        return COMPOUND
    if sign in "-‐–" and after & LETTER:
        return COMPOUND if base and CLASSES[text[base - 1]] & (LETTER | DIGIT | MARK) else None
    if sign == "–" and after & DIGIT:
        return COMPOUND
    if sign == "/" and after & LETTER:
        return SLASH
    return None


def _letters_around(text: str, at: int) -> bool:
    """Whether two letters stand before a soft hyphen and three after it."""
    head, tail = text[max(0, at - 3) : at - 1], text[at : at + 3]
    return (
        len(head) == 2 and len(tail) == 3 and all(CLASSES[c] & (LETTER | MARK) for c in head + tail)
    )


def _merged(ends: list[int], costs: list[int], more: dict[int, int]) -> tuple[list[int], list[int]]:
    found = more | dict(zip(ends, costs, strict=True))
    ordered = sorted(found)
    return ordered, [found[end] for end in ordered]


def _between_clusters(text: str) -> dict[int, int]:
    """Breaks within runs of scripts that write no spaces: at words where they are known."""
    found: dict[int, int] = {}
    for run in CLUSTERED_RUN.finditer(text):
        start = run.start()
        for at in _words()(run.group()):
            if _cluster_may_begin(text, start + at):
                found[start + at] = 0
    return found


@cache
def _words() -> Callable[[str], Iterator[int]]:
    """What finds the beginnings of words within a run: a dictionary, or else all clusters."""
    try:
        from icu4py.breakers import WordBreaker
    except ImportError:
        return lambda run: (offset for offset, _ in _cluster_bounds(run))
    return lambda run: (start for start, _ in WordBreaker(run, "th").segments())


def _cluster_bounds(run: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(run):
        end = apsw.unicode.grapheme_next_break(run, at)
        yield at, end
        at = end


def _cluster_may_begin(text: str, at: int) -> bool:
    """Whether a line may begin with the cluster at `at` of a script that writes no spaces."""
    if not at or text[at] in _TRAILING_VOWELS:
        return False
    after = CLASSES[text[at]]
    if after & (MARK | NO_START) or not CLASSES[text[at - 1]] & CLUSTERED:
        return False
    if text[at - 1] in _LEADING_VOWELS or text[at - 1] in _STACKERS:
        return False
    following = at + 1
    while following < len(text) and CLASSES[text[following]] & MARK:
        if text[following] in _KILLERS:
            return False
        following += 1
    return True


def _with_addresses(text: str, ends: list[int], costs: list[int]) -> tuple[list[int], list[int]]:
    """The breaks of a text with addresses, which break after their joints alone."""
    joints: dict[int, int] = {}
    gone: set[int] = set()
    for word in _ADDRESS_WORD.finditer(text):
        start, end = word.span()
        gone.update(range(start + 1, end))
        for joint in _JOINT.finditer(text, start, end):
            at = joint.end()
            told = text.find("@", start, at + _SEEN) >= 0 or _TOLD.search(text, start, at + _SEEN)
            if told and at < end and joint.start() > start and _inner_address(text, at):
                joints[at] = DOT if text[at - 1] == "." else ADDRESS
    kept = [(end, cost) for end, cost in zip(ends, costs, strict=True) if end not in gone]
    return _merged([end for end, _ in kept], [cost for _, cost in kept], joints)


def _inner_address(text: str, at: int) -> bool:
    return not CLASSES[text[at]] & (MARK | NO_START | JOINER | SPACE) and text[at - 3 : at] != "://"


def runs(ends: list[int], length: int) -> Iterator[tuple[int, int]]:
    """The pieces between the breaks of a text of `length` characters."""
    return pairwise([0, *ends, length])
