"""Widths: what needs no tables is measured as the tables would."""

from __future__ import annotations

from apsw.unicode import grapheme_iter
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from wcwidth import wcswidth

from reader.typeset.width import _NO_CELL, _ONE_CELL, _TWO_CELLS, cells, clusters, cut

WIDE = [chr(n) for first, last in _TWO_CELLS for n in range(ord(first), ord(last) + 1)]
MARKS = [chr(n) for first, last in _NO_CELL for n in range(ord(first), ord(last) + 1)]
PLAIN = sorted(_ONE_CELL)


def test_plain_characters_take_what_the_tables_say_and_are_clusters_by_themselves() -> None:
    for character in [*PLAIN, *WIDE, *MARKS]:
        text = f"語{character}é"
        assert cells(text) == max(cell_len(text), wcswidth(text)), hex(ord(character))
        assert clusters(text) == list(grapheme_iter(text)), hex(ord(character))


@given(st.text(st.sampled_from([*PLAIN[:200], *PLAIN[::40], *WIDE[::900], *MARKS[::9]])))
def test_texts_of_plain_characters_are_measured_as_by_the_tables(text: str) -> None:
    assert cells(text) == max(cell_len(text), wcswidth(text))
    assert clusters(text) == list(grapheme_iter(text))


def test_a_wide_character_that_does_not_fit_whole_is_left_out() -> None:
    assert cut("日本語", 5) == 2
    assert cut("日本語", 6) == 3
    assert cut("日e\u0301本", 3) == 3
