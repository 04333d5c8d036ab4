"""Files that are hurt: pages, the header, the log. What the doctor says, and what repair saves."""

from __future__ import annotations

import shutil
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

import apsw

from benchmarks.torture import furnish, judge
from benchmarks.torture.report import Row
from benchmarks.torture.story import Facts, Story, facts_of
from reader.errors import ReaderError
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_ARTICLES: Final = 80
_HEADER: Final = 100
"""Bytes at the beginning of a file that say what it is; the first page goes on after them."""


def _zeros(_: Random, page: bytes) -> bytes:
    return bytes(len(page))


def _noise(rng: Random, page: bytes) -> bytes:
    return rng.randbytes(len(page))


def _half(rng: Random, page: bytes) -> bytes:
    half = len(page) // 2
    return page[:half] + rng.randbytes(len(page) - half)


def _flips(rng: Random, page: bytes) -> bytes:
    flipped = bytearray(page)
    for _ in range(8):
        flipped[rng.randrange(len(page))] ^= 1 << rng.randrange(8)
    return bytes(flipped)


_HURTS: Final[tuple[Callable[[Random, bytes], bytes], ...]] = (_zeros, _noise, _half, _flips)


class _Outcome(NamedTuple):
    """What became of a hurt library."""

    saved: float | None
    wrong: tuple[str, ...] = ()
    told: bool = True
    silent: bool = False


def pages(folder: Path, rounds: int, seed: int) -> Row:
    """One page hurt at a time, each in its turn and in several ways."""
    pattern, facts = _pattern(folder, seed)
    rng = Random(seed)
    size, content = 4096, pattern.read_bytes()
    whole = _rows(pattern)
    wrong: list[str] = []
    told = silent = 0
    shares: list[float] = []
    order = list(range(1, len(content) // size))
    rng.shuffle(order)
    for number in range(rounds):
        page = order[number % len(order)]
        how = _HURTS[number % len(_HURTS)]
        start = page * size
        path = _copied(folder)
        changed = how(rng, content[start : start + size])
        path.write_bytes(content[:start] + changed + content[start + size :])
        outcome = _doctored(path, facts, whole)
        named = f"page {page + 1}, {how.__name__.strip('_')}"
        told += outcome.told
        silent += outcome.silent
        if outcome.told and outcome.saved is not None:
            shares.append(outcome.saved)
        wrong += [f"{named}: {one}" for one in outcome.wrong]
    mean = 100 * sum(shares) / max(1, len(shares))
    seen = (
        f"told {told}, of the others {silent} changed a value; {len(shares)} mended,"
        f" with {mean:.1f} % of all marks"
    )
    return Row("damage: a page", rounds, seen, tuple(wrong))


def header(folder: Path, rounds: int, seed: int) -> Row:
    """The beginning of the file hurt: some bytes of the header, or all of it."""
    pattern, facts = _pattern(folder, seed)
    rng = Random(seed)
    content = pattern.read_bytes()
    whole = _rows(pattern)
    wrong: list[str] = []
    saved = told = 0
    for number in range(rounds):
        path = _copied(folder)
        begins = 0 if number % 3 == 0 else rng.randrange(_HEADER)
        ends = _HEADER if number % 3 == 0 else min(_HEADER, begins + rng.choice((1, 2, 4, 16)))
        how = _HURTS[number % len(_HURTS)]
        path.write_bytes(content[:begins] + how(rng, content[begins:ends]) + content[ends:])
        outcome = _doctored(path, facts, whole)
        told += outcome.told
        saved += outcome.saved == 1.0
        named = f"bytes {begins} to {ends}, {how.__name__.strip('_')}"
        wrong += [f"{named}: {one}" for one in outcome.wrong]
        if outcome.saved is None:
            wrong.append(f"{named}: it could not be mended")
    seen = f"told {told}, did no harm {rounds - told}; all saved {saved} times"
    return Row("damage: the header", rounds, seen, tuple(wrong))


def log(folder: Path, rounds: int, seed: int) -> Row:
    """The write-ahead log of a killed process hurt: it is read up to where it is whole."""
    rng = Random(seed)
    path = folder / "library.db"
    furnish.today(path, _ARTICLES)
    story = Story(rng, _ARTICLES)
    past = [story.facts]
    kept = folder / "kept"
    kept.mkdir()
    with Library.open(path) as library:
        for _ in range(30):
            step = story.draw()
            step.do(library)
            story.take(step)
            past.append(story.facts)
        for one in ("library.db", "library.db-wal"):
            shutil.copy(folder / one, kept / one)
    wrong: list[str] = []
    back = 0
    content = (kept / "library.db-wal").read_bytes()
    for number in range(rounds):
        place = folder / "hurt"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(kept, place)
        start = rng.randrange(len(content))
        how = _HURTS[number % len(_HURTS)]
        end = min(len(content), start + rng.choice((1, 32, 4096)))
        hurt = content[:start] + how(rng, content[start:end]) + content[end:]
        (place / "library.db-wal").write_bytes(hurt[:start] if number % 5 == 0 else hurt)
        wrong += [f"byte {start}: {one}" for one in judge.complaints(place / "library.db")]
        facts = facts_of(place / "library.db")
        if facts not in past:
            wrong.append(f"byte {start}: the facts are those of no moment")
        else:
            back += len(past) - 1 - past.index(facts)
    seen = f"whole each time, {back / max(1, rounds):.1f} of 30 actions lost with it"
    return Row("damage: the log", rounds, seen, tuple(wrong))


def _pattern(folder: Path, seed: int) -> tuple[Path, Facts]:
    path = folder / "pattern.db"
    furnish.today(path, _ARTICLES, length=30)
    story = Story(Random(seed), _ARTICLES)
    with Library.open(path) as library:
        for _ in range(60):
            step = story.draw()
            step.do(library)
            story.take(step)
    return path, facts_of(path)


def _copied(folder: Path) -> Path:
    place = folder / "hurt"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    return place / "library.db"


def _rows(path: Path) -> dict[str, list[tuple[apsw.SQLiteValue, ...]]]:
    """All rows of a library's tables, those of the index and the state left out."""
    db = apsw.Connection(str(path))
    try:
        names = [
            str(name)
            for (name,) in db.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
                " AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'"
            ).fetchall()
        ]
        return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}
    finally:
        db.close()


def _doctored(
    path: Path, facts: Facts, whole: dict[str, list[tuple[apsw.SQLiteValue, ...]]]
) -> _Outcome:
    """What the doctor says, and whether what is left after the repair is sound."""
    hurt = path.read_bytes()
    try:
        told = _examined(path)
        if path.read_bytes() != hurt:
            return _Outcome(None, ("looking has changed it",))
        if not told:
            # A changed letter in a title is no damage that anything could know of.
            silent = _differs(path, whole)
            return _Outcome(1.0, tuple(judge.complaints(path)), told, silent)
        with Library.open(path, create=False, hurt=True) as library:
            library.repair()
    except ReaderError as error:
        return _Outcome(None, (f"not mended: {error}",))
    except Exception as error:  # noqa: BLE001 - any other is what is looked for
        return _Outcome(None, (f"{type(error).__name__}: {error}",))
    texts = (one for one in judge.complaints(path) if "no text any more" not in one)
    wrong = [one for one in texts if not _follows(one)]
    wrong += [] if list(path.parent.glob("*.before-repair-*")) else ["the old file is not kept"]
    return _Outcome(_share(facts, facts_of(path)), tuple(wrong))


def _follows(complaint: str) -> bool:
    """Whether a complaint follows from rows that are lost, and is not a fault of the repair."""
    return any(
        word in complaint
        for word in ("without", "names what", "name what", "of no article", "of no text", "history")
    )


def _examined(path: Path) -> bool:
    """Whether the doctor finds anything."""
    with Library.open(path, create=False, hurt=True) as library:
        return any(one.level != "ok" for one in library.doctor())


def _differs(path: Path, whole: dict[str, list[tuple[apsw.SQLiteValue, ...]]]) -> bool:
    try:
        return _rows(path) != whole
    except apsw.Error:
        return True


def _share(before: Facts, after: Facts) -> float:
    """The share of facts that are still there."""
    there = sum(len(mine) for mine in before)
    kept = sum(len(mine & theirs) for mine, theirs in zip(before, after, strict=True))
    return kept / there if there else 1.0
