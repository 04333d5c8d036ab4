from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import walk
from reader.document.markdown import front_matter
from reader.document.markdown.parse import parse
from reader.document.model import Link
from reader.document.text import canonical
from tests.document.shapes import draw
from tests.shared_data import shared_data

YAML = """---
title: "A title: with a colon"
source: https://a.example/post/
author: ["[[Ada Lovelace]]", Charles]
published: 2026-11-02
updated: 2026-11-03 10:00:00
created: 2026-11-05
description: What it is
tags: [one, two, one]
lang: en_GB
---
Text [here](x).
"""


def test_front_matter_fills_the_fields() -> None:
    document = parse(YAML)
    assert document.title == "A title: with a colon"
    assert document.byline == "Ada Lovelace, Charles"
    assert document.published == "2026-11-02"
    assert document.updated == "2026-11-03T10:00:00+00:00"
    assert document.description == "What it is"
    assert document.tags == ("one", "two")
    assert document.language == "en-gb"
    assert document.url == "https://a.example/post/"
    assert [link.url for link in walk.query(document.blocks, Link)] == ["https://a.example/post/x"]


def test_toml_front_matter_is_read_too() -> None:
    document = parse('+++\ntitle = "T"\ndate = 2026-11-02T08:00:00Z\ntags = ["a"]\n+++\nx')
    assert (document.title, document.published) == ("T", "2026-11-02T08:00:00+00:00")


@pytest.mark.parametrize(
    "matter",
    [
        "title: a: b\nauthor: J",
        "title: !!python/object/apply:os.system ['touch x']",
        "title: {a: b}\ndate: 2026-02-30\ntags: {x: y}\nauthor:",
        "title: &a [*a]",
        "title: " + "[" * 5000,
        "a: &a [x]\n" + "".join(f"b{i}: [*a,*a,*a]\n" for i in range(50)),
        "date: !!timestamp 9999-99-99\ntitle: x",
        "title: " + "x" * (front_matter.MAX_SIZE + 1),
        "title: \x00\x1b[31m",
        "title: 2026-11-02\ntags: 5\nauthor: true",
    ],
)
def test_hostile_front_matter_never_fails_and_never_shows(matter: str) -> None:
    document = parse(f"---\n{matter}\n---\nwalnut orchard")
    assert canonical(document.blocks) == "walnut orchard"
    assert "\x1b" not in document.title


def test_what_of_front_matter_could_not_be_read_is_said() -> None:
    document = parse("---\ntitle: a: b\nauthor: J\n---\nx")
    assert (document.title, document.byline) == ("a: b", "J")
    assert len(document.warnings) == 1


def test_hostile_files_stay_readable_and_carry_no_controls() -> None:
    for path in sorted(shared_data("hostile").joinpath("markdown").glob("*.md")):
        document = parse(path.read_text(encoding="utf-8"))
        text = draw(document)
        assert "walnut orchard" in text, path.name
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text), path.name
        assert "PWNED-COMMENT" not in text


@pytest.mark.parametrize(
    "opening", ["> ", "[", "![", "*a_ ", "`" * 3 + " ", "<b>", "- ", "==a ", ":", "www.", "$$"]
)
def test_thousands_of_openings_without_an_end_keep_the_words(opening: str) -> None:
    assert "walnut" in canonical(parse(opening * 3000 + "walnut").blocks)


def test_lists_deeper_than_anyone_reads_keep_their_words() -> None:
    text = "".join(f"{'  ' * i}- w{i}\n" for i in range(150))
    assert {f"w{i}" for i in range(150)} <= set(canonical(parse(text).blocks).split())


MARKS = (
    *("*", "_", "`", "#", ">", "-", "+", "1.", "[a](b)", "![a](b)", "[^1]", "[^1]:", "|", "---"),
    *("~~", "==", "<b>", "</b>", "<div>", "<!--", "-->", "&lt;", "\\", "$$", ":", "w"),
)
PIECES = st.sampled_from([*MARKS, "word", " ", "\n", "\n\n", "    "])


@settings(max_examples=120, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_makes_a_document(text: str) -> None:
    drawn = draw(parse(text, base="https://a.example/"))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", drawn)
