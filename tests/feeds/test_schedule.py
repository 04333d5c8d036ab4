"""When a feed is asked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.schedule import (
    DAY,
    HOUR,
    MINUTE,
    Answer,
    Bounds,
    next_asking,
    rhythm,
    spoken,
)

NOW = 1_790_000_000
BOUNDS = Bounds(15 * MINUTE, 12 * HOUR)


def wait(answer: Answer, feed: int = 1, bounds: Bounds = BOUNDS) -> int:
    return next_asking(feed, NOW, answer, bounds).at - NOW


def every(gap: int, count: int = 12, newest: int = NOW - 60) -> list[int | None]:
    return [newest - gap * number for number in range(count)]


def about(seconds: float) -> object:
    return pytest.approx(seconds, rel=0.06)


def test_the_rhythm_is_the_middle_gap_of_the_newest_dates() -> None:
    assert rhythm(every(HOUR), NOW) == HOUR
    assert rhythm([*every(HOUR), *every(30 * DAY, 40, NOW - 90 * DAY)], NOW) == HOUR
    assert rhythm([NOW - DAY, NOW - DAY, None], NOW) is None
    assert rhythm([], NOW) is None


def test_a_feed_that_has_fallen_silent_is_slow_by_now() -> None:
    assert rhythm(every(HOUR, newest=NOW - 40 * DAY), NOW) == 10 * DAY


def test_dates_ahead_of_now_teach_nothing() -> None:
    assert rhythm([NOW + DAY, NOW + 2 * DAY, *every(HOUR)], NOW) == HOUR


@pytest.mark.parametrize(
    ("gap", "expected"),
    [(MINUTE, 15 * MINUTE), (4 * HOUR, HOUR), (DAY, 6 * HOUR), (30 * DAY, 12 * HOUR)],
)
def test_a_feed_is_asked_by_its_rhythm_within_the_limits(gap: int, expected: int) -> None:
    assert wait(Answer(rhythm=gap)) == about(expected)


def test_without_a_rhythm_it_is_an_hour() -> None:
    assert wait(Answer()) == about(HOUR)


def test_what_the_feed_and_its_server_ask_for_is_kept_to_within_the_limits() -> None:
    assert wait(Answer(rhythm=HOUR, every=3 * HOUR)) == about(3 * HOUR)
    assert wait(Answer(rhythm=HOUR, fresh_for=2 * HOUR)) == about(2 * HOUR)
    assert wait(Answer(rhythm=HOUR, every=30 * DAY)) == about(12 * HOUR)
    assert wait(Answer(rhythm=DAY, every=MINUTE)) == about(6 * HOUR)


def test_the_interval_of_the_user_stands_in_place_of_all_that() -> None:
    assert wait(Answer(rhythm=DAY, every=DAY, interval=5 * MINUTE)) == about(5 * MINUTE)
    assert wait(Answer(interval=7 * DAY)) == about(7 * DAY)


def test_failures_are_tried_less_and_less_often_and_at_least_once_a_day() -> None:
    waits = [wait(Answer(failures=number)) for number in range(1, 12)]
    assert waits == sorted(waits)
    assert waits[0] == about(30 * MINUTE)
    assert waits[-1] == about(DAY)
    assert wait(Answer(failures=10**6)) == about(DAY)


def test_a_server_that_asks_to_be_left_alone_is() -> None:
    for answer in (Answer(retry_after=2 * DAY), Answer(retry_after=2 * DAY, interval=MINUTE)):
        assert 2 * DAY <= wait(answer) <= 2 * DAY + HOUR
    assert wait(Answer(rhythm=DAY, retry_after=5)) == about(6 * HOUR)
    assert wait(Answer(retry_after=10**9)) <= 30 * DAY + HOUR


def test_why_is_told_in_words() -> None:
    assert "every 4 hours" in next_asking(1, NOW, Answer(rhythm=4 * HOUR), BOUNDS).why
    assert "3 times in a row" in next_asking(1, NOW, Answer(failures=3), BOUNDS).why
    assert "left alone for 2 days" in next_asking(1, NOW, Answer(retry_after=2 * DAY), BOUNDS).why


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "second"),
        (1, "second"),
        (59, "59 seconds"),
        (3600, "hour"),
        (5400, "2 hours"),
        (DAY, "day"),
    ],
)
def test_times_are_spoken_by_their_largest_unit(seconds: int, said: str) -> None:
    assert spoken(seconds) == said


lengths = st.none() | st.integers(0, 10**9)
answers = st.builds(
    Answer,
    rhythm=st.none() | st.integers(1, 10**9),
    every=lengths,
    fresh_for=lengths,
    retry_after=lengths,
    failures=st.integers(0, 1_000),
    interval=st.none() | st.integers(1, 10**7),
)


@given(answers, st.integers(1, 10**6))
def test_the_next_asking_is_always_ahead_within_limits_and_no_matter_of_chance(
    answer: Answer, feed: int
) -> None:
    due = next_asking(feed, NOW, answer, BOUNDS)
    assert due == next_asking(feed, NOW, answer, BOUNDS)
    assert due.at > NOW
    assert due.why
    if answer.interval is None:
        assert due.at - NOW >= BOUNDS.least
    if answer.interval is None and answer.retry_after is None and not answer.failures:
        assert due.at - NOW <= BOUNDS.most
    if answer.retry_after is not None:
        assert due.at - NOW >= min(answer.retry_after, 30 * DAY)


def test_feeds_of_one_rhythm_are_spread() -> None:
    times = {wait(Answer(rhythm=4 * HOUR), feed) for feed in range(200)}
    assert len(times) > 100
    assert max(times) - min(times) > HOUR * 0.08


@given(st.lists(st.none() | st.integers(-(10**10), 10**10), max_size=40))
def test_any_dates_give_a_rhythm_or_none(dates: list[int | None]) -> None:
    found = rhythm(dates, NOW)
    assert found is None or found >= 1
