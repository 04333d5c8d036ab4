"""The parts of the app that know no screen: division, dispatch, jumps, finding, differences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.difference import differences
from reader.app.dispatch import COUNT_MOST, Call, Dispatcher
from reader.app.find import Finder
from reader.app.fit import pad, shorten, wrap
from reader.app.frame import MARGIN, RAIL_FROM, SIDE_BY_SIDE, divide
from reader.app.gate import gate
from reader.app.hints import labels
from reader.app.jumps import Jump, Jumps
from reader.app.overlay import Overlay, Range
from reader.app.selection import Selection
from reader.commands.bindings import Bindings
from reader.commands.table import COMMANDS
from reader.typeset.line import Line, Span
from reader.typeset.width import cells

if TYPE_CHECKING:
    from reader.commands.command import Context

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


# -- the division of the screen -----------------------------------------------------------------


@given(
    st.integers(1, 400),
    st.integers(1, 120),
    st.integers(45, 90),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from((0, 26, 34, 48)),
)
def test_panes_and_rules_fill_any_screen_exactly(
    width: int, height: int, measure: int, only: bool, focused: bool, pinned: bool, own: int
) -> None:
    layout = divide(
        width,
        height,
        measure=measure,
        only_text=only,
        article_focused=focused,
        pinned=pinned,
        list_width=own,
    )
    rules = (1 if layout.beside else 0) + (1 if layout.rail else 0)
    assert layout.pinned + layout.list + layout.article + layout.rail + rules == width
    assert 1 <= layout.text <= max(1, measure)
    if layout.article:
        assert layout.left + layout.text <= layout.article
    if only or width < SIDE_BY_SIDE:
        assert bool(layout.list) != bool(layout.article)
        assert bool(layout.article) == focused
    else:
        assert layout.beside


@pytest.mark.parametrize(
    ("size", "panes"),
    [
        ((120, 40), (41, 78, 0, 66)),
        ((80, 24), (26, 53, 0, 49)),
        ((60, 20), (60, 0, 0, 56)),
        ((200, 60), (48, 112, 38, 66)),
    ],
)
def test_the_usual_screens_are_divided_as_drawn(
    size: tuple[int, int], panes: tuple[int, int, int, int]
) -> None:
    layout = divide(*size)
    assert (layout.list, layout.article, layout.rail, layout.text) == panes


def test_the_measure_comes_before_the_rail() -> None:
    assert divide(RAIL_FROM, 40, measure=90).rail == 0
    wide = divide(220, 40, measure=90)
    assert wide.rail
    assert wide.text == 90
    assert wide.left >= MARGIN


# -- keys ---------------------------------------------------------------------------------------


def _fed(keys: str, context: Context = "list") -> list[Call]:
    dispatcher = Dispatcher(Bindings(COMMANDS))
    calls = [dispatcher.feed(key, context) for key in keys.split()]
    return [call for call in calls if call is not None]


def _named(keys: str, context: Context = "list") -> list[tuple[str, int | None, str]]:
    return [(call.command.id, call.number, call.letter) for call in _fed(keys, context)]


def test_counts_sequences_and_letters() -> None:
    assert _named("j") == [("down", None, "")]
    assert _named("1 2 j j") == [("down", 12, ""), ("down", None, "")]
    assert _named("g g") == [("first", None, "")]
    assert _named("5 g g") == [("first", 5, "")]
    assert _named("m Q", "article") == [("set-mark", None, "Q")]
    assert _named("` a") == [("go-to-mark", None, "a")]
    assert _named("` `") == [("jump-back", None, "")]


def test_a_key_that_breaks_off_a_sequence_begins_anew() -> None:
    assert _named("g j") == [("down", None, "")]
    assert _named("5 g j") == [("down", None, "")]
    assert _named("m 1 j", "article") == [("down", 1, "")]


def test_escape_in_the_middle_only_forgets() -> None:
    assert _named("1 2 escape j") == [("down", None, "")]
    assert _named("g escape g g") == [("first", None, "")]
    assert _named("escape", "article") == [("back", None, "")]


def test_a_zero_is_part_of_a_count_and_no_count_by_itself() -> None:
    assert _named("1 0 j") == [("down", 10, "")]
    assert _named("0 j") == [("down", None, "")]


def test_a_count_is_bounded_and_digits_type_where_letters_do() -> None:
    assert _named("9 " * 12 + "j") == [("down", COUNT_MOST, "")]
    assert _named("5 j", "palette") == []


def test_what_is_pending_is_told() -> None:
    dispatcher = Dispatcher(Bindings(COMMANDS))
    for key, pending in (("1", "1"), ("2", "12"), ("g", "12g"), ("g", "")):
        dispatcher.feed(key, "list")
        assert dispatcher.pending == pending


KEYS = st.sampled_from(["0", "1", "9", "g", "G", "m", "`", "a", "J", "escape", "]", "Q", "x"])


@given(st.lists(KEYS, max_size=20))
def test_no_keys_leave_the_dispatcher_stuck(keys: list[str]) -> None:
    dispatcher = Dispatcher(Bindings(COMMANDS))
    for key in keys:
        dispatcher.feed(key, "article")
    dispatcher.feed("escape", "article")
    assert dispatcher.pending == ""


# -- text in cells ------------------------------------------------------------------------------


@given(TEXT, st.integers(0, 40))
def test_text_is_shortened_and_padded_to_its_room(text: str, room: int) -> None:
    assert cells(shorten(text, room)) <= room
    if cells(text) <= room:
        assert shorten(text, room) == text
        assert cells(pad(text, room)) == room


def test_text_is_cut_at_a_word_unless_that_wastes_too_much() -> None:
    assert shorten("The Measure of a Page", 12) == "The Measure…"
    assert shorten("Incomprehensibilities", 8) == "Incompr…"
    assert shorten("日本の新聞", 6) == "日本…"


def test_words_are_wrapped_at_blanks() -> None:
    assert wrap("one two three", 7) == ["one two", "three"]
    assert wrap("", 7) == []


@given(st.text())
def test_the_gate_lets_no_control_character_through(text: str) -> None:
    passed = gate(text)
    assert len(passed) == len(text)
    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in passed)
    assert not set(passed) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028")
    passed.encode()


def test_the_gate_leaves_ordinary_text_of_all_scripts() -> None:
    for text in ("plain", "日本の新聞", "العربية", "e\u0301", "👨\u200d👩\u200d👧", "a\u00adb"):
        assert gate(text) == text


# -- jumps --------------------------------------------------------------------------------------

HERE, THERE, BEYOND = Jump(1, 0), Jump(1, 500), Jump(2, 30)


def test_back_and_back_again_is_where_one_was() -> None:
    jumps = Jumps()
    assert jumps.back(HERE) is None
    jumps.leave(HERE)
    assert jumps.back(THERE) == HERE
    assert jumps.back(HERE) == THERE
    assert jumps.back(THERE) == HERE


def test_older_goes_back_one_by_one_to_the_first() -> None:
    jumps = Jumps()
    jumps.leave(HERE)
    jumps.leave(THERE)
    assert jumps.older(BEYOND) == THERE
    assert jumps.older(THERE) == HERE
    assert jumps.older(HERE) is None


# -- finding, lighting, hints -------------------------------------------------------------------


def test_case_matters_only_when_a_capital_was_typed() -> None:
    text = "Lark and lark\nand LARK"
    assert len(Finder(text, "lark").hits) == 3
    assert len(Finder(text, "Lark").hits) == 1
    assert Finder(text, "lark and").hits == [(0, 8), (9, 17)]
    assert Finder(text, "  ").hits == []
    assert Finder(text, "a.*").hits == []


def test_the_finder_goes_round() -> None:
    finder = Finder("a b a b a", "a")
    assert finder.from_offset(1) == 4
    assert finder.step(1) == (8, False)
    assert finder.step(1) == (0, True)
    assert finder.step(-1) == (8, True)
    assert finder.step(1, seen_from=3) == (4, False)
    assert Finder("x", "y").step(1) == (None, False)


@given(
    st.text("abc d", min_size=1, max_size=30),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 6)), max_size=5),
)
def test_lighting_changes_no_character_and_lights_only_what_it_should(
    text: str, pieces: list[tuple[int, int]]
) -> None:
    ranges: list[Range] = []
    for start, length in sorted(pieces):
        if not ranges or start >= ranges[-1].end:
            ranges.append(Range(start, start + length, "hit"))
    line = Line(
        (Span("• ", ("marker",), None), Span(text, ("text",), 5)), 5, 5 + len(text), "paragraph", 0
    )
    spans = list(Overlay(ranges).split(line))
    assert "".join(span.text for span in spans) == "• " + text
    lit = [
        (span.offset or 0) + number
        for span in spans
        if "hit" in span.roles
        for number in range(len(span.text))
    ]
    wanted = {n for one in ranges for n in range(one.start, one.end)}
    assert lit == sorted(wanted & set(range(5, 5 + len(text))))


@pytest.mark.parametrize("count", [1, 26, 27, 700])
def test_no_hint_begins_another(count: int) -> None:
    made = labels(count)
    assert len(set(made)) == count
    assert len({len(label) for label in made}) == 1


# -- selecting ----------------------------------------------------------------------------------

PROSE = "One two. Three four.\n\nFive six."


def test_a_selection_grows_by_units() -> None:
    selection = Selection(PROSE, 0)
    selection.select_unit("sentence")
    assert selection.words == "One two."
    selection.select_unit("word")
    selection = Selection(PROSE, 4)
    selection.select_unit("word")
    assert selection.words == "two"
    selection.select_unit("paragraph")
    assert selection.words == "One two. Three four."
    selection.move_units("paragraph", 1)
    assert selection.words == "One two. Three four.\n\nF"
    selection.swap()
    assert selection.cursor == 0


@given(
    TEXT.filter(bool),
    st.integers(0, 60),
    st.lists(
        st.tuples(
            st.sampled_from(("word", "sentence", "paragraph", "character", "end", "swap")),
            st.integers(-3, 3),
        ),
        max_size=8,
    ),
)
def test_a_selection_stays_within_its_text(
    text: str, start: int, moves: list[tuple[str, int]]
) -> None:
    selection = Selection(text, start)
    for kind, by in moves:
        match kind:
            case "character":
                selection.move_characters(by)
            case "end":
                selection.move_word_end(abs(by))
            case "swap":
                selection.swap()
            case _:
                selection.move_units(kind, by)  # type: ignore[arg-type]
        begin, end = selection.span
        assert 0 <= begin < end <= len(text)
        assert selection.words


# -- what changed -------------------------------------------------------------------------------

PARAGRAPHS = st.lists(st.text("ab ", min_size=1, max_size=12), max_size=5).map("\n\n".join)


@given(PARAGRAPHS, PARAGRAPHS)
def test_a_difference_holds_all_the_words_of_both_that_differ(before: str, after: str) -> None:
    changes = list(differences(before, after))
    if before.split() == after.split() and before.count("\n\n") == after.count("\n\n"):
        return
    out = [
        w
        for change in changes
        for kind, words in change.parts
        if kind == "out"
        for w in words.split()
    ]
    into = [
        w
        for change in changes
        for kind, words in change.parts
        if kind == "in"
        for w in words.split()
    ]
    assert sorted(before.split() + into) == sorted(after.split() + out)


def test_white_space_is_no_difference() -> None:
    assert list(differences("a  b\n\nc", "a b\n\nc")) == []
