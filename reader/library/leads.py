"""Which index leads through the articles of a query, so that a page costs what it shows.

By date: the newest articles are looked at one after the other until the page is full, which is
right for what is common. What is rare is found by an index of its own, and held in the hand.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reader.library import matching
from reader.library.conditions import AMONG, COMPLETENESS, FEW, HOST, Conditions, length
from reader.library.contents import CONTENTS
from reader.library.hiding import mutings
from reader.library.list_sql import BOOKMARKS, LIVE, NOTES
from reader.library.listings import MOST_RUNS, Run
from reader.query.tree import And, Has, Holds, Is, Long, Near, Not, Or, Words, conjuncts, mentions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.query.tree import Node

HIDDEN = Is("hidden")

_SHELVED = {"bookmarked": BOOKMARKS, "annotated": NOTES}

_WANTED = "json_each(?) AS wanted CROSS JOIN status ON status.article_id = wanted.value"


def runs(db: Connection, root: Node, *, unread: bool = False, whole: bool = False) -> list[Run]:
    """The runs of the articles of a query.

    Hidden articles are among them only where the query speaks of them. `whole`: all of the runs
    will be gone through.
    """
    if unread:
        root = And((*conjuncts(root), Is("unread")))
    return _Leads(db, root, Conditions(db), whole=whole).runs()


def live(root: Node) -> str:
    """What must be true of the rows of `status` that a query may find."""
    return "removed = 0" if mentions(root, HIDDEN) else LIVE


def few(db: Connection, root: Node, conditions: Conditions) -> list[int] | None:
    """Articles among which are all of a query's, where an index finds that they are few."""
    return _Leads(db, root, conditions).few(root)


def of_source(root: Node, number: int, conditions: Conditions) -> list[Run]:
    """The runs of a query within one source."""
    now, later = parted(root)
    where, values = conditions.of(now)
    shown = f"source = ? AND {LIVE} AND {where}"
    hidden = f"removed = 0 AND hidden = 1 AND source = ? AND {where}"
    wanted = [shown, hidden] if mentions(root, HIDDEN) else [shown]
    return [Run("status", where, (number, *values), rest=later) for where in wanted]


def parted(root: Node) -> tuple[Node, Node | None]:
    """A query as what can be asked of each article where it stands, and the rest: what asks words.

    The index of words answers for many articles at once as quickly as for one.
    """
    textual = tuple(term for term in conjuncts(root) if _asks_words(term))
    now = And(tuple(term for term in conjuncts(root) if term not in textual))
    return now, And(textual) if textual else None


def _asks_words(node: Node) -> bool:
    match node:
        case And(nodes=nodes) | Or(nodes=nodes):
            return any(_asks_words(inner) for inner in nodes)
        case Not(node=inner):
            return _asks_words(inner)
        case _:
            return isinstance(node, Words | Near)


class _Leads:
    """`whole`: the runs have no rest, for they are gone through to their ends."""

    def __init__(
        self, db: Connection, root: Node, conditions: Conditions, *, whole: bool = False
    ) -> None:
        self._db = db
        self._root = root
        self._conditions = conditions
        self._whole = whole
        self._with_hidden = mentions(root, HIDDEN)

    def runs(self) -> list[Run]:
        # Hidden articles stand on no shelf and in no count.
        ordered = None if self._with_hidden else self._smallest()
        if ordered is None or ordered[0] > FEW // 10:
            few = self.few(self._root)
            if few is not None:
                return self._of(few)
        if ordered is not None:
            return self._in_order(ordered[1])
        return self._by_date()

    def _of(self, few: Sequence[int]) -> list[Run]:
        if not few:
            return []
        where, values = Conditions(self._db, among=few).of(self._root)
        numbers = json.dumps(few)
        return [Run(_WANTED, f"{live(self._root)} AND {where}", (numbers, *values), ordered=False)]

    def _parted(self, node: Node) -> tuple[Node, Node | None]:
        return (node, None) if self._whole else parted(node)

    def _by_date(self) -> list[Run]:
        now, later = self._parted(self._root)
        where, values = self._conditions.of(now)
        shown = [
            Run("status", f"muted = {muted} AND {LIVE} AND {where}", values, rest=later)
            for muted in mutings(self._db)
        ]
        if not self._with_hidden:
            return shown
        hidden = Run("status", f"removed = 0 AND hidden = 1 AND {where}", values, rest=later)
        return [hidden] if HIDDEN in conjuncts(self._root) else [*shown, hidden]

    # -- lists that an index orders -------------------------------------------------------------

    def _smallest(self) -> tuple[int, Node] | None:
        """The term whose articles an index has in order, and their number, where they are few."""
        sizes = [
            (size, term) for term in conjuncts(self._root) if (size := self._size(term)) is not None
        ]
        return min(sizes, key=lambda one: one[0]) if sizes else None

    def _size(self, term: Node) -> int | None:
        """How many articles fulfil a term, by the kept counts; None where none are kept."""
        match term:
            case Is(flag="bookmarked" | "annotated") | Has(name="tag"):
                return self._counted("shelf", [self._shelf(term)])
            case Has(name="feed" | "folder" as name, value=value):
                sources = self._conditions.sources(name, value)
                return self._counted("source", sources) if len(sources) <= MOST_RUNS else None
            case _:
                return None

    def _counted(self, kind: str, numbers: Sequence[int]) -> int:
        sql = (
            "SELECT coalesce(sum(total), 0) FROM counter"
            " WHERE list = ? AND number IN (SELECT value FROM json_each(?))"
        )
        return int(self._db.value(sql, kind, json.dumps(list(numbers))))

    def _shelf(self, term: Node) -> int:
        """The shelf of a term; that of a tag holds what is below it, too. 0, an empty one: none."""
        if isinstance(term, Has):
            return self._conditions.tag(term.value)
        return _SHELVED[term.flag] if isinstance(term, Is) else 0

    def _in_order(self, term: Node) -> list[Run]:
        """The runs of a term; what else the query asks is asked of each of their articles."""
        rest = And(tuple(other for other in conjuncts(self._root) if other != term))
        now, later = self._parted(rest)
        where, values = self._conditions.of(now)
        if isinstance(term, Has) and term.name in {"feed", "folder"}:
            return [
                Run("status", f"source = ? AND {LIVE} AND {where}", (number, *values), rest=later)
                for number in self._conditions.sources(term.name, term.value)
            ]
        fits = (
            "EXISTS (SELECT 1 FROM status WHERE status.article_id = shelf.article_id"  # noqa: S608 - ours
            f" AND {where})"
        )
        unread = " AND unread = 1" if Is("unread") in rest.nodes else ""
        on_shelf = f"shelf = ?{unread} AND {fits}"
        return [Run("shelf", on_shelf, (self._shelf(term), *values), rest=later)]

    # -- few articles, in the hand --------------------------------------------------------------

    def few(self, node: Node) -> list[int] | None:
        """Articles among which are all of a node's, where an index finds that they are few."""
        match node:
            case And(nodes=nodes):
                text, rest = matching.split(node) if nodes else (None, ())
                found = self._conditions.few(text) if text is not None else None
                parts = iter(rest)
                while found is None and (part := next(parts, None)) is not None:
                    found = self.few(part)
                return found
            case Or(nodes=nodes):
                text, rest = matching.alternatives(node)
                any_of = [self._conditions.few(text)] if text is not None else []
                any_of += (self.few(part) for part in rest)
                return _united(any_of)
            case Not():
                return None
            case Has() | Is() | Holds() | Long():
                return self._few_of_term(node)
            case _:
                text = matching.expression(node)
                return self._conditions.few(text) if text is not None else None

    def _few_of_term(self, term: Node) -> list[int] | None:
        size = self._size(term)
        if size is not None and not self._with_hidden:
            return self._few_counted(term) if size <= FEW else None
        few = self._conditions.at_most_few
        match term:
            case Has(name="lang", value=value):
                languages = json.dumps(self._conditions.languages(value))
                return few(_articles(f"language{AMONG}"), languages)
            case Has(name="site", value=value):
                hosts = self._conditions.hosts(value)
                within = _articles(HOST.format("url") + AMONG)
                return None if hosts is None else few(within, json.dumps(hosts))
            case Holds(content=content):
                return few(_articles(f"has & {CONTENTS[content]}"))
            case Is(flag="teaser" | "link only" | "failed" as flag):
                kinds = ["teaser", "link only"] if flag == "teaser" else [COMPLETENESS[flag]]
                where = (
                    "completeness <> 'full' AND completeness IN (SELECT value FROM json_each(?))"
                )
                return few(_articles(where), json.dumps(kinds))
            case Long(least=least, most=most):
                where, values = length(least, most)
                return few(_articles(where), *values)
            case _:
                return None

    def _few_counted(self, term: Node) -> list[int] | None:
        if isinstance(term, Has) and term.name in {"feed", "folder"}:
            sources = json.dumps(self._conditions.sources(term.name, term.value))
            sql = f"SELECT article_id FROM status WHERE source{AMONG} AND {LIVE} LIMIT ?"  # noqa: S608 - ours
            return self._conditions.at_most_few(sql, sources)
        sql = "SELECT article_id FROM shelf WHERE shelf = ? LIMIT ?"
        return self._conditions.at_most_few(sql, self._shelf(term))


def _articles(where: str) -> str:
    return f"SELECT a.id FROM article a WHERE {where} LIMIT ?"  # noqa: S608 - ours


def _united(parts: Sequence[list[int] | None]) -> list[int] | None:
    """All of several; None when one of them is not few, or all together are not."""
    found: set[int] = set()
    for part in parts:
        if part is None:
            return None
        found.update(part)
    return sorted(found) if len(found) <= FEW else None
