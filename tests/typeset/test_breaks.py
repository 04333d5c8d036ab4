"""Where lines may end."""

from __future__ import annotations

import itertools
import sys

import apsw.unicode
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.typeset.breaks import opportunities
from reader.typeset.characters import CLASSES, CLUSTERED, MARK, NO_START
from tests.document.strategies import phrases


def parts(text: str) -> list[str]:
    ends = [0, *opportunities(text)[0], len(text)]
    return [text[a:b] for a, b in itertools.pairwise(ends)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("well-known facts", ["well-", "known ", "facts"]),
        ("COVID-19 and -5", ["COVID-19 ", "and ", "-5"]),
        ("1914–1918", ["1914–", "1918"]),
        ("10\u00a0km away", ["10\u00a0km ", "away"]),
        ("so—he said", ["so—", "he ", "said"]),
        (
            "at https://a.example/b/c?d=e now",
            ["at ", "https://a.", "example/", "b/", "c?", "d=", "e ", "now"],
        ),
        ("「はい。」と", ["「は", "い。」", "と"]),
        ("そう……か", ["そ", "う……", "か"]),
        ("キャッチャー", ["キャッ", "チャー"]),
        ("« Oui ! »", ["« Oui ! »"]),
        ("Donau\u00addampf", ["Donau\u00ad", "dampf"]),
    ],
)
def test_a_line_ends_only_where_a_reader_expects_it(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


def test_thai_words_are_not_torn_from_their_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.typeset import breaks

    monkeypatch.setitem(sys.modules, "icu4py.breakers", None)
    breaks._words.cache_clear()
    try:
        found = parts("น้ำใจกำลังทำงาน")
    finally:
        breaks._words.cache_clear()
    assert "".join(found) == "น้ำใจกำลังทำงาน"
    assert len(found) > 5
    assert not any(CLASSES[part[0]] & MARK or part[0] in "ะาำ" for part in found)
    assert not any(part[-1] in "เแโใไ" for part in found)


@given(st.one_of(phrases(12), st.text(max_size=40)))
def test_every_break_is_one_that_unicode_allows_or_a_stated_exception(text: str) -> None:
    allowed: set[int] = set()
    at = 0
    while at < len(text):
        at = apsw.unicode.line_break_next_break(text, at)
        allowed.add(at)
    address = "@" in text or "://" in text or "\\" in text or "www." in text
    for end in opportunities(text)[0]:
        clustered = CLASSES[text[end - 1]] & CLASSES[text[end]] & CLUSTERED
        marked = CLASSES[text[end - 1]] & MARK
        assert end in allowed or clustered or marked or address
        assert not CLASSES[text[end]] & MARK
        if not text[end - 1].isspace():
            assert not CLASSES[text[end]] & NO_START
