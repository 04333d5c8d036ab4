"""Which articles each saved search finds, kept, so that its list is a shelf and its count exact.

What a search asks about the article is kept as rows of `found`: they are looked at again for the
articles that an action, its undo or an update has changed, and for all of them only when a name
that the query holds has changed. What it asks beside that (unread, read, since when) is asked of
the shelf. A query that asks for these within an "or", or for hidden articles, or for nothing but a
date, is not kept: it is a list as any query, and its count is written down with the revision that
it holds for.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, NamedTuple

import apsw

from reader.errors import UsageError
from reader.library.conditions import Conditions
from reader.query.parse import parse
from reader.query.tree import And, Has, Is, Not, Or, Since, Younger, conjuncts

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reader.library.conditions import Condition
    from reader.library.connection import Connection
    from reader.query.tree import Node

_STATES = ("unread", "read")


class Kept(NamedTuple):
    """What is kept of a search, and what is asked of its shelf.

    `core` is about the articles themselves. `read` None: whether read or not; `since` and `before`
    bound the date of the list.
    """

    core: Node
    read: bool | None = None
    since: int | None = None
    before: int | None = None

    def on_shelf(self) -> Condition:
        """What is asked of the rows of the shelf, as SQL after AND."""
        parts: list[str] = []
        values: list[int] = []
        if self.read is not None:
            parts.append(f" AND unread = {int(not self.read)}")
        if self.since is not None:
            parts.append(" AND sort_date >= ?")
            values.append(self.since)
        if self.before is not None:
            parts.append(" AND sort_date < ?")
            values.append(self.before)
        return "".join(parts), tuple(values)


def kept(query: str) -> Kept | None:
    """How a query is kept; None for one that is not. Raises UsageError when not understood."""
    found = Kept(And(()))
    core: list[Node] = []
    now = int(time.time())
    for node in conjuncts(parse(query).root):
        state = _state(node)
        if state is not None:
            if found.read is not None and found.read != state:
                return None
            found = found._replace(read=state)
        elif isinstance(node, Since | Younger):
            at = node.at if isinstance(node, Since) else now - node.seconds
            if node.negated:
                found = found._replace(before=min(at, found.before or at))
            else:
                found = found._replace(since=max(at, found.since or at))
        else:
            core.append(node)
    if not core or any(map(_moves, core)):
        return None
    return found._replace(core=core[0] if len(core) == 1 else And(tuple(core)))


def _state(node: Node) -> bool | None:
    """Whether a node asks for what is read (True) or unread; None: for neither."""
    match node:
        case Is(flag="unread" | "read" as flag):
            return flag == "read"
        case Not(node=Is(flag="unread" | "read" as flag)):
            return flag == "unread"
        case _:
            return None


def _moves(node: Node) -> bool:
    """Whether the answer of a node changes by itself, or with what is not looked at again."""
    match node:
        case And(nodes=nodes) | Or(nodes=nodes):
            return any(map(_moves, nodes))
        case Not(node=inner):
            return _moves(inner)
        case Is(flag=flag):
            return flag in {*_STATES, "hidden"}
        case Since() | Younger():
            return True
        case Has(name=name):
            return str(name) == "search"
        case _:
            return False


def _names(node: Node, wanted: Collection[str]) -> bool:
    """Whether a node holds a name of a kind: of feeds, folders or tags."""
    match node:
        case And(nodes=nodes) | Or(nodes=nodes):
            return any(_names(inner, wanted) for inner in nodes)
        case Not(node=inner):
            return _names(inner, wanted)
        case Has(name=name):
            return name in wanted
        case _:
            return False


# -- which of some articles fit ----------------------------------------------------------------


def fitting(db: Connection, root: Node, ids: Sequence[int], *, live: bool = False) -> list[int]:
    """Which of some articles fit a query, by their numbers; `live`: not those out of the lists."""
    where, values = Conditions(db, among=ids).of(root)
    shown = "removed = 0 AND hidden = 0 AND " if live else ""
    rows = db.rows(
        "SELECT status.article_id FROM json_each(?) AS wanted CROSS JOIN status"  # noqa: S608 - ours
        f" ON status.article_id = wanted.value WHERE {shown}{where} ORDER BY 1",
        json.dumps(list(ids)),
        *values,
    )
    return [number for (number,) in rows]


# -- keeping them ------------------------------------------------------------------------------


class _Search(NamedTuple):
    id: int
    core: Node


def _searches(db: Connection) -> list[_Search]:
    """The saved searches that are kept."""
    found: list[_Search] = []
    for number, query in db.rows("SELECT id, query FROM saved_search ORDER BY id"):
        how = understood(query)
        if how is not None:
            found.append(_Search(number, how.core))
    return found


def understood(query: str) -> Kept | None:
    """How a query is kept; None also for one that a later Reader has saved."""
    try:
        return kept(query)
    except UsageError:
        return None


def settle(db: Connection, ids: Iterable[int]) -> None:
    """Look again which saved searches find some articles, within a transaction."""
    changed = sorted(set(ids))
    if not changed or db.value("SELECT 1 FROM saved_search LIMIT 1") is None:
        return
    numbers = json.dumps(changed)
    for search in _searches(db):
        now = json.dumps(fitting(db, search.core, changed))
        db.run(
            "DELETE FROM found WHERE search_id = ?"
            " AND article_id IN (SELECT value FROM json_each(?))"
            " AND article_id NOT IN (SELECT value FROM json_each(?))",
            search.id,
            numbers,
            now,
        )
        db.run(
            "INSERT INTO found SELECT ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING",
            search.id,
            now,
        )


def build(db: Connection, search_id: int) -> None:
    """Find all articles of a saved search anew, within a transaction; none when it is gone."""
    query = db.value("SELECT query FROM saved_search WHERE id = ?", search_id)
    how = None if query is None else understood(query)
    if how is None:
        db.run("DELETE FROM found WHERE search_id = ?", search_id)
        db.run("DELETE FROM search_count WHERE search_id = ?", search_id)
        return
    where, values = Conditions(db).of(how.core)
    every = f"SELECT status.article_id FROM status WHERE {where}"  # noqa: S608 - ours
    db.run(
        f"DELETE FROM found WHERE search_id = ? AND article_id NOT IN ({every})",  # noqa: S608 - ours
        search_id,
        *values,
    )
    db.run(
        f"INSERT INTO found SELECT ?, article_id FROM ({every}) WHERE true ON CONFLICT DO NOTHING",  # noqa: S608 - ours
        search_id,
        *values,
    )


def untrue(db: Connection) -> int:
    """How many articles are wrongly among those of a saved search, or missing there."""
    count = 0
    for search in _searches(db):
        where, values = Conditions(db).of(search.core)
        truth = f"SELECT status.article_id FROM status WHERE {where}"  # noqa: S608 - ours
        there = f"SELECT article_id FROM found WHERE search_id = {search.id}"  # noqa: S608 - ours
        for one, other in ((truth, there), (there, truth)):
            sql = f"SELECT count(*) FROM (SELECT * FROM ({one}) EXCEPT SELECT * FROM ({other}))"  # noqa: S608 - ours
            count += db.value(sql, *values)
    return count


def build_all(db: Connection) -> None:
    """Find the articles of all saved searches anew."""
    for (number,) in db.rows(
        "SELECT id FROM saved_search UNION SELECT DISTINCT search_id FROM found"
    ):
        build(db, number)


def names_changed(db: Connection, *kinds: str) -> None:
    """Find anew what searches find that hold names of these kinds: "feed", "folder", "tag"."""
    for search in _searches(db):
        if _names(search.core, kinds):
            build(db, search.id)


# -- following an action -----------------------------------------------------------------------

_LOOKED_AT = ("bookmark", "note", "article_tag", "tag", "saved_search", "subscription")
_TITLE, _FOLDER = 3, 4
"""The columns of `subscription` whose change may change what a search finds."""


class Touched(NamedTuple):
    """What an action has changed that saved searches and tags may have to follow."""

    articles: set[int]
    searches: set[int]
    sources: bool
    tags: bool


def touched(changeset: bytes) -> Touched:
    """What a changeset is about; that which only marks articles read is not gone through."""
    found = Touched(set(), set(), sources=False, tags=False)
    if not any(name.encode() + b"\0" in changeset for name in _LOOKED_AT):
        return found
    for change in apsw.Changeset.iter(changeset):
        row = change.new if change.op == "INSERT" else change.old
        match change.name:
            case "bookmark" | "note" | "article_tag" if row is not None:
                number = row[1]
                if isinstance(number, int):
                    found.articles.add(number)
            case "saved_search" if row is not None and isinstance(row[0], int):
                found.searches.add(row[0])
            case "subscription":
                found = found._replace(sources=found.sources or _renamed(change))
            case "tag":
                found = found._replace(tags=True)
            case _:
                continue
    return found


def _renamed(change: apsw.TableChange) -> bool:
    if change.op != "UPDATE" or change.new is None:
        return False
    return any(change.new[column] is not apsw.no_change for column in (_TITLE, _FOLDER))


def follow(db: Connection, what: Touched, titled: Iterable[int]) -> None:
    """Let saved searches follow an action or its undo, within its transaction."""
    for number in sorted(what.searches):
        build(db, number)
    if db.value("SELECT 1 FROM saved_search LIMIT 1") is None:
        return
    if what.sources:
        names_changed(db, "feed", "folder")
    if what.tags:
        names_changed(db, "tag")
    settle(db, what.articles | set(titled))
