"""The search index: what goes into it for an article, written by code beside the article.

The index keeps no text, so a trigger could not write it: the text lies in the compressed document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.library import stored

if TYPE_CHECKING:
    from reader.library.connection import Connection

_CJK = re.compile(
    "([\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U00020000-\U0003ffff])"
)


def spaced(text: str) -> str:
    """The text with a space around each CJK character: they are found one by one, as phrases."""
    return text if text.isascii() else _CJK.sub(r" \1 ", text)


class Indexed(NamedTuple):
    """What the index is given of an article, each text `spaced`."""

    title: str
    author: str
    body: str


def put(db: Connection, article_id: int, title: str, author: str | None, text: str) -> None:
    """Index an article that is not in the index."""
    put_spaced(db, article_id, Indexed(spaced(title), spaced(author or ""), spaced(text)))


def put_spaced(db: Connection, article_id: int, indexed: Indexed) -> None:
    """Index an article that is not in the index, whose texts are spaced already."""
    sql = "INSERT INTO search (rowid, title, author, body) VALUES (?, ?, ?, ?)"
    db.run(sql, article_id, *indexed)


def take(db: Connection, article_id: int) -> None:
    """Take an article out of the index."""
    db.run("DELETE FROM search WHERE rowid = ?", article_id)


def refresh(db: Connection, article_id: int) -> None:
    """Index an article again from what is stored."""
    row = db.row(
        "SELECT coalesce(s.title, a.title), a.author FROM article a"
        " JOIN status s ON s.article_id = a.id WHERE a.id = ?",
        article_id,
    )
    if row:
        take(db, article_id)
        put(db, article_id, row[0], row[1], stored.document(db, article_id).text)


def refresh_titles(db: Connection) -> None:
    """Index again the articles whose title the running transaction has changed."""
    for (article_id,) in db.rows("SELECT article_id FROM stale"):
        refresh(db, article_id)
        db.run("DELETE FROM stale WHERE article_id = ?", article_id)
