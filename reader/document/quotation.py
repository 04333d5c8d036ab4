"""Finding a quotation again in a text that has changed: word for word, or as near as can be.

No text is compared as a whole: a few words of the quotation are looked for (seeds), and only where
several of them fall in step is the text around compared with it, word by word.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f]|\\w+|[^\\w\\s]")
_WORDS_IN_SEED: Final = 2
_SIGNS_IN_SEED: Final = 4
_COMMON: Final = 40
"""A seed that is met more often says nothing."""

_CANDIDATES: Final = 8
MOST_EXACT: Final = 200
"""Exact matches that are looked at; a quotation with as many is told by what is around it."""

_SLACK: Final = 48
"""Characters by which insertions may have pushed the ends of a candidate apart."""


class Quotation(NamedTuple):
    """Words, and the up to 32 characters that stood before and after them."""

    prefix: str
    words: str
    suffix: str


class Match(NamedTuple):
    """Where a quotation may be: from `start` to `end`, in code points.

    `likeness` is the share of its words that are there in order, `context` that of the words
    around it, both 0.0 to 1.0 by their length; a context that there never was counts as there.
    """

    start: int
    end: int
    likeness: float
    context: float


class _Token(NamedTuple):
    text: str
    start: int
    end: int


def exact(quotation: Quotation, text: str) -> list[Match]:
    """All places where its words stand, white space aside, with how well the context agrees."""
    pattern = r"\s+".join(re.escape(word) for word in quotation.words.split())
    if not pattern:
        return []
    if quotation.words[:1].isalnum() and not quotation.prefix[-1:].isalnum():
        pattern = r"(?<!\w)" + pattern
    if quotation.words[-1:].isalnum() and not quotation.suffix[:1].isalnum():
        pattern += r"(?!\w)"
    found = islice(re.finditer(pattern, text), MOST_EXACT)
    return [
        Match(match.start(), match.end(), 1.0, _context(quotation, text, *match.span()))
        for match in found
    ]


def near(quotation: Quotation, text: str) -> list[Match]:
    """The likeliest places where most of its words may stand, changed; best known first."""
    whole = quotation.prefix + quotation.words + quotation.suffix
    begin = len(quotation.prefix)
    end = begin + len(quotation.words)
    tokens = _tokens(whole)
    matches = []
    for shift in islice(_shifts(whole, tokens, text), _CANDIDATES):
        low = max(0, shift - _SLACK)
        window = text[low : max(0, shift + len(whole) + 2 * _SLACK)]
        match = _compared(tokens, begin, end, _tokens(window, low))
        if match:
            matches.append(match)
    return matches


def _tokens(text: str, start: int = 0) -> list[_Token]:
    """Words, signs of unspaced scripts, and punctuation, each with where it stands."""
    return [
        _Token(match[0], start + match.start(), start + match.end())
        for match in _TOKEN.finditer(text)
    ]


def _context(quotation: Quotation, text: str, start: int, end: int) -> float:
    """How much of the words around agrees with what stands around a stretch of the text."""
    left = text[max(0, start - _SLACK) : start]
    before = _agreeing(quotation.prefix.split()[::-1], left.split()[::-1])
    after = _agreeing(quotation.suffix.split(), text[end : end + _SLACK].split())
    return (before + after) / 2


def _agreeing(wanted: Sequence[str], there: Sequence[str]) -> float:
    """The share of wanted words that are there in order; the cut one at the far end is free."""
    wanted = wanted[:-1] if len(wanted) > 1 else wanted
    if not wanted:  # it stood at an end of the text
        return 0.5 if there else 1.0
    blocks = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
    same = sum(len(word) for a, _, size in blocks for word in wanted[a : a + size])
    return same / sum(map(len, wanted))


def _seeds(whole: str, tokens: Sequence[_Token]) -> Iterator[tuple[str, int]]:
    """Short runs of tokens, each with where it stands in the quotation."""
    for number, token in enumerate(tokens):
        if not token.text[0].isalnum():
            continue
        size = (
            _SIGNS_IN_SEED if len(token.text) == 1 and not token.text.isascii() else _WORDS_IN_SEED
        )
        last = tokens[min(number + size, len(tokens)) - 1]
        yield whole[token.start : last.end], token.start
        if len(token.text) >= 6:
            yield token.text, token.start


def _shifts(whole: str, tokens: Sequence[_Token], text: str) -> Iterator[int]:
    """Where the quotation may begin in the text, by the length of the seeds that agree on it."""
    votes: dict[int, int] = {}
    for seed, position in _seeds(whole, tokens):
        hits = [match.start() for match in islice(_found(seed, text), _COMMON + 1)]
        if len(hits) <= _COMMON:
            for hit in hits:
                cell = (hit - position) // _SLACK
                votes[cell] = votes.get(cell, 0) + len(seed)
    # Seeds that insertions have pushed apart fall into neighbouring cells.
    strength = {cell: vote + votes.get(cell + 1, 0) for cell, vote in votes.items()}
    for cell in sorted(strength, key=lambda cell: (-strength[cell], cell)):
        yield cell * _SLACK


def _found(seed: str, text: str) -> Iterator[re.Match[str]]:
    return re.finditer(re.escape(seed), text)


def _compared(
    tokens: Sequence[_Token], begin: int, end: int, there: Sequence[_Token]
) -> Match | None:
    """The match of a quotation's tokens (words from `begin` to `end`) with those of a window."""
    matcher = SequenceMatcher(
        None, [token.text for token in tokens], [token.text for token in there], autojunk=False
    )
    said: list[_Token] = []
    kept = around = 0
    for mine, theirs, size in matcher.get_matching_blocks():
        for step in range(size):
            token = tokens[mine + step]
            if begin <= token.start < end:
                said.append(there[theirs + step])
                kept += len(token.text)
            else:
                around += len(token.text)
    if not said:
        return None
    inside = sum(len(token.text) for token in tokens if begin <= token.start < end)
    outside = sum(len(token.text) for token in tokens) - inside
    context = around / outside if outside else 1.0
    return Match(said[0].start, said[-1].end, kept / inside, context)
