"""The headlines of the first screen, read before anything of the library but this is loaded.

It reads what `window` reads, with the same words of SQL; a test holds the two to each other.
"""

from __future__ import annotations

import apsw

from reader.library.hiding import IN_ALL as COUNTED_IN_ALL
from reader.library.list_sql import HEADLINE, IN_ALL, JOINED, LIVE, SHELVES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

PATIENCE = 20
"""Milliseconds to wait for another process; a frame that comes late is of no use."""

_STATE = (
    "SELECT coalesce(json_extract(s, '$.listing[0]'), 'all'),"
    " coalesce(json_extract(s, '$.listing[1]'), 0), coalesce(json_extract(s, '$.listing[2]'), ''),"
    " coalesce(json_extract(s, '$.listing[3]'), 0), coalesce(json_extract(s, '$.focus'), 'list'),"
    " coalesce(json_extract(s, '$.measure'), 0), coalesce(json_extract(s, '$.only_text'), 0),"
    " coalesce(json_extract(s, '$.pinned'), 0), coalesce(json_extract(s, '$.theme'), ''),"
    " json_extract(s, '$.key[0]'), json_extract(s, '$.key[1]'), json_extract(s, '$.article'),"
    " coalesce(json_extract(s, '$.above'), 0)"
    " FROM (SELECT CAST(value AS TEXT) AS s FROM state WHERE name = ?)"
)
MODES = 9
"""How many values of the state say how the screen is divided and which list it shows."""


class FirstWindow:
    """The headlines of the first screen: `rows` are their fields, `cursor` a number among them.

    `modes` are those values of the state; `count` is how many the list holds, `article` the one
    under the cursor.
    """

    def __init__(self, modes: list[Any], rows: list[Any], cursor: int, count: int) -> None:
        self.modes, self.rows, self.cursor, self.count = modes, rows, cursor, count

    @property
    def article(self) -> int:
        """The article under the cursor."""
        return int(self.rows[self.cursor][0])


def first_window(path: str, state: str, most: int) -> FirstWindow | None:
    """Up to `most` headlines around the one where the app was left, as kept under `state`.

    None where it cannot be read at once, and for lists that take more than one index to read.
    """
    try:
        db = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READONLY)
    except apsw.Error:
        return None
    try:
        db.set_busy_timeout(PATIENCE)
        return _read(db, state, most)
    except apsw.Error:
        return None
    finally:
        db.close(force=True)


def _read(db: apsw.Connection, state: str, most: int) -> FirstWindow | None:
    db.execute("BEGIN")
    found = db.execute(_STATE, (state,)).fetchone()
    if found is None:
        return None
    modes, (date, number, article, above) = list(found[:MODES]), found[MODES:]
    conditions = _conditions(modes)
    if conditions is None:
        return None
    table, where, values, column, counted = conditions
    if date is None or number is None:
        ids = _ids(db, table, where, values, most)
        cursor = 0
    else:
        upper = _beyond(db, conditions, (date, number), above, down=False)
        room = max(1, most - len(upper))
        ids = [*reversed(upper), *_beyond(db, conditions, (date, number), room, down=True)]
        cursor = len(upper)
    if cursor >= len(ids) or (article in ids and ids.index(article) != cursor):
        return None
    rows = [_one(db, f"{HEADLINE} FROM article a{JOINED} WHERE a.id = ?", i) for i in ids]
    sql = f"SELECT coalesce(sum({column}), 0) FROM counter WHERE {counted}"  # noqa: S608 - ours
    count = _one(db, sql, *(values if "?" in counted else ()))
    if None in rows or count is None:
        return None
    return FirstWindow(modes, [row for row in rows if row is not None], cursor, count[0])


def _one(db: apsw.Connection, sql: str, *values: int) -> tuple[Any, ...] | None:
    return db.execute(sql, values).fetchone()


def _conditions(modes: Sequence[Any]) -> tuple[str, str, tuple[int, ...], str, str] | None:
    """Table, condition and values of a list, then the column and the condition of its count."""
    view, number, _, unread_only = modes[:4]
    unread = " AND read = 0" if unread_only or view == "unread" else ""
    column = "unread" if unread else "total"
    if view in {"all", "unread"}:
        return "status", IN_ALL + unread, (), column, COUNTED_IN_ALL
    if view == "source":
        counted = "list = 'source' AND number = ?"
        return "status", f"source = ? AND {LIVE}{unread}", (number,), column, counted
    if view in SHELVES:
        on_shelf = "shelf = ?" + (" AND unread = 1" if unread else "")
        return "shelf", on_shelf, (SHELVES[view],), column, "list = 'shelf' AND number = ?"
    return None


def _ids(
    db: apsw.Connection, table: str, where: str, values: tuple[int, ...], most: int
) -> list[int]:
    sql = f"SELECT article_id FROM {table} WHERE {where}"  # noqa: S608 - ours
    order = " ORDER BY sort_date DESC, article_id DESC LIMIT ?"
    return [number for (number,) in db.execute(sql + order, (*values, most))]


def _beyond(
    db: apsw.Connection,
    conditions: tuple[str, str, tuple[int, ...], str, str],
    key: tuple[int, int],
    most: int,
    *,
    down: bool,
) -> list[int]:
    """The articles from a key down, itself among them, or above it; each part by the index."""
    table, where, values, _, _ = conditions
    sign, last, way = ("<", "<=", "DESC") if down else (">", ">", "ASC")
    part = f"SELECT sort_date, article_id FROM {table} WHERE {where}"  # noqa: S608 - ours
    sql = (
        f"{part} AND sort_date = ? AND article_id {last} ? UNION ALL {part} AND sort_date {sign} ?"
        f" ORDER BY sort_date {way}, article_id {way} LIMIT ?"
    )
    found = db.execute(sql, (*values, *key, *values, key[0], most))
    return [number for _, number in found]
