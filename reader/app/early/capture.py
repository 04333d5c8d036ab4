"""The screen as the next start will find it, kept on leaving."""

from __future__ import annotations

import contextlib
import os
from itertools import product
from typing import TYPE_CHECKING

from rich.color import ColorSystem
from textual.strip import Strip

from reader.app.early import surroundings
from reader.app.early.kept import Frame, ListFrame, blank, write
from reader.app.restored import restore
from reader.app.rows import Rows
from reader.errors import ReaderError
from reader.library.records import Headline

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rich.segment import Segment

    from reader.app.app import ReaderApp
    from reader.app.early.kept import Part, Run
    from reader.app.screens.reading import Reading
    from reader.app.widgets.painted import Painted
    from reader.library.library import Library

_GROUNDS = (("ground",), ("ground", "selection"), ("ground", "selection-idle"))


def capture(app: ReaderApp) -> Frame | None:
    """The frame that the next start is to paint, but for its headlines; None when there is none.

    What belongs to the moment alone (a message, a search, hints) is left out.
    """
    screen = app.reading
    width, height = app.size
    if screen.headlines.rows is None or not height:
        return None
    _settle(screen)
    styles = _Styles(app)
    frame = Frame()
    frame.columns, frame.rows = width, height
    frame.article = screen.shown.id if screen.shown is not None else 0
    frame.environ = surroundings.environ()
    frame.headlines = _list(app)
    frame.parts = []
    for region in (screen.pinned, screen.view, screen.rail, screen.status):
        if region is not None and region.display:
            frame.parts += _parts(region, styles)
    frame.looks = styles.looks()
    frame.styles = styles.numbers
    return frame


def _settle(screen: Reading) -> None:
    """Show what the next start will show; the screen itself is not painted again."""
    status, view = screen.status, screen.view
    status.forget()
    screen.finder = screen.selection = screen.hinting = None
    view.hints, view.foot, view.read_mark = {}, [], None
    screen.refresh_layers()
    if view.page is not None:
        view.show(view.page, view.masthead, offset=view.kept_offset)
    screen.refresh_status()


def keep(frame: Frame, library: Library, files: Iterable[Path]) -> None:
    """Complete a frame with the headlines as they are now, and write it; never an error.

    The library must be written to no more. `files` are those that looks and keys were read from.
    """
    path = os.fspath(library.path)
    try:
        _fill(frame, library)
        library.close()
    except ReaderError:
        return
    frame.files = [surroundings.seen(os.fspath(file)) for file in files]
    frame.library = surroundings.of_library(path)
    target = surroundings.file_beside(path)
    making = f"{target}.{os.getpid()}.new"
    try:
        descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w", encoding="utf-8", errors="replace") as file:
            file.write(write(frame))
        os.replace(making, target)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(making)


def _fill(frame: Frame, library: Library) -> None:
    """Put the headlines into the list of a frame, as the next start will read them."""
    state, shown = restore(library), frame.headlines
    frame.modes = [
        *state.listing[:3],
        int(state.listing.unread_only),
        state.focus,
        state.measure,
        int(state.only_text),
        int(state.pinned),
        state.theme,
    ]
    rows = Rows(library, state.listing)
    rows.open(state.key)
    if state.article is not None:
        rows.select(state.article)
    current = rows.current
    if current is None or current.id != frame.article:
        # Another article will be shown than the one that was: better none until it is.
        blank(frame)
    if shown is None:
        return
    top = max(0, rows.cursor - state.above)
    # That of a query is counted one by one: what the list said last will do until it is opened.
    if state.listing.view != "query":
        shown.count = library.count(state.listing)
    shown.cursor = rows.cursor - top
    shown.names = list(Headline._fields)
    shown.headlines = [list(row) for row in rows.headlines[top : top + shown.rows]]


class _Styles:
    """The styles of a frame by number, as this terminal is told them."""

    def __init__(self, app: ReaderApp) -> None:
        self.numbers: list[str] = []
        self._app = app
        self._known: dict[str, int] = {}
        self._system = app.console._color_system or ColorSystem.TRUECOLOR  # noqa: SLF001 - as Textual does

    def runs(self, segments: list[Segment]) -> list[Run]:
        """Segments as runs; neighbours of one style are one."""
        found: list[Run] = []
        for text, style, _ in segments:
            number = self._number("" if style is None else Strip.render_ansi(style, self._system))
            if found and found[-1][0] == number:
                found[-1] = (number, found[-1][1] + text)
            else:
                found.append((number, text))
        return found

    def _number(self, codes: str) -> int:
        number = self._known.get(codes)
        if number is None:
            number = self._known[codes] = len(self.numbers)
            self.numbers.append(codes)
        return number

    def looks(self) -> dict[str, int]:
        """The styles of all that a list can show, by the roles."""
        palette, roles = self._app.palette, self._app.palette.theme.looks
        found = {}
        over = [(), ("strong", "bold"), *((role,) for role in roles)]
        for ground, role in product(_GROUNDS, over):
            strip = self._app.reading.headlines.filtered(palette.strip((("x", role),), 1, ground))
            ((number, _),) = self.runs(list(strip))
            found[" ".join((*ground, *role))] = number
        return found


def _parts(region: Painted, styles: _Styles) -> list[Part]:
    """A region of the screen, row by row."""
    left, top, width, height = region.region
    strips = enumerate(region.strips(0, height), top)
    return [(row, left, width, styles.runs(list(strip))) for row, strip in strips]


def _list(app: ReaderApp) -> ListFrame | None:
    widget = app.reading.headlines
    if not widget.display:
        return None
    shown = ListFrame()
    shown.column, _, width, shown.rows = widget.region
    shown.columns = width - (1 if widget.ruled else 0)
    shown.ruled, shown.two_lines, shown.active = widget.ruled, widget.two_lines, widget.active
    shown.bars, shown.ascii = app.reading.rows.listing.view == "reading", app.ascii
    shown.name, shown.count = widget.name_of_list, widget.count
    return shown
