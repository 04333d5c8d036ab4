"""A document's bytes: a head that says all a list or a first screen asks, and chunks of blocks.

Both are msgpack. A head is never larger than its outline makes it, and a chunk about `CHUNK`, so
that opening a long article at any place costs as much as opening a short one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from reader.document.model import MODEL_VERSION, Block, Document
from reader.document.readable import Chunked, Known, Readable, Start
from reader.errors import DamagedDocumentError, NewerDocumentError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.document.model import Blocks
    from reader.document.outline import Section
    from reader.document.text import Leaf

CHUNK: Final = 16_384
"""Bytes after which a chunk ends; a block is never divided."""


class Packed(NamedTuple):
    """A document as the library stores it, with its canonical text, its words and its outline."""

    head: bytes
    chunks: tuple[bytes, ...]
    text: str = ""
    words: int = 0
    outline: tuple[Section, ...] = ()


class _Version(msgspec.Struct, array_like=True, frozen=True):
    """The beginning of every head, whatever comes after."""

    version: int


class _Head(msgspec.Struct, array_like=True, frozen=True):
    version: int
    facts: Document
    count: int
    starts: tuple[Start, ...]
    known: Known


_encode = msgspec.msgpack.Encoder().encode
_decode_version = msgspec.msgpack.Decoder(_Version).decode
_decode_head = msgspec.msgpack.Decoder(_Head).decode
_decode_blocks = msgspec.msgpack.Decoder(tuple[Block, ...]).decode


def pack(document: Document) -> Packed:
    """The bytes of a document. Its text is gone through once, whatever is asked of it."""
    from reader.document.outline import outline_of
    from reader.document.place import text_hash
    from reader.document.statistics import words_of
    from reader.document.text import BETWEEN, leaves

    found = [list(leaves((block,))) for block in document.blocks]
    text = BETWEEN.join([leaf.text for run in found for leaf in run])
    offsets, placed = _placed(found)
    known = Known(
        length=len(text),
        words=words_of(text),
        hash=text_hash(text),
        outline=outline_of(document.blocks, document.title, placed),
    )
    facts = msgspec.structs.replace(document, blocks=())
    numbers, chunks = _chunks(document.blocks)
    starts = tuple([Start(number, offsets[number]) for number in numbers])
    head = _Head(MODEL_VERSION, facts, len(document.blocks), starts, known)
    return Packed(_encode(head), chunks, text, known.words, known.outline)


def _placed(found: list[list[Leaf]]) -> tuple[list[int], list[tuple[int, Leaf]]]:
    """Where each top-level block begins, and each of its leaves."""
    from reader.document.text import BETWEEN

    offsets: list[int] = []
    placed: list[tuple[int, Leaf]] = []
    offset = 0
    for run in found:
        offsets.append(offset)
        for leaf in run:
            placed.append((offset, leaf))
            offset += len(leaf.text) + len(BETWEEN)
    return offsets, placed


def unpack(head: bytes, load: Callable[[int], bytes]) -> Readable:
    """The document of a head, whose chunk n is asked of `load` when it is needed.

    Errors: `NewerDocumentError` when a newer program packed it, `DamagedDocumentError` when it is
    not a head; a chunk that is not one raises `DamagedDocumentError` where it is looked into.
    """
    read = _read_head(head)

    def decoded(number: int) -> Blocks:
        try:
            return _decode_blocks(load(number))
        except msgspec.DecodeError as error:
            raise DamagedDocumentError(
                f"Part {number + 1} of the stored document is damaged ({error}); "
                "its original can be parsed again."
            ) from error

    return Readable(read.facts, Chunked(read.starts, read.count, decoded), read.known)


def _read_head(head: bytes) -> _Head:
    try:
        version = _decode_version(head).version
        if version > MODEL_VERSION:
            raise NewerDocumentError(
                f"The stored document is of model {version}, and this program knows up to "
                f"{MODEL_VERSION}; a newer version of Reader opens it."
            )
        return _decode_head(head)
    except msgspec.DecodeError as error:
        raise DamagedDocumentError(
            f"The head of the stored document is damaged ({error}); "
            "its original can be parsed again."
        ) from error


def _chunks(blocks: Blocks) -> tuple[list[int], tuple[bytes, ...]]:
    """The number of each chunk's first block, and the chunks."""
    numbers: list[int] = []
    chunks: list[bytes] = []
    run: list[msgspec.Raw] = []
    size = 0
    for number, block in enumerate(blocks):
        if not run:
            numbers.append(number)
        run.append(msgspec.Raw(_encode(block)))
        size += len(run[-1])
        if size >= CHUNK or number == len(blocks) - 1:
            chunks.append(_encode(run))
            run, size = [], 0
    return numbers, tuple(chunks)
