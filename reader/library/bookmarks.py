"""Bookmarks: of an article, or of a place in it; some under a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import NotFoundError, UsageError
from reader.library import journal, labels
from reader.library.journal import Changed
from reader.library.places import packed, unpacked
from reader.library.records import Bookmark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.place import Place
    from reader.library.connection import Connection, Row
    from reader.library.records import Done

_SELECT = (
    "SELECT b.id, b.article_id, coalesce(s.title, a.title), b.place, b.label, b.created, b.mark"
    " FROM bookmark b JOIN article a ON a.id = b.article_id"
    " JOIN status s ON s.article_id = b.article_id AND s.removed = 0"
)


def _bookmark(row: Row) -> Bookmark:
    number, article_id, title, place, label, created, mark = row
    return Bookmark(number, article_id, title, unpacked(place), label, created, mark)


def bookmarks(db: Connection, article_id: int | None) -> list[Bookmark]:
    """All bookmarks, newest first, or those of one article in the order of its text."""
    if article_id is None:
        return [_bookmark(row) for row in db.rows(f"{_SELECT} ORDER BY b.id DESC")]
    found = [_bookmark(row) for row in db.rows(f"{_SELECT} WHERE b.article_id = ?", article_id)]
    return sorted(found, key=lambda b: (b.place.offset if b.place else -1, b.id))


def letter_mark(db: Connection, mark: str) -> Bookmark | None:
    """The bookmark under a letter."""
    row = db.row(f"{_SELECT} WHERE b.mark = ?", mark)
    return _bookmark(row) if row else None


def add(db: Connection, at: int, ids: Sequence[int]) -> Done:
    """Bookmark articles. Raises NotFoundError naming an id that is not there."""

    def action() -> Changed:
        labels.must_exist(db, ids)
        count = db.run(
            "INSERT INTO bookmark (article_id, created) SELECT value, ?2 FROM json_each(?1)"
            " WHERE NOT EXISTS"
            " (SELECT 1 FROM bookmark WHERE article_id = value AND place IS NULL)",
            labels.id_list(ids),
            at,
        )
        what = labels.things(db, ids, count)
        return Changed(count, f"Bookmarked {what}" if count else "It was bookmarked already")

    return journal.act(db, at, action)


def drop(db: Connection, at: int, ids: Sequence[int]) -> Done:
    """Take the bookmarks off articles; those of places in them stay. Raises NotFoundError."""

    def action() -> Changed:
        labels.must_exist(db, ids)
        wanted = labels.id_list(ids)
        count = db.run(
            "DELETE FROM bookmark WHERE place IS NULL"
            " AND article_id IN (SELECT value FROM json_each(?))",
            wanted,
        )
        if count:
            return Changed(count, f"Took the bookmark off {labels.things(db, ids, count)}")
        places = db.value(
            "SELECT count(*) FROM bookmark WHERE article_id IN (SELECT value FROM json_each(?))",
            wanted,
        )
        only = "Only places in it are bookmarked; remove them one by one"
        return Changed(0, only if places else "It was not bookmarked")

    return journal.act(db, at, action)


def add_place(
    db: Connection,
    at: int,
    article_id: int,
    place: Place,
    *,
    label: str | None,
    mark: str | None,
) -> tuple[int, Done]:
    """Bookmark a place; a letter that marks another place moves here. Raises NotFoundError.

    The id is that of the new bookmark.
    """
    number = 0

    def action() -> Changed:
        nonlocal number
        labels.must_exist(db, [article_id])
        _free_letter(db, mark)
        number = db.added(
            "INSERT INTO bookmark (article_id, place, label, mark, created) VALUES (?, ?, ?, ?, ?)",
            article_id,
            packed(place),
            _label(label),
            mark,
            at,
        )
        title = labels.title(db, article_id)
        what = f"Set mark {mark}" if mark else "Bookmarked a place"
        return Changed(1, f"{what} in {title}")

    done = journal.act(db, at, action)
    return number, done


def _free_letter(db: Connection, mark: str | None) -> None:
    """A bookmark that has a label outlives its letter."""
    if mark is None:
        return
    if len(mark) != 1 or not mark.isalnum():
        raise UsageError(f"A mark is one letter or digit, not {mark!r}; nothing was changed.")
    db.run("UPDATE bookmark SET mark = NULL WHERE mark = ? AND label IS NOT NULL", mark)
    db.run("DELETE FROM bookmark WHERE mark = ?", mark)


def _label(label: str | None) -> str | None:
    return " ".join((label or "").split()) or None


def _title(db: Connection, bookmark_id: int) -> str:
    article_id = db.value("SELECT article_id FROM bookmark WHERE id = ?", bookmark_id)
    if article_id is None:
        raise NotFoundError(f"There is no bookmark {bookmark_id}; nothing was changed.")
    return labels.title(db, article_id)


def remove(db: Connection, at: int, bookmark_id: int) -> Done:
    """Remove one bookmark. Raises NotFoundError."""

    def action() -> Changed:
        title = _title(db, bookmark_id)
        count = db.run("DELETE FROM bookmark WHERE id = ?", bookmark_id)
        return Changed(count, f"Removed a bookmark in {title}")

    return journal.act(db, at, action)


def move(db: Connection, at: int, bookmark_id: int, place: Place) -> Done:
    """Attach a bookmark to another place of its article. Raises NotFoundError."""

    def action() -> Changed:
        title = _title(db, bookmark_id)
        sql = "UPDATE bookmark SET place = ? WHERE id = ?"
        count = db.run(sql, packed(place), bookmark_id)
        return Changed(count, f"Moved a bookmark in {title}")

    return journal.act(db, at, action)


def relabel(db: Connection, at: int, bookmark_id: int, label: str | None) -> Done:
    """Give a bookmark another label, or none. Raises NotFoundError."""

    def action() -> Changed:
        title = _title(db, bookmark_id)
        sql = "UPDATE bookmark SET label = ? WHERE id = ?"
        count = db.run(sql, _label(label), bookmark_id)
        said = f"as {labels.quoted(label)}" if _label(label) and label else "without a label"
        return Changed(count, f"Labelled a bookmark in {title} {said}")

    return journal.act(db, at, action)
