"""The colours of tags, each with a sign of its own, so that none is told by colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.records import TAG_COLOURS
from reader.settings.roles import HIGHLIGHT_SIGNS

if TYPE_CHECKING:
    from reader.app.cells import Piece
    from reader.library.records import Tag


def colour_mark(tag: Tag, *, ascii_only: bool) -> Piece:
    """The sign of a tag's colour, in that colour; a space for one without."""
    signs = HIGHLIGHT_SIGNS.get(tag.colour or "")
    if signs is None:
        return " ", ()
    return signs[int(ascii_only)], (f"highlight-{tag.colour}",)


def next_colour(tag: Tag) -> str | None:
    """The colour after that of a tag; after the last one none."""
    order: list[str | None] = [None, *TAG_COLOURS]
    place = order.index(tag.colour) if tag.colour in order else 0
    return order[(place + 1) % len(order)]
