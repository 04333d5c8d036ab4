"""What to read in so many minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.library import Library
from reader.library.records import FeedState
from tests.library.make import DAY, NOW, arrived, now

if TYPE_CHECKING:
    from pathlib import Path

LONG = 460
"""Words of two minutes."""


def feed(library: Library, title: str, *days: float, words: int = LONG) -> int:
    """A feed that wrote so many days ago, articles of two minutes."""
    number, _ = library.add_source(kind="feed", address=f"https://{title}.example", title=title)
    came = [
        arrived(
            f"{title}{day}",
            f"{title} {day}",
            " ".join(f"{title}{day}{word}" for word in range(words)),
            published=NOW - int(day * DAY),
        )
        for day in days
    ]
    library.take_in(number, came, FeedState(number))
    return number


def read(library: Library, number: int, count: int) -> None:
    from reader.library.records import Listing

    window = library.window(Listing("source", number=number), sort="old", limit=count)
    library.mark_read([line.id for line in window.headlines])


def test_who_writes_seldom_comes_first_and_a_flood_is_one_line(file: Path) -> None:
    with Library.open(file, now=now) as library:
        feed(library, "Flood", *(hour / 24 for hour in range(1, 21)))
        seldom = feed(library, "Seldom", 1, 25)
        feed(library, "Weekly", 2, 9, 16)
        read(library, seldom, 1)
        found = library.queue(8)
        assert [(one.headline.title, one.minutes, one.more) for one in found] == [
            ("Seldom 1", 2, 0),
            ("Weekly 2", 2, 0),
            (f"Flood {1 / 24}", 2, 19),
            ("Weekly 9", 2, 0),
        ]
        assert [one.why for one in found] == [
            "the first in 3 weeks from Seldom",
            "Weekly has written 3 times in 30 days",
            "the newest of 20 unread from Flood",
            "second newest of 3 unread from Weekly",
        ]


def test_hidden_feeds_and_what_is_read_are_not_in_it(file: Path) -> None:
    with Library.open(file, now=now) as library:
        assert library.queue(15) == []
        one = feed(library, "One", 1)
        other = feed(library, "Other", 1, 2)
        library.set_source(other, hidden=True)
        (only,) = library.queue(15)
        assert only.why == "the first from One"
        read(library, one, 1)
        assert library.queue(15) == []


def test_one_article_is_there_though_it_is_longer_than_the_time(file: Path) -> None:
    with Library.open(file, now=now) as library:
        feed(library, "Long", 1, words=LONG * 10)
        (only,) = library.queue(5)
        assert only.minutes == 20


@settings(max_examples=20, deadline=None)
@given(
    writers=st.lists(st.lists(st.integers(1, 60), max_size=8, unique=True), max_size=5),
    minutes=st.integers(1, 40),
    later=st.integers(0, DAY - 1),
)
def test_it_keeps_to_the_time_and_is_the_same_all_day(
    tmp_path_factory: object, writers: list[list[int]], minutes: int, later: int
) -> None:
    folder = tmp_path_factory.mktemp("queue")  # type: ignore[attr-defined]
    clock = [float(NOW // DAY * DAY)]
    with Library.open(folder / "library.db", now=lambda: clock[0]) as library:
        for number, days in enumerate(writers):
            feed(library, f"F{number}", *days)
        found = library.queue(minutes)
        clock[0] += later
        assert library.queue(minutes) == found
        assert len({one.headline.id for one in found}) == len(found)
        assert bool(found) == any(writers)
        assert len(found) == 1 or sum(one.minutes for one in found) <= minutes
        told = {one.headline.source_id for one in found}
        most = max((len(days) for days in writers), default=0)
        if minutes >= 2 * len(writers) and most:
            assert len(told) == sum(1 for days in writers if days)
