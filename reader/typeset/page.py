"""A document at a width, as lines that are set when someone looks at them."""

from __future__ import annotations

from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document import outline
from reader.document.model import Furniture
from reader.typeset.addresses import address_lines, numbered_addresses
from reader.typeset.blocks import Blocks
from reader.typeset.composing import Scene
from reader.typeset.heights import Heights
from reader.typeset.language import language_of
from reader.typeset.line import Line
from reader.typeset.margin import Margin
from reader.typeset.spaces import is_void, space_between
from reader.typeset.style import Style
from reader.typeset.width import cells, cut

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.model import Block
    from reader.document.outline import Section
    from reader.document.readable import Readable
    from reader.typeset.composing import Pictures

KEPT: Final = 20_000
"""Lines that are kept; those not looked at for longest are set again when they are needed."""
_WIDE_LANGUAGES: Final = frozenset({"ja", "zh", "ko"})
_LINE_COST: Final = 24
"""Cells that a line costs in a budget beside those of its text."""


class Anchor(NamedTuple):
    """A line that keeps its place while others are set: within which top-level block, and where."""

    block: int
    line: int


class _Slot:
    """The lines of one top-level block, so far; `more` is None when they are all."""

    __slots__ = ("lines", "more")

    def __init__(self, more: Iterator[Line]) -> None:
        self.lines: list[Line] = []
        self.more: Iterator[Line] | None = more


class Page:
    """Lines by number. Numbers of lines below a block change when it is set for the first time.

    Every top-level block is set by itself, whatever was set before, so that lines are the same
    however one comes to them. A block that is not set counts for an estimate.
    """

    def __init__(
        self, document: Readable, width: int, style: Style, pictures: Pictures | None = None
    ) -> None:
        """Sets nothing yet; `width` is that of the column, in cells."""
        self.document = document
        self.width = max(1, width)
        self.style = style
        self._pictures = pictures or {}
        self._blocks = document.blocks
        self._addresses = numbered_addresses(document) if style.links_numbered else None
        self._count = len(self._blocks) + bool(self._addresses)
        self._heights = Heights(self._count, self._average())
        self._counted: dict[int, int] = {}
        self._slots: dict[int, _Slot] = {}
        self._kept = 0
        self._done: set[int] = set()
        self._settled = 0
        self._here: tuple[int, list[Line]] = (0, [])

    def _average(self) -> float:
        """Lines that a block may take, the space around it included."""
        blocks = max(1, len(self._blocks))
        language = (self.document.language or "")[:2]
        wide = 2 if language in _WIDE_LANGUAGES else 1
        return self.document.length * 1.05 * wide / blocks / self.width + 1.5

    @cached_property
    def _language(self) -> str | None:
        return language_of(self.document)

    def __len__(self) -> int:
        return self._heights.before(self._count)

    @property
    def exact(self) -> bool:
        """Whether the number of lines is known, and not estimated for some blocks."""
        return len(self._done) == self._count

    def line(self, number: int) -> Line:
        """Line `number`, from 0; beyond the last one a blank line. Sets what it must."""
        first, lines = self._here
        if first <= number < first + len(lines):
            return lines[number - first]
        found = self._find(max(0, number))
        if found is None:
            end = self.document.length
            return Line((), end, end, "blank", None)
        slot, within = found
        return slot.lines[within]

    def lines(self, start: int, stop: int) -> list[Line]:
        """The lines from `start` up to `stop`, fewer at the end of the document."""
        found: list[Line] = []
        for number in range(max(0, start), stop):
            if self._find(number) is None:
                break
            found.append(self.line(number))
        return found

    def all_lines(self) -> Iterator[Line]:
        """Every line from the first to the last; nothing of it is kept."""
        for number in range(self._count):
            yield from self._set(number)

    def line_at(self, offset: int) -> int:
        """The number of the line that holds the character at `offset` of the canonical text."""
        if not self._count:
            return 0
        block = min(self.document.block_at(max(0, offset)), self._count - 1)
        slot = self._slot(block)
        within = 0
        while True:
            for at in range(within, len(slot.lines)):
                if slot.lines[at].offset > offset:
                    return self._heights.before(block) + _holder(slot.lines[: at + 1], offset)
            within = len(slot.lines)
            if not self._pull(block, slot, within + 1):
                return self._heights.before(block) + _holder(slot.lines, offset)

    def offset_at(self, number: int, column: int = 0) -> int:
        """The offset of the character in a cell of a line; left or right of its text the nearest.

        Right of the last character: the offset after it.
        """
        line = self.line(number)
        left = 0
        for span in line.spans:
            right = left + cells(span.text)
            if span.offset is not None and column < right:
                return span.offset + cut(span.text, max(0, column - left))
            left = right
        return line.end

    def section_at(self, number: int) -> Section | None:
        """The section that a line is in; None before the first heading."""
        return outline.section_at(self.document.outline, self.line(number).offset)

    def anchor(self, number: int) -> Anchor:
        """What keeps hold of a line while others are set."""
        self._find(max(0, number))
        block = self._heights.block_of(max(0, number))
        return Anchor(block, max(0, number - self._heights.before(block)))

    def line_of(self, anchor: Anchor) -> int:
        """The number that an anchored line has now."""
        return self._heights.before(anchor.block) + anchor.line

    def line_like(self, other: Page, number: int) -> int:
        """The line that is line `number` of `other`, the same page but for its pictures.

        For a row of a picture that is not shown here it is the line below the picture.
        """
        anchor = other.anchor(number)
        first = self._heights.before(anchor.block)
        # Until it is set, what the block is estimated at may end above the line.
        self._pull(anchor.block, self._slot(anchor.block), anchor.line + 1)
        if all(anchor.block != block for block, _ in (*self._pictures, *other._pictures)):
            return first + anchor.line
        above = other.lines(number - anchor.line, number)
        wanted = other.line(number).picture
        passed = sum(line.picture is None for line in above)
        at = first
        while self._find(at) is not None:
            shown = self.line(at).picture
            if not passed and (shown is None or shown == wanted):
                return at
            passed -= shown is None
            at += 1
        return max(first, at - 1)

    def settle(self, budget: int) -> bool:
        """Set more blocks, from the top, for about `budget` cells; True when all are set."""
        while self._settled < self._count:
            block = self._settled
            if block in self._done:
                self._settled += 1
                continue
            if budget <= 0:
                return False
            slot = self._slot(block)
            have = len(slot.lines)
            self._pull(block, slot, have + 1)
            budget -= _LINE_COST + sum(len(line.text) for line in slot.lines[have:])
        return True

    def _find(self, number: int) -> tuple[_Slot, int] | None:
        """The block's lines that hold a line and its place in them; None beyond the last."""
        while number < len(self):
            block = self._heights.block_of(number)
            first = self._heights.before(block)
            slot = self._slot(block)
            within = number - first
            if within < len(slot.lines) or self._pull(block, slot, within + 1):
                self._here = (first, slot.lines)
                return slot, within
        return None

    def _slot(self, block: int) -> _Slot:
        slot = self._slots.pop(block, None)
        if slot is None:
            slot = _Slot(self._set(block))
        self._slots[block] = slot
        return slot

    def _pull(self, block: int, slot: _Slot, wanted: int) -> bool:
        """Set lines of a block up to so many; False when it has fewer."""
        have = len(slot.lines)
        while slot.more is not None and len(slot.lines) < wanted:
            line = next(slot.more, None)
            if line is None:
                slot.more = None
            else:
                slot.lines.append(line)
        self._kept += len(slot.lines) - have
        self._recount(block, slot)
        if self._kept > KEPT:
            self._forget(slot)
        return len(slot.lines) >= wanted

    def _recount(self, block: int, slot: _Slot) -> None:
        if block in self._done:
            return
        counted = self._counted.get(block)
        if counted is None:
            counted = self._heights.guess(block)
        if slot.more is None:
            height = len(slot.lines)
            self._done.add(block)
            self._counted.pop(block, None)
        else:
            height = self._counted[block] = max(counted, len(slot.lines) + 1)
        if height != counted:
            self._heights.correct(block, height - counted)
            self._here = (0, [])

    def _forget(self, current: _Slot) -> None:
        """Let go of the lines not looked at for longest. Their number stays known."""
        for block in list(self._slots):
            slot = self._slots[block]
            if self._kept <= KEPT // 2:
                return
            if slot is not current and block in self._done:
                self._kept -= len(slot.lines)
                del self._slots[block]

    def _set(self, number: int) -> Iterator[Line]:
        """The lines of a top-level block, with the space above it."""
        if number == len(self._blocks):
            yield from address_lines(self._addresses or {}, self.width, self.document.length)
            return
        block = self._blocks[number]
        if is_void(block):
            return
        above = self._above(number)
        composer = Blocks(
            self.width,
            self.style,
            number=number,
            offset=self.document.offset_of(number),
            addresses=self._addresses,
            pictures=self._pictures,
        )
        margin = Margin()
        if isinstance(block, Furniture) and self.style.furniture_folded:
            if isinstance(above, Furniture):
                return
            yield from composer.blank(margin, space_between(above, block))
            yield composer.added(self._folded(number), margin, "note", composer.leaf(), "furniture")
            return
        yield from composer.blank(margin, space_between(above, block))
        language = self._language if self.style.hyphenate else None
        yield from composer.one(block, margin, Scene(language=language))

    def _above(self, number: int) -> Block | None:
        """The block above one that is set as lines; None for the first."""
        above = (self._blocks[at] for at in range(number - 1, -1, -1))
        return next((block for block in above if not is_void(block)), None)

    def _folded(self, number: int) -> str:
        """What stands for a run of page furniture."""
        run = (self._blocks[at] for at in range(number, len(self._blocks)))
        count = sum(
            not is_void(block)
            for block in takewhile(lambda b: isinstance(b, Furniture) or is_void(b), run)
        )
        sign = "..." if self.style.ascii else "…"
        text = f"{sign} page furniture ({count} {'line' if count == 1 else 'lines'})"
        return text[: cut(text, self.width)].rstrip()


def typeset(
    document: Readable,
    width: int,
    style: Style | None = None,
    pictures: Pictures | None = None,
) -> Page:
    """A document as a page of a width in cells. Nothing is set before a line is asked for.

    `pictures` are those that are shown; each gets its rows above the box that stands for it.
    """
    return Page(document, width, Style() if style is None else style, pictures)


def _holder(lines: list[Line], offset: int) -> int:
    """Which of a block's lines holds an offset: of several cells side by side the right one."""
    best = next((at for at, line in enumerate(lines) if line.end > line.offset), None)
    if best is None:
        return next((at for at, line in enumerate(lines) if line.kind != "blank"), 0)
    for at in range(len(lines) - 1, -1, -1):
        line = lines[at]
        if line.end > line.offset and line.offset <= offset:
            best = at
            break
    if lines[best].kind != "table":
        return best
    for at in range(best, -1, -1):
        for span in lines[at].spans:
            if span.offset is not None and span.offset <= offset < span.offset + len(span.text):
                return at
    return best
