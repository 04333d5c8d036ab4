from __future__ import annotations

import sys
from datetime import datetime
from subprocess import run

import pytest

from reader.query.dates import age_of, start_of
from reader.query.lengths import bounds, in_words

NOW = datetime(2026, 11, 27, 16, 30).astimezone()
"""A Friday."""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026", "2026-01-01"),
        ("2026-11", "2026-11-01"),
        ("2026-11-03", "2026-11-03"),
        ("2026/11/3", "2026-11-03"),
        ("2026-11-03 12:30", "2026-11-03T12:30"),
        ("2026-11-03T12:30:10", "2026-11-03T12:30"),
        ("today", "2026-11-27"),
        ("Yesterday", "2026-11-26"),
        ("tomorrow", "2026-11-28"),
        ("this week", "2026-11-23"),
        ("last week", "2026-11-16"),
        ("last-week", "2026-11-16"),
        ("this_month", "2026-11-01"),
        ("last month", "2026-10-01"),
        ("last year", "2025-01-01"),
        ("friday", "2026-11-27"),
        ("last friday", "2026-11-20"),
        ("mon", "2026-11-23"),
        ("november", "2026-11-01"),
        ("december", "2025-12-01"),
        ("dec 2024", "2024-12-01"),
        ("3 november", "2026-11-03"),
        ("Nov 3", "2026-11-03"),
        ("november 3rd, 2024", "2024-11-03"),
        ("5th of may", "2026-05-05"),
        ("28 november", "2025-11-28"),
        ("2d", "2026-11-25T16:30"),
        ("2 days ago", "2026-11-25T16:30"),
        ("3 novembre 2025", "2025-11-03"),
        ("5. März 2024", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("mars 2024", "2024-03-01"),
    ],
)
def test_a_date_begins_when_its_day_or_month_does(text: str, day: str) -> None:
    at = start_of(text, NOW)
    assert at is not None
    assert at == datetime.fromisoformat(day).astimezone().timestamp()


@pytest.mark.parametrize(
    "text",
    [
        *("soon", "2026-13", "2026-02-30", "0000", "99999", "12", "10:30", "v2", "3", "may be"),
        *("31 november", "spring 2026", "last", "last lens", "3 frobs 2026", "Q3 2026"),
        *("3 novembre", "12 12 2026", "2026 2027", "-1d", ""),
    ],
)
def test_what_is_no_date_is_not_taken_for_one(text: str) -> None:
    assert start_of(text, NOW) is None


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("12h", 43_200), ("2w", 1_209_600), ("3 days", 259_200), ("1Y", 31_557_600)],
)
def test_an_age_is_so_many_seconds(text: str, seconds: int) -> None:
    assert age_of(text) == seconds


def test_only_months_of_other_languages_load_what_knows_them() -> None:
    look = (
        "import sys; from reader.errors import UsageError; from reader.query.parse import parse\n"
        "parse('lens OR after:2026-11 before:\"last week\" newer:2w is:read')\n"
        "try: parse('after:soon')\n"
        "except UsageError: pass\n"
        "print('dateparser' in sys.modules)"
    )
    done = run([sys.executable, "-c", look], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (">1000", (1001, None)),
        (">=1k", (1000, None)),
        ("<5", (None, 4)),
        ("<= 5", (None, 5)),
        ("=5", (5, 5)),
        ("5", (5, 5)),
        ("5..10", (5, 10)),
        ("..10", (None, 10)),
        ("5..", (5, None)),
    ],
)
def test_a_length_has_bounds(text: str, wanted: tuple[int | None, int | None]) -> None:
    assert bounds(text) == wanted


@pytest.mark.parametrize("text", ["", "many", "..", "5...6", "1e3", "-5", ">", "5..x"])
def test_what_is_no_length_has_none(text: str) -> None:
    assert bounds(text) is None


def test_minutes_are_those_that_headlines_show() -> None:
    for least in range(8):
        for most in range(least, 8):
            low, high = in_words(least, most)
            assert low is not None
            assert high is not None
            for words in range(2000):
                assert (low <= words <= high) == (least <= round(words / 230) <= most)
