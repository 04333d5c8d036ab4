"""How each kind of block looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.document.model import (
    Code,
    Definition,
    Definitions,
    Details,
    Document,
    Emphasis,
    Figure,
    Furniture,
    Heading,
    Image,
    Link,
    List,
    Media,
    Note,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from reader.document.readable import Readable
from reader.typeset.page import typeset
from reader.typeset.style import Style
from reader.typeset.title import title_lines
from reader.typeset.width import cells

if TYPE_CHECKING:
    from reader.document.model import Block, Inlines
    from reader.typeset.line import Line

LONG = "A lamp on the quay was lit every evening by a man who came with a ladder and went without."


def words(text: str) -> Inlines:
    return (Text(text),)


def paragraph(text: str) -> Paragraph:
    return Paragraph(words(text))


def lines(*blocks: Block, width: int = 40, style: Style | None = None) -> list[Line]:
    return list(
        typeset(Readable.of(Document(language="en", blocks=blocks)), width, style).all_lines()
    )


def texts(*blocks: Block, width: int = 40, style: Style | None = None) -> list[str]:
    return [line.text for line in lines(*blocks, width=width, style=style)]


def test_headings_have_more_space_before_them_than_after() -> None:
    text = paragraph("Text.")
    shown = [
        (line.kind, line.level)
        for line in lines(
            text,
            Heading(1, words("One")),
            text,
            Heading(3, words("Three")),
            text,
            Heading(2, words("Two")),
        )
    ]
    assert shown == [
        ("paragraph", 0),
        ("blank", 0),
        ("blank", 0),
        ("heading", 1),
        ("blank", 0),
        ("paragraph", 0),
        ("blank", 0),
        ("heading", 3),
        ("paragraph", 0),
        ("blank", 0),
        ("blank", 0),
        ("heading", 2),
    ]


def test_spans_carry_the_roles_around_them_and_where_they_lead() -> None:
    inner = (
        Text("go "),
        Emphasis((Link((Strong(words("there")),), "https://a.example/"),)),
        NoteRef("1"),
    )
    (line,) = lines(Paragraph(inner))
    assert [(s.text, s.roles, s.offset, s.link) for s in line.spans] == [
        ("go ", ("text",), 0, None),
        ("there", ("text", "emphasis", "link", "strong"), 3, "https://a.example/"),
        ("¹", ("text", "note-ref"), None, "note:1"),
    ]


def test_raised_and_lowered_numbers_are_shown_small_and_never_run_into_the_number_before() -> None:
    formula = Paragraph(
        (
            Text("2"),
            Superscript(words("10")),
            Text(" parts of H"),
            Subscript(words("2")),
            Text("O on the 4"),
            Superscript(words("th")),
        )
    )
    assert texts(formula) == ["2¹⁰ parts of H₂O on the 4th"]
    (line,) = lines(formula)
    assert [(span.text, span.offset) for span in line.spans][:3] == [
        ("2", 0),
        ("¹⁰", 1),
        (" parts of H", 3),
    ]
    assert texts(formula, style=Style(ascii=True)) == ["2^10 parts of H_2O on the 4th"]


def test_items_hang_from_their_markers_and_numbers_end_in_one_column() -> None:
    items = ((paragraph("one"),), (paragraph(LONG),))
    assert texts(List(True, items, start=9), width=30) == [
        " 9. one",
        "",
        "10. A lamp on the quay was",
        "    lit every evening by a man",
        "    who came with a ladder and",
        "    went without.",
    ]


def test_short_items_stand_close_and_inner_lists_have_another_bullet() -> None:
    inner = List(False, ((paragraph("b"),), (paragraph("c"),)))
    assert texts(List(False, ((paragraph("a"), inner), (paragraph("d"),)))) == [
        "• a",
        "  ◦ b",
        "  ◦ c",
        "• d",
    ]


@pytest.mark.parametrize(
    ("block", "markers"),
    [
        (List(True, ((), ()), start=3, reversed=True), ["3.", "2."]),
        (List(True, ((), ()), start=26, marker="a"), [" z.", "aa."]),
        (List(True, ((), ()), start=3, marker="I"), ["III.", " IV."]),
        (List(False, ((), (), ()), tasks=(True, False, None)), ["☑", "☐", "•"]),
    ],
)
def test_markers_are_of_the_list_s_own_kind(block: List, markers: list[str]) -> None:
    assert texts(block) == markers


def test_quotations_nest_their_bars_and_name_who_said_it() -> None:
    quote = Quote((paragraph("Outer."), Quote((paragraph("Inner."),))), words("A. Printer"))
    assert texts(quote) == ["▎ Outer.", "▎", "▎ ▎ Inner.", "▎ — A. Printer"]


def test_code_is_never_wrapped_and_tells_its_language_at_the_right() -> None:
    first, second = lines(Code("\tx = 1\n" + "y" * 60, "python"), width=30)
    assert first.text == "     x = 1" + " " * 13 + "python"
    assert (first.pre, first.text[len(first.text) - first.post :].strip()) == (1, "python")
    assert second.pan
    assert second.text == " " + "y" * 60
    assert any("code-number" in span.roles for span in first.spans)


def test_code_in_an_unknown_language_is_plain() -> None:
    (line,) = lines(Code("if x", "no-such-language"))
    assert {span.roles for span in line.spans[:2]} == {("code",)}


TABLE = Table(
    (words("Lamp"), words("Oil")),
    ((words("Quay"), words("1.5")), (words("Mole"), words("12"))),
    (None, None),
)


def test_a_table_that_fits_is_drawn_with_numbers_at_the_right() -> None:
    assert texts(TABLE) == ["Lamp  Oil", "─────────", "Quay  1.5", "Mole   12"]


def test_cells_wrap_where_a_table_is_wider_than_its_column() -> None:
    table = Table(None, ((words("Quay"), words(LONG)),), (None, None))
    shown = texts(table, width=44)
    assert shown[0].startswith("Quay  A lamp")
    assert all(line.startswith("      ") for line in shown[1:])
    assert len(shown) > 1


def test_a_table_that_cannot_fit_becomes_records() -> None:
    table = Table((words("Lamp"), words("Remark")), ((words("Quay"), words(LONG)),), (None, None))
    shown = lines(table, width=30)
    assert [line.text for line in shown][:3] == ["Lamp · Remark", "", "Lamp: Quay"]
    assert shown[2].text[: shown[2].pre] == "Lamp: "


def test_pictures_are_boxes_with_their_words_and_a_caption() -> None:
    figure = Figure((Image("A quay", "https://a.example/q.png"),), words("The quay in 1911"))
    shown = lines(figure, Media("video", "https://v.example/1"), Rule())
    assert [line.text for line in shown if line.kind != "blank"] == [
        "▣ A quay",
        "The quay in 1911",
        "▶ video: v.example",
        " " * 16 + "─" * 8,
    ]
    assert shown[0].spans[-1].link == "https://a.example/q.png"


def test_definitions_details_and_notes_hang() -> None:
    blocks = (
        Definitions((Definition((words("Em"),), (paragraph("A unit."),)),)),
        Details(words("More"), (paragraph("Hidden."),)),
        Notes((Note("1", (paragraph("First."),)), Note("10", (paragraph("Tenth."),)))),
    )
    shown = [text for text in texts(*blocks) if text]
    assert shown == ["Em", "  A unit.", "▾ More", "  Hidden.", " 1. First.", "10. Tenth."]


def test_page_furniture_folds_into_one_line_that_tells_how_much_there_is() -> None:
    run = (paragraph("Text."), Furniture(words("Share")), Furniture(words("Read more")))
    assert texts(*run) == ["Text.", "", "Share", "Read more"]
    folded = lines(*run, style=Style(furniture_folded=True))
    assert [line.text for line in folded] == ["Text.", "", "… page furniture (2 lines)"]
    assert folded[-1].kind == "note"


def test_right_to_left_paragraphs_stand_at_the_right_in_reading_order() -> None:
    (line,) = lines(paragraph("שלום עולם"))
    assert line.text == " " * 31 + "שלום עולם"
    assert line.pre == 31


def test_verse_keeps_its_breaks_and_indents() -> None:
    verse = Paragraph(words("The lamp\n   is lit"), preformatted=True)
    assert texts(verse) == ["The lamp", "   is lit"]


def test_an_opening_quotation_mark_hangs_in_a_wide_column() -> None:
    said = paragraph("“Light it,” she said.")
    assert [line.hang for line in lines(said, width=60)] == [1]
    assert [line.hang for line in lines(said, width=59)] == [0]
    assert [line.hang for line in lines(said, width=60, style=Style(hang_quotes=False))] == [0]


def test_without_unicode_all_that_is_added_is_ascii() -> None:
    blocks = (
        List(False, ((paragraph("a"),),), tasks=(True,)),
        Quote((paragraph("b"),), words("c")),
        Image("d", ""),
        Rule(),
        TABLE,
        Paragraph((Text("e"), NoteRef("1"))),
    )
    assert all(text.isascii() for text in texts(*blocks, style=Style(ascii=True)))


def test_numbered_links_are_listed_at_the_end() -> None:
    link = Paragraph((Link(words("here"), "https://a.example/"), Text(".")))
    shown = lines(link, style=Style(links_numbered=True))
    assert [line.text for line in shown] == ["here[1].", "", "[1] https://a.example/"]
    assert shown[-1].kind == "note"


def test_titles_are_balanced_and_have_no_place_in_the_text() -> None:
    shown = title_lines("The long history of the lamp on the quay", 36)
    assert [line.text for line in shown] == ["The long history of", "the lamp on the quay"]
    assert all(span.offset is None for line in shown for span in line.spans)
    assert title_lines("", 20) == []


@pytest.mark.parametrize("width", [1, 2, 5, 8])
def test_the_narrowest_columns_still_show_all_of_it(width: int) -> None:
    quote = Quote((List(True, ((paragraph("漢字とかな"), TABLE),)),))
    shown = lines(quote, Heading(1, words("Heading")), width=width)
    assert all(cells(line.text) <= max(width, 12) for line in shown)
    assert "字" in "".join(line.text for line in shown)
