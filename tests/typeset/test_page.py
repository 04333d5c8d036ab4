"""A page is set where someone looks, and keeps its lines in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.codec import pack, unpack
from reader.document.model import Document, Heading, List, Paragraph, Text
from reader.document.readable import Readable
from reader.typeset import page as page_module
from reader.typeset.page import typeset
from reader.typeset.paging import page_down, page_up

if TYPE_CHECKING:
    import pytest

SENTENCE = "The lamp on the quay was lit every evening by a man who came with a ladder. "


def article(paragraphs: int) -> Document:
    blocks: list[Heading | Paragraph] = []
    for number in range(paragraphs):
        if number % 7 == 3:
            blocks.append(Heading(2, (Text(f"Section {number}"),), f"section-{number}"))
        blocks.append(Paragraph((Text((SENTENCE * (1 + number % 5)).strip()),)))
    return Document(title="Lamps", language="en", blocks=tuple(blocks))


def test_a_first_screen_decodes_only_the_parts_that_it_shows() -> None:
    packed = pack(article(3_000))
    asked: list[int] = []

    def load(number: int) -> bytes:
        asked.append(number)
        return packed.chunks[number]

    page = typeset(unpack(packed.head, load), 66)
    page.lines(0, 40)
    assert len(set(asked)) <= 2 < len(packed.chunks)
    asked.clear()
    top = page.line_at(page.document.length // 2)
    page.lines(top, top + 40)
    assert len(set(asked)) <= 2


def test_the_length_is_an_estimate_until_all_is_set() -> None:
    page = typeset(Readable.of(article(300)), 50)
    assert not page.exact
    steps = 0
    while not page.settle(2_000):
        steps += 1
    assert steps > 10
    assert len(page) == len(list(page.all_lines()))


def test_an_anchor_keeps_its_line_while_lines_above_are_set() -> None:
    page = typeset(Readable.of(article(300)), 50)
    number = page.line_at(page.document.length // 2)
    line, anchor = page.line(number), page.anchor(number)
    while not page.settle(10_000):
        assert page.line(page.line_of(anchor)) == line
    assert page.line(page.line_of(anchor)) == line


def test_sections_and_offsets_are_those_of_the_document() -> None:
    document = Readable.of(article(30))
    page = typeset(document, 50)
    section = document.outline[1]
    number = page.line_at(section.offset)
    assert page.line(number).kind == "heading"
    assert page.section_at(number + 2) == section
    assert page.section_at(0) is None
    assert page.offset_at(number, 3) == section.offset + 3
    assert page.offset_at(number, 500) == page.line(number).end


def test_lines_out_of_sight_are_let_go_and_come_back_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_module, "KEPT", 400)
    document = Readable.of(article(300))
    page = typeset(document, 40)
    first = page.lines(0, 30)
    page.settle(1 << 40)
    assert len(page) > 800
    assert sum(len(slot.lines) for slot in page._slots.values()) <= 420
    assert page.lines(0, 30) == first


def test_one_long_line_is_set_a_part_at_a_time() -> None:
    for text in (SENTENCE * 4_000, "x" * 60_000):
        page = typeset(Readable.of(Document(blocks=(Paragraph((Text(text.strip()),)),))), 66)
        shown = page.lines(0, 40)
        assert len(shown) == 40
        assert len(page._slots[0].lines) < 200
        assert all(len(line.text) > 55 for line in shown)


def test_beyond_the_last_line_there_is_a_blank_one() -> None:
    page = typeset(Readable.of(Document()), 40)
    assert len(page) == 0
    assert page.exact
    assert page.line(3).text == ""
    assert page.lines(0, 5) == []
    assert page.line_at(10) == 0


def test_paging_reads_everything_and_comes_to_the_end() -> None:
    page = typeset(Readable.of(article(60)), 50)
    height, top, seen = 20, 0, set(range(20))
    for _ in range(1_000):
        following = page_down(page, top, height)
        if following == top:
            break
        assert top < following <= top + height - 2
        top = following
        seen |= set(range(top, top + height))
    page.settle(1 << 40)
    assert seen == set(range(len(page)))
    assert top + height == len(page)
    while top:
        above = page_up(page, top, height)
        assert top - height + 2 <= above < top
        top = above


def test_a_page_ends_with_no_heading_and_no_single_line() -> None:
    page = typeset(Readable.of(article(60)), 50)
    page.settle(1 << 40)
    height, top = 20, 0
    while top + height < len(page) - height:
        top = page_down(page, top, height)
        shown = [line for line in page.lines(top, top + height) if line.kind != "blank"]
        below = page.line(top + height)
        assert shown[-1].kind != "heading"
        if below.block == shown[-1].block:
            assert shown[-2].block == shown[-1].block
        if page.line(top - 1).block == shown[0].block:
            assert shown[1].block == shown[0].block


def test_a_long_list_shows_its_first_items_without_setting_the_rest() -> None:
    items = tuple((Paragraph((Text(SENTENCE.strip()),)),) for _ in range(5_000))
    page = typeset(Readable.of(Document(blocks=(List(False, items),))), 40)
    page.lines(0, 40)
    assert len(page._slots[0].lines) < 100
