"""Where the words of a query stand in a text, and the words around them.

The index keeps no text, so its own snippets are empty: these are made from the canonical text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from reader.library.letters import LETTER, UNSPACED, Folded, fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.query.tree import Words

WIDTH = 160
"""Characters of a snippet."""

_MOST = 2000
"""Matches of one word looked at in one text."""

_IN_HEADING, _TOGETHER = 0.6, 0.3
"""What a word in a heading, and words that stand close together, count beside a word."""


class Snippet(NamedTuple):
    """A stretch of text on one line, the (start, end) lit in it, and where the first match is."""

    text: str
    lit: tuple[tuple[int, int], ...]
    offset: int


class Match(NamedTuple):
    """Where one of the wanted words stands, and which of them it is."""

    start: int
    end: int
    number: int


def matches(
    text: str, wanted: Sequence[Words], headings: Sequence[tuple[int, int]] = ()
) -> list[Match]:
    """Where the wanted words stand in a text, in order of their starts.

    `headings`: where they stand in it, for words that are looked for in headings alone.
    """
    folded = Folded(text)
    found: list[Match] = []
    for number, words_ in enumerate(wanted):
        pattern = _pattern(words_.text, prefix=words_.prefix)
        if pattern is None or words_.column not in {"any", "text", "section"}:
            continue
        for count, match in enumerate(pattern.finditer(folded.text)):
            if count == _MOST:
                break
            start, end = folded.stretch(*match.span())
            if words_.column != "section" or any(a <= start < b for a, b in headings):
                found.append(Match(start, end, number))
    return sorted(found)


@lru_cache(maxsize=64)
def _pattern(text: str, *, prefix: bool) -> re.Pattern[str] | None:
    """What a word or phrase looks like in a folded text."""
    parts = words(fold(text))
    if not parts:
        return None
    unspaced = [bool(re.match(f"[{UNSPACED}]", part)) for part in parts]
    made = "" if unspaced[0] else f"(?<!{LETTER})"
    for number, part in enumerate(parts):
        if number:
            close = unspaced[number] or unspaced[number - 1]
            made += r"[\W_]*" if close else r"[\W_]+"
        made += r"\s?".join(map(re.escape, part)) if unspaced[number] else re.escape(part)
    if not unspaced[-1]:
        made += f"(?:{LETTER})*" if prefix else f"(?!{LETTER})"
    return re.compile(made)


def snippet(
    text: str, wanted: Sequence[Words], headings: Sequence[tuple[int, int]] = ()
) -> Snippet:
    """The stretch of a text that shows most of the wanted words; its start when it has none.

    `headings`: where they stand in the text. One that holds the words is the place to go to.
    """
    found = matches(text, wanted, headings)
    if not found:
        start = _past_blanks(text, headings[0][1]) if headings and headings[0][0] == 0 else 0
        shown = _line(text[start : start + WIDTH * 2])[:WIDTH].rstrip()
        more = len(shown) < len(_line(text[start : start + WIDTH * 2 + 1]).rstrip())
        return Snippet(shown + ("…" if more else ""), (), 0)
    return _around(text, found, found[_best(found, headings)].start, headings)


def _best(found: list[Match], headings: Sequence[tuple[int, int]]) -> int:
    """The number of the match from which on a snippet shows most of what is wanted.

    A word that stands in few places tells more of where to look than one that stands in many.
    """
    counts = Counter(match.number for match in found)
    fewest = min(counts.values())
    weights = {number: sqrt(fewest / count) for number, count in counts.items()}
    best, most = 0, 0.0
    heading = iter([*headings, (1 << 62, 1 << 62)])
    begin, end = next(heading)
    for number, match in enumerate(found):
        while match.start >= end:
            begin, end = next(heading)
        seen: set[int] = set()
        titled: set[int] = set()
        last = match.end
        for other in found[number : number + 50]:
            if other.end - match.start > WIDTH * 2 // 3:
                break
            if other.number not in seen:
                seen.add(other.number)
                last = other.end
            if begin <= match.start and other.end <= end:
                titled.add(other.number)
        value = sum(map(weights.__getitem__, seen))
        value += _IN_HEADING * sum(map(weights.__getitem__, titled))
        if len(seen) > 1:
            value += _TOGETHER * (1 - (last - match.start) / WIDTH)
        # An earlier place that is as good is a better one.
        if value > most + 0.01:
            best, most = number, value
    return best


def _around(
    text: str, found: list[Match], offset: int, headings: Sequence[tuple[int, int]]
) -> Snippet:
    start = _word_start(text, max(0, offset - WIDTH // 3), offset)
    # The heading above is told beside the snippet, which begins below it.
    above = max((end for _, end in headings if start < end <= offset), default=None)
    whole = start == 0 or above is not None
    if above is not None:
        start = _past_blanks(text, above)
    end = min(len(text), start + WIDTH)
    inside = [match for match in found if match.start >= start and match.end <= end]
    shown, position = "" if whole else "…", start
    lit: list[tuple[int, int]] = []
    for a, b in stretches(inside):
        shown += _line(text[position:a])
        lit.append((len(shown), len(shown) + len(_line(text[a:b]))))
        shown += _line(text[a:b])
        position = b
    shown += _line(text[position:end])
    return Snippet(shown + ("…" if end < len(text) else ""), tuple(lit), offset)


def stretches(found: Sequence[Match]) -> list[tuple[int, int]]:
    """The stretches of matches, those that overlap or touch as one."""
    joined: list[tuple[int, int]] = []
    for start, end, _ in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined


def _word_start(text: str, at: int, limit: int) -> int:
    if at == 0:
        return 0
    space = re.compile(r"\s").search(text, at, limit)
    return space.end() if space else at


def _past_blanks(text: str, at: int) -> int:
    found = re.compile(r"\S").search(text, at)
    return found.start() if found else 0


def _line(text: str) -> str:
    """On one line, each run of white space as one."""
    return re.sub(r"\s+", " ", text)
