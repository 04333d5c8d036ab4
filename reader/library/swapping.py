"""Files that get their name only when they are whole, also when the power fails in between."""

from __future__ import annotations

import os
import shutil
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import LibraryError

if TYPE_CHECKING:
    from pathlib import Path

_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite writes beside a file; it belongs to that file's content, not to its name."""


def name(part: Path, path: Path) -> None:
    """Give a whole file its name; one that has it already stays as it is."""
    _to_disk(part)
    try:
        os.link(part, path)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        if not path.exists():
            part.rename(path)
    _to_disk(path.parent)


def put_in_place(new: Path, path: Path, kept: Path) -> None:
    """Put a library's new file in the place of `path`, which is kept as `kept`.

    Both are closed. At each moment there is a whole file at `path`, the old or the new one, and no
    log of the one beside the other. Raises LibraryError; then the old one is where it was.
    """
    try:
        _to_disk(new)
        _keep(path, kept)
        new.replace(path)
        _to_disk(path.parent)
    except OSError as error:
        if path.exists() and not _same(path, kept):
            kept.unlink(missing_ok=True)
        raise LibraryError(
            f"{path} cannot be replaced ({error.strerror}); it was left as it is."
        ) from error


def beside(path: Path, what: str) -> Path:
    """A name beside a file that says what it is and when it was made, and that nothing has yet."""
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    wanted = path.with_name(f"{path.name}.{what}-{stamp}")
    free, number = wanted, 1
    while free.exists():
        number += 1
        free = wanted.with_name(f"{wanted.name}-{number}")
    return free


def take_away(path: Path) -> None:
    """Take away a file that is not wanted, with all that SQLite has written beside it."""
    for ending in ("", *_BESIDE):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _same(path: Path, kept: Path) -> bool:
    return kept.exists() and kept.stat().st_size == path.stat().st_size


def _keep(path: Path, kept: Path) -> None:
    """Let the old file be there under its second name, its log with it.

    With a log, as a copy: a link would change with the file, if that were written to once more.
    """
    if not path.exists():
        return
    logs = [path.with_name(path.name + ending) for ending in _BESIDE]
    if any(log.exists() and log.stat().st_size for log in logs):
        shutil.copy2(path, kept)
    else:
        try:
            os.link(path, kept)
        except OSError:  # a file system without links
            shutil.copy2(path, kept)
    _to_disk(kept)
    for log in logs:
        if log.exists():
            log.rename(kept.with_name(kept.name + log.name.removeprefix(path.name)))


def _to_disk(path: Path) -> None:
    """Wait until a file or a folder is on the disk; where folders cannot be asked for, go on."""
    with suppress(PermissionError, IsADirectoryError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
