"""A query as it is typed becomes a tree: words, "phrases", prefix*, -not, OR, (), fields."""

from __future__ import annotations

from typing import cast, get_args

from reader.query.fields import node_of, words_of
from reader.query.tokens import Token, tokens, wrong
from reader.query.tree import And, Node, Not, Or, Query, Sort

SORTS: tuple[str, ...] = get_args(Sort)
MOST_NESTED = 50
"""Parentheses within parentheses."""


def parse(query: str) -> Query:
    """The tree of a query; an empty one is everything.

    Raises UsageError that says where the query is wrong and what was meant.
    """
    parser = _Parser(query)
    root = parser.alternatives(0)
    if parser.token.kind == "close":
        raise wrong(query, parser.token.at, "nothing was opened that this closes.")
    return Query(root, parser.sort)


class _Parser:
    def __init__(self, query: str) -> None:
        self._query = query
        self._tokens = tokens(query)
        self._number = 0
        self.sort: Sort | None = None

    @property
    def token(self) -> Token:
        return self._tokens[self._number]

    def alternatives(self, depth: int) -> Node:
        """Runs of terms with OR between them."""
        first = self.token
        runs = [self._terms(depth)]
        while self.token.kind == "or":
            word = self.token
            self._number += 1
            runs.append(self._terms(depth))
            if not runs[-1] or not runs[-2]:
                raise wrong(self._query, word.at, "OR stands between two things.")
        if depth and not runs[0]:
            raise wrong(self._query, first.at, "there is nothing in these parentheses.")
        nodes = tuple(run[0] if len(run) == 1 else And(tuple(run)) for run in runs)
        return nodes[0] if len(nodes) == 1 else Or(nodes)

    def _terms(self, depth: int) -> list[Node]:
        found: list[Node] = []
        while self.token.kind not in {"end", "close", "or"}:
            node = self._term(depth)
            if node is not None:
                found.append(node)
        return found

    def _term(self, depth: int) -> Node | None:
        token = self.token
        self._number += 1
        match token.kind:
            case "not":
                inner = self._term(depth) if self.token.kind not in {"end", "close", "or"} else None
                if inner is None:
                    raise wrong(self._query, token.at, "- stands before what is not wanted.")
                return Not(inner)
            case "open":
                return self._parenthesis(token, depth)
            case _ if token.field == "sort":
                self.sort = self._sort(token)
                return None
            case _ if token.field is not None:
                return node_of(self._query, token)
            case _:
                if not any(sign.isalnum() for sign in token.text):
                    raise wrong(self._query, token.at, "there is no word to look for here.")
                return words_of(token, "any")

    def _parenthesis(self, token: Token, depth: int) -> Node:
        if depth >= MOST_NESTED:
            raise wrong(self._query, token.at, "there are too many parentheses.")
        node = self.alternatives(depth + 1)
        if self.token.kind != "close":
            raise wrong(self._query, token.at, "a parenthesis opens here and does not close.")
        self._number += 1
        return node

    def _sort(self, token: Token) -> Sort:
        if token.text in SORTS:
            return cast("Sort", token.text)
        known = ", ".join(SORTS)
        raise wrong(self._query, token.at, f"sort:{token.text} is not known; there are {known}.")
