"""What is measured: start, keys, opening, commands, memory; each beside its floor, in turn.

Reader and its floor are run alternately, so that a machine that becomes slower meanwhile is slower
for both.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.figures import Row, Series
from benchmarks.terminal import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

FLOORS = Path(__file__).parent / "floors"
SMALLEST = (sys.executable, str(FLOORS / "smallest_app.py"))
LINE_LIST = (sys.executable, str(FLOORS / "line_list.py"))
SMALLEST_SHOWS, LINE_LIST_SHOWS = "floor-is-ready", "floor-row 0"


class Subject(NamedTuple):
    """A library to measure on, and the environment in which everything runs."""

    name: str
    path: Path
    environment: Mapping[str, str]

    def command(self, *words: str) -> tuple[str, ...]:
        """A command line of Reader on this library; without words, the app."""
        return (sys.executable, "-m", "reader", "--library", str(self.path), *words)

    def ask(self, *words: str) -> str:
        """What a command prints. Errors: CalledProcessError."""
        return subprocess.run(
            self.command(*words), env=self.environment, check=True, capture_output=True, text=True
        ).stdout

    def headlines(self, limit: int = 5) -> list[tuple[int, str]]:
        """The first articles of the list: id and title."""
        lines = self.ask("list", "--json", "--limit", str(limit)).splitlines()
        return [(one["id"], one["title"]) for one in map(json.loads, lines)]

    @property
    def first_headline(self) -> str:
        """A pattern of the first headline, as far as a narrow list surely shows it."""
        return re.escape(self.headlines(1)[0][1][:14])


def start(subjects: Sequence[Subject], runs: int) -> list[Row]:
    """Execution to first headline, beside the smallest app's word."""
    patterns = {subject.name: subject.first_headline for subject in subjects}
    times: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    least: list[float] = []
    for number in range(runs + 1):
        for subject in subjects:
            with Terminal(subject.command(), subject.environment) as terminal:
                taken = terminal.wait_for(patterns[subject.name])
            times[subject.name] += [taken] if number else []
        with Terminal(SMALLEST, subjects[0].environment) as terminal:
            taken = terminal.wait_for(SMALLEST_SHOWS)
        least += [taken] if number else []
    floor = Series(tuple(least))
    return [
        Row(
            f"first headline, {subject.name}",
            Series(tuple(times[subject.name])),
            floor,
            "smallest app",
            1.25,
        )
        for subject in subjects
    ]


def keys(subjects: Sequence[Subject], presses: int) -> list[Row]:
    """`j` to the first visible change in the list, beside a bare list of lines."""
    ours: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    least: list[float] = []
    for _ in range(3):
        for subject in subjects:
            with Terminal(subject.command(), subject.environment) as terminal:
                terminal.wait_for(subject.first_headline)
                ours[subject.name] += _presses(terminal, presses // 3)
        least += _floor_presses(subjects[0].environment, presses // 3)
    floor = Series(tuple(least))
    return [
        Row(f"j in the list, {name}", Series(tuple(values)), floor, "line list", 1.5, "p95")
        for name, values in ours.items()
    ]


def lines(subject: Subject, presses: int) -> list[Row]:
    """`j` to the first visible change in a long article, beside a bare list of lines."""
    ours: list[float] = []
    least: list[float] = []
    for _ in range(3):
        with Terminal(subject.command(), subject.environment) as terminal:
            terminal.wait_for(subject.first_headline)
            terminal.press("\r", r"begins-\w+")
            ours += _presses(terminal, presses // 3)
        least += _floor_presses(subject.environment, presses // 3)
    row = Row(
        "j in the article", Series(tuple(ours)), Series(tuple(least)), "line list", 1.5, "p95"
    )
    return [row]


def _presses(terminal: Terminal, count: int) -> list[float]:
    for _ in range(3):
        terminal.press("j")
    presses = (terminal.press("j") for _ in range(count))
    return [press.first for press in presses if press.first is not None]


def _floor_presses(environment: Mapping[str, str], count: int) -> list[float]:
    with Terminal(LINE_LIST, environment) as terminal:
        terminal.wait_for(LINE_LIST_SHOWS)
        return _presses(terminal, count)


def opening(subject: Subject, sizes: Sequence[str], runs: int) -> list[Row]:
    """From the press that goes to an article to its first words on the screen.

    The articles stand first in the list, in the order of `sizes`; the floor is `j` in a list.
    """
    times: dict[str, list[float]] = {size: [] for size in sizes}
    least: list[float] = []
    for _ in range(runs):
        with Terminal(subject.command(), subject.environment) as terminal:
            terminal.wait_for(subject.first_headline)
            terminal.press("G")
            terminal.press("gg", f"begins-{sizes[0]}")
            for number, size in enumerate(sizes):
                words = f"begins-{size}"
                moved = terminal.press("j", words) if number else None
                if moved and moved.matched is not None:
                    times[size].append(moved.matched)
            back = [*reversed(sizes)][1:]
            for size in back:
                moved = terminal.press("k", f"begins-{size}")
                if moved.matched is not None:
                    times[size].append(moved.matched)
        least += _floor_presses(subject.environment, 10)
    floor = Series(tuple(least))
    return [
        Row(f"open an article of {size}", Series(tuple(values)), floor, "line list")
        for size, values in times.items()
        if values
    ]


def commands(subject: Subject, runs: int) -> list[Row]:
    """Whole commands, beside an interpreter that does nothing."""
    first = str(subject.headlines(1)[0][0])
    asked = {
        "reader list": subject.command("list", "--limit", "50"),
        "reader show ID": subject.command("show", first),
        "reader search WORD": subject.command("search", "telegraph"),
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    least: list[float] = []
    for number in range(runs + 1):
        for name, command in asked.items():
            taken = _run(command, subject.environment)
            times[name] += [taken] if number else []
        taken = _run((sys.executable, "-c", "pass"), subject.environment)
        least += [taken] if number else []
    floor = Series(tuple(least))
    return [
        Row(f"{name}, {subject.name}", Series(tuple(values)), floor, "python -c pass")
        for name, values in times.items()
    ]


def _run(command: Iterable[str], environment: Mapping[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run([*command], env=environment, check=True, capture_output=True)
    return (time.perf_counter() - begun) * 1000


def memory(subjects: Sequence[Subject], runs: int = 3) -> list[Row]:
    """The most memory held after a start and some keys, beside the bare list of lines."""
    ours: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    least: list[float] = []
    for _ in range(runs):
        for subject in subjects:
            ours[subject.name].append(_held(subject.command(), subject, subject.first_headline))
        least.append(_held(LINE_LIST, subjects[0], LINE_LIST_SHOWS))
    floor = Series(tuple(least))
    return [
        Row(f"peak memory, {name}", Series(tuple(values)), floor, "line list", unit="MiB")
        for name, values in ours.items()
    ]


def _held(command: Sequence[str], subject: Subject, shows: str) -> float:
    with Terminal(command, subject.environment) as terminal:
        terminal.wait_for(shows)
        for _ in range(10):
            terminal.press("j")
        return terminal.peak_memory()
