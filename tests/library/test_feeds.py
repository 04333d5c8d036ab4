"""What feeds bring and how asking them went: in one transaction, once, by whomever."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from reader.errors import NotFoundError
from reader.library.library import Library
from reader.library.preparing import prepare
from reader.library.records import FeedState, Kept, Listing, NewFeed
from tests.library.make import NOW, arrived, now, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.library.records import Decision

STATE = FeedState(
    1,
    title="Own",
    site="https://example.org/",
    format="atom",
    etag='"x"',
    modified="Fri, 27 Nov 2026 10:00:00 GMT",
    checked=NOW,
    good=NOW,
    due=NOW + 60,
    every=3600,
    rhythm=86_400,
    evidence="It brings one a day.",
)


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    """Feeds 1, 2 and 3, which have never been asked."""
    with Library.open(file, now=now, patience=5.0) as library:
        library.subscribe_many(
            [NewFeed("https://a/"), NewFeed("https://b/"), NewFeed("https://c/")]
        )
        yield library


def titles(library: Library) -> dict[str, bool]:
    return {h.title: h.read for h in library.window(Listing()).headlines}


def test_entries_and_state_are_written_together(library: Library) -> None:
    kept = library.take_in(1, numbered(2), STATE)
    assert kept == [Kept(1, "new"), Kept(2, "new")]
    assert library.feed_state(1) == STATE
    assert library.feed_state(2) == FeedState(2)
    source = library.source(1)
    assert source is not None
    assert (source.title, source.good, source.due, source.error) == ("Own", NOW, NOW + 60, None)


def test_when_an_entry_cannot_be_written_the_state_is_not(library: Library) -> None:
    good = prepare(arrived("a", "A", "Words."))
    bad = good._replace(identity="b", words="many" * 10, title=None)  # type: ignore[arg-type]
    with pytest.raises(Exception, match="NOT NULL"):
        library.take_in(1, [good, bad], STATE)
    assert library.feed_state(1) == FeedState(1)
    assert library.count(Listing()) == 0
    assert library.take_in(1, [good], STATE) == [Kept(1, "new")]


def test_what_is_stored_of_entries_is_told_by_identity(library: Library) -> None:
    one = arrived("one", "One", "Words.")._replace(
        url="https://a/1", published=5, updated=6, fingerprint="print"
    )
    library.take_in(1, [one], STATE)
    stored = library.stored_entries(1, ["one", "two"])
    assert list(stored) == ["one"]
    entry = stored["one"]
    assert entry[0] == 1
    assert entry.digest == prepare(one).digest
    assert entry[2:] == ("print", "One", "https://a/1", 5, 6, False)
    assert library.stored_entries(2, ["one"]) == {}


@pytest.mark.parametrize(
    ("decision", "outcome", "read", "versions"),
    [
        ("change", "changed", False, 2),
        ("revise", "changed", True, 2),
        ("touch", "changed", True, 2),
        (None, "changed", False, 2),
    ],
)
def test_another_text_is_a_version(
    library: Library, decision: Decision | None, outcome: str, read: bool, versions: int
) -> None:
    library.take_in(1, [arrived("one", "One", "Words.")], STATE)
    library.mark_read([1])
    decisions = {"one": decision} if decision else None
    (kept,) = library.take_in(1, [arrived("one", "One", "Other words.")], STATE, decisions)
    assert kept == Kept(1, outcome)  # type: ignore[arg-type]
    assert titles(library) == {"One": read}
    assert len(library.versions(1)) == versions
    assert library.version_text(1, 1) == "Words."
    assert library.article(1).document.text == "Other words."
    assert [hit.headline.id for hit in library.search("other")] == [1]


@pytest.mark.parametrize("decision", ["touch", None, "change", "revise", "add"])
def test_the_same_text_is_never_unread_and_never_a_version(
    library: Library, decision: Decision | None
) -> None:
    one = arrived("one", "One", "Words.")._replace(url="https://a/1?utm_source=x", published=5)
    library.take_in(1, [one], STATE)
    library.mark_read([1])
    again = one._replace(url="https://a/1", published=9, fingerprint="other", original=b"<p>W")
    decisions = {"one": decision} if decision else None
    assert library.take_in(1, [again], STATE, decisions) == [Kept(1, "same")]
    headline = library.headline(1)
    assert headline is not None
    assert (headline.read, headline.url, headline.published) == (True, "https://a/1", 9)
    assert headline.sort_date == 5
    assert len(library.versions(1)) == 1
    assert library.original(1)[0] == b"<p>W"


def test_the_digest_may_be_another_rooms_own(library: Library) -> None:
    one = prepare(arrived("one", "One", "Words, and more."))._replace(digest="essence")
    library.take_in(1, [one], STATE)
    library.mark_read([1])
    other = prepare(arrived("one", "One", "Words and more."))._replace(digest="essence")
    assert library.take_in(1, [other], STATE, {"one": "touch"}) == [Kept(1, "same")]
    assert titles(library) == {"One": True}
    assert library.article(1).document.text == "Words and more."
    assert [hit.snippet for hit in library.search('"words and"')] == ["Words and more."]


def test_the_same_is_not_written(library: Library) -> None:
    library.take_in(1, numbered(3), STATE)
    revision = library.revision()
    assert {one.outcome for one in library.take_in(1, numbered(3), STATE)} == {"same"}
    decisions: dict[str, Decision] = {"a0": "same"}
    assert library.take_in(1, numbered(1), STATE, decisions) == [Kept(1, "same")]
    library.keep_states([STATE._replace(checked=NOW + 9)])
    assert library.revision() == revision
    library.fail(1, STATE._replace(error="It does not answer.", failing=NOW, failures=1))
    assert library.revision() == revision + 1


def test_an_entry_that_leaves_the_feed_stays(library: Library) -> None:
    library.take_in(1, numbered(3), STATE)
    library.take_in(1, numbered(1, start=3), STATE)
    assert library.count(Listing()) == 4


def test_what_was_prepared_elsewhere_is_small_and_can_be_sent(library: Library) -> None:
    ready = prepare(arrived("one", "One", "Words. " * 2_000))
    sent = pickle.dumps(ready)
    assert len(sent) < 20_000
    assert library.take_in(1, [pickle.loads(sent)], STATE) == [Kept(1, "new")]
    assert library.article(1).document.text.startswith("Words. Words.")


def test_a_failing_feed_says_since_when(library: Library) -> None:
    library.fail(1, FeedState(1, error="No answer.", failing=NOW, failures=3, due=NOW + 5))
    source = library.source(1)
    assert source is not None
    assert (source.error, source.failing, source.failures) == ("No answer.", NOW, 3)
    assert source.good is None


def test_feeds_are_due_in_order_and_once(library: Library) -> None:
    library.keep_states([FeedState(1, due=NOW - 5), FeedState(2, due=NOW + 5)])
    assert [one.state.source_id for one in library.due()] == [3, 1]
    assert [one.source.address for one in library.due(NOW + 5)] == [
        "https://c/",
        "https://a/",
        "https://b/",
    ]
    assert [one.state.source_id for one in library.due(limit=1)] == [3]
    library.set_source(3, paused=True)
    library.keep_states([FeedState(1, due=None, gone=True)])
    assert library.due() == []
    library.undo()
    assert [one.state.source_id for one in library.due()] == [3]
    library.unsubscribe([3])
    assert library.due() == []


def test_due_feeds_are_read_off_an_index(library: Library) -> None:
    plan = library._db.rows(
        "EXPLAIN QUERY PLAN SELECT f.source FROM feed f CROSS JOIN subscription u"
        " ON u.id = f.source WHERE f.due <= 5 ORDER BY f.due, f.source"
    )
    said = " ".join(str(row[3]) for row in plan)
    assert "feed_due" in said
    assert "TEMP B-TREE" not in said


def test_a_claimed_feed_is_passed_over_until_it_is_given_back(library: Library, file: Path) -> None:
    clock = [float(NOW)]
    with Library.open(file, now=lambda: clock[0]) as other:
        assert library.claim([1, 2, 9]) == [1, 2]
        assert other.claim([2, 3, 1]) == [3]
        assert [one.state.source_id for one in other.due()] == [1, 2, 3]
        library.take_in(1, [], FeedState(1, due=NOW + 5))
        other.fail(3, FeedState(3, due=0))
        assert [one.state.source_id for one in other.due()] == [2, 3]
        assert other.claim([1, 2, 3], still_due=True) == [3]
        assert other.claim([1]) == [1]
        library.release([2])
        assert library.claim([2], seconds=60) == [2]
        assert other.claim([2]) == []
        clock[0] += 61
        assert other.claim([2]) == [2]


def test_two_updates_at_once_double_nothing(file: Path) -> None:
    with Library.open(file, now=now) as library:
        library.subscribe_many([NewFeed(f"https://{n}/") for n in range(1, 9)])
    failures: list[BaseException] = []
    asked: list[int] = []
    start = threading.Barrier(2)

    def update() -> None:
        try:
            with Library.open(file, updates=True, now=now, patience=30.0) as mine:
                start.wait()
                for number in mine.claim(range(1, 9), still_due=True):
                    asked.append(number)
                    mine.take_in(number, numbered(20), FeedState(number, due=NOW + 99))
                for number in range(1, 9):
                    mine.take_in(number, numbered(20), FeedState(number, due=NOW + 99))
        except BaseException as error:  # noqa: BLE001 - told below
            failures.append(error)

    threads = [threading.Thread(target=update) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sorted(asked) == list(range(1, 9))
    with Library.open(file, now=now) as library:
        assert library.counts().all == 160
        assert all(finding.level == "ok" for finding in library.doctor())


def test_a_kill_loses_one_feed_at_most_and_never_half_of_it(file: Path) -> None:
    with Library.open(file, now=now) as library:
        library.subscribe_many([NewFeed(f"https://{n}/") for n in range(1, 200)])
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with Library.open(file, updates=True, now=now) as mine:
            for number in mine.claim(range(1, 200)):
                mine.take_in(number, numbered(30), FeedState(number, due=NOW + 99))
                os.write(writing, b".")
        os._exit(0)
    os.close(writing)
    done = 0
    while done < 5:
        done += len(os.read(reading, 1))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    done += len(os.read(reading, 1000))
    os.close(reading)
    with Library.open(file, now=now) as library:
        assert all(finding.level == "ok" for finding in library.doctor())
        totals = {source.total: source.due for source in library.sources()}
        assert totals == {30: NOW + 99, 0: 0}
        read = library.counts().all // 30
        assert read in {done, done + 1}
        assert len(library.due()) == 199 - read
        assert library.claim(range(1, 200), still_due=True) == []
    with Library.open(file, now=lambda: NOW + 601.0) as later:
        assert len(later.claim(range(1, 200), still_due=True)) == 199


def test_what_comes_for_an_ended_source_waits_with_it(library: Library) -> None:
    library.take_in(1, numbered(1), STATE)
    library.unsubscribe([1])
    library.take_in(1, numbered(1, start=1), STATE)
    assert library.count(Listing()) == 0
    library.undo()
    assert library.count(Listing()) == 2


def test_a_source_that_is_not_there_is_named(library: Library) -> None:
    with pytest.raises(NotFoundError, match="9"):
        library.take_in(9, numbered(1), FeedState(9))
    assert library.feeds([9, 2, 1])[0].source.id == 2
