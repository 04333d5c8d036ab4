"""What a field and its value mean: `is:unread`, `newer:2w`, `words:>1000`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast, get_args

from reader.query.dates import age_of, start_of
from reader.query.lengths import bounds, in_words
from reader.query.tokens import wrong, wrong_value
from reader.query.tree import (
    Content,
    Flag,
    Has,
    Holds,
    Is,
    Long,
    Near,
    Not,
    Or,
    Property,
    Since,
    Words,
    Younger,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.query.tokens import Token
    from reader.query.tree import Column, Node

COLUMNS: Final = ("title", "author", "section", "text")
PROPERTIES: Final[tuple[str, ...]] = get_args(Property)
CONTENTS: Final[tuple[str, ...]] = ("note", *get_args(Content))
FLAGS: Final = (
    *("unread", "read", "bookmarked", "annotated", "hidden"),
    *("full", "teaser", "link-only", "failed"),
)
"""The values of `is:`, as they are written."""

FIELDS: Final = (
    *(*COLUMNS, "feed", "folder", "tag", "site", "url", "lang", "search"),
    *("is", "has"),
    *("after", "before", "newer", "older", "words", "minutes", "sort"),
)
"""All fields of the language."""

MOST_BETWEEN = 1000
"""Words between those of a NEAR."""

_MEANT: Final = {
    "is": {
        **dict.fromkeys(("new", "unseen", "unopened"), "unread"),
        **dict.fromkeys(("seen", "old", "done", "opened"), "read"),
        **dict.fromkeys(
            ("starred", "star", "saved", "flagged", "favourite", "favorite", "marked", "pinned"),
            "bookmarked",
        ),
        **dict.fromkeys(("noted", "highlighted", "commented"), "annotated"),
        **dict.fromkeys(("muted", "filtered", "ignored"), "hidden"),
        **dict.fromkeys(("whole", "complete"), "full"),
        **dict.fromkeys(("partial", "short", "summary"), "teaser"),
        **dict.fromkeys(("link", "links"), "link-only"),
        **dict.fromkeys(("broken", "error"), "failed"),
    },
    "has": {
        **dict.fromkeys(("notes", "highlight", "highlights"), "note"),
        **dict.fromkeys(("images", "picture", "pictures", "photo", "photos"), "image"),
        **dict.fromkeys(("podcast", "sound", "music", "enclosure"), "audio"),
        **dict.fromkeys(("film", "movie", "embed"), "video"),
        **dict.fromkeys(("listing", "source"), "code"),
    },
    "sort": {
        **dict.fromkeys(("newest", "date", "recent"), "new"),
        **dict.fromkeys(("oldest",), "old"),
        **dict.fromkeys(("best", "relevance", "score"), "rank"),
        **dict.fromkeys(("shortest",), "short"),
        **dict.fromkeys(("longest", "length", "words"), "long"),
        **dict.fromkeys(("source", "title"), "feed"),
    },
    "": {
        **dict.fromkeys(("by", "from", "writer"), "author"),
        **dict.fromkeys(("headline", "intitle", "subject"), "title"),
        **dict.fromkeys(("body", "content", "intext"), "text"),
        **dict.fromkeys(("heading", "chapter"), "section"),
        **dict.fromkeys(("source", "blog", "subscription"), "feed"),
        **dict.fromkeys(("label", "category", "tags"), "tag"),
        **dict.fromkeys(("domain", "host"), "site"),
        **dict.fromkeys(("link", "address", "inurl"), "url"),
        **dict.fromkeys(("language", "locale"), "lang"),
        **dict.fromkeys(("since", "date", "from"), "after"),
        **dict.fromkeys(("until", "to"), "before"),
        **dict.fromkeys(("length", "size"), "words"),
        **dict.fromkeys(("order", "by"), "sort"),
    },
}
"""What other programs and other people call it."""


def node_of(query: str, token: Token, follows: Token) -> Node:
    """The node that a field with its value means; `follows` is the piece after it.

    Raises QueryError that points at it.
    """
    name, value = token.field or "", token.text
    if name not in FIELDS:
        field = token._replace(end=token.at + len(name) + 1)
        what = f"there is no field {name}:{meant('', name, FIELDS)} Words are put in quotes."
        raise wrong(query, field, what)
    if not value.strip():
        raise wrong(query, token, f"{name}: needs something after it.")
    if name in COLUMNS:
        if not any(sign.isalnum() for sign in value):
            raise wrong_value(query, token, "there is no word to look for here.")
        return words_of(query, token, cast("Column", name))
    if token.near is not None or token.begun:
        raise wrong(query, token, f"{name}: takes a value as it is, without ~ or * after it.")
    return _VALUES[name](query, token, follows)


def words_of(query: str, token: Token, column: Column) -> Words | Near:
    """A word or phrase to look for; a star at its end means that the last word may go on."""
    if token.near is not None:
        return _near(query, token, column)
    prefix = token.begun or (token.kind == "word" and token.text.endswith("*"))
    return Words(token.text.rstrip("*") if prefix else token.text, prefix, column)


def meant(field: str, value: str, known: Iterable[str]) -> str:
    """The end of a sentence on a name that is not known: which one was meant, or which there are.

    `field` is the one whose values they are; empty: they are fields.
    """
    from difflib import get_close_matches

    names = list(known)
    near = _MEANT.get(field, {}).get(value) or next(iter(get_close_matches(value, names, 1)), None)
    listed = ", ".join(names)
    if near is None:
        return f"; there are {listed}."
    return f"; is {field}:{near} meant? There are {listed}." if field else f"; is {near}: meant?"


def _near(query: str, token: Token, column: Column) -> Near:
    texts = tuple(dict.fromkeys(word.casefold() for word in token.text.split()))
    if len(texts) < 2 or not all(any(sign.isalnum() for sign in text) for text in texts):
        what = '~ stands after two or more words in quotes, as in "light lens"~5.'
        raise wrong(query, token, what)
    if token.near is None or token.near > MOST_BETWEEN:
        raise wrong(query, token, f"the words may have at most {MOST_BETWEEN} others between them.")
    return Near(texts, token.near, column)


def _property(_query: str, token: Token, _follows: Token) -> Node:
    name = cast("Property", token.field)
    if name == "lang":
        return _any_of([Has(name, part) for part in _parts(token)])
    return Has(name, token.text)


def _parts(token: Token) -> list[str]:
    """The values with a comma between them, any of which will do."""
    return [part.strip() for part in token.text.lower().split(",") if part.strip()] or [""]


def _any_of(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Or(tuple(dict.fromkeys(nodes)))


def _flag(query: str, token: Token, _follows: Token) -> Node:
    found: list[Node] = []
    for part in _parts(token):
        value = part.replace(" ", "-")
        if value not in FLAGS:
            what = f"is:{value} is not known{meant('is', value, FLAGS)}"
            raise wrong_value(query, token, what)
        found.append(Is(cast("Flag", value.replace("-", " "))))
    return _any_of(found)


def _content(query: str, token: Token, _follows: Token) -> Node:
    found: list[Node] = []
    for value in _parts(token):
        if value not in CONTENTS:
            what = f"has:{value} is not known{meant('has', value, CONTENTS)}"
            raise wrong_value(query, token, what)
        found.append(Is("annotated") if value == "note" else Holds(cast("Content", value)))
    return _any_of(found)


def _date(query: str, token: Token, follows: Token) -> Node:
    at = start_of(token.text)
    if at is None:
        what = f"{token.text} is not a date; write 2026, 2026-11, 2026-11-05, yesterday or 2w."
        if token.kind == "word" and follows.kind == "word" and follows.field is None:
            both = f"{token.text} {follows.text}"
            if start_of(both) is not None:
                what = f'{token.text} is not a date; is {token.field}:"{both}" meant?'
        raise wrong_value(query, token, what)
    return Since(at, negated=token.field == "before")


def _age(query: str, token: Token, _follows: Token) -> Node:
    seconds = age_of(token.text)
    if seconds is None:
        what = f"{token.text} is not an age; write 12h, 3d, 2w, 6m or 1y."
        if start_of(token.text) is not None:
            other = "after" if token.field == "newer" else "before"
            what = f"{token.text} is a date; is {other}:{token.text} meant?"
        raise wrong_value(query, token, what)
    return Younger(seconds, negated=token.field == "older")


def _length(query: str, token: Token, _follows: Token) -> Node:
    found = bounds(token.text)
    if found is None:
        what = f"{token.text} is not a length; write >1000, <5, =300 or 500..900."
        raise wrong_value(query, token, what)
    least, most = found
    if least is not None and most is not None and least > most:
        raise wrong_value(query, token, f"{token.text} holds nothing; the smaller comes first.")
    if token.field == "minutes":
        least, most = in_words(least, most)
    if least is None and most is None:
        return Not(Long(None, -1))
    return Long(least, most)


_VALUES: Final[dict[str, Callable[[str, Token, Token], Node]]] = {
    **dict.fromkeys(PROPERTIES, _property),
    "is": _flag,
    "has": _content,
    **dict.fromkeys(("after", "before"), _date),
    **dict.fromkeys(("newer", "older"), _age),
    **dict.fromkeys(("words", "minutes"), _length),
}
