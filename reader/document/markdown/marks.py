"""`==marked words==`: Markdown's newest pair of signs, which may have other markup between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_core import StateCore

_SIGN: Final = re.compile(r"(?<!=)==(?!=)")
_WORD: Final = re.compile(r"[A-Za-z0-9_]")


def marks(state: StateCore) -> None:
    """Make marks of the pairs in every paragraph, before escaped characters are text as others."""
    for token in state.tokens:
        if token.type == "inline" and "==" in token.content:
            token.children = _Marks().run(token.children or [])


class _Marks:
    """Goes through the tokens of one paragraph; at most one mark is open at a time."""

    def __init__(self) -> None:
        self._out: list[Token] = []
        self._opened: tuple[int, int] | None = None

    def run(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens, with the signs of each pair made tokens that open and close a mark."""
        for number, token in enumerate(tokens):
            line_ends = token.type in ("softbreak", "hardbreak")
            if self._opened is not None and (line_ends or token.level < self._opened[1]):
                self._opened = None
            if token.type == "text" and "==" in token.content:
                before = _shown(tokens[number - 1], -1) if number else " "
                after = _shown(tokens[number + 1], 0) if number + 1 < len(tokens) else " "
                self._text(token, before, after)
            else:
                self._out.append(token)
        return self._out

    def _text(self, token: Token, before: str, after: str) -> None:
        text, at = token.content, 0
        around = f"{before}{text}{after}"
        for match in _SIGN.finditer(text):
            left, right = around[match.start()], around[match.end() + 1]
            closes = self._opened is not None and self._opened[1] == token.level
            if closes and not left.isspace() and not _is_joined(right):
                self._add(token, text[at : match.start()])
                self._close(token.level)
            elif not right.isspace() and not _is_joined(left):
                self._add(token, text[at : match.start()])
                self._opened = len(self._out), token.level
                self._add(token, match[0])
            else:
                continue
            at = match.end()
        self._add(token, text[at:])

    def _add(self, token: Token, text: str) -> None:
        if text:
            self._out.append(Token("text", "", 0, content=text, level=token.level))

    def _close(self, level: int) -> None:
        assert self._opened is not None
        self._out[self._opened[0]] = Token("mark_open", "mark", 1, markup="==", level=level)
        self._out.append(Token("mark_close", "mark", -1, markup="==", level=level))
        self._opened = None


def _is_joined(character: str) -> bool:
    return character == "=" or _WORD.match(character) is not None


def _shown(token: Token, at: int) -> str:
    """The character of a neighbour that a sign stands beside; markup counts as a bracket does."""
    if token.type in ("text", "text_special") and token.content:
        return token.content[at]
    return " " if token.type in ("softbreak", "hardbreak") else "("
