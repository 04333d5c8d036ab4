"""What the process that updates and those that parse say to each other: packed, never pickled.

What comes back was made of foreign bytes in a process that a fault in a parser may have taken over;
so it is decoded into the records named here, and can be nothing else.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import msgspec

from reader.library.preparing import Prepared  # noqa: TC001 - the decoders read it

HEAD: Final = 4
"""Bytes before each message that say how long it is."""

MOST: Final = 1 << 30
"""Bytes of a message; a longer one can only be a fault."""


class Parse(msgspec.Struct, tag=True, array_like=True):
    """Parse the body of a feed that came from `base`; `build`: and build its first entries."""

    body: bytes
    base: str | None = None
    headers: dict[str, str] = {}
    build: int = 0


class Build(msgspec.Struct, tag=True, array_like=True):
    """Build these entries of the feed that was parsed last, by their place in it."""

    places: list[int]


class Extract(msgspec.Struct, tag=True, array_like=True):
    """Find the article in a page; `more`: it goes on with the one that was asked for last."""

    body: bytes
    url: str
    headers: dict[str, str] = {}
    more: bool = False


class Listed(msgspec.Struct, array_like=True):
    """An entry of a feed before it is built: its name, and what tells whether it has changed.

    `link`, `title` and `published` tell whether it is known under another name.
    """

    identity: str
    fingerprint: str
    date: int | None = None
    link: str | None = None
    title: str = ""
    published: int | None = None


class Parsed(msgspec.Struct, tag=True, array_like=True):
    """What a feed says of itself, its entries in its own order, and those that are built."""

    title: str
    site: str | None
    kind: str
    language: str | None
    every: int | None
    icon: str | None
    warnings: tuple[str, ...]
    listed: list[Listed]
    built: list[Prepared]


class Built(msgspec.Struct, tag=True, array_like=True):
    """The entries that were asked for."""

    built: list[Prepared]


class Extracted(msgspec.Struct, tag=True, array_like=True):
    """An article found in its `pages`, ready to be written, and where the next of them is.

    `words` are those of all pages so far.
    """

    built: Prepared
    words: int
    pages: int
    next_page: str | None = None


class Refused(msgspec.Struct, tag=True, array_like=True):
    """Why it could not be done: the end of a sentence. `spent`: the process is fit for no more."""

    why: str
    spent: bool = False


Order: TypeAlias = Parse | Build | Extract
Reply: TypeAlias = Parsed | Built | Extracted | Refused

encode = msgspec.msgpack.Encoder().encode
decode_order = msgspec.msgpack.Decoder(Order).decode
decode_reply = msgspec.msgpack.Decoder(Reply).decode


def framed(message: Order | Reply) -> bytes:
    """A message with its length before it."""
    data = encode(message)
    return len(data).to_bytes(HEAD, "big") + data
