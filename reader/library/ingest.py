"""Articles that come in: new ones, new versions of known ones, and those that are the same.

What comes in is machinery: it is not in the journal, and no undo takes it away.
"""

from __future__ import annotations

import hashlib
import zlib
from typing import TYPE_CHECKING, NamedTuple

from reader.document.readable import Readable
from reader.errors import NotFoundError
from reader.library import index, stored
from reader.library.records import Kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from reader.library.connection import Connection
    from reader.library.records import Arrived

_TITLE_LENGTH = 80
"""The most characters of its text that stand in for a missing title."""


class Prepared(NamedTuple):
    """An article that came in, with all that is computed before the transaction begins."""

    arrived: Arrived
    title: str
    author: str | None
    language: str | None
    text: str
    words: int
    digest: str
    squeezed: stored.Squeezed


def prepare(arrived: Arrived) -> Prepared:
    """Compute what is to be stored of an article."""
    document = arrived.document
    readable = Readable.of(document)
    text = readable.text
    title = title_of(document.title, text)
    return Prepared(
        arrived=arrived,
        title=title,
        author=arrived.author or document.byline,
        language=document.language,
        text=text,
        words=readable.words,
        digest=digest_of(title, text),
        squeezed=stored.squeeze(document, arrived.original),
    )


def title_of(title: str, text: str) -> str:
    """The title, or for an empty one the first words of the text, or "Untitled"."""
    title = " ".join(title.split())
    if title:
        return title
    start = " ".join(text[: 4 * _TITLE_LENGTH].split())
    if len(start) <= _TITLE_LENGTH:
        return start or "Untitled"
    cut = start[:_TITLE_LENGTH].rsplit(" ", 1)[0]
    return f"{cut}…"


def digest_of(title: str, text: str) -> str:
    """What tells a changed article from the same one: title and text without white space."""
    bare = "".join(title.split()) + "\n" + "".join(text.split())
    return hashlib.blake2b(bare.encode("utf-8", "replace"), digest_size=16).hexdigest()


def ingest(db: Connection, at: int, source: int, arrived: Iterable[Arrived]) -> list[Kept]:
    """Keep what has come in, in one transaction. Raises NotFoundError for an unknown source."""
    prepared = [prepare(one) for one in arrived]
    with db.writing():
        live = db.value("SELECT live FROM subscription WHERE id = ?", source)
        if live is None:
            raise NotFoundError(f"There is no source {source}.")
        # What arrives for a source that has been unsubscribed meanwhile waits with the rest of it.
        removed = 0 if live else 2
        return [keep(db, at, source, one, removed=removed) for one in prepared]


def keep(db: Connection, at: int, source: int, new: Prepared, *, removed: int = 0) -> Kept:
    """Keep one article within a transaction; a new one gets a status with `removed` as given."""
    row = db.row(
        "SELECT id, digest, gone FROM article WHERE source = ? AND identity = ?",
        source,
        new.arrived.identity,
    )
    if row is None:
        return Kept(_add(db, at, source, new, removed), "new")
    article_id, digest, gone = row
    if gone:
        db.run("UPDATE article SET gone = 0 WHERE id = ?", article_id)
    if digest != new.digest:
        _change(db, at, article_id, new)
        return Kept(article_id, "changed")
    if stored.original(db, article_id)[0] != new.arrived.original:
        stored.put(db, article_id, new.squeezed, new.arrived.media_type)
    return Kept(article_id, "same")


def _add(db: Connection, at: int, source: int, new: Prepared, removed: int) -> int:
    arrived = new.arrived
    article_id = db.added(
        "INSERT INTO article (source, identity, title, author, url, published, added, changed,"
        " words, language, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        source,
        arrived.identity,
        new.title,
        new.author,
        arrived.url,
        arrived.published,
        at,
        at,
        new.words,
        new.language,
        new.digest,
    )
    stored.put(db, article_id, new.squeezed, arrived.media_type)
    index.put(db, article_id, new.title, new.author, new.text)
    db.run(
        "INSERT INTO status (article_id, source, sort_date, removed) VALUES (?, ?, ?, ?)",
        article_id,
        source,
        sort_date(arrived.published, at),
        removed,
    )
    return article_id


def sort_date(published: int | None, added: int) -> int:
    """The earlier of the two; an article without a date, or of the future, stands where it came."""
    return added if published is None else min(published, added)


def _change(db: Connection, at: int, article_id: int, new: Prepared) -> None:
    """A new version of an article: the old text is kept, and it is unread again."""
    arrived = new.arrived
    db.run(
        "INSERT INTO version SELECT id, version, changed, ? FROM article WHERE id = ?",
        zlib.compress(stored.document(db, article_id).text.encode()),
        article_id,
    )
    db.run(
        "UPDATE article SET title = ?, author = ?, url = ?, published = ?, changed = ?, words = ?,"
        " language = ?, digest = ?, version = version + 1 WHERE id = ?",
        new.title,
        new.author,
        arrived.url,
        arrived.published,
        at,
        new.words,
        new.language,
        new.digest,
        article_id,
    )
    stored.put(db, article_id, new.squeezed, arrived.media_type)
    index.refresh(db, article_id)
    db.run("UPDATE status SET read = 0 WHERE article_id = ? AND read = 1", article_id)


def mark_gone(db: Connection, source: int, present: AbstractSet[str]) -> int:
    """Mark the articles of a source that are no longer where they came from; how many newly."""
    with db.writing():
        rows = db.rows("SELECT id, identity, gone FROM article WHERE source = ?", source)
        moved = [
            (int(identity not in present), article_id)
            for article_id, identity, gone in rows
            if bool(gone) == (identity in present)
        ]
        db.run_many("UPDATE article SET gone = ? WHERE id = ?", moved)
    return sum(gone for gone, _ in moved)
