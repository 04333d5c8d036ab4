"""Disks that are full: from the first write on, from the second, and so on until there is room."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

import apsw

from benchmarks.torture import furnish, judge, victim
from benchmarks.torture.report import Row
from benchmarks.torture.story import facts_of
from reader.errors import LibraryError
from reader.library.library import Library
from reader.library.records import Arrived, NewFeed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path

_EVERY: Final = 60
"""Up to here the disk is full at each write; from here on at ever fewer."""

_TRACE: Final = re.compile(r"Traceback|fault in Reader")


class FullDisk(apsw.VFS):
    """A disk that takes `left` more writes, and then none until it is given room (None)."""

    def __init__(self) -> None:
        self.left: int | None = None
        self.base = apsw.vfs_names()[0]
        super().__init__("reader-full-disk", self.base, makedefault=True)

    def xOpen(  # noqa: N802 - apsw's name
        self, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> apsw.VFSFile:
        """A file on it."""
        return _File(self, name, flags)

    def write(self) -> None:
        """Take a write. Errors: apsw.FullError."""
        if self.left is not None:
            if self.left <= 0:
                raise apsw.FullError("the disk is full")
            self.left -= 1


class _File(apsw.VFSFile):
    def __init__(
        self, disk: FullDisk, name: str | apsw.URIFilename | None, flags: list[int]
    ) -> None:
        self._disk = disk
        super().__init__(disk.base, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's name
        self._disk.write()
        super().xWrite(data, offset)


@contextmanager
def full_disk() -> Iterator[FullDisk]:
    """All libraries that are opened within it lie on one disk."""
    before = apsw.vfs_names()[0]
    disk = FullDisk()
    try:
        yield disk
    finally:
        disk.unregister()
        assert apsw.vfs_names()[0] == before


def _article(number: int) -> Arrived:
    document = furnish.document(number, 3)
    return Arrived(f"new{number}", document, f"New {number}".encode(), "text/plain")


OPERATIONS: Final[dict[str, Callable[[Library], object]]] = {
    "mark read": lambda library: library.mark_read([1, 2, 3]),
    "tag and title": lambda library: library.edit_title(3, "Another title"),
    "undo": lambda library: library.undo(),
    "subscribe": lambda library: library.subscribe_many([NewFeed(f"x:{n}") for n in range(40)]),
    "take in": lambda library: library.ingest(1, [_article(n) for n in range(15)]),
    "backup": lambda library: library.backup(library.path.with_name("copy.db")),
    "repair": lambda library: library.repair(),
}


def every_write(
    folder: Path,
    rounds: int,
    seed: int,
    names: Collection[str] = (*OPERATIONS, "bring up", "make"),
) -> Row:
    """Each operation with the disk full at its first write, its second, and so on to its last."""
    del rounds, seed
    works: dict[str, tuple[str, Callable[[Library], object]]] = {
        **{name: ("today", work) for name, work in OPERATIONS.items()},
        "bring up": ("old", lambda _: None),
        "make": ("", lambda _: None),
    }
    patterns = {"today": folder / "today.db", "old": folder / "old.db"}
    furnish.today(patterns["today"], 30)
    with Library.open(patterns["today"]) as library:
        library.mark_unread([1])
        library.bookmark([4])
    furnish.of_form(patterns["old"], 1, 30)
    wrong: list[str] = []
    tries = 0
    with full_disk() as disk:
        for name in names:
            pattern, work = works[name]
            tries += _until_it_fits(disk, folder, name, (patterns.get(pattern), work), wrong)
    seen = f"{len(names)} operations; done or undone, told in a sentence"
    return Row("full disk: at every write", tries, seen, tuple(wrong))


def _until_it_fits(
    disk: FullDisk,
    folder: Path,
    name: str,
    of: tuple[Path | None, Callable[[Library], object]],
    wrong: list[str],
) -> int:
    """Try an operation with ever more room; how often it was tried."""
    pattern, work = of
    place = folder / "full"
    room = tries = 0
    while True:
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        path = place / "library.db"
        if pattern:
            shutil.copy(pattern, path)
        before = facts_of(path) if pattern else None
        disk.left = room
        tries += 1
        fits = False
        try:
            with Library.open(path) as library:
                work(library)
            fits = True
        except LibraryError as error:
            if "full" not in str(error):
                wrong.append(f"{name}, room for {room} writes: told as: {error}")
        except Exception as error:  # noqa: BLE001 - any other is what is looked for
            wrong.append(f"{name}, room for {room} writes: {type(error).__name__}: {error}")
        fits = fits and disk.left > 0
        disk.left = None
        if path.exists() and path.stat().st_size:
            wrong += [f"{name}, room for {room}: {one}" for one in judge.complaints(path)]
            if before is not None and not fits and name in {"backup", "repair", "bring up"}:
                wrong += [f"{name}, room for {room}: facts"] * (facts_of(path) != before)
        elif pattern:
            wrong.append(f"{name}, room for {room} writes: the library is gone")
        halves = [one.name for one in place.iterdir() if "part" in one.name or "mended" in one.name]
        if halves and name != "make":
            wrong.append(f"{name}, room for {room} writes: {halves} are left")
        if fits or tries > 5_000:
            return tries
        room += 1 + max(0, room - _EVERY) // 20


def small_disk(folder: Path, rounds: int, seed: int) -> Row:
    """Commands on a real file system with ever less room; needs the right to mount one."""
    del rounds, seed
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(disk)],
        check=False,
        capture_output=True,
    )
    if mounted.returncode:
        return Row("full disk: commands", 0, "not done: no file system can be mounted here")
    wrong: list[str] = []
    tries = 0
    try:
        tries = _commands(disk, folder, wrong)
    finally:
        subprocess.run(["umount", str(disk)], check=True)
    return Row("full disk: commands", tries, "status 0 or 4, one sentence, sound", tuple(wrong))


def _commands(disk: Path, folder: Path, wrong: list[str]) -> int:
    pattern = folder / "pattern.db"
    furnish.today(pattern, 60)
    around = victim.surroundings(disk)
    path, filler = disk / "library.db", disk / "filler"
    tries = 0
    opml = folder / "feeds.opml"
    outlines = "".join(f"<outline type='rss' xmlUrl='https://x.example/{n}'/>" for n in range(300))
    opml.write_text(f"<opml version='2.0'><body>{outlines}</body></opml>", "utf-8")
    for words in (["read", "1", "2"], ["import", str(opml)], ["backup"], ["doctor", "--repair"]):
        for room in (0, 4, 8, 16, 24, 32, 40, 64, 96, 160, 320, 1024):
            for one in disk.iterdir():
                if one.is_file():
                    one.unlink()
            shutil.copy(pattern, path)
            _fill(filler, disk, room * 1024)
            said = victim.command(["--library", str(path), *words], around)
            filler.unlink()
            tries += 1
            named = f"{words[0]} with room for {room} kB"
            if said.status not in {0, 4} or _TRACE.search(said.errors):
                wrong.append(f"{named}: {said.status} {said.errors[-300:]}")
            elif said.status and said.errors.count("\n") != 1:
                wrong.append(f"{named}: {said.errors!r}")
            wrong += [f"{named}: {one}" for one in judge.complaints(path)]
    return tries


def _fill(filler: Path, disk: Path, room: int) -> None:
    """Leave so many bytes of a file system."""
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            there = os.statvfs(disk)
            left = there.f_bavail * there.f_frsize - room
            if left <= 0:
                return
            file.write(b"\0" * min(left, 1 << 16))
