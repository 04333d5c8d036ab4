"""One connection to the library's file: locked to one thread at a time, its errors in sentences."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import apsw

from reader.errors import (
    BusyLibraryError,
    DamagedLibraryError,
    LibraryError,
    ReadOnlyLibraryError,
    StoppedError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

Row: TypeAlias = tuple[Any, ...]
Value: TypeAlias = str | int | float | bytes | None
"""What SQLite stores."""


def told(error: apsw.Error, path: Path) -> LibraryError:
    """The sentence for an error of SQLite's; the cause is kept by whoever raises it."""
    match error:
        case apsw.BusyError() | apsw.LockedError():
            return BusyLibraryError(
                f"The library {path} is in use by another process that does not let go; "
                "nothing was changed. Try again when it is done."
            )
        case apsw.NotADBError():
            return DamagedLibraryError(
                f"{path} is not a library, or its beginning is damaged; it was left as it is. "
                "Name another with --library, or run `reader doctor` for what can be saved."
            )
        case apsw.CorruptError() | apsw.FormatError():
            return DamagedLibraryError(
                f"The library {path} is damaged ({error}); it was left as it is. "
                "Run `reader doctor`, then `reader doctor --repair`."
            )
        case apsw.ReadOnlyError() | apsw.PermissionsError():
            return ReadOnlyLibraryError(
                f"The library {path} is read only here; nothing was changed. "
                "Make its folder writable, or name another library with --library."
            )
        case apsw.FullError():
            return LibraryError(
                f"The disk of the library {path} is full; nothing was changed. Make room first."
            )
        case apsw.InterruptError():
            return StoppedError("The search was stopped.")
        case apsw.CantOpenError():
            return LibraryError(
                f"The library {path} cannot be opened. "
                "Look at the permissions of the file and its folder."
            )
        case apsw.ConnectionClosedError():
            return LibraryError(f"The library {path} has been closed.")
        case _:
            return LibraryError(f"The library {path} failed ({error}); nothing was changed.")


class Connection:
    """SQLite's connection behind a lock, so that threads that share it take turns.

    Every method raises a `LibraryError` in place of SQLite's own errors. Rows are always fetched
    whole, so that no cursor stays open while a reader thinks.
    """

    def __init__(self, raw: apsw.Connection, path: Path, *, read_only: bool) -> None:
        self.raw = raw
        self.path = path
        self.read_only = read_only
        self._lock = threading.RLock()
        self._data_version: int | None = None

    def rows(self, sql: str, *values: Value) -> list[Row]:
        """All rows of one statement."""
        with self._lock:
            try:
                return self.raw.execute(sql, values).fetchall()
            except UnicodeDecodeError as error:
                # All texts come in as UTF-8, so only damage makes others.
                raise told(
                    apsw.CorruptError(f"a text that is none: {error.reason}"), self.path
                ) from error
            except apsw.Error as error:
                self._tell(error)

    def row(self, sql: str, *values: Value) -> Row | None:
        """The first row of one statement, None when there is none."""
        found = self.rows(sql, *values)
        return found[0] if found else None

    def value(self, sql: str, *values: Value) -> Any:  # noqa: ANN401 - a column holds what it holds
        """The first value of the first row, None when there is none."""
        found = self.row(sql, *values)
        return found[0] if found else None

    def run(self, sql: str, *values: Value) -> int:
        """Run one statement; how many rows it changed, those of triggers not counted."""
        with self._lock:
            try:
                self.raw.execute(sql, values).fetchall()
                return self.raw.changes()
            except apsw.Error as error:
                self._tell(error)

    def run_many(self, sql: str, values: Iterable[tuple[Value, ...]]) -> None:
        """Run one statement for each tuple of values."""
        with self._lock:
            try:
                self.raw.executemany(sql, values)
            except apsw.Error as error:
                self._tell(error)

    def added(self, sql: str, *values: Value) -> int:
        """Run one INSERT; the id of the new row."""
        with self._lock:
            self.run(sql, *values)
            return self.raw.last_insert_rowid()

    @contextmanager
    def writing(self, *, quiet: bool = False) -> Iterator[None]:
        """One writing transaction, which also moves the library's revision unless `quiet`.

        It is undone when an exception leaves it. SQLite's errors in it come out as sentences.
        Within another one it is a part of that.
        """
        with self._lock:
            if not self._within():
                self._begin()
                try:
                    yield
                    if not quiet:
                        self.moved_on()
                    self.run("COMMIT")
                except BaseException as error:
                    self._roll_back()
                    if isinstance(error, apsw.Error):
                        self._tell(error)
                    raise
            else:
                yield

    def moved_on(self) -> None:
        """Move the library's revision, within a quiet writing transaction that changed a list."""
        self.run("UPDATE revision SET number = number + 1")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several statements that see one and the same state of the library."""
        with self._lock:
            if self._within():
                yield
                return
            self.run("BEGIN")
            try:
                yield
            finally:
                self._roll_back()

    def changed_elsewhere(self) -> bool:
        """Whether another connection has written since this was last asked."""
        with self._lock:
            now = int(self.value("PRAGMA data_version"))
            before, self._data_version = self._data_version, now
            return before is not None and before != now

    def interrupt(self) -> None:
        """Stop the statement that another thread is running, if there is one."""
        try:
            self.raw.interrupt()
        except apsw.Error as error:
            self._tell(error)

    def close(self) -> None:
        """Close it; a second time does nothing."""
        with self._lock:
            try:
                self.raw.close()
            except apsw.Error as error:
                self._tell(error)

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        try:
            return not self.raw.filename
        except apsw.ConnectionClosedError:
            return True

    def _within(self) -> bool:
        """Whether a transaction is running already."""
        try:
            return self.raw.in_transaction
        except apsw.Error as error:
            self._tell(error)

    def _begin(self) -> None:
        if self.read_only:
            self._tell(apsw.ReadOnlyError("read only"))
        self.run("BEGIN IMMEDIATE")

    def _roll_back(self) -> None:
        try:
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")
        except apsw.ConnectionClosedError:
            return

    def _tell(self, error: apsw.Error) -> NoReturn:
        raise told(error, self.path) from error
