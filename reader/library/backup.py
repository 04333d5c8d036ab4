"""A copy of the library, taken while it is in use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from reader.errors import LibraryError
from reader.library.connection import told

if TYPE_CHECKING:
    from reader.library.connection import Connection


def copy(db: Connection, path: Path) -> None:
    """Copy the library to a file that is not there yet, and check the copy.

    What is written meanwhile is in it or not, never half. Raises LibraryError; then there is no
    file.
    """
    path = Path(path).expanduser().absolute()
    if path.exists():
        raise LibraryError(f"{path} is there already; it was left as it is. Name another file.")
    if not path.parent.is_dir():
        raise LibraryError(f"There is no folder {path.parent}; nothing was written.")
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        try:
            _write(db, part)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError(f"{path} cannot be written ({error.strerror}).") from error


def _write(db: Connection, part: Path) -> None:
    try:
        target = apsw.Connection(str(part))
    except apsw.Error as error:
        raise told(error, part) from error
    try:
        with db.reading(), target.backup("main", db.raw, "main") as running:
            while not running.done:
                running.step(1000)
        # The copy is one file for good, without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE").fetchall()
        (said,) = target.execute("PRAGMA integrity_check(1)").fetchone() or ("nothing",)
        if said != "ok":
            raise LibraryError(f"The copy is not sound ({said}); run `reader doctor` first.")
    except apsw.Error as error:
        raise told(error, db.path) from error
    finally:
        target.close()
