"""The same in newsboat, where it is installed: start and search; `feeds` refreshes.

Its cache is filled by itself from feeds on this machine, and analysed before anything is timed,
which its start is unfairly slow without.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import apsw

from benchmarks.figures import Row, Series
from benchmarks.libraries import EPOCH, RARE, articles
from benchmarks.measures import HEADLINE
from benchmarks.terminal import Terminal
from reader.document.text import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from benchmarks.measures import Subject

FEEDS = 20


def newsboat(folder: Path, subject: Subject, count: int, runs: int) -> list[Row]:
    """Rows on a library of `count` articles beside a cache of as many; none without newsboat."""
    if shutil.which("newsboat") is None:
        return []
    home = folder / f"newsboat-{count}"
    if not (home / "cache.db").exists():
        _fill(home, count, subject.environment)
    command = ("newsboat", *_files(home))
    starts: list[float] = []
    theirs: list[float] = []
    found: list[float] = []
    finds: list[float] = []
    for _ in range(runs):
        with Terminal(subject.command(), subject.environment) as terminal:
            starts.append(terminal.wait_for(HEADLINE))
            terminal.settle()
            terminal.press("/", "Search")
            took = terminal.press(RARE, r"▏.*(articles?|newest)").matched
            found += [took] if took is not None else []
        with Terminal(command, subject.environment) as terminal:
            theirs.append(terminal.wait_for(r"Feed \d+"))
            terminal.press("/", "Search for")
            terminal.press(RARE)
            took = terminal.press("\r", "Search result").matched
            finds += [took] if took is not None else []
    name = f"{count:,}"
    return [
        Row(f"first headline, {name}", Series(tuple(starts)), Series(tuple(theirs)), "newsboat", 1),
        Row(f"rare word, {name}", Series(tuple(found)), Series(tuple(finds)), "newsboat"),
    ]


def _files(home: Path) -> tuple[str, ...]:
    (home / "config").touch()
    named = (("-u", "urls"), ("-c", "cache.db"), ("-C", "config"))
    return tuple(word for flag, file in named for word in (flag, str(home / file)))


def _fill(home: Path, count: int, environment: Mapping[str, str]) -> None:
    """Write feeds and let newsboat take them in."""
    home.mkdir(parents=True, exist_ok=True)
    items: list[list[str]] = [[] for _ in range(FEEDS)]
    for number, one in enumerate(articles(count)):
        when = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(EPOCH - 3600 * number))
        items[number % FEEDS].append(
            f"<item><guid>{one.url}</guid><link>{one.url}</link><title>{one.document.title}</title>"
            f"<pubDate>{when}</pubDate><description>{canonical(one.document.blocks)}</description></item>"
        )
    for number, inside in enumerate(items):
        (home / f"feed-{number}.xml").write_text(
            '<rss version="2.0"><channel><title>Feed '
            f"{number + 1}</title><link>https://example.org/</link><description/>"
            f"{''.join(inside)}</channel></rss>",
            "utf-8",
        )
    urls = "".join(f"file://{home}/feed-{number}.xml\n" for number in range(FEEDS))
    (home / "urls").write_text(urls, "utf-8")
    subprocess.run(
        ["newsboat", *_files(home), "-x", "reload"],
        env=dict(environment),
        check=True,
        capture_output=True,
    )
    cache = apsw.Connection(str(home / "cache.db"))
    cache.execute("ANALYZE")
    cache.close()
