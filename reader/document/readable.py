"""A document as it is read: at once whole, or decoded only where someone looks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, overload

import msgspec

from reader.document.model import Block, Document
from reader.document.outline import Section, outline_of
from reader.document.text import block_offsets, canonical

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.document.model import Blocks


class Start(NamedTuple):
    """Where a chunk of top-level blocks begins: its first block's number, and offset of text."""

    block: int
    offset: int


class Known(NamedTuple):
    """What is known of a document's text without decoding it. `length` in code points."""

    length: int
    words: int
    hash: str
    outline: tuple[Section, ...]


class Chunked(Sequence[Block]):
    """Top-level blocks in chunks, each decoded when a block or an offset in it is asked for."""

    def __init__(
        self, starts: tuple[Start, ...], count: int, load: Callable[[int], Blocks]
    ) -> None:
        """`starts` has one entry a chunk; `load(n)` gives the blocks of chunk n."""
        self._first_blocks = [start.block for start in starts]
        self._first_offsets = [start.offset for start in starts]
        self._count = count
        self._load = load
        self._decoded: dict[int, tuple[Blocks, list[int]]] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> Block: ...
    @overload
    def __getitem__(self, index: slice) -> Blocks: ...
    def __getitem__(self, index: int | slice) -> Block | Blocks:
        if isinstance(index, slice):
            return tuple([self[number] for number in range(*index.indices(self._count))])
        number = index + self._count if index < 0 else index
        if not 0 <= number < self._count:
            raise IndexError(f"no block {index} in a document of {self._count}")
        chunk = self._chunk_of(number)
        return self._chunk(chunk)[0][number - self._first_blocks[chunk]]

    def offset_of(self, number: int) -> int:
        """Where block `number` begins; `len` of the blocks gives where one more would begin."""
        if not 0 <= number <= self._count:
            raise IndexError(f"no block {number} in a document of {self._count}")
        if not self._count:
            return 0
        chunk = self._chunk_of(min(number, self._count - 1))
        return self._chunk(chunk)[1][number - self._first_blocks[chunk]]

    def block_at(self, offset: int) -> int:
        """The block that holds `offset`: the last that begins at or before it and has text.

        The two line ends after a block count as its own. 0 where there are no blocks.
        """
        if not self._count:
            return 0
        chunk = max(0, bisect_right(self._first_offsets, offset) - 1)
        offsets = self._chunk(chunk)[1]
        within = max(0, bisect_right(offsets, offset, 0, len(offsets) - 1) - 1)
        return self._first_blocks[chunk] + within

    def _chunk_of(self, number: int) -> int:
        return bisect_right(self._first_blocks, number) - 1

    def _chunk(self, chunk: int) -> tuple[Blocks, list[int]]:
        """A chunk's blocks, and where each begins and where one after them would."""
        if chunk not in self._decoded:
            blocks = self._load(chunk)
            first = self._first_offsets[chunk]
            self._decoded[chunk] = blocks, [first + offset for offset in block_offsets(blocks)]
        return self._decoded[chunk]


class Readable:
    """What the app and the typesetter take: a document whose blocks may come late.

    Its fields are the document's; see `model.Document`. All offsets are in code points.
    """

    def __init__(self, facts: Document, blocks: Chunked, known: Known | None = None) -> None:
        """`facts` is a document whose own blocks are not looked at."""
        self._facts = facts
        self._blocks = blocks
        self._known_before = known

    @classmethod
    def of(cls, document: Document) -> Readable:
        """A document that is in memory, to be read; nothing is computed before it is asked for."""
        starts = (Start(0, 0),) if document.blocks else ()
        return cls(document, Chunked(starts, len(document.blocks), lambda _: document.blocks))

    @property
    def title(self) -> str:
        """The title; may be empty."""
        return self._facts.title

    @property
    def byline(self) -> str | None:
        """Who wrote it."""
        return self._facts.byline

    @property
    def published(self) -> str | None:
        """When it came out, ISO 8601."""
        return self._facts.published

    @property
    def updated(self) -> str | None:
        """When it was last changed, ISO 8601."""
        return self._facts.updated

    @property
    def language(self) -> str | None:
        """BCP 47, lower case; None when unknown."""
        return self._facts.language

    @property
    def url(self) -> str | None:
        """Where it came from."""
        return self._facts.url

    @property
    def site(self) -> str | None:
        """The name of the site that it came from."""
        return self._facts.site

    @property
    def description(self) -> str | None:
        """What its author says that it is about."""
        return self._facts.description

    @property
    def tags(self) -> tuple[str, ...]:
        """Its author's tags."""
        return self._facts.tags

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a parser had to give up, in sentences."""
        return self._facts.warnings

    @property
    def blocks(self) -> Sequence[Block]:
        """The top-level blocks; only the chunk that is looked into is decoded."""
        return self._blocks

    def offset_of(self, number: int) -> int:
        """Where top-level block `number` begins; `len(blocks)` is allowed. IndexError beyond."""
        return self._blocks.offset_of(number)

    def block_at(self, offset: int) -> int:
        """The number of the top-level block that holds `offset`; 0 where there are none."""
        return self._blocks.block_at(offset)

    @property
    def length(self) -> int:
        """Of the canonical text, in code points."""
        return self._known_before.length if self._known_before else len(self.text)

    @cached_property
    def words(self) -> int:
        """Words, such that minutes are words / 230."""
        if self._known_before:
            return self._known_before.words
        from reader.document.statistics import words_of

        return words_of(self.text)

    @cached_property
    def hash(self) -> str:
        """The hash of the canonical text; see `place.text_hash`."""
        if self._known_before:
            return self._known_before.hash
        from reader.document.place import text_hash

        return text_hash(self.text)

    @cached_property
    def outline(self) -> tuple[Section, ...]:
        """Its sections; one, its title, where there is no heading."""
        if self._known_before:
            return self._known_before.outline
        return outline_of(tuple(self._blocks), self.title)

    @cached_property
    def text(self) -> str:
        """The whole canonical text; asking for it decodes all of it."""
        return canonical(self._blocks)

    def document(self) -> Document:
        """The whole document, decoded."""
        return msgspec.structs.replace(self._facts, blocks=tuple(self._blocks))
