from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import UsageError
from reader.library.records import Counts, Key, Listing
from tests.library.make import DAY, NOW, arrived, numbered, place

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Literal

    from reader.library.library import Library
    from reader.library.records import Headline

ALL = Listing()
UNREAD = Listing("unread")


def ids(headlines: Sequence[Headline]) -> list[int]:
    return [headline.id for headline in headlines]


def shown(library: Library, listing: Listing = ALL) -> list[int]:
    return ids(library.window(listing).headlines)


def test_a_list_begins_with_the_newest_and_says_what_lies_beyond(library: Library) -> None:
    window = library.window(ALL, limit=3)
    assert ids(window.headlines) == [5, 4, 3]
    assert (window.more_before, window.more_after) == (False, True)


def test_a_list_can_begin_with_the_oldest(library: Library) -> None:
    assert ids(library.window(ALL, limit=2, sort="old").headlines) == [1, 2]


def test_windows_after_and_before_a_key_meet_without_a_gap(library: Library) -> None:
    first = library.window(ALL, limit=2)
    second = library.window(ALL, limit=2, after=first.headlines[-1].key)
    assert ids(second.headlines) == [3, 2]
    assert (second.more_before, second.more_after) == (True, True)
    back = library.window(ALL, limit=2, before=second.headlines[0].key)
    assert back.headlines == first.headlines
    assert (back.more_before, back.more_after) == (False, True)


@pytest.mark.parametrize("sort", ["new", "old"])
@pytest.mark.parametrize("limit", [1, 2, 3, 5, 9])
@pytest.mark.parametrize("centre", [1, 2, 3, 4, 5])
def test_a_window_around_an_article_holds_it_and_as_many_as_there_are(
    library: Library, sort: Literal["new", "old"], limit: int, centre: int
) -> None:
    headline = library.headline(centre)
    assert headline
    window = library.window(ALL, around=headline.key, limit=limit, sort=sort)
    assert centre in ids(window.headlines)
    assert len(window.headlines) == min(limit, 5)
    order = [5, 4, 3, 2, 1] if sort == "new" else [1, 2, 3, 4, 5]
    start = order.index(window.headlines[0].id)
    assert ids(window.headlines) == order[start : start + len(window.headlines)]
    assert window.more_before == (start > 0)
    assert window.more_after == (start + len(window.headlines) < 5)


def test_a_window_around_an_article_that_left_the_list_shows_its_neighbours(
    library: Library,
) -> None:
    library.mark_read([3])
    headline = library.headline(3)
    assert headline
    assert ids(library.window(UNREAD, around=headline.key, limit=2).headlines) == [4, 2]


def test_articles_of_one_instant_are_ordered_by_their_ids(library: Library) -> None:
    library.ingest(1, [arrived(f"same{n}", f"Same {n}", "x", published=NOW) for n in range(3)])
    assert ids(library.window(ALL, limit=3).headlines) == [8, 7, 6]
    key = library.window(ALL, limit=1).headlines[0].key
    assert ids(library.window(ALL, limit=2, after=key).headlines) == [7, 6]


def test_an_article_of_the_future_or_without_a_date_stands_where_it_came_in(
    library: Library,
) -> None:
    library.ingest(1, [arrived("f", "Future", "x", published=NOW + DAY), arrived("n", "None", "x")])
    future, undated = library.headlines([6, 7])
    assert future.sort_date == undated.sort_date == NOW
    assert (future.published, undated.published) == (NOW + DAY, None)


def test_each_kind_of_list_holds_what_its_name_says(library: Library) -> None:
    text = library.article(2).document.text
    library.mark_read([1, 2])
    library.bookmark([3])
    library.bookmark_place(4, place(text, 2), label="here")
    library.note(4, "a note")
    library.tag("physics", [5, 1])
    library.save_progress(2, place(text, 4), 0.4)
    library.save_progress(3, place(text, 4), 1.0)
    library.move_source(1, "Desk")
    assert shown(library, UNREAD) == [5, 4, 3]
    assert shown(library, Listing("source", number=1)) == [5, 4, 3, 2, 1]
    assert shown(library, Listing("source", number=1, unread_only=True)) == [5, 4, 3]
    assert shown(library, Listing("folder", name="Desk", unread_only=True)) == [5, 4, 3]
    assert shown(library, Listing("folder", name="Nowhere")) == []
    assert shown(library, Listing("bookmarks")) == [4, 3]
    assert shown(library, Listing("notes")) == [4]
    assert shown(library, Listing("reading")) == [2]
    assert shown(library, Listing("tag", name="physics")) == [5, 1]
    assert shown(library, Listing("tag", name="physics", unread_only=True)) == [5]
    assert shown(library, Listing("tag", name="unheard of")) == []
    assert shown(library, Listing("query", name="is:read -tag:physics")) == [2]


@pytest.mark.parametrize(
    "listing",
    [
        ALL,
        UNREAD,
        Listing("source", number=1),
        Listing("source", number=1, unread_only=True),
        Listing("folder", name="Desk"),
        Listing("folder", name="Desk", unread_only=True),
        Listing("bookmarks"),
        Listing("bookmarks", unread_only=True),
        Listing("notes"),
        Listing("reading", unread_only=True),
        Listing("tag", name="physics"),
        Listing("tag", name="physics", unread_only=True),
        Listing("query", name="article is:unread"),
    ],
)
def test_kept_counts_are_what_a_list_shows_whatever_was_done(
    library: Library, listing: Listing
) -> None:
    text = library.article(2).document.text
    library.move_source(1, "Desk")
    library.tag("physics", [1, 2, 3])
    library.bookmark([1, 2])
    library.note(2, "a note")
    library.mark_read([2, 4])
    library.save_progress(2, place(text), 0.5)
    library.save_progress(5, place(text), 0.1)
    library.remove([1])
    library.undo()
    library.remove([3])
    library.ingest(1, numbered(1, start=7))
    assert library.count(listing) == len(shown(library, listing))


def test_a_folder_merges_its_sources_in_order(library: Library) -> None:
    library.move_source(1, "Desk")
    for number in range(2, 5):
        source, _ = library.add_source(
            kind="feed", address=f"https://example.org/{number}", title="F", folder="Desk"
        )
        library.ingest(source, numbered(5))
    everything = library.window(Listing("folder", name="Desk")).headlines
    assert len(everything) == 20
    keys = [headline.key for headline in everything]
    assert keys == sorted(keys, reverse=True)
    middle = library.window(Listing("folder", name="Desk"), after=keys[7], limit=5)
    assert [headline.key for headline in middle.headlines] == keys[8:13]
    assert library.folders() == [("Desk", 20, 20)]


def test_counts_of_the_lists_that_every_library_has(library: Library) -> None:
    library.mark_read([1])
    library.bookmark([1, 2])
    library.note(3, "x")
    library.save_progress(4, place("x"), 0.5)
    assert library.counts() == Counts(all=5, unread=4, reading=1, bookmarks=2, notes=1)


def test_the_neighbour_of_a_headline_is_the_next_or_the_next_unread(library: Library) -> None:
    library.mark_read([4, 3])
    key = library.headlines([5])[0].key
    down = library.neighbour(ALL, key, step=1, unread=False)
    unread = library.neighbour(ALL, key, step=1, unread=True)
    assert down
    assert unread
    assert (down.id, unread.id) == (4, 2)
    up = library.neighbour(ALL, unread.key, step=-1, unread=True)
    assert up
    assert up.id == 5
    assert library.neighbour(ALL, key, step=-1, unread=False) is None


def test_a_headline_tells_all_that_a_list_shows(library: Library) -> None:
    library.bookmark([2])
    library.note(2, "x")
    library.save_progress(2, place("x"), 0.25)
    library.mark_read([2])
    (headline,) = library.headlines([2, 99])
    assert headline.title == "Article 1"
    assert (headline.source, headline.source_id) == ("Papers", 1)
    assert headline.read
    assert headline.bookmarked
    assert headline.noted
    assert headline.progress == 0.25
    assert headline.words == 6
    assert headline.key == Key(NOW - DAY * 9999, 2)


def test_a_query_that_is_not_understood_runs_nothing(library: Library) -> None:
    with pytest.raises(UsageError, match="there is no field fed"):
        library.window(Listing("query", name="fed:papers"))
