"""What must be as it was for a kept frame to be true: the library, the settings, the terminal."""

from __future__ import annotations

import os

_NAMES = (
    "TERM", "COLORTERM", "NO_COLOR", "COLORFGBG", "TERM_PROGRAM", "LC_ALL", "LC_CTYPE", "LANG",
    "PYTHONIOENCODING", "PYTHONUTF8", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "TEXTUAL_COLOR_SYSTEM",
    "TEXTUAL_THEME", "TZ",
)  # fmt: skip


def environ() -> list[str]:
    """The variables that decide how a screen looks."""
    return [os.environ.get(name, "\0") for name in _NAMES]


def seen(path: str) -> tuple[str, int, int]:
    """A path with its size and the moment of its last change; both 0 where it is not there."""
    try:
        found = os.stat(path)
    except OSError:
        return path, 0, 0
    # An empty write-ahead log holds nothing, whenever it was made.
    return path, found.st_size, found.st_mtime_ns if found.st_size else 0


def of_library(path: str) -> list[tuple[str, int, int]]:
    """The library's file and its write-ahead log: whoever writes to it changes one of them."""
    return [seen(path), seen(f"{path}-wal")]


def screen_size() -> tuple[int, int] | None:
    """Columns and rows as Textual will find them; None where nobody says."""
    try:
        columns, rows = (int(os.environ.get(name, "0")) for name in ("COLUMNS", "LINES"))
        if columns <= 0 or rows <= 0:
            found = os.get_terminal_size(1)
            columns, rows = columns if columns > 0 else found[0], rows if rows > 0 else found[1]
    except (OSError, ValueError):
        return None
    return (columns, rows) if columns > 0 and rows > 0 else None


def file_beside(library: str) -> str:
    """Where the frame of a library is kept."""
    return f"{library}.frame"
