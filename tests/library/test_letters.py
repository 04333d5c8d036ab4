"""Letters as search compares them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.library.letters import fold

letters = st.text(
    st.sampled_from("abcXYZ 09éÉñßẞæøŁİıΣςσйЙﬁ好ｶＡ١ىی\u0301\u200d\u00ad’🚀"), max_size=30
)


@given(letters | st.text(max_size=40))
def test_a_text_is_folded_letter_by_letter_whatever_else_is_in_it(text: str) -> None:
    assert fold(text) == "".join(fold(letter) for letter in text)
