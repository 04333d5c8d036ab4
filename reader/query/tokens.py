"""The pieces of a query, each with where it begins."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from reader.errors import UsageError

Kind: TypeAlias = Literal["word", "phrase", "open", "close", "not", "or", "end"]

_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}


class Token(NamedTuple):
    """A piece: a word (with a field before a colon, or none), a phrase, a sign."""

    kind: Kind
    text: str
    at: int
    field: str | None = None


def wrong(query: str, at: int, what: str) -> UsageError:
    """The error that says what is wrong with a query and where, counted from 1."""
    return UsageError(f"The query “{query}” is not understood at character {at + 1}: {what}")


def tokens(query: str) -> list[Token]:
    """A query in pieces. Raises UsageError for a phrase that does not end."""
    found: list[Token] = []
    at = 0
    while at < len(query):
        at = _next(query, at, found)
    return [*found, Token("end", "", len(query))]


def _next(query: str, at: int, found: list[Token]) -> int:
    sign = query[at]
    if sign.isspace():
        return at + 1
    if sign in "()":
        found.append(Token("open" if sign == "(" else "close", sign, at))
        return at + 1
    if sign == "-" and at + 1 < len(query) and not query[at + 1].isspace():
        found.append(Token("not", sign, at))
        return at + 1
    if sign in _QUOTES:
        return _phrase(query, at, found, None)
    return _word(query, at, found)


def _phrase(query: str, at: int, found: list[Token], field: str | None) -> int:
    end = query.find(_QUOTES[query[at]], at + 1)
    if end < 0:
        raise wrong(query, at, "a quotation mark opens here and does not close.")
    found.append(Token("phrase", query[at + 1 : end], at, field))
    return end + 1


def _word(query: str, at: int, found: list[Token]) -> int:
    end = at
    while end < len(query) and not query[end].isspace() and query[end] not in "()":
        if query[end] == ":" and (name := _field(query, at, end)) is not None:
            if end + 1 < len(query) and query[end + 1] in _QUOTES:
                return _phrase(query, end + 1, found, name)
            return _value(query, at, end + 1, found, name)
        end += 1
    text = query[at:end]
    found.append(Token("or" if text == "OR" else "word", text, at))
    return end


def _field(query: str, at: int, colon: int) -> str | None:
    """The name before a colon; an address (`https://`) and a time (`12:30`) have none."""
    name = query[at:colon]
    if not name.isascii() or not name.isalpha() or query.startswith("//", colon + 1):
        return None
    return name.lower()


def _value(query: str, at: int, start: int, found: list[Token], name: str) -> int:
    end = start
    while end < len(query) and not query[end].isspace() and query[end] not in "()":
        end += 1
    found.append(Token("word", query[start:end], at, name))
    return end
