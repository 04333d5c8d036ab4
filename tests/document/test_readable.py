"""Slugs, the codec and the readable document: what comes out is what went in, late and in parts."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings

from reader.document import walk
from reader.document.codec import CHUNK, Packed, pack, unpack
from reader.document.model import MODEL_VERSION, Document, Heading, Paragraph, Quote, Rule, Text
from reader.document.outline import outline
from reader.document.place import text_hash
from reader.document.readable import Readable
from reader.document.slugs import with_slugs
from reader.document.statistics import sample, words
from reader.document.text import block_offsets, canonical
from reader.errors import DamagedDocumentError, NewerDocumentError
from tests.document.strategies import blocks, documents


def _long(paragraphs: int) -> Document:
    body = [
        Paragraph((Text(f"Paragraph {n} of the long article, as plain as any. " * 5 + "End."),))
        for n in range(paragraphs)
    ]
    return Document(title="Long", blocks=tuple(body))


def _opened(packed: Packed) -> Readable:
    return unpack(packed.head, packed.chunks.__getitem__)


def _plain(text: str) -> Paragraph:
    return Paragraph((Text(text),))


@settings(max_examples=40, deadline=None)
@given(documents())
def test_a_packed_document_comes_back_equal(document: Document) -> None:
    opened = _opened(pack(document))
    assert opened.document() == document
    assert opened.text == canonical(document.blocks)


@settings(max_examples=40, deadline=None)
@given(documents())
def test_stored_and_in_memory_a_document_says_the_same(document: Document) -> None:
    stored, whole = _opened(pack(document)), Readable.of(document)
    assert stored.length == whole.length == len(whole.text)
    assert stored.words == whole.words == words(document)
    assert stored.hash == whole.hash == text_hash(whole.text)
    assert stored.outline == whole.outline == outline(document)
    assert (stored.title, stored.byline, stored.language) == (
        document.title,
        document.byline,
        document.language,
    )


@settings(max_examples=40, deadline=None)
@given(documents())
def test_blocks_and_offsets_lead_to_each_other(document: Document) -> None:
    readable = _opened(pack(document))
    offsets = block_offsets(document.blocks)
    assert [readable.offset_of(n) for n in range(len(document.blocks) + 1)] == offsets
    for number, (begin, end) in enumerate(pairwise(offsets)):
        for offset in {begin, end - 1} if end > begin else ():
            assert readable.block_at(offset) == number


def test_the_first_screen_of_a_long_document_decodes_one_chunk() -> None:
    packed = pack(_long(4000))
    loaded: list[int] = []

    def load(number: int) -> bytes:
        loaded.append(number)
        return packed.chunks[number]

    readable = unpack(packed.head, load)
    assert readable.length > 900_000
    assert len(packed.head) < CHUNK / 4
    assert all(len(chunk) < 2 * CHUNK for chunk in packed.chunks)
    assert readable.blocks[0] == readable.blocks[:1][0]
    assert readable.outline[0].text == "Long"
    assert loaded == [0]
    middle = readable.block_at(readable.length // 2)
    assert readable.offset_of(middle) <= readable.length // 2
    assert len(loaded) == 2


def test_a_document_of_a_newer_program_is_refused_in_words() -> None:
    parts = msgspec.msgpack.decode(pack(_long(1)).head)
    newer = msgspec.msgpack.encode([MODEL_VERSION + 1, "all is otherwise", *parts])
    with pytest.raises(NewerDocumentError, match="newer version of Reader"):
        unpack(newer, [].__getitem__)


@pytest.mark.parametrize("head", [b"", b"\xc1", b"\x91", msgspec.msgpack.encode([MODEL_VERSION])])
def test_a_damaged_head_is_told_in_words(head: bytes) -> None:
    with pytest.raises(DamagedDocumentError, match="head of the stored document is damaged"):
        unpack(head, [].__getitem__)


def test_a_damaged_chunk_is_told_in_words_where_it_is_looked_into() -> None:
    readable = unpack(pack(_long(2)).head, lambda _: b"\x91\xc1")
    assert readable.title == "Long"
    with pytest.raises(DamagedDocumentError, match="Part 1"):
        _ = readable.blocks[0]


def test_blocks_of_a_document_are_a_sequence_with_ends() -> None:
    readable = Readable.of(Document(blocks=(_plain("a"), Rule(), _plain("b"))))
    assert readable.blocks[-1] == _plain("b")
    assert next(reversed(readable.blocks)) == _plain("b")
    with pytest.raises(IndexError):
        readable.blocks[3]
    with pytest.raises(IndexError):
        readable.offset_of(4)


def test_an_empty_document_is_readable() -> None:
    for readable in (Readable.of(Document()), _opened(pack(Document()))):
        assert (readable.length, readable.words, readable.text) == (0, 0, "")
        assert readable.block_at(0) == readable.offset_of(0) == 0
        assert len(readable.blocks) == 0


@settings(max_examples=40, deadline=None)
@given(blocks(3))
def test_every_heading_has_a_slug_of_its_own(drawn: tuple[Heading, ...]) -> None:
    named = with_slugs(drawn)
    slugs = [heading.slug for heading in walk.query(named, Heading)]
    assert all(slugs)
    assert len(set(slugs)) == len(slugs)
    assert with_slugs(named) == named
    assert canonical(named) == canonical(drawn)


def test_like_headings_are_numbered_in_order_however_deep() -> None:
    heading = Heading(2, (Text("Usage: the API"),))
    odd = Heading(2, (Text("☞ ☜"),))
    taken = Heading(2, (Text("Usage the API 2"),))
    named = with_slugs((heading, Quote((heading, odd)), taken, heading, odd))
    assert [found.slug for found in walk.query(named, Heading)] == [
        "usage-the-api",
        "usage-the-api-2",
        "section",
        "usage-the-api-2-2",
        "usage-the-api-3",
        "section-2",
    ]


def test_a_slug_keeps_the_letters_of_every_script_and_is_not_endless() -> None:
    (german, japanese, endless) = with_slugs(
        tuple(
            [Heading(1, (Text(text),)) for text in ("Über Straßen", "日本語の見出し", "long " * 99)]
        )
    )
    assert isinstance(german, Heading)
    assert german.slug == "über-straßen"
    assert isinstance(japanese, Heading)
    assert japanese.slug == "日本語の見出し"
    assert isinstance(endless, Heading)
    assert len(endless.slug) <= 80


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three plain words.", 3),
        ("Don't count — the dash.", 4),
        ("*** --- ***", 0),
        ("", 0),
        ("漢" * 400, 230),
        ("漢字 and two words", 4),
        ("ก" * 50, 10),
        ("한국어 두 단어", 3),
    ],
)
def test_words_are_counted_by_the_time_they_take(text: str, expected: int) -> None:
    assert words((_plain(text),) if text else ()) == expected


@settings(max_examples=40, deadline=None)
@given(documents())
def test_a_sample_is_short_and_of_the_text(document: Document) -> None:
    found = sample(document)
    assert len(found) <= 1000
    assert all(line in canonical(document.blocks) for line in found.split("\n"))


def test_a_sample_prefers_prose_to_code_and_furniture() -> None:
    document = _long(20)
    assert sample(document).startswith("Paragraph 0 of the long article")
    assert len(sample(document)) == 1000
