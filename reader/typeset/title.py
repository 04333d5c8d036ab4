"""A title above its article: lines of even length, so that none is a single word."""

from __future__ import annotations

from reader.typeset.composing import painted
from reader.typeset.flow import plain
from reader.typeset.line import Line
from reader.typeset.paragraph import Manner, set_flow


def title_lines(title: str, width: int) -> list[Line]:
    """A title, or any line of chrome above the body, balanced in `width` cells.

    It is not part of the canonical text: the lines' offsets are 0 and their spans have none.
    """
    shown = " ".join(painted(title).split())
    flow = plain(shown, None, ("strong",))
    room = max(1, width)
    return [
        Line(
            tuple(flow.spans(piece.start, piece.end)),
            0,
            0,
            "heading",
            None,
            pre=piece.end - piece.start,
            level=1,
        )
        for piece in set_flow(flow, Manner(room, room, balanced=True))
        if piece.end > piece.start
    ]
