"""Where the reader was when the app was left: the list, the headline, the pane."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import msgspec

from reader.library.records import Key, Listing

if TYPE_CHECKING:
    from reader.library.library import Library

NAME = "app"


class Restored(msgspec.Struct, frozen=True):
    """What is kept between two runs; a field that is missing or wrong has its default.

    `above` is how many headlines stood above the one under the cursor.
    """

    listing: Listing = Listing("all")
    key: Key | None = None
    article: int | None = None
    above: int = 0
    focus: Literal["list", "article"] = "list"
    measure: int = 0
    only_text: bool = False
    pinned: bool = False
    theme: str = ""
    welcomed: bool = False


def restore(library: Library) -> Restored:
    """What was kept, or the defaults where nothing was or it cannot be understood."""
    kept = library.state(NAME)
    if kept is None:
        return Restored()
    try:
        return msgspec.json.decode(kept, type=Restored)
    except msgspec.MsgspecError:
        return Restored()


def encode(state: Restored) -> bytes:
    """The state as the library keeps it."""
    return msgspec.json.encode(state)
