"""Weights for the chain of labels that reads plain text: a conditional random field, fitted.

Of each example it is known which labels each unit may have; the weights found make such labels
likely and are pulled towards nothing (L-BFGS on the log likelihood). It wants numpy and scipy.
"""

from __future__ import annotations

import importlib
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from reader.document.plaintext.model import FIRST, FOLLOWS, LAST, STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

np: Any = importlib.import_module("numpy")
optimize: Any = importlib.import_module("scipy.optimize")
sparse: Any = importlib.import_module("scipy.sparse")
Array: TypeAlias = Any
"""An array of numpy's, which this repository does not know."""

PRIOR = 2.5
"""Strength of the pull of every weight towards nothing."""
STEPS = 120
RARE = 3
"""Features that are seen less often are not learnt."""
_FREE = 0.01
"""The pull on how common each label is."""
_NEVER = 1e-40
_COUNT = len(STATES)


class Example(NamedTuple):
    """The features of a text's units, the labels that each may have, and what it weighs."""

    features: list[list[str]]
    labels: list[str]
    weight: float


class Fitted(NamedTuple):
    """A row of weights for each named feature, and one for each label after each."""

    names: dict[str, int]
    weights: Array
    moves: Array


def _gate(states: str) -> Array:
    return np.array([1.0 if state in states else _NEVER for state in STATES])


def _closed() -> Array:
    return np.array([[after not in FOLLOWS[before] for after in STATES] for before in STATES])


class _Batch:
    """Examples side by side, the longest first, their units in rows: all first ones, all second."""

    def __init__(self, examples: Sequence[Example]) -> None:
        ordered = sorted(examples, key=lambda one: -len(one.labels))
        counts = Counter(name for one in ordered for row in one.features for name in set(row))
        names = sorted(name for name, count in counts.items() if count >= RARE)
        self.index = {name: n for n, name in enumerate(names)}
        sizes = np.array([len(one.labels) for one in ordered])
        self.weights = np.array([one.weight for one in ordered])
        self.active = [int((sizes > at).sum()) for at in range(sizes[0])]
        self.starts = np.concatenate([[0], np.cumsum(self.active)])
        self.ends = np.array([self.starts[size - 1] + n for n, size in enumerate(sizes)])
        units = [(one, at) for at, count in enumerate(self.active) for one in ordered[:count]]
        columns: list[int] = []
        bounds = [0]
        for one, at in units:
            columns += [
                self.index[name] for name in sorted({*one.features[at]} & self.index.keys())
            ]
            bounds.append(len(columns))
        shape = (len(units), len(self.index))
        self.seen = sparse.csr_matrix((np.ones(len(columns)), columns, bounds), shape=shape)
        self.turned = self.seen.T.tocsr()
        self.open = np.array([_gate(one.labels[at]) for one, at in units])
        self.row_weights = np.concatenate([self.weights[:count] for count in self.active])

    def rows(self, at: int) -> slice:
        """The rows of the units that stand at a place of their texts."""
        return slice(self.starts[at], self.starts[at + 1])


def _forward(batch: _Batch, spoken: Array, moves: Array) -> tuple[Array, Array, Array]:
    """What is likely by all before; how each row was scaled; the log of all paths so far."""
    ahead, scales = np.empty_like(spoken), np.empty(len(spoken))
    logs = np.zeros(len(batch.weights))
    last = np.ones((batch.active[0], _COUNT)) * _gate(FIRST)
    for at, count in enumerate(batch.active):
        rows = batch.rows(at)
        now = (last[:count] @ moves if at else last) * spoken[rows]
        scales[rows] = now.sum(1)
        last = ahead[rows] = now / scales[rows][:, None]
        logs[:count] += np.log(scales[rows])
    return ahead, scales, logs


def _expected(batch: _Batch, spoken: Array, moves: Array) -> tuple[Array, Array, float]:
    """How often each label, and each after each, is to be expected; and the log of all paths."""
    ahead, scales, logs = _forward(batch, spoken, moves)
    behind = np.tile(_gate(LAST), (len(spoken), 1))
    for at in range(len(batch.active) - 2, -1, -1):
        after = batch.rows(at + 1)
        flow = (spoken[after] * behind[after]) @ moves.T / scales[after][:, None]
        behind[batch.starts[at] : batch.starts[at] + batch.active[at + 1]] = flow
    whole = (ahead * behind).sum(1)
    single = ahead * behind / whole[:, None] * batch.row_weights[:, None]
    closing = whole[batch.ends]
    pairs = np.zeros((_COUNT, _COUNT))
    for at in range(1, len(batch.active)):
        rows, count = batch.rows(at), batch.active[at]
        first = batch.starts[at - 1]
        share = batch.weights[:count] / closing[:count] / scales[rows]
        pairs += (ahead[first : first + count] * share[:, None]).T @ (spoken[rows] * behind[rows])
    return single, pairs * moves, float((batch.weights * (logs + np.log(closing))).sum())


def fitted(examples: Sequence[Example]) -> Fitted:
    """The weights that make the labels of the examples likely."""
    batch = _Batch(examples)
    size, closed = len(batch.index), _closed()
    pull = np.full((size + _COUNT, 1), PRIOR)
    pull[batch.index["bias"]] = _FREE

    def loss(flat: Array) -> tuple[float, Array]:
        values = flat.reshape(size + _COUNT, _COUNT)
        sums = batch.seen @ values[:size]
        spoken = np.exp(np.maximum(sums - sums.max(1, keepdims=True), -60))
        moves = np.where(closed, _NEVER, np.exp(values[size:]))
        free, free_pairs, all_paths = _expected(batch, spoken, moves)
        held, held_pairs, right_paths = _expected(batch, spoken * batch.open, moves)
        slope = pull * values
        slope[:size] += batch.turned @ (free - held)
        slope[size:] += np.where(closed, 0.0, free_pairs - held_pairs)
        return all_paths - right_paths + 0.5 * float((pull * values**2).sum()), slope.ravel()

    found = optimize.minimize(
        loss,
        np.zeros((size + _COUNT) * _COUNT),
        jac=True,
        method="L-BFGS-B",
        options={"maxiter": STEPS, "maxcor": 12},
    )
    values = found.x.reshape(size + _COUNT, _COUNT)
    return Fitted(batch.index, values[:size], values[size:])
