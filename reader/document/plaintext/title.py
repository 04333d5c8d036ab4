"""The title at the head of a text: said once, repeated, or with the site's name behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.document.plaintext.lines import width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.plaintext.units import Unit

LONGEST = 260
"""Cells beyond which a first line is running text and no title."""

_APART = re.compile(r"\s*[|—–\-·:»«•/]+\s*|\s+")
_SENTENCES = re.compile(r"[.!?。！？؟।]\s+\S|[。！？]\S")
_WORDS = 10
_HEAD, _MIDDLE, _TALL = 5, 8, 4
"""A title is centred among the first units, from this column on, on no more lines than these."""


class Title(NamedTuple):
    """A title, and the numbers of the units that say it and nothing else."""

    text: str
    said: frozenset[int]


def _key(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(" .")


def _is_with_site(first: str, second: str) -> bool:
    """Whether `first` is `second` with something parted from it by a sign before or behind."""
    whole, plain = _key(first), _key(second)
    if not plain or len(plain) >= len(whole) or width(plain) < 4:
        return False
    if whole.startswith(plain):
        return bool(re.match(r"\s*[|—–\-·:»«•/]\s*\S|\s+[(\[]", whole[len(plain) :]))
    if whole.endswith(plain):
        return bool(re.search(r"\S\s*[|—–·:»«•/]\s*$|\s-\s$", whole[: -len(plain)]))
    return False


def is_like_a_title(unit: Unit) -> bool:
    """Whether a unit at the head of a text can be its title."""
    if unit.shape != "text" or width(unit.text[: LONGEST + 1]) > LONGEST:
        return False
    return not (width(unit.text) > 120 and _SENTENCES.search(unit.text))


def first_words(text: str) -> str:
    """The beginning of a text that has no title, as one."""
    words = text.split()
    head = " ".join(words[:_WORDS])
    if len(words) <= _WORDS and len(head) <= 80:
        return head
    return head[:80].rstrip(" ,;:-") + "…"


def _centred(units: Sequence[Unit]) -> int | None:
    """The unit that is set as a title in the middle of a line, below a head in columns."""
    for number, unit in enumerate(units[:_HEAD]):
        if unit.shape in {"text", "verse"} and unit.indent >= _MIDDLE and unit.lines <= _TALL:
            return number
    return None


def titled(units: Sequence[Unit], name: str = "") -> Title:
    """The title of a text, and the units that say it.

    A text without one is called by its first words, an empty one by `name`.
    """
    if not units:
        return Title(name, frozenset())
    first = units[0]
    if first.shape == "verse" and (number := _centred(units)) is not None:
        return Title(" ".join(units[number].text.split()), frozenset({number}))
    if not is_like_a_title(first):
        return Title(first_words(first.text) or name, frozenset())
    text, taken = first.text, 1
    if len(units) > 1 and units[1].shape == "text" and _is_with_site(text, units[1].text):
        text, taken = units[1].text, 2
    while taken < min(3, len(units)) and _key(units[taken].text) == _key(text):
        taken += 1
    return Title(text, frozenset(range(taken)))
