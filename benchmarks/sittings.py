"""What is done in the app, to the change on the screen: opening, switching, marking, resizing."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.figures import Row, Series
from benchmarks.measures import HEADLINE, MARKDOWN, floor_keys
from benchmarks.terminal import Terminal
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.measures import Subject

REST = 0.5
"""Seconds for which a reader looks at an article at least, in which the next one is set."""

PAUSE = 1.0
"""Seconds between a mark and its undo."""


def _begin(terminal: Terminal) -> None:
    """Wait for the list, go to its top, and let the app come to rest."""
    terminal.wait_for(HEADLINE)
    terminal.settle()
    for keys in ("h", "G", "gg"):
        terminal.press(keys)
    time.sleep(2.0)
    terminal.settle()


def opening(subject: Subject, sizes: Sequence[str], runs: int) -> list[Row]:
    """From `J` in an article to the first words of the next one, each for the first time.

    The articles stand in the list in the order of `sizes`, below a short one.
    """
    times: dict[str, list[float]] = {size: [] for size in sizes}
    least: list[float] = []
    for _ in range(runs):
        with Terminal(subject.command(), subject.environment) as terminal:
            _begin(terminal)
            terminal.press("\r")
            for size in sizes:
                time.sleep(REST)
                moved = terminal.press("J", f"begins-{size}")
                if moved.matched is None:
                    raise RuntimeError(f"begins-{size} was not shown:\n{terminal.text()}")
                times[size].append(moved.matched)
        least += floor_keys(subject.environment, 8, REST)
    usual, key = Series(tuple(times["50kB"])), Series(tuple(least))
    rows = [
        Row(f"open the next, {size}", Series(tuple(times[size])), key, "line list", 1.5)
        for size in sizes
        if size != "1MB"
    ]
    return [*rows, Row("open the next, 1MB", Series(tuple(times["1MB"])), usual, "50kB", 2.0)]


def switching(subjects: Sequence[Subject], runs: int) -> list[Row]:
    """From the list of all to that of one source and back, beside a key in a bare list."""
    rows = []
    for subject in subjects:
        times: list[float] = []
        with Terminal(subject.command(), subject.environment) as terminal:
            _begin(terminal)
            for _ in range(runs):
                for words, shows in (("Feed 7", r"\A Feed 7 "), ("All", r"\A All ")):
                    terminal.press("s", "Sources")
                    terminal.press(words, r"▌.*" + words)
                    took = terminal.press("\r", shows).matched
                    times += [took] if took is not None else []
        key = Series(tuple(floor_keys(subject.environment, 2 * runs)))
        what = f"switch to another source, {subject.name}"
        rows.append(Row(what, Series(tuple(times)), key, "line list"))
    return rows


def marking(subject: Subject, runs: int) -> list[Row]:
    """Mark all read and undo it: to the change on the screen, and until it is written."""
    with Library.open(subject.path) as library:
        unread = library.counts().unread
    shown: dict[str, list[float]] = {"A": [], "u": []}
    done: dict[str, list[float]] = {"A": [], "u": []}
    with Terminal(subject.command(), subject.environment) as terminal:
        _begin(terminal)
        for _ in range(runs):
            for key, says in (("A", r"Marked .*#\d+"), ("u", r"Undid.*#\d+")):
                took = terminal.press(key, says, timeout=60.0)
                if took.first is None or took.matched is None:
                    raise RuntimeError(f"`{key}` did nothing:\n{terminal.text()}")
                shown[key].append(took.first)
                done[key].append(took.matched)
                terminal.settle()
                time.sleep(PAUSE)
    floor = Series(tuple(floor_keys(subject.environment, 4 * runs, PAUSE)))
    names = {"A": f"mark {unread:,} read", "u": f"undo {unread:,} marks"}
    return [
        *(Row(names[key], Series(tuple(shown[key])), floor, "line list", 2.0) for key in names),
        *(Row(f"{names[k]}, written", Series(tuple(done[k])), floor, "line list") for k in names),
    ]


def resizing(subject: Subject, place: int, runs: int) -> list[Row]:
    """Another width in the middle of an article, beside Textual's Markdown with the same text."""
    ours: list[float] = []
    with Terminal(subject.command(), subject.environment) as terminal:
        _begin(terminal)
        for keys in ("j" * place, "\r", "50G"):
            terminal.press(keys)
        time.sleep(2.0)
        for number in range(2 * runs):
            took = terminal.resized(110 if number % 2 == 0 else 120, 40)
            ours += [took] if took is not None else []
    least: list[float] = []
    file = subject.path.parent / "long-300kB.md"
    with Terminal((*MARKDOWN, str(file)), subject.environment) as terminal:
        terminal.wait_for("begins-300kB", timeout=120.0)
        terminal.settle(60.0)
        for number in range(2):
            took = terminal.resized(110 if number % 2 == 0 else 120, 40, timeout=60.0)
            least += [took] if took is not None else []
    what = "another width in 300 kB"
    floor = Series(tuple(least))
    return [Row(what, Series(tuple(ours)), floor, "Markdown", 0.05)]
