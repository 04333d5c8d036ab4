"""Text cut into clean lines, whatever ended them, with their indents and the blanks before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.document.safe import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

TAB = 8
"""Columns between tab stops, as terminals and RFCs have them."""

_ENDS = re.compile("\r\n|[\r\n\x0b\x85\u2028\u2029]")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)


class Line(NamedTuple):
    """A line that is not blank.

    `text` is without leading and trailing blanks, `indent` counts columns with tabs at every
    eighth, `raw` is the line with its indent, `blanks` the blank lines right before it, and
    `page` tells that a form feed stands between it and the line before.
    """

    text: str
    raw: str
    indent: int
    blanks: int
    page: bool


def width(text: str) -> int:
    """About how many cells a text takes: wide letters count twice."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _rows(text: str) -> Iterator[tuple[str, bool]]:
    """The lines, blank ones too, each with whether a page begins with it."""
    for number, page in enumerate(text.removeprefix("\ufeff").split("\f")):
        for row, line in enumerate(clean(_ENDS.sub("\n", page)).split("\n")):
            yield line, bool(number) and not row


def read(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    blanks, page = 0, False
    for raw, opens in _rows(text):
        page |= opens
        body = raw.strip()
        if not body:
            blanks += not opens
            continue
        tail = raw.rstrip()
        lead = tail[: len(tail) - len(body)]
        indent = len(lead.expandtabs(TAB)) if lead else 0
        lines.append(Line(body, tail, indent, blanks, page))
        blanks, page = 0, False
    return lines
