"""What a key has changed, painted before the key is done with.

Textual takes a change to the screen in five steps, each a message in a queue: a key on a page of
text would take twice as long. So the reading screen gathers what its regions want painted while a
key is at work and writes those rows itself, unless something lies over them or moves.
"""

# ruff: noqa: SLF001 - there is no other door to what Textual has painted

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from textual._compositor import CompositorUpdate

from reader.app.widgets.painted import Painted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, ConsoleOptions, RenderResult
    from textual.geometry import Region
    from textual.screen import Screen


class Rows(CompositorUpdate):
    """Rows of the screen as they are to be written."""

    def __init__(self, written: str) -> None:
        self._written = written

    def render_segments(self, console: Console) -> str:  # noqa: ARG002 - they are rendered already
        """The rows, in the terminal's language."""
        return self._written

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Nothing: they are written, never drawn by Rich."""
        return ()


@contextmanager
def painting(screen: Screen[object]) -> Iterator[None]:
    """Gather what is to be painted meanwhile, and paint it at the end."""
    if Painted.gathering is not None:
        yield
        return
    gathered: list[Painted] = []
    Painted.gathering = gathered
    try:
        yield
    finally:
        Painted.gathering = None
        if gathered and not _paint(screen, gathered):
            for region in gathered:
                region.check_idle()


def _paint(screen: Screen[object], gathered: Iterable[Painted]) -> bool:
    """Write the rows that changed; False, with nothing done, where that is left to Textual."""
    app = screen.app
    if app.screen is not screen or app._batch_count or _moving(screen):
        return False
    shown = screen._compositor.visible_widgets
    if any(not isinstance(one, Painted) and one is not screen for one in shown):
        return False
    regions = [region for region in gathered if region in shown]
    if any(map(_moving, regions)):
        return False
    console = app.console
    written = []
    for region in regions:
        where = shown[region][0]
        region._repaint_required = False
        for first, end in _stretches(region._exchange_repaint_regions(), where.height):
            for y, strip in enumerate(region.strips(first, end), first):
                written.append(f"\x1b[{where.y + y + 1};{where.x + 1}H{strip.render(console)}")
    if written:
        app._display(screen, Rows("".join(written)))
    return True


def _moving(widget: Screen[object] | Painted) -> bool:
    """Whether more than its paint is to change."""
    return bool(
        widget._layout_required
        or widget._scroll_required
        or widget._recompose_required
        or widget._refresh_styles_required
        or (widget._repaint_required and not isinstance(widget, Painted))
    )


def _stretches(regions: Iterable[Region], height: int) -> list[tuple[int, int]]:
    """The rows of some regions, from each first one up to an end, those that touch joined."""
    found: list[tuple[int, int]] = []
    for first, end in sorted((max(0, one.y), min(height, one.bottom)) for one in regions):
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        elif first < end:
            found.append((first, end))
    return found
