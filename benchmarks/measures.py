"""What is measured: start, keys, opening, commands, memory; each beside its floor, in turn.

Reader and its floor are run alternately, so that a machine that becomes slower meanwhile is slower
for both.
"""

from __future__ import annotations

import json
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
HEADLINE = r"Feed \d+ · "
"""What the second line of a synthetic headline shows, wherever the last run left the list."""

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


def start(subjects: Sequence[Subject], runs: int) -> list[Row]:
    """Execution to first headline, beside the smallest app's word."""
    times: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    least: list[float] = []
    for number in range(runs + 1):
        for subject in subjects:
            with Terminal(subject.command(), subject.environment) as terminal:
                taken = terminal.wait_for(HEADLINE)
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
                _at_the_top(terminal)
                ours[subject.name] += _presses(terminal, presses // 3)
        least += _floor_presses(subjects[0].environment, presses // 3)
    floor = Series(tuple(least))
    return [
        Row(f"j in the list, {name}", Series(tuple(values)), floor, "line list", 1.5, "p95")
        for name, values in ours.items()
    ]


def lines(subject: Subject, presses: int) -> list[Row]:
    """`j` to the first visible change in a long article, beside a bare list that scrolls."""
    ours: list[float] = []
    least: list[float] = []
    for _ in range(3):
        with Terminal(subject.command(), subject.environment) as terminal:
            _at_the_top(terminal)
            terminal.press("j")
            terminal.press("\r")
            terminal.press("gg")
            ours += _presses(terminal, presses // 3)
        least += _floor_presses(subject.environment, presses // 3, scrolling=True)
    row = Row(
        "j in the article", Series(tuple(ours)), Series(tuple(least)), "scrolling list", 1.5, "p95"
    )
    return [row]


def _at_the_top(terminal: Terminal) -> None:
    """Wait for the list, leave the article that the last run may have been in, go to the top."""
    terminal.wait_for(HEADLINE)
    for keys_ in ("h", "G", "gg"):
        terminal.press(keys_)


def _presses(terminal: Terminal, count: int) -> list[float]:
    for _ in range(3):
        terminal.press("j")
    presses = (terminal.press("j") for _ in range(count))
    times = [press.first for press in presses if press.first is not None]
    if not times:
        raise RuntimeError(f"`j` changes nothing:\n{terminal.text()}")
    return times


def _floor_presses(
    environment: Mapping[str, str], count: int, *, scrolling: bool = False
) -> list[float]:
    """The bare list; `scrolling` from its last line on, where every `j` moves the whole of it."""
    with Terminal(LINE_LIST, environment) as terminal:
        terminal.wait_for(LINE_LIST_SHOWS)
        if scrolling:
            terminal.press("j" * 45)
        return _presses(terminal, count)


def opening(subject: Subject, sizes: Sequence[str], runs: int) -> list[Row]:
    """From `j` to the first words of the article that it goes to, each for the first time.

    The articles stand in the list in the order of `sizes`, below a short one. The smallest, the
    last, is beside `j` in a bare list; the others are beside it.
    """
    times: dict[str, list[float]] = {size: [] for size in sizes}
    least: list[float] = []
    for _ in range(runs):
        with Terminal(subject.command(), subject.environment) as terminal:
            _at_the_top(terminal)
            for size in sizes:
                moved = terminal.press("j", f"begins-{size}")
                if moved.matched is None:
                    raise RuntimeError(f"begins-{size} was not shown:\n{terminal.text()}")
                times[size].append(moved.matched)
        least += _floor_presses(subject.environment, 10)
    *larger, smallest = sizes
    floor = Series(tuple(times[smallest]))
    beside = (Row(f"open {size}", Series(tuple(times[size])), floor, smallest) for size in larger)
    return [*beside, Row(f"open {smallest}", floor, Series(tuple(least)), "line list")]


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
            ours[subject.name].append(_held(subject.command(), subject, HEADLINE))
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
