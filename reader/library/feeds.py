"""How asking feeds goes: when each is due, who has it in hand, and what it has brought.

All of it is machinery. What a feed brought and how asking it went are written in one transaction,
so that a kill at any moment loses one feed at most, and never half of it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeAlias

from reader.errors import NotFoundError
from reader.library import bodies, ingest, membership, sources
from reader.library.preparing import Prepared, prepare
from reader.library.records import DueFeed, FeedState, StoredEntry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reader.library.connection import Connection
    from reader.library.records import Arrived, Decision, Kept

Decisions: TypeAlias = "Mapping[str, Decision]"
"""What to do with entries, by identity; one that is not named goes by its digest."""

_NAMES = ", ".join(name for name in FeedState._fields if name != "source_id")
_COLUMNS = f"source, {_NAMES}"
_MARKS = ", ".join("?" * len(FeedState._fields))
_SET = ", ".join(f"{name} = excluded.{name}" for name in _NAMES.split(", "))
_PUT = (
    f"INSERT INTO feed ({_COLUMNS}) VALUES ({_MARKS})"  # noqa: S608 - ours
    f" ON CONFLICT DO UPDATE SET {_SET}, claimed = 0"
)


UNASKED = "SELECT id FROM subscription WHERE kind = 'feed' AND id NOT IN (SELECT source FROM feed)"
"""The feeds that no row of `feed` stands for, so that none of them would ever be due."""


def states(db: Connection, source_ids: Sequence[int]) -> dict[int, FeedState]:
    """How asking went, by source; those that were never asked are new."""
    sql = f"SELECT {_COLUMNS} FROM feed WHERE source IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
    rows = db.rows(sql, json.dumps(list(source_ids)))
    found = {number: FeedState(number) for number in source_ids}
    for row in rows:
        state = FeedState(*row)
        found[state.source_id] = state._replace(gone=bool(state.gone))
    return found


def state(db: Connection, source_id: int) -> FeedState:
    """How asking one source went. Raises NotFoundError."""
    with db.reading():
        sources.title_of(db, source_id)
        return states(db, [source_id])[source_id]


_ASTRAY = 86_400
"""Seconds from which on a moment ahead of now can only have been written by a clock gone wrong."""


def due(db: Connection, now: int, limit: int | None) -> list[DueFeed]:
    """The feeds that are due at `now`, the longest due first; also those in another's hands.

    One that was asked in the future, by a clock that is right again, would wait for it: it is due.
    """
    with db.reading():
        rows = db.rows(
            "SELECT f.source FROM feed f CROSS JOIN subscription u ON u.id = f.source"
            " WHERE (f.due <= ?1 OR f.due > ?1 + ?3 AND f.checked > ?1 + ?3)"
            " AND u.live = 1 AND u.kind = 'feed'"
            " AND iif(json_valid(u.settings), json_extract(u.settings, '$.paused'), 0) IS NOT 1"
            " ORDER BY f.due, f.source LIMIT ?2",
            now,
            -1 if limit is None else limit,
            _ASTRAY,
        )
        return named(db, [number for (number,) in rows])


def named(db: Connection, source_ids: Sequence[int]) -> list[DueFeed]:
    """Feeds with all that asking them needs, in the order of their ids; only those that live."""
    with db.reading():
        there = sources.some(db, source_ids)
        known = states(db, source_ids)
    return [DueFeed(there[number], known[number]) for number in source_ids if number in there]


def claim(
    db: Connection, at: int, source_ids: Sequence[int], seconds: int, *, still_due: bool
) -> list[int]:
    """Take feeds in hand for that long; those that nobody else had, in the order given.

    `still_due`: only those that nobody else has asked meanwhile. One that is in hand for longer
    than anybody takes it is so by a clock gone wrong, and free.
    """
    if not source_ids:
        return []
    with db.writing(quiet=True):
        got = db.rows(
            "UPDATE feed SET claimed = ?1 + ?2 WHERE (claimed <= ?1 OR claimed > ?1 + ?3)"
            " AND (due <= ?1 OR checked > ?1 + ?3 OR NOT ?4)"
            " AND source IN (SELECT value FROM json_each(?5)) RETURNING source",
            at,
            seconds,
            _ASTRAY,
            still_due,
            json.dumps(list(source_ids)),
        )
    mine = {number for (number,) in got}
    return [number for number in source_ids if number in mine]


def release(db: Connection, source_ids: Sequence[int]) -> None:
    """Give feeds out of hand that were claimed and not asked to the end."""
    if not source_ids:
        return
    with db.writing(quiet=True):
        sql = "UPDATE feed SET claimed = 0 WHERE source IN (SELECT value FROM json_each(?))"
        db.run(sql, json.dumps(list(source_ids)))


def stored_entries(
    db: Connection, source_id: int, identities: Iterable[str]
) -> dict[str, StoredEntry]:
    """What is kept of the entries of a feed, by identity; the new ones are not in it."""
    rows = db.rows(
        "SELECT a.identity, a.id, a.digest, a.fingerprint, a.title, a.url, a.published, a.updated,"
        " a.gone"
        " FROM json_each(?) AS wanted CROSS JOIN article a"
        " ON a.source = ? AND a.identity = wanted.value",
        json.dumps(list(identities)),
        source_id,
    )
    return {row[0]: StoredEntry._make((*row[1:8], bool(row[8]))) for row in rows}


def stored_by_link(
    db: Connection, source_id: int, links: Iterable[str]
) -> dict[str, tuple[str, StoredEntry]]:
    """Entries of a feed by their link, each with its identity; not those that share their link."""
    rows = db.rows(
        "SELECT url, identity, id, digest, fingerprint, title, url, published, updated, gone"
        " FROM article WHERE source = ? AND url IN (SELECT value FROM json_each(?))"
        " GROUP BY url HAVING count(*) = 1",
        source_id,
        json.dumps(list(links)),
    )
    return {row[0]: (row[1], StoredEntry._make((*row[2:9], bool(row[9])))) for row in rows}


def feed_text(db: Connection, article_id: int) -> str:
    """The canonical text of what the feed gave of an article. Raises NotFoundError."""
    with db.reading():
        return bodies.feed_document(db, article_id).text


def take_in(
    db: Connection,
    at: int,
    source_id: int,
    arrived: Iterable[Arrived | Prepared],
    state: FeedState,
    decisions: Decisions,
) -> list[Kept]:
    """Keep what a feed has brought, and how asking it went, in one transaction.

    The revision moves on only where lists or marks at sources look different afterwards. Raises
    NotFoundError when there is no such source.
    """
    ready = [one if isinstance(one, Prepared) else prepare(one) for one in arrived]
    with db.writing(quiet=True):
        into = ingest.shelter(db, source_id)
        kept = ingest.keep(db, at, into, [(one, decisions.get(one.identity)) for one in ready])
        shows = _put(db, state._replace(source_id=source_id))
        if shows or any(one.outcome != "same" for one in kept):
            db.moved_on()
    return kept


def keep_states(db: Connection, states: Iterable[FeedState]) -> None:
    """Write down how asking feeds went that have brought nothing or failed, in one transaction.

    Raises NotFoundError for one that is no source; then none is written.
    """
    with db.writing(quiet=True):
        shows = False
        for state in states:
            if db.value("SELECT 1 FROM subscription WHERE id = ?", state.source_id) is None:
                raise NotFoundError(f"There is no source {state.source_id}.")
            shows = _put(db, state) or shows
        if shows:
            db.moved_on()


def _put(db: Connection, state: FeedState) -> bool:
    """Write down a state; whether the source looks different for it."""
    sql = "SELECT title, error, failing, gone FROM feed WHERE source = ?"
    before = db.row(sql, state.source_id)
    db.run(_PUT, *state)
    if (before[0] if before else "") != state.title:
        membership.names_changed(db, "feed")
    return before != (state.title, state.error, state.failing, int(state.gone))
