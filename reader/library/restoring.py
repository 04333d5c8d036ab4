"""A backup put in the place of the library, which is kept beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import apsw

from reader.errors import BusyLibraryError, LibraryError, NotFoundError
from reader.library import health, opening, repair, swapping
from reader.library.connection import Connection, told

if TYPE_CHECKING:
    from pathlib import Path


class Restored(NamedTuple):
    """What was done: how many articles the library has now, and where the old file is, if any."""

    articles: int
    kept: Path | None


def restore(path: Path, backup: Path, *, patience: float) -> Restored:
    """Put a copy of `backup` in the place of the library at `path`.

    The copy is brought to today's form and checked first; the backup is not written to. Numbers
    that the old library has given to entries and articles are not given again, so that none that
    was ever told means another one now. Raises NotFoundError, BusyLibraryError when the library is
    open anywhere, and LibraryError; then nothing was changed.
    """
    path, backup = opening.file_of(path), opening.file_of(backup)
    if not backup.exists():
        raise NotFoundError(f"There is no backup {backup}; nothing was changed.")
    if path.exists() and path.samefile(backup):
        raise LibraryError(f"{backup} is the library itself; nothing was changed.")
    part = path.with_name(f"{path.name}.restoring")
    kept = None
    if path.exists():
        kept = swapping.beside(path, "before-restore")
    swapping.take_away(part)
    try:
        _copy(backup, part)
        articles = _ready(part, backup, path, patience)
        swapping.put_in_place(part, path, kept or path)
    finally:
        swapping.take_away(part)
    return Restored(articles, kept)


def _copy(backup: Path, part: Path) -> None:
    """Copy a backup, with what a log beside it holds."""
    try:
        source = opening.open_read_only(backup)
    except apsw.Error as error:
        raise told(error, backup) from error
    try:
        target = apsw.Connection(str(part))
        try:
            with target.backup("main", source, "main") as running:
                while not running.done:
                    running.step(1000)
        finally:
            target.close()
    except apsw.NotADBError as error:
        raise LibraryError(f"{backup} is not a library; nothing was changed.") from error
    except apsw.Error as error:
        raise told(error, backup) from error
    finally:
        source.close()


def _ready(part: Path, backup: Path, path: Path, patience: float) -> int:
    """Bring a copy to today's form, check it, and let it go on where the old library was."""
    try:
        db = opening.connect(part, create=False, updates=False, patience=patience)
    except LibraryError as error:
        raise type(error)(str(error).replace(str(part), str(backup))) from error
    finally:
        for copy in part.parent.glob(f"{part.name}.form-*"):
            copy.unlink()
    try:
        wrong = [one.text for one in health.examine(db) if one.level == "error"]
        if wrong:
            raise LibraryError(
                f"{backup} is not sound: {wrong[0].replace(str(part), str(backup))} "
                "Nothing was changed."
            )
        with db.writing(quiet=True):
            db.run("UPDATE feed SET claimed = 0")
            revision = _go_on(db, path, patience)
            db.run("UPDATE revision SET number = max(number, ?) + 1", revision)
        db.value("PRAGMA journal_mode = DELETE")
        return int(db.value("SELECT count(*) FROM status WHERE removed = 0"))
    finally:
        db.close()


def _go_on(db: Connection, path: Path, patience: float) -> int:
    """Let numbers go on after those of the library that is there; its revision.

    Of one that cannot be read nothing is known. Raises BusyLibraryError when it is open anywhere.
    """
    if not path.exists():
        return 0
    try:
        old = opening.connect_hurt(path, patience=patience)
    except LibraryError:
        return 0
    try:
        repair.alone(old)
        repair.go_on_numbering(old, db)
        return int(old.value("SELECT number FROM revision") or 0)
    except BusyLibraryError:
        raise
    except LibraryError:
        return 0
    finally:
        old.close()
