"""A linear chain of labels: each unit's features speak for it, and its neighbour's label too.

The weights come from `benchmarks/train_plaintext.py`. They are plain numbers beside the names of
the features, so that a verdict can be taken apart (`explain`).
"""

from __future__ import annotations

import json
from functools import cache
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
    bias: tuple[float, ...]


@cache
def trained() -> Model:
    """The model that comes with the program."""
    kept = json.loads(_FILE.read_text(encoding="utf-8"))
    return Model(
        {name: tuple(row) for name, row in kept["weights"].items()},
        tuple(tuple(row) for row in kept["transitions"]),
        tuple(kept["bias"]),
    )


def scores(model: Model, names: Iterable[str], allowed: Container[str] = STATES) -> list[float]:
    """How much a unit's features speak for each label; those not allowed are out of question."""
    rows = [row for name in names if (row := model.weights.get(name))]
    rows.append(model.bias)
    sums = map(sum, zip(*rows, strict=True))
    return [
        total if state in allowed else _FORBIDDEN for state, total in zip(STATES, sums, strict=True)
    ]


def _gate(states: str) -> list[float]:
    return [0.0 if state in states else _FORBIDDEN for state in STATES]


def decode(model: Model, emitted: Sequence[Sequence[float]]) -> str:
    """The likeliest labels of a run of units, one letter each (Viterbi's algorithm)."""
    if not emitted:
        return ""
    numbers = range(len(STATES))
    steps = [
        [(p, model.transitions[p][s]) for p in numbers if STATES[s] in FOLLOWS[STATES[p]]]
        for s in numbers
    ]
    best = [a + b for a, b in zip(emitted[0], _gate(FIRST), strict=True)]
    back: list[list[int]] = []
    for row in emitted[1:]:
        came = [max((best[p] + weight, p) for p, weight in steps[s]) for s in numbers]
        back.append([previous for _, previous in came])
        best = [score + row[s] for s, (score, _) in enumerate(came)]
    closing = [a + b for a, b in zip(best, _gate(LAST), strict=True)]
    state = max(numbers, key=closing.__getitem__)
    path = [state]
    for previous in reversed(back):
        state = previous[state]
        path.append(state)
    return "".join(STATES[state] for state in reversed(path))


def explain(
    model: Model, names: Iterable[str], label: str, instead: str
) -> list[tuple[str, float]]:
    """What speaks for one label rather than another, the weightiest features first."""
    one, other = STATES.index(label), STATES.index(instead)
    found = [
        (name, row[one] - row[other]) for name in set(names) if (row := model.weights.get(name))
    ]
    return sorted(found, key=lambda pair: -abs(pair[1]))
