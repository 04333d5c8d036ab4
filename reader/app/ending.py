"""Ending by a signal, also when something keeps the app from ending by itself."""

from __future__ import annotations

import os
import sys
import termios
import threading
from contextlib import suppress
from typing import Any, Final

PATIENCE: Final = 3.0
"""Seconds that the app has to end in its own way; what it said to be done is written before."""

RESTORE: Final = (
    "\x1b[<u\x1b[?2026l\x1b[?2004l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1006l\x1b[?1015l"
    "\x1b[?1004l\x1b[?2048l\x1b[?7h\x1b[0m\x1b[?1049l\x1b[?25h"
)
"""Ends every mode that the app may have begun; written only when it could not end them itself."""


def line_discipline() -> list[Any] | None:
    """The terminal's line discipline as it is now; None where there is no terminal."""
    try:
        return termios.tcgetattr(sys.__stdin__.fileno())  # type: ignore[union-attr]
    except (OSError, ValueError, AttributeError, termios.error):
        return None


def end_at_last(status: int, before: list[Any] | None) -> None:
    """End the process with `status` after `PATIENCE`, the terminal as it was `before`."""
    timer = threading.Timer(PATIENCE, _end, (status, before))
    timer.daemon = True
    timer.start()


def _end(status: int, before: list[Any] | None) -> None:
    with suppress(OSError, ValueError, AttributeError):
        os.write(sys.__stderr__.fileno(), RESTORE.encode())  # type: ignore[union-attr]
    if before is not None:
        with suppress(OSError, ValueError, AttributeError, termios.error):
            termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, before)  # type: ignore[union-attr]
    os._exit(status)
