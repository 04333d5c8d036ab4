"""What a query is once it is understood: plain values, no behaviour, no SQL."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, get_args

Column: TypeAlias = Literal["any", "title", "author", "section", "text"]
Property: TypeAlias = Literal["tag", "feed", "folder", "site", "url", "lang", "search"]
Flag: TypeAlias = Literal[
    "unread", "read", "bookmarked", "annotated", "hidden", "full", "teaser", "link only", "failed"
]
Content: TypeAlias = Literal["image", "audio", "video", "code"]
Sort: TypeAlias = Literal["new", "old", "rank", "short", "long", "feed"]
SORTS: tuple[str, ...] = get_args(Sort)


class Words(NamedTuple):
    """A word or, with spaces, a phrase. `prefix`: the last word may go on."""

    text: str
    prefix: bool = False
    column: Column = "any"


class Near(NamedTuple):
    """Words with at most `distance` others between the first and the last of them."""

    texts: tuple[str, ...]
    distance: int
    column: Column = "any"


class Is(NamedTuple):
    """What an article is: `is:unread`, and `has:note` as "annotated"."""

    flag: Flag


class Has(NamedTuple):
    """What an article belongs to or carries: `tag:physics`."""

    name: Property
    value: str


class Holds(NamedTuple):
    """What stands in the text of an article: `has:code`."""

    content: Content


class Since(NamedTuple):
    """At or after a time (`negated`: before it), seconds since the epoch."""

    at: int
    negated: bool


class Younger(NamedTuple):
    """Less than so many seconds old (`negated`: more)."""

    seconds: int
    negated: bool


class Long(NamedTuple):
    """How many words an article has, from `least` to `most`; None: without a bound."""

    least: int | None
    most: int | None


class Not(NamedTuple):
    """Whatever its node is not."""

    node: Node


class And(NamedTuple):
    """All of its nodes."""

    nodes: tuple[Node, ...]


class Or(NamedTuple):
    """Any of its nodes."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Words | Near | Is | Has | Holds | Since | Younger | Long | Not | And | Or


class Query(NamedTuple):
    """A whole query: `And(())` is everything; `sort` None when it names none."""

    root: Node
    sort: Sort | None


def conjuncts(node: Node) -> tuple[Node, ...]:
    """What must hold all together for a node to hold."""
    return node.nodes if isinstance(node, And) else (node,)


def mentions(node: Node, wanted: Node) -> bool:
    """Whether a node stands anywhere in another."""
    match node:
        case And(nodes=nodes) | Or(nodes=nodes):
            return any(mentions(inner, wanted) for inner in nodes)
        case Not(node=inner):
            return mentions(inner, wanted)
        case _:
            return node == wanted


def searches_in(node: Node) -> set[str]:
    """The names of saved searches that stand anywhere in a query."""
    match node:
        case And(nodes=nodes) | Or(nodes=nodes):
            return set[str]().union(*map(searches_in, nodes))
        case Not(node=inner):
            return searches_in(inner)
        case Has(name="search", value=value):
            return {value}
        case _:
            return set()
