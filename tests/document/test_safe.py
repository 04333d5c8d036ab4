"""The gate: what may not pass does not, what must stay stays, and twice is once."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.safe import MAX_MARKS, clean, clean_line, clean_url
from tests.document.strategies import documents, hostile_text, phrases, words

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029\u206a-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef"
    "\ud800-\udfff]"
)


@given(hostile_text(), st.booleans())
def test_cleaning_twice_is_cleaning_once(text: str, multiline: bool) -> None:
    once = clean(text, multiline=multiline)
    assert clean(once, multiline=multiline) == once


@given(st.text(st.characters()))
def test_cleaning_any_text_twice_is_cleaning_it_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)


@given(hostile_text())
def test_nothing_that_acts_passes(text: str) -> None:
    assert not _FORBIDDEN.search(clean(text))
    assert not re.search("[\n\t]", clean(text, multiline=False))
    clean(text).encode("utf-8")


@given(hostile_text())
def test_isolates_that_pass_are_closed_in_their_line(text: str) -> None:
    for line in clean(text).split("\n"):
        depth = 0
        for character in line:
            if character in "\u2066\u2067\u2068":
                depth += 1
            elif character == "\u2069":
                depth -= 1
                assert depth >= 0
        assert depth == 0


@given(hostile_text())
def test_no_pile_of_marks_passes(text: str) -> None:
    marks = 0
    for character in clean(text):
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
        elif category != "Cf":
            marks = 0
        assert marks <= MAX_MARKS


@given(hostile_text())
def test_tag_characters_pass_only_in_the_flag_of_a_region(text: str) -> None:
    flag = "\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f"
    assert not re.search("[\U000e0000-\U000e00ff]", re.sub(flag, "", clean(text)))


def test_every_character_alone_is_kept_or_is_of_a_kind_that_must_go() -> None:
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if clean(character) != character:
            category = unicodedata.category(character)
            assert category in ("Cc", "Cf", "Cs", "Cn", "Zl", "Zp"), f"U+{code:04X}"


@pytest.mark.parametrize(
    "text",
    [
        "naïve café, «quoted» — dashed… 50 °C",
        "👩\u200d👩\u200d👧 ❤\ufe0f",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f 🇩🇪",
        "so\u00adft, no\u00a0break, word\u2060joiner, zero\u200bwidth",
        "\u200fעברית\u200e and \u2067עברית\u2069 isolated",
        "می\u200cخواهم क्\u200dष नमस्ते ภาษาไทยที่นี่ Tiê\u0301ng",
        "e\u0301" + "\u0300" * (MAX_MARKS - 1),
        "漢字かな交じり文、ﾊﾝｶｸ。",
        "line\n\tindented\n\nend",
        "\ue0b0 private, \U000f0000 too",
    ],
)
def test_real_text_stays_as_it_is(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\x1b[31mred\x1b[0m", "a[31mred[0m"),
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("\u202egnp.exe", "gnp.exe"),
        ("open \u2066 never closed", "open  never closed"),
        ("\u2069\u2066ok\u2069\u2067", "\u2066ok\u2069"),
        ("\u2066line\nother\u2069", "line\nother"),
        ("lone \ud800 half", "lone \ufffd half"),
        ("\ud83d\ude00", "😀"),
        ("\U0001f3f4\U000e0068\U000e0069", "\U0001f3f4"),
        ("Z" + "\u0335" * 500 + "algo", "Z" + "\u0335" * MAX_MARKS + "algo"),
        ("Z" + "\u0335\u200d\u2060\u2066\u2069" * 50, None),
    ],
)
def test_what_acts_is_dropped_and_what_is_unknown_is_shown(text: str, expected: str | None) -> None:
    if expected is None:
        assert clean(text).count("\u0335") == MAX_MARKS
    else:
        assert clean(text) == expected


def test_a_line_has_no_breaks_no_tabs_and_no_blanks_around() -> None:
    assert clean_line(" \tThe\r\n headline\u2028  stays\x00 whole\u00a0! ") == (
        "The headline stays whole\u00a0!"
    )


@settings(max_examples=40, deadline=None)
@given(documents())
def test_what_documents_hold_is_already_clean(document: object) -> None:
    text = str(document)
    assert clean(text) == text


@given(
    st.lists(
        st.one_of(
            words(),
            st.sampled_from(
                (
                    ":",
                    "/",
                    "//",
                    "?",
                    "#",
                    "@",
                    "%",
                    "\\",
                    " ",
                    "javascript:",
                    "https://",
                    "\n",
                    "[",
                    "]",
                )
            ),
        ),
        max_size=8,
    ).map("".join)
)
def test_addresses_that_pass_are_short_printable_ascii_and_stay_the_same(url: str) -> None:
    address = clean_url(url, "https://base.example/path/page?q#f")
    if address is not None:
        assert re.fullmatch("[\x21-\x7e]{1,2083}", address)
        assert address.partition(":")[0] in {
            "http",
            "https",
            "mailto",
            "gopher",
            "gemini",
            "ftp",
            "tel",
        }
        assert clean_url(address) == address


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("next.html", "https://e.example/a/next.html"),
        ("/top?x=ü y", "https://e.example/top?x=%C3%BC%20y"),
        ("//other.example", "https://other.example"),
        ("#part", "https://e.example/a/b#part"),
        (" HTTP://E.Example/Path ", "http://e.example/Path"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https:\\\\e.example\\x", "https://e.example/x"),
        ("https://e.example/a%20b%zz", "https://e.example/a%20b%zz"),
        ("mailto:jane@e.example?subject=a b", "mailto:jane@e.example?subject=a%20b"),
        ("java\nscript:alert(1)", None),
        (" \x01JavaScript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("vbscript:x", None),
        ("x-man-page://ls", None),
        ("https:///nohost", None),
        ("https://a b/", None),
        ("https://[::1/", None),
        ("https://e.example/" + "a" * 2083, None),
    ],
)
def test_addresses_become_absolute_or_are_refused(url: str, expected: str | None) -> None:
    assert clean_url(url, "https://e.example/a/b") == expected


def test_a_relative_address_without_a_base_is_refused() -> None:
    assert clean_url("next.html") is None
    assert clean_url("#part") is None


@given(phrases())
def test_a_clean_line_of_words_is_untouched(text: str) -> None:
    assert clean_line(clean(text)) == clean(text).strip(" ")
