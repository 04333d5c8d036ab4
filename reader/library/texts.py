"""Texts that cannot be read any more, made again from what lies beside them."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from reader.document.codec import pack
from reader.document.decode import decode
from reader.document.model import Document, Paragraph, Text
from reader.document.parse import parse
from reader.errors import ReaderError
from reader.library import bodies, ingest, stored

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.connection import Connection

_SAID = "The text of this article was lost by damage to the library."


def belonging(db: Connection) -> list[str]:
    """Give each article its mark and each mark its article, within a writing transaction.

    What can be said of an article whose row is lost is its text, and what the reader said of it.
    """
    unmarked = db.rows(
        "SELECT id, source, published, added FROM article"
        " WHERE id NOT IN (SELECT article_id FROM status)"
    )
    db.run_many(
        "INSERT INTO status (article_id, source, sort_date) VALUES (?, ?, ?)",
        [(number, source, ingest.sort_date(*dates)) for number, source, *dates in unmarked],
    )
    lost = [
        _without_row(db, article_id, source, sort_date)
        for article_id, source, sort_date in db.rows(
            "SELECT article_id, source, sort_date FROM status"
            " WHERE article_id NOT IN (SELECT id FROM article)"
        )
    ]
    for table in ("document", "chunk", "original", "version", "progress", "body"):
        db.run(f"DELETE FROM {table} WHERE article_id NOT IN (SELECT id FROM article)")  # noqa: S608 - ours
    return lost


def _without_row(db: Connection, article_id: int, source: int, sort_date: int) -> str:
    """Make the row of an article from its text, under an identity that no feed gives."""
    try:
        document = stored.document(db, article_id)
        title, words = document.title, document.words
    except (ReaderError, IndexError):
        title, words = "", 0
    title = title or f"Article {article_id}"
    db.run(
        "INSERT INTO article (id, source, identity, title, added, changed, words, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, '')",
        article_id,
        source,
        f"lost:{article_id}",
        title,
        sort_date,
        sort_date,
        words,
    )
    return f"address, author and dates of article {article_id} ({title})."


def made_again(db: Connection) -> list[str]:
    """Parse anew what cannot be read, within a writing transaction; what is lost, in words.

    Of an article whose original is lost as well a sentence is left, for the marks on it to stay.
    """
    lost = list(_shown(db))
    for article_id, kind in _aside(db):
        db.run("DELETE FROM body WHERE article_id = ? AND kind = ?", article_id, kind)
        lost.append(f"the other text of article {article_id}.")
    return lost


def _shown(db: Connection) -> Iterator[str]:
    for article_id, title, url in db.rows("SELECT id, title, url FROM article ORDER BY id"):
        text = _text(db, article_id)
        original = _original(db, article_id)
        if text is not None and original is not None:
            continue
        if original is not None:
            data, media_type = original
            document = parse(data, media_type=media_type, base=url, name=title)
            if not document.blocks:  # the only line was taken for the title
                document = _plain(title, decode(data).split("\n\n"))
        else:
            paragraphs = (text if text is not None else _SAID).split("\n\n")
            document = _plain(title, paragraphs)
            data, media_type = "\n\n".join(paragraphs).encode(), "text/plain"
        if text is None:
            stored.put(db, article_id, stored.squeeze(pack(document), data), media_type)
            if original is None:
                yield f"the text of article {article_id} ({title})."
            continue
        db.run("DELETE FROM original WHERE article_id = ?", article_id)
        db.run("INSERT INTO original VALUES (?, ?, ?)", article_id, media_type, zlib.compress(data))
        yield f"what article {article_id} ({title}) was made from; its text is whole."


def _plain(title: str, paragraphs: list[str]) -> Document:
    return Document(title=title, blocks=tuple(Paragraph((Text(one),)) for one in paragraphs))


def _text(db: Connection, article_id: int) -> str | None:
    """The text of an article; None when any part of it cannot be read."""
    try:
        return stored.document(db, article_id).text
    except (ReaderError, IndexError):
        return None


def _original(db: Connection, article_id: int) -> tuple[bytes, str] | None:
    try:
        return stored.original(db, article_id)
    except ReaderError:
        return None


def _aside(db: Connection) -> Iterator[tuple[int, str]]:
    """The bodies that are not shown and cannot be read."""
    for article_id, kind, head, chunks, original in db.rows(
        "SELECT article_id, kind, head, chunks, original FROM body"
    ):
        try:
            for packed in (head, original, *bodies.chunks_of(chunks)):
                stored.loose(packed)
        except ReaderError:
            yield article_id, kind
