"""What the setters of all kinds of block share: the place in the text, and lines of prose."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from reader.document.text import BETWEEN
from reader.typeset.flow import DROPPED, Flow, flow_of
from reader.typeset.hyphens import hyphenator
from reader.typeset.line import Line, PictureRow, Span
from reader.typeset.margin import Margin, trimmed
from reader.typeset.paragraph import Manner, set_flow
from reader.typeset.style import signs
from reader.typeset.width import cells, cut

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.document.model import Block, Inlines
    from reader.typeset.line import Kind
    from reader.typeset.style import Style

LEAVES: Final = 1 << 20
"""The number of a leaf is its top-level block's times this, and its own within that."""
NARROW: Final = 2
"""Cells that a text is set in at least, even if it then runs over its column."""


Pictures: TypeAlias = Mapping[tuple[int, int], tuple[int, int]]
"""Columns and rows of the pictures that are shown, by top-level block and image in it, from 0."""


class Scene(NamedTuple):
    """What a block stands in: the kind and roles of its plain text, lists around it, its language.

    `tight`: no space between its blocks.
    """

    kind: Kind = "paragraph"
    roles: tuple[str, ...] = ("text",)
    lists: int = 0
    language: str | None = None
    tight: bool = False


class Prose(NamedTuple):
    """How a flow of text is to be set as lines."""

    kind: Kind
    leaf: int
    hyphenate: bool = True
    balanced: bool = False
    right: bool = False
    keep_spaces: bool = False
    level: int = 0
    hang: int = 0


class Composer(ABC):
    """Sets one top-level block: knows the column and the style, and keeps count of the text."""

    def __init__(
        self,
        column: int,
        style: Style,
        *,
        number: int,
        offset: int,
        addresses: Mapping[str, int] | None = None,
        pictures: Pictures | None = None,
    ) -> None:
        """`number` is that of the top-level block, `offset` where its text begins."""
        self.column = column
        self.style = style
        self.signs = signs(style)
        self.offset = offset
        self._addresses = addresses
        self._leaf = number * LEAVES
        self._number = number
        self._pictures = pictures or {}
        self._images = 0

    @abstractmethod
    def run(self, blocks: Sequence[Block], margin: Margin, scene: Scene) -> Iterator[Line]:
        """The lines of blocks that follow one another, with the space between them."""

    def leaf(self) -> int:
        """The number of the next leaf."""
        self._leaf += 1
        return self._leaf - 1

    def flow(self, inlines: Inlines, roles: tuple[str, ...]) -> Flow:
        """The flow of a leaf's inlines, which begins here; the place moves on behind it."""
        flow = flow_of(
            inlines,
            self.offset,
            roles,
            ascii_only=self.style.ascii,
            numbers=self._addresses,
        )
        self.pass_over(sum(len(p.text) for p in flow.pieces if p.offset is not None))
        return flow

    def pass_over(self, length: int) -> None:
        """Move on behind a leaf's text of so many characters."""
        if length:
            self.offset += length + len(BETWEEN)

    def blank(self, margin: Margin, count: int = 1) -> Iterator[Line]:
        """Lines without text; bars beside them go on."""
        spans = trimmed(margin.blank())
        size = sum(len(span.text) for span in spans)
        for _ in range(count):
            yield Line(spans, self.offset, self.offset, "blank", None, pre=size)

    def added(
        self, text: str, margin: Margin, kind: Kind, leaf: int, role: str, link: str | None = None
    ) -> Line:
        """A line of the typesetter's own, cut where it does not fit."""
        text = text[: cut(text, max(1, self.column - margin.next_cells))]
        spans = trimmed((*margin.take(), Span(text, (role,), None, link)))
        return self.own_line(spans, kind, leaf)

    def picture(self, margin: Margin) -> Iterator[Line]:
        """The rows of the next image's picture, where there is one and it has room.

        They belong to the leaf that comes next, which is the image's box.
        """
        image, self._images = self._images, self._images + 1
        columns, rows = self._pictures.get((self._number, image), (0, 0))
        if columns > self.column - margin.rest_cells:
            return
        for row in range(rows):
            shown = PictureRow(self._number, image, row)
            yield self.own_line(margin.take(), "figure", self._leaf)._replace(picture=shown)

    def own_line(self, spans: tuple[Span, ...], kind: Kind, leaf: int) -> Line:
        """A line without text of the document, with the offset of what comes next."""
        size = sum(len(span.text) for span in spans)
        return Line(spans, self.offset, self.offset, kind, leaf, pre=size)

    def prose(
        self, flow: Flow, margin: Margin, scene: Scene, how: Prose, start: int
    ) -> Iterator[Line]:
        """A flow as lines; `start` is where its text begins."""
        rest = max(NARROW, self.column - margin.rest_cells)
        first = min(rest, max(NARROW, self.column - margin.next_cells))
        parted = how.hyphenate and self.style.hyphenate
        manner = Manner(
            first,
            rest,
            hyphenator(scene.language) if parted else None,
            how.balanced,
            how.keep_spaces,
        )
        offset = start
        hang = how.hang
        for piece in set_flow(flow, manner):
            prefix = margin.take()
            spans = flow.spans(piece.start, piece.end)
            if not spans:
                where = flow.offset(piece.start)
                offset = offset if where is None else max(offset, where)
                pre = trimmed(prefix)
                size = sum(len(span.text) for span in pre)
                yield Line(pre, offset, offset, how.kind, how.leaf, pre=size, level=how.level)
                continue
            if piece.hyphen:
                spans = _hyphenated(spans)
            if how.right:
                prefix = (*prefix, *self._pushed(prefix, spans))
            text_from = _first_offset(spans, offset)
            offset = _last_offset(spans, text_from)
            yield Line(
                (*prefix, *spans) if prefix else tuple(spans),
                text_from,
                offset,
                how.kind,
                how.leaf,
                pre=sum(len(span.text) for span in prefix) if prefix else 0,
                hyphen=piece.hyphen,
                level=how.level,
                hang=hang,
            )
            hang = 0

    def _pushed(self, prefix: tuple[Span, ...], spans: list[Span]) -> tuple[Span, ...]:
        """The space that puts a line at the right edge."""
        used = cells("".join([span.text for span in (*prefix, *spans)]))
        free = self.column - used
        return (Span(" " * free, ("text",)),) if free > 0 else ()


def _hyphenated(spans: list[Span]) -> list[Span]:
    last = spans[-1]
    return [*spans, Span("-", last.roles, None, last.link)]


def _first_offset(spans: list[Span], default: int) -> int:
    for span in spans:
        if span.offset is not None:
            return span.offset
    return default


def _last_offset(spans: list[Span], default: int) -> int:
    for span in reversed(spans):
        if span.offset is not None:
            return span.offset + len(span.text)
    return default


def painted(text: str) -> str:
    """A text without what is not painted."""
    return text if text.isprintable() else DROPPED.sub("", text)
