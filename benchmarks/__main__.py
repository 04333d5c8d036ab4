"""`python -m benchmarks`: measure Reader from outside and print a table of ratios.

Libraries are made once in a folder and used again by the next run.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import feeds, judged_search, measures, searching
from benchmarks.figures import table
from benchmarks.libraries import make
from benchmarks.measures import Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.figures import Row

SIZES = {"1MB": 1_000_000, "100kB": 100_000, "5kB": 5_000}
"""Articles to open, in characters."""

_SENTENCE = "The compositor set the line again, for the measure had been a hair too narrow. "
_PARTS = ("start", "keys", "lines", "opening", "commands", "memory", "search", "feeds")


def environment(home: Path) -> dict[str, str]:
    """What everything runs in: a home of its own, so that no one's settings are in the figures."""
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "COLORFGBG": "15;0",
    }


def synthetic(folder: Path, count: int, around: Mapping[str, str]) -> Subject:
    """A library of `count` articles, made if it is not there."""
    path = folder / f"{count}.db"
    if not path.exists():
        sys.stderr.write(f"Making a library of {count:,} articles …\n")
        unfinished = folder / f"{count}.unfinished.db"
        make(unfinished, count)
        for part in folder.glob(f"{count}.unfinished.db*"):
            part.rename(folder / part.name.replace(".unfinished", ""))
    return Subject(f"{count:,} articles", path, around)


def long_articles(folder: Path, around: Mapping[str, str]) -> Subject:
    """A small library whose newest articles are a short one, then those of `SIZES` in order.

    It is a fresh copy each time: an article that was read opens where it was left.
    """
    kept, used = folder / "long.db", folder / "long-used.db"
    if not kept.exists():
        make(kept, 200)
        subject = Subject("long articles", kept, around)
        for name, size in (*reversed(SIZES.items()), ("short", 500)):
            file = folder / f"long-{name}.md"
            file.write_text(_article(name, size), "utf-8")
            subject.ask("add", str(file))
    for old in folder.glob("long-used.db*"):
        old.unlink()
    shutil.copy(kept, used)
    return Subject("long articles", used, around)


def _article(name: str, size: int) -> str:
    paragraph = _SENTENCE * 6
    parts = [f"# An article of {name}", f"It begins-{name}. {paragraph}"]
    length = sum(map(len, parts))
    while length < size:
        parts += [f"## Section {len(parts)}", paragraph, paragraph]
        length += 2 * len(paragraph) + 14
    return "\n\n".join(parts) + "\n"


def measured(folder: Path, counts: list[int], parts: list[str], runs: int) -> list[Row]:
    """The rows of all parts asked for."""
    around = environment(folder / "home")
    subjects = [synthetic(folder, count, around) for count in counts if parts != ["feeds"]]
    rows: list[Row] = []
    if "start" in parts:
        rows += measures.start(subjects, runs)
    if "keys" in parts:
        rows += measures.keys(subjects, runs * 9)
    if "lines" in parts:
        rows += measures.lines(long_articles(folder, around), runs * 9)
    if "opening" in parts:
        rows += measures.opening(long_articles(folder, around), list(SIZES), max(3, runs // 2))
    if "commands" in parts:
        rows += measures.commands(subjects[-1], runs)
    if "memory" in parts:
        rows += measures.memory(subjects)
    if "search" in parts:
        for subject in subjects:
            rows += searching.search(subject, runs)
    if "feeds" in parts:
        rows += feeds.feeds(folder, around, max(3, runs // 3))
    return rows


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", default=_PARTS, metavar="PART", help=" ".join(_PARTS))
    parser.add_argument("--articles", default="10000,100000", help="sizes of the libraries")
    parser.add_argument("--runs", type=int, default=9, help="of each thing (default 9)")
    parser.add_argument("--folder", type=Path, help="where the libraries are kept")
    given = parser.parse_args()
    unknown = set(given.parts) - set(_PARTS)
    if unknown:
        parser.error(f"there is no part {min(unknown)!r}; there are {', '.join(_PARTS)}")
    folder = given.folder or Path(tempfile.gettempdir()) / f"reader-benchmarks-{os.getuid()}"
    (folder / "home").mkdir(parents=True, exist_ok=True)
    counts = [int(count) for count in given.articles.split(",")]
    rows = measured(folder, counts, list(given.parts), given.runs)
    load = os.getloadavg()[0]
    print(
        f"Load {load:.1f} on {os.cpu_count()} processors; milliseconds of a quiet machine differ,"
    )
    print("ratios less.\n")
    print(table(rows))
    if "search" in given.parts:
        print(f"\nSearch among the shipped articles, {judged_search.shipped(folder)}")
    return 0 if all(row.good is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
