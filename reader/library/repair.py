"""Mending a library: all that can be read goes into a new file, which then takes its place.

The old file is kept beside it and never written to. Facts are taken over as they are; what can be
made again (counts, lists, the search index) is made again.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import apsw

from reader.errors import BusyLibraryError, LibraryError, ReaderError, ReadOnlyLibraryError
from reader.library import (
    beginnings,
    counters,
    health,
    index,
    likeness,
    membership,
    opening,
    places,
    schema,
    source_settings,
    stories,
    swapping,
    tag_tree,
    texts,
)
from reader.library.feeds import UNASKED
from reader.library.hiding import UNTRUE
from reader.library.records import Finding

if TYPE_CHECKING:
    from pathlib import Path

    from reader.library.connection import Connection, Row, Value

_TABLES = (
    *schema.FACTS,
    *("feed", "article", "original", "document", "chunk", "body", "version", "progress", "state"),
    *("journal", "wanted", "twin"),
)


_MOST_TRIED = 5_000_000
"""Rows that are looked for one by one: some ten seconds for each million."""


def repair(db: Connection) -> tuple[Connection, list[Finding]]:
    """Mend a library; the connection to go on with, and what was found and done.

    Raises BusyLibraryError when another process has it open, ReadOnlyLibraryError.
    """
    if db.read_only:
        raise ReadOnlyLibraryError(f"The library {db.path} is read only here; nothing was changed.")
    mended = swapping.beside(db.path, "mended")
    kept = swapping.beside(db.path, "before-repair")
    alone(db)
    for half in db.path.parent.glob(f"{db.path.name}.mended-*"):
        half.unlink(missing_ok=True)  # of a repair that was killed
    try:
        with beginnings.readable(db) as source:
            lost = _salvage(source, mended)
        db.close()
        swapping.put_in_place(mended, db.path, kept)
    finally:
        swapping.take_away(mended)
    findings = [Finding("warning", f"Lost: {line}") for line in lost]
    findings.append(Finding("ok", f"Mended. The file as it was is kept as {kept}."))
    return opening.connect(db.path, create=False, updates=False, patience=5.0), findings


def alone(db: Connection) -> None:
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
                lost += texts.belonging(target)
                lost += _sound_sources(target)
                _follow_facts(db, target)
            lost += _without_damaged_places(target)
            lost += texts.made_again(target)
            lost += _index_again(target)
            membership.build_all(target)
            go_on_numbering(db, target)
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
    """Copy a table; where it is damaged, each row that can be found; what is lost, in words."""
    there = _columns(db, table)
    columns = [name for name in _columns(target, table) if name in there]
    if not columns:
        return ""  # of an earlier form, which had no such table
    if not _keys(target, table):
        columns.insert(0, "rowid")  # so that it is known which rows are missing
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    into = f"INSERT INTO {table} ({names}) VALUES ({marks}) ON CONFLICT DO NOTHING"  # noqa: S608 - ours
    try:
        for row in db.raw.execute(f"SELECT {names} FROM {table}"):  # noqa: S608 - ours
            _take(target, into, row)
    except (apsw.Error, UnicodeDecodeError) as error:
        found = _around_damage(db, target, table, columns, into)
        return f"part of the table {table} ({error}); {found} more rows were found."
    return ""


def _columns(db: Connection, table: str) -> list[str]:
    return [name for (name,) in db.rows("SELECT name FROM pragma_table_info(?)", table)]


def _keys(target: Connection, table: str) -> list[str]:
    """The columns by which rows lie in a table; none where SQLite numbers them by itself."""
    sql = "SELECT name, type FROM pragma_table_info(?) WHERE pk ORDER BY pk"
    keys = target.rows(sql, table)
    without = target.value("SELECT wr FROM pragma_table_list WHERE name = ?", table)
    numbered = len(keys) == 1 and keys[0][1] == "INTEGER"
    return [name for name, _ in keys] if without or numbered else []


def _take(target: Connection, into: str, row: Row) -> int:
    """Take a row over; one that breaks what its table promises is itself damage."""
    try:
        return target.run(into, *row)
    except LibraryError as error:
        if isinstance(error.__cause__, apsw.ConstraintError | apsw.MismatchError):
            return 0
        raise


def _around_damage(
    db: Connection, target: Connection, table: str, columns: list[str], into: str
) -> int:
    """Rows beyond a damaged page: from the other end, and one by one in between."""
    names = ", ".join(columns)
    without = target.value("SELECT wr FROM pragma_table_list WHERE name = ?", table)
    keys = _keys(target, table) or ["rowid"]
    order = ", ".join(f"{name} DESC" for name in keys)
    found = 0
    with suppress(apsw.Error, UnicodeDecodeError):
        for row in db.raw.execute(f"SELECT {names} FROM {table} ORDER BY {order}"):  # noqa: S608 - ours
            found += _take(target, into, row)
    return found if without else found + _one_by_one(db, target, table, columns, into)


def _one_by_one(
    db: Connection, target: Connection, table: str, columns: list[str], into: str
) -> int:
    """Rows by their numbers, of those that are still missing: each is found by a way of its own."""
    there = {number for (number,) in target.rows(f"SELECT rowid FROM {table}")}  # noqa: S608 - ours
    last = max([*there, _last_number(db, table)], default=0)
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE rowid = ?"  # noqa: S608 - ours
    found = 0
    for number in range(1, min(last, _MOST_TRIED) + 1):
        if number in there:
            continue
        with suppress(apsw.Error):
            try:
                rows = db.raw.execute(sql, (number,)).fetchall()
            except UnicodeDecodeError:
                rows = [_legible(db, table, columns, number)]
            for row in rows:
                found += _take(target, into, row)
    return found


def _legible(db: Connection, table: str, columns: list[str], number: int) -> Row:
    """A row in which a text is none any more; what is wrong in it shows as a question mark."""
    row: list[Value] = []
    for name in columns:
        sql = f"SELECT typeof({name}), CAST({name} AS BLOB) FROM {table} WHERE rowid = ?"  # noqa: S608 - ours
        kind, data = db.raw.execute(sql, (number,)).fetchone() or ("null", None)
        if kind == "text" and isinstance(data, bytes):
            row.append(data.decode("utf-8", "replace"))
            continue
        sql = f"SELECT {name} FROM {table} WHERE rowid = ?"  # noqa: S608 - ours
        row.append((db.raw.execute(sql, (number,)).fetchone() or (None,))[0])
    return tuple(row)


def _last_number(db: Connection, table: str) -> int:
    try:
        return int(db.value("SELECT seq FROM sqlite_sequence WHERE name = ?", table) or 0)
    except LibraryError:
        return 0


def go_on_numbering(db: Connection, target: Connection) -> None:
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


def _follow_facts(db: Connection, target: Connection) -> None:
    """Make what follows from tags and stories again."""
    tag_tree.settle(target)
    once = _quietly(db, "SELECT once FROM telling")
    target.run("UPDATE telling SET once = ?", 1 if once is None else once)
    for number, bits in target.rows("SELECT id, likeness FROM article WHERE likeness IS NOT NULL"):
        rows = [(quarter, number) for quarter in likeness.quarters(bits)]
        target.run_many("INSERT INTO quarter VALUES (?, ?) ON CONFLICT DO NOTHING", rows)
    target.run(f"UPDATE status SET muted = muted - 2 WHERE {stories.UNTRUE}")  # noqa: S608 - ours
    stories.unsettle_all(target)
    stories.settle(target)


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
