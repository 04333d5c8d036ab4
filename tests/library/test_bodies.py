"""What the feed gave and the page fetched whole: both kept, one shown, and everything follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.document.place import find
from reader.errors import NotFoundError
from reader.library.library import Library
from reader.library.records import FeedState, Kept, Listing
from tests.library.make import NOW, arrived, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.library.records import Arrived

STATE = FeedState(1, title="Own", due=NOW)
SHORT = "The kettle sings. Read more …"
WHOLE = ("A kettle sings before it boils.", "Nobody minds the whistle of a locomotive.")


def teaser(text: str = SHORT, title: str = "Kettles") -> Arrived:
    return arrived("one", title, text)._replace(
        completeness="teaser", evidence="It ends in “Read more …”.", url="https://a/1"
    )


def page(*paragraphs: str) -> Arrived:
    one = arrived("", "The page's title", *(paragraphs or WHOLE))
    return one._replace(media_type="text/html", canonical="https://a/one", evidence="The page.")


@pytest.fixture
def library(file: Path) -> Iterator[Library]:
    """A feed with one article, which is a teaser."""
    clock = iter(range(NOW, NOW + 1000))
    with Library.open(file, now=lambda: float(next(clock))) as library:
        library.add_source(kind="feed", address="https://a/feed", title="")
        library.take_in(1, [teaser()], STATE)
        yield library


def found(library: Library, words: str) -> bool:
    return bool(library.search(words))


def sound(library: Library) -> bool:
    return [finding.text for finding in library.doctor() if finding.level != "ok"] == []


def test_the_whole_text_is_shown_and_the_feeds_is_kept(library: Library) -> None:
    assert library.keep_full_text(1, page()) == Kept(1, "changed")
    article = library.article(1)
    assert article.document.text == "\n\n".join(WHOLE)
    assert (article.completeness, article.evidence) == ("full", "The page.")
    assert (article.bodies, article.headline.body) == (("full", "feed"), "full")
    assert (article.headline.title, article.canonical) == ("Kettles", "https://a/one")
    assert article.headline.words == 13
    assert library.original(1)[1] == "text/html"
    assert found(library, "locomotive")
    assert not found(library, "more")
    assert library.feed_text(1) == SHORT
    assert len(library.versions(1)) == 1
    assert sound(library)


def test_either_body_is_shown_when_it_is_asked_for(library: Library) -> None:
    library.keep_full_text(1, page())
    library.show_body(1, "feed")
    article = library.article(1)
    assert article.document.text == SHORT
    assert (article.completeness, article.headline.words) == ("teaser", 5)
    assert article.evidence == "It ends in “Read more …”."
    assert library.original(1)[1] == "text/plain"
    assert found(library, "more")
    assert not found(library, "locomotive")
    assert [(b.kind, b.shown, b.words) for b in library.bodies(1)] == [
        ("feed", True, 5),
        ("full", False, 13),
    ]
    library.show_body(1, "feed")
    library.show_body(1, "full")
    assert library.article(1).document.text == "\n\n".join(WHOLE)
    assert [b.kind for b in library.bodies(1)] == ["full", "feed"]
    assert sound(library)


def test_what_is_not_kept_cannot_be_shown(library: Library) -> None:
    with pytest.raises(NotFoundError, match="reader fetch 1"):
        library.show_body(1, "full")
    assert [(b.kind, b.shown) for b in library.bodies(1)] == [("feed", True)]


def test_the_feed_changes_its_text_and_the_whole_one_stays(library: Library) -> None:
    library.keep_full_text(1, page())
    library.mark_read([1])
    (kept,) = library.take_in(1, [teaser("Other words.", "Kettles again")], STATE)
    assert kept.outcome == "changed"
    article = library.article(1)
    assert article.document.text == "\n\n".join(WHOLE)
    assert (article.headline.title, article.headline.read) == ("Kettles again", False)
    assert found(library, "title:again")
    assert library.feed_text(1) == "Other words."
    assert (library.version_text(1, 1), library.version_text(1, 2)) == (SHORT, "Other words.")
    library.show_body(1, "feed")
    assert library.article(1).document.text == "Other words."
    assert sound(library)


def test_the_feed_is_the_same_while_the_whole_text_is_shown(library: Library) -> None:
    library.keep_full_text(1, page())
    assert library.take_in(1, [teaser()], STATE) == [Kept(1, "same")]
    again = teaser()._replace(original=b"<p>The kettle", fingerprint="other")
    assert library.take_in(1, [again], STATE) == [Kept(1, "same")]
    assert library.original(1)[0] == page().original
    library.show_body(1, "feed")
    assert library.original(1)[0] == b"<p>The kettle"


def test_fetching_again_puts_the_new_page_in_place_of_the_old(library: Library) -> None:
    library.keep_full_text(1, page())
    assert library.keep_full_text(1, page()) == Kept(1, "same")
    assert library.keep_full_text(1, page("A third text.")) == Kept(1, "changed")
    library.show_body(1, "feed")
    assert library.keep_full_text(1, page("A fourth text.")) == Kept(1, "changed")
    assert library.article(1).document.text == "A fourth text."
    assert library.feed_text(1) == SHORT
    assert len(library.bodies(1)) == 2
    assert sound(library)


def test_marks_stay_on_their_words(library: Library) -> None:
    begun = "The kettle sings on the stove of the station master of Crewe."
    library.take_in(1, [teaser(f"{begun} Read more …")], STATE)
    library.note(1, "!", place=place(library.feed_text(1), 24, 29))
    library.keep_full_text(1, page(*WHOLE, begun, *WHOLE))
    (note,) = library.notes(1)
    assert note.place is not None
    document = library.article(1).document
    where = find(note.place, document.text, document.outline)
    assert where is not None
    assert document.text[where.offset :].startswith("stove of the station master")


def test_the_page_gives_a_title_to_what_has_none(library: Library) -> None:
    library.take_in(1, [arrived("two", "", "Words without a title.")], STATE)
    assert library.headline(2).title == "Words without a title."  # type: ignore[union-attr]
    library.keep_full_text(2, page())
    assert library.headline(2).title == "The page's title"  # type: ignore[union-attr]
    library.take_in(1, [arrived("two", "", "Other words without a title.")], STATE)
    assert library.headline(2).title == "The page's title"  # type: ignore[union-attr]


def test_why_a_page_could_not_be_fetched_stands_at_the_article(library: Library) -> None:
    library.mark_completeness(1, "failed", "The page needs a login.")
    article = library.article(1)
    assert (article.completeness, article.evidence) == ("failed", "The page needs a login.")
    assert library.window(Listing()).headlines[0].completeness == "failed"


def test_queries_know_what_is_whole(library: Library) -> None:
    assert [h.id for h in library.select("is:teaser")] == [1]
    library.keep_full_text(1, page())
    assert [h.id for h in library.select("is:full")] == [1]
    assert library.select("is:teaser") == []


def test_both_bodies_come_through_a_repair(library: Library) -> None:
    library.keep_full_text(1, page())
    library.set_source(1, hidden=True)
    library.repair()
    assert library.feed_text(1) == SHORT
    library.show_body(1, "feed")
    assert library.article(1).document.text == SHORT
    assert library.counts().all == 0
    assert sound(library)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ("UPDATE body SET chunks = x'93'", "cannot be unpacked"),
        ("UPDATE body SET head = x'00'", "cannot be unpacked"),
        ("UPDATE body SET original = x'00'", "cannot be unpacked"),
        ("UPDATE status SET muted = 1", "wrongly in All"),
        ("DELETE FROM feed", "never asked"),
        ("UPDATE subscription SET settings = '[]'", "settings of 1 source cannot be read"),
        ("UPDATE subscription SET settings = '{'", "settings of 1 source cannot be read"),
    ],
)
def test_the_doctor_knows_and_mends_what_feeds_need(library: Library, harm: str, told: str) -> None:
    library.keep_full_text(1, page())
    with library._db.writing():
        library._db.run(harm)
    assert any(told in finding.text for finding in library.doctor() if finding.level == "error")
    if "body" not in harm:
        library.repair()
        assert sound(library)
        assert [source.id for source in library.sources()] == [1]
        assert library.due()


def test_either_body_is_there_whichever_is_shown(library: Library) -> None:
    given = library.body(1, "feed").text
    with pytest.raises(NotFoundError, match="reader fetch 1"):
        library.body(1, "full")
    library.keep_full_text(1, page())
    whole = library.body(1, "full").text
    assert library.body(1, "feed").text == given != whole
    library.show_body(1, "feed")
    assert (library.body(1, "feed").text, library.body(1, "full").text) == (given, whole)
    assert library.article(1).document.text == given
