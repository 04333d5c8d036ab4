"""What is right and wrong with a library. Looking changes nothing."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import apsw

from reader.errors import LibraryError
from reader.library import (
    bodies,
    building,
    counters,
    membership,
    places,
    schema,
    source_settings,
    stories,
)
from reader.library.feeds import UNASKED
from reader.library.hiding import UNTRUE
from reader.library.records import Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reader.library.connection import Connection

_SAFE_SQLITE = (3, 51, 3)
"""Older ones can lose a commit when two processes write and checkpoint at once."""

_REPAIR = "`reader doctor --repair` mends it."


def examine(db: Connection) -> list[Finding]:
    """All findings, the good ones too. A check that cannot be made is an error by itself."""
    findings = _found(_tables, db)
    if findings:
        return findings
    checks = (
        _sqlite,
        _integrity,
        _facts,
        _sources,
        _places,
        _counters,
        _documents,
        _index,
        _journal,
    )
    for check in checks:
        findings += _found(check, db)
    return findings


def _tables(db: Connection) -> Iterator[Finding]:
    """Whether the file says which tables it has, without which nothing else can be looked at."""
    try:
        known = {name for (name,) in db.rows("SELECT name FROM sqlite_schema")}
    except LibraryError as error:
        if db.closed:
            raise
        why = str(error.__cause__ or error)
        yield Finding("error", f"The beginning of the file {db.path} is damaged: {why}. {_REPAIR}")
        return
    version = int(db.value("PRAGMA user_version"))
    ours = int(db.value("PRAGMA application_id")) == schema.APPLICATION_ID
    if not ours or version != schema.VERSION or "journal" not in known:
        yield Finding(
            "error",
            f"The beginning of the file {db.path} is damaged: it says that this is no library, or "
            f"of the form {version}. {_REPAIR}",
        )


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _found(check: Callable[[Connection], Iterator[Finding]], db: Connection) -> list[Finding]:
    try:
        return list(check(db))
    except LibraryError as error:
        return [Finding("error", str(error))]


def _sqlite(_: Connection) -> Iterator[Finding]:
    version = apsw.sqlite_lib_version()
    safe = tuple(int(part) for part in version.split(".")) >= _SAFE_SQLITE
    if safe:
        yield Finding("ok", f"SQLite {version} (apsw {apsw.apsw_version()}).")
    else:
        yield Finding(
            "warning", f"SQLite {version} can lose commits of two processes: update apsw."
        )


def _integrity(db: Connection) -> Iterator[Finding]:
    said = [str(line) for (line,) in db.rows("PRAGMA integrity_check(20)")]
    if said == ["ok"]:
        size = db.path.stat().st_size / 1_048_576
        yield Finding("ok", f"The file {db.path} is whole ({size:.1f} MB).")
        return
    for line in said:
        yield Finding("error", f"The file is damaged: {line}. {_REPAIR}")


def _facts(db: Connection) -> Iterator[Finding]:
    """Facts that name something that is not there."""
    lost = 0
    for table, column, other in (
        ("status", "article_id", "article"),
        ("status", "source", "subscription"),
        ("bookmark", "article_id", "article"),
        ("note", "article_id", "article"),
        ("article_tag", "article_id", "article"),
        ("article_tag", "tag_id", "tag"),
    ):
        sql = f"SELECT count(*) FROM {table} WHERE {column} NOT IN (SELECT id FROM {other})"  # noqa: S608 - ours
        count = db.value(sql)
        if count:
            lost += count
            names = _counted(count, f"row of {table} names", f"rows of {table} name")
            yield Finding("warning", f"{names} what is not in {other} any more.")
    if not lost:
        yield Finding("ok", "Every bookmark, note, tag and mark belongs to an article.")


def _sources(db: Connection) -> Iterator[Finding]:
    """What is not a fact, and follows from the sources or is needed for them."""
    unsound = sum(
        not source_settings.sound(text) for (text,) in db.rows("SELECT settings FROM subscription")
    )
    if unsound:
        texts = _counted(unsound, "source", "sources")
        yield Finding("error", f"The settings of {texts} cannot be read. {_REPAIR}")
        return
    unasked = db.value(f"SELECT count(*) FROM ({UNASKED})")  # noqa: S608 - ours
    untrue = db.value(f"SELECT count(*) FROM status WHERE {UNTRUE} OR {stories.UNTRUE}")  # noqa: S608 - ours
    lost = db.value("SELECT count(*) FROM feed WHERE source NOT IN (SELECT id FROM subscription)")
    if unasked:
        feeds = _counted(unasked, "feed is", "feeds are")
        yield Finding("error", f"{feeds} never asked. {_REPAIR}")
    if untrue:
        articles = _counted(untrue, "article is", "articles are")
        yield Finding("error", f"{articles} wrongly in All or wrongly left out of it. {_REPAIR}")
    if lost:
        rows = _counted(lost, "row of feed names", "rows of feed name")
        yield Finding("warning", f"{rows} what is not in subscription any more.")
    if not unasked and not untrue and not lost:
        yield Finding("ok", "Every source is known as it is asked and shown.")


def _places(db: Connection) -> Iterator[Finding]:
    broken = sum(1 for _ in places.damaged(db))
    if broken:
        found = _counted(broken, "place", "places")
        yield Finding("error", f"{found} of bookmarks, notes or progress cannot be read. {_REPAIR}")


def _counters(db: Connection) -> Iterator[Finding]:
    wrong = db.value(
        "WITH truth AS (SELECT list, number, total, unread FROM ("  # noqa: S608 - ours
        f"{counters.COUNTED})), kept AS (SELECT * FROM counter WHERE total <> 0 OR unread <> 0)"
        " SELECT count(*) FROM (SELECT * FROM (SELECT * FROM truth EXCEPT SELECT * FROM kept)"
        " UNION ALL SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM truth))"
    )
    misplaced = db.value(
        f"SELECT count(*) FROM (SELECT * FROM ({counters.SHELVED} EXCEPT SELECT * FROM shelf)"  # noqa: S608 - ours
        f" UNION ALL SELECT * FROM (SELECT * FROM shelf EXCEPT {counters.SHELVED}))"
    )
    misplaced += membership.untrue(db)
    if wrong or misplaced:
        untrue = _counted(wrong + misplaced, "kept count or list is", "kept counts or lists are")
        yield Finding("error", f"{untrue} not true. {_REPAIR}")
    else:
        yield Finding("ok", "All counts are true.")


def _documents(db: Connection) -> Iterator[Finding]:
    missing = db.value(
        "SELECT count(*) FROM article WHERE id NOT IN (SELECT article_id FROM document)"
    )
    broken = _broken(db, "document", "head") + _broken(db, "chunk", "data")
    broken += _broken(db, "original", "data")
    broken += _broken(db, "body", "head") + _broken(db, "body", "original")
    broken += _broken_aside(db)
    lost = db.value("SELECT count(*) FROM body WHERE article_id NOT IN (SELECT id FROM article)")
    if lost:
        rows = _counted(lost, "row of body names", "rows of body name")
        yield Finding("warning", f"{rows} what is not in article any more.")
    if missing:
        yield Finding(
            "error", f"{_counted(missing, 'article has', 'articles have')} no text any more."
        )
    if broken:
        texts = _counted(broken, "stored text", "stored texts")
        yield Finding("error", f"{texts} cannot be unpacked.")
    if not missing and not broken:
        count = db.value("SELECT count(*) FROM article")
        whole = "The one article is" if count == 1 else f"All {count} articles are"
        yield Finding("ok", f"{whole} whole.")


def _broken(db: Connection, table: str, column: str) -> int:
    """How many packed values of a column cannot be unpacked; fetched a thousand at a time."""
    broken, last = 0, 0
    sql = f"SELECT rowid, {column} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 1000"  # noqa: S608 - ours
    while rows := db.rows(sql, last):
        broken += sum(not _unpacks(data) for _, data in rows)
        last = rows[-1][0]
    return broken


def _broken_aside(db: Connection) -> int:
    """How many bodies that are not shown cannot be unpacked."""
    broken, last = 0, 0
    sql = "SELECT rowid, chunks FROM body WHERE rowid > ? ORDER BY rowid LIMIT 1000"
    while rows := db.rows(sql, last):
        broken += sum(not _all_unpack(data) for _, data in rows)
        last = rows[-1][0]
    return broken


def _all_unpack(packed: bytes) -> bool:
    try:
        return all(_unpacks(chunk) for chunk in bodies.chunks_of(packed))
    except LibraryError:
        return False


def _unpacks(data: bytes) -> bool:
    try:
        zlib.decompress(data)
    except (zlib.error, TypeError):
        return False
    return True


def _index(db: Connection) -> Iterator[Finding]:
    missing = db.value(
        "SELECT count(*) FROM article WHERE id > (SELECT rest FROM indexing)"
        " AND id NOT IN (SELECT id FROM search_docsize)"
    )
    if missing:
        yield Finding(
            "error",
            f"{_counted(missing, 'article is', 'articles are')} not found by search. {_REPAIR}",
        )
        return
    if not db.read_only:
        try:
            with db.writing(quiet=True):
                db.run("INSERT INTO search (search) VALUES ('integrity-check')")
        except LibraryError as error:
            yield Finding("error", f"The search index is damaged ({error}) {_REPAIR}")
            return
    waiting = building.waiting(db)
    if waiting:
        articles = _counted(waiting, "article is", "articles are")
        yield Finding(
            "warning",
            f"The search index is still being built: {articles} not found yet. "
            "`reader update` goes on with it.",
        )
        return
    yield Finding("ok", "The search index is whole.")


def _journal(db: Connection) -> Iterator[Finding]:
    broken = 0
    count, last = 0, 0
    sql = "SELECT id, changeset FROM journal WHERE id > ? ORDER BY id LIMIT 100"
    while rows := db.rows(sql, last):
        count += len(rows)
        broken += sum(not _inverts(data) for _, data in rows)
        last = rows[-1][0]
    if broken:
        entries = _counted(broken, "entry", "entries")
        yield Finding("warning", f"{entries} of the history cannot be undone any more.")
    else:
        entries = "The one entry" if count == 1 else f"All {count} entries"
        yield Finding("ok", f"{entries} of the history can be read.")


def _inverts(data: bytes) -> bool:
    try:
        apsw.Changeset.invert(zlib.decompress(data))
    except (zlib.error, apsw.Error):
        return False
    return True
