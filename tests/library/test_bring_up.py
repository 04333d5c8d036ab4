"""A library of an earlier form, made by the frozen text of that time, and what becomes of it."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import apsw
import pytest

from reader.document.codec import pack
from reader.library import schema
from reader.library.library import Library
from reader.library.records import AS_USUAL, Listing
from tests.library.make import NOW, document, now

if TYPE_CHECKING:
    from pathlib import Path

FACTS = ("subscription", "status", "bookmark", "note", "tag", "article_tag")


def _article(db: apsw.Connection, number: int, source: int) -> None:
    words = f"The words of article number {number}."
    packed = pack(document(f"Article {number}", words))
    db.execute(
        "INSERT INTO article (id, source, identity, title, added, changed, words, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, 6, 'x')",
        (number, source, f"a{number}", f"Article {number}", NOW, NOW),
    )
    db.execute("INSERT INTO document VALUES (?, ?)", (number, zlib.compress(packed.head)))
    for part, chunk in enumerate(packed.chunks):
        db.execute("INSERT INTO chunk VALUES (?, ?, ?)", (number, part, zlib.compress(chunk)))
    db.execute(
        "INSERT INTO original VALUES (?, 'text/plain', ?)",
        (number, zlib.compress(words.encode())),
    )
    db.execute(
        "INSERT INTO search (rowid, title, author, body) VALUES (?, ?, '', ?)",
        (number, f"Article {number}", words),
    )
    db.execute(
        "INSERT INTO status (article_id, source, sort_date) VALUES (?, ?, ?)",
        (number, source, NOW - 10 + number),
    )


def _action(db: apsw.Connection, label: str, *statements: str) -> None:
    """An entry of the journal, as form 1 wrote it."""
    session = apsw.Session(db, "main")
    for table in FACTS:
        session.attach(table)
    for statement in statements:
        db.execute(statement)
    changeset = zlib.compress(session.changeset(), 1)
    session.close()
    db.execute(
        "INSERT INTO journal (at, label, kind, changed, schema, changeset, newest)"
        " VALUES (?, ?, 'action', 1, 1, ?, 3)",
        (NOW, label, changeset),
    )


@pytest.fixture
def first_form(tmp_path: Path) -> Path:
    """A library of form 1: a feed and a folder, three articles, three actions."""
    file = tmp_path / "library.db"
    db = apsw.Connection(str(file))
    db.execute("PRAGMA journal_mode = WAL")
    for statement in schema.statements(schema.migrations()[0]):
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")
    db.execute(
        "INSERT INTO subscription (kind, address, title, added, live) VALUES"
        " ('feed', 'https://example.org/feed', 'Mine', 1, 0), ('folder', '/papers', 'Papers', 1, 1)"
    )
    db.execute("INSERT INTO feed VALUES (2, 5, 'It was not there.')")
    for number, source in ((1, 1), (2, 1), (3, 2)):
        _article(db, number, source)
    _action(db, "Subscribed to Mine", "UPDATE subscription SET live = 1 WHERE id = 1")
    _action(db, "Marked 2 read", "UPDATE status SET read = 1 WHERE article_id < 3")
    _action(
        db,
        "Bookmarked Article 3",
        "INSERT INTO bookmark (article_id, created) VALUES (3, 1)",
    )
    db.close()
    return file


def test_everything_is_there_and_a_copy_is_kept(first_form: Path) -> None:
    with Library.open(first_form, now=now) as library:
        assert [(s.title, s.total, s.unread) for s in library.sources()] == [
            ("Mine", 2, 0),
            ("Papers", 1, 1),
        ]
        assert library.sources()[0].settings == AS_USUAL
        assert library.sources()[1].error == "It was not there."
        assert [h.id for h in library.window(Listing()).headlines] == [3, 2, 1]
        assert [h.id for h in library.window(Listing("unread")).headlines] == [3]
        assert library.article(1).document.text == "The words of article number 1."
        assert [hit.headline.id for hit in library.search("number 2")] == [2]
        assert [finding.text for finding in library.doctor() if finding.level != "ok"] == []
    (copy,) = first_form.parent.glob("library.db.form-1-*")
    kept = apsw.Connection(str(copy))
    assert kept.execute("PRAGMA user_version").fetchone() == (1,)
    assert kept.execute("SELECT count(*) FROM article").fetchone() == (3,)
    kept.close()


def test_a_feed_of_the_first_form_is_due_at_once(first_form: Path) -> None:
    with Library.open(first_form, now=now) as library:
        assert [(one.source.title, one.state.etag) for one in library.due()] == [("Mine", None)]


def test_what_was_done_in_the_first_form_can_be_undone(first_form: Path) -> None:
    with Library.open(first_form, now=now) as library:
        library.set_source(1, hidden=True)
        assert library.undo(3).skipped == 0
        assert library.bookmarks() == []
        assert library.undo(2).skipped == 0
        assert library.counts().unread == 1
        assert {s.title: s.unread for s in library.sources()} == {"Mine": 2, "Papers": 1}
        assert library.undo(1).skipped == 0
        assert [s.title for s in library.sources()] == ["Papers"]
        library.redo()
        assert [s.hidden for s in library.sources()] == [True, False]
        assert all(finding.level == "ok" for finding in library.doctor())


def test_a_bring_up_that_was_killed_before_the_index_is_made_up_for(first_form: Path) -> None:
    db = apsw.Connection(str(first_form))
    for statement in schema.statements(schema.migrations()[1]):
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")
    db.close()
    with Library.open(first_form, now=now) as library:
        assert [hit.headline.id for hit in library.search("number 2")] == [2]
        assert library.select("art*") == library.select("article")
        assert all(finding.level == "ok" for finding in library.doctor())


def test_two_that_bring_the_same_file_up_do_it_once(first_form: Path) -> None:
    with Library.open(first_form, now=now) as one, Library.open(first_form, now=now) as other:
        one.set_source(2, hidden=True)
        assert [s.hidden for s in other.sources()] == [False, True]
    assert len(list(first_form.parent.glob("library.db.form-1-*"))) == 1


def test_new_and_brought_up_libraries_have_the_same_form(first_form: Path, tmp_path: Path) -> None:
    Library.open(first_form).close()
    Library.open(tmp_path / "new.db").close()
    sql = "SELECT type, name, sql FROM sqlite_schema ORDER BY type, name"
    forms = []
    for file in (first_form, tmp_path / "new.db"):
        db = apsw.Connection(str(file))
        forms.append(db.execute(sql).fetchall())
        db.close()
    assert forms[0] == forms[1]
