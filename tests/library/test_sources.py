"""Sources: their titles, folders, tags and settings, all of it undone by one step each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import apsw
import pytest

from reader.errors import NotFoundError, UsageError
from reader.library.library import Library
from reader.library.records import (
    AS_USUAL,
    FeedState,
    Listing,
    NewFeed,
    SourceSettings,
    Subscribed,
)
from tests.library.make import NOW, arrived, now, numbered

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.document.model import Blocks

LWN, XKCD, TINY = 1, 2, 3


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    """Three feeds: LWN (1) with articles 1 to 3, xkcd (2) with 4 and 5, and one without a title."""
    with Library.open(file, now=now, patience=0.05) as library:
        library.add_source(
            kind="feed", address="https://lwn.net/feed", title="", own_title="LWN.net"
        )
        library.add_source(kind="feed", address="https://xkcd.com/feed", title="Comics")
        library.add_source(kind="feed", address="https://tiny.example/", title="")
        library.ingest(LWN, numbered(3))
        library.ingest(XKCD, numbered(2, start=3))
        yield library


def sound(library: Library) -> bool:
    return [finding.text for finding in library.doctor() if finding.level != "ok"] == []


def ids(library: Library, view: Listing) -> list[int]:
    return [headline.id for headline in library.window(view).headlines]


def test_the_title_is_the_readers_or_the_feeds_or_the_address(library: Library) -> None:
    titles = [source.title for source in library.sources()]
    assert titles == ["Comics", "https://tiny.example/", "LWN.net"]
    assert {h.source for h in library.window(Listing()).headlines} == {"LWN.net", "Comics"}
    assert library.history()[-1].label == "Subscribed to LWN.net"


def test_an_empty_title_gives_back_the_feeds_own(library: Library) -> None:
    assert library.rename_source(LWN, "Linux news").label == "Renamed LWN.net to Linux news"
    assert [h.source for h in library.select("feed:linux")] == ["Linux news"] * 3
    done = library.rename_source(LWN, "  ")
    assert done.label == "Renamed Linux news to LWN.net"
    library.undo()
    source = library.source(LWN)
    assert source is not None
    assert (source.title, source.own_title) == ("Linux news", "LWN.net")


def test_a_feed_that_renames_itself_leaves_the_readers_title_alone(library: Library) -> None:
    library.rename_source(LWN, "Mine")
    for number in (LWN, TINY):
        library.take_in(number, [], FeedState(number, title="New name"))
    assert [s.title for s in library.sources()] == ["Comics", "Mine", "New name"]


def test_a_folder_of_files_needs_a_title(library: Library) -> None:
    number, _ = library.add_source(kind="folder", address="/papers", title="Papers")
    with pytest.raises(UsageError, match="needs a title"):
        library.rename_source(number, "")


def test_folders_are_nested_and_hold_what_is_below(library: Library) -> None:
    library.move_source(LWN, "News / Tech /")
    library.move_source(XKCD, "News")
    library.move_source(TINY, "Newsagents")
    assert library.folders() == [("News", 5, 5), ("News/Tech", 3, 3), ("Newsagents", 0, 0)]
    assert ids(library, Listing("folder", name="News")) == [5, 4, 3, 2, 1]
    assert ids(library, Listing("folder", name="News/Tech")) == [3, 2, 1]
    assert library.count(Listing("folder", name="News")) == 5
    assert [h.id for h in library.select("folder:News")] == [5, 4, 3, 2, 1]
    assert [h.id for h in library.select("folder:news/tech")] == [3, 2, 1]
    library.mark_all_read(Listing("folder", name="News/Tech"))
    assert library.folders()[0] == ("News", 2, 5)


def test_a_folder_that_only_holds_folders_is_there(library: Library) -> None:
    library.move_source(LWN, "A/B/C")
    assert [name for name, _, _ in library.folders()] == ["A", "A/B", "A/B/C"]
    assert library.move_source(LWN, "A/B/C").journal is None


def test_sources_are_tagged_and_untagged(library: Library) -> None:
    done = library.tag_source("Linux", [LWN, XKCD])
    assert (done.label, done.changed) == ("Tagged 2 sources Linux", 2)
    library.tag_source("fun", [XKCD])
    assert library.tag_source("LINUX", [LWN]).label == "Tagged LWN.net LINUX"
    assert {s.id: s.tags for s in library.sources()} == {
        LWN: ("LINUX",),
        XKCD: ("fun", "Linux"),
        TINY: (),
    }
    assert library.untag_source("linux", [XKCD]).label == "Took the tag linux off Comics"
    assert library.untag_source("nothing", [LWN]).journal is None
    library.undo()
    library.undo()
    assert {s.id: s.tags for s in library.sources()}[XKCD] == ("fun", "Linux")


def test_another_interval_counts_from_the_last_asking(library: Library) -> None:
    asked = library.feed_state(LWN)._replace(checked=1_000, good=1_000, due=50_000)
    library.keep_states([asked])
    library.set_source(LWN, interval=3600)
    assert library.feed_state(LWN).due == 4_600
    library.set_source(LWN, interval=None)
    assert library.feed_state(LWN).due == 0
    library.keep_states([asked._replace(error="It fails.", failing=1_000)])
    library.set_source(LWN, interval=60)
    assert library.feed_state(LWN).due == 50_000


def test_settings_are_changed_one_by_one_and_undone(library: Library) -> None:
    assert library.set_source(LWN, interval=3600).label.endswith("of LWN.net: interval")
    assert library.set_source(LWN, paused=True).label == "Paused LWN.net"
    headers = (("X-Key", "é; a=1"),)
    library.set_source(LWN, headers=headers, user="me", user_agent="Mine/1", full_text=True)
    wanted = SourceSettings(3600, True, "Mine/1", headers, "me", paused=True)
    source = library.source(LWN)
    assert source is not None
    assert source.settings == wanted
    assert library.set_source(LWN, paused=True).journal is None
    library.undo()
    library.undo()
    source = library.source(LWN)
    assert source is not None
    assert source.settings == SourceSettings(3600)
    library.set_source(LWN, interval=None)
    assert [s.settings for s in library.sources()] == [AS_USUAL] * 3
    assert library.set_source(LWN, paused=False).journal is None


@pytest.mark.parametrize(
    "changes",
    [
        {"interval": 5},
        {"headers": (("Two\nlines", "x"),)},
        {"headers": (("Name", "x\r\nHost: other"),)},
        {"headers": (("", "x"),)},
        {"user_agent": "a\x1b[31m"},
    ],
)
def test_settings_that_cannot_be_used_are_refused(
    library: Library, changes: dict[str, Any]
) -> None:
    with pytest.raises(UsageError, match="nothing was changed"):
        library.set_source(LWN, **changes)
    with pytest.raises(UsageError):
        library.subscribe_many([NewFeed("x", settings=AS_USUAL._replace(**changes))])
    assert len(library.sources()) == 3


def test_a_setting_of_a_later_program_is_kept(library: Library, file: Path) -> None:
    other = apsw.Connection(str(file))
    other.execute('UPDATE subscription SET settings = \'{"later":1,"interval":"soon"}\'')
    other.close()
    library.set_source(LWN, paused=True)
    (row,) = library._db.row("SELECT settings FROM subscription WHERE id = 1") or ("",)
    assert row == '{"later":1,"paused":true}'


def test_a_hidden_source_is_in_its_own_list_and_not_in_all(library: Library) -> None:
    done = library.set_source(LWN, hidden=True)
    assert done.label == "Hid LWN.net from All"
    assert ids(library, Listing()) == ids(library, Listing("unread")) == [5, 4]
    assert ids(library, Listing("source", number=LWN)) == [3, 2, 1]
    assert (library.counts().all, library.counts().unread) == (2, 2)
    assert library.count(Listing()) == library.count(Listing("unread")) == 2
    assert library.count(Listing("source", number=LWN)) == 3
    assert [h.id for h in library.select("article")] == [5, 4, 3, 2, 1]
    assert [h.id for h in library.select("", sort="old")] == [1, 2, 3, 4, 5]
    assert ids(library, Listing("query", name="article")) == [5, 4, 3, 2, 1]
    assert library.count(Listing("query", name="article")) == 5
    assert sound(library)


def test_what_comes_while_a_source_is_hidden_follows_it(library: Library) -> None:
    library.set_source(LWN, hidden=True)
    library.ingest(LWN, numbered(1, start=7))
    assert ids(library, Listing()) == [5, 4]
    library.undo()
    assert ids(library, Listing()) == [6, 5, 4, 3, 2, 1]
    library.redo()
    library.ingest(LWN, numbered(1, start=8))
    assert ids(library, Listing()) == [5, 4]
    assert library.counts().all == 2
    library.set_source(LWN, hidden=False)
    assert library.counts().all == 7
    assert sound(library)


def test_marking_all_read_leaves_the_hidden_alone(library: Library) -> None:
    library.set_source(LWN, hidden=True)
    assert library.mark_all_read(Listing()).changed == 2
    assert library.count(Listing("source", number=LWN, unread_only=True)) == 3


def test_a_hidden_source_that_ends_and_comes_back_is_hidden(library: Library) -> None:
    library.set_source(LWN, hidden=True)
    library.unsubscribe([LWN])
    assert library.counts().all == 2
    library.undo()
    assert (library.counts().all, library.count(Listing("source", number=LWN))) == (2, 3)
    library.unsubscribe([LWN])
    library.add_source(kind="feed", address="https://lwn.net/feed", title="")
    assert library.counts().all == 5
    assert sound(library)


def test_hiding_is_one_row_to_undo_whatever_the_source_holds(file: Path) -> None:
    with Library.open(file, now=now) as library:
        number, _ = library.add_source(kind="feed", address="x", title="X")
        library.ingest(number, numbered(400))
        library.set_source(number, hidden=True)
        (size,) = library._db.row("SELECT max(length(changeset)) FROM journal") or (0,)
        assert size < 300
        assert library.undo().skipped == 0
        assert library.counts().all == 400


def test_many_are_subscribed_to_by_one_action(library: Library) -> None:
    rows = [
        NewFeed("https://a.example/", "A", "News/Tech", ("one", "two"), own_title="Own A"),
        NewFeed("https://lwn.net/feed", "Other", "Linux", ("linux",)),
        NewFeed("https://b.example/", own_title="Own B", settings=SourceSettings(hidden=True)),
        NewFeed("https://a.example/", "A again"),
    ]
    became, done = library.subscribe_many(rows)
    first, _, third, _ = (number for number, _ in became)
    assert became == [
        Subscribed(first, "new"),
        Subscribed(LWN, "merged"),
        Subscribed(third, "new"),
        Subscribed(first, "merged"),
    ]
    assert done.label == "Subscribed to 2 feeds"
    sources = {s.id: s for s in library.sources()}
    assert (sources[first].title, sources[first].folder, sources[first].tags) == (
        "A",
        "News/Tech",
        ("one", "two"),
    )
    assert (sources[LWN].title, sources[LWN].folder, sources[LWN].tags) == (
        "LWN.net",
        "Linux",
        ("linux",),
    )
    assert (sources[third].title, sources[third].hidden) == ("Own B", True)
    assert [one.source.id for one in library.due()] == [1, 2, 3, first, third]
    library.undo()
    assert [(s.id, s.folder, s.tags) for s in library.sources()] == [
        (XKCD, None, ()),
        (TINY, None, ()),
        (LWN, None, ()),
    ]
    library.redo()
    assert len(library.sources()) == 5
    again, nothing = library.subscribe_many(rows)
    assert {one.outcome for one in again} == {"merged"}
    assert nothing.journal is None
    assert sound(library)


def test_a_feed_moves_to_another_address_and_back(library: Library) -> None:
    done = library.move_address(LWN, "https://lwn.net/new")
    assert done.label == "LWN.net has moved to https://lwn.net/new"
    assert library.history(limit=1)[0].kind == "automatic"
    assert library.source(LWN).address == "https://lwn.net/new"  # type: ignore[union-attr]
    assert library.undo().label.startswith("Undid: Subscribed")
    library.redo()
    library.undo(done.journal)
    assert library.source(LWN).address == "https://lwn.net/feed"  # type: ignore[union-attr]
    assert "taken that back" in library.move_address(LWN, "https://lwn.net/new").label
    assert library.source(LWN).address == "https://lwn.net/feed"  # type: ignore[union-attr]
    assert library.move_address(LWN, "https://lwn.net/newer").journal is not None


def test_a_feed_that_moves_to_where_another_is_stays(library: Library) -> None:
    done = library.move_address(LWN, "https://xkcd.com/feed")
    assert done.journal is None
    assert done.label == "LWN.net has moved to where Comics is subscribed already"
    assert library.source(LWN).address == "https://lwn.net/feed"  # type: ignore[union-attr]


def test_a_feed_moves_to_where_an_ended_one_was(library: Library) -> None:
    library.bookmark([4])
    ended = library.unsubscribe([XKCD])
    moved = library.move_address(LWN, "https://xkcd.com/feed")
    assert library.source(LWN).address == "https://xkcd.com/feed"  # type: ignore[union-attr]
    assert library.headline(4) is not None
    number, _ = library.add_source(kind="feed", address="https://xkcd.com/feed", title="")
    assert number == LWN
    assert library.undo(moved.journal).skipped == 0
    assert library.undo(ended.journal).skipped == 0
    addresses = {s.id: s.address for s in library.sources()}
    assert (addresses[LWN], addresses[XKCD]) == ("https://lwn.net/feed", "https://xkcd.com/feed")
    assert sound(library)


def test_unsubscribing_keeps_what_is_marked(library: Library) -> None:
    library.bookmark([1])
    library.tag("later", [2])
    library.unsubscribe([LWN])
    assert ids(library, Listing()) == [5, 4, 2, 1]
    assert library.headline(1).source == "LWN.net"  # type: ignore[union-attr]
    with pytest.raises(NotFoundError):
        library.set_source(LWN, paused=True)


def test_a_feed_that_comes_back_is_asked_whole(library: Library) -> None:
    library.take_in(LWN, [], FeedState(LWN, etag="x", due=NOW + 99, gone=True))
    library.unsubscribe([LWN])
    library.add_source(kind="feed", address="https://lwn.net/feed", title="")
    state = library.feed_state(LWN)
    assert (state.etag, state.due, state.gone) == (None, 0, False)


def test_contents_are_found_by_queries(file: Path) -> None:
    from reader.document.model import Code, Document, Image, InlineImage, List, Media, Paragraph

    with Library.open(file, now=now) as library:
        number, _ = library.add_source(kind="feed", address="x", title="X")
        blocks: dict[str, Blocks] = {
            "image": (List(ordered=False, items=((Image("a", "https://x/a.png"),),)),),
            "inline": (Paragraph((InlineImage("a", "https://x/a.png"),)),),
            "audio": (Media("audio", "https://x/a.mp3"),),
            "embed": (Media("embed", "https://x/a"),),
            "code": (Code("x = 1"), Image("", "https://x/b.png")),
            "none": (),
        }
        for name, inside in blocks.items():
            one = arrived(name, name)
            library.ingest(number, [one._replace(document=Document(title=name, blocks=inside))])
        found = {
            what: sorted(h.title for h in library.select(f"has:{what}"))
            for what in ("image", "audio", "video", "code")
        }
    assert found == {
        "image": ["code", "image", "inline"],
        "audio": ["audio"],
        "video": ["embed"],
        "code": ["code"],
    }
