"""Kills at random moments: of actions and their undo, imports, bringing up, and updates."""

from __future__ import annotations

import re
import shutil
import time
from random import Random
from typing import TYPE_CHECKING, Final

import apsw

from benchmarks.torture import furnish, judge, victim
from benchmarks.torture.report import Row
from benchmarks.torture.stand import Stand
from benchmarks.torture.story import Facts, Story, facts_of
from reader.library import schema
from reader.library.library import Library
from reader.library.records import NewFeed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ARTICLES: Final = 40
_NUMBER: Final = re.compile(r"#(\d+)")
_JOURNAL_EACH: Final = 25
"""Rounds between two undoings of everything on a copy."""


def actions(folder: Path, rounds: int, seed: int) -> Row:
    """Actions through the library, their undo and redo, killed in the middle of one."""
    path = folder / "actions.db"
    furnish.today(path, _ARTICLES)
    story = Story(Random(seed), _ARTICLES)
    moments = Random(seed + 1)
    wrong: list[str] = []
    acknowledged = 0
    for number in range(rounds):

        def work(say: Callable[[str], None]) -> None:
            # In a fork, so that this story is a copy of the one that is followed here.
            with Library.open(path) as library:
                while True:
                    step = story.draw()
                    done = step.do(library)
                    say(f"#{done.journal or 0}")
                    story.take(step)

        said = victim.forked(work, moments.uniform(0.0, 0.25))
        lines = said.text.splitlines()
        if said.status is not None:
            wrong.append(f"round {number}: it ended by itself: {lines[-1:]}")
            break
        numbers = [int(line.strip("#")) for line in lines]
        acknowledged += len(numbers)
        for _ in numbers:
            story.take(story.draw())
        wrong += [f"round {number}: {one}" for one in _followed(path, story)]
        wrong += _numbered(path, numbers, number)
        if number % _JOURNAL_EACH == 0 or number == rounds - 1:
            wrong += [f"round {number}: {one}" for one in judge.whole_journal(path)]
        if len(wrong) > 10:
            break
    seen = f"{acknowledged:,} actions acknowledged, all there"
    return Row("kill -9: mark, note, tag, undo, redo", rounds, seen, tuple(wrong))


def _followed(path: Path, story: Story) -> list[str]:
    """What is wrong with a library; the action in flight may have been done or not."""
    found = judge.complaints(path)
    facts = facts_of(path)
    step = story.draw()
    if facts == story.foreseen(step):
        story.take(step)
    elif facts != story.facts:
        found.append(f"the facts are neither before nor after {step}: {_apart(facts, story.facts)}")
    return found


def _apart(one: Facts, other: Facts) -> str:
    return ", ".join(
        f"{name}: {sorted(map(str, set(mine) ^ set(theirs)))}"
        for name, mine, theirs in zip(Facts._fields, one, other, strict=True)
        if mine != theirs
    )


def _numbered(path: Path, numbers: list[int], number: int) -> list[str]:
    """The entries that were acknowledged and are not in the journal."""
    db = apsw.Connection(str(path))
    kept = {one for (one,) in db.execute("SELECT id FROM journal").fetchall()}
    db.close()
    lost = [one for one in numbers if one and one not in kept]
    return [f"round {number}: entries {lost} were acknowledged and are lost"] if lost else []


def commands(folder: Path, rounds: int, seed: int) -> Row:
    """The same by commands, each a process that is killed at any moment of its life."""
    path = folder / "commands.db"
    furnish.today(path, _ARTICLES)
    story = Story(Random(seed), _ARTICLES, by_command=True)
    moments = Random(seed + 1)
    around = victim.surroundings(folder)
    wrong: list[str] = []
    acknowledged = hit = 0
    long = _length(lambda: victim.command(["--library", str(path), "read", "1"], around))
    victim.command(["--library", str(path), "undo"], around)
    for number in range(rounds):
        step = story.draw(undoing=0.3)
        words = ["--library", str(path), *step.words()]
        said = victim.command(words, around, moments.uniform(0.3, 1.15) * long)
        hit += said.status is None
        after = story.foreseen(step)
        sure = bool(_NUMBER.search(said.text)) or said.status == 0
        acknowledged += sure
        if said.status not in {None, 0}:
            wrong.append(f"round {number}: {words[2:]} ended with {said.status}: {said.errors}")
        facts = facts_of(path)
        if facts == after:
            story.take(step)
        elif sure or facts != story.facts:
            wrong.append(f"round {number}: {words[2:]} said {said.text!r} and is not true")
            break
        if number % 5 == 0:
            wrong += [f"round {number}: {one}" for one in judge.complaints(path)]
    wrong += judge.complaints(path) + judge.whole_journal(path)
    seen = f"{hit} killed alive, {acknowledged} acknowledged, all there"
    return Row("kill -9: the same as commands", rounds, seen, tuple(wrong))


def _length(work: Callable[[], object]) -> float:
    """The middle of three times that something takes, in seconds."""
    times = []
    for _ in range(3):
        began = time.monotonic()
        work()
        times.append(time.monotonic() - began)
    return sorted(times)[1]


def imports(folder: Path, rounds: int, seed: int) -> Row:
    """Imports of lists of feeds: all of a list or nothing of it, every other one by a command."""
    path = folder / "imports.db"
    furnish.today(path, 5)
    moments = Random(seed)
    around = victim.surroundings(folder)
    wrong: list[str] = []
    acknowledged = hit = 0
    long = _length(lambda: victim.command(["--library", str(path), "feeds"], around)) * 1.3
    for number in range(rounds):
        addresses = {f"https://list-{number}.example/{feed}.xml" for feed in range(60)}
        if number % 2:
            said = victim.forked(_subscribing(path, addresses), moments.uniform(0.0, 0.06))
            sure = "#" in said.text
        else:
            file = folder / "list.opml"
            file.write_text(_opml(addresses), "utf-8")
            words = ["--library", str(path), "import", str(file)]
            said = victim.command(words, around, moments.uniform(0.4, 1.3) * long)
            sure = said.status == 0
        hit += said.status is None
        acknowledged += sure
        with Library.open(path) as library:
            there = {one.address for one in library.sources()} & addresses
        if len(there) not in {0, 60} or (sure and not there):
            wrong.append(f"round {number}: {len(there)} of 60 feeds, acknowledged: {sure}")
        wrong += [f"round {number}: {one}" for one in judge.complaints(path)]
        if number % _JOURNAL_EACH == 0 or number == rounds - 1:
            wrong += [f"round {number}: {one}" for one in judge.whole_journal(path)]
    seen = f"{hit} killed alive, {acknowledged} lists of 60 acknowledged; whole or not at all"
    return Row("kill -9: import", rounds, seen, tuple(wrong))


def _subscribing(path: Path, addresses: set[str]) -> Callable[[Callable[[str], None]], None]:
    def work(say: Callable[[str], None]) -> None:
        with Library.open(path) as library:
            _, done = library.subscribe_many([NewFeed(one) for one in sorted(addresses)])
            say(f"#{done.journal}")

    return work


def _opml(addresses: set[str]) -> str:
    outlines = "".join(f"<outline type='rss' xmlUrl='{one}'/>" for one in sorted(addresses))
    return f"<opml version='2.0'><head/><body>{outlines}</body></opml>"


def bring_ups(folder: Path, rounds: int, seed: int) -> Row:
    """Libraries of earlier forms, killed while they are brought up, over and over."""
    moments = Random(seed)
    count = 120
    patterns = []
    for form in range(1, schema.VERSION):
        patterns.append(folder / f"form-{form}.db")
        furnish.of_form(patterns[-1], form, count)
    wrong: list[str] = []
    hit = number = 0
    longest = 0.0
    while number < rounds:
        pattern = patterns[number % len(patterns)]
        place = folder / "bring-up"
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        path = place / "library.db"
        shutil.copy(pattern, path)
        began = facts_of(path)
        tries = 0
        while number < rounds:
            number += 1
            tries += 1
            start = time.monotonic()
            said = victim.forked(_opening(path), moments.uniform(0.0, max(longest, 0.2)))
            if said.text.startswith("error"):
                wrong.append(f"round {number}: {said.text}")
            if said.status is not None:
                longest = max(longest, min(0.8, time.monotonic() - start))
                break
            hit += 1
            if tries > 3:
                break
        wrong += [f"round {number}: {one}" for one in judge.complaints(path)]
        wrong += [f"round {number}: {one}" for one in _copies(path, pattern)]
        if facts_of(path) != began:
            wrong.append(f"round {number}: the facts are others than before")
        if number % 3 == 0:
            wrong += [f"round {number}: {one}" for one in judge.whole_journal(path)]
    seen = f"{hit} killed alive, from {len(patterns)} forms; whole each time, with a whole copy"
    return Row("kill -9: bringing up", rounds, seen, tuple(wrong))


def _opening(path: Path) -> Callable[[Callable[[str], None]], None]:
    def work(say: Callable[[str], None]) -> None:
        with Library.open(path) as library:
            say(str(library.counts().all))

    return work


def _copies(path: Path, pattern: Path) -> list[str]:
    """What is wrong with the copies of a library beside it, as it was before it was brought up."""
    wrong = []
    form = int(pattern.stem.rpartition("-")[2])
    kept = sorted(path.parent.glob(f"{path.name}.form-{form}-*"))
    for copy in kept:
        db = apsw.Connection(str(copy))
        try:
            said = db.execute("PRAGMA integrity_check").fetchall()
            same = db.execute("SELECT count(*) FROM article").fetchall()
            if said != [("ok",)] or same != [(120,)]:
                wrong.append(f"the copy {copy.name} is not whole ({said}, {same})")
        except apsw.Error as error:
            wrong.append(f"the copy {copy.name} is not whole ({error})")
        finally:
            db.close()
    return wrong if kept else [f"there is no copy of form {form}"]


def updates(folder: Path, rounds: int, seed: int) -> Row:
    """Updates of feeds that grow, killed with their fetching half done."""
    path = folder / "updates.db"
    moments = Random(seed)
    around = victim.surroundings(folder)
    wrong: list[str] = []
    hit = 0
    with Stand(6) as stand:
        with Library.open(path) as library:
            library.subscribe_many([NewFeed(stand.address(feed)) for feed in range(stand.feeds)])
        words = ["--library", str(path), "update", "--all"]
        first = victim.command(words, around)
        if first.status:
            wrong.append(f"the first update: {first.errors}")
        long = _length(lambda: _grown(stand, words, around))
        given = {feed: stand.all_titles(feed) for feed in range(stand.feeds)}
        read: set[int] = set()
        for number in range(rounds):
            stand.grow()
            for feed in given:
                given[feed] |= stand.titles(feed)
            said = victim.command(words, around, moments.uniform(0.25, 1.05) * long)
            hit += said.status is None
            if said.status not in {None, 0}:
                wrong.append(f"round {number}: {said.errors[-400:]}")
            wrong += [f"round {number}: {one}" for one in judge.complaints(path)]
            wrong += [f"round {number}: {one}" for one in _too_many(path, given, stand)]
            if len(wrong) > 10:
                break
            if number % 5 == 0:
                with Library.open(path) as library:
                    if library.mark_read([number + 1]).journal:
                        read.add(number + 1)
        last = victim.command(words, around)
        wrong += [f"the last update: {last.errors}"] if last.status else []
        wrong += judge.complaints(path)
        for feed in range(stand.feeds):
            lost = stand.titles(feed) - _titles(path, stand.address(feed))
            if lost:
                wrong.append(f"feed {feed} gives {sorted(lost)[:3]}, which are not there")
    seen = f"{hit} killed alive, 6 feeds; nothing doubled, nothing missing at the end"
    return Row("kill -9: update", rounds, seen, tuple(wrong))


def _grown(stand: Stand, words: list[str], around: dict[str, str]) -> None:
    stand.grow()
    victim.command(words, around)


def _titles(path: Path, address: str) -> set[str]:
    db = apsw.Connection(str(path))
    sql = "SELECT a.title FROM article a JOIN subscription u ON u.id = a.source WHERE u.address = ?"
    found = {str(title) for (title,) in db.execute(sql, (address,)).fetchall()}
    db.close()
    return found


def _too_many(path: Path, given: dict[int, set[str]], stand: Stand) -> list[str]:
    """Articles that were never given, or are there more often than given."""
    db = apsw.Connection(str(path))
    (count,) = db.execute("SELECT count(*) FROM article").fetchone() or (0,)
    db.close()
    titles = {feed: _titles(path, stand.address(feed)) for feed in given}
    strange = [title for feed in given for title in titles[feed] - given[feed]]
    wrong = [f"{strange[:3]} were never given"] if strange else []
    if count != sum(map(len, titles.values())):
        wrong.append(f"{count} articles have {sum(map(len, titles.values()))} titles")
    return wrong
