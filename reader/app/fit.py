"""Text made to fit a number of cells, for chrome; the article is set by the typesetter."""

from __future__ import annotations

from reader.typeset.width import cells
from reader.typeset.width import cut as characters


def shorten(text: str, room: int, ellipsis: str = "…") -> str:
    """The text, or as much of it as fits into `room` cells with an ellipsis, cut at a word."""
    if cells(text) <= room:
        return text
    keep = room - cells(ellipsis)
    if keep <= 0:
        return text[: characters(text, max(0, room))]
    head = text[: characters(text, keep)]
    blank = head.rfind(" ")
    if blank >= len(head) * 2 // 3 and not text[len(head) : len(head) + 1].isspace():
        head = head[:blank]
    return head.rstrip() + ellipsis


def pad(text: str, width: int) -> str:
    """The text filled with blanks to `width` cells; longer text stays as it is."""
    return text + " " * max(0, width - cells(text))


def wrap(text: str, width: int) -> list[str]:
    """A sentence of the program's own, in lines of at most `width` cells, broken at blanks."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        if line and cells(line) + 1 + cells(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line] if line else lines
