from __future__ import annotations

from pathlib import Path

import pytest

from reader.document.markdown.parse import parse
from tests.document.shapes import Case, cases, draw

FOLDER = Path(__file__).parents[2] / "data" / "markdown"


@pytest.mark.parametrize(
    "case",
    [case for path in sorted(FOLDER.glob("*.txt")) for case in cases(path)],
    ids=lambda case: case.says,
)
def test_a_text_becomes_the_document_that_is_drawn_beside_it(case: Case) -> None:
    assert draw(parse(case.source, base="https://site.example/post/")) == case.drawing
