"""The journal: every action of the reader as one entry that can be undone, also after a restart.

An action runs in one transaction that SQLite's session extension watches with only the fact tables
attached. What it recorded goes, compressed, into the journal within the same transaction. Undoing
applies the inverse; rows that have changed since are left alone and counted.
"""

from __future__ import annotations

import zlib
from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple

import apsw

from reader.errors import NotFoundError
from reader.library import counters, hiding, index, membership, stored, stories, tag_tree
from reader.library.records import Done, Entry
from reader.library.schema import FACTS, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.connection import Connection

_MANY = 200_000
"""Bytes of a changeset, some 5,000 changes, from which on an undo counts anew at its end."""

_COLUMNS = "id, at, label, kind, undone, undoable"


NOTHING_DONE = Done(None, "Nothing was to be done", 0)


class Changed(NamedTuple):
    """What an action has done: how many things it changed, and that in words."""

    things: int
    label: str


class _NothingChangedError(Exception):
    def __init__(self, done: Done) -> None:
        super().__init__(done.label)
        self.done = done


class _Recorded(NamedTuple):
    changeset: bytes
    changed: Changed


def act(db: Connection, at: int, action: Callable[[], Changed], kind: str = "action") -> Done:
    """Run an action as one transaction and one entry; nothing changed means no entry."""
    try:
        with db.writing():
            return _run(db, at, action, kind)
    except _NothingChangedError as nothing:
        return nothing.done


def act_after(
    db: Connection,
    at: int,
    prepare: Callable[[], int],
    action: Callable[[int], Changed],
    kind: str = "action",
    *,
    keep_prepared: bool = False,
) -> tuple[int, Done]:
    """As `act`, but `prepare` first makes a row, unrecorded, that only the action brings to life.

    So the undo of the action puts the row to rest instead of deleting it, whatever has been written
    to it since. The id that `prepare` returns is given to the action and returned. When the action
    changes nothing, what `prepare` has written is kept only with `keep_prepared`.
    """
    number = 0
    try:
        with db.writing():
            number = prepare()
            try:
                return number, _run(db, at, lambda: action(number), kind)
            except _NothingChangedError as nothing:
                if not keep_prepared:
                    raise
                return number, nothing.done
    except _NothingChangedError as nothing:
        return number, nothing.done


def act_within(db: Connection, at: int, action: Callable[[], Changed], kind: str) -> Done:
    """As `act`, but as a part of a transaction that is running, which it leaves to its end."""
    try:
        return _run(db, at, action, kind)
    except _NothingChangedError as nothing:
        return nothing.done


def _run(db: Connection, at: int, action: Callable[[], Changed], kind: str) -> Done:
    hidden = hiding.hidden(db)
    changeset, changed = _record(db, action)
    if not changeset:
        raise _NothingChangedError(Done(None, changed.label, 0))
    _follow(db, hidden, changeset)
    number = _enter(db, at, changed, kind, changeset, target=None)
    return Done(number, changed.label, changed.things)


def _record(db: Connection, action: Callable[[], Changed]) -> _Recorded:
    """Run an action while its changes to the facts are recorded."""
    session = apsw.Session(db.raw, "main")
    try:
        for table in FACTS:
            session.attach(table)
        changed = action()
        return _Recorded(session.changeset(), changed)
    finally:
        session.close()


def _follow(db: Connection, hidden: frozenset[int], changeset: bytes) -> None:
    """Let the machinery follow what an action or its undo has changed, outside of its record."""
    hiding.follow(db, hidden)
    stories.settle(db)
    what = membership.touched(changeset)
    if what.tags:
        tag_tree.settle(db)
    membership.follow(db, what, index.refresh_titles(db))


def _enter(
    db: Connection,
    at: int,
    changed: Changed,
    kind: str,
    changeset: bytes,
    *,
    target: int | None,
) -> int:
    return db.added(
        "INSERT INTO journal (at, label, kind, target, changed, schema, changeset, newest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, coalesce((SELECT max(id) FROM article), 0))",
        at,
        changed.label,
        kind,
        target,
        changed.things,
        VERSION,
        zlib.compress(changeset, 1),
    )


def history(db: Connection, limit: int, before: int | None) -> list[Entry]:
    """The newest entries first; with `before`, those older than that number."""
    where, values = ("", ()) if before is None else ("WHERE id < ?", (before,))
    sql = f"SELECT {_COLUMNS} FROM journal {where} ORDER BY id DESC LIMIT ?"  # noqa: S608 - ours
    rows = db.rows(sql, *values, limit)
    return [Entry(n, at, label, kind, bool(u), bool(able)) for n, at, label, kind, u, able in rows]


def undo(db: Connection, at: int, number: int | None) -> Done:
    """Undo an entry, by default the last action. Undoing an undo is to do it again.

    Raises NotFoundError when there is no such entry, or it is undone, or too old.
    """
    with db.writing():
        target = _last_action(db) if number is None else _named(db, number)
        kind, root = db.row("SELECT kind, target FROM journal WHERE id = ?", target) or ("", None)
        if kind == "undo":
            return _redo(db, at, target)
        return _undo(db, at, _named(db, root) if kind == "redo" else target)


def redo(db: Connection, at: int, number: int | None) -> Done:
    """Do again what was undone: the last undo since the last action, or that of entry `number`.

    `number` may be the undo's own or that of the entry it has undone. Raises NotFoundError.
    """
    with db.writing():
        return _redo(db, at, _last_undo(db) if number is None else _undo_of(db, number))


def _undo(db: Connection, at: int, number: int) -> Done:
    label = _mark(db, number, undone=True)
    return _invert(db, at, number, f"Undid: {label}", "undo")


def _redo(db: Connection, at: int, number: int) -> Done:
    root = db.value("SELECT target FROM journal WHERE id = ?", number)
    _mark(db, number, undone=True)
    label = _mark(db, root, undone=False)
    return _invert(db, at, number, f"Did again: {label}", "redo", root)


def _mark(db: Connection, number: int, *, undone: bool) -> str:
    db.run("UPDATE journal SET undone = ? WHERE id = ?", int(undone), number)
    return str(db.value("SELECT label FROM journal WHERE id = ?", number))


def _invert(
    db: Connection, at: int, number: int, label: str, kind: str, root: int | None = None
) -> Done:
    """Apply the inverse of an entry as an entry of its own; all skipped means none."""
    row = db.row("SELECT changeset, changed, newest FROM journal WHERE id = ?", number)
    changeset, count, newest = row or (b"", 0, 0)
    inverse = apsw.Changeset.invert(stored.loose(changeset))
    skipped = 0

    def leave_alone(_reason: int, _change: apsw.TableChange) -> int:
        nonlocal skipped
        skipped += 1
        return apsw.SQLITE_CHANGESET_OMIT

    def apply() -> Changed:
        live = _live_sources(db)
        # The transaction around it is what a failure rolls back: a savepoint too would cost double.
        flags = apsw.SQLITE_CHANGESETAPPLY_NOSAVEPOINT
        many = len(inverse) >= _MANY
        with counters.counted_after(db) if many else nullcontext():
            apsw.Changeset.apply(inverse, db.raw, conflict=leave_alone, flags=flags)
        if many:
            stories.unsettle_all(db)
        _follow_sources(db, live, newest)
        return Changed(max(0, count - skipped), label)

    hidden = hiding.hidden(db)
    changeset, changed = _record(db, apply)
    if not changeset:
        return Done(None, f"{label} (all of it has changed since)", 0, skipped)
    _follow(db, hidden, changeset)
    entry = _enter(db, at, changed, kind, changeset, target=root or number)
    return Done(entry, label, changed.things, skipped)


def _live_sources(db: Connection) -> set[int]:
    return {number for (number,) in db.rows("SELECT id FROM subscription WHERE live = 1")}


def _follow_sources(db: Connection, before: set[int], newest: int) -> None:
    """Articles that came in since the entry share the fate of a source it takes or gives back.

    `newest` is the last article that was there at the entry: up to it, the changeset knows.
    """
    now = _live_sources(db)
    for source in before - now:
        put_to_rest(db, source, newest)
    for source in now - before:
        bring_back(db, source, newest)


def put_to_rest(db: Connection, source: int, newest: int = 0) -> None:
    """Take a source's articles out of the lists, save what is bookmarked, tagged or annotated.

    Only those that came in after the article `newest`.
    """
    db.run(
        "UPDATE status SET removed = 2 WHERE source = ? AND article_id > ? AND removed = 0"
        " AND article_id NOT IN (SELECT article_id FROM bookmark)"
        " AND article_id NOT IN (SELECT article_id FROM note)"
        " AND article_id NOT IN (SELECT article_id FROM article_tag)",
        source,
        newest,
    )


def bring_back(db: Connection, source: int, newest: int = 0) -> None:
    """Give back the articles that went with their source, of those that came in after `newest`."""
    sql = "UPDATE status SET removed = 0 WHERE source = ? AND article_id > ? AND removed = 2"
    db.run(sql, source, newest)


def _last_action(db: Connection) -> int:
    sql = "SELECT max(id) FROM journal WHERE kind = 'action' AND undone = 0 AND undoable = 1"
    found = db.value(sql)
    if found is None:
        raise NotFoundError("There is nothing to undo.")
    return int(found)


def _last_undo(db: Connection) -> int:
    found = db.value(
        "SELECT max(id) FROM journal WHERE kind = 'undo' AND undone = 0 AND undoable = 1"
        " AND id > coalesce((SELECT max(id) FROM journal WHERE kind = 'action'), 0)"
    )
    if found is None:
        raise NotFoundError("There is nothing to redo.")
    return int(found)


def _named(db: Connection, number: int) -> int:
    row = db.row("SELECT undone, undoable, label FROM journal WHERE id = ?", number)
    if row is None:
        raise NotFoundError(f"There is no entry #{number} in the history.")
    undone, undoable, label = row
    if not undoable:
        raise NotFoundError(f"Entry #{number} ({label}) is too old to undo.")
    if undone:
        raise NotFoundError(f"Entry #{number} ({label}) is undone already.")
    return number


def _undo_of(db: Connection, number: int) -> int:
    found = db.value(
        "SELECT max(id) FROM journal WHERE kind = 'undo' AND undone = 0 AND (id = ? OR target = ?)",
        number,
        number,
    )
    if found is None:
        raise NotFoundError(f"Entry #{number} has not been undone.")
    return int(found)
