"""What all units of a text share: which are running text, and where the others stand among them."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from reader.document.plaintext.traits import SHORT, Traits, label, stems, traits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.plaintext.units import Unit

_EDGE = 15
"""Units at either end of a text whose long ones are looked at too."""


class Scene(NamedTuple):
    """What all units of a text share."""

    units: Sequence[Unit]
    traits: Sequence[Traits]
    bodies: Sequence[bool]
    before: Sequence[int]
    after: Sequence[int]
    runs: Sequence[tuple[int, int]]
    counts: Counter[str]
    usual: float
    gap: int
    title: frozenset[str]
    forms: Counter[str]
    labels: Counter[str]
    tight: Sequence[tuple[int, int]]
    far: int


def is_body(looks: Traits) -> bool:
    """Whether a unit is surely running text: long, or a sentence of some length."""
    if "long-filled=4" in looks.marks or "filled=3" in looks.marks:
        return False
    return looks.size > 1.6 * SHORT or (looks.size > 70 and looks.stops)


def _distances(bodies: Sequence[bool]) -> tuple[list[int], list[int]]:
    """For each unit how many bodies stand before it, and how many after it."""
    before, seen = [], 0
    for body in bodies:
        before.append(seen)
        seen += body
    after = [seen - count - body for count, body in zip(before, bodies, strict=True)]
    return before, after


def _runs(bodies: Sequence[bool]) -> list[tuple[int, int]]:
    """For each unit the first and last of the run of units without body that it is in."""
    found: list[tuple[int, int]] = []
    start = 0
    for number in range(1, len(bodies) + 1):
        if number == len(bodies) or bodies[number] or bodies[number - 1]:
            found += [(start, number - 1)] * (number - start)
            start = number
    return found


def is_far(unit: Unit, gap: int) -> bool:
    """Whether clearly more blank lines than usual stand before a unit."""
    return bool(gap) and unit.blanks > max(3, gap + 1)


def _tight_runs(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """For each unit the first and last of the run without blank lines that it is in."""
    found: list[tuple[int, int]] = []
    start = 0
    for n, unit in enumerate(units):
        if unit.last or n == len(units) - 1:
            found += [(start, n)] * (n + 1 - start)
            start = n + 1
    return found


def scene_of(units: Sequence[Unit], title: str) -> Scene:
    """What the units of a text share."""
    count = len(units)
    looks = [
        traits(unit.text, edge=n < _EDGE or n >= count - _EDGE) for n, unit in enumerate(units)
    ]
    bodies = [
        is_body(look) and unit.shape != "item" for look, unit in zip(looks, units, strict=True)
    ]
    before, after = _distances(bodies)
    sizes = [look.size for look, body in zip(looks, bodies, strict=True) if body]
    gaps = Counter(unit.blanks for unit in units[1:] if unit.blanks)
    gap = gaps.most_common(1)[0][0] if gaps else 0
    forms = Counter(
        look.form
        for look, (own, follower) in zip(looks, pairwise([*bodies, False]), strict=True)
        if follower and not own
    )
    return Scene(
        units,
        looks,
        bodies,
        before,
        after,
        _runs(bodies),
        Counter(unit.text for unit in units),
        median(sizes) if sizes else 0.0,
        gap,
        stems(title),
        forms,
        Counter(label(unit.text[:80]) for unit in units),
        _tight_runs(units),
        max((n for n in range(count) if is_far(units[n], gap) and after[n] <= 2), default=count),
    )
