"""Saved searches: what they find is kept, and is what their query finds."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reader.errors import NotFoundError, QueryError, UsageError
from reader.library.library import Library
from reader.library.records import FeedState, Key, Listing
from tests.library.make import DAY, NOW, arrived, filled, now, numbered, place

if TYPE_CHECKING:
    from reader.library.records import SavedSearch


def search(library: Library, name: str) -> SavedSearch:
    return next(one for one in library.searches() if one.name == name)


def listed(library: Library, number: int, *, unread: bool = False) -> list[int]:
    """The ids of a saved search, read by key two at a time."""
    listing = Listing("search", number=number, unread_only=unread)
    found: list[int] = []
    after: Key | None = None
    while True:
        window = library.window(listing, after=after, limit=2)
        found += [headline.id for headline in window.headlines]
        if not window.more_after:
            return found
        after = window.headlines[-1].key


def test_no_search_looks_for_itself(library: Library) -> None:
    library.save_search("First", "article")
    library.save_search("Second", "is:unread -search:FIRST OR note")
    for query in ("search:first", "(search:second OR x)", '-search:"Second"'):
        with pytest.raises(UsageError, match="The search First would look for itself; nothing"):
            library.save_search("First", query)
    library.save_search("First", "search:third")  # which is not there yet
    assert search(library, "First").query == "search:third"
    with pytest.raises(UsageError, match="The search third would look for itself"):
        library.save_search("third", "search:second")


def test_why_names_the_searches_that_find_an_article_now(library: Library) -> None:
    one, other = 1, 2
    library.save_search("All", "-is:bookmarked OR is:bookmarked")
    library.save_search("Bound", "is:bookmarked is:hidden")
    library.save_search("Fresh", "-tag:old is:unread")
    assert _belongs(library, one) == "It belongs to the saved searches All, Fresh."
    library.mark_read([one])
    library.tag("old", [other])
    assert _belongs(library, one) == "It belongs to the saved search All."
    assert _belongs(library, other) == "It belongs to the saved search All."
    library.bookmark([other])
    library.add_rule("Hide", "is:bookmarked", ["hide"])
    library.apply_rules(["Hide"])
    assert _belongs(library, other) == "It belongs to the saved search Bound."
    library.remove([other])
    assert _belongs(library, other) == ""


def _belongs(library: Library, number: int) -> str:
    return "".join(one.text for one in library.why(number) if one.kind == "search")


def of_query(library: Library, query: str) -> list[int]:
    return [headline.id for headline in library.select(query, limit=1000)]


def test_a_saved_search_lists_and_counts_what_its_query_finds(library: Library) -> None:
    number, done = library.save_search("Twos", "article -1")
    assert done.label == "Saved the search Twos"
    assert listed(library, number) == of_query(library, "article -1") == [5, 4, 3, 1]
    assert (search(library, "Twos").total, search(library, "Twos").unread) == (4, 4)
    library.mark_read([4])
    assert (search(library, "Twos").total, search(library, "Twos").unread) == (4, 3)
    assert listed(library, number, unread=True) == [5, 3, 1]


def test_what_comes_in_and_what_changes_is_found(library: Library) -> None:
    number, _ = library.save_search("Zephyrs", "zephyrine")
    assert listed(library, number) == []
    library.ingest(1, [arrived("z", "New", "A zephyrine word.", published=NOW - DAY)])
    assert (listed(library, number), search(library, "Zephyrs").total) == ([6], 1)
    library.ingest(1, [arrived("z", "New", "Another word.", published=NOW - DAY)])
    assert (listed(library, number), search(library, "Zephyrs").total) == ([], 0)
    library.keep_full_text(6, arrived("", "New", "All of it, zephyrine."))
    assert listed(library, number) == [6]
    library.show_body(6, "feed")
    assert listed(library, number) == []
    library.edit_title(2, "The zephyrine title")
    assert listed(library, number) == [2]
    library.undo()
    assert listed(library, number) == []


def test_tags_notes_bookmarks_and_names_of_sources_are_followed(library: Library) -> None:
    tagged, _ = library.save_search("Tagged", "tag:physics")
    noted, _ = library.save_search("Noted", "is:annotated OR is:bookmarked")
    of_feed, _ = library.save_search("Of the feed", "feed:herald")
    library.tag("physics/optics", [1, 2])
    library.note(3, "Words")
    library.bookmark([4])
    library.rename_source(1, "The Herald")
    assert listed(library, tagged) == [2, 1]
    assert listed(library, noted) == [4, 3]
    assert listed(library, of_feed) == [5, 4, 3, 2, 1]
    library.rename_tag("physics", "nature")
    assert listed(library, tagged) == []
    for _ in range(5):
        library.undo()
    assert listed(library, tagged) == listed(library, noted) == listed(library, of_feed) == []
    library.redo()
    assert listed(library, tagged) == [2, 1]


def test_a_feed_that_gives_itself_another_title_is_followed(library: Library) -> None:
    source, _ = library.add_source(kind="feed", address="https://f.example", title="")
    number, _ = library.save_search("Of the feed", "feed:herald")
    library.take_in(source, [arrived("n", "New", "Words.")], FeedState(source, title="A feed"))
    assert listed(library, number) == []
    library.keep_states([FeedState(source, title="The Herald")])
    assert listed(library, number) == [6]


def test_read_and_dates_are_asked_of_the_shelf(library: Library) -> None:
    unread, _ = library.save_search("Unread", "article is:unread")
    read, _ = library.save_search("Read", "article -is:unread")
    late, _ = library.save_search("Late", f"article after:{_day(9_997)}")
    library.mark_read([2, 4])
    assert (listed(library, unread), search(library, "Unread").total) == ([5, 3, 1], 3)
    assert (listed(library, read), search(library, "Read").total) == ([4, 2], 2)
    assert search(library, "Read").unread == 0
    assert listed(library, read, unread=True) == []
    assert listed(library, late) == of_query(library, f"article after:{_day(9_997)}")
    assert search(library, "Late").total == len(listed(library, late)) > 0


def _day(days: int) -> str:
    from datetime import UTC, datetime

    return datetime.fromtimestamp(NOW - DAY * days, UTC).strftime("%Y-%m-%d")


def test_what_cannot_be_kept_is_counted_when_it_is_asked_for(library: Library) -> None:
    number, _ = library.save_search("Either", "is:unread OR is:bookmarked")
    assert search(library, "Either").counted is False
    (counted,) = library.count_searches()
    assert (counted.total, counted.unread, counted.counted) == (5, 5, True)
    assert search(library, "Either").counted
    library.mark_read([1, 2])
    assert search(library, "Either").counted is False
    assert library.count(Listing("search", number=number)) == 3
    assert listed(library, number) == [5, 4, 3]


def test_a_list_of_a_saved_search_is_read_off_an_index(library: Library) -> None:
    number, _ = library.save_search("Some", "article -1")
    plan = library._db.rows(
        "EXPLAIN QUERY PLAN SELECT sort_date, article_id FROM shelf WHERE shelf = ?"
        " AND sort_date < ? ORDER BY sort_date DESC, article_id DESC LIMIT 10",
        -1000 - number,
        NOW,
    )
    assert all("TEMP B-TREE" not in row[3] for row in plan)
    assert any("PRIMARY KEY" in row[3] for row in plan)


def test_names_are_of_their_own_and_queries_understood(library: Library) -> None:
    library.save_search("One", "article")
    library.save_search("Two", "words")
    with pytest.raises(UsageError, match="There is a search two already"):
        library.rename_search("One", "two")
    with pytest.raises(QueryError):
        library.save_search("Three", "nosuchfield:x")
    with pytest.raises(UsageError, match="nothing to save"):
        library.save_search("Three", "  ")
    with pytest.raises(NotFoundError, match="no saved search Four"):
        library.remove_search("Four")
    assert library.save_search("one", "article")[1].journal is None
    assert library.save_search("one", "words")[1].label == "Changed the search one"
    assert [one.query for one in library.searches()] == ["words", "words"]


def test_a_search_is_named_in_queries_and_never_finds_itself(library: Library) -> None:
    library.save_search("Some", "article -1 is:unread")
    both, _ = library.save_search("Both", "search:some -2")
    assert of_query(library, "search:SOME") == [5, 4, 3, 1]
    assert listed(library, both) == of_query(library, "search:both") == [5, 4, 1]
    library.mark_read([5])
    assert listed(library, both) == [4, 1]
    assert [(one.name, one.total) for one in library.count_searches()] == [("Both", 2), ("Some", 3)]
    library.save_search("Loop", "search:both OR search:nowhere")
    library.remove_search("Some")
    library.rename_search("Loop", "Some")  # by its new name it leads round
    assert listed(library, both) == []
    assert library.values("search", "bo") == ["Both"]


def test_removing_and_its_undo(library: Library) -> None:
    number, _ = library.save_search("Some", "article -1")
    library.remove_search("Some")
    assert library.searches() == []
    assert listed(library, number) == []
    assert library.count(Listing("search", number=number)) == 0
    library.undo()
    assert listed(library, number) == [5, 4, 3, 1]
    library.rename_search("Some", "Others")
    assert (
        library.mark_all_read(Listing("search", number=number)).label == "Marked 4 read in Others"
    )


def test_an_undo_of_very_many_keeps_the_shelves(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db", now=now) as library:
        source, _ = library.add_source(kind="folder", address="/p", title="Papers")
        library.ingest(source, numbered(6000))
        library.save_search("Some", "article")
        library.tag("many", list(range(1, 6001)))
        library.mark_all_read(Listing())
        library.undo()
        library.undo()
        assert (search(library, "Some").total, search(library, "Some").unread) == (6000, 6000)
        assert all(finding.level == "ok" for finding in library.doctor())


QUERIES = (
    "article",
    "words -1",
    "title:other OR text:words",
    "tag:physics",
    "-tag:physics is:unread",
    "is:bookmarked",
    "is:annotated is:read",
    "has:note OR is:bookmarked",
    "feed:papers",
    "folder:desk",
    "words:>6",
    "is:unread OR tag:physics",
)
ids = st.lists(st.integers(1, 6), min_size=1, max_size=3, unique=True)
one = st.integers(1, 6)
tags = st.sampled_from(["physics", "physics/optics", "optics"])


class AnyActions(RuleBasedStateMachine):
    """Whatever is done and undone, each saved search holds and counts what its query finds."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="reader-"))
        self.library, self.source = filled(self.folder / "library.db", 6)
        for number, query in enumerate(QUERIES):
            self.library.save_search(f"S{number}", query)

    def attempt(self, name: str, *args: object, **named: object) -> None:
        try:
            getattr(self.library, name)(*args, **named)
        except (NotFoundError, UsageError):
            return

    @rule(
        name=st.sampled_from(["mark_read", "mark_unread", "bookmark", "unbookmark", "remove"]),
        chosen=ids,
    )
    def mark(self, name: str, chosen: list[int]) -> None:
        self.attempt(name, chosen)

    @rule(name=st.sampled_from(["tag", "untag"]), tag=tags, chosen=ids)
    def tag(self, name: str, tag: str, chosen: list[int]) -> None:
        self.attempt(name, tag, chosen)

    @rule(tag=tags, new=tags)
    def rename_tag(self, tag: str, new: str) -> None:
        self.attempt("rename_tag", tag, new)

    @rule(chosen=one)
    def note(self, chosen: int) -> None:
        self.attempt("note", chosen, "Words", place=place("words", 1, 3))

    @rule(chosen=one)
    def remove_note(self, chosen: int) -> None:
        self.attempt("remove_note", chosen)

    @rule(chosen=one, title=st.sampled_from(["", "Other title"]))
    def edit_title(self, chosen: int, title: str) -> None:
        self.attempt("edit_title", chosen, title)

    @rule(title=st.sampled_from(["Papers", "Other"]), folder=st.sampled_from([None, "Desk/Low"]))
    def source_changes(self, title: str, folder: str | None) -> None:
        self.attempt("rename_source", self.source, title)
        self.attempt("move_source", self.source, folder)

    @rule(number=one, words=st.sampled_from(["Other words.", "The words of an article, longer."]))
    def comes_again(self, number: int, words: str) -> None:
        self.library.ingest(self.source, [arrived(f"a{number}", f"Article {number}", words)])

    @rule(gone=st.booleans())
    def unsubscribe(self, gone: bool) -> None:
        if gone:
            self.attempt("unsubscribe", [self.source])
        else:
            self.library.add_source(kind="folder", address="/papers", title="Papers")

    @rule(name=st.sampled_from(["S1", "S3"]), query=st.sampled_from(QUERIES))
    def change(self, name: str, query: str) -> None:
        self.attempt("save_search", name, query)

    @rule(name=st.sampled_from(["S1", "S3"]))
    def remove_search(self, name: str) -> None:
        self.attempt("remove_search", name)

    @rule(way=st.sampled_from(["undo", "redo"]))
    def back(self, way: str) -> None:
        self.attempt(way)

    @invariant()
    def each_holds_what_its_query_finds(self) -> None:
        counted = {one.name: one for one in self.library.count_searches()}
        kept = {one.name: one for one in self.library.searches()}
        for name, one in counted.items():
            found = of_query(self.library, one.query)
            unread = of_query(self.library, f"({one.query}) is:unread")
            assert listed(self.library, one.id) == found, one.query
            assert listed(self.library, one.id, unread=True) == unread, one.query
            assert (one.total, one.unread) == (len(found), len(unread)), one.query
            assert kept[name] == one

    def teardown(self) -> None:
        assert [one for one in self.library.doctor() if one.level != "ok"] == []
        self.library.close()
        shutil.rmtree(self.folder)


AnyActions.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestAnyActions = AnyActions.TestCase
