"""Places as they lie in the library: text, so that they can be read without this program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from reader.document.place import Place
from reader.errors import DamagedLibraryError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.connection import Connection

TABLES = ("bookmark", "note", "progress")
"""Where places are stored, each in a column `place`."""

_decoder = msgspec.json.Decoder(Place)


def packed(place: Place | None) -> str | None:
    """A place as JSON."""
    return None if place is None else msgspec.json.encode(place).decode()


def unpacked(text: str | None) -> Place | None:
    """A place from its JSON. Raises DamagedLibraryError when it is none."""
    if text is None:
        return None
    try:
        return _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, TypeError) as error:
        raise DamagedLibraryError(
            f"A place in the library is damaged ({error}). "
            "Run `reader doctor`, then `reader doctor --repair`."
        ) from error


def damaged(db: Connection) -> Iterator[tuple[str, int]]:
    """The places that cannot be read any more: table, and number of the row."""
    for table in TABLES:
        sql = f"SELECT rowid, place FROM {table} WHERE place IS NOT NULL"  # noqa: S608 - ours
        for row, text in db.rows(sql):
            try:
                unpacked(text)
            except DamagedLibraryError:
                yield table, row


def lost() -> str:
    """What stands for a place that cannot be read any more: one whose words are nowhere."""
    return str(packed(Place(0, 0, "", "", "", "", "")))
