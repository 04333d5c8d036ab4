"""Letters at the links on the screen, to be followed without a mouse."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.app.screens.reading import Reading
    from reader.typeset.line import Line

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Hint(NamedTuple):
    """A link on the screen: its row, its column within the text, and where it leads."""

    row: int
    column: int
    link: str


def links_on(lines: Sequence[tuple[int, Line]]) -> list[Hint]:
    """The links of the lines in reading order; one that runs over lines counts once."""
    found: list[Hint] = []
    before: str | None = None
    for row, line in lines:
        column = 0
        for span in line.spans:
            if span.link is None:
                if span.offset is not None and span.text.strip():
                    before = None
            elif span.link != before:
                found.append(Hint(row, column, span.link))
                before = span.link
            column += cells(span.text)
    return found


def labels(count: int) -> list[str]:
    """So many labels of equal length, none the beginning of another."""
    length = 1
    while len(LETTERS) ** length < count:
        length += 1
    return [
        "".join(letters)
        for letters, _ in zip(product(LETTERS, repeat=length), range(count), strict=False)
    ]


class Hints:
    """The mode in which letters choose a link; any other key leaves it."""

    def __init__(self, hints: Sequence[Hint], chosen: Callable[[str], None]) -> None:
        self._by_label = dict(zip(labels(len(hints)), hints, strict=True))
        self._chosen = chosen
        self._typed = ""

    def shown(self) -> dict[int, list[tuple[int, str]]]:
        """The labels still possible, by row: column and letters."""
        rows: dict[int, list[tuple[int, str]]] = {}
        for label, hint in self._by_label.items():
            if label.startswith(self._typed):
                rows.setdefault(hint.row, []).append((hint.column, label))
        return rows

    def take(self, screen: Reading, key: str) -> bool:
        """Take a key: it narrows, chooses or leaves; always taken."""
        typed = self._typed + key
        if typed in self._by_label:
            self._leave(screen)
            self._chosen(self._by_label[typed].link)
        elif len(key) == 1 and any(label.startswith(typed) for label in self._by_label):
            self._typed = typed
            screen.view.hints = self.shown()
            screen.view.refresh()
        else:
            self._leave(screen)
        return True

    def _leave(self, screen: Reading) -> None:
        screen.hinting = None
        screen.view.hints = {}
        screen.view.refresh()
        screen.status.quiet()
