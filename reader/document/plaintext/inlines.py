"""Plain characters as inlines: addresses become links, stressed words lose their marks.

Typed texts, books above all, stress words by a sign on either side: _so_, or *so*.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.document.model import Emphasis, LineBreak, Link, Text
from reader.document.safe import clean_url

if TYPE_CHECKING:
    from reader.document.model import Direction, Inline, Inlines

_ADDRESS = re.compile(r"https?://[^\s<>\"]{1,2000}[^\s<>\".,;:!?)\]}'’”»、。，）]")
_STRESSED = re.compile(r"(?<![\w_*/\\])([_*])(?![\s_*])([^_*]{1,600})(?<!\s)\1(?![\w_*/])")
_STRONG = re.compile(r"[^\W\d_]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def _linked(text: str) -> list[Inline]:
    """A text without marks, its addresses made links and its line ends breaks."""
    found: list[Inline] = []
    done = 0
    for match in _ADDRESS.finditer(text) if "://" in text else ():
        url = clean_url(match[0])
        if not url:
            continue
        found += _lines(text[done : match.start()])
        found.append(Link((Text(match[0]),), url))
        done = match.end()
    return found + _lines(text[done:])


def _lines(text: str) -> list[Inline]:
    """Each line of a text, with breaks between."""
    found: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            found.append(LineBreak())
        if line:
            found.append(Text(line))
    return found


def inlines(text: str) -> Inlines:
    """The inlines of a text; line ends are kept as breaks."""
    if "_" not in text and "*" not in text:
        return tuple(_linked(text))
    found: list[Inline] = []
    done = 0
    for match in _STRESSED.finditer(text):
        if "://" in match[2] or not _STRONG.search(match[2]):
            continue
        found += _linked(text[done : match.start()])
        found.append(Emphasis(tuple(_lines(match[2]))))
        done = match.end()
    return (*found, *_linked(text[done:]))


def direction(text: str) -> Direction | None:
    """`rtl` when the first letter is of a script that runs right to left, else None."""
    first = _STRONG.search(text)
    return "rtl" if first and _RTL.match(first[0]) else None
