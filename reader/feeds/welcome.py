"""What comes with the program: the handbook, and a room with something to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from reader.feeds import folder

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.feeds.folder import Failure, Outcome, Told
    from reader.feeds.walk import Spotted
    from reader.library.library import Library

_SHELF: Final = Path(__file__).resolve().parent.parent / "welcome"

# The handbook comes last, so that its first page is the newest article of a new library.
ROOMS: Final = {"articles": "Reading room", "handbook": "Handbook"}
"""The folders that come with the program, which are the addresses of their sources, by title."""


_PUBLISHED: Final = 1_794_268_800
"""The date of the plain texts, which cannot say one: 10 November 2026."""


def welcome(library: Library) -> None:
    """Put the handbook and the reading room into a library; again, and only what is new comes."""
    for address, title in ROOMS.items():
        number, _ = library.add_source(kind="handbook", address=address, title=title)
        read(library, number, address, lambda _: None)


def room(address: str) -> Path:
    """The folder of one of `ROOMS`."""
    return _SHELF / address


def read(
    library: Library, source_id: int, address: str, tell: Callable[[Told | Failure], None]
) -> Outcome:
    """Read one of `ROOMS` into its source; see `folder.read`."""
    # Backwards by name: the first page comes in last and stands on top.
    return folder.read(
        library,
        source_id,
        room(address),
        tell,
        named=False,
        undated=_PUBLISHED,
        order=_backwards,
    )


def _backwards(spotted: Spotted) -> tuple[int, ...]:
    return tuple(-ord(letter) for letter in spotted.identity)
