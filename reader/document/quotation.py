"""Finding a quotation again in a text that has changed: word for word, or as near as can be.

No text is compared as a whole: a few words of the quotation are looked for (seeds), and only where
several of them fall in step is the text around compared with it, word by word.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1000-\u109f]|\\w+|[^\\w\\s]")
_WORDS_IN_SEED: Final = 2
_SIGNS_IN_SEED: Final = 4
_COMMON: Final = 40
"""A seed that is met more often says nothing."""

_CANDIDATES: Final = 8
_NEXT: Final = 32
"""Characters before and after that are compared where words are not found as they were."""

_SOLID: Final = 8
"""Characters of a run of words that does not match by chance."""

MOST_EXACT: Final = 200
"""Exact matches that are looked at; a quotation with as many is told by what is around it."""

_SLACK: Final = 48
"""Characters by which insertions may have pushed the ends of a candidate apart."""


_DRIFT: Final = 40
"""Characters between two runs of words that tell them apart where there were none."""


class Quotation(NamedTuple):
    """Words, and what stood before and after them; the more, the surer a match is told."""

    prefix: str
    words: str
    suffix: str


class Match(NamedTuple):
    """Where a quotation may be: from `start` to `end`, in code points.

    `likeness` is the share of its words that are there in order, `context` that of the words
    around it, both 0.0 to 1.0 by their length. `begins` tells that its first word is there.
    """

    start: int
    end: int
    likeness: float
    context: float
    begins: bool = True

    @property
    def score(self) -> float:
        """How sure the match is, 0.0 to 1.5: its words count, and half as much those around."""
        return self.likeness + self.context / 2


class _Token(NamedTuple):
    text: str
    start: int
    end: int


_Run: TypeAlias = list[tuple[_Token, _Token]]


def exact(quotation: Quotation, text: str) -> list[Match]:
    """All places where its words stand, white space aside, with how well the context agrees."""
    words = quotation.words
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    if not pattern:
        return []
    before, after = len(words) - len(words.lstrip()), len(words) - len(words.rstrip())
    pattern = rf"\s{{0,{before}}}{pattern}\s{{0,{after}}}"
    if words[:1].isalnum() and not quotation.prefix[-1:].isalnum():
        pattern = r"(?<!\w)" + pattern
    if words[-1:].isalnum() and not quotation.suffix[:1].isalnum():
        pattern += r"(?!\w)"
    found = islice(re.finditer(pattern, text), MOST_EXACT)
    return [
        Match(match.start(), match.end(), 1.0, _context(quotation, text, *match.span()))
        for match in found
    ]


def near(quotation: Quotation, text: str, *, spot: bool = False) -> list[Match]:
    """The likeliest places where most of its words may stand, changed; best known first.

    Of a `spot` only the beginning counts: what may match there by chance is left out.
    """
    prefix = quotation.prefix[-_NEXT:]
    whole = prefix + quotation.words + quotation.suffix[:_NEXT]
    begin = len(prefix)
    end = begin + len(quotation.words)
    tokens = _tokens(whole)
    matches = []
    for shift in islice(_shifts(whole, tokens, text), _CANDIDATES):
        low = max(0, shift - _SLACK)
        window = text[low : max(0, shift + len(whole) + 2 * _SLACK)]
        match = _compared(tokens, (begin, end), _tokens(window, low), spot=spot)
        if match:
            around = _context(quotation, text, match.start, match.end)
            matches.append(match._replace(context=around))
    return matches


def _tokens(text: str, start: int = 0) -> list[_Token]:
    """Words, signs of unspaced scripts, and punctuation, each with where it stands."""
    return [
        _Token(match[0], start + match.start(), start + match.end())
        for match in _TOKEN.finditer(text)
    ]


def _context(quotation: Quotation, text: str, start: int, end: int) -> float:
    """How much of the words around agrees with what stands around a stretch of the text.

    Of a word that the context cuts, nothing is asked. Where there is no context, half is granted.
    """
    before = quotation.prefix.split()[1:][::-1]
    after = quotation.suffix.split()[:-1]
    wanted = sum(map(len, (*before, *after)))
    if not wanted:
        return 0.5
    left = text[max(0, start - len(quotation.prefix) - _SLACK) : start].split()[::-1]
    right = text[end : end + len(quotation.suffix) + _SLACK].split()
    return (_agreeing(before, left) + _agreeing(after, right)) / wanted


def _agreeing(wanted: Sequence[str], there: Sequence[str]) -> int:
    """The letters of the wanted words that are there in order."""
    blocks = SequenceMatcher(None, wanted, there, autojunk=False).get_matching_blocks()
    return sum(len(word) for a, _, size in blocks for word in wanted[a : a + size])


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
    tokens: Sequence[_Token], bounds: tuple[int, int], there: Sequence[_Token], *, spot: bool
) -> Match | None:
    """The match of a quotation's words (within its bounds) with a window; its context is open.

    The words around are compared too, since they hold the others in their place.
    """
    begin, end = bounds
    matcher = SequenceMatcher(
        None, [token.text for token in tokens], [token.text for token in there], autojunk=False
    )
    pairs = [
        [(tokens[mine + step], there[theirs + step]) for step in range(size)]
        for mine, theirs, size in matcher.get_matching_blocks()
        if size
    ]
    runs = _without_strays(pairs)
    within = [[pair for pair in run if begin <= pair[0].start < end] for run in runs]
    said = [run for run in within if run]
    if not said:
        return None
    inside = sum(len(token.text) for token in tokens if begin <= token.start < end)
    kept = sum(map(_letters, said))
    core = _core(said, spot=spot)
    first = next(token.start for token in tokens if token.start >= begin)
    begins = core[0][0][0].start == first
    return Match(core[0][0][1].start, core[-1][-1][1].end, kept / inside, 0.0, begins)


def _letters(run: _Run) -> int:
    """The letters of a run."""
    return sum(len(token.text) for token, _ in run)


def _core(runs: list[_Run], *, spot: bool) -> list[_Run]:
    """The longest run and those around it, up to where much has come between.

    That of a spot does not begin with a short run that may match by chance; what is parted from
    that of a stretch is still of it when it is long.
    """
    sizes = [_letters(run) for run in runs]
    low = high = sizes.index(max(sizes))
    least = sum(sizes) if spot else sizes[low] / 2
    while low and (_drift(runs[low - 1], runs[low]) <= _DRIFT or sizes[low - 1] > least):
        low -= 1
    while high + 1 < len(runs) and (
        _drift(runs[high], runs[high + 1]) <= _DRIFT or sizes[high + 1] > least
    ):
        high += 1
    core = runs[low : high + 1]
    while spot and len(core) > 1 and _letters(core[0]) < _SOLID:
        core = core[1:]
    return core


def _drift(run: _Run, after: _Run) -> int:
    """How many characters more stand between two runs in the text than in the quotation."""
    (mine, here), (its, there) = run[-1], after[0]
    return abs((there.start - here.end) - (its.start - mine.end))


def _without_strays(runs: list[_Run]) -> list[_Run]:
    """Runs of tokens that match, less short ones far from all longer ones, or out of step.

    Common words and punctuation match by chance; they must not draw the match's ends away.
    """
    solid = [run for run in runs if len(run) > 1 and run[-1][0].end - run[0][0].start >= _SOLID]
    return [run for run in runs if run in solid or any(_is_by(run, other) for other in solid)]


def _is_by(run: _Run, other: _Run) -> bool:
    """Whether a run stands beside another, in the quotation and where it was found."""
    (mine, here), (its, there) = run[0], other[0]
    gap = max(its.start - run[-1][0].end, mine.start - other[-1][0].end)
    return (
        gap <= 3 * _SOLID and abs((here.start - mine.start) - (there.start - its.start)) <= _SOLID
    )
