"""Plain characters as inlines: web addresses become links, lines of verse keep their breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.document.model import LineBreak, Link, Text
from reader.document.safe import clean_url

if TYPE_CHECKING:
    from reader.document.model import Direction, Inline, Inlines

_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}[^\s<>\".,;:!?)\]}'’”»、。，）]")
_STRONG = re.compile(r"[^\W\d_]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def inlines(text: str) -> Inlines:
    """The inlines of a text on one line."""
    found: list[Inline] = []
    done = 0
    for match in _ADDRESS.finditer(text) if "://" in text else ():
        url = clean_url(match[0])
        if not url:
            continue
        if match.start() > done:
            found.append(Text(text[done : match.start()]))
        found.append(Link((Text(match[0]),), url))
        done = match.end()
    if done < len(text):
        found.append(Text(text[done:]))
    return tuple(found)


def broken(text: str) -> Inlines:
    """The inlines of a text that keeps its lines and blanks."""
    found: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            found.append(LineBreak())
        if line:
            found.append(Text(line))
    return tuple(found)


def direction(text: str) -> Direction | None:
    """`rtl` when the first letter is of a script that runs right to left, else None."""
    first = _STRONG.search(text)
    return "rtl" if first and _RTL.match(first[0]) else None
