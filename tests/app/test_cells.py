"""A headline in cells: exact widths, ages, and what gives way first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.app.cells import ASCII, UNICODE, age, full_date, headline_cell
from reader.app.masthead import byline, kicker, masthead
from reader.library.records import Headline
from reader.typeset.width import cells

if TYPE_CHECKING:
    from reader.app.cells import Row

NOW = 1_790_000_000
HOUR, DAY = 3_600, 86_400


def _headline(**changes: object) -> Headline:
    plain = Headline(
        id=1,
        title="The Measure of a Page",
        source="Printing Office",
        source_id=1,
        author="Ann Author",
        url=None,
        published=NOW - 3 * HOUR,
        sort_date=NOW - 3 * HOUR,
        words=6 * 230,
        language="en",
        read=False,
        bookmarked=False,
        noted=False,
        progress=None,
    )
    return plain._replace(**changes)  # type: ignore[arg-type]


def _text(row: Row) -> str:
    return "".join(piece for piece, _ in row)


TITLES = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=60),
    st.sampled_from(
        ("日本の新聞と組版の百年", "👨‍👩‍👧 a family", "🇩🇪🇩🇪", "e\u0301te\u0301", "سوق الورّاقين")
    ),
)


@given(
    TITLES,
    TITLES,
    st.integers(5, 120),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.one_of(st.none(), st.floats(0, 1)),
)
def test_every_row_of_a_headline_is_exactly_as_wide_as_its_cell(
    title: str, source: str, width: int, two: bool, read: bool, marked: bool, share: float | None
) -> None:
    headline = _headline(title=title, source=source, read=read, bookmarked=marked, gone=marked)
    headline = headline._replace(progress=share)
    bars = share is not None
    rows = headline_cell(headline, width, two_lines=two, cursor=True, now=NOW, bars=bars)
    assert len(rows) == (2 if two else 1)
    for row in rows:
        assert cells(_text(row)) == width


def test_in_one_line_the_length_goes_first_then_the_source_then_the_age() -> None:
    def shown(width: int) -> str:
        return _text(headline_cell(_headline(), width, two_lines=False, now=NOW)[0])

    assert all(part in shown(80) for part in ("The Measure of a Page", "Printing", "3h", "6′"))
    for width, parts in ((80, "6′ Pri 3h"), (56, "Pri 3h"), (34, "3h"), (24, "")):
        row = shown(width)
        assert [part for part in ("6′", "Pri", "3h") if part in row] == parts.split()


def test_two_lines_hold_the_source_the_age_and_the_length() -> None:
    first, second = headline_cell(_headline(), 41, two_lines=True, now=NOW)
    assert _text(first).strip() == "● The Measure of a Page"
    assert _text(second).strip() == "Printing Office · 3h · 6 min"


@pytest.mark.parametrize(
    ("changes", "signs"),
    [
        ({}, "▌● "),
        ({"progress": 0.4}, "▌◐ "),
        ({"read": True}, "▌  "),
        ({"read": True, "bookmarked": True}, "▌★ "),
        ({"read": True, "noted": True}, "▌✎ "),
        ({"bookmarked": True, "noted": True}, "▌●★"),
    ],
)
def test_the_slots_say_what_has_been_done(changes: dict[str, object], signs: str) -> None:
    (row,) = headline_cell(_headline(**changes), 60, two_lines=False, cursor=True, now=NOW)
    assert _text(row)[:3] == signs


@pytest.mark.parametrize(
    ("share", "bar"),
    [(0.0, "─────   0%"), (0.34, "━━───  34%"), (0.97, "━━━━─  97%"), (1.0, "━━━━━ 100%")],
)
def test_a_bar_tells_how_much_is_read_and_is_full_only_at_the_end(share: float, bar: str) -> None:
    headline = _headline(progress=share)
    for two, width in ((False, 60), (True, 41)):
        row = _text(headline_cell(headline, width, two_lines=two, now=NOW, bars=True)[-1])
        assert row.endswith(f" {bar} ")
        assert "6" not in row.removesuffix(f"{bar} ")
    narrow = _text(headline_cell(headline, 26, two_lines=False, now=NOW, bars=True)[0])
    assert narrow.endswith(f"{share:4.0%} ")


def test_a_bar_in_ascii_is_ascii() -> None:
    row = headline_cell(_headline(progress=0.5), 60, two_lines=False, glyphs=ASCII, bars=True)[0]
    assert _text(row).endswith("  ##---  50% ")


def test_ascii_signs_are_ascii() -> None:
    headline = _headline(title="x" * 90, bookmarked=True, progress=0.5)
    (row,) = headline_cell(headline, 60, two_lines=False, cursor=True, now=NOW, glyphs=ASCII)
    assert _text(row).isascii()
    names = [name for name in vars(type(UNICODE)) if not name.startswith("_")]
    signs = [getattr(glyphs, name) for glyphs in (ASCII, UNICODE) for name in names]
    assert all(cells(sign) == 1 for sign in signs)


def test_an_article_without_a_title_is_untitled_and_a_tiny_one_has_no_length() -> None:
    (row,) = headline_cell(_headline(title="", words=20), 80, two_lines=False, now=NOW)
    assert "Untitled" in _text(row)
    assert "′" not in _text(row)


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (-500, "1m"),
        (-400 * DAY, "Oct 2027"),
        (0, "1m"),
        (12 * 60, "12m"),
        (3 * HOUR, "3h"),
        (2 * DAY, "Sat"),
        (10 * DAY, "11 Sep"),
        (400 * DAY, "Aug 2025"),
    ],
)
def test_ages_are_told_as_one_would(ago: int, words: str) -> None:
    assert age(NOW - ago, NOW) == words


@given(st.integers(-(2**62), 2**62), st.integers(0, 2**34))
def test_any_moment_has_an_age_of_at_most_eight_cells_or_a_year(moment: int, now: int) -> None:
    assert age(moment, float(now))


def test_a_date_has_its_zone_unless_it_is_a_day_alone() -> None:
    assert full_date(NOW) == "21 September 2026, 14:13 UTC"
    assert full_date(NOW - NOW % DAY) == "21 September 2026"


def test_a_masthead_has_the_source_in_capitals_where_there_are_any() -> None:
    assert kicker("Printing Office") == "PRINTING OFFICE"
    assert kicker("読書週報") == "読書週報"


@given(TITLES, TITLES, st.integers(1, 100))
def test_no_row_of_a_masthead_is_wider_than_the_text(title: str, source: str, width: int) -> None:
    headline = _headline(title=title, source=source)
    for row in masthead(headline, None, width):
        assert cells(_text(row)) <= max(width, 2)
    assert cells(byline(headline, None, width)) <= width


def test_the_time_of_day_gives_way_before_the_length() -> None:
    assert byline(_headline(), None, 66) == "Ann Author · 21 September 2026, 11:13 UTC · 6 min"
    assert byline(_headline(), None, 40) == "Ann Author · 21 September 2026 · 6 min"
