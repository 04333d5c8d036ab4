"""Sources: what is subscribed to, their folders, and the kept counts beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import NotFoundError, UsageError
from reader.library import journal
from reader.library.journal import Changed
from reader.library.listings import BOOKMARKS, NOTES, READING
from reader.library.records import Counts, Done, Source, Tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.library.records import SourceKind

_SELECT = (
    "SELECT u.id, u.kind, u.title, u.address, u.folder, coalesce(c.unread, 0),"
    " coalesce(c.total, 0), f.error, f.checked FROM subscription u"
    " LEFT JOIN counter c ON c.list = 'source' AND c.number = u.id"
    " LEFT JOIN feed f ON f.source = u.id"
)

_ADDED = {
    "feed": "Subscribed to {}",
    "folder": "Added the folder {}",
    "saved": "Added {}",
    "handbook": "Added {}",
}


def sources(db: Connection) -> list[Source]:
    """The live sources by title."""
    rows = db.rows(f"{_SELECT} WHERE u.live = 1 ORDER BY u.title COLLATE NOCASE, u.id")
    return [Source(*row) for row in rows]


def source(db: Connection, source_id: int) -> Source | None:
    """One live source."""
    row = db.row(f"{_SELECT} WHERE u.live = 1 AND u.id = ?", source_id)
    return Source(*row) if row else None


def title_of(db: Connection, source_id: int) -> str:
    """The title of a live source. Raises NotFoundError."""
    title = db.value("SELECT title FROM subscription WHERE id = ? AND live = 1", source_id)
    if title is None:
        raise NotFoundError(f"There is no source {source_id}.")
    return str(title)


def add(
    db: Connection, at: int, kind: SourceKind, address: str, title: str, folder: str | None
) -> tuple[int, Done]:
    """Subscribe; one that is there already is given back with nothing changed.

    Those that Reader brings itself are entries of kind "automatic".
    """
    entry = "automatic" if kind in {"saved", "handbook"} else "action"
    return journal.act_after(
        db,
        at,
        lambda: _row(db, at, kind, address, title),
        lambda number: _wake(db, number, title, folder, _ADDED[kind]),
        entry,
    )


def saved(db: Connection, at: int, title: str) -> int:
    """The source of what the reader saves one by one; made when it is not there. No entry."""
    db.run(
        "INSERT INTO subscription (kind, address, title, added) VALUES ('saved', ?1, ?1, ?2)"
        " ON CONFLICT DO UPDATE SET live = 1",
        title,
        at,
    )
    sql = "SELECT id FROM subscription WHERE kind = 'saved' AND address = ?"
    return int(db.value(sql, title))


def _row(db: Connection, at: int, kind: str, address: str, title: str) -> int:
    """The id of the source of that address, live or not."""
    db.run(
        "INSERT INTO subscription (kind, address, title, added, live) VALUES (?, ?, ?, ?, 0)"
        " ON CONFLICT DO NOTHING",
        kind,
        address,
        title,
        at,
    )
    sql = "SELECT id FROM subscription WHERE kind = ? AND address = ?"
    return int(db.value(sql, kind, address))


def _wake(db: Connection, number: int, title: str, folder: str | None, said: str) -> Changed:
    woken = db.run(
        "UPDATE subscription SET live = 1, title = ?, folder = ? WHERE id = ? AND live = 0",
        title,
        folder,
        number,
    )
    if not woken:
        return Changed(0, f"{title_of(db, number)} is there already")
    journal.bring_back(db, number)
    return Changed(1, said.format(title))


def rename(db: Connection, at: int, source_id: int, title: str) -> Done:
    """Give a source another title. Raises NotFoundError, UsageError for an empty one."""
    title = " ".join(title.split())
    if not title:
        raise UsageError("A source needs a title; nothing was changed.")

    def action() -> Changed:
        old = title_of(db, source_id)
        db.run("UPDATE subscription SET title = ? WHERE id = ?", title, source_id)
        return Changed(1, f"Renamed {old} to {title}")

    return journal.act(db, at, action)


def move(db: Connection, at: int, source_id: int, folder: str | None) -> Done:
    """Put a source into a folder, or with None out of any. Raises NotFoundError."""
    folder = " ".join((folder or "").split()) or None

    def action() -> Changed:
        title = title_of(db, source_id)
        db.run("UPDATE subscription SET folder = ? WHERE id = ?", folder, source_id)
        where = f"to {folder}" if folder else "out of its folder"
        return Changed(1, f"Moved {title} {where}")

    return journal.act(db, at, action)


def unsubscribe(db: Connection, at: int, source_ids: Sequence[int]) -> Done:
    """End subscriptions; what is bookmarked, tagged or annotated stays. Raises NotFoundError."""

    def action() -> Changed:
        titles = [title_of(db, number) for number in dict.fromkeys(source_ids)]
        for number in source_ids:
            db.run("UPDATE subscription SET live = 0 WHERE id = ?", number)
            journal.put_to_rest(db, number)
        named = titles[0] if len(titles) == 1 else f"{len(titles)} sources"
        return Changed(len(titles), f"Unsubscribed {named}")

    return journal.act(db, at, action)


def mark_checked(db: Connection, at: int, source_id: int, error: str | None) -> None:
    """Write down that a source has been asked, and how it failed."""
    with db.writing():
        db.run(
            "INSERT INTO feed VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
            " SET checked = excluded.checked, error = excluded.error",
            source_id,
            at,
            error,
        )


def folders(db: Connection) -> list[tuple[str, int, int]]:
    """The folders by name, each with how many are unread and how many there are."""
    return [
        (str(name), int(unread), int(total))
        for name, unread, total in db.rows(
            "SELECT u.folder, coalesce(sum(c.unread), 0), coalesce(sum(c.total), 0)"
            " FROM subscription u"
            " LEFT JOIN counter c ON c.list = 'source' AND c.number = u.id"
            " WHERE u.live = 1 AND u.folder IS NOT NULL"
            " GROUP BY u.folder ORDER BY u.folder COLLATE NOCASE"
        )
    ]


def in_folder(db: Connection, name: str) -> list[int]:
    """The ids of the live sources in a folder."""
    sql = "SELECT id FROM subscription WHERE live = 1 AND folder = ? ORDER BY id"
    return [number for (number,) in db.rows(sql, name)]


def counts(db: Connection) -> Counts:
    """The kept counts of the lists that every library has."""
    total, unread = db.row(
        "SELECT coalesce(sum(total), 0), coalesce(sum(unread), 0) FROM counter"
        " WHERE list = 'source'"
    ) or (0, 0)
    shelves: dict[int, int] = dict(
        db.rows("SELECT number, total FROM counter WHERE list = 'shelf' AND number < 0")
    )
    reading, bookmarks, notes = (shelves.get(n, 0) for n in (READING, BOOKMARKS, NOTES))
    return Counts(total, unread, reading, bookmarks, notes)


def tags(db: Connection) -> list[Tag]:
    """The tags that articles carry, by name."""
    rows = db.rows(
        "SELECT t.name, c.total, c.unread FROM tag t"
        " JOIN counter c ON c.list = 'shelf' AND c.number = t.id"
        " WHERE c.total > 0 ORDER BY t.name COLLATE NOCASE"
    )
    return [Tag(*row) for row in rows]
