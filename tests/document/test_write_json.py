"""The two JSON forms: the tree, and the flat list of pieces."""

from __future__ import annotations

import json

from hypothesis import given, settings

from reader.document.model import (
    Code,
    CodeSpan,
    Definition,
    Definitions,
    Document,
    Figure,
    Heading,
    Image,
    InlineImage,
    Link,
    List,
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
from reader.document.outline import outline
from reader.document.slugs import with_slugs
from reader.document.text import canonical
from reader.document.write import flat, tree
from tests.document.strategies import documents


def _plain(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _specimen() -> Document:
    link = Link((Text("the "), Strong((Text("archive"),))), "https://a.example/")
    cells = ((Text("ink"),), (CodeSpan((Text("2"),)),))
    body = (
        Heading(2, (Text("Paper"),)),
        Paragraph((Text("See "), link, Text("."), NoteRef("1"))),
        List(
            ordered=True,
            start=3,
            items=((_plain("one"), Code("x = 1", "python")), (_plain("two"),)),
            tasks=(True, None),
        ),
        Quote((Heading(3, (Text("Said"),)), _plain("words")), (Text("A. Poet"),)),
        Table(((Text("what"),), (Text("how many"),)), (cells,), (None, "right"), (Text("Stock"),)),
        Figure((Image("A press", "https://a.example/p.png"),), (Text("The press"),)),
        Rule(),
        Definitions((Definition(((Text("galley"),),), (_plain("a tray"),)),)),
        Notes((Note("1", (_plain("Closed."),)),)),
    )
    return Document(title="Stock", byline="J. Roe", language="en", blocks=with_slugs(body))


def test_the_tree_keeps_all_structure() -> None:
    written = tree.write(_specimen())
    assert written["outline"] == [{"level": 2, "text": "Paper"}]
    blocks = written["blocks"]
    assert blocks[1]["spans"] == [
        ["link", "the archive", "https://a.example/"],
        ["strong", "archive"],
        ["note", "1"],
    ]
    assert blocks[2] == {
        "kind": "list",
        "ordered": True,
        "start": 3,
        "tasks": [True, None],
        "items": [
            [
                {"kind": "paragraph", "text": "one"},
                {"kind": "code", "text": "x = 1", "language": "python"},
            ],
            [{"kind": "paragraph", "text": "two"}],
        ],
    }
    assert blocks[3]["blocks"][-1] == {"kind": "paragraph", "text": "A. Poet"}
    assert blocks[4] == {
        "kind": "table",
        "header": ["what", "how many"],
        "rows": [["ink", "2"]],
        "caption": "Stock",
        "align": [None, "right"],
    }
    assert blocks[5]["caption"] == "The press"
    assert blocks[8]["items"][0]["label"] == "1"


def test_the_flat_form_is_in_reading_order_with_the_kind_of_the_innermost() -> None:
    written = flat.write(_specimen())
    assert [(piece["kind"], piece["text"]) for piece in written["blocks"]] == [
        ("heading", "Paper"),
        ("paragraph", "See the archive."),
        ("list-item", "one"),
        ("code", "x = 1"),
        ("list-item", "two"),
        ("quote", "Said"),
        ("quote", "words"),
        ("quote", "A. Poet"),
        ("caption", "Stock"),
        ("table-row", "what | how many"),
        ("table-row", "ink | 2"),
        ("figure", "A press"),
        ("caption", "The press"),
        ("rule", ""),
        ("paragraph", "galley"),
        ("list-item", "a tray"),
        ("note", "Closed."),
    ]
    assert written["outline"] == [{"level": 2, "text": "Paper", "slug": "paper", "offset": 0}]
    assert written["byline"] == "J. Roe"


def test_a_document_without_headings_has_its_title_for_an_outline() -> None:
    document = Document(title="Only this", blocks=(_plain("text"),))
    assert flat.write(document)["outline"] == [
        {"level": 1, "text": "Only this", "slug": "", "offset": 0}
    ]
    assert tree.write(document)["outline"] == []


@settings(max_examples=40, deadline=None)
@given(documents())
def test_every_piece_stands_in_the_text_where_it_says(document: Document) -> None:
    text = canonical(document.blocks)
    written = flat.write(document)
    for piece in written["blocks"]:
        there = text[piece["offset"] :]
        if piece["kind"] == "table-row":
            assert there.startswith(piece["text"].partition(" | ")[0])
        else:
            assert there.startswith(piece["text"])
    assert [entry["offset"] for entry in written["outline"]] == [
        section.offset for section in outline(document)
    ]


@settings(max_examples=20, deadline=None)
@given(documents())
def test_both_forms_are_json(document: Document) -> None:
    for form in (tree.write(document), flat.write(document)):
        assert json.loads(json.dumps(form)) == form


def test_an_inline_image_is_a_span_and_its_alt_is_text() -> None:
    image = InlineImage("a dot", "https://a.example/dot.png")
    written = tree.write(Document(blocks=(Paragraph((image,)),)))
    assert written["blocks"] == [
        {
            "kind": "paragraph",
            "text": "a dot",
            "spans": [["image", "a dot", "https://a.example/dot.png"]],
        }
    ]
