"""A document with a reader's highlights and notes put into it, for any of the writers.

What is lit becomes a `Mark`, what is noted a footnote; neither moves a word, so that the text is
the document's own with the notes after it. What stands in no running text (code, a picture, the
document's own footnotes) or lost its place is listed at the end as a quotation with its note.
"""

from __future__ import annotations

from collections import deque
from itertools import count, groupby, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from reader.document import walk
from reader.document.model import (
    CodeSpan,
    Definitions,
    Details,
    Figure,
    Furniture,
    Heading,
    LineBreak,
    Mark,
    Note,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from reader.document.slugs import with_slugs
from reader.document.text import block_offsets, canonical, inline_text, placed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reader.document.model import Block, Blocks, Document, Inline, Inlines


class Annotation(NamedTuple):
    """A note, a highlight, or both at once.

    It lies on `length` code points of the canonical text from `start`; `length` 0 is a note on the
    block there, `start` None one on the whole article or on words that are no longer in it, which
    `quote` tells. `note` may be empty.
    """

    start: int | None
    length: int = 0
    quote: str = ""
    note: str = ""


def annotated(document: Document, annotations: Iterable[Annotation]) -> Document:
    """The document with the annotations in it; those that find no place are listed at its end."""
    text = canonical(document.blocks)
    found = sorted((_trimmed(one, text) for one in annotations), key=_order)
    labels = _labels(document)
    spots = [_Spot(one, next(labels) if one.note else "") for one in found]
    pen = _Pen([spot for spot in spots if spot.annotation.start is not None])
    blocks = pen.blocks(document.blocks)
    listed = [spot.annotation for spot in spots if not pen.has_placed(spot)]
    notes = tuple(
        Note(spot.label, noted(spot.annotation.note))
        for spot in spots
        if spot.label in pen.referred
    )
    return replace(document, blocks=_ended(blocks, _list(listed), notes))


def noted(text: str) -> Blocks:
    """The paragraphs of a note, which is plain text."""
    paragraphs = (part.strip("\n") for part in text.split("\n\n"))
    return tuple(Paragraph(_lines(part)) for part in paragraphs if part.strip())


def quoted(annotation: Annotation, source: str = "") -> Blocks:
    """An annotation as a quotation, with where it comes from after it, and the note."""
    words = " ".join(annotation.quote.split())
    if not words:
        return noted(annotation.note)
    said = (Text(source),) if source else None
    return (Quote((Paragraph((Text(words),)),), said), *noted(annotation.note))


class _Spot(NamedTuple):
    """An annotation with the label of its footnote; empty without a note."""

    annotation: Annotation
    label: str


def _order(one: Annotation) -> tuple[int, int]:
    """Notes on the whole first, then those that lost their place, then those in the text."""
    return (-1, bool(one.quote)) if one.start is None else (one.start + one.length, one.start)


def _trimmed(one: Annotation, text: str) -> Annotation:
    """The annotation without the blanks at its ends, and with its words as its quote."""
    if one.start is None or not one.length:
        return one
    words = text[one.start : one.start + one.length]
    start = one.start + len(words) - len(words.lstrip())
    words = words.strip()
    return one._replace(start=start, length=len(words), quote=words or one.quote)


def _labels(document: Document) -> Iterator[str]:
    """Labels that no footnote of the document has."""
    taken = {mark.label for mark in walk.query(document.blocks, NoteRef)}
    taken |= {note.label for notes in walk.query(document.blocks, Notes) for note in notes.items}
    return (label for number in count(1) if (label := f"reader-{number}") not in taken)


def _lines(text: str) -> Inlines:
    found: list[Inline] = []
    for line in text.split("\n"):
        words = " ".join(line.split())
        if words:
            found += [LineBreak(), Text(words)] if found else [Text(words)]
    return tuple(found)


def _list(listed: Sequence[Annotation]) -> Blocks:
    if not listed:
        return ()
    heading = Heading(2, (Text("Notes"),))
    return (Rule(), heading, *(block for one in listed for block in quoted(one)))


def _ended(blocks: Blocks, listed: Blocks, notes: tuple[Note, ...]) -> Blocks:
    """The blocks, then what is listed, then all footnotes in the order of their marks."""
    own = blocks[-1] if blocks else None
    if isinstance(own, Notes):
        blocks, notes = blocks[:-1], own.items + notes
    ended = (*blocks, *listed, *((Notes(_in_order(notes, blocks)),) if notes else ()))
    return with_slugs(ended) if listed else ended


def _in_order(notes: tuple[Note, ...], blocks: Blocks) -> tuple[Note, ...]:
    marks = list(dict.fromkeys(mark.label for mark in walk.query(blocks, NoteRef)))
    places = {label: place for place, label in enumerate(marks)}
    return tuple(sorted(notes, key=lambda note: places.get(note.label, len(marks))))


class _Pen:
    """Marks the words of a document in which annotations lie."""

    def __init__(self, spots: Sequence[_Spot]) -> None:
        self._spots = spots
        self._stretches = _merged(spots)
        self._offsets: dict[tuple[int, str, int], deque[int]] = {}
        self._lit: list[tuple[int, int]] = []
        self.referred: set[str] = set()

    def has_placed(self, spot: _Spot) -> bool:
        """Whether the annotation is to be seen in the text."""
        one, label = spot
        if one.note:
            return label in self.referred
        if one.start is None:
            return False
        start, end = one.start, one.start + one.length
        return any(a < end and start < b for a, b in self._lit)

    def blocks(self, blocks: Blocks) -> Blocks:
        """The blocks with their words marked; footnotes stay as they are."""
        offsets = block_offsets(blocks)
        return tuple(
            block if isinstance(block, Notes) else self._top(block, offset)
            for block, offset in zip(blocks, offsets, strict=False)
        )

    def _top(self, block: Block, offset: int) -> Block:
        self._offsets = {}
        for within, leaf in placed((block,)):
            place = (id(leaf.block), leaf.part, leaf.item)
            self._offsets.setdefault(place, deque()).append(offset + within)
        return walk.replaced((block,), self._block)[0]

    def _block(self, block: Block) -> Block:
        match block:
            case Heading() | Paragraph() | Furniture():
                return replace(block, inlines=self._leaf(block, "text", block.inlines))
            case Quote(attribution=inner) if inner:
                return replace(block, attribution=self._leaf(block, "attribution", inner))
            case Figure(caption=inner) if inner:
                return replace(block, caption=self._leaf(block, "caption", inner))
            case Details(summary=inner) if inner:
                return replace(block, summary=self._leaf(block, "summary", inner))
            case Definitions(items=items):
                marked = [
                    replace(
                        item,
                        terms=tuple(self._leaf(block, "term", term, at) for term in item.terms),
                    )
                    for at, item in enumerate(items)
                ]
                return replace(block, items=tuple(marked))
            case Table():
                return self._table(block)
            case _:
                return block

    def _leaf(self, block: Block, part: str, inlines: Inlines, item: int = 0) -> Inlines:
        if not inline_text(inlines):
            return inlines
        return self._run(inlines, self._offsets[id(block), part, item].popleft())

    def _table(self, block: Table) -> Table:
        if not (place := self._offsets.get((id(block), "text", 0))):
            return block
        at = place.popleft()

        def cell(inlines: Inlines) -> Inlines:
            nonlocal at
            marked = self._run(inlines, at)
            at += len(inline_text(inlines)) + 1
            return marked

        caption = cell(block.caption) if block.caption else block.caption
        header = None if block.header is None else tuple([cell(one) for one in block.header])
        rows = tuple([tuple([cell(one) for one in row]) for row in block.rows])
        return replace(block, caption=caption, header=header, rows=rows)

    def _run(self, inlines: Inlines, start: int) -> Inlines:
        """A whole run of inlines that begins at an offset, with footnote marks in it."""
        end = start + len(inline_text(inlines))
        marks = self._marks(start, end)
        near = [stretch for stretch in self._stretches if stretch[0] < end and start < stretch[1]]
        if not marks and not near:
            return inlines
        cuts = sorted({at for at, _ in marks} | {edge for stretch in near for edge in stretch})
        found: list[tuple[Inline, bool]] = []
        waiting = deque(marks)
        for at, piece in _pieces(inlines, start, cuts):
            while waiting and waiting[0][0] <= at:
                found.append((NoteRef(waiting.popleft()[1]), False))
            found.extend(self._piece(piece, at, near, cuts))
        found.extend((NoteRef(label), False) for _, label in waiting)
        return _grouped(found)

    def _marks(self, start: int, end: int) -> list[tuple[int, str]]:
        """The footnote marks that stand within a run, each with where: after what it is on."""
        found = []
        for (at, length, _, note), label in self._spots:
            if not note or at is None or label in self.referred:
                continue
            if length and start < at + length <= end:
                found.append((at + length, label))
            elif not length and start <= at <= end:
                found.append((end, label))
        self.referred.update(label for _, label in found)
        return sorted(found, key=lambda mark: mark[0])

    def _piece(
        self, piece: Inline, start: int, near: list[tuple[int, int]], cuts: list[int]
    ) -> list[tuple[Inline, bool]]:
        """An inline, and whether all of it is lit; of a span that is lit in part the inside."""
        end = start + len(inline_text((piece,)))
        touching = [stretch for stretch in near if stretch[0] < end and start < stretch[1]]
        if not touching or isinstance(piece, LineBreak | Mark | NoteRef):
            self._lit += [(start, end)] if isinstance(piece, Mark) and touching else []
            return [(piece, False)]
        within = any(a <= start and end <= b for a, b in touching)
        if within or not isinstance(piece, walk.SPANNING) or isinstance(piece, CodeSpan):
            self._lit.append((start, end))
            return [(piece, True)]
        inner: list[tuple[Inline, bool]] = []
        for at, part in _pieces(piece.inlines, start, cuts):
            inner.extend(self._piece(part, at, near, cuts))
        return [(replace(piece, inlines=_grouped(inner)), False)]


def _merged(spots: Sequence[_Spot]) -> list[tuple[int, int]]:
    """The stretches that are lit, in order; those that touch are one."""
    stretches = sorted(
        (one.start, one.start + one.length)
        for one, _ in spots
        if one.start is not None and one.length
    )
    found: list[tuple[int, int]] = []
    for start, end in stretches:
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _pieces(inlines: Inlines, start: int, cuts: Sequence[int]) -> Iterator[tuple[int, Inline]]:
    """The inlines with the offset of each, texts cut where something begins or ends."""
    for inline in inlines:
        size = len(inline_text((inline,)))
        if isinstance(inline, Text):
            edges = [start, *(cut for cut in cuts if start < cut < start + size), start + size]
            for edge, end in pairwise(edges):
                yield edge, Text(inline.value[edge - start : end - start])
        else:
            yield start, inline
        start += size


def _grouped(pieces: Iterable[tuple[Inline, bool]]) -> Inlines:
    """The pieces as they were, those that are lit and stand together in one mark."""
    found: list[Inline] = []
    for lit, group in groupby(pieces, key=itemgetter(1)):
        inlines = [inline for inline, _ in group]
        for inline in _in_mark(inlines) if lit else inlines:
            last = found[-1] if found else None
            if isinstance(inline, Text) and isinstance(last, Text):
                found[-1] = Text(last.value + inline.value)
            else:
                found.append(inline)
    return tuple(found)


def _in_mark(inlines: list[Inline]) -> Inlines:
    """The inlines in a mark; blanks at their ends stay outside, as Markdown wants it."""
    first: Inline = inlines[0]
    last: Inline | None = inlines[-1]
    before = after = ""
    if isinstance(first, Text):
        inner = first.value.lstrip()
        before = first.value[: len(first.value) - len(inner)]
        inlines = [Text(inner), *inlines[1:]] if inner else inlines[1:]
        last = inlines[-1] if inlines else None
    if isinstance(last, Text):
        inner = last.value.rstrip()
        after = last.value[len(inner) :]
        inlines = [*inlines[:-1], Text(inner)] if inner else inlines[:-1]
    mark = (Mark(tuple(inlines)),) if inlines else ()
    return (*_blank(before), *mark, *_blank(after))


def _blank(text: str) -> Inlines:
    return (Text(text),) if text else ()
