"""The lists that queries make, in any of their orders, a page at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from reader.errors import UsageError
from reader.library import headlines, leads, listings
from reader.library.conditions import Conditions, holding
from reader.library.titles import TITLE
from reader.query.parse import parse
from reader.query.tree import SORTS, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.conditions import Condition
    from reader.library.connection import Connection
    from reader.library.records import Headline, Key
    from reader.query.tree import Node, Sort


def select(
    db: Connection, query: str, *, limit: int, after: Key | None, sort: str | None
) -> list[Headline]:
    """The headlines of a query, `sort` before its own `sort:`, else the newest first.

    `after` is the key of the last one that was seen. Raises UsageError, and NotFoundError when the
    article of `after` is not there any more.
    """
    parsed = parse(query)
    order = sort or parsed.sort or "new"
    if order not in SORTS:
        known = ", ".join(SORTS)
        raise UsageError(f"A list cannot be sorted by {order}; there are {known}.")
    with db.reading():
        start = listings.key_of(db, after.id) if after else None
        wanted = Query(parsed.root, cast("Sort", order))
        return headlines.headlines(db, of_query(db, wanted, limit, start))


def of_query(db: Connection, query: Query, limit: int, start: Key | None = None) -> list[int]:
    """The articles of a query that is parsed, in its order, from the top or after a key."""
    match query.sort:
        case "short" | "long":
            return _by_length(db, query.root, start, limit, longest=query.sort == "long")
        case "feed":
            return _by_feed(db, query.root, start, limit)
        case "rank":
            return _by_rank(db, query.root, start, limit)
        case _:
            of = leads.runs(db, query.root)
            down = query.sort != "old"
            return [key.id for key in listings.keys(db, of, down=down, start=start, limit=limit)]


def among(db: Connection, query: str, ids: Sequence[int]) -> list[int]:
    """Which of some articles a query finds, in their order; hidden ones, too.

    Raises UsageError for a query that is not understood.
    """
    with db.reading():
        kept = holding(db, parse(query).root, list(ids))
        there = {headline.id for headline in headlines.headlines(db, list(kept))}
    return [number for number in ids if number in there]


def ordered(db: Connection, root: Node, limit: int) -> list[int]:
    """The newest articles of a query."""
    return of_query(db, Query(root, "new"), limit)


def _by_length(
    db: Connection, root: Node, start: Key | None, limit: int, *, longest: bool
) -> list[int]:
    """By words, then by id: few articles are sorted, many are read off the index of lengths."""
    few = leads.few(db, root, Conditions(db))
    table = "article AS sized CROSS JOIN status ON status.article_id = sized.id"
    if few is not None:
        where, values = Conditions(db, among=few).of(root)
        table = f"json_each(?) AS wanted CROSS JOIN {table} AND sized.id = wanted.value"
        values, rest = (json.dumps(few), *values), None
    else:
        now, rest = leads.parted(root)
        where, values = Conditions(db).of(now)
    fitting = table, f"{leads.live(root)} AND {where}", values
    last = None
    if start is not None:
        words = db.value("SELECT words FROM article WHERE id = ?", start.id)
        last = int(words), start.id
    found: list[int] = []
    size = limit if rest is None else max(2 * limit, 256)
    while len(found) < limit:
        some = _longer(db, fitting, last, size, longest=longest)
        ids = [number for _, number in some]
        kept = holding(db, rest, ids) if rest is not None else frozenset(ids)
        found += [number for number in ids if number in kept]
        if len(some) < size:
            break
        last, size = some[-1], min(2 * size, 16_384)
    return found[:limit]


def _longer(
    db: Connection,
    fitting: tuple[str, str, tuple[Any, ...]],
    last: tuple[int, int] | None,
    limit: int,
    *,
    longest: bool,
) -> list[tuple[int, int]]:
    """Words and ids of articles beyond the last one, in parts that the index finds at once."""
    table, where, values = fitting
    way, sign = ("DESC", "<") if longest else ("ASC", ">")
    beyond: list[Condition] = [("", ())]
    if last is not None:
        beyond = [
            (f" AND sized.words = ? AND sized.id {sign} ?", last),
            (f" AND sized.words {sign} ?", last[:1]),
        ]
    sql = " UNION ALL ".join(
        f"SELECT sized.words AS position, sized.id AS number FROM {table} WHERE {where}{bound}"  # noqa: S608 - ours
        for bound, _ in beyond
    )
    every = [value for _, bounds in beyond for value in (*values, *bounds)]
    return db.rows(f"{sql} ORDER BY position {way}, number {way} LIMIT ?", *every, limit)


def _by_feed(db: Connection, root: Node, start: Key | None, limit: int) -> list[int]:
    """By the titles of the feeds, and of each the newest first."""
    sql = f"SELECT u.id, {TITLE} FROM subscription u"  # noqa: S608 - ours
    titles = sorted((title.casefold(), number) for number, title in db.rows(sql))
    order = [number for _, number in titles]
    conditions = Conditions(db)
    few = leads.few(db, root, conditions)
    if few is not None:
        return _few_by_feed(db, root, few, order, start)[:limit]
    if start is not None:
        first = db.value("SELECT source FROM status WHERE article_id = ?", start.id)
        order = order[order.index(first) :]
    found: list[int] = []
    for number in order:
        of = leads.of_source(root, number, conditions)
        keys = listings.keys(db, of, down=True, start=start, limit=limit - len(found))
        found += [key.id for key in keys]
        if len(found) >= limit:
            break
        start = None
    return found


def _few_by_feed(
    db: Connection,
    root: Node,
    few: Sequence[int],
    order: Sequence[int],
    start: Key | None,
) -> list[int]:
    where, values = Conditions(db, among=few).of(root)
    rows = db.rows(
        "SELECT status.source, sort_date, article_id FROM json_each(?) AS wanted CROSS JOIN status"  # noqa: S608 - ours
        f" ON status.article_id = wanted.value WHERE {leads.live(root)} AND {where}",
        json.dumps(few),
        *values,
    )
    rank = {number: place for place, number in enumerate(order)}
    places = sorted((rank[source], -date, -number) for source, date, number in rows)
    if start is not None:
        source = db.value("SELECT source FROM status WHERE article_id = ?", start.id)
        seen = (rank[source], -start.sort_date, -start.id)
        places = [place for place in places if place > seen]
    return [-number for _, _, number in places]


def _by_rank(db: Connection, root: Node, start: Key | None, limit: int) -> list[int]:
    """The best first, of the newest that fit."""
    from reader.library import search

    found = search.ranked(db, root)
    first = found.index(start.id) + 1 if start is not None and start.id in found else 0
    return found[first : first + limit]
