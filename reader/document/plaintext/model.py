"""A linear chain of labels: each unit's features speak for it, and its neighbour's label too.

The weights come from `benchmarks/train_plaintext.py`. They are plain numbers beside the names of
the features, so that a verdict can be taken apart (`explain`).
"""

from __future__ import annotations

import json
from functools import cache
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

STATES = "APHLIT"
"""Furniture at the head (A), paragraph, heading, list item, furniture inside (I) or at the tail."""

FOLLOWS = {"A": "APHL", "P": "PHLIT", "H": "PHLIT", "L": "PHLIT", "I": "IPHL", "T": "T"}
"""Which labels may come after which: the head's furniture comes first, the tail's stays last."""

FIRST, LAST = "APHL", "APHLT"
"""The labels that a text may begin and end with."""

_FORBIDDEN = -1e9
_FILE = Path(__file__).with_name("weights.json")


class Model(NamedTuple):
    """The weights: of each feature for each label, and of each label after each."""

    weights: dict[str, tuple[float, ...]]
    transitions: tuple[tuple[float, ...], ...]


def read(written: str) -> Model:
    """A model from the weights that training wrote, as JSON."""
    kept = json.loads(written)
    return Model(
        {name: tuple(row) for name, row in kept["weights"].items()},
        tuple(tuple(row) for row in kept["transitions"]),
    )


@cache
def trained() -> Model:
    """The model that comes with the program."""
    return read(_FILE.read_text(encoding="utf-8"))


def scores(model: Model, names: Iterable[str], allowed: Container[str] = STATES) -> list[float]:
    """How much a unit's features speak for each label; those not allowed are out of question."""
    rows = [row for name in names if (row := model.weights.get(name))]
    sums = map(sum, zip(*rows, strict=True)) if rows else [0.0] * len(STATES)
    return [
        total if state in allowed else _FORBIDDEN for state, total in zip(STATES, sums, strict=True)
    ]


def _normal(row: Sequence[float]) -> list[float]:
    total = sum(row)
    return [value / total for value in row]


def marginals(model: Model, emitted: Sequence[Sequence[float]]) -> list[list[float]]:
    """How likely each label of each unit is, all ways to label the others weighed."""
    if not emitted:
        return []
    numbers = range(len(STATES))
    steps = [
        [(p, exp(model.transitions[p][s])) for p in numbers if STATES[s] in FOLLOWS[STATES[p]]]
        for s in numbers
    ]
    exits = [
        [(s, weight) for s in numbers for p, weight in steps[s] if p == before]
        for before in numbers
    ]
    rows = [[exp(max(x - max(row), -60.0)) for x in row] for row in emitted]
    ahead = [_normal([x * (s in FIRST) for x, s in zip(rows[0], STATES, strict=True)])]
    for row in rows[1:]:
        last = ahead[-1]
        ahead.append(
            _normal([x * sum(last[p] * w for p, w in steps[s]) for s, x in enumerate(row)])
        )
    back = [1.0 if state in LAST else 0.0 for state in STATES]
    found = [_normal([a * b for a, b in zip(ahead[-1], back, strict=True)])]
    for before, row in zip(reversed(ahead[:-1]), reversed(rows[1:]), strict=True):
        flow = [x * b for x, b in zip(row, back, strict=True)]
        back = _normal([sum(flow[s] * w for s, w in exits[p]) for p in numbers])
        found.append(_normal([a * b for a, b in zip(before, back, strict=True)]))
    return found[::-1]


def explain(
    model: Model, names: Iterable[str], label: str, instead: str
) -> list[tuple[str, float]]:
    """What speaks for one label rather than another, the weightiest features first."""
    one, other = STATES.index(label), STATES.index(instead)
    found = [
        (name, row[one] - row[other]) for name in set(names) if (row := model.weights.get(name))
    ]
    return sorted(found, key=lambda pair: -abs(pair[1]))
