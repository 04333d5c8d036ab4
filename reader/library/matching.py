"""Queries in the language of the search index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.library.index import phrase
from reader.query.tree import And, Near, Node, Not, Or, Words

if TYPE_CHECKING:
    from reader.query.tree import Column

COLUMNS: Final[dict[Column, str]] = {
    "any": "",
    "title": "title : ",
    "author": "author : ",
    "section": "sections : ",
    "text": "body : ",
}
"""What stands before a word that is looked for in one column of the index."""


def expression(node: Node) -> str | None:
    """The node as an expression of the index; None when it is not about words alone.

    The index knows "not" only after something positive.
    """
    match node:
        case Words():
            return _words(node)
        case Near():
            return _near(node)
        case And(nodes=nodes):
            return _all(nodes)
        case Or(nodes=nodes):
            parts = [expression(inner) for inner in nodes]
            if None in parts or not parts:
                return None
            return "(" + " OR ".join(part for part in parts if part) + ")"
        case _:
            return None


def split(node: Node) -> tuple[str | None, tuple[Node, ...]]:
    """A node as what the index answers of it, and the nodes that must hold besides."""
    whole = expression(node)
    if whole is not None:
        return whole, ()
    if not isinstance(node, And):
        return None, (node,)
    textual = [inner for inner in node.nodes if expression(inner) is not None]
    if not textual:
        return None, node.nodes
    negative = [
        inner
        for inner in node.nodes
        if isinstance(inner, Not) and expression(inner.node) is not None
    ]
    rest = tuple(inner for inner in node.nodes if inner not in textual and inner not in negative)
    return expression(And((*textual, *negative))), rest


def alternatives(node: Or) -> tuple[str | None, tuple[Node, ...]]:
    """What the index answers of an Or at once, and the nodes of which else one may hold."""
    textual = tuple(inner for inner in node.nodes if expression(inner) is not None)
    rest = tuple(inner for inner in node.nodes if inner not in textual)
    return (expression(Or(textual)) if textual else None), rest


def _all(nodes: tuple[Node, ...]) -> str | None:
    wanted = [expression(node) for node in nodes if not isinstance(node, Not)]
    unwanted = [expression(node.node) for node in nodes if isinstance(node, Not)]
    if not wanted or None in wanted or None in unwanted:
        return None
    text = "(" + " AND ".join(part for part in wanted if part) + ")"
    if unwanted:
        text = f"({text} NOT (" + " OR ".join(part for part in unwanted if part) + "))"
    return text


def _words(node: Words) -> str | None:
    found = phrase(node.text, prefix=node.prefix)
    return None if found is None else COLUMNS[node.column] + found


def _near(node: Near) -> str | None:
    found = [phrase(text) for text in node.texts]
    if None in found:
        return None
    words = " ".join(part for part in found if part)
    return f"{COLUMNS[node.column]}NEAR({words}, {node.distance})"


def wanted(node: Node) -> list[Words]:
    """The words that a query looks for, those it excludes left out."""
    match node:
        case Words():
            return [node]
        case Near(texts=texts, column=column):
            return [Words(text, column=column) for text in texts]
        case And(nodes=nodes) | Or(nodes=nodes):
            return [found for inner in nodes for found in wanted(inner)]
        case _:
            return []
