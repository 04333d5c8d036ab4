"""Specimens: a paragraph, how to set it, and the lines as they should look, judged by eye once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.document.model import Document, Paragraph, Text
from reader.document.readable import Readable
from reader.typeset.page import typeset
from reader.typeset.style import Style

SPECIMENS = sorted((Path(__file__).parents[1] / "data" / "specimens").glob("*.txt"))


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.stem)
def test_a_specimen_is_set_as_it_was_judged_good(path: Path) -> None:
    text, settings, lines = path.read_text(encoding="utf-8").split("\n\n")
    how = json.loads(settings)
    document = Document(language=how["language"], blocks=(Paragraph((Text(text),)),))
    page = typeset(Readable.of(document), how["width"], Style(hyphenate=how["hyphenate"]))
    assert [line.text for line in page.all_lines()] == lines.rstrip("\n").split("\n")
