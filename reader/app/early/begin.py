"""The very beginning of a start: the frame of the last screen, if it is still true. No Textual."""

from __future__ import annotations

import time

from reader.app.early import surroundings, terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from reader.app.early.kept import Frame

STATE = "app"
"""The name of what the app keeps in the library of where it was left."""


class Begun:
    """A frame that stands on the terminal, and the line discipline from before it."""

    def __init__(self, frame: Frame, discipline: list[Any]) -> None:
        self.frame = frame
        self.discipline = discipline

    def give_back(self) -> None:
        """Give the terminal its line discipline back; Textual has left the other screen."""
        terminal.give_back(self.discipline, clear=False)

    def take_back(self) -> None:
        """Leave the terminal as it was found: there will be no screen after all."""
        terminal.give_back(self.discipline, clear=True)


def begin(library: str) -> Begun | None:
    """Paint the kept frame of a library; None, with nothing painted, when there is no true one."""
    if not terminal.are_terminals():
        return None
    frame = _still_true(library)
    if frame is None:
        return None
    from reader.app.early.painter import paint

    try:
        painted = paint(frame, time.time())
    except (LookupError, TypeError, ValueError, AttributeError, ArithmeticError):
        return None
    discipline = terminal.take(painted)
    return None if discipline is None else Begun(frame, discipline)


def _still_true(library: str) -> Frame | None:
    from reader.app.early.kept import read

    try:
        with open(surroundings.file_beside(library), encoding="utf-8") as file:
            frame = read(file.read())
        if surroundings.screen_size() != (frame.columns, frame.rows):
            return None
        if surroundings.environ() != frame.environ:
            return None
        if any(surroundings.seen(path) != (path, *was) for path, *was in frame.files):
            return None
        if surroundings.of_library(library) == frame.library:
            return frame
        return frame if _read_again(frame, library) else None
    except (OSError, ValueError, TypeError, LookupError):
        return None


def _read_again(frame: Frame, library: str) -> bool:
    """Put the headlines of today into a frame; whether that could be done."""
    from reader.app.early.kept import blank
    from reader.library.first_window import first_window

    shown = frame.headlines
    found = first_window(library, STATE, frame.rows)
    if found is None or found.modes != frame.modes or shown is None:
        return False
    if found.article != frame.article:
        blank(frame)
    shown.headlines = found.rows[: shown.rows]
    shown.cursor, shown.count = found.cursor, found.count
    return True
