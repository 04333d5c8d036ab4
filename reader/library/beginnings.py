"""The beginning of a library's file: 100 bytes that say what it is, and how they are made again."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

import apsw

from reader.errors import DamagedLibraryError, LibraryError
from reader.library import schema, swapping
from reader.library.connection import Connection, told

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LENGTH: Final = 100
_PAGE: Final = 4096
"""Bytes of a page in every library: SQLite's own default, which is never changed."""

_OURS: Final = (
    b"CREATE TABLE subscription (",
    b"CREATE TRIGGER status_comes",
    b"CREATE TABLE shelf",
)
"""What stands in the description of the tables of every library, near the beginning."""

_LOOKED_AT: Final = 1 << 20


def is_ours(path: Path) -> bool:
    """Whether a file is a library, whatever its beginning says."""
    with path.open("rb") as file:
        beginning = file.read(_LOOKED_AT)
    return any(one in beginning for one in _OURS)


@contextmanager
def readable(db: Connection) -> Iterator[Connection]:
    """A library to read from: itself, or a copy that has been given another beginning.

    Raises DamagedLibraryError when that does not help: then the tables cannot be told apart.
    """
    if _reads(db):
        yield db
        return
    copy = db.path.with_name(f"{db.path.name}.mended-source")
    swapping.take_away(copy)
    try:
        shutil.copyfile(db.path, copy)
        log = db.path.with_name(f"{db.path.name}-wal")
        if log.exists():
            shutil.copyfile(log, copy.with_name(f"{copy.name}-wal"))
        _begin_anew(copy, logged=log.exists() and bool(log.stat().st_size))
        source = Connection(_opened(copy), copy, read_only=False)
        known = _reads(source)
        if not known:
            source.close()
            _describe_anew(copy)
            source = Connection(_opened(copy), copy, read_only=False)
            known = _reads(source) and _fits(source)
        try:
            if not known:
                raise DamagedLibraryError(
                    f"In {db.path} it is damaged where its tables are described, so they cannot "
                    "be told apart; it was left as it is. `reader restore` puts a backup in its "
                    "place."
                )
            yield source
        finally:
            source.close()
    except OSError as error:
        raise LibraryError(
            f"{copy} cannot be written ({error.strerror}), so {db.path} was left as it is. "
            "Make room first."
        ) from error
    finally:
        swapping.take_away(copy)


def _opened(path: Path) -> apsw.Connection:
    try:
        return apsw.Connection(str(path))
    except apsw.Error as error:
        raise told(error, path) from error


def _reads(db: Connection) -> bool:
    """Whether a file says which tables it holds, and where. Raises LibraryError: nothing is known.

    Only what is damaged is to be written anew; on a full disk a sound file cannot be read either.
    """
    try:
        names = db.raw.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
    except (apsw.FullError, apsw.CantOpenError, apsw.IOError, apsw.BusyError) as error:
        raise told(error, db.path) from error
    except (apsw.Error, UnicodeDecodeError):
        return False
    return ("journal",) in names


def _fits(db: Connection) -> bool:
    """Whether a description is that of this file: else two tables would claim the same pages."""
    try:
        said = db.raw.execute("PRAGMA integrity_check(1000)").fetchall()
    except apsw.Error:
        return False
    return not any("2nd reference" in str(line) for line in said)


def _describe_anew(path: Path) -> None:
    """Write the description of the tables as a new library has it, if this one has the same.

    In a library that was made in this form it lies in the same pages, byte for byte; so one page
    that is hurt may be taken from there, if all others are the same.
    """
    fresh = path.with_name(f"{path.name}-fresh")
    swapping.take_away(fresh)
    try:
        new = Connection(_opened(fresh), fresh, read_only=False)
        schema.bring_up(new, schema.migrations(), schema.VERSION)
        new.close()
        content = fresh.read_bytes()
    finally:
        swapping.take_away(fresh)
    described = _description(content)
    with path.open("r+b") as file:
        others = [number for number, page in described.items() if _page(file, number) != page]
        if len(others) == 1:
            file.seek((others[0] - 1) * _PAGE + _before(others[0]))
            file.write(described[others[0]])


def _page(file: BinaryIO, number: int) -> bytes:
    """What a page says, without the beginning of the file."""
    file.seek((number - 1) * _PAGE)
    return file.read(_PAGE)[_before(number) :]


def _before(number: int) -> int:
    return _LENGTH if number == 1 else 0


def _description(content: bytes) -> dict[int, bytes]:
    """The pages of a file in which its tables are described: the first, and those it leads to."""
    first = content[:_PAGE]
    count = int.from_bytes(first[_LENGTH + 3 : _LENGTH + 5], "big")
    cells = [
        int.from_bytes(first[at : at + 2], "big")
        for at in range(_LENGTH + 12, _LENGTH + 12 + 2 * count, 2)
    ]
    last = int.from_bytes(first[_LENGTH + 8 : _LENGTH + 12], "big")
    numbers = [1, last, *(int.from_bytes(first[at : at + 4], "big") for at in cells)]
    return {
        number: content[(number - 1) * _PAGE + _before(number) : number * _PAGE]
        for number in numbers
    }


def _begin_anew(path: Path, *, logged: bool) -> None:
    """Write the beginning that SQLite's format wants, for a file of ours."""
    pages = path.stat().st_size // _PAGE
    mode = 2 if logged else 1
    beginning = b"".join(
        (
            b"SQLite format 3\0",
            _PAGE.to_bytes(2, "big"),
            bytes((mode, mode, 0, 64, 32, 32)),
            (1).to_bytes(4, "big"),  # changes of the file
            pages.to_bytes(4, "big"),
            bytes(8),  # no page is known to be free
            (1).to_bytes(4, "big"),  # changes of the tables
            (4).to_bytes(4, "big"),  # the form of the descriptions
            bytes(8),
            (1).to_bytes(4, "big"),  # UTF-8
            schema.VERSION.to_bytes(4, "big"),
            bytes(4),
            schema.APPLICATION_ID.to_bytes(4, "big"),
            bytes(20),
            (1).to_bytes(4, "big"),  # the changes for which the number of pages is right
            (3_040_000).to_bytes(4, "big"),
        )
    )
    assert len(beginning) == _LENGTH
    with path.open("r+b") as file:
        file.write(beginning)
