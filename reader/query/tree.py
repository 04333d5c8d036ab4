"""What a query is once it is understood: plain values, no behaviour, no SQL."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Column: TypeAlias = Literal["any", "title", "author", "text"]
Property: TypeAlias = Literal["tag", "feed", "folder", "site", "url", "lang"]
Flag: TypeAlias = Literal["unread", "read", "bookmarked", "annotated", "full", "teaser"]
Content: TypeAlias = Literal["image", "audio", "video", "code"]
Sort: TypeAlias = Literal["new", "old", "short", "long", "feed"]


class Words(NamedTuple):
    """A word or, with spaces, a phrase. `prefix`: the last word may go on."""

    text: str
    prefix: bool = False
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
    """How long an article is: `words:>1000`."""

    unit: Literal["words", "minutes"]
    relation: Literal["<", "<=", ">", ">=", "="]
    number: int


class Not(NamedTuple):
    """Whatever its node is not."""

    node: Node


class And(NamedTuple):
    """All of its nodes."""

    nodes: tuple[Node, ...]


class Or(NamedTuple):
    """Any of its nodes."""

    nodes: tuple[Node, ...]


Node: TypeAlias = Words | Is | Has | Holds | Since | Younger | Long | Not | And | Or


class Query(NamedTuple):
    """A whole query: `And(())` is everything; `sort` None when it names none."""

    root: Node
    sort: Sort | None
