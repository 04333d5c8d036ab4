"""What changed between two versions of an article, by word, where the text really changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.cells import full_date
from reader.app.difference import Change, differences
from reader.app.fit import wrap
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.cells import Piece, Row
    from reader.app.screens.reading import Reading


class Changes(Panel):
    """The changed paragraphs, with words taken out and put in told apart."""

    context = "changes"
    title_of_panel = "What changed"
    width_wanted = 84

    def __init__(
        self, reading: Reading, article_id: int, versions: Sequence[tuple[int, int]]
    ) -> None:
        super().__init__(reading)
        self._article = article_id
        self._versions = sorted(versions)

    def when_empty(self) -> str:
        """What there is to say when no word changed."""
        return "Only spaces or dates changed."

    def entries(self) -> list[Entry]:
        """The changed paragraphs, newest change first."""
        library = self.reading.library
        rows: list[Entry] = []
        pairs = list(zip(self._versions, self._versions[1:], strict=False))
        for (older, _), (newer, at) in reversed(pairs):
            rows.append(Entry((((f" Version {newer} · {full_date(at)}", ("accent", "bold")),), ())))
            before = library.version_text(self._article, older)
            after = library.version_text(self._article, newer)
            rows.extend(
                Entry((*self._rows(change), ()), change) for change in differences(before, after)
            )
        return rows

    def _rows(self, change: Change) -> list[Row]:
        return lines_of(change, self.room - 3)

    def chosen(self, value: object) -> None:
        """Nothing is picked here."""


def lines_of(change: Change, width: int) -> list[Row]:
    """A changed paragraph in rows: removed words struck, new ones underlined, both signed."""
    rows: list[Row] = []
    row: list[Piece] = []
    used = 0
    for kind, words in change.parts:
        look = {"same": ("text",), "out": ("error", "strike"), "in": ("ok", "inserted")}[kind]
        marked = {"same": words, "out": f"[-{words}-]", "in": f"[+{words}+]"}[kind]
        for line in wrap(marked, width):
            for word in line.split():
                if used and used + 1 + len(word) > width:
                    rows.append(((" ", ()), *row))
                    row, used = [], 0
                text = f" {word}" if used else word
                row.append((text, look))
                used += len(text)
    if row:
        rows.append(((" ", ()), *row))
    return rows
