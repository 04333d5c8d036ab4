"""What is measured: start, keys, commands, memory; each beside its floor, in turn.

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
from reader.library.library import Library
from reader.library.records import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_SCRIPT = Path(sys.executable).with_name("reader")
READER = (str(_SCRIPT),) if _SCRIPT.exists() else (sys.executable, "-m", "reader")
FLOORS = Path(__file__).parent / "floors"
ONE_LINE = (sys.executable, "-c", "print('one line')")
SMALLEST = (sys.executable, str(FLOORS / "smallest_app.py"))
MARKDOWN = (sys.executable, str(FLOORS / "markdown.py"))
LINE_LIST = (sys.executable, str(FLOORS / "line_list.py"))
HEADLINE = r"Feed \d+ · |Saved · "
"""What the second line of a synthetic headline shows, wherever the last run left the list."""

LINE_LIST_SHOWS = "floor-row 0"

AT_THE_TOP = r"\A[^\n]*\n[^\n]*\n▌"
MOVED_DOWN = r"\A All[^\n]*\n[^\n]*\n [^▌]"
"""What the screen shows with the cursor on the first headline, and below it."""

TURNS = 3
"""How often Reader and its floor take turns within a measurement."""


class Subject(NamedTuple):
    """A library to measure on, and the environment in which everything runs."""

    name: str
    path: Path
    environment: Mapping[str, str]

    def command(self, *words: str) -> tuple[str, ...]:
        """A command line of Reader on this library; without words, the app."""
        return (*READER, "--library", str(self.path), *words)

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
    """Execution to the first headline, beside a Python program that prints one line.

    Once with nothing written since the last run, and once after a mark from elsewhere.
    """
    kept: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    again: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    least: list[float] = []
    for number in range(runs + 1):
        for subject in subjects:
            for times, touched in ((kept, False), (again, True)):
                if touched:
                    _touch(subject, on=number % 2 == 0)
                with Terminal(subject.command(), subject.environment) as terminal:
                    taken = terminal.wait_for(HEADLINE)
                    terminal.settle()
                times[subject.name] += [taken] if number else []
        with Terminal(ONE_LINE, subjects[0].environment) as terminal:
            taken = terminal.wait_for("one line")
        least += [taken] if number else []
    floor = Series(tuple(least))
    return [
        Row(f"{what}, {name}", Series(tuple(values)), floor, "print", 2.5)
        for what, times in (("first headline", kept), ("the same after a change", again))
        for name, values in times.items()
    ]


def _touch(subject: Subject, *, on: bool) -> None:
    """Bookmark the newest article, or take that back: what the first frame shows has changed."""
    with Library.open(subject.path) as library:
        newest = library.window(Listing("all"), limit=1).headlines[0].id
        (library.bookmark if on else library.unbookmark)([newest])


def ready(subjects: Sequence[Subject], runs: int) -> list[Row]:
    """Execution to what a key pressed at once does, beside the same in the smallest app."""
    ours: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    least: list[float] = []
    for subject in subjects:
        with Terminal(subject.command(), subject.environment) as terminal:
            _at_the_top(terminal)
    for number in range(runs + runs % 2):
        key, shows = ("j", MOVED_DOWN) if number % 2 == 0 else ("k", AT_THE_TOP)
        for subject in subjects:
            ours[subject.name].append(_answered(subject.command(), subject, key, shows))
        least.append(_answered(SMALLEST, subjects[0], "j", "floor-took-j"))
    floor = Series(tuple(least))
    return [
        Row(f"ready for keys, {name}", Series(tuple(values)), floor, "smallest app", 1.15)
        for name, values in ours.items()
    ]


def _answered(command: Sequence[str], subject: Subject, key: str, shows: str) -> float:
    with Terminal(command, subject.environment) as terminal:
        terminal.type_ahead(key)
        return terminal.wait_for(shows)


def keys(subjects: Sequence[Subject], presses: int) -> list[Row]:
    """`j` held in the list to each visible change, beside a bare list of lines."""
    ours: dict[str, list[float]] = {subject.name: [] for subject in subjects}
    least: list[float] = []
    for _ in range(TURNS):
        for subject in subjects:
            with Terminal(subject.command(), subject.environment) as terminal:
                _at_the_top(terminal)
                ours[subject.name] += _held_down(terminal, presses // TURNS)
        least += _floor_held(subjects[0].environment, presses // TURNS)
    floor = Series(tuple(least))
    return [
        Row(f"`j` held in the list, {name}", Series(tuple(values)), floor, "line list", 1.3, "p95")
        for name, values in ours.items()
    ]


def lines(subject: Subject, sizes: Sequence[str], presses: int) -> list[Row]:
    """`j` held in articles of these sizes, beside a bare list that scrolls."""
    ours: dict[str, list[float]] = {size: [] for size in sizes}
    least: list[float] = []
    for _ in range(TURNS):
        for number, size in enumerate(sizes):
            with Terminal(subject.command(), subject.environment) as terminal:
                _at_the_top(terminal)
                for key in ("j" * (number + 1), "\r", "gg"):
                    terminal.press(key)
                ours[size] += _held_down(terminal, presses // TURNS)
        least += _floor_held(subject.environment, presses // TURNS, scrolling=True)
    floor = Series(tuple(least))
    return [
        Row(f"`j` held in an article of {size}", Series(tuple(times)), floor, "scrolls", 1.3, "p95")
        for size, times in ours.items()
    ]


def _at_the_top(terminal: Terminal) -> None:
    """Wait for the list, leave the article that the last run may have been in, go to the top."""
    terminal.wait_for(HEADLINE)
    terminal.settle()
    for keys_ in ("h", "G", "gg"):
        terminal.press(keys_)


def _held_down(terminal: Terminal, count: int) -> list[float]:
    terminal.hold("j", 10)
    times = terminal.hold("j", count)
    if not times:
        raise RuntimeError(f"`j` changes nothing:\n{terminal.text()}")
    return times


def _floor_held(
    environment: Mapping[str, str], count: int, *, scrolling: bool = False
) -> list[float]:
    """The bare list; `scrolling` from its last line on, where every `j` moves the whole of it."""
    with Terminal(LINE_LIST, environment) as terminal:
        terminal.wait_for(LINE_LIST_SHOWS)
        if scrolling:
            terminal.press("j" * 45)
        return _held_down(terminal, count)


def floor_keys(environment: Mapping[str, str], count: int, rest: float = 0.0) -> list[float]:
    """Single keys in the bare list after `rest` seconds each, to the change each makes."""
    taken: list[float] = []
    with Terminal(LINE_LIST, environment) as terminal:
        terminal.wait_for(LINE_LIST_SHOWS)
        terminal.press("j")
        for _ in range(count):
            time.sleep(rest)
            first = terminal.press("j").first
            taken += [] if first is None else [first]
    return taken


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
        Row(f"peak memory, {name}", Series(tuple(values)), floor, "line list", 1.5, unit="MiB")
        for name, values in ours.items()
    ]


def _held(command: Sequence[str], subject: Subject, shows: str) -> float:
    with Terminal(command, subject.environment) as terminal:
        terminal.wait_for(shows)
        for _ in range(10):
            terminal.press("j")
        return terminal.peak_memory()
