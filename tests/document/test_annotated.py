"""Highlights and notes put into a document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.document import walk
from reader.document.markdown.parse import parse
from reader.document.model import (
    Code,
    CodeSpan,
    Document,
    Emphasis,
    Heading,
    InlineMath,
    LineBreak,
    Mark,
    Media,
    NoteRef,
    Notes,
    Paragraph,
    Table,
    Text,
)
from reader.document.outline import sections_of
from reader.document.slugs import with_slugs
from reader.document.text import canonical, inline_text
from reader.document.write import markdown
from reader.document.write.annotated import Annotation, annotated
from tests.document.strategies import documents

if TYPE_CHECKING:
    from reader.document.model import Blocks

WORDS = "The lid rattles before the kettle sings, and nobody minds."


def _body(document: Document, *annotations: Annotation) -> str:
    return markdown.write(annotated(document, annotations), {}).strip()


def _on(text: str, words: str, note: str = "") -> Annotation:
    return Annotation(text.index(words), len(words), words, note)


def _plain(text: str) -> Document:
    return Document(blocks=(Paragraph((Text(text),)),))


def test_a_highlight_stands_in_the_text_and_its_note_below_it() -> None:
    written = _body(
        _plain(WORDS), _on(WORDS, "kettle sings", "Whose?\nMine.\n\nAh."), _on(WORDS, "lid")
    )
    assert written == (
        "The ==lid== rattles before the ==kettle sings==[^reader-1], and nobody minds.\n\n"
        "[^reader-1]: Whose?\\\n    Mine.\n\n    Ah."
    )


def test_highlights_that_overlap_are_one_with_a_mark_for_each_note() -> None:
    written = _body(
        _plain(WORDS), _on(WORDS, "lid rattles before", "a"), _on(WORDS, "before the kettle", "b")
    )
    assert written.startswith("The ==lid rattles before==[^reader-1] ==the kettle==[^reader-2] si")


def test_a_highlight_goes_through_emphasis_and_over_the_end_of_a_line_and_a_paragraph() -> None:
    first = Paragraph((Text("A "), Emphasis((Text("small"),)), LineBreak(), Text("lamp.")))
    document = Document(blocks=(first, Paragraph((Text("It burns."),))))
    assert _body(document, Annotation(0, 17)) == "==A *small*==\\\n==lamp.==\n\n==It== burns."


def test_a_note_on_a_spot_stands_at_the_end_of_its_paragraph() -> None:
    assert _body(_plain(WORDS), Annotation(10, 0, "", "Hm.")) == (
        f"{WORDS}[^reader-1]\n\n[^reader-1]: Hm."
    )


def test_a_part_of_a_word_is_marked_so_that_it_is_read_as_such() -> None:
    assert _body(_plain(WORDS), _on(WORDS, "ratt")).startswith("The lid <mark>ratt</mark>les")


@pytest.mark.parametrize("start", [None, 8])
def test_what_finds_no_running_text_is_listed_at_the_end(start: int | None) -> None:
    document = Document(blocks=(Paragraph((Text("Lamps."),)), Code("Gone words")))
    gone = Annotation(start, 10, "Gone  words", "Why?")
    assert _body(document, gone, Annotation(None, note="All of it.")) == (
        "Lamps.\n\n```\nGone words\n```\n\n___\n\n## Notes\n\nAll of it.\n\n> Gone words\n\nWhy?"
    )


def test_words_in_a_table_are_found_in_their_cells() -> None:
    table = Table(
        ((Text("who"),), (Text("what"),)), (((Text("Ann"),), (Text("ink"),)),), (None,) * 2
    )
    document = Document(blocks=(table,))
    written = _body(document, _on(canonical(document.blocks), "ink", "Blue."))
    assert written.startswith("| who | what |\n| --- | --- |\n| Ann | ==ink==[^reader-1] |")


def test_footnotes_stand_in_the_order_of_their_marks() -> None:
    document = parse("A lamp burns[^own].\n\n[^own]: Of oil.\n")
    written = _body(document, _on("A lamp burns", "lamp", "Old."))
    assert written == ("A ==lamp==[^reader-1] burns[^1].\n\n[^reader-1]: Old.\n\n[^1]: Of oil.")


def _stretches(text: str) -> st.SearchStrategy[list[Annotation]]:
    """Annotations on whole words, with and without a note."""
    edges = [match.span() for match in re.finditer(r"\S+", text)] or [(0, 0)]

    def made(drawn: tuple[int, int, str]) -> Annotation:
        first, many, note = drawn
        start, end = edges[first][0], edges[min(first + many, len(edges) - 1)][1]
        return Annotation(start, end - start, text[start:end], note)

    numbers = st.tuples(
        st.integers(0, len(edges) - 1), st.integers(0, 9), st.sampled_from(("", "Hm. *So*"))
    )
    return st.lists(numbers.map(made), max_size=5)


@settings(max_examples=40, deadline=None)
@given(documents(), st.data())
def test_marks_move_no_word_and_read_again_with_the_same_text_and_outline(
    document: Document, data: st.DataObject
) -> None:
    # A film without a title is shown by its address, which is then text; TeX is not looked for
    # beside code.
    assume(all(media.title for media in walk.query(document.blocks, Media)))
    code = next(walk.query(document.blocks, CodeSpan), None)
    assume(code is None or next(walk.query(document.blocks, InlineMath), None) is None)
    document = msgspec.structs.replace(document, title="A title")
    text = canonical(document.blocks)
    annotations = [one for one in data.draw(_stretches(text)) if one.quote or one.note]
    marked = annotated(document, annotations)
    assert canonical(_body_of(marked)).startswith(canonical(_body_of(document)))
    noted = [one.note for one in annotations if one.note]
    assert canonical(marked.blocks).count("Hm. *So*") - text.count("Hm. *So*") == len(noted)
    labels = {note.label for notes in walk.query(marked.blocks, Notes) for note in notes.items}
    assert {ref.label for ref in walk.query(marked.blocks, NoteRef)} <= labels

    written = markdown.write(marked)
    again, before = parse(written), parse(markdown.write(document))
    assert _read(_body_of(again)).startswith(_read(_body_of(before))), written
    assert _read(again.blocks) == _read(marked.blocks), written
    kept = [(s.level, s.text) for s in sections_of(before.blocks)]
    assert [(s.level, s.text) for s in sections_of(again.blocks)][: len(kept)] == kept


def _body_of(document: Document) -> Blocks:
    return tuple(block for block in document.blocks if not isinstance(block, Notes))


def _read(blocks: Blocks) -> str:
    """The text without blanks and the signs that Markdown adds where it has none of its own."""
    return re.sub(r"\[[ x]\]|— |\s", "", canonical(blocks))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_what_is_lit_is_what_was_marked(data: st.DataObject) -> None:
    heading = Heading(2, (Text("A head"),))
    words = (Text("so it "), Emphasis((Text("goes on"),)), Text(" and on, it"), Text(" seems"))
    document = Document(blocks=with_slugs((Paragraph(words), heading, Paragraph(words))))
    text = canonical(document.blocks)
    annotations = data.draw(_stretches(text))
    lit = [
        any(
            one.start <= at < one.start + one.length for one in annotations if one.start is not None
        )
        for at in range(len(text))
    ]
    expected = "".join(c for c, on in zip(text, lit, strict=True) if on and not c.isspace())
    found = "".join(
        inline_text(mark.inlines)
        for mark in walk.query(annotated(document, annotations).blocks, Mark)
    )
    assert "".join(found.split()) == expected
