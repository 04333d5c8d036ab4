"""Marks between two signs of equality."""

from __future__ import annotations

import pytest

from reader.document import walk
from reader.document.markdown.parse import parse
from reader.document.model import Mark
from reader.document.text import canonical, inline_text


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("a ==lit lamp== burns", ["lit lamp"]),
        ("==so== and ==so==", ["so", "so"]),
        ("==over *stress* and [a link](https://a.example/)==.", ["over stress and a link"]),
        ("*in ==the== stress*", ["the"]),
        ("==灯火==を見る", ["灯火"]),
        ("`==code==` a==b==c", []),
        (r"\==no== and == no ==", []),
        ("==no *end==*", []),
        ("==not over\ntwo lines==", []),
        ("===no===", []),
    ],
)
def test_two_signs_of_equality_mark_what_stands_between_them(text: str, marked: list[str]) -> None:
    blocks = parse(text).blocks
    assert [inline_text(mark.inlines) for mark in walk.query(blocks, Mark)] == marked
    assert ("==" in canonical(blocks)) == (not marked)
