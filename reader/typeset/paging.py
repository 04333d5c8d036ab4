"""Paging: where the next screen begins, so that nothing is torn that belongs together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.typeset.line import Line
    from reader.typeset.page import Page

OVERLAP: Final = 2
"""Lines of the old screen that stay."""
SHORT: Final = 3
"""Lines by which a step is made shorter, at most, to keep together what belongs together."""
_RUNNING: Final = frozenset({"paragraph", "list-item", "quote"})


def page_down(page: Page, top: int, height: int) -> int:
    """The top line of the screen below the one at `top` of `height` lines.

    Two lines of the old screen stay. The new one does not end with a heading, nor with a single
    line of a paragraph, nor begin with one, if up to three lines less prevent it. Always moves on
    while there is more below. At the end the last screen is full.
    """
    step = max(1, height - OVERLAP)
    if len(page.lines(top, top + height + 1)) <= height:
        return top
    wanted = _last_top(page, top + step, height)
    for less in range(min(SHORT, step - 1) + 1):
        candidate = wanted - less
        if candidate <= top:
            break
        if _is_whole(page, candidate, height):
            return candidate
    return max(top + 1, wanted)


def page_up(page: Page, top: int, height: int) -> int:
    """The top line of the screen above the one at `top`; see `page_down`."""
    step = max(1, height - OVERLAP)
    wanted = max(0, top - step)
    for less in range(min(SHORT, step - 1) + 1):
        candidate = wanted + less
        if candidate >= top:
            break
        if _is_whole(page, candidate, height):
            return candidate
    return wanted


def _last_top(page: Page, wanted: int, height: int) -> int:
    """`wanted`, or the top of the last full screen if that comes first."""
    shown = page.lines(wanted, wanted + height)
    return max(0, wanted - (height - len(shown)))


def _is_whole(page: Page, top: int, height: int) -> bool:
    """Whether a screen tears nothing apart at its top or its foot."""
    lines = page.lines(top - 1 if top else 0, top + height + 1)
    if top:
        above, lines = lines[0], lines[1:]
        if _begins_torn(above, lines):
            return False
    return len(lines) <= height or not _ends_torn(lines, height)


def _begins_torn(above: Line, lines: list[Line]) -> bool:
    """Whether the first line is the last of a paragraph that began above."""
    first = lines[0] if lines else None
    second = lines[1] if len(lines) > 1 else None
    if first is None or first.kind not in _RUNNING or first.block != above.block:
        return False
    return second is None or second.block != first.block


def _ends_torn(lines: list[Line], height: int) -> bool:
    """Whether the last line is a heading, or the first of a paragraph that goes on below."""
    last = height - 1
    while last > 0 and lines[last].kind == "blank":
        last -= 1
    foot = lines[last]
    if foot.kind == "heading":
        return True
    if foot.kind not in _RUNNING or lines[last + 1].block != foot.block:
        return False
    return last == 0 or lines[last - 1].block != foot.block
