"""Documents and originals as the library stores them: packed, compressed, in chunks of blocks."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from reader.errors import DamagedLibraryError, NotFoundError

if TYPE_CHECKING:
    from reader.document.codec import Packed
    from reader.document.readable import Readable
    from reader.library.connection import Connection

_LEVEL = 3
"""Of zlib: two thirds of the time of its default, for a few per cent more space."""


class Squeezed(NamedTuple):
    """A document and its original, ready to be stored."""

    head: bytes
    chunks: tuple[bytes, ...]
    original: bytes


def squeeze(packed: Packed, original: bytes) -> Squeezed:
    """Compress a document and its original; done before a transaction begins, for it takes long."""
    chunks = tuple([zlib.compress(chunk, _LEVEL) for chunk in packed.chunks])
    return Squeezed(zlib.compress(packed.head, _LEVEL), chunks, zlib.compress(original, _LEVEL))


def put(db: Connection, article_id: int, squeezed: Squeezed, media_type: str) -> None:
    """Store the document and the original of an article, in place of older ones."""
    for table in ("document", "chunk", "original"):
        db.run(f"DELETE FROM {table} WHERE article_id = ?", article_id)  # noqa: S608 - ours
    put_new(db, article_id, squeezed, media_type)


def put_new(db: Connection, article_id: int, squeezed: Squeezed, media_type: str) -> None:
    """Store the document and the original of an article that has none yet."""
    db.run("INSERT INTO document VALUES (?, ?)", article_id, squeezed.head)
    for number, chunk in enumerate(squeezed.chunks):
        db.run("INSERT INTO chunk VALUES (?, ?, ?)", article_id, number, chunk)
    db.run("INSERT INTO original VALUES (?, ?, ?)", article_id, media_type, squeezed.original)


def document(db: Connection, article_id: int) -> Readable:
    """The document of an article; its chunks are decoded when they are asked for.

    Their bytes are fetched at once (a megabyte of text is 0.3 ms), so that a newer version that
    another process stores meanwhile cannot mix with this one, and any thread may go on reading.
    Raises NotFoundError.
    """
    with db.reading():
        head = db.value("SELECT head FROM document WHERE article_id = ?", article_id)
        rows = db.rows("SELECT data FROM chunk WHERE article_id = ? ORDER BY number", article_id)
    if head is None:
        raise NotFoundError(f"There is no article {article_id}.")
    return readable(head, [data for (data,) in rows])


def readable(head: bytes, chunks: list[bytes]) -> Readable:
    """A document from its stored bytes."""
    from reader.document.codec import unpack

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
