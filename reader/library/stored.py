"""Documents and originals as the library stores them: packed, compressed, in chunks of blocks."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import DamagedLibraryError, NotFoundError

if TYPE_CHECKING:
    from reader.document.model import Document
    from reader.document.readable import Readable
    from reader.library.connection import Connection

_LEVEL = 3
"""Of zlib: two thirds of the time of its default, for a few per cent more space."""


class Squeezed(NamedTuple):
    """A document and its original, ready to be stored."""

    head: bytes
    chunks: tuple[bytes, ...]
    original: bytes


def squeeze(document: Document, original: bytes) -> Squeezed:
    """Pack a document and its original; done before a transaction begins, for it takes long."""
    from reader.document.codec import pack

    packed = pack(document)
    chunks = tuple(zlib.compress(chunk, _LEVEL) for chunk in packed.chunks)
    return Squeezed(zlib.compress(packed.head, _LEVEL), chunks, zlib.compress(original, _LEVEL))


def put(db: Connection, article_id: int, squeezed: Squeezed, media_type: str) -> None:
    """Store the document and the original of an article, in place of older ones."""
    db.run(
        "INSERT INTO document VALUES (?, ?) ON CONFLICT DO UPDATE SET head = excluded.head",
        article_id,
        squeezed.head,
    )
    db.run("DELETE FROM chunk WHERE article_id = ?", article_id)
    db.run_many(
        "INSERT INTO chunk VALUES (?, ?, ?)",
        [(article_id, number, chunk) for number, chunk in enumerate(squeezed.chunks)],
    )
    db.run(
        "INSERT INTO original VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
        " SET media_type = excluded.media_type, data = excluded.data",
        article_id,
        media_type,
        squeezed.original,
    )


def document(db: Connection, article_id: int) -> Readable:
    """The document of an article; its chunks are decoded when they are asked for.

    Their bytes are fetched at once (a megabyte of text is 0.3 ms), so that a newer version that
    another process stores meanwhile cannot mix with this one, and any thread may go on reading.
    Raises NotFoundError.
    """
    from reader.document.codec import unpack

    with db.reading():
        head = db.value("SELECT head FROM document WHERE article_id = ?", article_id)
        rows = db.rows("SELECT data FROM chunk WHERE article_id = ? ORDER BY number", article_id)
    if head is None:
        raise NotFoundError(f"There is no article {article_id}.")
    chunks: list[bytes] = [data for (data,) in rows]
    return unpack(loose(head), lambda number: loose(chunks[number]))


def original(db: Connection, article_id: int) -> tuple[bytes, str]:
    """What an article was parsed from, and its media type. Raises NotFoundError."""
    row = db.row("SELECT data, media_type FROM original WHERE article_id = ?", article_id)
    if row is None:
        raise NotFoundError(f"There is no article {article_id}.")
    return loose(row[0]), row[1]


def loose(packed: bytes) -> bytes:
    """What was compressed. Raises DamagedLibraryError."""
    try:
        return zlib.decompress(packed)
    except (zlib.error, TypeError) as error:
        raise DamagedLibraryError(
            f"A part of the library is damaged ({error}). "
            "Run `reader doctor`, then `reader doctor --repair`."
        ) from error
