"""Libraries to torture: of today's form, and of every earlier one from its frozen text."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

import apsw

from reader.document.codec import pack
from reader.document.model import Document, Paragraph, Text
from reader.library import schema
from reader.library.connection import Connection
from reader.library.library import Library
from reader.library.records import Arrived

if TYPE_CHECKING:
    from pathlib import Path

NOW: Final = 1_793_600_000
_HOUR: Final = 3600


def _words(number: int) -> str:
    return f"What is said under the number {number}: 望遠鏡 and a lamp, read by the window."


def document(number: int, length: int) -> Document:
    """An article's text of so many paragraphs."""
    said = tuple(Paragraph((Text(_words(number + part)),)) for part in range(length))
    return Document(title=f"Article {number}", blocks=said)


def today(path: Path, count: int, length: int = 3) -> None:
    """A library of so many articles, numbered from 1, with so many paragraphs each."""
    with Library.open(path, now=lambda: float(NOW)) as library:
        source, _ = library.add_source(kind="feed", address="https://news.example/", title="News")
        library.ingest(
            source,
            [
                Arrived(
                    f"a{number}",
                    document(number, length),
                    _words(number).encode() * length,
                    "text/plain",
                    url=f"https://news.example/{number}",
                    published=NOW - number * _HOUR,
                )
                for number in range(1, count + 1)
            ],
        )


def of_form(path: Path, form: int, count: int) -> None:
    """A library of an earlier form: made as form 1, and brought up by the texts of that time.

    It holds `count` articles and three entries in its history: 1 subscribed, 2 marked the first
    half read, 3 bookmarked the last.
    """
    raw = apsw.Connection(str(path))
    raw.execute("PRAGMA journal_mode = WAL").fetchall()
    db = Connection(raw, path, read_only=False)
    with db.writing(quiet=True):
        for statement in schema.statements(schema.migrations()[0]):
            db.run(statement)
        db.run(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        db.run("PRAGMA user_version = 1")
        db.run(
            "INSERT INTO subscription (kind, address, title, added, live)"
            " VALUES ('feed', 'https://news.example/', 'News', 1, 0)"
        )
        for number in range(1, count + 1):
            _article(db, number)
    _action(db, count, "UPDATE subscription SET live = 1")
    _action(db, count, f"UPDATE status SET read = 1 WHERE article_id <= {count // 2}")
    _action(db, count, f"INSERT INTO bookmark (article_id, created) VALUES ({count}, 1)")
    if form > 1:
        schema.bring_up(db, schema.migrations(), form)
        for copy in path.parent.glob(f"{path.name}.form-*"):
            copy.unlink()
    db.close()


def _article(db: Connection, number: int) -> None:
    packed = pack(document(number, 3))
    db.run(
        "INSERT INTO article (id, source, identity, title, added, changed, words, digest)"
        " VALUES (?1, 1, 'a' || ?1, 'Article ' || ?1, ?2, ?2, 40, 'x')",
        number,
        NOW,
    )
    db.run("INSERT INTO document VALUES (?, ?)", number, zlib.compress(packed.head))
    for part, chunk in enumerate(packed.chunks):
        db.run("INSERT INTO chunk VALUES (?, ?, ?)", number, part, zlib.compress(chunk))
    original = zlib.compress(_words(number).encode())
    db.run("INSERT INTO original VALUES (?, 'text/plain', ?)", number, original)
    db.run(
        "INSERT INTO search (rowid, title, author, body) VALUES (?, ?, '', ?)",
        number,
        f"Article {number}",
        _words(number),
    )
    db.run("INSERT INTO status (article_id, source, sort_date) VALUES (?1, 1, ?1)", number)


def _action(db: Connection, newest: int, statement: str) -> None:
    """An entry of the journal, as form 1 wrote it."""
    with db.writing():
        session = apsw.Session(db.raw, "main")
        for table in ("subscription", "status", "bookmark", "note", "tag", "article_tag"):
            session.attach(table)
        db.run(statement)
        changeset = zlib.compress(session.changeset(), 1)
        session.close()
        db.run(
            "INSERT INTO journal (at, label, kind, changed, schema, changeset, newest)"
            " VALUES (?, 'As it was', 'action', 1, 1, ?, ?)",
            NOW,
            changeset,
            newest,
        )
