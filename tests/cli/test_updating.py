"""`update` on the command line: what it says, to whom, and how it ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.cli.updating import bar
from tests.feeds.newsstand import Newsstand, rss

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]

KETTLE = ("kettle", "The Kettle", "A kettle sings before it boils.")


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with Newsstand() as server:
        server.feed("/feed", rss("House", KETTLE))
        yield server


@pytest.fixture
def subscribed(reader: Type, stand: Newsstand) -> Newsstand:
    """A server whose feed is subscribed to, and has something new since."""
    assert reader("add", stand.address("/feed")).status == 0
    stand.feed("/feed", rss("House", KETTLE, ("lid", "The Lid", "A lid rattles last.")))
    return stand


def test_what_is_new_is_told_by_source_and_summed_up(reader: Type, subscribed: Newsstand) -> None:
    answer = reader("update", "--all")
    assert answer.status == 0
    assert answer.out.splitlines() == ["House: 1 new", "1 source: 1 new."]
    assert answer.err == ""
    assert reader("update", "--all").out == "1 source: nothing new.\n"


def test_a_feed_that_was_just_asked_is_not_due(reader: Type, subscribed: Newsstand) -> None:
    assert "Nothing is due" in reader("update").out
    assert reader("update", "House").out.splitlines()[-1] == "1 source: 1 new."


def test_all_that_may_not_be_asked_is_told(reader: Type, subscribed: Newsstand) -> None:
    assert reader("feeds", "pause", "House").status == 0
    assert "may be asked now" in reader("update", "--all").out


def test_quiet_says_only_what_failed(reader: Type, subscribed: Newsstand) -> None:
    assert reader("update", "--all", "--quiet").out == ""
    subscribed.replies.clear()
    answer = reader("update", "--all", "--quiet")
    assert answer.status == 4  # there is no other source that could have been asked
    assert answer.out == ""
    (sentence,) = answer.err.splitlines()
    assert sentence.startswith("reader: House: ")
    assert subscribed.address("/feed") in sentence


def test_programs_are_told_each_step(reader: Type, subscribed: Newsstand) -> None:
    told = reader("update", "--all", "--json").objects
    assert [one["event"] for one in told] == ["begin", "fetching", "source", "done"]
    begin, _, source, done = told
    assert begin["sources"] == 1
    assert (source["title"], source["done"], source["of"], source["new"]) == ("House", 1, 1, 1)
    assert (done["new"], done["failed"], done["cancelled"]) == (1, 0, False)


def test_a_library_without_sources_says_how_to_have_some(reader: Type, stand: Newsstand) -> None:
    reader("add", stand.address("/feed"))
    reader("unsubscribe", "House")
    assert "`reader add`" in reader("update").out


@pytest.mark.parametrize(
    ("done", "of", "drawn"), [(0, 4, "────"), (1, 4, "━───"), (4, 4, "━━━━"), (0, 0, "━━━━")]
)
def test_the_bar_shows_how_much_is_done(done: int, of: int, drawn: str) -> None:
    assert bar(done, of, 4) == drawn
