"""The terminal between the first frame and Textual: no echo, no lines, and given back as it was."""

from __future__ import annotations

import os
import sys
import termios

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l"
LEAVE = "\x1b[0m\x1b[?7h\x1b[?1049l\x1b[?25h"
_IN, _OUT = 0, 2


def take(paint: str) -> list[Any] | None:
    """Paint on the other screen of the terminal; the line discipline that it had, to give back.

    Keys that are pressed from now on wait unseen for Textual. None when it is no terminal.
    """
    try:
        before = termios.tcgetattr(_IN)
        now = termios.tcgetattr(_IN)
        now[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN)
        now[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        termios.tcsetattr(_IN, termios.TCSANOW, now)
    except (OSError, termios.error):
        return None
    data = (ENTER + paint).encode("utf-8", "replace")
    while data:
        data = data[os.write(_OUT, data) :]
    return before


def give_back(before: list[Any], *, clear: bool) -> None:
    """Put the line discipline back; with `clear` leave the other screen, too."""
    try:
        if clear:
            os.write(_OUT, LEAVE.encode())
        termios.tcsetattr(_IN, termios.TCSANOW, before)
    except (OSError, termios.error):
        return


def are_terminals() -> bool:
    """Whether keys come from a terminal and paint goes to one."""
    return os.isatty(_IN) and os.isatty(1) and os.isatty(_OUT) and sys.platform != "win32"
