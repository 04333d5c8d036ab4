"""Queries as conditions on `status`.

Names in a query (of feeds, folders, tags, languages) are looked up first, so that a condition holds
their numbers, which the indexes know.
"""

from __future__ import annotations

import json
import time
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import UsageError
from reader.library import matching, tag_tree
from reader.library.contents import CONTENTS
from reader.library.titles import TITLE
from reader.query.parse import parse
from reader.query.tree import And, Has, Holds, Is, Long, Near, Not, Or, Since, Words, Younger

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection, Value
    from reader.query.tree import Node

    Condition = tuple[str, tuple[Any, ...]]

FEW = 10_000
"""As many articles are held in the hand; more are looked at where they stand."""

_ONE_BY_ONE = 64
"""So few articles that lie far apart are asked of the index one after the other."""

ALL: Condition = ("1", ())
NONE: Condition = ("0", ())

_ARTICLE = "EXISTS (SELECT 1 FROM article a WHERE a.id = status.article_id AND {})"
_ON = "EXISTS (SELECT 1 FROM {} x WHERE x.article_id = status.article_id)"

_REST = "replace(replace(replace(substr({0}, instr({0}, '//') + 2), '?', '/'), '#', '/'), ':', '/')"
_HOST = f"lower(substr({_REST}, 1, instr({_REST} || '/', '/') - 1))"

HOST = f"iif(instr({{0}}, '//'), {_HOST}, NULL)"
"""The host of an address in the column {0}, as SQL; the index `article_host` has the same words."""

AMONG = " IN (SELECT value FROM json_each(?))"

COMPLETENESS = {"full": "full", "link only": "link only", "failed": "failed"}

_TAGGED = (
    "EXISTS (SELECT 1 FROM article_tag x JOIN tag_above b ON b.tag = x.tag_id"
    " WHERE x.article_id = status.article_id AND b.above = ?)"
)

_FLAGS = {
    "unread": "status.read = 0",
    "read": "status.read = 1",
    "hidden": "status.hidden = 1",
    "bookmarked": _ON.format("bookmark"),
    "annotated": _ON.format("note"),
    "full": _ARTICLE.format("a.completeness = 'full'"),
    "teaser": _ARTICLE.format("a.completeness IN ('teaser', 'link only')"),
    "link only": _ARTICLE.format("a.completeness = 'link only'"),
    "failed": _ARTICLE.format("a.completeness = 'failed'"),
}


class _Source(NamedTuple):
    id: int
    title: str
    folder: str


class Conditions:
    """Makes conditions of the nodes of one query, and keeps what it has looked up for it.

    `among`: the condition will be asked of these articles alone, which spares going through all
    that the index finds of a common word.
    """

    def __init__(self, db: Connection, *, among: Sequence[int] | None = None) -> None:
        self._db = db
        self._among = among
        self._found: dict[str, list[int] | None] = {}
        self._within: set[str] = set()

    def of(self, node: Node) -> Condition:
        """A node as a condition on `status`."""
        match node:
            case And(nodes=nodes):
                text, rest = matching.split(node) if nodes else (None, ())
                return _joined(" AND ", self._parts(text, rest), ALL)
            case Or(nodes=nodes):
                text, rest = matching.alternatives(node)
                return _joined(" OR ", self._parts(text, rest), NONE)
            case Not(node=inner):
                sql, values = self.of(inner)
                return f"NOT {sql}", values
            case Words() | Near():
                text = matching.expression(node)
                return NONE if text is None else self.matching(text)
            case Is(flag=flag):
                return _FLAGS[flag], ()
            case Has(name=name, value=value):
                return self._has(name, value)
            case Holds(content=content):
                return _ARTICLE.format("a.has & ?"), (CONTENTS[content],)
            case Since(at=at, negated=negated):
                return f"status.sort_date {'<' if negated else '>='} ?", (at,)
            case Younger(seconds=seconds, negated=negated):
                since = int(time.time()) - seconds
                return f"status.sort_date {'<' if negated else '>='} ?", (since,)
            case Long(least=least, most=most):
                sql, values = length(least, most)
                return _ARTICLE.format(sql), values

    def _parts(self, text: str | None, rest: Sequence[Node]) -> list[Condition]:
        found = [self.matching(text)] if text is not None else []
        return [*found, *(self.of(inner) for inner in rest)]

    # -- words ----------------------------------------------------------------------------------

    def matching(self, text: str) -> Condition:
        """Whether the index finds an article; it is asked once, not for each of them."""
        if self._among is None:
            return _matched("1"), (text,)
        if not self._among:
            return NONE
        first, last = min(self._among), max(self._among)
        numbers = json.dumps(self._among)
        if len(self._among) <= _ONE_BY_ONE and last - first > _ONE_BY_ONE * _ONE_BY_ONE:
            return _matched(f"rowid{AMONG}"), (text, numbers)
        # The plus keeps the index from being asked again for each of these articles.
        return _matched(f"rowid BETWEEN ? AND ? AND +rowid{AMONG}"), (text, first, last, numbers)

    def few(self, text: str) -> list[int] | None:
        """The articles that the index finds; None when they are not few."""
        if text not in self._found:
            sql = "SELECT rowid FROM search WHERE search MATCH ? LIMIT ?"
            self._found[text] = self.at_most_few(sql, text)
        return self._found[text]

    def at_most_few(self, sql: str, *values: Value) -> list[int] | None:
        """The numbers that a statement, which ends by a limit, finds; None when there are more."""
        found = [number for (number,) in self._db.rows(sql, *values, FEW + 1)]
        return found if len(found) <= FEW else None

    # -- names ----------------------------------------------------------------------------------

    def _has(self, name: str, value: str) -> Condition:
        match name:
            case "tag":
                return _TAGGED, (self.tag(value),)
            case "feed" | "folder":
                return _one_of("status.source", self.sources(name, value))
            case "lang":
                sql, values = _one_of("a.language", self.languages(value))
                return _ARTICLE.format(sql), values
            case "search":
                return self._saved(value)
            case "site":
                return _ARTICLE.format(f"{_of_site('a.url')}"), (site(value),)
            case _:
                return _ARTICLE.format("a.url LIKE ? ESCAPE '\\'"), (f"%{_plain(value)}%",)

    def _saved(self, name: str) -> Condition:
        """What a saved search finds; one that is not there, or finds itself, finds nothing."""
        query = self._db.value("SELECT query FROM saved_search WHERE name = ?", name)
        if query is None or query in self._within:
            return NONE
        self._within.add(query)
        try:
            return self.of(parse(query).root)
        except UsageError:
            return NONE
        finally:
            self._within.discard(query)

    @cached_property
    def _sources(self) -> list[_Source]:
        sql = f"SELECT u.id, {TITLE}, coalesce(u.folder, '') FROM subscription u"  # noqa: S608 - ours
        return [_Source(number, *map(str.casefold, names)) for number, *names in self._db.rows(sql)]

    def sources(self, name: str, value: str) -> list[int]:
        """The sources by their number, by words of their title, or in a folder or below it."""
        wanted = value.casefold()
        if name == "folder":
            below = wanted.strip("/") + "/"
            return [one.id for one in self._sources if f"{one.folder}/".startswith(below)]
        if value.isascii() and value.isdigit():
            return [one.id for one in self._sources if one.id == int(value)]
        return [one.id for one in self._sources if wanted in one.title]

    def tag(self, value: str) -> int:
        """The tag of that name, below which others may stand; 0, which no tag is, for none."""
        wanted = tag_tree.named(value).casefold()
        rows = self._db.rows("SELECT id, name FROM tag ORDER BY id")
        return next((number for number, name in rows if name.casefold() == wanted), 0)

    def languages(self, value: str) -> list[str]:
        """The languages of articles that are the one named, or a kind of it."""
        wanted = value.lower()
        known = distinct(self._db, "language", limit=1000)
        return [one for one in known if f"{one.lower()}-".startswith(f"{wanted}-")]

    def hosts(self, value: str) -> list[str] | None:
        """The hosts of articles that belong to a site; None when there are too many hosts."""
        known = distinct(self._db, HOST.format("url"), limit=FEW)
        if len(known) == FEW:
            return None
        wanted = f".{site(value)}."
        return [one for one in known if wanted in f".{one}."]


def _matched(where: str) -> str:
    return f"status.article_id IN (SELECT rowid FROM search WHERE search MATCH ? AND {where})"  # noqa: S608 - ours


def holding(db: Connection, node: Node, ids: Sequence[int]) -> frozenset[int]:
    """Those of some articles that fulfil a node."""
    where, values = Conditions(db, among=ids).of(node)
    rows = db.rows(
        "SELECT status.article_id FROM json_each(?) AS wanted CROSS JOIN status"  # noqa: S608 - ours
        f" ON status.article_id = wanted.value WHERE {where}",
        json.dumps(ids),
        *values,
    )
    return frozenset(number for (number,) in rows)


def length(least: int | None, most: int | None) -> Condition:
    """A condition on the words of the article `a`."""
    parts = [(f"a.words {sign} ?", n) for sign, n in ((">=", least), ("<=", most)) if n is not None]
    return " AND ".join(sql for sql, _ in parts), tuple(number for _, number in parts)


def site(value: str) -> str:
    """The host in what somebody writes for a site."""
    return value.lower().rpartition("//")[2].partition("/")[0].strip(".")


def distinct(
    db: Connection, column: str, *, begun: str = "", limit: int, collate: str = "BINARY"
) -> list[str]:
    """The values of a column of `article` that begin with a text, each once, off its index.

    It costs what it finds, whatever the library holds.
    """
    found: list[str] = []
    sql = (
        f"SELECT {column} FROM article WHERE {column} {{}} ? COLLATE {collate}"  # noqa: S608 - ours
        f" AND {column} < ? COLLATE {collate} ORDER BY {column} COLLATE {collate} LIMIT 1"
    )
    beyond = begun + "\U0010ffff"
    row = db.row(sql.format(">="), begun, beyond)
    while row and len(found) < limit:
        found.append(row[0])
        row = db.row(sql.format(">"), row[0], beyond)
    return found


def _of_site(column: str) -> str:
    return f"instr('.' || {HOST.format(column)} || '.', '.' || ? || '.')"


def _one_of(column: str, wanted: Sequence[int] | Sequence[str]) -> Condition:
    match wanted:
        case []:
            return NONE
        case [only]:
            return f"{column} = ?", (only,)
        case _:
            return f"{column}{AMONG}", (json.dumps(list(wanted)),)


def _joined(word: str, parts: Sequence[Condition], empty: Condition) -> Condition:
    """Conditions in one, halved again and again, for SQLite takes no more than 1,000 in a row."""
    if len(parts) < 2:
        return parts[0] if parts else empty
    if len(parts) <= 8:
        sql = "(" + word.join(sql for sql, _ in parts) + ")"
        return sql, tuple(value for _, values in parts for value in values)
    half = len(parts) // 2
    halves = [_joined(word, parts[:half], empty), _joined(word, parts[half:], empty)]
    return _joined(word, halves, empty)


def _plain(text: str) -> str:
    """A text in which LIKE sees no signs of its own."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
