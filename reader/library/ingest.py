"""Articles that come in: new ones, new versions of known ones, and those that are the same.

What comes in is machinery: it is not in the journal, and no undo takes it away.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import NotFoundError
from reader.library import applying, bodies, index, membership, sources, stored, stories
from reader.library.hiding import HIDDEN
from reader.library.preparing import prepare
from reader.library.records import Arrived, Kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from reader.library.connection import Connection
    from reader.library.preparing import Prepared
    from reader.library.records import Decision


class Shelter(NamedTuple):
    """Where new articles of a source go: out of the lists (`removed`), out of "All" (`muted`)."""

    source: int
    removed: int = 0
    muted: int = 0


class _Known(NamedTuple):
    id: int
    digest: str
    fingerprint: str
    gone: int
    body: str


def ingest(db: Connection, at: int, source: int, arrived: Iterable[Arrived]) -> list[Kept]:
    """Keep what has come in, in one transaction. Raises NotFoundError for an unknown source."""
    prepared = [prepare(one) for one in arrived]
    with db.writing():
        return keep(db, at, shelter(db, source), [(one, None) for one in prepared])


def shelter(db: Connection, source: int) -> Shelter:
    """Where articles of a source go. Raises NotFoundError for an unknown one."""
    sql = f"SELECT live, id IN ({HIDDEN}) FROM subscription WHERE id = ?"  # noqa: S608 - ours
    row = db.row(sql, source)
    if row is None:
        raise NotFoundError(f"There is no source {source}.")
    live, hidden = row
    # What arrives for a source that has been unsubscribed meanwhile waits with the rest of it.
    return Shelter(source, 0 if live else 2, hidden)


def keep(
    db: Connection,
    at: int,
    into: Shelter,
    arrived: Iterable[tuple[Prepared, Decision | None]],
) -> list[Kept]:
    """Keep articles within a transaction, each as decided; None: by its digest.

    The index comes last: it writes all that it holds back whenever a statement with triggers runs,
    and an article would cost seven times as much.
    """
    kept: list[Kept] = []
    added: dict[int, Prepared] = {}
    changed: set[int] = set()
    touched: set[int] = set()
    for new, wanted in arrived:
        one = _keep(db, at, into, new, wanted, touched)
        kept.append(one)
        if one.outcome == "new":
            added[one.article_id] = new
        elif one.outcome == "changed":
            changed.add(one.article_id)
    for article_id, new in added.items():
        index.put(db, article_id, new.indexed)
    for article_id in sorted(changed):
        index.refresh(db, article_id)
    membership.settle(db, added.keys() | changed | touched)
    stories.find(db, into.source, added)
    for article_id in sorted(changed):
        stories.find_again(db, article_id)
    # What the reader adds by hand waits out of the lists, and no rule is asked about it.
    if into.removed:
        return kept
    hidden = applying.on_arrival(db, at, list(added), sources.title_of(db, into.source))
    return [
        one._replace(outcome="hidden") if one.outcome == "new" and one.article_id in hidden else one
        for one in kept
    ]


def _keep(
    db: Connection,
    at: int,
    into: Shelter,
    new: Prepared,
    wanted: Decision | None,
    touched: set[int],
) -> Kept:
    row = db.row(
        "SELECT id, digest, fingerprint, gone, body FROM article WHERE source = ? AND identity = ?",
        into.source,
        new.identity,
    )
    if row is None:
        return Kept(_add(db, at, into, new), "new")
    known = _Known(*row)
    if known.gone:
        db.run("UPDATE article SET gone = 0 WHERE id = ?", known.id)
    match _decision(db, known, new, wanted):
        case "change" | "revise" as how:
            _change(db, at, known, new, unread=how == "change")
            return Kept(known.id, "changed")
        case "touch":
            _touch(db, known, new)
            touched.add(known.id)
    return Kept(known.id, "same")


def _decision(db: Connection, known: _Known, new: Prepared, wanted: Decision | None) -> Decision:
    """What is to be done, with regard to what another process may have stored meanwhile."""
    if known.digest != new.digest:
        # A text is never written over without its version.
        return "revise" if wanted in {"revise", "touch"} else wanted or "change"
    if wanted == "same":
        return "same"
    return "same" if _is_same(db, known, new) else "touch"


def _is_same(db: Connection, known: _Known, new: Prepared) -> bool:
    if known.fingerprint:
        return known.fingerprint == new.fingerprint
    return known.body == "feed" and stored.original(db, known.id)[0] == stored.loose(
        new.squeezed.original
    )


def _add(db: Connection, at: int, into: Shelter, new: Prepared) -> int:
    article_id = db.added(
        "INSERT INTO article (source, identity, title, author, url, published, added, changed,"
        " words, language, digest, completeness, updated, canonical, evidence, categories,"
        " fingerprint, has, likeness, address)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        into.source,
        new.identity,
        new.title,
        new.author,
        new.url,
        new.published,
        at,
        at,
        new.words,
        new.language,
        new.digest,
        new.completeness,
        new.updated,
        new.canonical,
        new.evidence,
        _categories(new),
        new.fingerprint,
        new.has,
        new.likeness,
        new.address,
    )
    stories.remember(db, article_id, new, None)
    stored.put_new(db, article_id, new.squeezed, new.media_type)
    db.run(
        "INSERT INTO status (article_id, source, sort_date, removed, muted) VALUES (?, ?, ?, ?, ?)",
        article_id,
        into.source,
        sort_date(new.published, at),
        into.removed,
        into.muted,
    )
    return article_id


_WRITTEN = 1_735_689_600
"""The beginning of 2025: no article can have come in before."""


def sort_date(published: int | None, added: int) -> int:
    """The earlier of the two; an article without a date, or of the future, stands where it came.

    Where it came before this program was written, the clock was not set yet: its date stands.
    """
    if published is None:
        return added
    return published if added < _WRITTEN else min(published, added)


def _categories(new: Prepared) -> str | None:
    return json.dumps(new.categories, ensure_ascii=False) if new.categories else None


def _change(db: Connection, at: int, known: _Known, new: Prepared, *, unread: bool) -> None:
    """A new version of an article; the old text is kept. The full text stays if it is shown."""
    db.run(
        "INSERT INTO version SELECT id, version, changed, ? FROM article WHERE id = ?",
        zlib.compress(bodies.feed_document(db, known.id).text.encode()),
        known.id,
    )
    db.run("UPDATE article SET version = version + 1, changed = ? WHERE id = ?", at, known.id)
    _write(db, known, new)
    if unread:
        db.run("UPDATE status SET read = 0 WHERE article_id = ? AND read = 1", known.id)


def _touch(db: Connection, known: _Known, new: Prepared) -> None:
    """What a reader does not see: addresses, dates, markup; no version, and it stays read."""
    _write(db, known, new)


def _write(db: Connection, known: _Known, new: Prepared) -> None:
    """Put what came in place of what the feed gave before."""
    stories.remember(
        db, known.id, new, db.value("SELECT likeness FROM article WHERE id = ?", known.id)
    )
    db.run(
        "UPDATE article SET title = iif(? OR body = 'feed', ?, title),"
        " author = coalesce(?, author), url = ?, published = ?, updated = ?,"
        " canonical = coalesce(?, canonical), categories = ?, digest = ?, fingerprint = ?,"
        " likeness = ?, address = ?"
        " WHERE id = ?",
        new.titled,
        new.title,
        new.author,
        new.url,
        new.published,
        new.updated,
        new.canonical,
        _categories(new),
        new.digest,
        new.fingerprint,
        new.likeness,
        new.address,
        known.id,
    )
    bodies.put(db, known.id, "feed", bodies.of(new), shown=known.body == "feed")


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
