"""Updating feeds from a server on loopback, beside newsboat and beside what it cannot go below.

The feeds come from `../shared/tools/make_corpus.py`; without it, or without newsboat, what needs
them is left out. Ours and newsboat's runs take turns, so that a machine that becomes slower is
slower for both; of newsboat's numbers of threads the best one counts.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.request import urlopen

from benchmarks.figures import Row, Series

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

CORPUS: Final = Path(__file__).resolve().parents[2] / "shared" / "tools" / "make_corpus.py"
THREADS: Final = (1, 4, 16)
"""Newsboat's `reload-threads` that are tried."""

FEEDS: Final = 200
MANY: Final = 1_000
ENTRIES: Final = 50
FEW: Final = 10
DELAY: Final = 50
"""Milliseconds that a server far away takes to answer."""

_FETCH: Final = """
import asyncio, sys
from reader.feeds.fetch import Ask, Fetcher
async def main(base, count):
    async with Fetcher() as fetcher:
        asks = (Ask(f"{base}/feed/{n:05d}.xml", typed=True) for n in range(count))
        await asyncio.gather(*(fetcher.get(ask) for ask in asks))
asyncio.run(main(sys.argv[1], int(sys.argv[2])))
"""
_PARSE: Final = """
import io, sys
from concurrent.futures import ProcessPoolExecutor
from urllib.request import urlopen
import feedparser
def parse(body):
    found = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    return len(found.entries)
if __name__ == "__main__":
    base, count = sys.argv[1], int(sys.argv[2])
    bodies = (urlopen(f"{base}/feed/{n:05d}.xml").read() for n in range(count))
    with ProcessPoolExecutor(2) as pool:
        print(sum(pool.map(parse, bodies, chunksize=4)))
"""


class Server(NamedTuple):
    """The server of feeds, by its address."""

    base: str

    def say(self, path: str) -> None:
        """Change how it answers: `/__delay?ms=50`, `/__grow?by=1`."""
        with urlopen(self.base + path) as answer:
            answer.read()


@contextmanager
def serving(feeds: int, entries: int) -> Iterator[Server]:
    """The server, with all its feeds made before it is asked."""
    command = [sys.executable, str(CORPUS), "serve", "--feeds", str(feeds), "--for", "3000"]
    server = subprocess.Popen(
        [*command, "--entries", str(entries), "--port", "0"], stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield Server(f"http://127.0.0.1:{json.loads(server.stdout.readline())['port']}")
    finally:
        server.kill()
        server.wait()


class Ours:
    """Reader with a library that is subscribed to all feeds of a server."""

    def __init__(self, folder: Path, server: Server, feeds: int, around: Mapping[str, str]) -> None:
        from reader.library.library import Library
        from reader.library.records import NewFeed

        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        self._file = folder / "library.db"
        self._around = around
        addresses = (f"{server.base}/feed/{number:05d}.xml" for number in range(feeds))
        with Library.open(self._file) as library:
            library.subscribe_many([NewFeed(address) for address in addresses])

    def update(self) -> tuple[float, float]:
        """Milliseconds of one update, and the most memory that it held in MiB."""
        command = (sys.executable, "-m", "reader", "--library", str(self._file), "update", "--all")
        begun = time.perf_counter()
        with subprocess.Popen(
            (*command, "--quiet"), env=dict(self._around), stderr=subprocess.PIPE
        ) as process:
            _, status, used = os.wait4(process.pid, 0)
            taken = (time.perf_counter() - begun) * 1000
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                assert process.stderr is not None
                raise RuntimeError(process.stderr.read().decode("utf-8", "replace"))
        return taken, used.ru_maxrss / 1024


class Newsboat:
    """Newsboat with a cache of its own, subscribed to the same feeds."""

    def __init__(self, folder: Path, server: Server, feeds: int, threads: int) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        urls = "".join(f"{server.base}/feed/{number:05d}.xml\n" for number in range(feeds))
        (folder / "urls").write_text(urls, "utf-8")
        (folder / "config").write_text(f"reload-threads {threads}\n", "utf-8")
        places = ("-u", "urls"), ("-c", "cache.db"), ("-C", "config")
        named = [word for flag, name in places for word in (flag, str(folder / name))]
        self._command = ("newsboat", *named, "-x", "reload")

    def update(self) -> float:
        """Milliseconds of one reload."""
        return _timed(self._command)


def _timed(command: tuple[str, ...]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return (time.perf_counter() - begun) * 1000


def feeds(folder: Path, around: Mapping[str, str], runs: int) -> list[Row]:
    """First update, nothing changed, a little changed; and memory by the number of feeds."""
    if not CORPUS.exists():
        sys.stderr.write("There is no make_corpus.py beside this project; feeds are left out.\n")
        return []
    with serving(FEEDS, ENTRIES) as server:
        rows = _times(folder, server, around, runs)
    return [*rows, *_memory(folder, around)]


def _times(folder: Path, server: Server, around: Mapping[str, str], runs: int) -> list[Row]:
    ours: dict[str, list[float]] = {name: [] for name in _GOALS}
    theirs: dict[str, dict[int, list[float]]] = {
        name: {threads: [] for threads in THREADS} for name in _GOALS
    }
    rival = shutil.which("newsboat") is not None
    for run in range(runs):
        reader = Ours(folder / "feeds", server, FEEDS, around)
        boats = {
            threads: Newsboat(folder / f"newsboat-{threads}", server, FEEDS, threads)
            for threads in THREADS
            if rival
        }
        for name, (_, prepare) in _GOALS.items():
            prepare(server)
            ours[name].append(reader.update()[0])
            for threads, boat in boats.items():
                theirs[name][threads].append(boat.update())
                if name == "first update" and not run:
                    # It takes in conditions of the server only with its second reload.
                    boat.update()
        server.say("/__delay?ms=0")
    floors = _floors(server, runs)
    rows = []
    for name, (goal, _) in _GOALS.items():
        mine = Series(tuple(ours[name]))
        if rival:
            best = min(THREADS, key=lambda threads: Series(tuple(theirs[name][threads])).median)
            floor = Series(tuple(theirs[name][best]))
            rows.append(
                Row(f"{name}, {FEEDS} feeds", mine, floor, f"newsboat, {best} threads", goal)
            )
        if name == "first update":
            rows += [Row(f"{name}, {FEEDS} feeds", mine, least, what) for what, least in floors]
    return rows


def _prepare_near(server: Server) -> None:
    server.say("/__delay?ms=0")


def _prepare_far(server: Server) -> None:
    server.say(f"/__delay?ms={DELAY}")


def _prepare_grown(server: Server) -> None:
    server.say("/__delay?ms=0")
    server.say("/__grow?by=1")


_GOALS: Final[dict[str, tuple[float | None, Callable[[Server], None]]]] = {
    "first update": (1.0, _prepare_near),
    "nothing changed": (None, _prepare_near),
    f"nothing changed, {DELAY} ms away": (0.5, _prepare_far),
    "one entry new in each": (None, _prepare_grown),
}


def _floors(server: Server, runs: int) -> list[tuple[str, Series]]:
    """Fetching alone, and feedparser alone in two processes."""
    _prepare_near(server)
    found = []
    for name, code in (("fetching alone", _FETCH), ("feedparser alone", _PARSE)):
        script = Path(os.environ.get("TMPDIR", "/tmp")) / f"floor-{os.getpid()}.py"
        script.write_text(code, "utf-8")
        command = (sys.executable, str(script), server.base, str(FEEDS))
        times = tuple(_timed_here(command) for _ in range(runs))
        script.unlink()
        found.append((name, Series(times)))
    return found


def _timed_here(command: tuple[str, ...]) -> float:
    """A script of ours, which finds this project's modules."""
    begun = time.perf_counter()
    path = os.pathsep.join(one for one in sys.path if one) or os.curdir
    around = {**os.environ, "PYTHONPATH": os.pathsep.join((str(Path.cwd()), path))}
    subprocess.run(command, check=True, capture_output=True, env=around)
    return (time.perf_counter() - begun) * 1000


def _memory(folder: Path, around: Mapping[str, str]) -> list[Row]:
    """The most memory that a first update holds, of many feeds beside few."""
    held = {}
    for count in (FEEDS, MANY):
        with serving(count, FEW) as server:
            held[count] = Series((Ours(folder / "memory", server, count, around).update()[1],))
    what = f"peak memory, {MANY:,} feeds"
    return [Row(what, held[MANY], held[FEEDS], f"{FEEDS} feeds", 1.15, unit="MiB")]
