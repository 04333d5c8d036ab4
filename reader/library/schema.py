"""The library's tables: which version this program knows, and how an older file is brought up."""

from __future__ import annotations

import os
import time
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

import apsw

from reader.errors import LibraryError, NewerLibraryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection

FACTS = (
    *("subscription", "status", "bookmark", "note", "tag", "article_tag"),
    *("saved_search", "rule", "verdict"),
)
"""The tables that the journal records; they only ever get columns appended."""

VERSION = 5
"""The form that this program writes: the number of its migrations."""

APPLICATION_ID = 0x52656164
"""What the file's header says whose file it is: "Read"."""

_HEADER = 100
_VERSION_AT = 60
"""Where in the 100 bytes of a file's header its `user_version` stands."""

_MIGRATIONS = Path(__file__).parent / "migrations"


def migrations() -> list[str]:
    """The migrations as text, oldest first; the file's `user_version` is how many it has had."""
    return [path.read_text("utf-8") for path in sorted(_MIGRATIONS.glob("[0-9]*.sql"))]


def bring_up(db: Connection, steps: Sequence[str], known: int) -> None:
    """Bring a library to version `known`; an empty file becomes a library.

    Each step is one transaction, and so are all those of a new file; before the first, a file that
    is not new is copied beside itself.
    Raises NewerLibraryError for a file of a later program, LibraryError for another program's.
    """
    version = look(db, known)
    if version == known or db.read_only:
        return
    if not version:
        with db.writing(quiet=True):
            for number in range(known):
                _step(db, steps[number], number)
        return
    keep_copy(db, version)
    for number in range(version, known):
        _step(db, steps[number], number)


def look(db: Connection, known: int) -> int:
    """The version of a file. Raises when it is newer than `known` or not a library at all."""
    # At one moment: another process may be making it.
    with db.reading():
        version = int(db.value("PRAGMA user_version"))
        ours = int(db.value("PRAGMA application_id")) == APPLICATION_ID
        empty = not db.value("SELECT count(*) FROM sqlite_schema")
    if ours and version > known:
        raise NewerLibraryError(
            f"The library {db.path} was made by a newer Reader (its form is {version}, this "
            f"program knows {known}); it was left as it is. Update Reader, or name another "
            "library with --library."
        )
    if not ours and (version or not empty):
        raise LibraryError(
            f"{db.path} is a database of another program; it was left as it is. "
            "Name another library with --library."
        )
    return version


def keep_copy(db: Connection, version: int) -> Path:
    """Copy the file beside itself, as it is now; where the copy lies.

    It has its name only when it is whole and of that version. One that is there already is that of
    another process, which brings up the same file.
    """
    from reader.library import swapping

    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    copy = db.path.with_name(f"{db.path.name}.form-{version}-{stamp}")
    part = db.path.with_name(f"{db.path.name}.form-part-{get_ident()}-{os.getpid()}")
    _without_parts_of_the_dead(db.path)
    try:
        db.run("VACUUM INTO ?", str(part))
        if _version_of(part) == version:
            swapping.name(part, copy)
    finally:
        part.unlink(missing_ok=True)
    return copy


def _without_parts_of_the_dead(path: Path) -> None:
    """Take away the halves of copies whose makers were killed."""
    for part in path.parent.glob(f"{path.name}.form-part-*"):
        number = part.name.rpartition("-")[2]
        try:
            os.kill(int(number), 0)
        except (ProcessLookupError, ValueError):
            part.unlink(missing_ok=True)
        except OSError:
            continue


def _version_of(path: Path) -> int:
    """The version in a file's header, where SQLite's format has it."""
    with path.open("rb") as file:
        return int.from_bytes(file.read(_HEADER)[_VERSION_AT : _VERSION_AT + 4], "big")


def _step(db: Connection, text: str, number: int) -> None:
    with db.writing(quiet=True):
        # Another process may have done this step between our look and our lock.
        if int(db.value("PRAGMA user_version")) != number:
            return
        for statement in statements(text):
            db.run(statement)
        db.run(f"PRAGMA application_id = {APPLICATION_ID}")
        db.run(f"PRAGMA user_version = {number + 1}")


def statements(text: str) -> list[str]:
    """The statements of a text, each whole (triggers hold semicolons)."""
    found: list[str] = []
    kept = ""
    for line in text.splitlines(keepends=True):
        if not kept and (not line.strip() or line.startswith("--")):
            continue
        kept += line
        if line.rstrip().endswith(";") and apsw.complete(kept):
            found.append(kept)
            kept = ""
    return found
