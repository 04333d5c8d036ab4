"""Widths: what needs no tables is measured as the tables would."""

from __future__ import annotations

from rich.cells import cell_len
from wcwidth import wcswidth

from reader.typeset.width import _ONE_CELL, _TWO_CELLS, cells, clusters, cut


def test_plain_characters_take_what_the_tables_say_and_are_clusters_by_themselves() -> None:
    wide = [chr(n) for first, last in _TWO_CELLS for n in range(ord(first), ord(last) + 1)]
    for character in [*sorted(_ONE_CELL), *wide]:
        text = f"語{character}é"
        assert cells(text) == max(cell_len(text), wcswidth(text)), hex(ord(character))
    text = "".join([*wide, *sorted(_ONE_CELL)])
    assert clusters(text) == list(text)


def test_a_wide_character_that_does_not_fit_whole_is_left_out() -> None:
    assert cut("日本語", 5) == 2
    assert cut("日本語", 6) == 3
    assert cut("日e\u0301本", 3) == 3
