"""Train the model that tells headings, list items and page furniture in plain text.

    python benchmarks/train_plaintext.py DIR... [--pages DIR] [--half N] [--out FILE]

Each DIR holds NAME.txt with NAME.truth.json beside it; `--pages` names a folder of block truths
of web pages, which are laid out as plain text for more examples. `--half 0` and `--half 1` train
on every other site alone, so that the rest can judge. It wants numpy and scipy, which
nothing else here does: run it in an environment that has them, with the repository on the path.

The model is a conditional random field over the labels of `reader.document.plaintext.model`. What
a truth leaves open (a caption may be text or furniture) is left open in training too. Each text
is learnt as it is, laid out anew at random, and without its capitals, so that neither one layout
nor one script is relied on.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.chain import Example, Fitted, fitted
from reader.document.plaintext import layout, lines, title, units
from reader.document.plaintext.classify import allowed as shape_allows
from reader.document.plaintext.features import features
from reader.document.plaintext.model import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST = 0.02
"""Weights that are all smaller are not kept."""
PAGES, CASELESS = 0.5, 0.2
"""How much an example from a page, and one without capitals, weighs beside a real text."""

_BULLET = re.compile(r"^\s*(?:[-*•·–—‣▪◦]|\(?\d{1,3}[.)])\s+")
_LABELS = {"paragraph": "P", "quote": "P", "heading": "H", "list-item": "L"}


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


def with_uncased(examples: list[Example]) -> list[Example]:
    """The examples that have units, each a second time without its capitals."""
    told = [one for one in examples if one.labels]
    return told + [uncased(one) for one in told]


def written(found: Fitted) -> str:
    """The weights as JSON, a feature a line; those that say nothing are left out."""
    rows = {name: rounded(found.weights[n]) for name, n in found.names.items()}
    said = [
        f"{json.dumps(name)}: {json.dumps(row)}"
        for name, row in sorted(rows.items())
        if max(map(abs, row)) >= LEAST
    ]
    after = [json.dumps(rounded(row)) for row in found.moves]
    return (
        f'{{\n"states": "{STATES}",\n"transitions": [\n'
        + ",\n".join(after)
        + '\n],\n"weights": {\n'
        + ",\n".join(said)
        + "\n}\n}\n"
    )


def rounded(row: Iterable[float]) -> list[float]:
    """A row of weights as it is kept."""
    return [round(float(weight), 2) + 0.0 for weight in row]


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
    found = fitted(with_uncased(examples))
    given.out.write_text(written(found), encoding="utf-8")


if __name__ == "__main__":
    main()
