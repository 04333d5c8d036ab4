"""Train the model that tells headings, list items and page furniture in plain text.

    python benchmarks/train_plaintext.py DIR... [--pages DIR] [--half N] [--out FILE]

Each DIR holds NAME.txt with NAME.truth.json beside it; `--pages` names a folder of block truths
of web pages, which are laid out as plain text for more examples. `--half 0` and `--half 1` train
on every other site alone, so that the rest can judge. It wants numpy, which nothing else here
does: run it in an environment that has it, with the repository on the path.

The model is a conditional random field over the labels of `reader.document.plaintext.model`. What
a truth leaves open (a caption may be text or furniture) is left open in training too. Each text
is learnt as it is, laid out anew at random, and without its capitals, so that neither one layout
nor one script is relied on.
"""

from __future__ import annotations

import argparse
import importlib
import json
import random
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from reader.document.plaintext import layout, lines, title, units
from reader.document.plaintext.classify import allowed as shape_allows
from reader.document.plaintext.features import features
from reader.document.plaintext.model import FIRST, FOLLOWS, LAST, STATES

np: Any = importlib.import_module("numpy")
Array: TypeAlias = Any
"""An array of numpy's, which this repository does not know."""

PRIOR = 0.5
"""Strength of the pull of every weight towards nothing."""
STEPS = 260
RATE = 0.06
RARE = 3
"""Features that are seen less often are not learnt."""
CAUTION = (-1.0, 0.0, -0.5, 0.0, -1.0, -1.0)
"""What furniture and headings must be surer by: a wrong one costs more than one left out."""
PAGES, CASELESS = 0.5, 0.2
"""How much an example from a page, and one without capitals, weighs beside a real text."""
FORBIDDEN = -1e5

_BULLET = re.compile(r"^\s*(?:[-*•·–—‣▪◦]|\(?\d{1,3}[.)])\s+")
_LABELS = {"paragraph": "P", "quote": "P", "heading": "H", "list-item": "L"}


class Example(NamedTuple):
    """The features of a text's units, the labels that each may have, and what it weighs."""

    features: list[list[str]]
    labels: list[str]
    weight: float


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).split())


def bare(text: str) -> str:
    return plain(_BULLET.sub("", text))


def matched(texts: list[str], truths: list[str]) -> list[tuple[int, bool] | None]:
    """For each unit the truth block that it is (True) or is part of (False)."""
    found: list[tuple[int, bool] | None] = []
    at = 0
    for text in texts:
        near = range(at, min(len(truths), at + 12))
        same = [k for k in near if plain(text) == plain(truths[k]) or bare(text) == bare(truths[k])]
        if same:
            found.append((same[0], True))
            at = same[0] + 1
            continue
        part = [k for k in near[:3] if len(text) > 3 and plain(text) in plain(truths[k])]
        found.append((part[0], False) if part else None)
        at = max(at, part[0]) if part else at
    return found


def open_labels(block: dict[str, Any], place: str) -> str:
    """The labels that a truth block allows; `place` is that of furniture where it stands."""
    loose = bool(block.get("accept") or block.get("optional"))
    kinds = {block["kind"], *block.get("accept", ())}
    if block.get("optional"):
        kinds |= {"paragraph", "heading", "list-item", "furniture"}
    labels = {_LABELS[kind] for kind in kinds if kind != "furniture"}
    if "furniture" in kinds:
        labels |= set("AIT") if loose else {place}
    return "".join(labels)


def example(text: str, blocks: list[dict[str, Any]], weight: float) -> Example:
    """A text and its truth, as the model sees them."""
    rows = lines.read(text)
    found = units.units(rows, layout.measured(rows))
    head = title.titled(found)
    rest = [unit for number, unit in enumerate(found) if number not in head.said]
    body = [n for n, block in enumerate(blocks) if block["kind"] != "furniture"]
    first, last = (body[0], body[-1]) if body else (len(blocks), -1)
    labels: list[str] = []
    for unit, hit in zip(
        rest, matched([u.text for u in rest], [b["text"] for b in blocks]), strict=True
    ):
        if hit is None:
            labels.append(shape_allows(unit))
            continue
        number, whole = hit
        place = "A" if number < first else "T" if number > last else "I"
        block = blocks[number]
        told = open_labels(block, place) if whole or block["kind"] == "furniture" else "P"
        labels.append("".join(set(told) & set(shape_allows(unit))) or shape_allows(unit))
    return Example(features(rest, head.text), labels, weight)


def laid_out(name: str, blocks: list[dict[str, Any]], seed: int) -> str:
    """Blocks as plain text in a layout picked by chance."""
    pick = random.Random(seed)
    gap = "\n" * pick.choice([2, 3, 3])
    mark, tight = pick.choice(["- ", "• ", "* ", "", ""]), pick.random() < 0.5
    far, close = pick.choice([0, 0, 0, 4, 10]), pick.random() < 0.35
    last = max((n for n, block in enumerate(blocks) if block["kind"] != "furniture"), default=-1)
    parts = [name, gap + name if pick.random() < 0.8 else ""]
    before, number = "", 0
    for n, block in enumerate(blocks):
        apart, text = gap, block["text"]
        if block["kind"] == "list-item":
            number = number + 1 if before == "list-item" else 1
            text = (f"{number}. " if mark and block.get("list") == "ol" else mark) + text
            apart = "\n" if tight and before == "list-item" else gap
        if n > last:
            apart = (
                "\n" * (far + 1)
                if far and n == last + 1
                else "\n"
                if close and n > last + 1
                else gap
            )
        parts.append(apart + text)
        before = block["kind"]
    return "".join(parts)


def article_examples(folders: list[Path], half: int | None) -> list[Example]:
    """Every article as it is and laid out anew."""
    found: list[Example] = []
    paths = sorted(p for folder in folders for p in folder.glob("*.truth.json"))
    for number, path in enumerate(paths):
        if half is not None and number % 2 != half:
            continue
        truth = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".truth.json", ".txt")).read_text(encoding="utf-8")
        blocks = [b for b in truth["blocks"] if b.get("role") != "repeated-title"]
        found.append(example(text, blocks, 0.5))
        found.append(example(laid_out(truth["title"], blocks, number), blocks, 0.5))
    return found


def page_blocks(truth: dict[str, Any], pick: random.Random) -> list[dict[str, Any]]:
    """A page's article with some of the lines before and after it."""
    kinds = {"heading", "paragraph", "list-item", "quote"}
    body = [
        dict(b, text=" ".join(b["text"].split())) for b in truth["blocks"] if b["kind"] in kinds
    ]
    around = truth.get("furniture", ())
    head = [b for b in around if b.get("where") == "before" and len(b["text"]) < 160]
    tail = [b for b in around if b.get("where") == "after" and len(b["text"]) < 300]
    head = head[len(head) - pick.randint(0, min(5, len(head))) :]
    tail = tail[: pick.randint(1, 6)]
    blocks = [
        *({"kind": "furniture", "text": b["text"]} for b in head),
        *body,
        *({"kind": "furniture", "text": b["text"]} for b in tail),
    ]
    return [block for block in blocks if block["text"].strip()]


def page_examples(folder: Path, without: set[str]) -> list[Example]:
    """Every page laid out twice; `without` are sites that are kept for judging."""
    found: list[Example] = []
    for number, path in enumerate(sorted(folder.glob("*.truth.json"))):
        if any(site in path.name for site in without):
            continue
        truth = json.loads(path.read_text(encoding="utf-8"))
        blocks = page_blocks(truth, random.Random(number))
        found += [
            example(laid_out(truth["title"], blocks, number + shift), blocks, PAGES)
            for shift in (0, 100)
        ]
    return found


def uncased(one: Example) -> Example:
    """The example as it were in a script without capitals."""
    swaps = ((r"case=\w+", "case=caseless"), (r"opens=(?:upper|lower)\b", "opens=letter"))

    def swap(name: str) -> str:
        for pattern, instead in swaps:
            name = re.sub(pattern, instead, name)
        return name

    return Example(
        [[swap(name) for name in row] for row in one.features],
        one.labels,
        one.weight * CASELESS,
    )


class Batch:
    """Examples padded to one length, for forward and backward sums of all at once."""

    def __init__(self, examples: list[Example], index: dict[str, int]) -> None:
        self.sizes = np.array([len(one.labels) for one in examples])
        self.length = int(self.sizes.max())
        self.weights = np.array([one.weight for one in examples])
        rows, columns, places, masks = [], [], [], []
        row = 0
        for number, one in enumerate(examples):
            for at, (names, labels) in enumerate(zip(one.features, one.labels, strict=True)):
                places.append(number * self.length + at)
                masks.append([0.0 if state in labels else FORBIDDEN for state in STATES])
                known = [index[name] for name in set(names) if name in index]
                rows += [row] * len(known)
                columns += known
                row += 1
        order = np.argsort(np.array(columns), kind="stable")
        self.rows, self.columns = np.array(rows), np.array(columns)
        self.by_column = self.rows[order]
        self.starts = np.searchsorted(self.columns[order], np.arange(len(index)))
        self.row_starts = np.searchsorted(self.rows, np.arange(row))
        self.places = np.array(places)
        self.masks = self.padded(np.array(masks))

    def padded(self, values: Array) -> Array:
        """Rows of units as examples of one length."""
        full = np.zeros((len(self.sizes) * self.length, len(STATES)))
        full[self.places] = values
        return full.reshape(len(self.sizes), self.length, len(STATES))

    def emitted(self, weights: Array) -> Array:
        """What each unit's features say of each label."""
        return self.padded(np.add.reduceat(weights[self.columns], self.row_starts, axis=0))

    def gathered(self, differences: Array) -> Array:
        """What each feature has part in of the units' differences."""
        return np.add.reduceat(differences[self.by_column], self.starts, axis=0)


def log_sum(values: Array, axis: int) -> Array:
    top = values.max(axis=axis, keepdims=True)
    return (top + np.log(np.exp(values - top).sum(axis=axis, keepdims=True))).squeeze(axis)


def gate(states: str) -> Array:
    return np.array([0.0 if state in states else FORBIDDEN for state in STATES])


def expected(batch: Batch, emitted: Array, moves: Array) -> tuple[Array, Array, Array]:
    """How often each label, and each after each, is to be expected; and the log of all paths."""
    forward, backward = np.empty_like(emitted), np.empty_like(emitted)
    forward[:, 0] = emitted[:, 0] + gate(FIRST)
    for at in range(1, batch.length):
        forward[:, at] = emitted[:, at] + log_sum(forward[:, at - 1][:, :, None] + moves, 1)
    backward[:, -1] = gate(LAST)
    for at in range(batch.length - 2, -1, -1):
        ahead = log_sum(moves[None] + (emitted[:, at + 1] + backward[:, at + 1])[:, None, :], 2)
        backward[:, at] = np.where((at + 1 < batch.sizes)[:, None], ahead, gate(LAST))
    whole = log_sum(forward[np.arange(len(batch.sizes)), batch.sizes - 1] + gate(LAST), 1)
    weight = batch.weights[:, None, None]
    single = np.exp(np.clip(forward + backward - whole[:, None, None], -500, 50)) * weight
    inside = np.arange(1, batch.length)[None, :] < batch.sizes[:, None]
    pairs = forward[:, :-1, :, None] + moves + (emitted + backward)[:, 1:, None, :]
    pairs = np.exp(np.clip(pairs - whole[:, None, None, None], -500, 50))
    pairs = (pairs * inside[:, :, None, None] * weight[..., None]).sum((0, 1))
    return single.reshape(-1, len(STATES))[batch.places], pairs, whole


def trained(examples: list[Example]) -> tuple[dict[str, int], Array, Array]:
    """Weights that make the truths likely (Adam, the whole batch each step)."""
    counts = Counter(name for one in examples for row in one.features for name in set(row))
    index = {name: n for n, name in enumerate(sorted(k for k, v in counts.items() if v >= RARE))}
    batch = Batch(examples, index)
    size, states = len(index), len(STATES)
    closed = np.array([[b not in FOLLOWS[a] for b in STATES] for a in STATES])
    values = np.zeros((size + states, states))
    pull = np.full((size + states, 1), PRIOR)
    pull[index["bias"]] = 0.01
    mean, square = np.zeros_like(values), np.zeros_like(values)
    for step in range(1, STEPS + 1):
        moves = np.where(closed, FORBIDDEN, values[size:])
        emitted = batch.emitted(values[:size])
        free, free_pairs, whole = expected(batch, emitted, moves)
        held, held_pairs, told = expected(batch, emitted + batch.masks, moves)
        slope = pull * values
        slope[:size] += batch.gathered(free - held)
        slope[size:] += np.where(closed, 0.0, free_pairs - held_pairs)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        shrink = RATE * (1 - 0.9 * step / STEPS)
        values -= shrink * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
        if step % 20 == 0:
            loss = float((batch.weights * (whole - told)).sum())
            print(f"step {step}: loss {loss:.1f}", file=sys.stderr)
    return index, values[:size], values[size:]


def written(index: dict[str, int], weights: Array, moves: Array) -> str:
    """The weights as JSON, a feature a line; those that say nothing are left out."""
    rows = {name: [round(float(x), 2) for x in weights[n]] for name, n in index.items()}
    said = [
        f"{json.dumps(name)}: {json.dumps(row)}"
        for name, row in sorted(rows.items())
        if max(map(abs, row)) >= 0.02
    ]
    after = [json.dumps([round(float(x), 2) for x in row]) for row in moves]
    return (
        f'{{\n"states": "{STATES}",\n"bias": {json.dumps(CAUTION)},\n"transitions": [\n'
        + ",\n".join(after)
        + '\n],\n"weights": {\n'
        + ",\n".join(said)
        + "\n}\n}\n"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--without", nargs="*", default=[], help="sites of the pages to leave out")
    parser.add_argument("--half", type=int, choices=(0, 1))
    parser.add_argument("--out", type=Path, default=Path(title.__file__).with_name("weights.json"))
    given = parser.parse_args()
    examples = article_examples(given.folders, given.half)
    if given.pages:
        examples += page_examples(given.pages, set(given.without))
    examples = [one for one in examples if one.labels]
    examples += [uncased(one) for one in examples]
    index, weights, moves = trained(examples)
    given.out.write_text(written(index, weights, moves), encoding="utf-8")


if __name__ == "__main__":
    main()
