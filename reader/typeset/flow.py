"""A run of inlines as one string to be broken into lines, and where each part of it comes from."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.model import (
    CodeSpan,
    Emphasis,
    InlineImage,
    InlineMath,
    Inserted,
    Keyboard,
    LineBreak,
    Link,
    Mark,
    NoteRef,
    Ruby,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from reader.typeset.line import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.document.model import Inline

DROPPED: Final = re.compile("[\xad\u200b\u200e\u200f\u061c\u2060\u202a-\u202e\u2066-\u2069\ufeff]+")
"""What is not painted: where a word may be parted or not, and what turns the direction."""

_ROLES: Final[dict[type, str]] = {
    Emphasis: "emphasis",
    Strong: "strong",
    Strike: "strike",
    Inserted: "inserted",
    CodeSpan: "code-span",
    Keyboard: "keyboard",
    Mark: "mark",
    Superscript: "superscript",
    Subscript: "subscript",
}
_EXACT: Final = frozenset({"code-span", "keyboard", "math"})
"""Roles of text in which an added hyphen would be read as part of it."""

_RAISED: Final = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED: Final = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_SMALL: Final = {"superscript": (_RAISED, "^"), "subscript": (_LOWERED, "_")}
"""The signs that a cell can show small, and what stands before a number where it can not."""

_CONTROLS: Final = dict.fromkeys(
    [*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0xFFF9, 0xFFFC)], " "
)
_CONTROLS.pop(0x0A)


class Piece(NamedTuple):
    """Part of a flow that looks and comes from one place; `offset` None: the typesetter's own."""

    start: int
    text: str
    roles: tuple[str, ...]
    offset: int | None
    link: str | None


class Flow:
    """Text to be set, with its pieces. Positions in it are characters of `text`."""

    def __init__(self, pieces: list[Piece], text: str) -> None:
        """`pieces` joined are `text`, but for control characters, which are spaces in `text`."""
        self.pieces = pieces
        self.text = text
        self.starts = [piece.start for piece in pieces]
        self.drops = not text.isprintable() and DROPPED.search(text) is not None

    def spans(self, start: int, end: int) -> list[Span]:
        """The characters from `start` to `end` as spans."""
        number = max(0, bisect_right(self.starts, start) - 1)
        found: list[Span] = []
        while number < len(self.pieces):
            piece = self.pieces[number]
            if piece.start >= end:
                break
            low = max(start, piece.start)
            high = min(end, piece.start + len(piece.text))
            if high > low:
                text = self.text[low:high]
                offset = None if piece.offset is None else piece.offset + low - piece.start
                if self.drops:
                    found += _painted(text, piece, offset)
                else:
                    found.append(Span(text, piece.roles, offset, piece.link))
            number += 1
        return found

    def painted(self, start: int, end: int) -> str:
        """The characters from `start` to `end` as they will be painted."""
        text = self.text[start:end]
        return DROPPED.sub("", text) if self.drops else text

    def exact(self, start: int, end: int) -> bool:
        """Whether anything from `start` to `end` is code, a key or a formula."""
        number = max(0, bisect_right(self.starts, start) - 1)
        while number < len(self.pieces) and self.pieces[number].start < end:
            if not _EXACT.isdisjoint(self.pieces[number].roles):
                return True
            number += 1
        return False

    def offset(self, position: int) -> int | None:
        """Where the first text at or after a position stands; None when there is none."""
        number = max(0, bisect_right(self.starts, position) - 1)
        for piece in self.pieces[number:]:
            if piece.offset is not None and piece.start + len(piece.text) > position:
                return piece.offset + max(0, position - piece.start)
        return None


def _painted(text: str, piece: Piece, offset: int | None) -> list[Span]:
    """A text without what is not painted, each part with its own offset."""
    found: list[Span] = []
    at = 0
    for gone in DROPPED.finditer(text):
        if gone.start() > at:
            where = None if offset is None else offset + at
            found.append(Span(text[at : gone.start()], piece.roles, where, piece.link))
        at = gone.end()
    if at < len(text):
        where = None if offset is None else offset + at
        found.append(Span(text[at:], piece.roles, where, piece.link))
    return found


def plain(text: str, offset: int | None, roles: tuple[str, ...], link: str | None = None) -> Flow:
    """A flow of one piece."""
    shown = text if text.isprintable() else text.translate(_CONTROLS)
    return Flow([Piece(0, text, roles, offset, link)] if text else [], shown)


def flow_of(
    inlines: Iterable[Inline],
    offset: int,
    roles: tuple[str, ...],
    *,
    ascii_only: bool = False,
    numbers: Mapping[str, int] | None = None,
) -> Flow:
    """The flow of inlines whose text begins at `offset`; `numbers` are those of link addresses."""
    weaver = _Weaver(offset, ascii_only=ascii_only, numbers=numbers or {})
    stack: list[tuple[Inline, tuple[str, ...], str | None]] = [(i, roles, None) for i in inlines]
    stack.reverse()
    while stack:
        inline, mine, link = stack.pop()
        if isinstance(inline, Link):
            number = weaver.numbers.get(inline.url)
            if number is not None:
                stack.append((NoteRef(f"\0{number}"), mine, None))
            link = inline.url
            mine = (*mine, "link")
        else:
            role = _ROLES.get(type(inline))
            if role is None:
                weaver.add(inline, mine, link)
                continue
            mine = mine if role in mine else (*mine, role)
        stack.extend((inner, mine, link) for inner in reversed(inline.inlines))  # type: ignore[union-attr]
    return weaver.flow()


class _Weaver:
    def __init__(self, offset: int, *, ascii_only: bool, numbers: Mapping[str, int]) -> None:
        self.pieces: list[Piece] = []
        self.numbers = numbers
        self._ascii = ascii_only
        self._offset = offset
        self._length = 0

    def add(self, inline: Inline, roles: tuple[str, ...], link: str | None) -> None:
        match inline:
            case Text(value=text) | InlineImage(alt=text):
                self._text(text, roles, link)
            case LineBreak():
                self._text("\n", roles, link)
            case InlineMath(source=text):
                self._text(text, (*roles, "math"), link)
            case Ruby(base=base, reading=reading):
                self._text(base, roles, link)
                if reading:
                    self._own(f"({reading})", (*roles, "ruby"), link)
            case NoteRef(label=label):
                self._mark(label, roles)

    def _mark(self, label: str, roles: tuple[str, ...]) -> None:
        if label.startswith("\0"):
            self._own(f"[{label[1:]}]", (*roles, "note-ref"), None)
            return
        raised = label.isascii() and label.isdigit() and not self._ascii
        shown = label.translate(_RAISED) if raised else f"[{label}]"
        self._own(shown, (*roles, "note-ref"), f"note:{label}")

    def _text(self, text: str, roles: tuple[str, ...], link: str | None) -> None:
        for role, (signs, before) in _SMALL.items():
            # Letters alone are read rightly as they are (4th); 2 to the 10th as 210 is not.
            if role in roles and not text.isalpha():
                if self._ascii and text[:1].isdigit():
                    self._own(before, roles, link)
                elif not self._ascii and all(ord(sign) in signs for sign in text):
                    text = text.translate(signs)
        self._piece(text, roles, self._offset, link)
        self._offset += len(text)

    def _own(self, text: str, roles: tuple[str, ...], link: str | None) -> None:
        self._piece(" ".join(text.split()), roles, None, link)

    def _piece(
        self, text: str, roles: tuple[str, ...], offset: int | None, link: str | None
    ) -> None:
        if text:
            self.pieces.append(Piece(self._length, text, roles, offset, link))
            self._length += len(text)

    def flow(self) -> Flow:
        text = "".join([piece.text for piece in self.pieces])
        return Flow(self.pieces, text if text.isprintable() else text.translate(_CONTROLS))
