"""The pieces of a query, each with where it stands."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, TypeAlias

from reader.errors import QueryError

Kind: TypeAlias = Literal["word", "phrase", "open", "close", "not", "and", "or", "end"]

QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}
"""What opens a phrase, and what closes it."""

_OPERATORS: dict[str, Kind] = {"OR": "or", "AND": "and", "NOT": "not"}
_NEAR = re.compile(r"~(\d*)")


class Token(NamedTuple):
    """A piece from `at` to `end`: a word or a phrase, with a field before a colon or none; a sign.

    `value_at` is where what follows the colon stands. `near` are the words that may stand between
    those of a phrase; None: they follow one another. `begun`: a phrase that may go on.
    """

    kind: Kind
    text: str
    at: int
    end: int
    field: str | None = None
    value_at: int = 0
    near: int | None = None
    begun: bool = False


def wrong(query: str, token: Token, what: str) -> QueryError:
    """The error that a piece of a query is wrong, and what was meant."""
    return QueryError(query, token.at, max(token.end, token.at + 1), what)


def wrong_value(query: str, token: Token, what: str) -> QueryError:
    """The error that what follows the colon of a field is wrong."""
    start = token.value_at if token.field and token.value_at < token.end else token.at
    return QueryError(query, start, token.end, what)


def tokens(query: str) -> list[Token]:
    """A query in pieces. Raises QueryError for a phrase that does not end."""
    found, unclosed = pieces(query)
    if unclosed is not None:
        start = unclosed.value_at if unclosed.field else unclosed.at
        sign = QUOTES[query[start]]
        what = f"a quotation mark opens here and does not close; put {sign} where it ends."
        raise QueryError(query, start, len(query), what)
    return [*found, Token("end", "", len(query), len(query))]


def pieces(query: str) -> tuple[list[Token], Token | None]:
    """A query in pieces, and the phrase at its end that does not close, if there is one."""
    found: list[Token] = []
    at = 0
    while at < len(query):
        sign = query[at]
        if sign.isspace():
            at += 1
            continue
        if sign in "()":
            found.append(Token("open" if sign == "(" else "close", sign, at, at + 1))
        elif sign == "-" and at + 1 < len(query) and not query[at + 1].isspace():
            found.append(Token("not", sign, at, at + 1))
        else:
            piece = _phrase(query, at, at, None) if sign in QUOTES else _word(query, at)
            if piece is None:
                return found, _unclosed(query, at)
            found.append(piece)
        at = found[-1].end
    return found, None


def _unclosed(query: str, at: int) -> Token:
    """The piece that begins here and whose quotation mark does not close."""
    quote = at
    while query[quote] not in QUOTES:
        quote += 1
    field = query[at : quote - 1].lower() if quote > at else None
    return Token("phrase", query[quote + 1 :], at, len(query), field, quote)


def _phrase(query: str, at: int, quote: int, field: str | None) -> Token | None:
    """The phrase whose quotation mark stands at `quote`; None when it does not close."""
    close = query.find(QUOTES[query[quote]], quote + 1)
    if close < 0:
        return None
    text, end = query[quote + 1 : close], close + 1
    if found := _NEAR.match(query, end):
        near = int(found[1][:6]) if found[1] else 10
        return Token("phrase", text, at, found.end(), field, quote, near)
    begun = query.startswith("*", end)
    return Token("phrase", text, at, end + begun, field, quote, begun=begun)


def _word(query: str, at: int) -> Token | None:
    end = at
    while end < len(query) and not query[end].isspace() and query[end] not in "()":
        if query[end] == ":" and (name := _field(query, at, end)) is not None:
            if end + 1 < len(query) and query[end + 1] in QUOTES:
                return _phrase(query, at, end + 1, name)
            return _value(query, at, end + 1, name)
        end += 1
    text = query[at:end]
    return Token(_OPERATORS.get(text, "word"), text, at, end)


def _field(query: str, at: int, colon: int) -> str | None:
    """The name before a colon; an address (`https://`) and a time (`12:30`) have none."""
    name = query[at:colon]
    if not name.isascii() or not name.isalpha() or query.startswith("//", colon + 1):
        return None
    return name.lower()


def _value(query: str, at: int, start: int, name: str) -> Token:
    end = start
    while end < len(query) and not query[end].isspace() and query[end] not in "()":
        end += 1
    return Token("word", query[start:end], at, end, name, start)
