"""Places as they lie in the library: text, so that they can be read without this program."""

from __future__ import annotations

import msgspec

from reader.document.place import Place

_decoder = msgspec.json.Decoder(Place)


def packed(place: Place | None) -> str | None:
    """A place as JSON."""
    return None if place is None else msgspec.json.encode(place).decode()


def unpacked(text: str | None) -> Place | None:
    """A place from its JSON."""
    return None if text is None else _decoder.decode(text)
