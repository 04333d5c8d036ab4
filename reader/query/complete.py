"""What may be meant by what is being typed of a query: names of fields, and their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reader.query.fields import COLUMNS, CONTENTS, FIELDS, FLAGS
from reader.query.tokens import QUOTES, Token, pieces
from reader.query.tree import SORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Values = Callable[[str, str], Sequence[str]]

OPEN: Final = ("author", "feed", "folder", "tag", "site", "lang", "search")
"""The fields whose values only a library knows."""

MOST = 20

_FEWEST: Final = 3
"""Letters of a word that is looked for before it is finished."""

_KNOWN: Final = {
    "is": FLAGS,
    "has": CONTENTS,
    "sort": SORTS,
    "after": ("today", "yesterday", "last-week", "last-month", "last-year"),
    "before": ("today", "yesterday", "last-week", "last-month", "last-year"),
    "newer": ("1d", "2d", "1w", "2w", "1m", "6m", "1y"),
    "older": ("1d", "2d", "1w", "2w", "1m", "6m", "1y"),
    "words": (">1000", ">3000", "<300", "300..1000"),
    "minutes": ("<5", "<10", ">15", "5..15"),
}
_LISTED: Final = frozenset({"is", "has", "lang"})
"""Where several values stand with commas between them."""


class Suggestions(NamedTuple):
    """What may stand in place of the characters from `start` to `end`, the likeliest first."""

    start: int
    end: int
    offers: tuple[str, ...]

    def taken(self, query: str, number: int = 0) -> tuple[str, int]:
        """The query with one of them in it, and where the cursor then stands."""
        offer = self.offers[number]
        return query[: self.start] + offer + query[self.end :], self.start + len(offer)


class Asked(NamedTuple):
    """What is being typed: a value of a field (None: a word, that may become a field's name)."""

    field: str | None
    begun: str
    start: int


def asked(query: str, cursor: int) -> Asked | None:
    """What is being typed at a cursor; None where nothing can be completed."""
    found, unclosed = pieces(query[:cursor])
    token = unclosed or (found[-1] if found else None)
    if token is None or token.end != cursor:
        return None
    if token.field is not None and token.field in FIELDS:
        return _value(token, closed=token is not unclosed)
    if token.kind == "word" and token.field is None:
        return Asked(None, token.text, token.at)
    return None


def goes_on(query: str) -> bool:
    """Whether the last word of a query, that is looked for in texts, may not be finished yet."""
    what = asked(query, len(query))
    if what is None or what.field not in {None, *COLUMNS}:
        return False
    return len(what.begun) >= _FEWEST and what.begun.replace("_", "x").isalnum()


def _value(token: Token, *, closed: bool) -> Asked | None:
    if token.kind == "phrase":
        return None if closed else Asked(token.field, token.text, token.value_at)
    before, comma, last = token.text.rpartition(",")
    if comma and token.field in _LISTED:
        return Asked(token.field, last, token.value_at + len(before) + 1)
    return Asked(token.field, token.text, token.value_at)


def complete(query: str, cursor: int, values: Values) -> Suggestions:
    """What may be meant at a cursor.

    `values` tells of one of the `OPEN` fields the values that fit what is typed of one; it is asked
    at most once.
    """
    what = asked(query, cursor)
    if what is None:
        return Suggestions(cursor, cursor, ())
    if what.field is None:
        fitting = _beginning(FIELDS, what.begun)
        return Suggestions(what.start, cursor, tuple(f"{name}:" for name in fitting))
    known = _KNOWN.get(what.field)
    if known is not None:
        offers = _beginning(known, what.begun)
    elif what.field in OPEN:
        offers = list(values(what.field, what.begun))
    else:
        offers = []
    quoted = cursor > what.start and query[what.start] in QUOTES
    return Suggestions(what.start, cursor, tuple(_written(o, quoted=quoted) for o in offers[:MOST]))


def _beginning(names: Iterable[str], begun: str) -> list[str]:
    begun = begun.lower()
    return [name for name in names if name.startswith(begun) and name != begun]


def _written(value: str, *, quoted: bool) -> str:
    """A value as it is written in a query; in quotation marks where it would not be whole."""
    plain = not any(sign.isspace() or sign in '()"' for sign in value)
    if plain and value[:1] not in QUOTES and not quoted:
        return value
    return f'"{value}"' if '"' not in value else f"“{value}”"
