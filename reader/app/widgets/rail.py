"""The rail of wide screens: contents with where one is, then the places and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from reader.app.fit import pad, shorten
from reader.app.widgets.painted import Painted
from reader.settings.roles import HIGHLIGHT_SIGNS

if TYPE_CHECKING:
    from textual import events
    from textual.strip import Strip

    from reader.app.cells import Row
    from reader.app.screens.reading import Reading


class Rail(Painted):
    """Shows what the reading screen shows, from another side; a click goes there."""

    STANDS_IN = True

    def __init__(self) -> None:
        super().__init__(id="rail")
        self._targets: dict[int, int] = {}
        self._made: list[Row] = []
        self._seen: tuple[object, ...] = ()

    def render_line(self, y: int) -> Strip:
        """One row of the screen."""
        palette, width = self.palette, self.size.width
        if y == 0:
            self._made = self._rows(width - 1)
        row = self._made[y] if y < len(self._made) else ()
        sign = self.reading.headlines.glyphs.rule
        return palette.strip(((sign, ("rule",)), *row), width)

    @property
    def reading(self) -> Reading:
        """The screen it stands on."""
        return cast("Reading", self.screen)

    def follow(self) -> None:
        """Paint it again if the article has moved to another section or per cent."""
        if self._seen != self._here():
            self.refresh()

    def _here(self) -> tuple[object, ...]:
        shown, view = self.reading.shown, self.reading.view
        if shown is None:
            return ()
        share = round(view.last_offset * 100 / max(1, shown.article.document.length))
        return shown.id, shown.contents_at(view.first_offset), share

    def _rows(self, width: int) -> list[Row]:
        shown = self.reading.shown
        self._targets = {}
        self._seen = self._here()
        if shown is None:
            return []
        rows: list[Row] = [((" Contents", ("strong", "bold")),), ()]
        document = shown.article.document
        here = shown.contents_at(self.reading.view.first_offset)
        share = round(self.reading.view.last_offset * 100 / max(1, document.length))
        for section in shown.contents:
            if len(rows) >= self.size.height:
                return rows
            current = section == here
            name = "  " * min(section.depth, 3) + section.text
            room = max(4, width - 8)
            sign = self.reading.headlines.glyphs.cursor if current else " "
            figure = f"{min(100, share)}%" if current else ""
            look = ("strong",) if current else ("muted",)
            self._targets[len(rows)] = section.offset
            rows.append(
                (
                    (f"{sign} ", ("cursor",)),
                    (pad(shorten(name, room), room), look),
                    (f"{figure:>5}", ("muted",)),
                )
            )
        rows += self._kept(width)
        return rows

    def _kept(self, width: int) -> list[Row]:
        shown = self.reading.shown
        assert shown is not None
        glyphs = self.reading.headlines.glyphs
        rows: list[Row] = []
        room = max(4, width - 5)
        if shown.bookmarks:
            rows += [(), ((" Places", ("strong", "bold")),), ()]
            for mark in shown.bookmarks:
                words = mark.label or (" ".join(mark.place.quote.split()) if mark.place else "")
                letter = f"{mark.mark} " if mark.mark else ""
                rows.append(
                    (
                        (f"  {glyphs.bookmark} ", ("accent",)),
                        (shorten(letter + words, room), ("muted",)),
                    )
                )
        if shown.remarks:
            rows += [(), ((" Notes", ("strong", "bold")),), ()]
            for remark in shown.remarks:
                quote = " ".join(remark.place.quote.split()) if remark.place else ""
                words = remark.text.splitlines()[0] if remark.text else f"“{quote}”"
                sign = glyphs.note
                if remark.colour:
                    sign = HIGHLIGHT_SIGNS[remark.colour][int(self.reading.reader.ascii)]
                rows.append(((f"  {sign} ", ("accent",)), (shorten(words, room), ("muted",))))
        return rows

    def on_click(self, event: events.Click) -> None:
        """Go to the section that was clicked."""
        event.stop()
        offset = self._targets.get(event.y)
        if offset is not None and self.reading.shown is not None:
            self.reading.leave_here()
            from reader.app.places import go_to

            go_to(self.reading, self.reading.shown.id, offset)
