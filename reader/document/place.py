"""Places: a spot in an article that finds its words again after the text has changed."""

from __future__ import annotations

from hashlib import blake2b

import msgspec


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A spot in a canonical text, or from `length` > 0 a stretch of it.

    `offset` and `length` in code points. `section` is the slug of the section it was in ("" before
    the first). `quote` are the words at the spot (of a stretch: all of them up to 300 characters,
    else the first and last 150), `prefix` and `suffix` the up to 32 characters around. `text_hash`
    is of the whole canonical text that it was made in.
    """

    offset: int
    length: int
    section: str
    quote: str
    prefix: str
    suffix: str
    text_hash: str


def text_hash(text: str) -> str:
    """The hash of a canonical text: BLAKE2b of its UTF-8, 16 bytes, in hexadecimal."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
