"""Which articles a list holds: each listing as one or more runs of keys that an index orders.

A run is read by keyset in either direction at the cost of what is read, whatever the library holds.
A folder is the runs of its sources, merged as they are read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import NotFoundError
from reader.library.hiding import IN_ALL as COUNTED_IN_ALL
from reader.library.list_sql import IN_ALL, LIVE, SHELVES
from reader.library.records import Key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.library.records import Listing
    from reader.query.tree import Node

_FIRST, _MOST = 256, 16_384
"""Articles that are asked at once for the rest of a query: first a few, then ever more."""

MOST_RUNS = 200
"""Runs merged by one statement, each in two parts; SQLite takes at most 500."""


class Run(NamedTuple):
    """Keys of one table with a condition and the values in it; `ordered` by an index.

    `rest` is what else must hold of their articles, and is asked of many of them at once; it is the
    same in all the runs of a list.
    """

    table: str
    where: str
    values: tuple[Any, ...] = ()
    ordered: bool = True
    rest: Node | None = None


def runs(db: Connection, listing: Listing, *, whole: bool = False) -> list[Run]:
    """The runs of a listing; `whole`: to be gone through to their ends.

    Raises UsageError for a query that is not understood.
    """
    unread = " AND read = 0" if listing.unread_only else ""
    match listing.view:
        case "all":
            return [Run("status", IN_ALL + unread)]
        case "unread":
            return [Run("status", f"{IN_ALL} AND read = 0")]
        case "source":
            return [_of_source(listing.number, unread)]
        case "folder":
            from reader.library import sources

            return [_of_source(number, unread) for number in sources.in_folder(db, listing.name)]
        case "query":
            from reader.library import leads
            from reader.query.parse import parse

            root = parse(listing.name).root
            return leads.runs(db, root, unread=listing.unread_only, whole=whole)
        case "search":
            from reader.library import saved_searches

            return saved_searches.runs(db, listing, whole=whole)
        case _:
            on_shelf = "shelf = ?" + (" AND unread = 1" if listing.unread_only else "")
            return [Run("shelf", on_shelf, (_shelf(db, listing),))]


def _of_source(number: int, unread: str) -> Run:
    return Run("status", f"source = ? AND {LIVE}{unread}", (number,))


def _shelf(db: Connection, listing: Listing) -> int:
    if listing.view != "tag":
        return SHELVES[listing.view]
    number = db.value("SELECT id FROM tag WHERE name = ?", listing.name)
    # A tag that is not there is an empty list: its last article may just have been untagged.
    return 0 if number is None else int(number)


def keys(
    db: Connection,
    of: Sequence[Run],
    *,
    down: bool,
    start: Key | None,
    limit: int,
    inclusive: bool = False,
) -> list[Key]:
    """Up to `limit` keys of the runs after `start` in one direction: `down` from new to old."""
    rest = of[0].rest if of else None
    if rest is None:
        return _keys(db, of, down=down, start=start, limit=limit, inclusive=inclusive)
    from reader.library.conditions import holding

    found: list[Key] = []
    size = max(2 * limit, _FIRST)
    while len(found) < limit:
        some = _keys(db, of, down=down, start=start, limit=size, inclusive=inclusive)
        kept = holding(db, rest, [key.id for key in some])
        found += [key for key in some if key.id in kept]
        if len(some) < size:
            break
        start, inclusive, size = some[-1], False, min(2 * size, _MOST)
    return found[:limit]


def _keys(
    db: Connection,
    of: Sequence[Run],
    *,
    down: bool,
    start: Key | None,
    limit: int,
    inclusive: bool,
) -> list[Key]:
    found: list[Key] = []
    for number in range(0, len(of), MOST_RUNS):
        sql, values = _statement(
            of[number : number + MOST_RUNS], down=down, start=start, inclusive=inclusive
        )
        found += [Key(*row) for row in db.rows(sql, *values, limit)]
    if len(of) > MOST_RUNS:
        found.sort(reverse=down)
    return found[:limit]


def _statement(
    of: Sequence[Run], *, down: bool, start: Key | None, inclusive: bool
) -> tuple[str, list[Any]]:
    parts: list[str] = []
    values: list[Any] = []
    for run in of:
        for beyond, bounds in _beyond(run, down=down, start=start, inclusive=inclusive):
            where = run.where + beyond
            parts.append(f"SELECT sort_date, article_id FROM {run.table} WHERE {where}")  # noqa: S608 - ours
            values += [*run.values, *bounds]
    way = "DESC" if down else "ASC"
    order = f" ORDER BY sort_date {way}, article_id {way} LIMIT ?"
    return " UNION ALL ".join(parts) + order, values


def _beyond(
    run: Run, *, down: bool, start: Key | None, inclusive: bool
) -> list[tuple[str, tuple[int, ...]]]:
    """What lies beyond a key, in parts that an index finds at once.

    SQLite does not compare `(sort_date, article_id)` within an index whose second column is the
    table's own key; thousands of articles of one second would be gone through one by one.
    """
    if start is None:
        return [("", ())]
    sign = "<" if down else ">"
    last = sign + ("=" if inclusive else "")
    if not run.ordered:
        return [(f" AND (sort_date, article_id) {last} (?, ?)", start)]
    return [
        (f" AND sort_date = ? AND article_id {last} ?", start),
        (f" AND sort_date {sign} ?", (start.sort_date,)),
    ]


def count(db: Connection, listing: Listing) -> int:
    """How many articles a listing holds, from the kept counts; a query's are counted.

    A query's may be those of hidden sources too. Raises UsageError for one not understood.
    """
    column = "unread" if listing.unread_only or listing.view == "unread" else "total"
    where: str
    values: tuple[Any, ...]
    match listing.view:
        case "all" | "unread":
            where, values = COUNTED_IN_ALL, ()
        case "source":
            where, values = "list = 'source' AND number = ?", (listing.number,)
        case "folder":
            from reader.library.sources import IN_FOLDER

            where = (
                "list = 'source' AND number IN"  # noqa: S608 - ours
                f" (SELECT id FROM subscription u WHERE live = 1 AND {IN_FOLDER})"
            )
            values = (listing.name,)
        case "query":
            return sum(counted(db, run) for run in runs(db, listing, whole=True))
        case "search":
            from reader.library import saved_searches

            return saved_searches.count(db, listing)
        case _:
            where, values = "list = 'shelf' AND number = ?", (_shelf(db, listing),)
    sql = f"SELECT coalesce(sum({column}), 0) FROM counter WHERE {where}"  # noqa: S608 - ours
    return int(db.value(sql, *values))


def whole(run: Run) -> tuple[str, *tuple[Any, ...]]:
    """All ids of a run, as a statement and its values."""
    return f"SELECT article_id FROM {run.table} WHERE {run.where}", *run.values  # noqa: S608 - ours


def counted(db: Connection, run: Run) -> int:
    """How many articles stand in a run, counted one by one."""
    sql = f"SELECT count(*) FROM {run.table} WHERE {run.where}"  # noqa: S608 - ours
    return int(db.value(sql, *run.values))


def name(db: Connection, listing: Listing) -> str:
    """What to call a listing in a label: " in LWN"; empty for the whole library."""
    match listing.view:
        case "source":
            from reader.library import sources

            return f" in {sources.title_of(db, listing.number)}"
        case "search":
            from reader.library import saved_searches

            return f" in {saved_searches.title_of(db, listing.number)}"
        case "tag" | "folder" | "query":
            return f" in {listing.name}"
        case "reading" | "bookmarks" | "notes":
            return f" in {listing.view}"
        case _:
            return ""


def key_of(db: Connection, article_id: int) -> Key:
    """Where an article stands in lists. Raises NotFoundError."""
    row = db.row("SELECT sort_date, article_id FROM status WHERE article_id = ?", article_id)
    if row is None:
        raise NotFoundError(f"There is no article {article_id}.")
    return Key(*row)
