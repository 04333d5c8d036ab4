"""Sources: what is subscribed to, and what the reader says of it. All of it can be undone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.errors import NotFoundError, UsageError
from reader.library import journal, source_settings
from reader.library.hiding import IN_ALL
from reader.library.journal import Changed
from reader.library.list_sql import BOOKMARKS, NOTES, READING
from reader.library.records import Counts, Done, Source, SourceSettings, Tag
from reader.library.titles import TITLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection, Row
    from reader.library.source_settings import Changes

_SELECT = (
    f"SELECT u.id, u.kind, {TITLE} AS shown, u.address, u.folder, coalesce(c.unread, 0),"  # noqa: S608 - ours
    " coalesce(c.total, 0), f.error, f.checked, u.settings, u.tags, f.title, f.site, f.failing,"
    " f.good, f.due, f.failures, f.gone FROM subscription u"
    " LEFT JOIN counter c ON c.list = 'source' AND c.number = u.id"
    " LEFT JOIN feed f ON f.source = u.id"
)

IN_FOLDER = "(u.folder = ?1 OR substr(u.folder, 1, length(?1) + 1) = ?1 || '/')"
"""Whether the subscription `u` stands in a folder or below it."""


def _source(row: Row) -> Source:
    settings, tags, own, site, failing, good, due, failures, gone = row[9:]
    return Source._make(
        (
            *row[:9],
            source_settings.unpacked(settings),
            tuple(tags.split("\n")) if tags else (),
            own or "",
            site,
            failing,
            good,
            due,
            failures or 0,
            bool(gone),
        )
    )


def sources(db: Connection) -> list[Source]:
    """The live sources by title."""
    rows = db.rows(f"{_SELECT} WHERE u.live = 1 ORDER BY shown COLLATE NOCASE, u.id")
    return [_source(row) for row in rows]


def source(db: Connection, source_id: int) -> Source | None:
    """One live source."""
    row = db.row(f"{_SELECT} WHERE u.live = 1 AND u.id = ?", source_id)
    return _source(row) if row else None


def some(db: Connection, ids: Sequence[int]) -> dict[int, Source]:
    """The live sources among the ids, by id."""
    sql = f"{_SELECT} WHERE u.live = 1 AND u.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - ours
    return {row[0]: _source(row) for row in db.rows(sql, json.dumps(list(ids)))}


def title_of(db: Connection, source_id: int) -> str:
    """The title of a live source. Raises NotFoundError."""
    sql = f"SELECT {TITLE} FROM subscription u WHERE u.id = ? AND u.live = 1"  # noqa: S608 - ours
    title = db.value(sql, source_id)
    if title is None:
        raise NotFoundError(f"There is no source {source_id}.")
    return str(title)


def rename(db: Connection, at: int, source_id: int, title: str) -> Done:
    """Give a source another title; an empty one gives back the feed's own.

    Raises NotFoundError, and UsageError where there is none of its own.
    """
    title = " ".join(title.split())

    def action() -> Changed:
        old = title_of(db, source_id)
        kind = db.value("SELECT kind FROM subscription WHERE id = ?", source_id)
        if not title and kind != "feed":
            raise UsageError("A source needs a title; nothing was changed.")
        sql = "UPDATE subscription SET title = ?1 WHERE id = ?2 AND title <> ?1"
        count = db.run(sql, title, source_id)
        return Changed(count, f"Renamed {old} to {title_of(db, source_id)}")

    return journal.act(db, at, action)


def move(db: Connection, at: int, source_id: int, folder: str | None) -> Done:
    """Put a source into a folder, or with None out of any. Raises NotFoundError."""
    folder = folder_named(folder)

    def action() -> Changed:
        title = title_of(db, source_id)
        sql = "UPDATE subscription SET folder = ?1 WHERE id = ?2 AND folder IS NOT ?1"
        count = db.run(sql, folder, source_id)
        where = f"to {folder}" if folder else "out of its folder"
        return Changed(count, f"Moved {title} {where}")

    return journal.act(db, at, action)


def folder_named(folder: str | None) -> str | None:
    """A folder's name as it is kept: names of nested ones joined by `/`; None for an empty one."""
    names = [" ".join(name.split()) for name in (folder or "").split("/")]
    return "/".join(name for name in names if name) or None


def tag(db: Connection, at: int, name: str, source_ids: Sequence[int]) -> Done:
    """Tag sources. Raises NotFoundError, UsageError."""
    return _retag(db, at, name, source_ids, there=True)


def untag(db: Connection, at: int, name: str, source_ids: Sequence[int]) -> Done:
    """Take a tag off sources. Raises NotFoundError, UsageError."""
    return _retag(db, at, name, source_ids, there=False)


def _retag(db: Connection, at: int, name: str, source_ids: Sequence[int], *, there: bool) -> Done:
    (wanted,) = tags_named([name]) or ("",)
    if not wanted:
        raise UsageError("A tag needs a name; nothing was changed.")

    def action() -> Changed:
        count = 0
        for number in dict.fromkeys(source_ids):
            title_of(db, number)
            kept = db.value("SELECT tags FROM subscription WHERE id = ?", number).split("\n")
            others = [tag for tag in kept if tag and tag.casefold() != wanted.casefold()]
            tags = tags_named([*others, wanted] if there else others)
            sql = "UPDATE subscription SET tags = ?1 WHERE id = ?2 AND tags <> ?1"
            count += db.run(sql, "\n".join(tags), number)
        what = _named(db, source_ids)
        said = f"Tagged {what} {wanted}" if there else f"Took the tag {wanted} off {what}"
        return Changed(count, said)

    return journal.act(db, at, action)


def tags_named(names: Sequence[str]) -> tuple[str, ...]:
    """Tags as they are kept: one line each, by name, each once."""
    lines = [" ".join(name.split()) for name in names]
    return tuple(sorted({line.casefold(): line for line in lines if line}.values(), key=str.lower))


def _named(db: Connection, source_ids: Sequence[int]) -> str:
    only = list(dict.fromkeys(source_ids))
    return title_of(db, only[0]) if len(only) == 1 else f"{len(only)} sources"


def change_settings(db: Connection, at: int, source_id: int, changes: Changes) -> Done:
    """Change settings of a source; one that is resumed is asked also if it had ended.

    Raises NotFoundError, UsageError.
    """

    def action() -> Changed:
        title = title_of(db, source_id)
        before, after = _change(db, source_id, changes)
        if before.paused and not after.paused:
            db.run("UPDATE feed SET gone = 0, due = 0 WHERE source = ? AND gone = 1", source_id)
        if before.interval != after.interval:
            _reckon_anew(db, source_id, after.interval)
        return Changed(int(before != after), _told(title, before, after))

    return journal.act(db, at, action)


def pause_ended(db: Connection, at: int, source_id: int) -> Done:
    """Ask a source no more that has said that it ended: an entry of kind "automatic".

    Raises NotFoundError.
    """

    def action() -> Changed:
        title = title_of(db, source_id)
        before, after = _change(db, source_id, {"paused": True})
        return Changed(int(before != after), f"Paused {title}, which has ended")

    return journal.act(db, at, action, "automatic")


def _reckon_anew(db: Connection, source_id: int, interval: int | None) -> None:
    """Let another interval count from the last asking on; by its own rhythm it is due at once.

    One that fails keeps its time, and so may its server that wants to be left alone.
    """
    db.run(
        "UPDATE feed SET due = coalesce(checked + ?2, 0)"
        " WHERE source = ?1 AND due IS NOT NULL AND error IS NULL",
        source_id,
        interval,
    )


def _change(
    db: Connection, source_id: int, changes: Changes
) -> tuple[SourceSettings, SourceSettings]:
    """Store changed settings; what they were and are. Raises UsageError."""
    stored = str(db.value("SELECT settings FROM subscription WHERE id = ?", source_id))
    before = source_settings.unpacked(stored)
    after = source_settings.checked(before._replace(**changes))
    if before != after:
        packed = source_settings.packed(after, stored)
        db.run("UPDATE subscription SET settings = ? WHERE id = ?", packed, source_id)
    return before, after


def _told(title: str, before: SourceSettings, after: SourceSettings) -> str:
    changed = [n for n in SourceSettings._fields if getattr(before, n) != getattr(after, n)]
    match changed:
        case []:
            return f"The settings of {title} were as wanted already"
        case ["paused"]:
            return f"{'Paused' if after.paused else 'Resumed'} {title}"
        case ["hidden"]:
            return f"Hid {title} from All" if after.hidden else f"Showed {title} in All again"
        case _:
            names = ", ".join(name.replace("_", " ") for name in changed)
            return f"Changed the settings of {title}: {names}"


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
            "INSERT INTO feed (source, checked, error, good, failing, failures)"
            " VALUES (?1, ?2, ?3, iif(?3 IS NULL, ?2, NULL), iif(?3 IS NULL, NULL, ?2),"
            " ?3 IS NOT NULL) ON CONFLICT DO UPDATE SET checked = ?2, error = ?3,"
            " good = iif(?3 IS NULL, ?2, good),"
            " failing = iif(?3 IS NULL, NULL, coalesce(failing, ?2)),"
            " failures = iif(?3 IS NULL, 0, failures + 1)",
            source_id,
            at,
            error,
        )


def folders(db: Connection) -> list[tuple[str, int, int]]:
    """The folders, each with how many are unread and how many there are, with all below it.

    Folders stand by name, each before those in it; one that only holds others is there too.
    """
    found: dict[str, tuple[int, int]] = {}
    for name, unread, total in db.rows(
        "SELECT u.folder, coalesce(sum(c.unread), 0), coalesce(sum(c.total), 0)"
        " FROM subscription u LEFT JOIN counter c ON c.list = 'source' AND c.number = u.id"
        " WHERE u.live = 1 AND u.folder IS NOT NULL GROUP BY u.folder"
    ):
        parts = name.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            before = found.get(path, (0, 0))
            found[path] = (before[0] + unread, before[1] + total)
    order = sorted(found, key=lambda path: [(part.casefold(), part) for part in path.split("/")])
    return [(path, *found[path]) for path in order]


def in_folder(db: Connection, name: str) -> list[int]:
    """The ids of the live sources in a folder and in those below it."""
    sql = f"SELECT id FROM subscription u WHERE live = 1 AND {IN_FOLDER} ORDER BY id"  # noqa: S608 - ours
    return [number for (number,) in db.rows(sql, name)]


def counts(db: Connection) -> Counts:
    """The kept counts of the lists that every library has."""
    total, unread = db.row(
        f"SELECT coalesce(sum(total), 0), coalesce(sum(unread), 0) FROM counter WHERE {IN_ALL}"  # noqa: S608 - ours
    ) or (0, 0)
    shelves: dict[int, int] = dict(
        db.rows("SELECT number, total FROM counter WHERE list = 'shelf' AND number < 0")
    )
    reading, bookmarks, notes = (shelves.get(n, 0) for n in (READING, BOOKMARKS, NOTES))
    return Counts(total, unread, reading, bookmarks, notes)


def tags(db: Connection) -> list[Tag]:
    """The tags that articles carry, by name."""
    rows = db.rows(
        "SELECT t.name, c.total, c.unread, t.colour FROM tag t"
        " JOIN counter c ON c.list = 'shelf' AND c.number = t.id"
        " WHERE c.total > 0 ORDER BY t.name COLLATE NOCASE"
    )
    return [Tag(*row) for row in rows]
