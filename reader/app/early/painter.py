"""A kept frame painted in plain ANSI. No Textual; a test holds it to what Textual paints."""

from __future__ import annotations

from reader.app.cells import ASCII, HEAD, UNICODE, about, headline_cell, list_head, step_of
from reader.app.gate import gate
from reader.typeset.width import cells, cut

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from reader.app.cells import Row
    from reader.app.early.kept import Frame, ListFrame

BEGIN, END = "\x1b[?2026h", "\x1b[0m\x1b[?2026l"


class Told:
    """A headline as a frame keeps it: its fields by name."""

    words = 0

    def __init__(self, names: list[str], values: list[Any]) -> None:
        self.__dict__.update(zip(names, values, strict=True))

    @property
    def minutes(self) -> int:
        """Reading time, as `Headline.minutes`."""
        return round(self.words / 230)


def paint(frame: Frame, now: float) -> str:
    """All that is to be written to paint a frame on a screen of its size."""
    painter = _Painter(frame)
    for row, column, _, runs in frame.parts:
        painter.go(row, column)
        for number, text in runs:
            painter.run(number, text)
    if frame.headlines is not None:
        painter.headlines(frame.headlines, now)
    return BEGIN + "".join(painter.out) + END


class _Painter:
    def __init__(self, frame: Frame) -> None:
        self.out: list[str] = []
        self._styles = frame.styles
        self._looks = frame.looks
        self._last = -1

    def go(self, row: int, column: int) -> None:
        self.out.append(f"\x1b[{int(row) + 1};{int(column) + 1}H")

    def run(self, number: int, text: str) -> None:
        if number != self._last:
            style = self._styles[number]
            self.out.append(f"\x1b[0;{style}m" if style else "\x1b[0m")
            self._last = number
        self.out.append(gate(text))

    def headlines(self, shown: ListFrame, now: float) -> None:
        glyphs = ASCII if shown.ascii else UNICODE
        step = step_of(two_lines=shown.two_lines)
        head = list_head(shown.name, shown.count)
        rows: list[tuple[Row, str]] = [(head, "ground"), *[((), "ground")] * (HEAD - 1)]
        idle = "selection" if shown.active else "selection-idle"
        for number, values in enumerate(shown.headlines):
            told: Any = Told(shown.names, values)
            laid = headline_cell(
                told,
                shown.columns,
                two_lines=shown.two_lines,
                cursor=number == shown.cursor,
                now=about(now),
                glyphs=glyphs,
                bars=shown.bars,
            )
            ground = f"ground {idle}" if number == shown.cursor else "ground"
            rows += [(part, ground) for part in laid]
            rows += [((), "ground")] * (step - len(laid))
        rows += [((), "ground")] * (shown.rows - len(rows))
        for number, (row, ground) in enumerate(rows[: shown.rows]):
            self.go(number, shown.column)
            self._row(row, ground, shown.columns)
            if shown.ruled:
                self.run(self._looks["ground rule"], glyphs.rule)

    def _row(self, pieces: Iterable[tuple[str, tuple[str, ...]]], ground: str, room: int) -> None:
        for text, roles in pieces:
            if cells(text) > room:
                text = text[: cut(text, room)]  # noqa: PLW2901 - as much of it as there is room for
            if text:
                self.run(self._looks[" ".join((ground, *roles))], text)
                room -= cells(text)
        if room > 0:
            self.run(self._looks[ground], " " * room)
