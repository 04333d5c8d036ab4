"""What a field and its value mean: `is:unread`, `newer:2w`, `words:>1000`."""

from __future__ import annotations

import re
from datetime import datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, cast, get_args

from reader.query.tokens import Token, wrong
from reader.query.tree import Content, Flag, Has, Holds, Is, Long, Property, Since, Words, Younger

if TYPE_CHECKING:
    from typing import Literal

    from reader.query.tree import Column, Node

    Relation = Literal["<", "<=", ">", ">=", "="]

FLAGS: tuple[str, ...] = get_args(Flag)
CONTENTS: tuple[str, ...] = get_args(Content)
PROPERTIES: tuple[str, ...] = get_args(Property)
COLUMNS = ("title", "author", "text")
FIELDS = (
    *("is", "has", *COLUMNS, *PROPERTIES),
    *("after", "before", "newer", "older", "words", "minutes", "sort"),
)
"""All fields of the language."""

_SPANS = {"h": 3600, "d": 86_400, "w": 604_800, "m": 2_629_800, "y": 31_557_600}
_SPAN = re.compile(r"(\d{1,5})([hdwmy])")
_NUMBER = re.compile(r"([<>]=?|=)?(\d{1,9})")
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def node_of(query: str, token: Token) -> Node:
    """The node that a field with its value means. Raises UsageError that points at it."""
    name, value = token.field or "", token.text
    if name not in FIELDS:
        raise wrong(query, token.at, f"there is no field {name}:{_nearest(name, FIELDS)}")
    if not value:
        raise wrong(query, token.at, f"{name}: needs something after it.")
    if name in COLUMNS:
        return words_of(token, cast("Column", name))
    if name in PROPERTIES:
        return Has(cast("Property", name), value)
    match name:
        case "is":
            return _flag(query, token)
        case "has":
            return _content(query, token)
        case "after" | "before":
            return Since(_date(query, token), negated=name == "before")
        case "newer" | "older":
            return Younger(_span(query, token), negated=name == "older")
        case _:
            return _length(query, token)


def words_of(token: Token, column: Column) -> Words:
    """A word or phrase to look for; a star at the end of a word means that it may go on."""
    prefix = token.kind == "word" and token.text.endswith("*")
    return Words(token.text.rstrip("*") if prefix else token.text, prefix, column)


def _nearest(name: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(name, known, 1, 0.5)
    return f"; is {near[0]}: meant?" if near else f"; there are {', '.join(known)}."


def _flag(query: str, token: Token) -> Node:
    value = token.text.lower()
    if value in FLAGS:
        return Is(cast("Flag", value))
    raise wrong(query, token.at, f"is:{value} is not known; there are {', '.join(FLAGS)}.")


def _content(query: str, token: Token) -> Node:
    value = token.text.lower()
    if value == "note":
        return Is("annotated")
    if value in CONTENTS:
        return Holds(cast("Content", value))
    known = ", ".join(("note", *CONTENTS))
    raise wrong(query, token.at, f"has:{value} is not known; there are {known}.")


def _date(query: str, token: Token) -> int:
    found = _DATE.fullmatch(token.text)
    try:
        if found:
            year, month, day = (int(part or 1) for part in found.groups())
            return int(datetime(year, month, day).astimezone().timestamp())
    except (ValueError, OverflowError, OSError):
        pass
    raise wrong(query, token.at, f"{token.text} is not a date; write 2026, 2026-11 or 2026-11-05.")


def _span(query: str, token: Token) -> int:
    found = _SPAN.fullmatch(token.text)
    if not found:
        raise wrong(query, token.at, f"{token.text} is not an age; write 12h, 3d, 2w, 6m or 1y.")
    return int(found[1]) * _SPANS[found[2]]


def _length(query: str, token: Token) -> Node:
    found = _NUMBER.fullmatch(token.text)
    if not found:
        raise wrong(query, token.at, f"{token.text} is not a length; write >1000 or <5.")
    unit = cast("Literal['words', 'minutes']", token.field)
    return Long(unit, cast("Relation", found[1] or "="), int(found[2]))
