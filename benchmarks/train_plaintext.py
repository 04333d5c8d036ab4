"""Train the model that tells headings, list items and page furniture in plain text.

    python -m benchmarks.train_plaintext DIR... [--pages DIR] [--out FILE]

Each DIR holds NAME.txt with NAME.truth.json beside it; `--pages` names a folder of block truths
of web pages, which are laid out as plain text for more examples. It wants numpy and scipy, which
nothing else here does: run it in an environment that has them, from the repository. How well
the model reads sites that it has not seen, `benchmarks.judge_plaintext` tells.

The model is a conditional random field over the labels of `reader.document.plaintext.model`. What
a truth leaves open (a caption may be text or furniture) is left open in training too. Each text
is learnt as it is, laid out anew by chance, with headings of another style and with other
furniture around it and in it, and without its capitals: so that no layout, site or script is
relied on. Chance is seeded; training again gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.chain import Example, Fitted, fitted
from benchmarks.surroundings import surroundings
from reader.document.plaintext import layout, lines, title, units
from reader.document.plaintext.classify import allowed as shape_allows
from reader.document.plaintext.features import features
from reader.document.plaintext.model import STATES

if TYPE_CHECKING:
    from collections.abc import Iterable

LEAST = 0.02
"""Weights that are all smaller are not kept."""
REAL, VARIED, CASELESS = 0.5, 0.25, 0.2
"""How much an example as it was found weighs, a varied one, and one without its capitals."""
VARIANTS = 4
"""How often each text is varied."""
MADE, AMID = 0.6, 0.3
"""How often the furniture around is made up instead of taken from another; some is put inside."""

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


class Article(NamedTuple):
    """An article with its truth: `head` and `tail` are the furniture before and after its body.

    `text` is as it was found; None: it was no plain text, and is only laid out as one.
    """

    name: str
    language: str
    title: str
    head: list[dict[str, Any]]
    body: list[dict[str, Any]]
    tail: list[dict[str, Any]]
    text: str | None = None


def article(path: Path) -> Article:
    """The article of a plain text whose truth is at a path."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_name(path.name.replace(".truth.json", ".txt")).read_text(encoding="utf-8")
    blocks = [b for b in truth["blocks"] if b.get("role") != "repeated-title"]
    body = [n for n, block in enumerate(blocks) if block["kind"] != "furniture"]
    first, last = (body[0], body[-1] + 1) if body else (0, 0)
    return Article(
        path.name,
        truth.get("language", ""),
        truth["title"],
        blocks[:first],
        blocks[first:last],
        blocks[last:],
        text,
    )


def page(path: Path) -> Article:
    """The article of a web page whose truth is at a path."""
    truth = json.loads(path.read_text(encoding="utf-8"))
    kinds = {"heading", "paragraph", "list-item", "quote"}
    body = [
        dict(b, text=" ".join(b["text"].split()))
        for b in truth["blocks"]
        if b["kind"] in kinds and b["text"].strip()
    ]
    around = [
        ({"kind": "furniture", "text": b["text"]}, b.get("where"))
        for b in truth.get("furniture", ())
        if b["text"].strip() and len(b["text"]) < 300
    ]
    head = [b for b, where in around if where == "before" and len(b["text"]) < 160]
    tail = [b for b, where in around if where == "after"]
    return Article(path.name, truth.get("language", ""), truth["title"], head, body, tail)


def _some(found: list[dict[str, Any]], pick: random.Random, *, last: bool) -> list[dict[str, Any]]:
    """A stretch of furniture, the lines next to the body among it, with a few left out."""
    count = pick.randint(0, min(7, len(found)))
    near = found[len(found) - count :] if last else found[:count]
    return [block for block in near if pick.random() > 0.15]


def _restyled(body: list[dict[str, Any]], pick: random.Random) -> list[dict[str, Any]]:
    """The body with its headings set in another way, all alike."""
    style = pick.random()
    if style > 0.4:
        return body
    found = []
    number = 0
    for block in body:
        if block["kind"] != "heading":
            found.append(block)
            continue
        if style < 0.15:
            continue
        number += 1
        text = block["text"].upper() if style < 0.28 else block["text"]
        if style >= 0.34 and not text[0].isdigit():
            text = f"{number}. {text}"
        elif style >= 0.28:
            text = text[0] + text[1:].lower()
        found.append(dict(block, text=text))
    return found


def _cut(body: list[dict[str, Any]], pick: random.Random) -> list[dict[str, Any]]:
    """A part of the body that begins with it or with a heading of it."""
    starts = [0, *(n for n, block in enumerate(body) if block["kind"] == "heading")]
    start = pick.choice(starts)
    size = pick.randint(5, 40)
    kept = body[start : start + size]
    while kept and kept[-1]["kind"] == "heading":
        kept = kept[:-1]
    return kept


def varied(one: Article, others: list[Article], pick: random.Random) -> list[dict[str, Any]]:
    """The blocks of an article with other furniture around it and some of it amid the text."""
    kin = [other for other in others if other.language == one.language]
    titles = [other.title for other in (kin if len(kin) > 3 else others) if other is not one]

    def donor() -> Article:
        return pick.choice(kin if kin and pick.random() < 0.6 else others)

    body = _restyled(_cut(one.body, pick) if pick.random() < 0.4 else one.body, pick)
    body = body or one.body
    if pick.random() < MADE:
        head = surroundings(one.language, "head", pick.choice([0, 1, 2, 2, 3, 4, 6]), titles, pick)
        tail = surroundings(one.language, "tail", pick.choice([0, 1, 2, 3, 4, 6, 9]), titles, pick)
    else:
        head = _some((one if pick.random() < 0.4 else donor()).head, pick, last=True)
        tail = _some((one if pick.random() < 0.4 else donor()).tail, pick, last=False)
    if pick.random() < AMID:
        for _ in range(pick.randint(1, 3)):
            where = pick.randint(0, len(body))
            if where and where < len(body) and body[where - 1]["kind"] == "paragraph":
                more = surroundings(one.language, "amid", pick.choice([1, 1, 2]), titles, pick)
                body = [*body[:where], *more, *body[where:]]
    return [*head, *body, *tail]


def examples_of(number: int, one: Article, others: list[Article]) -> list[Example]:
    """An article as it is, laid out anew, and varied."""
    found: list[Example] = []
    if one.text is not None:
        blocks = [*one.head, *one.body, *one.tail]
        found.append(example(one.text, blocks, REAL))
        found.append(example(laid_out(one.title, blocks, number), blocks, REAL))
    else:
        pick = random.Random(number)
        for shift in (0, 100):
            head = one.head[len(one.head) - pick.randint(0, min(5, len(one.head))) :]
            blocks = [*head, *one.body, *one.tail[: pick.randint(1, 6)]]
            found.append(example(laid_out(one.title, blocks, number + shift), blocks, REAL))
    for turn in range(VARIANTS):
        pick = random.Random(1000 * turn + number)
        blocks = varied(one, others, pick)
        found.append(example(laid_out(one.title, blocks, 1000 * turn + number), blocks, VARIED))
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


def written(fit: Fitted) -> str:
    """The weights as JSON, a feature a line; those that say nothing are left out."""
    rows = {name: rounded(fit.weights[n]) for name, n in fit.names.items()}
    said = [
        f"{json.dumps(name)}: {json.dumps(row)}"
        for name, row in sorted(rows.items())
        if max(map(abs, row)) >= LEAST
    ]
    after = [json.dumps(rounded(row)) for row in fit.moves]
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


def learnt(articles: list[Article]) -> str:
    """The weights that articles teach, as they are kept."""
    examples = [
        example
        for number, one in enumerate(articles)
        for example in examples_of(number, one, articles)
    ]
    return written(fitted(with_uncased(examples)))


def found(folders: list[Path], pages: Path | None) -> list[Article]:
    """The articles of folders of plain texts and of a folder of web pages, in order."""
    texts = sorted(path for folder in folders for path in folder.glob("*.truth.json"))
    around = sorted(pages.glob("*.truth.json")) if pages else []
    return [*map(article, texts), *map(page, around)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--out", type=Path, default=Path(title.__file__).with_name("weights.json"))
    given = parser.parse_args()
    given.out.write_text(learnt(found(given.folders, given.pages)), encoding="utf-8")


if __name__ == "__main__":
    main()
