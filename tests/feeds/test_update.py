"""Feeds asked for real: a server on loopback, processes that parse, a library in a file."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

import psutil  # type: ignore[import-untyped]
import pytest

from reader.feeds.answers import Fetched
from reader.feeds.plan import Plan
from reader.feeds.pool import Caps
from reader.library.library import Library
from reader.library.records import Listing
from tests.feeds.newsstand import (
    Newsstand,
    Reply,
    ask,
    numbered,
    rss,
    sound,
    subscribe,
    titles,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KETTLE = ("kettle", "The Kettle", "A kettle sings before it boils.")
WINDOW = ("window", "The Window", "A window looks both ways.")


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with Newsstand() as server:
        yield server


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library.db"


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    with Library.open(file, updates=True) as opened:
        yield opened


def of(told: dict[str, Any], number: int) -> dict[str, Any]:
    """The event that ended a source."""
    (event,) = (e for e in told["events"] if e["event"] == "source" and e["id"] == number)
    return dict(event)


def process(file: Path, *words: str) -> subprocess.Popen[str]:
    """An update in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "reader", "--library", str(file), "update", "--json", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_what_is_new_comes_in_once_and_an_edit_comes_back_unread(
    stand: Newsstand, library: Library
) -> None:
    stand.feed("/feed", rss("House", KETTLE, WINDOW))
    (number,) = subscribe(library, stand.address("/feed"))
    told = ask(library)
    assert (told["new"], told["failed"]) == (2, 0)
    source = library.source(number)
    assert source is not None
    assert (source.title, source.unread, source.error) == ("House", 2, None)
    ids = [one.id for one in library.window(Listing("all")).headlines]
    library.mark_read(ids)
    stand.feed("/feed", rss("House", (*KETTLE[:2], "A kettle sings, before it boils!"), WINDOW))
    told = ask(library)
    assert (told["new"], told["changed"]) == (0, 0)
    assert library.counts().unread == 0
    stand.feed("/feed", rss("House", (*KETTLE[:2], "A kettle screams."), WINDOW))
    told = ask(library)
    assert (told["new"], told["changed"]) == (0, 1)
    assert library.counts().unread == 1
    stand.feed("/feed", rss("House", WINDOW))
    ask(library)
    assert titles(library) == ["The Kettle", "The Window"]


def test_nothing_is_parsed_when_the_server_or_the_bytes_say_that_nothing_changed(
    stand: Newsstand, library: Library
) -> None:
    stand.feed("/tagged", rss("Tagged", KETTLE))
    stand.feed("/plain", rss("Plain", WINDOW), tagged=False)
    subscribe(library, stand.address("/tagged"), stand.address("/plain"))
    ask(library)
    # Whatever would be parsed now would fail: it may take no memory at all.
    told = ask(library, plan=Plan(caps=Caps(memory=1)))
    assert (told["unchanged"], told["failed"]) == (2, 0)
    assert stand.asked == {"/tagged": 2, "/plain": 2}


def test_each_failure_is_its_own_and_says_since_when_and_when_next(
    stand: Newsstand, library: Library
) -> None:
    stand.feed("/good", rss("Good", KETTLE))
    stand.replies["/page"] = Reply(b"<!doctype html><title>A page</title><p>No feed.</p>")
    stand.replies["/busy"] = Reply(status=429, headers=(("Retry-After", "7200"),))
    good, page, missing, busy = subscribe(
        library, *(stand.address(path) for path in ("/good", "/page", "/missing", "/busy"))
    )
    told = ask(library)
    assert (told["new"], told["failed"]) == (1, 3)
    now = int(time.time())
    for number, said in ((page, "page"), (missing, "there is nothing"), (busy, "too often")):
        error = of(told, number)["error"]
        assert said in error
        assert stand.address("/") in error
        assert error.count("http://") == 1
        assert error.endswith(".")
        state = library.feed_state(number)
        assert state.failing is not None
        assert abs(state.failing - now) < 60
        assert state.due is not None
        assert state.due > now
    assert (library.feed_state(busy).due or 0) >= now + 7_190
    assert library.feed_state(good).failing is None
    stand.feed("/missing", rss("Back", WINDOW))
    ask(library)
    mended = library.feed_state(missing)
    assert (mended.error, mended.failing, mended.failures) == (None, None, 0)
    assert library.feed_state(page).failures == 2


def test_other_ids_for_the_same_entries_make_no_new_articles(
    stand: Newsstand, library: Library
) -> None:
    first = rss("House", KETTLE, WINDOW)
    stand.feed("/feed", first)
    subscribe(library, stand.address("/feed"))
    ask(library)
    other_ids = first.replace(b">kettle</guid>", b">k2</guid>").replace(b">window<", b">w2<")
    stand.feed("/feed", other_ids)
    told = ask(library)
    assert (told["new"], told["changed"], told["same"]) == (0, 0, 2)
    # Another entry that leads to the same page, at another time, is one of its own.
    stand.feed("/feed", other_ids.replace(b">k2<", b">k3<").replace(b"10:00", b"11:00"))
    assert ask(library)["new"] == 1


def test_only_what_is_due_is_asked(stand: Newsstand, library: Library) -> None:
    stand.feed("/feed", rss("House", KETTLE))
    subscribe(library, stand.address("/feed"))
    ask(library, due_only=True)
    assert ask(library, due_only=True)["sources"] == 0
    assert ask(library)["sources"] == 1
    assert stand.asked["/feed"] == 2


def test_a_move_for_good_is_believed_the_second_time_and_can_be_undone(
    stand: Newsstand, library: Library
) -> None:
    stand.replies["/old"] = Reply(status=301, headers=(("Location", "/new"),))
    stand.feed("/new", rss("House", KETTLE))
    (number,) = subscribe(library, stand.address("/old"))
    ask(library)
    assert getattr(library.source(number), "address", "") == stand.address("/old")
    told = ask(library)
    (moved,) = (event for event in told["events"] if event["event"] == "moved")
    assert (moved["from"], moved["to"]) == (stand.address("/old"), stand.address("/new"))
    assert getattr(library.source(number), "address", "") == stand.address("/new")
    library.undo(moved["journal"])
    for _ in range(3):
        assert getattr(library.source(number), "address", "") == stand.address("/old")
        assert titles(library) == ["The Kettle"]
        assert not [event for event in ask(library)["events"] if event["event"] == "moved"]


def test_what_is_gone_for_good_is_paused_and_keeps_its_articles(
    stand: Newsstand, library: Library
) -> None:
    stand.feed("/feed", rss("House", KETTLE))
    (number,) = subscribe(library, stand.address("/feed"))
    ask(library)
    stand.replies["/feed"] = Reply(status=410)
    assert "gone for good" in of(ask(library), number)["error"]
    source = library.source(number)
    assert source is not None
    assert source.paused
    assert source.gone
    assert source.due is None
    assert ask(library, due_only=True)["sources"] == 0
    assert titles(library) == ["The Kettle"]
    assert library.history()[0].kind == "automatic"
    # Whoever resumes it has it asked again.
    library.set_source(number, paused=False)
    stand.feed("/feed", rss("House", KETTLE, WINDOW))
    assert ask(library, due_only=True)["new"] == 1
    source = library.source(number)
    assert source is not None
    assert not source.gone


def test_a_server_that_asked_to_be_left_alone_is_asked_only_by_name(
    stand: Newsstand, library: Library
) -> None:
    stand.replies["/busy"] = Reply(status=429, headers=(("Retry-After", "7200"),))
    stand.feed("/feed", rss("House", KETTLE))
    stand.replies["/poor"] = Reply(status=500)
    busy, *_ = subscribe(library, *(stand.address(path) for path in ("/busy", "/feed", "/poor")))
    ask(library)
    told = ask(library, patient=True)
    assert told["sources"] == 2
    (note,) = (one for one in told["events"] if one["event"] == "note")
    assert note["id"] == busy
    assert "left alone for another 2 hours" in note["text"]
    ask(library)
    assert stand.asked == {"/busy": 2, "/feed": 3, "/poor": 3}


def test_a_feed_of_thousands_comes_in_whole(stand: Newsstand, library: Library) -> None:
    stand.feed("/feed", numbered(450))
    subscribe(library, stand.address("/feed"))
    assert ask(library)["new"] == 450
    assert len(titles(library)) == 450
    stand.feed("/feed", numbered(460))
    assert ask(library)["new"] == 10


def test_a_slow_server_holds_up_nobody(stand: Newsstand, library: Library) -> None:
    stand.feed("/slow", rss("Slow", KETTLE), wait=1.5)
    paths = [f"/{number}" for number in range(12)]
    for path in paths:
        stand.feed(path, rss(path, (path, f"Title {path}", "Words.")))
    slow, *_ = subscribe(library, *(stand.address(path) for path in ("/slow", *paths)))
    ended = [e["id"] for e in ask(library)["events"] if e["event"] == "source"]
    assert ended[-1] == slow
    assert len(ended) == 13


def test_a_feed_that_takes_too_much_memory_fails_alone(stand: Newsstand, library: Library) -> None:
    stand.feed("/bomb", numbered(60_000))
    for number in range(4):
        stand.feed(f"/{number}", rss("Good", (f"g{number}", f"Good {number}", "Words.")))
    paths = ("/bomb", "/0", "/1", "/2", "/3")
    bomb, *_ = subscribe(library, *(stand.address(path) for path in paths))
    told = ask(library, plan=Plan(caps=Caps(memory=150 << 20)))
    assert (told["new"], told["failed"]) == (4, 1)
    assert "memory" in of(told, bomb)["error"]


def test_a_feed_that_takes_too_long_fails_alone(stand: Newsstand, library: Library) -> None:
    stand.feed("/long", numbered(60_000))
    stand.feed("/short", rss("Good", KETTLE))
    long, _ = subscribe(library, stand.address("/long"), stand.address("/short"))
    told = ask(library, plan=Plan(caps=Caps(seconds=1)))
    assert "longer than the 1 second" in of(told, long)["error"]
    assert titles(library)[-1] == "The Kettle"


def test_files_and_commands_are_feeds_too(
    stand: Newsstand, library: Library, tmp_path: Path
) -> None:
    (tmp_path / "a feed.xml").write_bytes(rss("File", KETTLE))
    stand.feed("/feed", rss("Filtered", ("x", "The Lid", "A lid rattles.")))
    subscribe(
        library,
        str(tmp_path / "a feed.xml"),
        f"exec:cat '{tmp_path}/a feed.xml' | sed 's/[Kk]ettle/Pot/g'",
        f"filter:sed s/Lid/Cover/:{stand.address('/feed')}",
    )
    assert ask(library)["failed"] == 0
    assert titles(library) == ["The Cover", "The Kettle", "The Pot"]


LINKED = b"""<rss version="2.0"><channel><title>Linked</title>
<item><title>One</title><link>one.html</link><description>A word.</description></item>
</channel></rss>"""


def test_a_filter_of_a_file_is_asked_as_it_was_when_it_was_added(
    library: Library, tmp_path: Path
) -> None:
    (tmp_path / "feed.xml").write_bytes(LINKED)
    subscribe(library, f"filter:cat:{tmp_path}/feed.xml")
    assert ask(library)["failed"] == 0
    assert titles(library) == ["One"]


def test_relative_links_of_a_filter_lead_to_one_place_from_the_first_time_on(
    stand: Newsstand, library: Library
) -> None:
    source = f"filter:cat:{stand.address('/feed')}"
    stand.feed("/feed", LINKED)
    subscribe(library, source)
    brought = Fetched(source, None, 200, unchanged=False, body=LINKED, headers={})
    assert ask(library, plan=Plan(given={source: brought}))["new"] == 1
    stand.feed("/feed", LINKED.replace(b"A word.", b"Another word."))
    assert ask(library)["changed"] == 1
    (line,) = library.window(Listing("all")).headlines
    assert line.url == stand.address("/one.html")


def _many(stand: Newsstand, count: int, wait: float) -> list[str]:
    paths = [f"/{number}" for number in range(count)]
    for path in paths:
        items = [(f"{path}-{k}", f"Entry {path} {k}", f"Words of {k}.") for k in range(5)]
        stand.feed(path, rss(f"Feed {path}", *items), wait=wait)
    return [stand.address(path) for path in paths]


def _until_some_came(file: Path, patience: float = 30.0) -> None:
    until = time.monotonic() + patience
    with Library.open(file) as library:
        while library.counts().all == 0:
            assert time.monotonic() < until, "nothing came"
            time.sleep(0.01)


def test_a_kill_in_the_middle_loses_nothing_that_the_next_update_does_not_bring(
    stand: Newsstand, file: Path
) -> None:
    with Library.open(file) as library:
        subscribe(library, *_many(stand, 40, 0.15))
    killed = process(file, "--all")
    _until_some_came(file)
    killed.kill()
    killed.communicate()
    assert sound(file) == "ok"
    with Library.open(file, updates=True) as library:
        assert 0 < len(titles(library)) < 200
        ask(library)
        assert len(titles(library)) == len(set(titles(library))) == 200
        assert not any(finding.level == "error" for finding in library.doctor())
    assert sound(file) == "ok"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_cancelled_update_keeps_what_is_done_and_says_so(
    stand: Newsstand, file: Path, number: signal.Signals
) -> None:
    with Library.open(file) as library:
        subscribe(library, *_many(stand, 60, 0.3))
    cancelled = process(file, "--all")
    _until_some_came(file)
    cancelled.send_signal(number)
    out, err = cancelled.communicate(timeout=30)
    assert cancelled.returncode == 130
    assert "Interrupted" in err
    last = json.loads(out.splitlines()[-1])
    assert (last["event"], last["cancelled"]) == ("done", True)
    with Library.open(file, updates=True) as library:
        assert len(titles(library)) == last["new"] > 0
        assert ask(library)["failed"] == 0
        assert len(titles(library)) == 300


def test_two_updates_at_once_ask_each_feed_once(stand: Newsstand, file: Path) -> None:
    with Library.open(file) as library:
        subscribe(library, *_many(stand, 40, 0.05))
    both = [process(file) for _ in range(2)]
    for one in both:
        _, err = one.communicate(timeout=60)
        assert one.returncode == 0, err
    with Library.open(file) as library:
        assert len(titles(library)) == len(set(titles(library))) == 200
    assert max(stand.asked.values()) == 1


def test_no_process_is_left_over(stand: Newsstand, library: Library) -> None:
    stand.feed("/feed", rss("House", KETTLE))
    subscribe(library, stand.address("/feed"))
    before = set(psutil.Process().children())
    ask(library)
    assert set(psutil.Process().children()) <= before
    assert not [one for one in threading.enumerate() if one.name.startswith("library")]
