"""What is sent to a terminal that draws pictures by itself."""

from __future__ import annotations

import re
from base64 import b64decode

from rich.cells import cell_len

from reader.app import kitty


def test_a_picture_is_sent_in_pieces_that_make_it_whole() -> None:
    data = bytes(range(256)) * 40
    pieces = re.findall("\x1b_G([^;]*);([^\x1b]*)\x1b\\\\", kitty.sent(70_000, data, 9, 4))
    assert b64decode("".join(piece for _, piece in pieces)) == data
    assert all(len(piece) <= 4096 for _, piece in pieces)
    assert [head[-3:] for head, _ in pieces] == ["m=1"] * (len(pieces) - 1) + ["m=0"]
    assert all("q=2" in head for head, _ in pieces)


def test_a_placeholder_is_one_cell_and_tells_its_row_and_column() -> None:
    row = kitty.placeholders(1, 3)
    assert cell_len(row) == 3
    assert row == "".join(f"\U0010eeee\u030d{mark}" for mark in "\u0305\u030d\u030e")


def test_every_cell_of_a_page_has_its_own_marks() -> None:
    marks = {kitty.placeholders(row, 1)[1] for row in range(kitty.MOST)}
    assert len(marks) == kitty.MOST >= 90


def test_a_colour_tells_the_number() -> None:
    assert kitty.colour(0x123456) == (0x12, 0x34, 0x56)
