"""How a screen is divided: list, article and rail by the width of the terminal. No Textual."""

from __future__ import annotations

from typing import NamedTuple

SIDE_BY_SIDE = 76
"""From this many columns the list and the article stand beside each other."""

RAIL_FROM = 150
"""From this many columns a rail with the outline may stand at the right."""

PINNED, PINNED_FROM = 26, 104
"""The width of pinned sources, and from how many columns they are shown."""

LIST_LEAST, LIST_MOST = 26, 48
RAIL_LEAST, RAIL_MOST = 30, 38
MEASURE_LEAST, MEASURE_MOST = 45, 90
MARGIN = 2
"""Cells left free at either side of the text."""

TWO_LINE_COLUMNS, TWO_LINE_ROWS = 34, 30
"""From this size of list and screen a headline takes two lines."""


class Layout(NamedTuple):
    """The widths of the panes in cells; 0: not shown. Rules between them take one cell each.

    `text` is the width of the text column and `left` its distance from the article's edge.
    `body` is the height without the status line. `pinned`: the column of sources, its rule within.
    """

    list: int
    article: int
    rail: int
    text: int
    left: int
    body: int
    two_lines: bool
    pinned: int = 0

    @property
    def beside(self) -> bool:
        """Whether the list and the article are both shown."""
        return bool(self.list and self.article)


def divide(
    width: int,
    height: int,
    *,
    measure: int = 66,
    only_text: bool = False,
    article_focused: bool = False,
    rail: bool = True,
    pinned: bool = False,
    list_width: int = 0,
) -> Layout:
    """Divide a screen of `width` by `height` cells.

    The text's measure comes before the list's width, the list before the rail. `list_width` is the
    user's own width of the list, 0 for the usual share of the screen.
    """
    body = max(1, height - 1)
    if width < SIDE_BY_SIDE or only_text:
        text, left = _column(width, measure)
        two = width < SIDE_BY_SIDE and width >= TWO_LINE_COLUMNS and height >= TWO_LINE_ROWS
        if article_focused:
            return Layout(0, width, 0, text, left, body, two)
        return Layout(width, 0, 0, text, left, body, two)
    column = PINNED if pinned and width >= PINNED_FROM else 0
    width -= column
    wanted = list_width or round(width * 0.34)
    side = min(max(wanted, LIST_LEAST), LIST_MOST)
    if not list_width:
        side = max(LIST_LEAST, min(side, width - 1 - (measure + 2 * MARGIN)))
    pane = width - side - 1
    rail_width = 0
    if rail and width >= RAIL_FROM:
        spare = pane - 1 - (measure + 2 * MARGIN)
        if spare >= RAIL_LEAST:
            rail_width = min(spare, RAIL_MOST)
            pane -= rail_width + 1
    text, left = _column(pane, measure)
    two = side >= TWO_LINE_COLUMNS and height >= TWO_LINE_ROWS
    return Layout(side, pane, rail_width, text, left, body, two, column)


def _column(pane: int, measure: int) -> tuple[int, int]:
    text = max(1, min(measure, pane - 2 * MARGIN))
    return text, max(0, (pane - text) // 2)
