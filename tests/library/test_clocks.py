"""Clocks that are wrong for a while: nothing waits for a time that never comes, or hides."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import apsw
import pytest

from reader.library.library import Library
from reader.library.records import FeedState, Listing, NewFeed
from tests.library.make import DAY, arrived

if TYPE_CHECKING:
    from pathlib import Path

NOW: Final = 1_793_600_000
FAR: Final = NOW + 73 * 365 * DAY
BEFORE: Final = 86_400
"""What a clock says that was never set."""


class Clock:
    def __init__(self) -> None:
        self.says = NOW

    def __call__(self) -> float:
        return float(self.says)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def library(tmp_path: Path, clock: Clock) -> Library:
    library = Library.open(tmp_path / "library.db", now=clock)
    library.subscribe_many([NewFeed(f"https://{name}/") for name in "abc"])
    return library


def test_a_feed_asked_in_the_far_future_is_due_when_the_clock_is_right_again(
    library: Library, clock: Clock
) -> None:
    clock.says = FAR
    library.take_in(1, [arrived("a", "A", "x")], FeedState(1, due=FAR + 3600, checked=FAR))
    library.keep_states([FeedState(2, due=NOW + 60, checked=NOW), FeedState(3, due=None)])
    clock.says = NOW
    assert [one.source.id for one in library.due()] == [1]
    library.keep_states([FeedState(1, due=NOW + 600, checked=NOW)])
    assert library.due() == []


def test_a_mark_that_is_made_again_has_the_date_that_it_had(library: Library, clock: Clock) -> None:
    clock.says = BEFORE
    library.ingest(1, [arrived("a", "A", "x", published=NOW - DAY)])
    clock.says = NOW
    other = apsw.Connection(str(library.path))
    other.execute("DELETE FROM status").fetchall()
    other.close()
    library.repair()
    assert library.headline(1).sort_date == NOW - DAY  # type: ignore[union-attr]


def test_a_feed_asked_a_moment_ahead_of_another_machines_clock_is_not_due(
    library: Library, clock: Clock
) -> None:
    states = [FeedState(number, due=NOW + 3600, checked=NOW + 300) for number in (1, 2, 3)]
    library.keep_states(states)
    assert library.due() == []


def test_a_feed_taken_in_hand_in_the_far_future_is_free_again(
    library: Library, clock: Clock
) -> None:
    clock.says = FAR
    assert library.claim([1, 2, 3]) == [1, 2, 3]
    clock.says = NOW
    assert library.claim([1, 2, 3]) == [1, 2, 3]
    assert library.claim([1]) == []


def test_an_article_that_came_before_the_clock_was_set_stands_at_its_own_date(
    library: Library, clock: Clock
) -> None:
    library.ingest(1, [arrived("old", "Old", "x", published=NOW - DAY)])
    clock.says = BEFORE
    library.ingest(1, [arrived("new", "New", "x", published=NOW)])
    clock.says = NOW
    library.ingest(1, [arrived("newest", "Newest", "x", published=NOW + 30 * DAY)])
    titles = [one.title for one in library.window(Listing()).headlines]
    assert titles == ["Newest", "New", "Old"]
    assert library.headline(2) is not None


@pytest.mark.parametrize("says", [BEFORE, NOW - 10 * 365 * DAY, FAR])
def test_what_is_done_by_a_wrong_clock_is_undone_in_its_order(
    library: Library, clock: Clock, says: int
) -> None:
    library.ingest(1, [arrived(f"n{number}", "T", "x") for number in range(5)])
    library.mark_read([1, 2])
    clock.says = says
    library.bookmark([3])
    clock.says = NOW
    library.mark_read([4])
    labels = [library.undo().label for _ in range(3)]
    assert [label.split()[1] for label in labels] == ["Marked", "Bookmarked", "Marked"]
    assert library.counts().unread == 5
    assert [entry.id for entry in library.history()] == sorted(
        (entry.id for entry in library.history()), reverse=True
    )
    assert all(finding.level == "ok" for finding in library.doctor())
