"""A flow of text set in lines: pieces are measured, broken as a whole, and given back by place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.typeset import breaks
from reader.typeset.characters import CLASSES, DIGIT, LETTER, WIDE
from reader.typeset.fit import FORCED, HYPHEN, Row, Wish, best_breaks
from reader.typeset.width import cells, clusters, one_cell_each

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.typeset.flow import Flow
    from reader.typeset.hyphens import Hyphenator

WINDOW: Final = 6_000
"""Characters that are broken as a whole; of longer paragraphs the next begins where lines ended."""
REDONE: Final = 3
"""Lines at a window's end that are broken again, with what follows them."""


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
    pieces = _Pieces(flow, start, text, manner)
    found: list[int] = []
    for rung in LADDER:
        if rung.hyphens and not (manner.hyphenator and pieces.with_hyphens(manner.hyphenator)):
            break
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
        """Cells up to each piece's start and end; pieces wider than a line are cut at clusters."""
        text, bounds = self._text, self._bounds
        drops = self._flow.drops
        if not drops and one_cell_each(text):
            self._starts = bounds[:-1]
            self._ends = [
                end - 1 if text[end - 1] == " " else _trimmed(text, end) for end in bounds[1:]
            ]
        else:
            self._starts, self._ends = self._measured(drops=drops)
        room = min(self._manner.first, self._manner.rest)
        wide = [i for i, start in enumerate(self._starts) if self._ends[i] - start > room]
        if wide:
            self._cut(wide)

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

    def _cut(self, wide: list[int]) -> None:
        """Let pieces wider than a line break between any two clusters, at a high cost."""
        bounds, costs, hyphens = [0], [], []
        starts, ends = [], []
        broken = set(wide)
        for number, (start, end) in enumerate(pairwise(self._bounds)):
            at = self._starts[number]
            if number in broken:
                word = self._text[start:end].rstrip()
                place = start
                for cluster in _units(word)[:-1]:
                    place += len(cluster)
                    starts.append(at)
                    at += cells(
                        self._flow.painted(self._base + place - len(cluster), self._base + place)
                    )
                    ends.append(at)
                    bounds.append(place)
                    costs.append(FORCED)
                    hyphens.append(False)
            starts.append(at)
            ends.append(self._ends[number])
            bounds.append(end)
            costs.append(self._costs[number])
            hyphens.append(self._hyphens[number])
        self._bounds, self._costs, self._hyphens = bounds, costs, hyphens
        self._starts, self._ends = starts, ends

    def with_hyphens(self, hyphenator: Hyphenator) -> bool:
        """Let words be parted where the language allows; False when none can be."""
        bounds, costs, hyphens = [0], [], []
        starts, ends = [], []
        text, flow, base = self._text, self._flow, self._base
        for number, (start, end) in enumerate(pairwise(self._bounds)):
            at = self._starts[number]
            word = text[start:end]
            if end - start > 5 and "\xad" not in word:
                word = word.rstrip()
                points = hyphenator.points(word)
                if points and not flow.exact(base + start, base + end):
                    before = 0
                    for point in points:
                        starts.append(at)
                        at += cells(word[before:point])
                        ends.append(at + 1)
                        bounds.append(start + point)
                        costs.append(HYPHEN)
                        hyphens.append(True)
                        before = point
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
        return Wish(manner.first, manner.rest, stub, runt, manner.balanced)

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
        start = 0
        for stop in found:
            end = self._bounds[stop]
            while end > start and text[end - 1].isspace():
                end -= 1
            lines.append(Piece(base + start, base + end, hyphen=self._hyphens[stop - 1]))
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


def _units(word: str) -> list[str]:
    """What a word that is wider than a line is cut into."""
    units: list[str] = []
    for cluster in clusters(word):
        if units and CLASSES[cluster[0]] & 64:
            units[-1] += cluster
        else:
            units.append(cluster)
    return units


def _is_stub(tail: str, *, wide: bool) -> bool:
    tail = tail.strip()
    if wide:
        return sum(1 for c in tail if CLASSES[c] & (LETTER | DIGIT | WIDE) and c.isalnum()) < 2
    return len(tail) < 4
