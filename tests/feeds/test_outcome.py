"""What is written down of how asking a feed went."""

from __future__ import annotations

from reader.feeds.outcome import Circumstances, Origin, Said, brought, failed, has_moved, unchanged
from reader.feeds.schedule import DAY, HOUR, Bounds
from reader.library.records import FeedState

NOW = 1_790_000_000
AROUND = Circumstances(NOW, Bounds())
DATES = tuple(NOW - 60 - 4 * HOUR * number for number in range(10))
SAID = Said("House", "https://house.example/", "rss", "en", None, None, DATES)
NEW = FeedState(7)


def later(seconds: int) -> Circumstances:
    return AROUND._replace(now=NOW + seconds)


def test_what_came_is_remembered_for_the_next_asking() -> None:
    state = brought(NEW, Origin(etag='"a"', modified="Mon", digest="d"), SAID, AROUND)
    assert (state.etag, state.modified, state.digest) == ('"a"', "Mon", "d")
    assert (state.title, state.good, state.rhythm) == ("House", NOW, 4 * HOUR)
    assert state.due is not None
    assert NOW < state.due < NOW + 2 * HOUR


def test_silence_slows_a_feed_and_news_makes_it_quick_again() -> None:
    state = brought(NEW, Origin(), SAID, AROUND)
    silent = state
    for number in range(1, 20):
        silent = unchanged(silent, Origin(), later(number * DAY))
    assert (silent.rhythm or 0) > 4 * (state.rhythm or 0)
    assert silent.title == "House"
    dates = tuple(date + 20 * DAY for date in DATES)
    assert brought(silent, Origin(), SAID._replace(dates=dates), later(20 * DAY)).rhythm == 4 * HOUR


def test_failures_are_counted_from_the_first_and_forgotten_with_a_success() -> None:
    state = brought(NEW, Origin(etag='"a"'), SAID, AROUND)
    for number in range(3):
        state = failed(state, "It is\x1b[2J away.", later(number * HOUR))
    assert (state.failures, state.failing, state.good) == (3, NOW, NOW)
    assert state.error == "It is[2J away."
    assert state.etag == '"a"'
    mended = unchanged(state, Origin(etag='"a"'), later(4 * HOUR))
    assert (mended.failures, mended.failing, mended.error) == (0, None, None)


def test_what_is_gone_is_not_asked_by_itself() -> None:
    state = failed(NEW, "It is gone.", AROUND, gone=True)
    assert (state.gone, state.due) == (True, None)


def test_only_two_agreeing_askings_in_a_row_move_a_feed() -> None:
    def asked(state: FeedState, moved: str | None) -> FeedState:
        return unchanged(state, Origin(moved=moved), AROUND)

    once = asked(NEW, "https://new.example/")
    assert has_moved(once) is None
    assert has_moved(asked(once, "https://new.example/")) == "https://new.example/"
    assert has_moved(asked(once, "https://other.example/")) is None
    assert has_moved(asked(asked(once, None), "https://new.example/")) is None
    # A failure in between is no answer: what was said before still stands.
    assert has_moved(asked(failed(once, "Away.", AROUND), "https://new.example/"))
