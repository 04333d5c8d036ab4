"""A query as it is typed becomes a tree: words, "phrases", prefix*, -not, OR, (), fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reader.errors import QueryError
from reader.query.fields import meant, node_of, words_of
from reader.query.tokens import Token, tokens, wrong, wrong_value
from reader.query.tree import SORTS, And, Node, Not, Or, Query

if TYPE_CHECKING:
    from reader.query.tree import Sort

MOST_NESTED = 50
"""Parentheses within parentheses."""

MOST_CHARACTERS = 10_000


def parse(query: str) -> Query:
    """The tree of a query; an empty one is everything.

    Raises QueryError that points at where the query is wrong and says what was meant.
    """
    if len(query) > MOST_CHARACTERS:
        what = f"it is too long; a query has at most {MOST_CHARACTERS:,} characters."
        raise QueryError(query[:60] + "…", 0, 60, what)
    found = tokens(query)
    parser = _Parser(query, found)
    for number, token in enumerate(found[:-1]):
        parser.take(token, found[number + 1])
    return Query(parser.whole(found[-1]), parser.sort)


class _Group:
    """Terms up to the parenthesis that closes them: runs of them, with OR between the runs."""

    def __init__(self, opened: Token | None, *, negated: bool) -> None:
        self.opened = opened
        self.negated = negated
        self.runs: list[list[Node]] = [[]]
        self.waiting: Token | None = None
        """The OR, AND or minus that still needs something after it."""
        self.minus = False
        """Whether what comes next is not wanted."""


class _Parser:
    """Takes the pieces of a query one by one; groups that are open stand on a stack."""

    def __init__(self, query: str, found: list[Token]) -> None:
        self._query = query
        self._groups = [_Group(None, negated=False)]
        self._last = found[-1]
        self.sort: Sort | None = None

    def take(self, token: Token, follows: Token) -> None:
        """Take the next piece; `follows` is the one after it."""
        group = self._groups[-1]
        match token.kind:
            case "not":
                group.minus = not group.minus
                group.waiting = token
            case "open":
                self._open(token)
            case "close":
                self._close(token)
            case "or" | "and":
                self._join(token)
            case _ if token.field == "sort":
                self._sort(token)
            case _ if token.field is not None:
                self._add(node_of(self._query, token, follows))
            case _:
                if not any(sign.isalnum() for sign in token.text):
                    raise wrong(self._query, token, "there is no word to look for here.")
                self._add(words_of(self._query, token, "any"))

    def whole(self, end: Token) -> Node:
        """The tree of all that was taken."""
        if len(self._groups) > 1:
            opened = self._groups[-1].opened
            what = "a parenthesis opens here and does not close; put ) where it ends."
            raise wrong(self._query, opened or end, what)
        return self._closed(self._groups[0])

    def _add(self, node: Node) -> None:
        group = self._groups[-1]
        group.runs[-1].append(_negated(node) if group.minus else node)
        group.minus = False
        group.waiting = None

    def _join(self, token: Token) -> None:
        group = self._groups[-1]
        if group.waiting is not None:
            raise self._needs_more(group.waiting)
        if not group.runs[-1]:
            raise wrong(self._query, token, _between(token))
        group.waiting = token
        if token.kind == "or":
            group.runs.append([])

    def _open(self, token: Token) -> None:
        if len(self._groups) > MOST_NESTED:
            raise wrong(self._query, token, "there are too many parentheses in one another.")
        group = self._groups[-1]
        self._groups.append(_Group(token, negated=group.minus))
        group.minus = False
        group.waiting = None

    def _close(self, token: Token) -> None:
        if len(self._groups) == 1:
            raise wrong(self._query, token, "nothing was opened that this closes.")
        group = self._groups[-1]
        node = self._closed(group)
        if not group.runs[0] and group.opened is not None:
            nothing = group.opened._replace(end=token.end)
            raise wrong(self._query, nothing, "there is nothing in these parentheses.")
        self._groups.pop()
        self._add(_negated(node) if group.negated else node)

    def _closed(self, group: _Group) -> Node:
        if group.waiting is not None:
            raise self._needs_more(group.waiting)
        runs = [_joined(And, run) for run in group.runs]
        return _joined(Or, runs)

    def _needs_more(self, token: Token) -> QueryError:
        return wrong(self._query, token, _between(token))

    def _sort(self, token: Token) -> None:
        if self._groups[-1].minus:
            raise wrong(self._query, token, "sort: is a wish; it cannot be taken away.")
        value = token.text.lower()
        if value not in SORTS:
            what = f"sort:{value} is not known{meant('sort', value, SORTS)}"
            raise wrong_value(self._query, token, what)
        if self.sort not in {None, value}:
            raise wrong(self._query, token, f"the order is sort:{self.sort} already.")
        self.sort = cast("Sort", value)


def _between(token: Token) -> str:
    if token.kind == "not":
        return f"{token.text} stands before what is not wanted."
    return f'{token.text} stands between two things; the word itself is written "{token.text}".'


def _negated(node: Node) -> Node:
    return node.node if isinstance(node, Not) else Not(node)


def _joined(kind: type[And | Or], nodes: list[Node]) -> Node:
    """One node of several; those of its own kind among them are one with it."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.nodes if isinstance(node, kind) else (node,)
    return flat[0] if len(flat) == 1 else kind(tuple(flat))
