from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.errors import UsageError
from reader.library.library import Library
from reader.library.records import Listing
from tests.library.make import DAY, NOW, arrived, now, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = tmp_path_factory.mktemp("search") / "library.db"
    with Library.open(path, now=now) as library:
        physics, _ = library.add_source(
            kind="feed", address="https://physics.example", title="Physics Today", folder="Science"
        )
        papers, _ = library.add_source(kind="folder", address="/p", title="Papers 100% new")
        library.ingest(
            physics,
            [
                arrived("1", "Light and lenses", "A lens bends light.", published=NOW - 3 * DAY),
                arrived(
                    "2",
                    "On naïve optics",
                    "Before the heading.",
                    "Glass is naïve about colour, and C++ is not.",
                    heading="Glass",
                    published=NOW - 40 * DAY,
                ),
                arrived("3", "望遠鏡の歴史", "日本語の文章で望遠鏡を語る。", published=NOW - DAY),
            ],
        )
        library.ingest(
            papers,
            [
                arrived("4", "Kettles", "Light breakfast, no lens. " * 3, published=NOW - 2 * DAY),
                arrived("5", "Trains", "lens " * 60 + "telegraph", published=NOW - 4 * DAY),
            ],
        )
        library.mark_read([1, 5])
        library.bookmark([2])
        library.note(3, "a note")
        library.tag("to read", [4])
        library.save_progress(4, place("x"), 0.5)
        yield library


def found(library: Library, query: str) -> set[int]:
    return {headline.id for headline in library.select(query, limit=50)}


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", {1, 2, 3, 4, 5}),
        ("lens", {1, 4, 5}),
        ("LENS light", {1, 4}),
        ('"a lens"', {1}),
        ('"lens a"', set()),
        ("len*", {1, 4, 5}),
        ("lens -light", {5}),
        ("-lens", {2, 3}),
        ("telegraph OR glass", {2, 5}),
        ("(telegraph OR glass) -naive", {5}),
        ("-(telegraph OR glass)", {1, 3, 4}),
        ("naive", {2}),
        ("naïve", {2}),
        ("望遠鏡", {3}),
        ("文章", {3}),
        ("遠望", set()),
        ("title:light", {1}),
        ("text:light", {1, 4}),
        ('title:"light and"', {1}),
        ("is:unread", {2, 3, 4}),
        ("is:read lens", {1, 5}),
        ("is:bookmarked OR has:note", {2, 3}),
        ("is:annotated", {3}),
        ("-is:read -is:bookmarked", {3, 4}),
        ('tag:"to read"', {4}),
        ("feed:physics", {1, 2, 3}),
        ("feed:1", {1, 2, 3}),
        ('feed:"100%"', {4, 5}),
        ("feed:1%", set()),
        ("folder:science glass", {2}),
        ("before:1999", set()),
        ("after:1999-12-31 telegraph", {5}),
        ("words:>50", {5}),
        ("minutes:<1", {1, 2, 3, 4, 5}),
        ("is:full trains", {5}),
        ("C++", {2}),
        ('lens "AND"', {1}),
        ("NEAR(lens light)", set()),
    ],
)
def test_a_query_finds_what_it_says(shelf: Library, query: str, wanted: set[int]) -> None:
    assert found(shelf, query) == wanted


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ('"open', "at character 1: a quotation mark opens here"),
        ("lens (light", "at character 6: a parenthesis opens here"),
        ("lens)", "at character 5: nothing was opened"),
        ("()", "nothing in these parentheses"),
        ("lens OR", "at character 6: OR stands between"),
        ("fed:x", "there is no field fed:; is feed: meant"),
        ("is:new", "is:new is not known; is is:unread meant? There are unread, read"),
        ("has:smell", "has:smell is not known"),
        ("newer:soon", "soon is not an age"),
        ("after:someday", "someday is not a date"),
        ("after:2026-13", "2026-13 is not a date"),
        ("words:many", "many is not a length"),
        ("sort:rnk", "sort:rnk is not known; is sort:rank meant?"),
        ("tag:", "tag: needs something"),
        ("***", "no word to look for"),
        ("lens -OR x", "at character 6: - stands before"),
        ('"a" ""', "at character 5: there is no word"),
        ("(" * 60 + "x" + ")" * 60, "too many parentheses"),
    ],
)
def test_a_wrong_query_says_where_and_runs_nothing(
    shelf: Library, query: str, message: str
) -> None:
    with pytest.raises(UsageError) as caught:
        shelf.select(query)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("new", [3, 4, 1, 5, 2]),
        ("old", [2, 5, 1, 4, 3]),
        ("long", [5, 2, 4, 3, 1]),
        ("short", [1, 3, 4, 2, 5]),
        ("feed", [4, 5, 3, 1, 2]),
    ],
)
def test_a_list_is_sorted_and_goes_on_where_it_was_left(
    shelf: Library, sort: str, order: list[int]
) -> None:
    assert [h.id for h in shelf.select(f"sort:{sort}")] == order
    first = shelf.select("", limit=2, sort=sort)
    rest = shelf.select("", after=first[-1].key, sort=sort)
    assert [h.id for h in first + rest] == order


def test_a_sort_that_is_not_there_is_refused(shelf: Library) -> None:
    with pytest.raises(UsageError, match="cannot be sorted by colour"):
        shelf.select("", sort="colour")


def test_the_best_match_comes_first(shelf: Library) -> None:
    assert [hit.headline.id for hit in shelf.search("light")] == [1, 4]
    assert shelf.search("lens", limit=1)[0].headline.id in {1, 5}


def test_a_hit_tells_section_offset_and_the_words_lit(shelf: Library) -> None:
    (hit,) = shelf.search("naive colour")
    text = shelf.article(2).document.text
    assert hit.section == "Glass"
    assert text[hit.offset :].startswith("naïve")
    assert [hit.snippet[a:b] for a, b in hit.lit] == ["naïve", "colour"]


def test_a_hit_in_the_title_alone_shows_the_beginning(shelf: Library) -> None:
    (hit,) = shelf.search("kettles")
    assert (hit.offset, hit.lit, hit.section) == (0, (), None)
    assert hit.snippet.startswith("Light breakfast")


def test_a_hit_far_into_a_text_shows_the_words_around_it(shelf: Library) -> None:
    (hit,) = shelf.search("telegr*")
    assert hit.snippet.startswith("…lens")
    assert [hit.snippet[a:b] for a, b in hit.lit] == ["telegraph"]


def test_cjk_words_are_lit(shelf: Library) -> None:
    (hit,) = shelf.search("文章")
    assert [hit.snippet[a:b] for a, b in hit.lit] == ["文章"]


def test_search_takes_the_whole_language(shelf: Library) -> None:
    assert {hit.headline.id for hit in shelf.search("lens is:unread")} == {4}
    assert {hit.headline.id for hit in shelf.search("is:bookmarked")} == {2}
    assert {hit.headline.id for hit in shelf.search("-lens feed:physics")} == {2, 3}


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(alphabet=st.sampled_from("ab*\"“”()-: OR\\%_\0é日'^+{}is:tag"), max_size=25))
def test_any_text_is_a_query_or_a_clear_error(shelf: Library, query: str) -> None:
    try:
        listed = {h.id for h in shelf.select(query, limit=50)}
        hits = shelf.search(query)
    except UsageError:
        return
    assert {hit.headline.id for hit in hits} == listed
    for hit in hits:
        assert all(0 <= a < b <= len(hit.snippet) for a, b in hit.lit)
    assert {h.id for h in shelf.window(Listing("query", name=query)).headlines} == listed
    assert shelf.count(Listing("query", name=query)) == len(listed)
