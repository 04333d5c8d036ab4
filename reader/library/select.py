"""Queries as conditions on `status`, and the lists that they make."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from reader.errors import NotFoundError, UsageError
from reader.library import headlines, matching
from reader.library.contents import CONTENTS
from reader.library.hiding import mutings
from reader.library.titles import TITLE
from reader.query.parse import SORTS, parse
from reader.query.tree import And, Has, Holds, Is, Long, Node, Not, Or, Since, Words, Younger

if TYPE_CHECKING:
    from reader.library.connection import Connection
    from reader.library.records import Headline, Key

Condition = tuple[str, tuple[Any, ...]]

_ARTICLE = "(SELECT {} FROM article a WHERE a.id = status.article_id)"
_SOURCE = "(SELECT {} FROM subscription u WHERE u.id = status.source)"
_ON_SHELF = "EXISTS (SELECT 1 FROM {} x WHERE x.article_id = status.article_id)"

_TAGGED = (
    "EXISTS (SELECT 1 FROM article_tag x JOIN tag t ON t.id = x.tag_id"
    " WHERE x.article_id = status.article_id"
)

_FLAGS = {
    "unread": "status.read = 0",
    "read": "status.read = 1",
    "bookmarked": _ON_SHELF.format("bookmark"),
    "annotated": _ON_SHELF.format("note"),
    "full": _ARTICLE.format("a.completeness") + " = 'full'",
    "teaser": _ARTICLE.format("a.completeness") + " IN ('teaser', 'link only')",
}

BY_DATE = "status.sort_date"

_ORDERS = {
    "new": (BY_DATE, "DESC"),
    "old": (BY_DATE, "ASC"),
    "short": (_ARTICLE.format("a.words"), "ASC"),
    "long": (_ARTICLE.format("a.words"), "DESC"),
    "feed": (_SOURCE.format(f"{TITLE} COLLATE NOCASE"), "ASC"),
}


def condition(query: str) -> Condition:
    """A query as a condition on `status`. Raises UsageError that points at what is wrong."""
    return of_node(parse(query).root)


def of_node(node: Node) -> Condition:
    """A node as a condition on `status`."""
    match node:
        case And(nodes=nodes):
            return _and(node, nodes)
        case Or(nodes=nodes):
            return _joined(" OR ", [of_node(inner) for inner in nodes])
        case Not(node=inner):
            sql, values = of_node(inner)
            return f"NOT coalesce({sql}, 0)", values
        case Words():
            return _matching(matching.expression(node))
        case Is(flag=flag):
            return _FLAGS[flag], ()
        case Has(name=name, value=value):
            return _has(name, value)
        case Holds(content=content):
            return f"{_ARTICLE.format('a.has')} & ?", (CONTENTS[content],)
        case Since(at=at, negated=negated):
            return f"status.sort_date {'<' if negated else '>='} ?", (at,)
        case Younger(seconds=seconds, negated=negated):
            since = int(time.time()) - seconds
            return f"status.sort_date {'<' if negated else '>='} ?", (since,)
        case Long(unit=unit, relation=relation, number=number):
            words = _ARTICLE.format("a.words" if unit == "words" else "round(a.words / 230.0)")
            return f"{words} {relation} ?", (number,)


def _and(node: Node, nodes: tuple[Node, ...]) -> Condition:
    """The words of an And are asked of the index at once."""
    if not nodes:
        return "1", ()
    text, rest = matching.split(node)
    parts = [_matching(text)] if text is not None else []
    return _joined(" AND ", [*parts, *(of_node(inner) for inner in rest)])


def _joined(word: str, parts: list[Condition]) -> Condition:
    sql = "(" + word.join(sql for sql, _ in parts) + ")"
    return sql, tuple(value for _, values in parts for value in values)


def _matching(text: str | None) -> Condition:
    if text is None:
        return "0", ()
    return "status.article_id IN (SELECT rowid FROM search WHERE search MATCH ?)", (text,)


def _has(name: str, value: str) -> Condition:
    match name:
        case "tag":
            return (
                f"{_TAGGED} AND t.name = ?)",
                (value,),
            )
        case "feed":
            if value.isascii() and value.isdigit():
                return "status.source = ?", (int(value),)
            return f"{_SOURCE.format(TITLE)} LIKE ? ESCAPE '\\'", (f"%{_plain(value)}%",)
        case "folder":
            return (
                f"({_SOURCE.format('u.folder')} || '/') LIKE ? ESCAPE '\\'",
                (f"{_plain(value.strip('/'))}/%",),
            )
        case "lang":
            language = _ARTICLE.format("a.language")
            return (
                f"({language} = ? OR {language} LIKE ? ESCAPE '\\')",
                (value.lower(), f"{_plain(value.lower())}-%"),
            )
        case "site":
            url = _ARTICLE.format("a.url")
            site = _plain(value)
            return (
                f"({url} LIKE ? ESCAPE '\\' OR {url} LIKE ? ESCAPE '\\')",
                (f"%//{site}%", f"%//%.{site}%"),
            )
        case _:
            return f"{_ARTICLE.format('a.url')} LIKE ? ESCAPE '\\'", (f"%{_plain(value)}%",)


def _plain(text: str) -> str:
    """A text in which LIKE sees no signs of its own."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def select(
    db: Connection, query: str, *, limit: int, after: Key | None, sort: str | None
) -> list[Headline]:
    """The headlines of a query, `sort` before its own `sort:`, else the newest first.

    `after` is the key of the last one that was seen. Raises UsageError, and NotFoundError when the
    article of `after` is not there any more.
    """
    parsed = parse(query)
    order = sort or parsed.sort or "new"
    if order not in _ORDERS:
        known = ", ".join(SORTS)
        raise UsageError(f"A list cannot be sorted by {order}; there are {known}.")
    column, way = _ORDERS[order]
    where, values = of_node(parsed.root)
    beyond: Condition = ("", ())
    with db.reading():
        if after is not None:
            at = _standing(db, column, after)
            beyond = (f" AND ({column}, article_id) {'<' if way == 'DESC' else '>'} (?, ?)", at)
        found = ordered(db, (where + beyond[0], (*values, *beyond[1])), column, way, limit)
        return headlines.headlines(db, found)


def ordered(db: Connection, condition: Condition, column: str, way: str, limit: int) -> list[int]:
    """The articles that fulfil a condition, by a column and their ids.

    By date they are read off the index, of which the hidden sources have a part of its own.
    """
    where, values = condition
    parts = [f"muted = {muted} AND " for muted in mutings(db)] if column == BY_DATE else [""]
    sql = " UNION ALL ".join(
        f"SELECT article_id, {column} AS position FROM status"  # noqa: S608 - ours
        f" WHERE {part}removed = 0 AND hidden = 0 AND {where}"
        for part in parts
    )
    sql += f" ORDER BY position {way}, article_id {way} LIMIT ?"
    return [number for number, _ in db.rows(sql, *(values * len(parts)), limit)]


def _standing(db: Connection, column: str, after: Key) -> tuple[Any, int]:
    sql = f"SELECT {column} FROM status WHERE article_id = ?"  # noqa: S608 - ours
    row = db.row(sql, after.id)
    if row is None:
        raise NotFoundError(f"There is no article {after.id} to go on from.")
    return row[0], after.id
