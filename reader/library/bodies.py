"""The two bodies of an article: what its feed gave, and the page fetched whole. Both are kept.

The body that is shown lies where every article's lies, so that opening costs the same; the other
one lies in a table of its own until it is asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from reader.errors import DamagedLibraryError, NotFoundError
from reader.library import index, membership, stored, stories
from reader.library.preparing import Prepared, prepare
from reader.library.records import Body, Kept

if TYPE_CHECKING:
    from reader.document.readable import Readable
    from reader.library.connection import Connection, Row
    from reader.library.records import Arrived, BodyKind

_FACTS = "words, language, has, completeness, evidence"


class Facts(NamedTuple):
    """A body as it is stored, and what is known of it."""

    words: int
    language: str | None
    has: int
    completeness: str
    evidence: str
    squeezed: stored.Squeezed
    media_type: str


def of(new: Prepared) -> Facts:
    """The body of what came in."""
    return Facts(
        new.words,
        new.language,
        new.has,
        new.completeness,
        new.evidence,
        new.squeezed,
        new.media_type,
    )


def put(
    db: Connection, article_id: int, kind: BodyKind, body: Facts, *, shown: bool, at: int = 0
) -> None:
    """Store a body in place of the one of its kind, where the shown one lies or beside it."""
    if not shown:
        _put_aside(db, article_id, kind, body, at)
        return
    db.run(
        "UPDATE article SET words = ?, language = ?, has = ?, completeness = ?, evidence = ?"
        " WHERE id = ?",
        *body[:5],
        article_id,
    )
    stored.put(db, article_id, body.squeezed, body.media_type)


def _put_aside(db: Connection, article_id: int, kind: BodyKind, body: Facts, at: int) -> None:
    db.run(
        f"INSERT INTO body (article_id, kind, at, {_FACTS}, head, chunks, media_type, original)"  # noqa: S608 - ours
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
        " at = iif(excluded.at, excluded.at, at), words = excluded.words,"
        " language = excluded.language, has = excluded.has, completeness = excluded.completeness,"
        " evidence = excluded.evidence, head = excluded.head, chunks = excluded.chunks,"
        " media_type = excluded.media_type, original = excluded.original",
        article_id,
        kind,
        at,
        *body[:5],
        body.squeezed.head,
        msgspec.msgpack.encode(body.squeezed.chunks),
        body.media_type,
        body.squeezed.original,
    )


def keep_full(db: Connection, at: int, article_id: int, arrived: Arrived | Prepared) -> Kept:
    """Keep the page of an article and show it; what the feed gave stays beside it.

    "changed" when the reader sees another text than before. Raises NotFoundError.
    """
    new = arrived if isinstance(arrived, Prepared) else prepare(arrived)
    with db.writing():
        row = _existing(db, article_id)
        before = stored.document(db, article_id)
        titled = bool(feed_document(db, article_id).title.strip())
        if row.body == "feed":
            _put_aside(db, article_id, "feed", _shown(db, article_id), row.at)
            db.run("DELETE FROM body WHERE article_id = ? AND kind = 'full'", article_id)
        put(db, article_id, "full", of(new), shown=True)
        db.run("DELETE FROM wanted WHERE article_id = ?", article_id)
        db.run(
            "UPDATE article SET body = 'full', body_at = ?, title = iif(?, title, ?),"
            " author = coalesce(author, ?), canonical = coalesce(?, canonical) WHERE id = ?",
            at,
            titled,
            new.title,
            new.author,
            new.canonical,
            article_id,
        )
        index.refresh(db, article_id)
        membership.settle(db, [article_id])
        stories.unsettle(db, article_id)
        same = stored.document(db, article_id).hash == before.hash
        return Kept(article_id, "same" if same else "changed")


def mark(db: Connection, article_id: int, completeness: str, evidence: str) -> None:
    """Write down how complete the shown body is, and why. Raises NotFoundError."""
    with db.writing():
        _existing(db, article_id)
        sql = "UPDATE article SET completeness = ?, evidence = ? WHERE id = ?"
        db.run(sql, completeness, evidence, article_id)
        membership.settle(db, [article_id])
        stories.unsettle(db, article_id)


def show(db: Connection, article_id: int, kind: BodyKind) -> None:
    """Show one of the bodies of an article. Raises NotFoundError where it is not kept."""
    with db.writing():
        row = _existing(db, article_id)
        if row.body == kind:
            return
        other = db.row(
            f"SELECT {_FACTS}, head, chunks, original, media_type, at FROM body"  # noqa: S608 - ours
            " WHERE article_id = ? AND kind = ?",
            article_id,
            kind,
        )
        if other is None:
            raise _no_other(article_id, kind)
        _put_aside(db, article_id, row.body, _shown(db, article_id), row.at)
        put(db, article_id, kind, _facts(other), shown=True)
        db.run("DELETE FROM body WHERE article_id = ? AND kind = ?", article_id, kind)
        sql = "UPDATE article SET body = ?, body_at = ? WHERE id = ?"
        db.run(sql, kind, other[9] or None, article_id)
        index.refresh(db, article_id)
        membership.settle(db, [article_id])
        stories.unsettle(db, article_id)


def _no_other(article_id: int, kind: BodyKind) -> NotFoundError:
    if kind == "feed":
        return NotFoundError(f"There is no text of its feed any more of article {article_id}.")
    return NotFoundError(
        f"Only the text of its feed is there of article {article_id}; "
        f"`reader fetch {article_id}` fetches the whole one."
    )


def bodies(db: Connection, article_id: int) -> list[Body]:
    """The bodies that are kept of an article, the one that is shown first. Raises NotFoundError."""
    with db.reading():
        row = _existing(db, article_id)
        shown = db.row("SELECT words, completeness, evidence FROM article WHERE id = ?", article_id)
        others = db.rows(
            "SELECT kind, at, words, completeness, evidence FROM body WHERE article_id = ?",
            article_id,
        )
    return [
        Body._make((row.body, True, row.at, *(shown or (0, "full", "")))),
        *(Body._make((kind, False, at, *facts)) for kind, at, *facts in others),
    ]


def document(db: Connection, article_id: int, kind: BodyKind) -> Readable:
    """One of the bodies of an article, whichever is shown. Raises NotFoundError."""
    with db.reading():
        if _existing(db, article_id).body == kind:
            return stored.document(db, article_id)
        row = db.row(
            "SELECT head, chunks FROM body WHERE article_id = ? AND kind = ?", article_id, kind
        )
        if row is not None:
            return stored.readable(row[0], chunks_of(row[1]))
    raise _no_other(article_id, kind)


def feed_document(db: Connection, article_id: int) -> Readable:
    """What the feed gave of an article, whichever body is shown. Raises NotFoundError."""
    row = db.row("SELECT head, chunks FROM body WHERE article_id = ? AND kind = 'feed'", article_id)
    if row is None:
        return stored.document(db, article_id)
    return stored.readable(row[0], chunks_of(row[1]))


def chunks_of(packed: bytes) -> list[bytes]:
    """The chunks of a body that lies aside. Raises DamagedLibraryError."""
    try:
        return msgspec.msgpack.decode(packed, type=list[bytes])
    except msgspec.DecodeError as error:
        raise DamagedLibraryError(
            f"A part of the library is damaged ({error}). "
            "Run `reader doctor`, then `reader doctor --repair`."
        ) from error


class _Existing(NamedTuple):
    body: BodyKind
    at: int


def _existing(db: Connection, article_id: int) -> _Existing:
    row = db.row(
        "SELECT a.body, coalesce(a.body_at, a.changed) FROM article a"
        " JOIN status s ON s.article_id = a.id AND s.removed = 0 WHERE a.id = ?",
        article_id,
    )
    if row is None:
        raise NotFoundError(f"There is no article {article_id} in the library.")
    return _Existing(*row)


def _shown(db: Connection, article_id: int) -> Facts:
    """The body that is shown, as it is stored."""
    row = db.row(
        f"SELECT {_FACTS}, d.head, NULL, o.data, o.media_type FROM article a"  # noqa: S608 - ours
        " JOIN document d ON d.article_id = a.id JOIN original o ON o.article_id = a.id"
        " WHERE a.id = ?",
        article_id,
    )
    if row is None:
        raise NotFoundError(f"There is no text of article {article_id} any more.")
    chunks = db.rows("SELECT data FROM chunk WHERE article_id = ? ORDER BY number", article_id)
    squeezed = stored.Squeezed(row[5], tuple(data for (data,) in chunks), row[7])
    return Facts._make((*row[:5], squeezed, row[8]))


def _facts(row: Row) -> Facts:
    squeezed = stored.Squeezed(row[5], tuple(chunks_of(row[6])), row[7])
    return Facts._make((*row[:5], squeezed, row[8]))
