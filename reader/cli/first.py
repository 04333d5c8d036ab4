"""The first run: a new library gets the handbook and the reading room before the screen opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.settings.locations import library_path

if TYPE_CHECKING:
    from pathlib import Path


def prepared(named: str | None) -> Path:
    """The path of the library that the screen is to open, furnished if it is new.

    Errors: LibraryError when it cannot be made.
    """
    path = library_path(named)
    if not path.exists():
        furnish(path)
    return path


def furnish(path: Path) -> None:
    """Put what comes with the program into the library at `path`, which is made if need be."""
    from reader.feeds.welcome import welcome
    from reader.library.library import Library

    with Library.open(path, updates=True) as library:
        welcome(library)
