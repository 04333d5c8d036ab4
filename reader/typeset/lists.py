"""Lists and definitions: hanging markers, one left edge, close together where items are short."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from reader.document.model import List, Paragraph
from reader.document.text import inline_text
from reader.typeset.composing import Composer, Prose, Scene
from reader.typeset.line import Span
from reader.typeset.margin import Margin, indented
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.document.model import Blocks, Definitions
    from reader.typeset.line import Line

SHORT: Final = 2
"""Lines of an item of a tight list, at most."""
_LOOKED_AT: Final = 400
"""Items that decide whether a list is tight; a longer list is judged by its first ones."""
_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def set_list(composer: Composer, block: List, margin: Margin, scene: Scene) -> Iterator[Line]:
    """Items with hanging markers, numbers right-aligned to the longest."""
    tight = scene.tight or _is_tight(composer, block, margin)
    markers = _markers(composer, block, scene.lists)
    widest = max(map(cells, markers), default=0)
    inner = Scene("list-item", scene.roles, scene.lists + 1, scene.language, tight)
    for number, (marker, item) in enumerate(zip(markers, block.items, strict=True)):
        if number and not tight:
            yield from composer.blank(margin)
        shown = marker.rjust(widest + len(marker) - cells(marker)) + " "
        own = indented(
            margin,
            composer.column,
            Span(shown, ("marker",)),
            Span(" " * (widest + 1), ("text",)),
        )
        yield from _item(composer, item, own, inner)


def _item(composer: Composer, item: Blocks, margin: Margin, scene: Scene) -> Iterator[Line]:
    """The blocks of an item; its marker is shown even if there are none, or no text leads them."""
    lines = composer.run(item, margin, scene)
    first = next(lines, None)
    if first is None:
        yield composer.added("", margin, "list-item", composer.leaf(), "marker")
        return
    yield first
    yield from lines


def _is_tight(composer: Composer, block: List, margin: Margin) -> bool:
    """Whether every item is of two lines at most, lists within it not counted.

    Judged by cells, not by setting: a list must not be set twice to be shown once.
    """
    room = max(1, composer.column - margin.rest_cells - 2)
    for item in islice(block.items, _LOOKED_AT):
        lines = 0
        for inner in item:
            if isinstance(inner, List):
                continue
            if not isinstance(inner, Paragraph) or inner.preformatted:
                return False
            lines += _height(inner, room)
        if lines > SHORT:
            return False
    return True


def _height(paragraph: Paragraph, room: int) -> int:
    return sum(-(-cells(part) // room) or 1 for part in inline_text(paragraph.inlines).split("\n"))


def _markers(composer: Composer, block: List, depth: int) -> list[str]:
    count = len(block.items)
    if block.ordered:
        last = block.start + (1 - count if block.reversed else count - 1)
        step = -1 if block.reversed else 1
        numbers = range(block.start, last + step, step) if count else range(0)
        return [f"{_number(value, block.marker)}." for value in numbers]
    bullets = composer.signs.bullets
    bullet = bullets[min(depth, len(bullets) - 1)]
    tasks: Sequence[bool | None] = block.tasks or ()
    boxes = {None: bullet, True: composer.signs.ticked, False: composer.signs.unticked}
    return [boxes[task] for task in tasks[:count]] + [bullet] * (count - len(tasks[:count]))


def _number(value: int, marker: str | None) -> str:
    if marker is None or marker == "1" or value < 1 or value > 3999:
        return str(value)
    small = _roman(value) if marker in "iI" else _letters(value)
    return small.upper() if marker in "AI" else small


def _roman(value: int) -> str:
    digits: list[str] = []
    for size, digit in _ROMAN:
        times, value = divmod(value, size)
        digits.append(digit * times)
    return "".join(digits)


def _letters(value: int) -> str:
    letters = ""
    while value:
        value, letter = divmod(value - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters


def set_definitions(
    composer: Composer, block: Definitions, margin: Margin, scene: Scene
) -> Iterator[Line]:
    """Terms, and indented under them what is said of them."""
    for number, item in enumerate(block.items):
        if number:
            yield from composer.blank(margin)
        for term in item.terms:
            start = composer.offset
            flow = composer.flow(term, (*scene.roles, "strong"))
            how = Prose(scene.kind, composer.leaf(), hyphenate=False)
            if flow.text:
                yield from composer.prose(flow, margin, scene, how, start)
        indent = Span("  ", ("text",))
        inner = indented(margin, composer.column, indent, indent)
        yield from composer.run(item.blocks, inner, scene)
