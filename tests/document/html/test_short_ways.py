"""What is done the short way comes out as by the long one: plain texts, spans, addresses, words."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from reader.document.html.parse import parse
from reader.document.safe import clean_url
from reader.document.statistics import LETTERS_A_WORD, SIGNS_A_MINUTE, WORDS_A_MINUTE, words_of

_PIECES = st.sampled_from(
    [
        *"aZ9 \n\t.,!-’—éß\xa0\xad\u200b\u200e\u2003\u3000\u0301\u202e\u2067\u2069",
        *("\\(x^2\\)", "$$", "$$a^2$$", "\\", "word", "two words"),
        *("望遠鏡", "ไทย", "한국", "שלום", "🎉"),
    ]
)
TEXTS = st.lists(_PIECES, max_size=30).map("".join)
_SIGN = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


@given(TEXTS)
def test_a_paragraph_of_one_text_is_as_one_of_several(text: str) -> None:
    written = html.escape(text)
    alone = parse(f"<div>{written}</div>").blocks
    assert alone == parse(f"<div><span>{written}</span></div>").blocks
    assert alone == parse(f"<div>{written}<i></i></div>").blocks


@given(TEXTS, TEXTS, TEXTS)
def test_a_span_of_one_text_is_as_one_of_several(before: str, text: str, after: str) -> None:
    first, written, last = map(html.escape, (before, text, after))
    short = parse(f"<p>{first}<b>{written}</b>{last}</p>").blocks
    assert short == parse(f"<p>{first}<b>{written}<i></i></b>{last}</p>").blocks


@given(TEXTS)
def test_words_are_counted_by_pieces_between_spaces(text: str) -> None:
    spaced, signs = _SIGN.subn(" ", text)
    spaced, letters = _UNSPACED.subn(" ", spaced)
    counted = sum(re.search(r"\w", piece) is not None for piece in spaced.split())
    unspaced = signs * WORDS_A_MINUTE / SIGNS_A_MINUTE + letters / LETTERS_A_WORD
    assert words_of(text) == counted + round(unspaced)


@given(st.text("abz09.-:/?#%&=@[]()~+,;!$'*_", max_size=30))
def test_a_usual_address_is_as_one_that_is_looked_at(rest: str) -> None:
    # A capital in the scheme keeps an address from being taken for a usual one.
    assert clean_url(f"https://a.{rest}") == clean_url(f"HTTPS://a.{rest}")
