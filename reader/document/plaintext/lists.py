"""Items that follow each other, made lists: nested by their indents, ordered by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from reader.document.model import MAX_DEPTH, List, Paragraph
from reader.document.plaintext.inlines import direction, inlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.model import Block, Blocks
    from reader.document.plaintext.bullets import Bullet
    from reader.document.plaintext.units import Unit

_DEEPEST = MAX_DEPTH // 2 - 5
_STEP = 2
"""Columns more that make an item one of the level below."""


class _Open(NamedTuple):
    """A list that may still grow."""

    indent: int
    bullet: Bullet | None
    items: list[list[Block]]


def _closed(level: _Open) -> List:
    items: tuple[Blocks, ...] = tuple(tuple(blocks) for blocks in level.items)
    bullet = level.bullet
    if bullet is None or bullet.kind == "dot":
        return List(ordered=False, items=items)
    if bullet.kind == "number":
        return List(ordered=True, items=items, start=bullet.number, marker="1")
    marker: Literal["a", "A"] = "A" if bullet.sign == "A" else "a"
    return List(ordered=True, items=items, start=bullet.number, marker=marker)


def _continues(level: _Open, unit: Unit) -> bool:
    """Whether an item is the next of a list: the same sign, or the next number."""
    last, own = level.bullet, unit.bullet
    if last is None or own is None:
        return last is own
    if (last.kind, last.sign) != (own.kind, own.sign):
        return False
    return own.kind == "dot" or own.number == last.number + len(level.items)


def lists(units: Sequence[Unit]) -> list[Block]:
    """The lists that a run of items makes, in order."""
    done: list[Block] = []
    levels: list[_Open] = []

    def close() -> None:
        level = levels.pop()
        (levels[-1].items[-1] if levels else done).append(_closed(level))

    for unit in units:
        while levels and unit.indent < levels[-1].indent - 1:
            close()
        deeper = levels and unit.indent >= levels[-1].indent + _STEP and len(levels) < _DEEPEST
        if levels and not deeper and not _continues(levels[-1], unit):
            close()
        if deeper or not levels or not _continues(levels[-1], unit):
            levels.append(_Open(unit.indent, unit.bullet, []))
        levels[-1].items.append([Paragraph(inlines(unit.text), direction(unit.text))])
    while levels:
        close()
    return done
