"""The breaking of rows of pieces, which know no text."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from reader.typeset.fit import HYPHENS_IN_A_ROW, LOOSE, RUNT, STUB, Row, Wish, best_breaks


def row_of(widths: list[int], *, hyphens: bool = False) -> Row:
    starts, ends, at = [], [], 0
    for width in widths:
        starts.append(at)
        ends.append(at + width + hyphens)
        at += width + (0 if hyphens else 1)
    return Row(starts, ends, [0] * len(widths), [hyphens] * (len(widths) - 1) + [False])


def cost(row: Row, wish: Wish, found: tuple[int, ...]) -> float:
    total = start = 0
    for number, stop in enumerate(found):
        room = wish.rest if number else wish.first
        free = room - (row.ends[stop - 1] - row.starts[start])
        if free < 0:
            return float("inf")
        if stop < found[-1]:
            total += free * free + (LOOSE if free * 4 > wish.rest else 0)
        elif start:
            total += STUB if start >= wish.stub else RUNT if start >= wish.runt else 0
        start = stop
    return total


@given(st.lists(st.integers(1, 9), min_size=1, max_size=11), st.integers(10, 30))
def test_no_other_way_to_break_costs_less(widths: list[int], room: int) -> None:
    count = len(widths)
    row, wish = row_of(widths), Wish(room - 1, room, count, count)
    every = (
        (*inner, count) for size in range(count) for inner in combinations(range(1, count), size)
    )
    assert cost(row, wish, tuple(best_breaks(row, wish))) == min(
        cost(row, wish, found) for found in every
    )


@given(st.lists(st.integers(1, 6), min_size=2, max_size=40))
def test_hyphens_never_stand_more_than_two_in_a_row_unless_left_out(widths: list[int]) -> None:
    count = len(widths)
    found = best_breaks(row_of(widths, hyphens=True), Wish(7, 7, count, count))
    assert found[-1] == count
    assert found == sorted(set(found))
    assert HYPHENS_IN_A_ROW == 2


def test_a_piece_wider_than_its_line_stands_alone() -> None:
    row = row_of([3, 30, 3])
    assert best_breaks(row, Wish(10, 10, 3, 3)) == [1, 2, 3]


def test_balanced_lines_are_of_even_length() -> None:
    row = row_of([4] * 7)
    assert best_breaks(row, Wish(30, 30, 7, 7, balanced=True)) in ([3, 7], [4, 7])
    assert best_breaks(row, Wish(30, 30, 7, 7)) == [6, 7]
