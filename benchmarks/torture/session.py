"""Long use, in a terminal of its own: hours of keys in minutes, alone and beside others."""

from __future__ import annotations

import re
import statistics
import subprocess
import time
from random import Random
from typing import TYPE_CHECKING, Final

import apsw
import psutil  # type: ignore[import-untyped]

from benchmarks.terminal import Terminal
from benchmarks.torture import judge, victim
from benchmarks.torture.report import Row
from benchmarks.torture.stand import Stand
from reader.library.library import Library
from reader.library.records import NewFeed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

_LONGEST: Final = 200.0
"""Seconds after which a session ends, however many keys are left."""

_KEYS_AN_HOUR: Final = 600
"""A key every six seconds: someone who reads."""

_ESC: Final = "\x1b"
_TURN: Final = (
    *("j", "j", "j", "k", " ", " ", "J", "J", "r", "j", "j", "b", "u"),
    *("l", "j", "j", "j", "k", "]", "[", " ", " ", "h", "j", "j", "k"),
    *("t", _ESC, "?", _ESC, "G", "k", "k", "gg", "j", "j", "s", _ESC, "J", "+", "-", "n"),
)
"""One turn: through the list, into an article, its contents, help, the sources, and back."""

_MEASURED: Final = frozenset("jk")
_MOST_GROWTH: Final = 1024.0
"""KiB of memory for a thousand keys, from which on something is never given back."""

_MOST_SLOWER: Final = 1.3
_NUMBER: Final = re.compile(rb"#(\d+) \xc2\xb7 u undoes")


_ACTING: Final = re.compile(rb"\x1b\[[0-9;:?]*[A-Za-z]")
"""What stands between words for the terminal alone."""


class Typist(Terminal):
    """Someone who types as fast as the program answers. What is painted is not worked out."""

    def act(self, key: str) -> bool:
        """Press a key that acts, and read the answer before going on; whether there was one."""
        before = len(self.written)
        self.strike(key)
        until = time.perf_counter() + 0.7
        while time.perf_counter() < until:
            if b"undoes" in b"".join(self.written[before:]):
                return True
            time.sleep(0.01)
        return False

    def strike(self, key: str) -> float:
        """Press a key and wait for the answer and for quiet; milliseconds to its first byte."""
        self._pieces.clear()
        struck = time.perf_counter()
        self._write(key.encode())
        limit = struck + (0.15 if key == _ESC else 0.6)
        while not self._pieces and time.perf_counter() < limit:
            time.sleep(0.0005)
        first = self._pieces[0][0] if self._pieces else limit
        quiet = 0.16 if key == _ESC else 0.012
        until = time.perf_counter() + 1.0
        while time.perf_counter() - self._heard < quiet and time.perf_counter() < until:
            time.sleep(0.002)
        return (first - struck) * 1000

    def memory(self) -> float:
        """What the program holds now, in KiB."""
        return float(psutil.Process(self.pid).memory_info().rss) / 1024

    def work(self) -> float:
        """The milliseconds that the program has computed so far, whoever else wants the machine."""
        spent = psutil.Process(self.pid).cpu_times()
        return 1000 * float(spent.user + spent.system)

    @property
    def alive(self) -> bool:
        """Whether the program runs."""
        return not self._ended.is_set()

    def told(self) -> set[int]:
        """The journal's numbers that the program has shown."""
        bare = _ACTING.sub(b"", b"".join(self.written))
        return {int(number) for number in _NUMBER.findall(bare)}


def hours(folder: Path, rounds: int, seed: int) -> Row:
    """Eight hours of one reader, with feeds that bring news meanwhile."""
    del seed
    path = folder / "hours.db"
    around = victim.surroundings(folder)
    keys = max(200, rounds * _KEYS_AN_HOUR * 8 // 1000)
    wrong: list[str] = []
    times: list[float] = []
    held: list[tuple[int, float]] = []
    worked: list[float] = []
    with Stand(8) as stand:
        _furnish(path, stand, around)
        with Typist([*victim.READER, "--library", str(path)], around) as typist:
            typist.wait_for("Entry")
            updates = _Updates(path, around, stand)
            began = time.monotonic()
            struck = 0
            before = typist.work()
            while struck < keys and time.monotonic() - began < _LONGEST and typist.alive:
                key = _TURN[struck % len(_TURN)]
                took = typist.strike(key)
                struck += 1
                if key in _MEASURED:
                    times.append(took)
                if struck % 40 == 0:
                    held.append((struck, typist.memory()))
                    worked.append(typist.work() - before)
                    before = typist.work()
                if struck % 200 == 0:
                    updates.another()
                typist.written.clear()
            if not typist.alive:
                wrong.append(f"the program ended after {struck} keys")
            updates.wait()
    wrong += updates.wrong + judge.complaints(path)
    slope = _slope(held[len(held) // 4 :])
    tenth = max(1, len(times) // 10)
    first, last = statistics.median(times[:tenth]), statistics.median(times[-tenth:])
    if slope > _MOST_GROWTH and struck > 2000:
        wrong.append(f"it grows by {slope:.0f} KiB in a thousand keys")
    part = max(1, len(worked) // 10)
    less, more = (statistics.mean(some) / 40 for some in (worked[:part], worked[-part:]))
    if more > less * _MOST_SLOWER:
        wrong.append(f"a key takes {more:.1f} ms of computing at the end, {less:.1f} at first")
    seen = (
        f"{updates.count} updates; memory {held[0][1] / 1024:.0f} to {held[-1][1] / 1024:.0f} MiB, "
        f"{slope:+.0f} KiB/1,000 keys; a key p50 {first:.1f}, at the end {last:.1f} ms; "
        f"of computing {less:.1f}, at the end {more:.1f} ms"
    )
    return Row("eight hours of keys", struck, seen, tuple(wrong))


def together(folder: Path, rounds: int, seed: int) -> Row:
    """Two apps in which someone marks and undoes, and updates, all of the same library."""
    rng = Random(seed)
    path = folder / "together.db"
    around = victim.surroundings(folder)
    command = [*victim.READER, "--library", str(path)]
    wrong: list[str] = []
    with Stand(8) as stand:
        _furnish(path, stand, around)
        with Typist(command, around) as one, Typist(command, around) as other:
            for typist in (one, other):
                typist.wait_for("Entry")
            updates = _Updates(path, around, stand)
            to_undo = 0
            for number in range(rounds):
                typist = rng.choice((one, other))
                key = rng.choice(("j", "j", "k", "r", "r", "b", "u", "J", " "))
                if key in "rb":
                    to_undo += typist.act(key)
                elif key == "u" and to_undo:
                    to_undo -= typist.act(key)
                elif key != "u":  # the subscriptions are not to be undone
                    typist.strike(key)
                if number % 60 == 30:
                    updates.another()
            updates.wait()
            for typist in (one, other):
                if not typist.alive:
                    wrong.append("an app has ended")
                typist.strike("j")
            told = one.told() | other.told()
        wrong += updates.wrong
    db = apsw.Connection(str(path))
    kept = {int(str(number)) for (number,) in db.execute("SELECT id FROM journal").fetchall()}
    db.close()
    wrong += [f"#{number} was told and is not there" for number in sorted(told - kept)]
    wrong += judge.complaints(path)
    seen = f"{len(told)} actions told by two apps, {updates.count} updates; all there"
    return Row("two apps and updates at once", rounds, seen, tuple(wrong))


def _furnish(path: Path, stand: Stand, around: Mapping[str, str]) -> None:
    with Library.open(path) as library:
        library.subscribe_many([NewFeed(stand.address(feed)) for feed in range(stand.feeds)])
    victim.command(["--library", str(path), "update", "--all"], around)


class _Updates:
    """Updates as a clock starts them: one after the other, whatever else goes on."""

    def __init__(self, path: Path, around: Mapping[str, str], stand: Stand) -> None:
        self._command: Sequence[str] = (
            *victim.READER,
            *("--library", str(path), "update", "--all", "--quiet"),
        )
        self._around = dict(around)
        self._stand = stand
        self._running: subprocess.Popen[str] | None = None
        self.count = 0
        self.wrong: list[str] = []

    def another(self) -> None:
        """Start one, unless the last is still running."""
        if self._running is not None and self._running.poll() is None:
            return
        self.wait()
        self._stand.grow()
        self._running = subprocess.Popen(
            self._command,
            env=self._around,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.count += 1

    def wait(self) -> None:
        """Wait for the last one to end."""
        if self._running is not None:
            _, said = self._running.communicate(timeout=120)
            if self._running.returncode:
                self.wrong.append(f"an update ended with {self._running.returncode}: {said}")
            self._running = None


def _slope(points: Iterable[tuple[int, float]]) -> float:
    """KiB that come with a thousand keys, by the line that lies nearest to all points."""
    there = list(points)
    if len(there) < 2:
        return 0.0
    xs, ys = zip(*there, strict=True)
    return 1000 * statistics.linear_regression(xs, ys).slope
