"""The writers of text: Markdown, HTML and plain text."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import assume, given, settings

from reader.document import walk
from reader.document.markdown.parse import parse
from reader.document.model import (
    Code,
    CodeSpan,
    Document,
    Emphasis,
    Heading,
    Image,
    InlineMath,
    LineBreak,
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
    Table,
    Text,
)
from reader.document.outline import sections_of
from reader.document.slugs import with_slugs
from reader.document.text import canonical
from reader.document.write import html, markdown, plain
from tests.document.strategies import documents


def _plain(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _body(*blocks: object) -> str:
    written = markdown.write(Document(blocks=blocks))  # type: ignore[arg-type]  # any blocks
    return written.removesuffix("\n")


def test_markdown_reads_as_a_person_would_write_it() -> None:
    link = Link((Text("the archive"),), "https://a.example/")
    inner = List(ordered=False, items=((_plain("old"),), (_plain("new"),)))
    document = Document(
        title='The "Lamp"',
        byline="Jane Roe",
        tags=("paper", "ink"),
        blocks=with_slugs(
            (
                Heading(2, (Text("First light"),)),
                Paragraph((Text("See "), link, Text(", "), Strong((Text("now"),)), Text("."))),
                List(ordered=True, items=((_plain("one"), inner), (_plain("two"),))),
                List(
                    ordered=False, items=((_plain("done"),), (_plain("open"),)), tasks=(True, False)
                ),
                Quote((_plain("Said."), Code("x = `1`", "python"))),
                Rule(),
                Table(
                    ((Text("what"),), (Text("how many"),)),
                    (((Text("a|b"),), (CodeSpan((Text("2"),)),)),),
                    (None, "right"),
                ),
                Paragraph((Text("Known"), NoteRef("1"), Text("."))),
                Notes((Note("1", (_plain("Here."), _plain("And here."))),)),
            )
        ),
    )
    assert markdown.write(document) == (
        '---\ntitle: "The \\"Lamp\\""\nauthor: "Jane Roe"\ntags: ["paper", "ink"]\n---\n\n'
        "## First light\n\n"
        "See [the archive](https://a.example/), **now**.\n\n"
        "1. one\n   - old\n   - new\n2. two\n\n"
        "* [x] done\n* [ ] open\n\n"
        "> Said.\n>\n> ```python\n> x = `1`\n> ```\n\n"
        "___\n\n"
        "| what | how many |\n| --- | --: |\n| a\\|b | `2` |\n\n"
        "Known[^1].\n\n"
        "[^1]: Here.\n\n    And here.\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# no heading", "\\# no heading"),
        ("1. no item", "1\\. no item"),
        ("- no item", "\\- no item"),
        ("*no* [stress](x) `or` <b>", "\\*no\\* \\[stress\\](x) \\`or\\` \\<b>"),
        ("snake_case and _so_", "snake_case and \\_so\\_"),
        ("R&D, &amp; too", "R&D, \\&amp; too"),
    ],
)
def test_what_looks_like_markup_is_escaped_and_nothing_else(text: str, written: str) -> None:
    assert _body(_plain(text)) == written


def test_a_fence_is_longer_than_any_in_the_code() -> None:
    assert _body(Code("````\ncode\n````")) == "`````\n````\ncode\n````\n`````"


def test_marks_that_would_not_be_read_as_such_are_written_as_html() -> None:
    run = (Text("un"), Emphasis((Text("(a)"),)), Text("b "), Strong((Emphasis((Text("x"),)),)))
    assert _body(Paragraph(run)) == "un<em>(a)</em>b <strong>*x*</strong>"


def test_a_note_without_a_mark_is_not_lost() -> None:
    assert _body(Notes((Note("9", (_plain("Lonely."),)),))) == "- Lonely."


def _words(text: str) -> str:
    """A text as it reads; what Markdown adds where it has no sign of its own is left out."""
    return " ".join(re.sub(r"\[[ x]\]", " ", text.replace("— ", "")).split())


@settings(max_examples=30, deadline=None)
@given(documents().map(lambda document: msgspec.structs.replace(document, title="A title")))
def test_markdown_read_again_has_the_same_text_and_outline(document: Document) -> None:
    # A film without a title is shown by its address, which is then text; TeX is not looked for
    # beside code.
    assume(all(media.title for media in walk.query(document.blocks, Media)))
    code = next(walk.query(document.blocks, CodeSpan), None)
    assume(code is None or next(walk.query(document.blocks, InlineMath), None) is None)
    written = markdown.write(document)
    again = parse(written)
    assert _words(canonical(again.blocks)) == _words(canonical(document.blocks)), written
    assert [(s.level, s.text) for s in sections_of(again.blocks)] == [
        (s.level, s.text) for s in sections_of(document.blocks)
    ]
    assert (again.title, again.byline) == (document.title, document.byline)


_MARKS = re.compile(r"\\[()\[\]]")
"""What tells a formula from the text around it."""


class _Reader(HTMLParser):
    """Takes HTML apart: its tags, whether they nest, and its text."""

    _VOID = frozenset({"br", "img", "hr", "meta", "input"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        assert all(not name.startswith("on") for name, _ in attrs)
        if tag not in self._VOID:
            self.open.append(tag)
        self.text += " " + " ".join(value or "" for name, value in attrs if name == "alt")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] not in (["rt"], ["rp"]):
            self.text += data


@settings(max_examples=30, deadline=None)
@given(documents())
def test_html_nests_and_keeps_every_word(document: Document) -> None:
    reader = _Reader()
    reader.feed(html.write(document))
    reader.close()
    assert reader.open == []
    assert not reader.seen & {"script", "iframe", "object", "form", "b"}
    there = "".join(_MARKS.sub("", reader.text).split())
    for word in _MARKS.sub("", canonical(document.blocks)).split():
        assert word in there


def test_html_is_escaped_wherever_words_stand() -> None:
    evil = '"><script>alert(1)</script>'
    written = html.write(
        Document(
            title=evil,
            byline=evil,
            language=evil,
            blocks=(
                _plain(evil),
                Code(evil, evil),
                Image(evil, "https://a.example/x.png"),
                Media("video", "https://a.example/v", evil),
                Notes((Note(evil, (_plain(evil),)),)),
            ),
        )
    )
    assert "<script" not in written


def test_plain_text_is_title_byline_and_the_text() -> None:
    poem = Paragraph((Text("line"), LineBreak(), Text("  break")), preformatted=True)
    document = Document(
        title="Title", byline="Jane", published="2026-11-24", blocks=(_plain("One."), poem)
    )
    assert plain.write(document) == "Title\n\nJane · 2026-11-24\n\nOne.\n\nline\n  break\n"
    assert plain.write(Document()) == ""
