"""How fast search is: as one types in the app, and the library's door beside SQLite's own MATCH."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.figures import Row, Series
from benchmarks.libraries import COMMONEST, PHRASE, RARE, SIGNS
from benchmarks.measures import LINE_LIST, LINE_LIST_SHOWS
from benchmarks.terminal import Terminal
from reader.library.index import phrase
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.measures import Subject

SHOWN = 12
"""Results of the first screen."""

BACKSPACE = "\x7f"


class Query(NamedTuple):
    """A query of the benchmarks, and what SQLite is asked beside it."""

    name: str
    words: str
    match: str


QUERIES = (
    Query("rare word", RARE, RARE),
    Query("common word", COMMONEST, COMMONEST),
    Query("phrase", PHRASE, PHRASE),
    Query("two CJK characters", SIGNS, phrase(SIGNS) or ""),
    Query("filter and word", f"is:unread {COMMONEST}", COMMONEST),
)


def door(subject: Subject, runs: int) -> list[Row]:
    """The first screen of results from the library, beside the newest 200 rows of a bare MATCH."""
    rows: list[Row] = []
    with Library.open(subject.path) as library:
        raw = library._db.raw  # noqa: SLF001 - what it stands on is the floor
        sql = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT 200"
        for query in QUERIES:

            def search(words: str = query.words) -> None:
                found = library.find(words)
                library.hits(words, found.ids[:SHOWN])

            def bare(match: str = query.match) -> None:
                raw.execute(sql, (match,)).fetchall()

            ours, least = _in_turn((search, bare), runs)
            what = f"search from the library, {query.name}, {subject.name}"
            rows.append(Row(what, Series(ours), Series(least), "bare MATCH"))
    return rows


def _in_turn(actions: Sequence[Callable[[], None]], runs: int) -> list[tuple[float, ...]]:
    """Milliseconds of each action, done by turns; the first turn is not counted."""
    times: list[list[float]] = [[] for _ in actions]
    for number in range(runs + 1):
        for action, taken in zip(actions, times, strict=True):
            start = time.perf_counter()
            action()
            if number:
                taken.append((time.perf_counter() - start) * 1000)
    return [tuple(taken) for taken in times]


def typed(subject: Subject, runs: int) -> list[Row]:
    """A key in the search box to its results, beside a key in a bare list of lines.

    What is typed has one letter too many, which finds nothing, and is taken back.
    """
    times: dict[str, list[float]] = {query.name: [] for query in QUERIES}
    with Terminal(subject.command(), subject.environment) as terminal:
        terminal.wait_for(r"Feed \d+ · ")
        for number in range(runs + 1):
            for query in QUERIES:
                terminal.press("/", r"Search")
                terminal.press("\x15")
                terminal.press(f"{query.words}q", r"Nothing found|No match")
                took = terminal.press(BACKSPACE, r"▏.*(articles?|newest)").matched
                if number and took is not None:
                    times[query.name].append(took)
                terminal.press("\x1b")
    with Terminal(LINE_LIST, subject.environment) as terminal:
        terminal.wait_for(LINE_LIST_SHOWS)
        keys = [terminal.press(key).first for key in "jk" * runs]
    key = Series(tuple(one for one in keys if one is not None))
    rare = Series(tuple(times["rare word"]))
    rows = [Row(f"rare word as one types, {subject.name}", rare, key, "line list", 2)]
    rows += [
        Row(
            f"{query.name} as one types, {subject.name}",
            Series(tuple(times[query.name])),
            rare,
            "rare word",
            2 if query.name == "common word" else None,
        )
        for query in QUERIES[1:]
    ]
    return rows


def search(subject: Subject, runs: int) -> list[Row]:
    """All rows on search."""
    return [*typed(subject, runs), *door(subject, runs)]
