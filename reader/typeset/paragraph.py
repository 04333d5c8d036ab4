"""A flow of text set in lines: pieces are measured, broken as a whole, and given back by place."""

from __future__ import annotations

import re
from copy import copy
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.typeset import breaks
from reader.typeset.characters import CLASSES, DIGIT, LETTER, MARK, WIDE
from reader.typeset.fit import FORCED, HYPHEN, HYPHENS_IN_A_ROW, Row, Wish, best_breaks
from reader.typeset.flow import DROPPED
from reader.typeset.hyphens import SHORTEST
from reader.typeset.width import cells, clusters, one_cell_each

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.typeset.flow import Flow
    from reader.typeset.hyphens import Hyphenator

WINDOW: Final = 6_000
"""Characters that are broken as a whole; of longer paragraphs the next begins where lines ended."""
REDONE: Final = 3
"""Lines at a window's end that are broken again, with what follows them."""


_SPACED: Final = (
    (re.compile(r" *[^ ]+ *"), 600),
    (re.compile(r"\s*\S+\s*"), 1_000),
)
"""Where a piece wider than a line is cut first, and at what cost: at spaces where the rules allow
no break, then at those that keep their words together."""


MEASURE: Final = 66
"""Cells of the column that costs are meant for; in a narrower one a hole is worse, a hyphen not."""
WIDE_SHARE: Final = 0.25
"""How much a short last line matters in text that may be broken after nearly every sign."""


class Rung(NamedTuple):
    """A step of the ladder: whether hyphens may be added, and when its lines will do.

    `looseness`: cells free at most, as a share of the measure, in any line but the last.
    """

    hyphens: bool
    looseness: float


LADDER: Final = (
    Rung(hyphens=False, looseness=0.12),
    Rung(hyphens=True, looseness=1.0),
)
"""TeX's passes (The TeXbook, chapter 14: first without hyphens, up to a tolerance; then with them,
where they are worth their cost; a line is never refused, for a narrow column leaves no choice)."""


class Piece(NamedTuple):
    """Where a line lies in its flow, trailing spaces left out; `hyphen`: one is to be added."""

    start: int
    end: int
    hyphen: bool


class Cut(NamedTuple):
    """A place in a word where a line may end, at a cost."""

    place: int
    cost: int
    hyphen: bool


class Manner(NamedTuple):
    """How a flow is to be set: cells of the first line and of the others, and what may be done."""

    first: int
    rest: int
    hyphenator: Hyphenator | None = None
    balanced: bool = False
    keep_spaces: bool = False


def set_flow(flow: Flow, manner: Manner) -> Iterator[Piece]:
    """The lines of a flow in order. A hard break ends a line; an empty one has no length."""
    start = 0
    text = flow.text
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        yield from _set_stretch(flow, start, stop, manner)
        if end < 0:
            return
        start = end + 1
        manner = manner._replace(first=manner.rest)


def _set_stretch(flow: Flow, start: int, stop: int, manner: Manner) -> Iterator[Piece]:
    """The lines of a stretch without hard breaks, a window at a time."""
    text = flow.text
    if not manner.keep_spaces:
        while start < stop and text[start].isspace():
            start += 1
    trimmed = text[start:stop].rstrip()
    stop = start + len(trimmed)
    if start >= stop:
        yield Piece(start, start, hyphen=False)
        return
    while stop - start > WINDOW:
        lines = _set_window(flow, start, start + WINDOW, manner)
        kept = lines[: max(1, len(lines) - REDONE)]
        yield from kept
        start = kept[-1].end
        while text[start].isspace():
            start += 1
        manner = manner._replace(first=manner.rest)
    yield from _set_window(flow, start, stop, manner)


def _set_window(flow: Flow, start: int, stop: int, manner: Manner) -> list[Piece]:
    text = flow.text[start:stop]
    if len(text) <= manner.first and (
        text.isascii() or cells(flow.painted(start, stop)) <= manner.first
    ):
        return [Piece(start, stop, hyphen=False)]
    whole = pieces = _Pieces(flow, start, text, manner)
    found: list[int] = []
    for rung in LADDER:
        attempt = whole.copy()
        if rung.hyphens and not (manner.hyphenator and attempt.with_hyphens(manner.hyphenator)):
            break
        attempt.cut()
        pieces = attempt
        found = best_breaks(pieces.row(), pieces.wish())
        if pieces.loosest(found) <= rung.looseness * manner.rest:
            break
    return pieces.lines(found)


class _Pieces:
    """A text cut at its opportunities and measured. Positions count from the window's start."""

    def __init__(self, flow: Flow, start: int, text: str, manner: Manner) -> None:
        self._flow = flow
        self._base = start
        self._text = text
        self._manner = manner
        ends, costs = breaks.opportunities(text)
        if manner.keep_spaces:
            ends, costs = _without_indent(text, ends, costs)
        self._bounds = [0, *ends, len(text)]
        self._costs = [*costs, 0]
        self._hyphens = [False] * len(self._costs)
        self._measure()

    def _measure(self) -> None:
        """Cells up to each piece's start and end."""
        text, bounds = self._text, self._bounds
        drops = self._flow.drops
        if not drops and one_cell_each(text):
            self._starts = bounds[:-1]
            self._ends = [
                end - 1 if text[end - 1] == " " else _trimmed(text, end) for end in bounds[1:]
            ]
        else:
            self._starts, self._ends = self._measured(drops=drops)

    def _measured(self, *, drops: bool) -> tuple[list[int], list[int]]:
        starts: list[int] = []
        ends: list[int] = []
        at = 0
        for number, (start, end) in enumerate(pairwise(self._bounds)):
            shown = self._text[start:end]
            word = shown.rstrip()
            if drops:
                soft = bool(word) and word[-1] == "\xad" and number < len(self._hyphens) - 1
                self._hyphens[number] = soft
                shown = self._flow.painted(self._base + start, self._base + end)
                word = shown.rstrip()
            starts.append(at)
            width = cells(word)
            ends.append(at + width + self._hyphens[number])
            at += width if len(word) == len(shown) else width + cells(shown[len(word) :])
        return starts, ends

    def cut(self) -> None:
        """Let pieces wider than a line break where they must, at a high cost.

        Best at a space that would keep its words together, else between any two clusters.
        """
        room = min(self._manner.first, self._manner.rest)
        wide = {i for i, at in enumerate(self._starts) if self._ends[i] - at > room}
        if wide:
            self._split(lambda number, word: _cuts(word, room) if number in wide else ())

    def with_hyphens(self, hyphenator: Hyphenator) -> bool:
        """Let words be parted where the language allows; False when none can be."""
        flow, base, bounds = self._flow, self._base, self._bounds
        cost = int(HYPHEN * min(1.0, self._manner.rest / MEASURE))

        def points(number: int, word: str) -> Iterable[Cut]:
            if len(word) < SHORTEST or "\xad" in word:
                return ()
            found = hyphenator.points(word)
            if not found or flow.exact(base + bounds[number], base + bounds[number + 1]):
                return ()
            return [Cut(point, cost, hyphen=True) for point in found]

        return self._split(points)

    def _split(self, cuts: Callable[[int, str], Iterable[Cut]]) -> bool:
        """Split pieces at the cuts of their words; False when there is none."""
        bounds, costs, hyphens = [0], [], []
        starts, ends = [], []
        text = self._text
        for number, (start, end) in enumerate(pairwise(self._bounds)):
            at = self._starts[number]
            word = text[start:end].rstrip()
            before = 0
            for place, cost, hyphen in cuts(number, word):
                starts.append(at)
                part = word[before:place]
                bare = part.rstrip()
                width = self._cells(bare)
                ends.append(at + width + hyphen)
                at += width if len(bare) == len(part) else width + cells(part[len(bare) :])
                bounds.append(start + place)
                costs.append(cost)
                hyphens.append(hyphen)
                before = place
            starts.append(at)
            ends.append(self._ends[number])
            bounds.append(end)
            costs.append(self._costs[number])
            hyphens.append(self._hyphens[number])
        if len(bounds) == len(self._bounds):
            return False
        self._bounds, self._costs, self._hyphens = bounds, costs, hyphens
        self._starts, self._ends = starts, ends
        return True

    def _cells(self, text: str) -> int:
        return cells(DROPPED.sub("", text) if self._flow.drops else text)

    def copy(self) -> _Pieces:
        """The same pieces, to be cut further."""
        return copy(self)

    def row(self) -> Row:
        return Row(self._starts, self._ends, self._costs, self._hyphens)

    def wish(self) -> Wish:
        """How the lines should be, with where a stub or a runt would begin."""
        text, bounds = self._text, self._bounds
        count = len(self._starts)
        manner = self._manner
        wide = bool(CLASSES[text[-1]] & WIDE) or bool(len(text) > 1 and CLASSES[text[-2]] & WIDE)
        stub = count
        while stub > 1 and _is_stub(text[bounds[stub - 1] :], wide=wide):
            stub -= 1
        runt = count - 1
        end = self._ends[-1]
        while runt > 0 and self._starts[runt] == self._ends[runt - 1] - self._hyphens[runt - 1]:
            runt -= 1
        while runt < count and (end - self._starts[runt]) * 5 >= manner.rest:
            runt += 1
        share = WIDE_SHARE if wide else 1.0
        return Wish(manner.first, manner.rest, stub, runt, share, manner.balanced)

    def loosest(self, found: list[int]) -> int:
        """Cells free in the emptiest line but the last; more than there are if one is forced."""
        most = start = 0
        room = self._manner.first
        for stop in found[:-1]:
            most = max(most, room - (self._ends[stop - 1] - self._starts[start]))
            if self._costs[stop - 1] >= FORCED:
                return room * 10
            start, room = stop, self._manner.rest
        return most

    def lines(self, found: list[int]) -> list[Piece]:
        text, base = self._text, self._base
        lines: list[Piece] = []
        start = row_of_hyphens = 0
        for stop in found:
            end = self._bounds[stop]
            while end > start and text[end - 1].isspace():
                end -= 1
            hyphen = self._hyphens[stop - 1] and row_of_hyphens < HYPHENS_IN_A_ROW
            row_of_hyphens = row_of_hyphens + 1 if hyphen else 0
            lines.append(Piece(base + start, base + end, hyphen=hyphen))
            start = self._bounds[stop]
        return lines


def _trimmed(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _without_indent(text: str, ends: list[int], costs: list[int]) -> tuple[list[int], list[int]]:
    """Opportunities without those in the spaces at the start, which are kept."""
    indent = len(text) - len(text.lstrip())
    first = next((i for i, end in enumerate(ends) if end > indent), len(ends))
    return ends[first:], costs[first:]


def _cuts(word: str, room: int) -> Iterator[Cut]:
    """Where a piece wider than `room` is cut: no deeper than it needs."""
    yield from _parted(word, 0, room, _SPACED)


def _parted(
    word: str, at: int, room: int, levels: tuple[tuple[re.Pattern[str], int], ...]
) -> Iterator[Cut]:
    if not levels:
        for unit in _units(word)[:-1]:
            at += len(unit)
            yield Cut(at, FORCED, hyphen=False)
        return
    (pattern, cost), *deeper = levels
    for number, part in enumerate(pattern.findall(word)):
        if number:
            yield Cut(at, cost, hyphen=False)
        if cells(part.rstrip()) > room:
            yield from _parted(part.rstrip(), at, room, tuple(deeper))
        at += len(part)


def _units(word: str) -> list[str]:
    """The clusters of a word, marks that stand alone with what is before them."""
    units: list[str] = []
    for cluster in clusters(word):
        if units and CLASSES[cluster[0]] & MARK:
            units[-1] += cluster
        else:
            units.append(cluster)
    return units


def _is_stub(tail: str, *, wide: bool) -> bool:
    tail = tail.strip()
    if wide:
        return sum(1 for c in tail if CLASSES[c] & (LETTER | DIGIT | WIDE) and c.isalnum()) < 2
    return len(tail) < 4
