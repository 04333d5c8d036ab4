"""The marks that begin list items: dots, dashes, numbers and letters."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

_DOT = re.compile(r"([•‣▪◦●○■□⁃∙]|[-*·–—+](?=\s)|o(?=\s{2}))\s*(?=\S)")
_NUMBER = re.compile(r"\(?(\d{1,3})[.)]\s+(?=\S)")
_LETTER = re.compile(r"(?:\(([a-zA-Z])\)|([a-zA-Z])\))\s+(?=\S)")


class Bullet(NamedTuple):
    """A mark: what it is, its number in an ordered list, and how many characters it takes.

    `sign` is alike for all marks of one list, `source` the mark as it stands in the text.
    """

    kind: Literal["dot", "number", "letter"]
    sign: str
    number: int
    size: int
    source: str


def bullet(text: str, *, inside: bool = False) -> Bullet | None:
    """The mark that a line begins with, None when it begins with none.

    Inside a wrapped paragraph a dash or a number may stand first by chance; only the dots that
    serve nothing else count there.
    """
    if match := _DOT.match(text):
        sign = match[1]
        if inside and sign in "-*·–—+o":
            return None
        return Bullet("dot", sign, 0, match.end(), sign)
    if inside:
        return None
    if match := _NUMBER.match(text):
        source = match[0].strip()
        sign = source.replace(match[1], "1")
        return Bullet("number", sign, int(match[1]), match.end(), source)
    if match := _LETTER.match(text):
        letter = match[1] or match[2]
        sign = "a" if letter.islower() else "A"
        return Bullet("letter", sign, ord(letter.lower()) - 96, match.end(), match[0].strip())
    return None
