"""The door itself: a library opened, closed, and looked at for changes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from reader.library import opening

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from reader.library import restoring
    from reader.library.connection import Connection
else:
    from reader.library.deferred import Deferred

    restoring = Deferred("restoring")


class Door:
    """A library that is open. Threads may share one, and take turns in it; or open one each.

    Methods that write raise ReadOnlyLibraryError where nothing can be written and BusyLibraryError
    when another process holds the library for too long; what names an article, a source or a
    bookmark that is not there raises NotFoundError; then nothing was changed. Actions of the reader
    answer with `Done`, once they are committed.
    """

    def __init__(self, db: Connection, now: Callable[[], float]) -> None:
        self._db = db
        self._now = now

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        updates: bool = False,
        now: Callable[[], float] = time.time,
        patience: float = 5.0,
        hurt: bool = False,
    ) -> Self:
        """Open the library in a file, or in a folder that holds `library.db`.

        `updates`: for what comes in; its writes may be lost at a power cut, never by a crash.
        `patience`: seconds to wait for another process. Raises NewerLibraryError,
        DamagedLibraryError, LibraryError, and NotFoundError when there is none and not `create`.
        One that cannot be written is opened `read_only`. `hurt`: for `doctor` and `repair` alone,
        one that is there and will not open otherwise, as it is.
        """
        if hurt:
            return cls(opening.connect_hurt(path, patience=patience), now)
        return cls(opening.connect(path, create=create, updates=updates, patience=patience), now)

    @staticmethod
    def restore(path: Path, backup: Path, *, patience: float = 5.0) -> restoring.Restored:
        """Put a copy of a backup in the place of the library at `path`, which is kept beside it.

        Raises NotFoundError, BusyLibraryError when the library is open anywhere, LibraryError.
        """
        return restoring.restore(path, backup, patience=patience)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self._db.read_only

    @property
    def _at(self) -> int:
        return int(self._now())

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._db.close()

    def interrupt(self) -> None:
        """Stop what another thread is asking here: it gets a StoppedError."""
        self._db.interrupt()

    def revision(self) -> int:
        """A number that every change of what lists show moves on, also across processes."""
        return int(self._db.value("SELECT number FROM revision"))

    def changed_elsewhere(self) -> bool:
        """Whether another connection has written since this was last asked."""
        return self._db.changed_elsewhere()
