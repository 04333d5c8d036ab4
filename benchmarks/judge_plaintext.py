"""How well plain text of sites that the model has not seen is read.

    python -m benchmarks.judge_plaintext SCORER DIR... [--pages DIR] [--splits N] [--seed N]

The sites of the articles (see `benchmarks.train_plaintext`) are split in two by chance, N times. A
model learns from one half of them, and from the pages of other sites than the other half's, and is
judged on the other; then the other way round. SCORER is a file with the functions `score`, `total`
and `clean_prediction`. A line a half, then the mean and the worst of each figure.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from benchmarks.train_plaintext import found, learnt
from reader.document.plaintext.model import read
from reader.document.plaintext.parse import parse
from reader.document.write.flat import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from benchmarks.train_plaintext import Article

_ENDINGS = frozenset(("com", "org", "net", "edu", "gov", "info", "eu", "co", "uk"))


def site(name: str) -> str:
    """The site that a file's name begins with, after its language: all up to its domain's end."""
    words = name.partition(".")[0].split("-")[1:]
    for number, word in enumerate(words[:5]):
        if number and (word in _ENDINGS or re.fullmatch("[a-z]{2}", word)):
            return "-".join(words[:number])
    return "-".join(words[:1])


def scorer_at(path: Path) -> ModuleType:
    """The module of a scorer."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path} is no Python file.")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _figures(total: dict[str, Any]) -> dict[str, float]:
    headings, furniture = total["headings"], total["furniture"]
    return {
        "micro": headings["f1"],
        "macro": headings["macro_f1"],
        "recall": furniture["recall"],
        "precision": furniture["precision"],
        "kinds": total["kinds"],
        "title": total["title"],
        "kept": total["body_kept"],
    }


def judged(
    articles: list[Article], half: set[str], folders: list[Path], scorer: ModuleType
) -> dict[str, float]:
    """The figures of a model for the articles of the sites of a half, which it has not seen."""
    weights = read(learnt([one for one in articles if site(one.name) not in half]))
    rows = []
    for folder in folders:
        for path in sorted(folder.glob("*.truth.json")):
            if site(path.name) not in half:
                continue
            truth = json.loads(path.read_text(encoding="utf-8"))
            text = path.with_name(path.name.replace(".truth.json", ".txt")).read_bytes().decode()
            got = scorer.clean_prediction(write(parse(text, weights=weights)))
            rows.append(scorer.score(truth, got))
    return _figures(scorer.total(rows))


def halves(names: list[str], splits: int, seed: int) -> Iterator[set[str]]:
    """Both halves of each split of the sites."""
    for number in range(splits):
        mixed = sorted(names)
        random.Random(seed + number).shuffle(mixed)
        yield set(mixed[::2])
        yield set(mixed[1::2])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else "")
    parser.add_argument("scorer", type=Path)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--splits", type=int, default=5)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    articles = found(given.folders, given.pages)
    names = sorted({site(one.name) for one in articles if one.text is not None})
    scorer = scorer_at(given.scorer)
    rows: list[dict[str, float]] = []
    for half in halves(names, given.splits, given.seed):
        rows.append(judged(articles, half, given.folders, scorer))
        print("  ".join(f"{name} {value:.3f}" for name, value in rows[-1].items()), flush=True)
    for label, summed in (("mean ", mean), ("worst", min)):
        parts = (f"{name} {summed([row[name] for row in rows]):.3f}" for name in rows[0])
        print(label, "  ".join(parts))


if __name__ == "__main__":
    main()
