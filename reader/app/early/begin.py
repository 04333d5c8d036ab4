"""The very beginning of a start: the frame of the last screen, if it is still true. No Textual."""

from __future__ import annotations

import time

from reader.app.early import surroundings, terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from reader.app.early.kept import Frame


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
        true = all(surroundings.seen(path) == (path, *was) for path, *was in frame.files)
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return frame if true else None
