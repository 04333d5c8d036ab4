from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.moments import instant

_EIGHT = "2026-11-02T08:00:00Z"


def at(written: str) -> str | None:
    seconds = instant(written)
    if seconds is None:
        return None
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.mark.parametrize(
    "written",
    [
        "Mon, 02 Nov 2026 08:00:00 GMT",
        "Mon, 2 Nov 2026 09:00:00 +0100",
        "02 Nov 26 08:00 UT",
        "Mon, 02 Nov 2026 03:00:00 EST",
        "Mon , 2 Nov 2026 8:00:00",
        "Mon,02 Nov 2026 08:00:00 +0000 (UTC)",
        "Monday, 2 November 2026 08:00",
        "Mon Nov  2 08:00:00 2026",
        "Mon Nov 2 03:00:00 EST 2026",
        "Nov 2, 2026 8:00 AM",
        "November 2nd, 2026 at 08:00",
        "Mon Nov 02 2026 09:00:00 GMT+0100 (CET)",
        "2026-11-02T08:00:00Z",
        "2026-11-02T08:00:00.123456789Z",
        "2026-11-02t09:00:00+01:00",
        "2026-11-02 08:00:00",
        "2026-11-02 00:00:00 -08:00",
        "2026-11-02T8:00",
        "20261102T080000Z",
        "26-11-02T08:00:00",
        "2026-306T08:00:00Z",
        "2026/11/2 08:00",
        "Mon, 2026/11/02 08:00:00 GMT",
        "11/02/2026 08:00",
        "02.11.2026 08:00",
        "Mo, 2 Nov 2026 09:00:00 MEZ",
        "lun., 02 nov. 2026 09:00:00 +0100",
        "2 de noviembre de 2026 08:00",
        "Δευ, 02 Νοέ 2026 08:00:00 GMT",
        "Пн, 02 ноя 2026 11:00:00 +0300",
        "2026년 11월 02일 오후 05:00:00",
        "2026-11-02 오후 5:00:00",
        "2026年11月2日 上午8:00",
        "2026-november-02T8:00Z",
        "1793606400",
        "1793606400000",
    ],
)
def test_a_date_in_any_form(written: str) -> None:
    assert at(written) == _EIGHT


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-02", "2026-11-02T00:00:00Z"),
        ("2026-11", "2026-11-01T00:00:00Z"),
        ("25/12/2026", "2026-12-25T00:00:00Z"),
        ("Sun, 31 Dec 2006 23:59:60 GMT", "2007-01-01T00:00:00Z"),
        ("2010-05-05T24:00:00Z", "2010-05-06T00:00:00Z"),
        ("12 Feb 71", "2071-02-12T00:00:00Z"),
        ("12 Feb 95", "1995-02-12T00:00:00Z"),
        ("Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00Z"),
        ("Mon, 02 Nov 2026 08:00:00 +9900", _EIGHT),
        ("Mon, 02 Nov 2026 08:00:00 XYZ", _EIGHT),
    ],
)
def test_odd_ones_are_what_they_most_likely_mean(written: str, moment: str) -> None:
    assert at(written) == moment


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "31 Feb",
        "Tue, 31 Feb 2026 10:00:00 GMT",
        "2026-13-01",
        "2026-11-02T25:00:00Z",
        "0001-01-01T00:00:00Z",
        "Mon, 01 Jan 0000 00:00:00 GMT",
        "99999999999999999999",
        "NaN",
        "12",
        "x" * 500 + " 2026-11-02",
    ],
)
def test_what_is_no_date_is_none(written: str) -> None:
    assert at(written) is None


@given(st.text(max_size=120))
def test_any_text_is_a_date_or_none(text: str) -> None:
    assert instant(text) is None or isinstance(instant(text), int)


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9999, 1, 1)))  # noqa: DTZ001
def test_the_two_forms_of_the_standards_come_back(moment: datetime) -> None:
    seconds = int(moment.replace(tzinfo=UTC, microsecond=0).timestamp())
    assert instant(moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")) == seconds
    months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    month = months[moment.month * 4 - 4 : moment.month * 4 - 1]
    written = f"Mon, {moment.day:02} {month} {moment.year:04} {moment:%H:%M:%S} GMT"
    assert instant(written) == seconds
