"""`python -m benchmarks`: measure Reader from outside and print tables of ratios.

Libraries are made once in the user's cache and used again by the next run. `--write` puts the
tables into docs/performance.md.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import feeds, judged_search, measures, newsboat, searching, sittings
from benchmarks.figures import Row, Series, table
from benchmarks.kept import SIZES, environment, folder_of_all, long_articles, synthetic

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.measures import Subject

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
BEGIN, END = "<!-- figures -->", "<!-- end of figures -->"


class Run:
    """What is measured on: the libraries, how often, and each part's rows."""

    def __init__(self, folder: Path, counts: list[int], runs: int) -> None:
        self.folder, self.counts, self.runs = folder, counts, runs
        self.around = environment(folder / "home")
        self._subjects: list[Subject] = []

    @property
    def subjects(self) -> list[Subject]:
        """The libraries of all sizes, made when they are first asked for."""
        if not self._subjects:
            self._subjects = [synthetic(self.folder, one, self.around) for one in self.counts]
        return self._subjects

    def long(self) -> Subject:
        """A fresh library of long articles."""
        return long_articles(self.folder, self.around)

    def start(self) -> list[Row]:
        """The first headline, and ready for keys."""
        return [
            *measures.start(self.subjects, self.runs),
            *measures.ready(self.subjects, self.runs),
        ]

    def keys(self) -> list[Row]:
        """Keys held in the list and in articles."""
        presses = max(30, 200 * self.runs // 9)
        return [
            *measures.keys(self.subjects, presses),
            *measures.lines(self.long(), ("1MB", "300kB", "50kB", "5kB"), presses),
        ]

    def opening(self) -> list[Row]:
        """Opening, switching and resizing."""
        few = max(2, self.runs // 2)
        place = [*SIZES].index("300kB") + 1
        return [
            *sittings.opening(self.long(), list(SIZES), few),
            *sittings.switching(self.subjects, few),
            *sittings.resizing(self.long(), place, few),
        ]

    def marking(self) -> list[Row]:
        """Marking a whole list and undoing it."""
        few = max(2, self.runs // 3)
        return [row for subject in self.subjects for row in sittings.marking(subject, few)]

    def commands(self) -> list[Row]:
        """Whole commands."""
        return [row for subject in self.subjects for row in measures.commands(subject, self.runs)]

    def search(self) -> list[Row]:
        """Search, as one types and from the library."""
        return [row for subject in self.subjects for row in searching.search(subject, self.runs)]

    def space(self) -> list[Row]:
        """Memory, and the room of an article on the disk."""
        rows = measures.memory(self.subjects)
        for subject, count in zip(self.subjects, self.counts, strict=True):
            kilobytes = Series((subject.path.stat().st_size / count / 1000,))
            rows.append(Row(f"disk for an article, {subject.name}", kilobytes, None, unit="kB"))
        return rows

    def newsboat(self) -> list[Row]:
        """The same in newsboat."""
        few = max(2, self.runs // 2)
        return newsboat.newsboat(self.folder, self.subjects[0], self.counts[0], few)

    def feeds(self) -> list[Row]:
        """Updating."""
        return feeds.feeds(self.folder, self.around, max(3, self.runs // 3))

    @property
    def parts(self) -> dict[str, tuple[str, Callable[[], list[Row]]]]:
        """The parts by name, with their headings."""
        return {
            "start": ("Starting", self.start),
            "keys": ("Keys", self.keys),
            "opening": ("Opening, switching, resizing", self.opening),
            "marking": ("Marking", self.marking),
            "search": ("Searching", self.search),
            "commands": ("Commands", self.commands),
            "space": ("Memory and disk", self.space),
            "newsboat": ("Beside newsboat", self.newsboat),
            "feeds": ("Updating", self.feeds),
        }


def machine() -> str:
    """Where this is measured, in a sentence."""
    told = Path("/proc/cpuinfo")
    found = re.search(r"model name\s*:\s*(.+)", told.read_text()) if told.exists() else None
    model = found[1].strip() if found else platform.processor() or platform.machine()
    return (
        f"{os.cpu_count()} processors ({model}), {platform.system()}, Python "
        f"{platform.python_version()}; load {os.getloadavg()[0]:.1f} at the end."
    )


def write(sections: list[str]) -> None:
    """Put the tables into the page of the documentation, in place of the last ones."""
    page = PAGE.read_text("utf-8")
    before, rest = page.split(BEGIN)
    after = rest.split(END)[1]
    day = time.strftime("%d %B %Y").lstrip("0")
    inside = "\n\n".join([f"Measured on {day}: {machine()}", *sections])
    PAGE.write_text(f"{before}{BEGIN}\n\n{inside}\n\n{END}{after}", "utf-8")


def main() -> int:
    """Measure and print; 1 when a goal is missed."""
    names = list(Run(Path(), [], 0).parts)
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", default=names, metavar="PART", help=" ".join(names))
    parser.add_argument("--articles", help="sizes of the libraries")
    parser.add_argument("--runs", type=int, help="of each thing (default 9)")
    parser.add_argument("--quick", action="store_true", help="few runs on a small library")
    parser.add_argument("--write", action="store_true", help="put the tables into the docs")
    parser.add_argument("--folder", type=Path, help="where the libraries are kept")
    given = parser.parse_args()
    unknown = set(given.parts) - set(names)
    if unknown:
        parser.error(f"there is no part {min(unknown)!r}; there are {', '.join(names)}")
    folder = given.folder or folder_of_all()
    (folder / "home").mkdir(parents=True, exist_ok=True)
    sizes = given.articles or ("10000" if given.quick else "10000,100000,1000000")
    runs = given.runs or (3 if given.quick else 9)
    run = Run(folder, [int(count) for count in sizes.split(",")], runs)
    rows: list[Row] = []
    sections: list[str] = []
    for name in given.parts:
        heading, measure = run.parts[name]
        found = measure()
        rows += found
        if not found:
            continue
        sections.append(f"### {heading}\n\n{table(found)}")
        if name == "search":
            sections[-1] += f"\n\nAmong the shipped articles, {judged_search.shipped(folder)}"
        print(sections[-1], end="\n\n", flush=True)
    print(machine())
    if given.write:
        write(sections)
    return 0 if all(row.good is not False for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
