"""Mending a library: all that can be read goes into a new file, which then takes its place.

The old file is kept beside it and never written to. Facts are taken over as they are; what can be
made again (counts, lists, the search index) is made again.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import apsw

from reader.errors import BusyLibraryError, LibraryError, ReaderError, ReadOnlyLibraryError
from reader.library import (
    counters,
    health,
    index,
    opening,
    places,
    schema,
    source_settings,
)
from reader.library.feeds import UNASKED
from reader.library.hiding import UNTRUE
from reader.library.records import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.connection import Connection

_TABLES = (
    *schema.FACTS,
    *("feed", "article", "original", "document", "chunk", "body", "version", "progress", "state"),
    "journal",
)


def repair(db: Connection) -> tuple[Connection, list[Finding]]:
    """Mend a library; the connection to go on with, and what was found and done.

    Raises BusyLibraryError when another process has it open, ReadOnlyLibraryError.
    """
    if db.read_only:
        raise ReadOnlyLibraryError(f"The library {db.path} is read only here; nothing was changed.")
    stamp = time.strftime("%Y%m%d-%H%M%S", time.gmtime())
    mended = db.path.with_name(f"{db.path.name}.mended-{stamp}")
    kept = db.path.with_name(f"{db.path.name}.before-repair-{stamp}")
    _alone(db)
    try:
        lost = _salvage(db, mended)
    except BaseException:
        mended.unlink(missing_ok=True)
        raise
    db.close()
    # From here a power cut leaves the old file under one name or the other, always whole.
    db.path.rename(kept)
    _keep_log(db.path, kept)
    mended.rename(db.path)
    findings = [Finding("warning", f"Lost: {line}") for line in lost]
    findings.append(Finding("ok", f"Mended. The file as it was is kept as {kept}."))
    return opening.connect(db.path, create=False, updates=False, patience=5.0), findings


def _keep_log(path: Path, kept: Path) -> None:
    """Leave no write-ahead log of the old file beside the new one, which it would be played into.

    A damaged file can have one that SQLite could not put away.
    """
    for ending in ("-wal", "-shm"):
        log = path.with_name(path.name + ending)
        if log.exists():
            log.rename(kept.with_name(kept.name + ending))


def _alone(db: Connection) -> None:
    """SQLite leaves the write-ahead log only when nobody else has the file open."""
    try:
        mode = db.value("PRAGMA journal_mode = DELETE")
    except BusyLibraryError:
        mode = "wal"
    except LibraryError:
        return
    if mode == "wal":
        raise BusyLibraryError(
            f"The library {db.path} is open in another process; nothing was changed. "
            "Close Reader everywhere, then try again."
        )


def _salvage(db: Connection, path: Path) -> list[str]:
    """Copy all rows that can be read into a new library; what could not be, in words."""
    target = opening.connect(path, create=True, updates=False, patience=5.0)
    try:
        with target.writing():
            with counters.counted_after(target):
                lost = [line for table in _TABLES if (line := _copy(db, target, table))]
                lost += _sound_sources(target)
            lost += _without_damaged_places(target)
            lost += _index_again(target)
            _go_on_numbering(db, target)
            revision = _quietly(db, "SELECT number FROM revision") or 0
            target.run("UPDATE revision SET number = ?", int(revision) + 1)
        target.value("PRAGMA journal_mode = DELETE")
        wrong = [f for f in health.examine(target) if f.level == "error"]
        serious = [f.text for f in wrong if "no text any more" not in f.text]
        if serious:
            raise LibraryError(f"The mended copy is not sound: {serious[0]} Nothing was changed.")
        return lost
    finally:
        target.close()


def _copy(db: Connection, target: Connection, table: str) -> str:
    """Copy a table; where it is damaged row by row, each row that can be read."""
    columns = [name for (name,) in target.rows("SELECT name FROM pragma_table_info(?)", table)]
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    into = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 - ours
    try:
        for row in db.raw.execute(f"SELECT {names} FROM {table}"):  # noqa: S608 - ours
            target.run(into, *row)
    except apsw.Error as error:
        found = _by_index(db, target, table, names, into)
        return f"part of the table {table} ({error}); {found} more rows were found."
    return ""


def _by_index(db: Connection, target: Connection, table: str, names: str, into: str) -> int:
    """Rows beyond a damaged page, found from the other end."""
    if table == "article_tag":
        return 0
    found = 0
    try:
        for row in db.raw.execute(f"SELECT {names} FROM {table} ORDER BY rowid DESC"):  # noqa: S608 - ours
            found += target.run(into, *row)
    except apsw.Error:
        pass
    return found


def _go_on_numbering(db: Connection, target: Connection) -> None:
    """An id that was given once is never given again, or an old entry would undo another's row."""
    try:
        numbered = db.rows("SELECT name, seq FROM sqlite_sequence")
    except LibraryError:
        return
    for name, last in numbered:
        target.run("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", last, name)
        target.run(
            "INSERT INTO sqlite_sequence (name, seq) SELECT ?1, ?2"
            " WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = ?1)",
            name,
            last,
        )


def _without_damaged_places(db: Connection) -> list[str]:
    """Let bookmarks and notes go on as orphans whose places cannot be read any more."""
    found = list(places.damaged(db))
    for table, row in found:
        db.run(f"UPDATE {table} SET place = ? WHERE rowid = ?", places.lost(), row)  # noqa: S608 - ours
    return [f"the place of row {row} of the table {table}." for table, row in found]


def _sound_sources(db: Connection) -> list[str]:
    """Let sources whose settings cannot be read go on as usual, and all follow their settings."""
    lost: list[str] = []
    for source, settings in db.rows("SELECT id, settings FROM subscription"):
        if not source_settings.sound(settings):
            db.run("UPDATE subscription SET settings = '{}' WHERE id = ?", source)
            lost.append(f"the settings of source {source}.")
    db.run(f"UPDATE status SET muted = muted + 1 - 2 * (muted & 1) WHERE {UNTRUE}")  # noqa: S608 - ours
    db.run(f"INSERT INTO feed (source, due) SELECT id, 0 FROM ({UNASKED})")  # noqa: S608 - ours
    db.run("UPDATE feed SET claimed = 0")
    return lost


def _quietly(db: Connection, sql: str) -> int | None:
    try:
        found = db.value(sql)
    except LibraryError:
        return None
    return None if found is None else int(found)


def _index_again(db: Connection) -> list[str]:
    lost: list[str] = []
    for (article_id,) in db.rows("SELECT id FROM article"):
        try:
            index.refresh(db, article_id)
        except ReaderError as error:
            index.put(db, article_id, index.NOTHING)
            lost.append(str(error))
    return lost
