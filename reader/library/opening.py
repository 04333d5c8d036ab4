"""Opening a library's file: what is looked at first, and what is never touched."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING
from urllib.parse import quote

import apsw

from reader.errors import BusyLibraryError, DamagedLibraryError, LibraryError, NotFoundError
from reader.library import schema, scoring
from reader.library.connection import Connection, told

if TYPE_CHECKING:
    from pathlib import Path

_PAGES_OF_LOG = 4000
"""After how many pages an update's log goes into the file: a feed writes the same ones again."""

_MAGIC = b"SQLite format 3\0"

_NO_LIBRARY = (
    "{} is not a library, or its beginning is damaged; it was left as it is. "
    "Name another with --library, or run `reader doctor` for what can be saved."
)


def file_of(path: Path) -> Path:
    """The file that a path names: itself, or `library.db` in a folder."""
    path = path.expanduser().absolute()
    return path / "library.db" if path.is_dir() else path


def connect_hurt(path: Path, *, patience: float) -> Connection:
    """Open a library as it lies there, whatever is wrong with it, for the doctor.

    Nothing is looked at and nothing brought up. Raises NotFoundError when there is none,
    DamagedLibraryError for what is no library of this program's.
    """
    from reader.library import beginnings

    path = file_of(path)
    if not path.exists():
        _make_room(path, create=False)
    try:
        ours = beginnings.is_ours(path)
    except OSError as error:
        raise LibraryError(f"The library {path} cannot be read ({error.strerror}).") from error
    if not ours:
        _look_at_beginning(path)
        raise DamagedLibraryError(_NO_LIBRARY.format(path))
    read_only = not _writable(path)
    try:
        raw = open_read_only(path) if read_only else apsw.Connection(str(path))
        raw.set_busy_timeout(int(patience * 1000))
    except apsw.Error as error:
        raise told(error, path) from error
    return Connection(raw, path, read_only=read_only)


def connect(path: Path, *, create: bool, updates: bool, patience: float) -> Connection:
    """Open the library at `path` and bring it to today's form.

    `updates`: writes are not waited for on the disk (lost at a power cut, never damaged).
    `patience`: seconds to wait for another process. Raises NotFoundError when there is none and
    `create` is False, and the LibraryErrors.
    """
    path = file_of(path)
    fresh = not path.exists()
    if fresh:
        _make_room(path, create=create)
    else:
        _look_at_beginning(path)
    read_only = not fresh and not _writable(path)
    try:
        raw = open_read_only(path) if read_only else apsw.Connection(str(path))
    except apsw.Error as error:
        raise told(error, path) from error
    db = Connection(raw, path, read_only=read_only)
    try:
        raw.set_busy_timeout(int(patience * 1000))
        _prepare_at_last(db, updates=updates, patience=patience)
        raw.register_fts5_function("fit", scoring.fit)
    except apsw.Error as error:
        db.close()
        raise told(error, path) from error
    except BaseException:
        db.close()
        raise
    return db


def _prepare_at_last(db: Connection, *, updates: bool, patience: float) -> None:
    """Prepare a library that others may be making at the same moment.

    SQLite does not wait for a change of the journal's mode, whatever the busy time-out.
    """
    until = time.monotonic() + patience
    while True:
        try:
            return _prepare(db, updates=updates)
        except (BusyLibraryError, apsw.BusyError):
            if time.monotonic() > until:
                raise
            time.sleep(0.01)


def _prepare(db: Connection, *, updates: bool) -> None:
    """Each pragma by itself: SQLite runs the rest of a string only when its rows are drained."""
    version = schema.look(db, schema.VERSION)
    if not db.read_only:
        if db.value("PRAGMA journal_mode") != "wal":
            db.value("PRAGMA journal_mode = WAL")
        db.run("PRAGMA synchronous = " + ("NORMAL" if updates else "FULL"))
        if updates:
            db.value(f"PRAGMA wal_autocheckpoint = {_PAGES_OF_LOG}")
        if version < schema.VERSION:
            schema.bring_up(db, schema.migrations(), schema.VERSION)
        if db.value("SELECT rest FROM indexing"):
            _index_again(db)
    elif version < schema.VERSION:
        raise LibraryError(
            f"The library {db.path} is of an older form and cannot be written here. "
            "Make its folder writable, so that it can be brought up to date."
        )
    db.run("PRAGMA cache_size = -16000")
    db.changed_elsewhere()


def _index_again(db: Connection) -> None:
    """Index what a migration has left to be indexed, also after a kill in the middle of it."""
    from reader.library import building

    building.begin(db)


def _make_room(path: Path, *, create: bool) -> None:
    if not create:
        raise NotFoundError(f"There is no library at {path}. `reader` makes one.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The folder {path.parent} for the library cannot be made ({error.strerror})."
        ) from error


def _look_at_beginning(path: Path) -> None:
    try:
        with path.open("rb") as file:
            beginning = file.read(len(_MAGIC))
    except OSError as error:
        raise LibraryError(f"The library {path} cannot be read ({error.strerror}).") from error
    if beginning and beginning != _MAGIC:
        raise DamagedLibraryError(_NO_LIBRARY.format(path))


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def open_read_only(path: Path) -> apsw.Connection:
    """SQLite's connection to a file that is not written to.

    What a WAL holds would be unseen by an immutable connection, so that needs an empty one.
    """
    wal = path.with_name(path.name + "-wal")
    mode = "immutable=1" if not wal.exists() or not wal.stat().st_size else "mode=ro"
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    return apsw.Connection(f"file:{quote(str(path))}?{mode}", flags=flags)
