from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest

from reader.document.model import Paragraph, Text
from reader.errors import NotFoundError, UsageError
from reader.library.records import Kept
from tests.library.make import NOW, arrived, numbered, place

if TYPE_CHECKING:
    from reader.library.library import Library


def test_what_comes_in_is_given_back_whole(library: Library) -> None:
    new = arrived("x", "A title", "First words.", "Second words.", published=NOW - 5)
    (kept,) = library.ingest(1, [new])
    article = library.article(kept.article_id)
    assert article.document.document() == new.document
    assert article.document.text == "First words.\n\nSecond words."
    assert (article.added, article.version, article.completeness) == (NOW, 1, "full")
    assert library.original(kept.article_id) == (new.original, "text/plain")


def test_a_long_article_is_decoded_only_where_it_is_looked_at(library: Library) -> None:
    paragraphs = [f"Paragraph {n} " + "of a long article " * 20 for n in range(400)]
    (kept,) = library.ingest(1, [arrived("long", "Long", *paragraphs)])
    document = library.article(kept.article_id).document
    library.close()
    last = document.blocks[399]
    assert isinstance(last, Paragraph)
    assert last.inlines == (Text(paragraphs[399]),)


def test_the_same_article_again_changes_nothing(library: Library) -> None:
    library.mark_read([1])
    assert library.ingest(1, numbered(5)) == [Kept(n, "same") for n in range(1, 6)]
    assert library.versions(1) == [(1, NOW)]
    assert library.headlines([1])[0].read


def test_white_space_alone_makes_no_new_version_but_the_original_is_the_newer(
    library: Library,
) -> None:
    library.mark_read([1])
    again = arrived("a0", "Article 0", "The  words of article", "number 0.")
    assert library.ingest(1, [again]) == [Kept(1, "same")]
    assert library.headlines([1])[0].read
    assert library.original(1)[0] == again.original


def test_a_changed_article_is_a_new_version_of_itself_and_unread(library: Library) -> None:
    library.mark_read([1])
    before = library.article(1).document.text
    assert library.ingest(1, [arrived("a0", "Article 0", "Other words.")]) == [Kept(1, "changed")]
    assert [number for number, _ in library.versions(1)] == [1, 2]
    assert library.version_text(1, 1) == before
    assert library.version_text(1, 2) == "Other words."
    assert not library.headlines([1])[0].read
    assert library.article(1).version == 2
    assert [hit.headline.id for hit in library.search('"other words"')] == [1]
    assert library.search('"number 0"') == []


def test_an_identity_belongs_to_its_source(library: Library) -> None:
    other, _ = library.add_source(kind="feed", address="https://example.org", title="Feed")
    (kept,) = library.ingest(other, [arrived("a0", "Article 0", "Elsewhere.")])
    assert kept == Kept(6, "new")


@pytest.mark.parametrize(
    ("title", "text", "shown"),
    [
        ("", "A few words only.", "A few words only."),
        ("  \n ", "word " * 40, ("word " * 16).strip() + "…"),
        ("", "", "Untitled"),
        ("", "x" * 200, "x" * 80 + "…"),
        ("Two\nlines  of title", "Words.", "Two lines of title"),
    ],
)
def test_an_article_without_a_title_is_called_by_its_first_words(
    library: Library, title: str, text: str, shown: str
) -> None:
    (kept,) = library.ingest(1, [arrived("t", title, *([text] if text else []))])
    assert library.headlines([kept.article_id])[0].title == shown


def test_a_title_of_the_readers_own_stays_and_is_found(library: Library) -> None:
    assert library.edit_title(1, " Zebra  crossing ").label == (
        "Renamed “Article 0” to “Zebra crossing”"
    )
    library.ingest(1, [arrived("a0", "Another title", "Other words.")])
    assert library.headlines([1])[0].title == "Zebra crossing"
    assert [hit.headline.id for hit in library.search("zebra")] == [1]
    library.edit_title(1, "")
    assert library.headlines([1])[0].title == "Another title"
    assert library.search("zebra") == []
    library.undo()
    assert [hit.headline.id for hit in library.search("zebra")] == [1]


def test_what_is_gone_from_disk_stays_and_is_marked(library: Library) -> None:
    assert library.mark_gone(1, {"a1", "a2", "a3"}) == 2
    assert library.mark_gone(1, {"a1", "a2", "a3"}) == 0
    assert [h.gone for h in library.headlines([1, 2, 5])] == [True, False, True]
    library.ingest(1, numbered(1))
    assert not library.headlines([1])[0].gone
    assert library.mark_gone(1, {f"a{n}" for n in range(5)}) == 0
    assert not library.headlines([5])[0].gone


def test_a_source_tells_when_it_was_asked_and_how_it_failed(library: Library) -> None:
    library.mark_checked(1, error="The folder /papers is not there.")
    source = library.source(1)
    assert source
    assert (source.error, source.checked) == ("The folder /papers is not there.", NOW)
    assert (source.unread, source.total) == (5, 5)
    library.mark_checked(1, error=None)
    source = library.source(1)
    assert source
    assert source.error is None


def test_sources_are_renamed_and_moved(library: Library) -> None:
    assert library.rename_source(1, "Desk papers").label == "Renamed Papers to Desk papers"
    assert library.move_source(1, "Desk").label == "Moved Desk papers to Desk"
    source = library.source(1)
    assert source
    assert (source.title, source.folder) == ("Desk papers", "Desk")
    library.undo()
    library.undo()
    assert [(s.title, s.folder) for s in library.sources()] == [("Papers", None)]


def test_a_removed_article_is_in_no_list_and_keeps_its_bookmarks(library: Library) -> None:
    library.bookmark([2])
    library.remove([2])
    assert library.headline(2) is None
    assert library.bookmarks() == []
    assert library.search('"number 1"') == []
    with pytest.raises(NotFoundError, match="no article 2"):
        library.article(2)
    library.ingest(1, [arrived("a1", "Article 1", "Changed words.")])
    assert library.headline(2) is None
    library.undo()
    assert [bookmark.article_id for bookmark in library.bookmarks()] == [2]


def test_bookmarks_hold_a_place_and_a_label(library: Library) -> None:
    text = library.article(1).document.text
    number, done = library.bookmark_place(1, place(text, 4), label=" the  words ")
    library.bookmark([1])
    assert done.label == "Bookmarked a place in “Article 0”"
    whole, of_place = library.bookmarks(1)
    assert (whole.place, whole.label) == (None, None)
    assert (of_place.id, of_place.place, of_place.label) == (number, place(text, 4), "the words")
    library.relabel_bookmark(number, None)
    assert library.bookmarks(1)[1].label is None
    library.remove_bookmark(number)
    assert [bookmark.id for bookmark in library.bookmarks(1)] == [whole.id]


def test_taking_the_bookmark_off_an_article_leaves_its_places(library: Library) -> None:
    library.bookmark_place(1, place("x"), label="here")
    done = library.unbookmark([1])
    assert done.journal is None
    assert "Only places" in done.label
    assert library.headlines([1])[0].bookmarked


def test_a_letter_stands_in_one_place_and_a_label_outlives_it(library: Library) -> None:
    library.bookmark_place(1, place("x"), label="kept", mark="x")
    library.bookmark_place(2, place("x"), mark="x")
    library.bookmark_place(3, place("x"), mark="x")
    marked = library.letter_mark("x")
    assert marked
    assert marked.article_id == 3
    assert [b.label for b in library.bookmarks()] == [None, "kept"]
    with pytest.raises(UsageError, match="one letter or digit"):
        library.bookmark_place(1, place("x"), mark="xy")


def test_notes_are_written_edited_coloured_and_removed(library: Library) -> None:
    text = library.article(1).document.text
    number, _ = library.note(1, "", place=place(text, 4, 5), colour="amber")
    library.edit_note(number, "Now with words")
    library.recolour_note(number, "rose")
    (note,) = library.notes(1)
    assert (note.text, note.colour, note.place) == ("Now with words", "rose", place(text, 4, 5))
    library.remove_note(number)
    assert library.notes() == []
    for _ in range(3):
        library.undo()
    (note,) = library.notes()
    assert (note.text, note.colour) == ("", "amber")


def test_a_note_without_words_and_colour_is_refused(library: Library) -> None:
    with pytest.raises(UsageError):
        library.note(1, "  ")
    with pytest.raises(UsageError, match="no highlight in pink"):
        library.note(1, "x", colour="pink")
    number, _ = library.note(1, "words")
    with pytest.raises(UsageError):
        library.edit_note(number, " ")


def test_tags_are_counted_and_one_whatever_their_capitals(library: Library) -> None:
    library.tag("Physics", [1, 2])
    library.tag("physics", [3])
    library.mark_read([1])
    assert [(tag.name, tag.total, tag.unread) for tag in library.tags()] == [("Physics", 3, 2)]
    library.untag("physics", [1, 2, 3])
    assert library.tags() == []


def test_progress_is_where_an_article_was_left(library: Library) -> None:
    assert library.progress(1) is None
    library.save_progress(1, place("words", 3), 1.7)
    library.save_progress(1, place("words", 4), 0.5)
    assert library.progress(1) == place("words", 4)
    assert library.headlines([1])[0].progress == 0.5


def test_originals_are_compressed(library: Library, file: object) -> None:
    big = arrived("big", "Big", "the same words again and again " * 5000)
    (kept,) = library.ingest(1, [big])
    packed = zlib.compress(big.original, 3)
    assert len(packed) < len(big.original) / 50
    assert library.original(kept.article_id)[0] == big.original
