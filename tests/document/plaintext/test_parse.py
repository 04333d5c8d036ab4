"""Plain text through its door: articles, books, papers, mail, and whatever else may come."""

from __future__ import annotations

import importlib.util
import json
import string
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import walk
from reader.document.model import (
    Code,
    Document,
    Emphasis,
    Furniture,
    Heading,
    Link,
    List,
    Paragraph,
    Quote,
    Rule,
)
from reader.document.plaintext.parse import parse
from reader.document.safe import clean
from reader.document.text import canonical, inline_text
from tests.shared_data import shared_data, shared_tool

if TYPE_CHECKING:
    from types import ModuleType

DATA = Path(__file__).parents[2] / "data" / "plaintext"


def read(name: str) -> Document:
    return parse((DATA / name).read_bytes().decode(), name=Path(name).stem)


def texts(document: Document, kind: type[Heading | Paragraph | Furniture]) -> list[str]:
    return [inline_text(block.inlines) for block in walk.query(document.blocks, kind)]


def test_an_article_drops_its_repeated_title_and_folds_its_share_row() -> None:
    article = read("harbour.txt")
    assert article.title == "The Book of Every Ship"
    assert texts(article, Heading) == ["A pen that was missed", "What the council wants"]
    assert len(texts(article, Paragraph)) == 6
    assert texts(article, Furniture) == ["Share this page with"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n\u2028"[:1], "\x0b"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_change_nothing(end: str, mark: str) -> None:
    text = (DATA / "harbour.txt").read_text(encoding="utf-8")
    assert parse(mark + text.replace("\n", end)) == parse(text)


def test_hard_wrapped_lines_become_the_same_paragraphs() -> None:
    import textwrap

    text = (DATA / "harbour.txt").read_text(encoding="utf-8")
    wrapped = "\n".join(textwrap.fill(line, 76) if line else "" for line in text.split("\n"))
    assert canonical(parse(wrapped).blocks) == canonical(parse(text).blocks)


def test_a_title_with_the_name_of_its_site_gives_way_to_the_plain_one() -> None:
    text = (DATA / "harbour.txt").read_text(encoding="utf-8")
    sited = parse(text.replace("The Book of Every Ship", "The Book of Every Ship | Wick News", 1))
    assert sited.title == "The Book of Every Ship"
    assert texts(sited, Heading) == ["A pen that was missed", "What the council wants"]


def test_a_text_without_a_title_is_called_by_its_first_words_and_keeps_them() -> None:
    line = "It was raining. " * 40
    document = parse(line)
    assert document.title.startswith("It was raining.")
    assert document.title.endswith("…")
    assert canonical(document.blocks) == line.strip()


def test_an_empty_text_is_called_by_its_name() -> None:
    assert parse(" \n\n", name="notes").title == "notes"
    assert parse("").title == ""


def test_a_paper_has_its_numbered_sections_its_figure_and_its_page_edges() -> None:
    paper = read("greeting.txt")
    headings = [(b.level, inline_text(b.inlines)) for b in walk.query(paper.blocks, Heading)]
    assert (2, "1. Introduction") in headings
    assert (3, "2.1. By Day") in headings
    assert [text for _, text in headings if "Introduction" in text] == ["1. Introduction"]
    assert len([text for text in texts(paper, Furniture) if "[Page" in text]) == 3
    figures = list(walk.query(paper.blocks, Code))
    assert any(figure.text.startswith("+-------+") for figure in figures)
    assert any(
        text.startswith("The harbour master of Lower Wick keeps a book in which every ship is")
        for text in texts(paper, Paragraph)
    )


def test_a_book_has_its_chapters_and_keeps_its_verse() -> None:
    book = read("ferryman.txt")
    chapters = [text for text in texts(book, Heading) if text.startswith("CHAPTER")]
    assert chapters == [f"CHAPTER {number}." for number in ("I", "II", "III", "IV", "V")]
    verses = [b for b in walk.query(book.blocks, Paragraph) if b.preformatted]
    assert len(verses) == 5
    assert "\n  and no one came" in inline_text(verses[0].inlines)
    assert "Whoever copies it" in canonical(book.blocks)


def test_mail_has_quotes_within_quotes_and_lists_within_lists() -> None:
    mail = read("flags.txt")
    outer = next(iter(walk.query(mail.blocks, Quote)))
    assert any(isinstance(block, Quote) for block in outer.blocks)
    ordered = next(b for b in walk.query(mail.blocks, List) if b.ordered)
    assert len(ordered.items) == 3
    assert isinstance(ordered.items[1][1], List)


def test_indented_code_is_kept_as_it_stands() -> None:
    code = "def f(x):\n        return x + 1\n\n"
    text = "Adding one\n\n" + "Here is how one is added to a number, in a function.\n\n" * 3
    document = parse(text + "".join(f"    {line}\n" for line in code.rstrip().split("\n")))
    assert [block.text for block in walk.query(document.blocks, Code)] == [code.rstrip()]


_BODY = (
    "The ferry runs from the first of March until the ice comes, and whoever misses it has to walk "
    "round the lake, which takes the better part of a day and most of a good temper."
)


@pytest.mark.parametrize("credit", ["Image copyright Wick Press", "Foto: Wick Press", "1 May 2019"])
def test_a_credit_or_a_lone_date_among_text_heads_nothing(credit: str) -> None:
    document = parse(f"The ferry of Wick\n\n{_BODY}\n\n{_BODY}\n\n{credit}\n\n{_BODY}\n\n{_BODY}")
    assert not texts(document, Heading)


def test_numbered_sentences_at_the_end_of_a_text_are_a_list_and_not_folded_away() -> None:
    rows = ["1. Bring a coat.", "2. Bring bread.", "3. Do not bring the dog."]
    document = parse("\n\n".join(["The ferry of Wick", _BODY, _BODY, "\n".join(rows)]))
    assert not texts(document, Furniture)
    assert all(row[3:] in canonical(document.blocks) for row in rows)


@pytest.mark.parametrize("stars", ["***", "* * *"])
def test_stars_alone_between_paragraphs_are_a_rule(stars: str) -> None:
    document = parse(f"The ferry of Wick\n\n{_BODY}\n\n{stars}\n\n{_BODY}")
    assert [type(block) for block in document.blocks] == [Paragraph, Rule, Paragraph]


def test_rows_of_signs_underline_headings_of_two_levels() -> None:
    text = (
        f"The ferry of Wick\n=================\n\n{_BODY}\n\nThe fares\n---------\n{_BODY}\n\n"
        f"For children\n~~~~~~~~~~~~\n\n{_BODY}\n\nThe times\n---------\n\n{_BODY}"
    )
    document = parse(text)
    assert document.title == "The ferry of Wick"
    headings = [(b.level, inline_text(b.inlines)) for b in walk.query(document.blocks, Heading)]
    assert headings == [(2, "The fares"), (3, "For children"), (2, "The times")]
    assert "---" not in canonical(document.blocks)


def test_a_row_below_a_long_line_or_the_head_of_a_table_underlines_nothing() -> None:
    table = "Name     Fare\n-------------\nAdult    4\nChild    2"
    document = parse(f"The ferry of Wick\n\n{_BODY}\n---\n\n{table}\n\n{_BODY}")
    assert not texts(document, Heading)
    assert "-------------" in canonical(document.blocks)


@pytest.mark.parametrize("stressed", ["_never_", "*never*", "_never, ever_", "_“Never!”_"])
def test_words_between_signs_are_stressed_without_their_signs(stressed: str) -> None:
    document = parse(f"The ferry of Wick\n\nThe ferryman is {stressed} late, they say in the town.")
    found = [inline_text(b.inlines) for b in walk.query(document.blocks, Emphasis)]
    assert found == [" ".join(stressed.strip("_*").split())]
    assert stressed[0] not in canonical(document.blocks)


@pytest.mark.parametrize(
    "text",
    [
        "a_name_of_more",
        "__init__",
        "2 * 3 * 4 = 24",
        "_ alone _",
        "http://a.org/_b_/c",
        "*1*",
        "**",
    ],
)
def test_signs_that_stress_nothing_stay(text: str) -> None:
    document = parse(f"The ferry of Wick\n\nThe ferryman wrote {text} on the wall by the harbour.")
    assert text in canonical(document.blocks)
    assert not list(walk.query(document.blocks, Emphasis))


def test_stressed_verse_keeps_its_lines() -> None:
    verse = "    _The water is wide,_\n      _and no one came._"
    body = "\n".join([f"{_BODY[:60]}\n{_BODY[60:116]}\n{_BODY[116:]}\n"] * 3)
    document = parse(f"The ferry of Wick\n\n{body}\n{verse}\n\n{body}")
    found = [b for b in walk.query(document.blocks, Paragraph) if b.preformatted]
    assert [inline_text(b.inlines) for b in found] == ["The water is wide,\n  and no one came."]
    assert len(list(walk.query(document.blocks, Emphasis))) == 2


def test_a_paragraph_goes_on_over_the_edges_of_a_page() -> None:
    page = "\n\n\nMarlow                Greeting Ships                [Page {}]\n\f\n"
    page += "Memo 9            Greeting Ships by Lantern            May 1999\n\n\n"
    part = (
        "{0}.  Of the lantern\n\n   The lantern is carried from the house of the old master to\n"
        "   the wall of the harbour, where it is lit by"
        + page.replace("{}", "{0}")
        + "   the watchman"
        ", who has been told to bring dry matches.\n\n   It burns until the morning.\n\n"
    )
    text = "Greeting Ships by Lantern\n\n" + "".join(part.format(n) for n in (1, 2, 3))
    document = parse(text)
    whole = [text for text in texts(document, Paragraph) if text.startswith("The lantern")]
    assert len(whole) == 3
    assert all("it is lit by the watchman, who has been" in text for text in whole)
    assert len(texts(document, Furniture)) == 6
    assert len(texts(document, Paragraph)) == 6


@pytest.mark.parametrize("word", ["Claim", "Verdict"])
def test_a_lone_word_above_the_text_is_not_folded_away(word: str) -> None:
    document = parse(f"The ferry of Wick\n\nMay 4, 2019\n\n{word}\n\n{_BODY}\n\n{_BODY}\n\n{_BODY}")
    assert word not in texts(document, Furniture)


def test_an_address_is_a_link() -> None:
    document = parse("A title\n\nMore of it stands at https://example.org/a?b=1, they say.")
    assert [link.url for link in walk.query(document.blocks, Link)] == ["https://example.org/a?b=1"]


def test_a_text_in_arabic_runs_from_right_to_left() -> None:
    document = parse("عنوان\n\nهذه فقرة طويلة عن الكتب والمكتبات في المدينة القديمة.")
    assert [b.direction for b in walk.query(document.blocks, Paragraph)] == ["rtl"]


_PIECES = st.sampled_from(
    [
        "A line", "a longer line that ends.", "- item", "* item", "1. one", "> said", ">> twice",
        "    x = 1;", "| a | b |", "-----", "\f", "Share", "Share", "Titel: mehr", "第1章", "12",
        "\ufeff", "[Page 3]", "a  b  c", "\u202eab", "日本語の文です。", "http://a.b/c", "• x",
        "e\u0301" * 9, "====", "_so_", "o  x", "a     b     c", "1 .......... 2",
    ]
)  # fmt: skip
_TEXTS = st.lists(st.tuples(_PIECES, st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n\n", " "])))


def _ink(text: str) -> Counter[str]:
    return Counter(character for character in clean(text) if not character.isspace())


@settings(max_examples=150, deadline=None)
@given(st.one_of(_TEXTS.map(lambda rows: "".join(a + b for a, b in rows)), st.text()))
def test_no_character_is_lost_but_marks_of_lists_and_quotes_and_a_repeated_title(text: str) -> None:
    document = parse(text)
    kept = _ink(document.title + canonical(document.blocks))
    marks = set("-=~_*+>·•‣▪◦●○■□⁃∙–—().0123456789" + string.ascii_letters)
    lost = _ink(text.replace("\ufeff", "")) - kept
    repeated = _ink(document.title * 2)
    assert not {c for c in lost if c not in marks and c not in repeated}


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_makes_a_document_that_is_clean(text: str) -> None:
    document = parse(text)
    whole = document.title + canonical(document.blocks)
    assert clean(whole) == whole


@pytest.mark.parametrize(
    "text",
    [
        "word " * 400_000,
        "x" * 2_000_000,
        ">" * 500_000,
        "> " * 400 + "\n" + (">" * 300 + "a\n") * 200,
        "\n".join(" " * n + "- x" for n in range(400)),
        "a short line\n" * 20_000,
        "*a" * 500_000,
        "_a b" * 300_000,
        "a short line\n\n" * 20_000,
        "\f" * 20_000 + "end\n\nof it",
        "\f".join(["page\n"] * 5_000),
    ],
    ids=[
        "words",
        "word",
        "marks",
        "deep",
        "steps",
        "tight",
        "stars",
        "stress",
        "apart",
        "feeds",
        "pages",
    ],
)
def test_texts_of_no_end_are_read_to_their_end(text: str) -> None:
    document = parse(text)
    assert document.blocks


def _scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "score_headings", shared_tool("score_headings.py")
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _flat(document: Document) -> dict[str, Any]:
    from reader.document.write.flat import write

    return write(document)


@pytest.mark.parametrize("folder", ["seed", "plaintext"])
def test_real_articles_are_read_as_their_markup_says(folder: str) -> None:
    scorer = _scorer()
    rows = []
    for path in sorted(shared_data(folder).glob("*.truth.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_name(path.name.replace(".truth.json", ".txt")).read_text(encoding="utf-8")
        got = scorer.clean_prediction(_flat(parse(text)))
        rows.append(scorer.score(truth, got))
    total = scorer.total(rows)
    assert total["headings"]["f1"] >= 0.95
    assert total["title"] >= 0.97
    assert total["repeat_dropped"] == 1
    assert total["body_kept"] == 1
    assert total["furniture"]["recall"] >= 0.93
    assert total["furniture"]["precision"] >= 0.98
    if folder == "seed":
        assert total["clean"] == total["articles"] == 1
        assert total["kinds"] == total["body_kept"] == 1
