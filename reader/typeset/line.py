"""What the typesetter gives: lines of spans, each knowing its place in the canonical text."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Kind: TypeAlias = Literal[
    "blank",
    "heading",
    "paragraph",
    "list-item",
    "quote",
    "code",
    "table",
    "figure",
    "caption",
    "media",
    "math",
    "rule",
    "note",
    "furniture",
]


class Span(NamedTuple):
    """Characters of one look.

    `offset` is where `text` stands in the canonical text, character for character; None for what
    the typesetter adds (indents, markers, bars, an added hyphen, a note's number, a caption's box).
    `link` is an address, or `note:LABEL` for a footnote's mark.
    """

    text: str
    roles: tuple[str, ...] = ("text",)
    offset: int | None = None
    link: str | None = None


class PictureRow(NamedTuple):
    """A row of cells of a picture: that of image `image` (from 0) of a top-level block."""

    block: int
    image: int
    row: int


class Line(NamedTuple):
    """One line, never wider than the column unless `pan` (code and tables pan sideways).

    `offset` is that of its first character of text; a line without text has that of the next one.
    `end` is the offset after its last character. `block` is the number of its leaf block (None: a
    blank line). `pre` and `post` tell how many characters at either end are not of the text.
    `hang` tells how many cells at its start are best painted in the margin left of the column.
    `picture`: behind its spans stands this row of a picture, which whoever paints it knows.
    """

    spans: tuple[Span, ...]
    offset: int
    end: int
    kind: Kind
    block: int | None
    pre: int = 0
    post: int = 0
    hyphen: bool = False
    pan: bool = False
    level: int = 0
    hang: int = 0
    picture: PictureRow | None = None

    @property
    def text(self) -> str:
        """The line as it is painted, without looks."""
        return "".join(span.text for span in self.spans)
