from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import apsw
import pytest

from reader.document.place import find
from reader.errors import DamagedLibraryError, LibraryError, NotFoundError
from reader.library import listings, opening, repair, schema
from reader.library.connection import Connection
from reader.library.library import Library
from reader.library.records import Finding, Key, Listing
from tests.library.make import arrived, filled, now, place

if TYPE_CHECKING:
    from pathlib import Path


def complaints(library: Library) -> list[Finding]:
    return [finding for finding in library.doctor() if finding.level != "ok"]


def meddle(file: Path, sql: str) -> None:
    """What no program should do to a library."""
    other = apsw.Connection(str(file))
    for statement in schema.statements(sql):
        other.execute(statement).fetchall()
    other.close()


def test_the_doctor_is_content_with_a_sound_library(library: Library) -> None:
    library.mark_read([1])
    library.tag("x", [1, 2])
    library.undo()
    assert complaints(library) == []


@pytest.mark.parametrize(
    ("sql", "says"),
    [
        ("UPDATE counter SET unread = 77;", "counts or lists are not true"),
        ("DELETE FROM shelf;", "count or list is not true"),
        ("DELETE FROM search WHERE rowid = 1;", "not found by search"),
        ("UPDATE chunk SET data = 'noise' WHERE article_id = 1;", "cannot be unpacked"),
        ("DELETE FROM document WHERE article_id = 1;", "1 article has no text any more"),
        ("UPDATE bookmark SET place = '[1, 2]';", "1 place of bookmarks"),
        ("UPDATE journal SET changeset = x'00';", "cannot be undone any more"),
        ("DELETE FROM article WHERE id = 1;", "1 row of status names what is not in article"),
    ],
)
def test_the_doctor_tells_what_is_wrong(library: Library, file: Path, sql: str, says: str) -> None:
    library.bookmark([1])
    meddle(file, sql)
    assert any(says in finding.text for finding in complaints(library))


def test_repair_makes_counts_lists_and_index_true_again_and_keeps_the_old_file(
    library: Library, file: Path
) -> None:
    library.bookmark([1])
    library.tag("physics", [2])
    library.bookmark_place(3, place("words"))
    library.undo()
    counts, history = library.counts(), library.history()
    meddle(file, "UPDATE counter SET unread = 77;\nDELETE FROM shelf;\nDELETE FROM search;")
    (said,) = library.repair()
    assert "kept as" in said.text
    assert complaints(library) == []
    assert (library.counts(), library.history()) == (counts, history)
    assert len(library.search("words")) == 5
    assert len(list(file.parent.glob("library.db.before-repair-*"))) == 1
    number, _ = library.bookmark_place(3, place("words"))
    assert number == 3
    library.undo()
    library.undo()
    assert library.tags() == []


@pytest.mark.parametrize("stored", ["[1, 2]", "noise", "", "null", "{}"])
def test_a_place_that_cannot_be_read_is_damage_and_repair_makes_it_an_orphan(
    library: Library, file: Path, stored: str
) -> None:
    library.bookmark_place(3, place("words"), label="Here")
    library.note(3, "My note", place=place("words"))
    library.save_progress(3, place("words"), 0.5)
    asked = (library.bookmarks, library.notes, lambda: library.progress(3))
    for table in ("bookmark", "note", "progress"):
        meddle(file, f"UPDATE {table} SET place = '{stored}';")
    for ask in asked:
        with pytest.raises(DamagedLibraryError, match="reader doctor"):
            ask()
    library.repair()
    assert complaints(library) == []
    document = library.article(3).document
    (mark,), (note,) = library.bookmarks(), library.notes()
    assert (mark.label, note.text) == ("Here", "My note")
    for kept in (mark.place, note.place):
        assert kept is not None
        assert find(kept, document.text, document.outline) is None


def test_repair_leaves_no_log_of_the_old_file_beside_the_new_one(
    library: Library, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.bookmark([1])
    log = file.with_name("library.db-wal")
    monkeypatch.setattr(repair, "alone", lambda _: None)
    close = Connection.close

    def closed_with_its_log_left(db: Connection) -> None:
        kept = log.read_bytes() if db.path == file and log.exists() else b""
        close(db)
        if kept:
            log.write_bytes(kept)

    with monkeypatch.context() as patch:
        patch.setattr(Connection, "close", closed_with_its_log_left)
        library.repair()
    assert complaints(library) == []
    assert [bookmark.article_id for bookmark in library.bookmarks()] == [1]
    assert len(list(file.parent.glob("*.before-repair-*-wal"))) == 1


def test_repair_saves_what_can_be_read_of_a_torn_file(library: Library, file: Path) -> None:
    library.ingest(1, [arrived(f"b{n}", f"More {n}", "words " * 3000) for n in range(40)])
    library.bookmark([1, 2])
    library.close()
    other = apsw.Connection(str(file))
    size = int(str(other.pragma("page_size")))
    pages = (
        other.execute(
            "SELECT pageno FROM dbstat WHERE name = 'original' AND pagetype = 'leaf'"
        ).fetchall()
        if "ENABLE_DBSTAT_VTAB" in apsw.compile_options
        else []
    )
    root = other.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'original'").fetchall()
    other.close()
    data = bytearray(file.read_bytes())
    for (page,) in pages or root:
        start = (int(str(page)) - 1) * size
        data[start : start + size] = b"\xa5" * size
    file.write_bytes(data)
    with Library.open(file, now=now) as torn:
        assert any(finding.level == "error" for finding in torn.doctor())
        lost = torn.repair()
        assert any("original" in finding.text for finding in lost)
        assert torn.counts().all == 45
        assert [bookmark.article_id for bookmark in torn.bookmarks()] == [2, 1]
        assert complaints(torn) == []


def test_repair_waits_for_no_one_who_has_the_library_open(library: Library, file: Path) -> None:
    with Library.open(file, now=now, patience=0.01) as other:
        other.counts()
        with pytest.raises(LibraryError, match="open in another process"):
            library.repair()
    assert library.counts().all == 5
    assert len(list(file.parent.iterdir())) == 1 + len(list(file.parent.glob("library.db-*")))


def test_a_backup_is_a_whole_library_of_its_own(library: Library, tmp_path: Path) -> None:
    library.mark_read([1])
    copy = tmp_path / "copies" / "copy.db"
    with pytest.raises(LibraryError, match="no folder"):
        library.backup(copy)
    copy.parent.mkdir()
    library.backup(copy)
    library.mark_read([2])
    assert list(copy.parent.iterdir()) == [copy]
    with pytest.raises(LibraryError, match="is there already"):
        library.backup(copy)
    with Library.open(copy, now=now) as other:
        assert other.counts().unread == 4
        assert complaints(other) == []
        other.undo()


def test_an_older_library_is_copied_and_brought_up_step_by_step(file: Path) -> None:
    library, _ = filled(file)
    library.mark_read([1])
    library.close()
    steps = [
        *schema.migrations(),
        "ALTER TABLE status ADD COLUMN weight INTEGER;\nCREATE TABLE later (x);",
        "INSERT INTO later VALUES (1);",
    ]
    db = opening.connect(file, create=False, updates=False, patience=1.0)
    schema.bring_up(db, steps, schema.VERSION + 2)
    assert db.value("SELECT x FROM later") == 1
    assert schema.look(db, schema.VERSION + 2) == schema.VERSION + 2
    db.close()
    (copy,) = file.parent.glob(f"library.db.form-{schema.VERSION}-*")
    with Library.open(copy, now=now) as old:
        assert old.counts().unread == 4


def test_a_step_that_fails_leaves_the_library_as_it_was(file: Path) -> None:
    filled(file)[0].close()
    steps = [*schema.migrations(), "CREATE TABLE later (x);\nINSERT INTO nowhere VALUES (1);"]
    db = opening.connect(file, create=False, updates=False, patience=1.0)
    with pytest.raises(LibraryError):
        schema.bring_up(db, steps, schema.VERSION + 1)
    assert db.value("PRAGMA user_version") == schema.VERSION
    assert db.value("SELECT count(*) FROM sqlite_schema WHERE name = 'later'") == 0
    db.close()
    with Library.open(file, now=now) as library:
        assert library.counts().all == 5


def test_an_entry_too_old_to_undo_is_told_and_passed_over(library: Library, file: Path) -> None:
    library.bookmark([1])
    library.mark_read([1])
    meddle(file, "UPDATE journal SET undoable = 0 WHERE label LIKE 'Marked%';")
    newest = library.history(limit=1)[0]
    assert not newest.undoable
    with pytest.raises(NotFoundError, match="too old to undo"):
        library.undo(newest.id)
    assert library.undo().label == "Undid: Bookmarked “Article 0”"


def test_the_form_that_is_written_is_the_number_of_migrations() -> None:
    assert len(schema.migrations()) == schema.VERSION


_KILLED = """
import os, sys
from pathlib import Path
from reader.library.library import Library
with Library.open(Path(sys.argv[1])) as library:
    while True:
        for action in (library.mark_read, library.bookmark, library.mark_unread):
            print(action([1, 2, 3]).journal, flush=True)
        print(library.undo().journal, flush=True)
        library.unbookmark([1, 2, 3])
"""


def test_what_was_acknowledged_survives_a_kill(library: Library, file: Path) -> None:
    for _ in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", _KILLED, str(file)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        said = [child.stdout.readline().strip() for _ in range(12)]
        child.send_signal(signal.SIGKILL)
        said += child.stdout.read().split()
        child.wait()
        child.stdout.close()
        kept = {entry.id for entry in library.history(limit=100_000)}
        assert {int(number) for number in said if number.isdigit()} <= kept
    assert complaints(library) == []


LISTS = {
    "all": Listing(),
    "unread": Listing("unread"),
    "source": Listing("source", number=1),
    "source unread": Listing("source", number=1, unread_only=True),
    "folder": Listing("folder", name="Desk"),
    "tag": Listing("tag", name="physics"),
    "tag unread": Listing("tag", name="physics", unread_only=True),
    "bookmarks": Listing("bookmarks"),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("down", [True, False])
def test_no_list_sorts_or_scans(library: Library, file: Path, name: str, *, down: bool) -> None:
    library.tag("physics", [1, 2])
    library.move_source(1, "Desk")
    raw = apsw.Connection(str(file))
    db = Connection(raw, file, read_only=False)
    of = listings.runs(db, LISTS[name])
    asked: list[tuple[str, Any]] = []

    def note(_: apsw.Cursor, sql: str, values: object) -> bool:
        asked.append((sql, values))
        return True

    raw.exec_trace = note
    listings.keys(db, of, down=down, start=Key(5, 5), limit=10)
    raw.exec_trace = None
    ((sql, values),) = asked
    plan = "\n".join(str(row[3]) for row in db.rows(f"EXPLAIN QUERY PLAN {sql}", *values))
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan
    assert "sort_date=? AND " in plan
    db.close()
