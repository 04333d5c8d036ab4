from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from reader.errors import NotFoundError
from reader.library.library import Library
from reader.library.records import Counts, Key, Listing
from tests.library.make import DAY, NOW, arrived, now, numbered, place

if TYPE_CHECKING:
    from pathlib import Path


def read(library: Library) -> set[int]:
    return {h.id for h in library.window(Listing()).headlines if h.read}


def test_an_action_answers_with_its_number_in_the_journal_and_is_undone(library: Library) -> None:
    done = library.mark_read([1, 2])
    assert (done.label, done.changed) == ("Marked 2 read", 2)
    assert library.history(limit=1)[0].id == done.journal
    undone = library.undo()
    assert (undone.label, undone.changed, undone.skipped) == ("Undid: Marked 2 read", 2, 0)
    assert read(library) == set()
    assert library.history(limit=2)[1].undone


def test_labels_are_words_with_names_and_numbers(library: Library) -> None:
    assert library.mark_read([1]).label == "Marked “Article 0” read"
    assert library.mark_unread([1]).label == "Marked “Article 0” unread"
    assert library.bookmark([2]).label == "Bookmarked “Article 1”"
    assert library.tag("physics", [1, 2]).label == "Tagged 2 articles physics"
    assert library.tag("physics", [1, 2]).label == "They were tagged physics already"
    assert library.untag("physics", [3]).label == "It was not tagged physics"
    assert library.untag("physics", [3, 4]).label == "They were not tagged physics"
    assert library.tag_all("all", Listing("bookmarks")).label == "Tagged 1 article all in bookmarks"
    assert library.note(3, "words")[1].label == "Noted on “Article 2”"
    assert library.remove([3]).label == "Removed “Article 2”"
    assert library.mark_all_read(Listing("source", number=1)).label == "Marked 4 read in Papers"
    assert library.unsubscribe([1]).label == "Unsubscribed Papers"


def test_nothing_changed_makes_no_entry_and_moves_no_revision(library: Library) -> None:
    library.mark_read([1])
    before, revision = library.history(), library.revision()
    done = library.mark_read([1])
    assert (done.journal, done.changed) == (None, 0)
    assert library.unbookmark([1]).journal is None
    assert library.tag("physics", []).journal is None
    assert library.rename_source(1, "Papers").journal is None
    assert (library.history(), library.revision()) == (before, revision)


def test_undo_goes_back_step_by_step_and_redo_forward(library: Library) -> None:
    library.mark_read([1])
    library.bookmark([1])
    library.tag("physics", [1])
    for _ in range(3):
        library.undo()
    headline = library.headlines([1])[0]
    assert not headline.read
    assert not headline.bookmarked
    assert library.tags_of(1) == ()
    library.redo()
    assert read(library) == {1}
    assert not library.headlines([1])[0].bookmarked
    library.redo()
    library.redo()
    headline = library.headlines([1])[0]
    assert headline.read
    assert headline.bookmarked
    assert library.tags_of(1) == ("physics",)
    with pytest.raises(NotFoundError, match="nothing to redo"):
        library.redo()
    library.undo()
    assert library.tags_of(1) == ()


def test_a_new_action_ends_what_redo_would_do_by_itself(library: Library) -> None:
    done = library.mark_read([1])
    library.undo()
    library.bookmark([2])
    with pytest.raises(NotFoundError, match="nothing to redo"):
        library.redo()
    assert done.journal
    library.redo(done.journal)
    assert read(library) == {1}


def test_any_entry_can_be_undone_by_its_number_and_only_once(library: Library) -> None:
    first = library.mark_read([1])
    library.bookmark([2])
    library.undo(first.journal)
    assert read(library) == set()
    assert library.headlines([2])[0].bookmarked
    with pytest.raises(NotFoundError, match="is undone already"):
        library.undo(first.journal)
    with pytest.raises(NotFoundError, match="no entry #999"):
        library.undo(999)


def test_undoing_an_undo_does_it_again(library: Library) -> None:
    library.mark_read([1])
    undone = library.undo()
    again = library.undo(undone.journal)
    assert again.label == "Did again: Marked “Article 0” read"
    assert read(library) == {1}
    library.undo(again.journal)
    assert read(library) == set()


def test_rows_that_have_changed_since_are_left_alone_and_counted(library: Library) -> None:
    done = library.mark_read([1, 2, 3])
    library.mark_unread([2])
    library.mark_read([2])
    library.mark_unread([3])
    undone = library.undo(done.journal)
    assert (undone.changed, undone.skipped) == (2, 1)
    assert read(library) == set()
    assert undone.journal
    library.redo(done.journal)
    assert read(library) == {1, 2}


def test_an_entry_of_which_nothing_is_left_does_not_block_undo(library: Library) -> None:
    library.bookmark([1])
    library.mark_read([2])
    library.ingest(1, [arrived("a1", "Article 1", "Other words altogether.")])
    gone = library.undo()
    assert (gone.journal, gone.changed, gone.skipped) == (None, 0, 1)
    library.undo()
    assert not library.headlines([1])[0].bookmarked


def test_marks_that_reading_makes_are_passed_over_by_undo(library: Library) -> None:
    library.bookmark([1])
    automatic = library.mark_read([2], automatic=True)
    assert library.history(limit=1)[0].kind == "automatic"
    assert library.undo().label == "Undid: Bookmarked “Article 0”"
    assert read(library) == {2}
    library.undo(automatic.journal)
    assert read(library) == set()


def test_undo_works_after_a_restart(library: Library, file: Path) -> None:
    library.mark_all_read(Listing())
    library.close()
    with Library.open(file, now=now) as again:
        assert again.undo().changed == 5
        assert read(again) == set()


def test_with_nothing_done_there_is_nothing_to_undo(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        with pytest.raises(NotFoundError, match="nothing to undo"):
            library.undo()
        with pytest.raises(NotFoundError, match="nothing to redo"):
            library.redo()


def test_an_ended_subscription_comes_back_with_its_articles(library: Library) -> None:
    library.mark_read([1])
    library.bookmark([2])
    library.unsubscribe([1])
    assert library.sources() == []
    assert library.counts() == Counts(all=1, unread=1, reading=0, bookmarks=1, notes=0)
    library.undo()
    assert library.counts() == Counts(all=5, unread=4, reading=0, bookmarks=1, notes=0)
    assert [source.title for source in library.sources()] == ["Papers"]


def test_subscribing_again_gives_back_what_went_with_the_source(library: Library) -> None:
    library.remove([3])
    library.unsubscribe([1])
    source, done = library.add_source(kind="folder", address="/papers", title="Papers")
    assert source == 1
    assert done.changed == 1
    assert library.counts().all == 4


def test_undoing_a_subscription_takes_what_has_come_in_since(library: Library) -> None:
    source, done = library.add_source(kind="feed", address="https://example.org", title="Feed")
    library.ingest(source, numbered(3))
    library.rename_source(source, "Renamed")
    library.undo(done.journal)
    assert library.counts().all == 5
    assert [source.title for source in library.sources()] == ["Papers"]
    library.redo(done.journal)
    assert library.counts().all == 8


def test_what_arrives_for_an_ended_subscription_waits_with_the_rest(library: Library) -> None:
    library.unsubscribe([1])
    library.ingest(1, numbered(2, start=20))
    assert library.counts().all == 0
    library.undo()
    assert library.counts().all == 7


def test_a_saved_article_is_undone_even_after_it_was_read(library: Library) -> None:
    kept, done = library.save_article(arrived("f", "Saved one", "Words."))
    library.mark_read([kept.article_id], automatic=True)
    library.undo(done.journal)
    assert library.headline(kept.article_id) is None
    again, done = library.save_article(arrived("f", "Saved one", "Words."))
    assert again == (kept.article_id, "same")
    assert done.changed == 1
    assert library.headline(kept.article_id)


def test_a_tag_comes_back_under_the_name_it_had(library: Library) -> None:
    library.tag("physics", [1, 2])
    library.rename_tag("physics", "Optics")
    assert [tag.name for tag in library.tags()] == ["Optics"]
    library.undo()
    assert [tag.name for tag in library.tags()] == ["physics"]


def test_tags_that_become_one_part_again(library: Library) -> None:
    library.tag("physics", [1, 2])
    library.tag("optics", [2, 3])
    library.rename_tag("physics", "optics")
    assert [(tag.name, tag.total) for tag in library.tags()] == [("optics", 3)]
    library.undo()
    assert [(tag.name, tag.total) for tag in library.tags()] == [("optics", 2), ("physics", 2)]


def test_an_undone_tag_leaves_what_was_tagged_with_it_since(library: Library) -> None:
    first = library.tag("physics", [1])
    library.tag("physics", [2])
    library.undo(first.journal)
    assert [(tag.name, tag.total) for tag in library.tags()] == [("physics", 1)]
    assert library.tags_of(2) == ("physics",)


def test_a_letter_that_moved_goes_back_where_it_stood(library: Library) -> None:
    text = library.article(1).document.text
    library.bookmark_place(1, place(text, 4), mark="x")
    library.bookmark_place(2, place(text, 9), mark="x")
    moved = library.letter_mark("x")
    assert moved
    assert moved.article_id == 2
    library.undo()
    back = library.letter_mark("x")
    assert back
    assert back.article_id == 1
    assert back.place == place(text, 4)


def test_an_id_is_never_given_twice(library: Library) -> None:
    number, _ = library.bookmark_place(1, place("x"))
    library.undo()
    other, _ = library.bookmark_place(2, place("x"))
    assert other > number


def test_mark_all_leaves_what_came_in_above_the_list_that_was_seen(library: Library) -> None:
    library.ingest(1, [arrived("late", "Late", "x", published=NOW)])
    done = library.mark_all_read(Listing(), newest=Key(NOW - DAY, 5))
    assert done.changed == 5
    assert [h.id for h in library.window(Listing("unread")).headlines] == [6]


def test_mark_all_of_a_tag_marks_no_more(library: Library) -> None:
    library.tag("physics", [1, 2])
    assert library.mark_all_read(Listing("tag", name="physics")).changed == 2
    assert library.mark_all_read(Listing("query", name="3")).label == "Marked 1 read in 3"
    assert read(library) == {1, 2, 4}


def test_history_is_read_from_new_to_old_in_parts(library: Library) -> None:
    for _ in range(3):
        library.mark_read([1])
        library.mark_unread([1])
    newest = library.history(limit=3)
    older = library.history(limit=3, before=newest[-1].id)
    assert [entry.id for entry in newest + older] == [7, 6, 5, 4, 3, 2]


def test_two_connections_write_in_turns_and_see_each_other(library: Library, file: Path) -> None:
    library.mark_read([1])
    failures: list[BaseException] = []

    def elsewhere() -> None:
        try:
            with Library.open(file, updates=True, now=now) as other:
                for number in range(20):
                    other.ingest(1, numbered(1, start=50 + number))
        except Exception as error:  # noqa: BLE001 - told by the thread that asserts
            failures.append(error)

    thread = threading.Thread(target=elsewhere)
    with Library.open(file, now=now) as patient:
        patient.changed_elsewhere()
        thread.start()
        for number in range(20):
            patient.mark_unread([1 + number % 5])
            patient.mark_read([1 + number % 5])
        thread.join()
        assert not failures
        assert patient.changed_elsewhere()
        assert not patient.changed_elsewhere()
        assert patient.counts() == Counts(all=25, unread=20, reading=0, bookmarks=0, notes=0)


def test_threads_may_share_one_library(library: Library) -> None:
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for number in range(1, 6):
                library.mark_read([number])
                assert library.article(number).document.text
                library.mark_unread([number])
        except Exception as error:  # noqa: BLE001 - told by the thread that asserts
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_the_revision_moves_with_every_change_and_stays_for_the_apps_own_state(
    library: Library,
) -> None:
    revision = library.revision()
    library.set_state("frame", b"\x00bytes")
    assert library.revision() == revision
    assert library.state("frame") == b"\x00bytes"
    assert library.state("other") is None
    library.save_progress(1, place("x"), 0.5)
    assert library.revision() > revision
