"""The first run: a new library gets the handbook and the reading room before the screen opens."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from reader.settings.locations import library_path

if TYPE_CHECKING:
    from pathlib import Path


def prepared(named: str | None) -> Path:
    """The path of the library that the screen is to open, furnished if it is new.

    Without a terminal none is made, as there will be no screen. Errors: LibraryError when it
    cannot be made.
    """
    path = library_path(named)
    if not path.exists() and sys.stdin.isatty():
        furnish(path)
    return path


def furnish(path: Path) -> None:
    """Make a library at `path` with what comes with the program in it, whole or not at all.

    When another process has made one there meanwhile, that one stays. Errors: LibraryError.
    """
    from reader.feeds.welcome import welcome
    from reader.library.library import Library

    making = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with Library.open(making, updates=True) as library:
            welcome(library)
        _put_in_place(making, path)
    finally:
        for leftover in making.parent.glob(f"{making.name}*"):
            leftover.unlink(missing_ok=True)


def _put_in_place(making: Path, path: Path) -> None:
    try:
        os.link(making, path)
    except FileExistsError:
        return
    except OSError:
        # A file system without links: then the move may replace what came meanwhile, unless
        # it is looked for at the last moment.
        if not path.exists():
            making.replace(path)
