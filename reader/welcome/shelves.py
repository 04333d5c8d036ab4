"""The two shelves of a new library, and what the files on them cannot say themselves.

Markdown and HTML carry their author and date; plain text does not, so those are told here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, NamedTuple

HANDBOOK: Final = "Handbook"
READING_ROOM: Final = "Reading room"

_HERE: Final = Path(__file__).parent
_FOLDERS: Final = {HANDBOOK: "handbook", READING_ROOM: "articles"}
_MEDIA_TYPES: Final = {".txt": "text/plain", ".md": "text/markdown", ".html": "text/html"}
_SAID_HERE: Final = {
    "11-where-your-library-lives.txt": ("The Reader Handbook", "2026-11-10"),
    "the-pigeon-and-the-wire.txt": ("Paul Linefeed", "2026-11-18"),
    "the-reading-lamp.txt": ("Ann Comma", "2026-10-25"),
    "arms-against-the-sky.txt": ("Paul Linefeed", "2026-09-22"),
}


class Piece(NamedTuple):
    """One file of a shelf.

    `identity` is unique in its shelf and stays the same from one release to the next, so that an
    edited piece is a new version of the old one. `author` and `published` (an ISO 8601 date) are
    for files that cannot carry them; None: ask the document.
    """

    identity: str
    path: Path
    media_type: str
    author: str | None = None
    published: str | None = None


class Shelf(NamedTuple):
    """A source of a new library: its title and its pieces, by file name."""

    title: str
    pieces: tuple[Piece, ...]


def shelves() -> tuple[Shelf, ...]:
    """The handbook and the reading room. Raises OSError when the installation is incomplete."""
    return tuple(Shelf(title, _pieces(folder)) for title, folder in _FOLDERS.items())


def _pieces(folder: str) -> tuple[Piece, ...]:
    files = sorted(path for path in (_HERE / folder).iterdir() if path.suffix in _MEDIA_TYPES)
    return tuple(
        Piece(path.name, path, _MEDIA_TYPES[path.suffix], *_SAID_HERE.get(path.name, ()))
        for path in files
    )
