"""A clock that is wrong for a while, and a library that cannot be written."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import time_machine

from benchmarks.torture import furnish, judge, victim
from benchmarks.torture.report import Row
from benchmarks.torture.stand import Stand
from reader.feeds.update import update
from reader.library.library import Library
from reader.library.records import Listing, NewFeed

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.feeds.update import Event

_DAY: Final = 86_400
_CLOCKS: Final[dict[str, Callable[[float], float]]] = {
    "never set": lambda _: float(_DAY),
    "ten years slow": lambda now: now - 3650 * _DAY,
    "an hour slow": lambda now: now - 3600,
    "a day fast": lambda now: now + _DAY,
    "seventy years fast": lambda now: now + 70 * 365 * _DAY,
}

_LOOKS: Final = (
    ["list"],
    ["search", "lamp"],
    ["show", "1"],
    ["feeds"],
    ["history"],
    ["doctor"],
    ["export", "json"],
)
_ACTS: Final = (
    ["read", "1"],
    ["bookmark", "2"],
    ["tag", "x", "3"],
    ["note", "1", "words"],
    ["remove", "4"],
    ["undo"],
    ["update", "--all"],
    ["doctor", "--repair"],
    ["unsubscribe", "1"],
)


def clocks(folder: Path, rounds: int, seed: int) -> Row:
    """Feeds updated and articles marked by a wrong clock, and then by a right one."""
    del rounds, seed
    wrong: list[str] = []
    with Stand(4) as stand:
        for name, clock in _CLOCKS.items():
            path = folder / f"{name.replace(' ', '-')}.db"
            with time_machine.travel(clock(time.time())), Library.open(path) as library:
                addresses = [NewFeed(stand.address(feed)) for feed in range(stand.feeds)]
                library.subscribe_many(addresses)
                wrong += [f"{name}: {one}" for one in _updated(library)]
                library.mark_read([1, 2])
            stand.grow()
            with Library.open(path) as library:
                wrong += [f"{name}: {one}" for one in _updated(library, due=True)]
                library.bookmark([1])
                shown = library.window(Listing(), limit=500).headlines
                if "slow" not in name and "fast" not in name:
                    dates = [one.published for one in shown]
                    if dates != sorted(dates, key=lambda date: -(date or 0)):
                        wrong.append(f"{name}: the list is not in the order of the dates")
                if len(shown) != library.counts().all:
                    wrong.append(f"{name}: {len(shown)} of {library.counts().all} are listed")
                for entry in library.history()[:2]:
                    library.undo(entry.id)
                if library.counts().unread != len(shown):
                    wrong.append(f"{name}: not all was undone")
            wrong += [f"{name}: {one}" for one in judge.complaints(path)]
    seen = "updated, marked, set right, updated, undone"
    return Row("clock jumps", len(_CLOCKS), seen, tuple(wrong))


def _updated(library: Library, *, due: bool = False) -> list[str]:
    """What goes wrong with an update; `due`: all feeds must be due that were asked astray."""
    told: list[Event] = []
    update(library, library.sources(), told.append, due_only=due)
    failed = [str(event["error"]) for event in told if event.get("error")]
    late = [source.title for source in library.sources() if source.due and source.due > _latest()]
    return failed + [f"{title} is not due for years" for title in late if due]


def _latest() -> float:
    return time.time() + 40 * _DAY


def read_only(folder: Path, rounds: int, seed: int) -> Row:
    """Commands on a library that nobody may write: on a read-only disk, or in a shut folder."""
    del rounds, seed
    place = folder / "shut"
    place.mkdir()
    furnish.today(folder / "library.db", 20)
    mounted = _mount(place, "-t", "tmpfs", "-o", "size=8m", "tmpfs")
    path = Path(shutil.copy(folder / "library.db", place))
    if mounted:
        _mount(place, "-o", "remount,ro")
    else:
        path.chmod(0o444)
        place.chmod(0o555)
    wrong: list[str] = []
    try:
        tries = _tried(path, folder, wrong)
    finally:
        if mounted:
            subprocess.run(["umount", str(place)], check=True)
        else:
            place.chmod(0o755)
    return Row("read-only library", tries, "read: 0, written: 4 and a sentence", tuple(wrong))


def _mount(place: Path, *how: str) -> bool:
    return not subprocess.run(
        ["mount", *how, str(place)], check=False, capture_output=True
    ).returncode


def _tried(path: Path, home: Path, wrong: list[str]) -> int:
    around = victim.surroundings(home)
    before = {one.name: one.read_bytes() for one in path.parent.iterdir()}
    wanted = [*((look, 0) for look in _LOOKS), *((act, 4) for act in _ACTS)]
    for words, status in wanted:
        said = victim.command(["--library", str(path), *words], around)
        if said.status != status or "Traceback" in said.errors:
            wrong.append(f"{words}: {said.status} {said.errors[-300:]}")
        elif status and said.errors.count("\n") != 1:
            wrong.append(f"{words}: more than a sentence: {said.errors!r}")
    if {one.name: one.read_bytes() for one in path.parent.iterdir()} != before:
        wrong.append("something was written")
    return len(wanted)
