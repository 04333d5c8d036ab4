"""Blocks made into inlines, and lines of pictures told from lines of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.model import (
    Code,
    CodeSpan,
    Definitions,
    Details,
    Figure,
    Furniture,
    Heading,
    Image,
    InlineImage,
    InlineMath,
    LineBreak,
    Link,
    List,
    Math,
    Media,
    Notes,
    Paragraph,
    Quote,
    Table,
    Text,
)
from reader.document.walk import SPANNING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.document.model import Block, Inline, Inlines

_BETWEEN_CELLS = " | "


def joined(blocks: Iterable[Block]) -> Inlines:
    """The blocks as inlines, each on a line of its own; marks and frames of blocks are given up."""
    return _lines(run for block in blocks for run in _runs(block))


def in_row(cells: Iterable[Inlines]) -> Inlines:
    """The cells of a row as one line."""
    return _merged(cells, Text(_BETWEEN_CELLS))


def _lines(runs: Iterable[Inlines]) -> Inlines:
    return _merged(runs, LineBreak())


def _merged(runs: Iterable[Inlines], between: Inline) -> Inlines:
    out: list[Inline] = []
    for run in runs:
        if not run:
            continue
        for inline in (between, *run) if out else run:
            last = out[-1] if out else None
            if isinstance(inline, Text) and isinstance(last, Text):
                out[-1] = Text(last.value + inline.value)
            else:
                out.append(inline)
    return tuple(out)


def _runs(block: Block) -> Iterator[Inlines]:
    """The lines of a block, in reading order."""
    match block:
        case Paragraph() | Heading() | Furniture():
            yield block.inlines
        case Image(alt=alt, source=source, link=link):
            image = InlineImage(alt, source)
            yield (Link((image,), link),) if link else (image,)
        case Code(text=text):
            lines = (" ".join(line.split()) for line in text.split("\n"))
            code = _lines((Text(line),) for line in lines if line)
            yield (CodeSpan(code),) if code else ()
        case Math(source=source):
            yield (InlineMath(source),)
        case Media(url=url, title=title):
            yield (Link((Text(title or url),), url),)
        case _:
            yield from _inner_runs(block)


def _inner_runs(block: Block) -> Iterator[Inlines]:
    """The lines of the blocks and cells inside a block. As deep as blocks are: it is bounded."""
    match block:
        case Table(caption=caption, header=header, rows=rows):
            yield caption or ()
            yield in_row(header or ())
            yield from (in_row(row) for row in rows)
        case List(items=items):
            for item in items:
                yield joined(item)
        case Definitions():
            for definition in block.items:
                yield from definition.terms
                yield joined(definition.blocks)
        case Quote(blocks=blocks, attribution=last) | Figure(blocks=blocks, caption=last):
            yield joined(blocks)
            yield last or ()
        case Details(summary=summary, blocks=blocks):
            yield summary or ()
            yield joined(blocks)
        case Notes():
            for note in block.items:
                yield joined(note.blocks)
        case _:
            return


def trimmed_lines(inlines: Inlines) -> Iterator[Inlines]:
    """A paragraph with pictures parted where whole lines are pictures; no part is empty."""
    text: list[Inline] = []
    for line in _split(inlines):
        if pictures(line) is not None:
            if text:
                yield tuple(text)
                text = []
            yield line
        elif line:
            text.extend((LineBreak(), *line) if text else line)
    if text:
        yield tuple(text)


def pictures(line: Inlines) -> list[Image] | None:
    """The pictures of a line that holds nothing else; None when it does."""
    images: list[Image] = []
    stack: list[tuple[Inline, str | None]] = [(inline, None) for inline in reversed(line)]
    while stack:
        inline, link = stack.pop()
        if isinstance(inline, InlineImage):
            images.append(Image(inline.alt, inline.source, link))
        elif isinstance(inline, Link):
            stack.extend((inner, inline.url) for inner in reversed(inline.inlines))
        elif isinstance(inline, SPANNING):
            stack.extend((inner, link) for inner in reversed(inline.inlines))
        elif not (
            isinstance(inline, LineBreak) or (isinstance(inline, Text) and not inline.value.strip())
        ):
            return None
    return images or None


def hold_picture(inlines: Inlines) -> bool:
    """Whether there is a picture among inlines, however deep: that is bounded."""
    for inline in inlines:
        if isinstance(inline, Text):  # by far the most, and quicker so
            continue
        if isinstance(inline, InlineImage):
            return True
        if isinstance(inline, SPANNING) and hold_picture(inline.inlines):
            return True
    return False


def _split(inlines: Inlines) -> Iterator[Inlines]:
    line: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, LineBreak):
            yield tuple(line)
            line = []
        else:
            line.append(inline)
    yield tuple(line)
