"""The files of a folder: found through all its folders, with bounds, and safe from circles."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.feeds.file import reason

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIXES: Final = frozenset({".txt", ".text", ".md", ".markdown", ".html", ".htm"})
"""The files of a folder that are articles; a folder holds much else."""

MOST_FILES: Final = 50_000
MOST_DEPTH: Final = 40


class Spotted(NamedTuple):
    """A file, with what tells without reading whether it has changed.

    `identity` is its path within the folder, in a form that can be stored.
    """

    path: Path
    identity: str
    size: int
    mtime_ns: int


class Unseen(NamedTuple):
    """What could not be looked into: a sentence, and the beginning of the identities in it."""

    sentence: str
    prefix: str


def files(root: Path) -> Iterator[Spotted | Unseen]:
    """The articles below `root`, a folder at a time by name; hidden files and folders left out.

    Links are followed, and a folder that was seen already is not seen again. Beyond `MOST_FILES`
    or `MOST_DEPTH` the rest is told as `Unseen`. Raises OSError when `root` cannot be read.
    """
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Path, int]] = [(root, 0)]
    found = 0
    while waiting:
        folder, depth = waiting.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(folder) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if folder == root:
                raise
            yield Unseen(f"{folder}: {reason(error)}.", identity_of(folder, root) + "/")
            continue
        below: list[tuple[Path, int]] = []
        for entry in inside:
            if entry.name.startswith("."):
                continue
            spotted = _look(Path(entry.path), entry, root)
            if isinstance(spotted, Path):
                if depth + 1 > MOST_DEPTH:
                    yield Unseen(
                        f"{spotted}: it lies more than {MOST_DEPTH} folders deep.",
                        identity_of(spotted, root) + "/",
                    )
                else:
                    below.append((spotted, depth + 1))
            elif spotted is not None:
                found += isinstance(spotted, Spotted)
                if found > MOST_FILES:
                    yield Unseen(f"{root}: it holds more than {MOST_FILES:,} files.", "")
                    return
                yield spotted
        waiting.extend(reversed(below))


def _look(path: Path, entry: os.DirEntry[str], root: Path) -> Spotted | Unseen | Path | None:
    """A file, a folder as its path, a trouble, or nothing of interest."""
    wanted = path.suffix.lower() in SUFFIXES
    try:
        if entry.is_dir():
            return path
        if not wanted:
            return None
        status = entry.stat()
    except OSError as error:
        # A broken link to nowhere is of interest only if it is called like an article.
        if not wanted:
            return None
        return Unseen(f"{path}: {reason(error)}.", identity_of(path, root))
    return Spotted(path, identity_of(path, root), status.st_size, status.st_mtime_ns)


def identity_of(path: Path, root: Path) -> str:
    """A path within the folder as text that can be stored, also where its name is no UTF-8."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "backslashreplace")
