"""The pictures of one article in memory, as rows of cells or as files for the terminal."""

from __future__ import annotations

from base64 import b64decode
from typing import TYPE_CHECKING, Any, NamedTuple

from rich.color import Color
from rich.segment import Segment
from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Mapping


class Picture(NamedTuple):
    """A picture of so many cells: pixels, two a cell, in half blocks; else a PNG file."""

    columns: int
    rows: int
    data: bytes


class Album:
    """What came of the pictures of an article, by top-level block and image in it, from 0.

    `width` is that of the column it was asked for.
    """

    def __init__(self, width: int, form: str) -> None:
        self.width = width
        self.form = form
        self.pictures: dict[tuple[int, int], Picture] = {}

    def take(self, told: Mapping[str, Any]) -> bool:
        """Keep a picture that was told as JSON; False for what is none."""
        try:
            picture = Picture(
                int(told["columns"]), int(told["rows"]), b64decode(told["data"], validate=True)
            )
            key = int(told["block"]), int(told["image"])
        except (KeyError, TypeError, ValueError):
            return False
        pixels = picture.columns * picture.rows * 2
        if self.form == "half-blocks" and len(picture.data) != pixels * 3:
            return False
        self.pictures[key] = picture
        return True

    def sizes(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Columns and rows, as the typesetter asks for them."""
        return {key: (one.columns, one.rows) for key, one in self.pictures.items()}

    @property
    def bytes(self) -> int:
        """The memory that the pictures take."""
        return sum(len(one.data) for one in self.pictures.values())


def half_blocks(picture: Picture, row: int) -> list[Segment]:
    """A row of cells, each of two pixels: the upper one is the colour of the sign."""
    size = picture.columns * 3
    upper = picture.data[2 * row * size :][:size]
    lower = picture.data[(2 * row + 1) * size :][:size]
    segments: list[Segment] = []
    start = 0
    for at in range(3, size + 3, 3):
        if at < size and _same(upper, start, at) and _same(lower, start, at):
            continue
        style = Style(color=_colour(upper, start), bgcolor=_colour(lower, start))
        segments.append(Segment("▀" * ((at - start) // 3), style))
        start = at
    return segments


def _same(line: bytes, one: int, other: int) -> bool:
    return line[one : one + 3] == line[other : other + 3]


def _colour(line: bytes, at: int) -> Color:
    return Color.from_rgb(*line[at : at + 3])
