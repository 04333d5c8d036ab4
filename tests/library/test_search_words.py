"""Which words find which: letters of all scripts, beginnings, headings, what was mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from reader.library.index import phrase, spaced
from reader.library.letters import Folded, fold
from reader.library.library import Library
from reader.library.snippets import matches, snippet
from reader.library.spelling import distance
from reader.query.tree import Words
from tests.library.make import DAY, NOW, arrived, now, place

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reader.library.records import Arrived

TEXTS = {
    "straße": "Die Straße nach Łódź ist naïve; der oﬃce-Schalter ist zu.",
    "japanese": "日本の新聞と望遠鏡の歴史を語る。",
    "broken": "日本\n語の文章。",
    "mixed": "新しいiPhone手机壳在这里。",
    "korean": "한국어를 배우는 사람",
    "thai": "อยากกินไก่ทอดที่ประเทศไทย",
    "burmese": "နိုင်ငံတော်အကြည်ညို",
    "hindi": "हिन्दी भाषा में समाचार",
    "arabic": "كِتَابٌ جديد عن الورّاقين سنة ٨٦٩",
    "hebrew": "שָׁלוֹם עולם",
    "russian": "Глаз шёл по буквам к Чайковскому",
    "greek": "ὁ λόγος καὶ ὁ Ὀδυσσεύς",
    "decomposed": "cafe\u0301 and soft\u00adware",
    "rare han": "𠮷野家で食べる",
    "underscore": "call read_file with C++ and don’t",
}


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = tmp_path_factory.mktemp("words") / "library.db"
    with Library.open(path, now=now) as library:
        number, _ = library.add_source(kind="feed", address="https://w.example", title="Wörter")
        library.ingest(number, [arrived(key, key, text) for key, text in TEXTS.items()])
        yield library


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("strasse", {"straße"}),
        ("STRAßE", {"straße"}),
        ("lodz", {"straße"}),
        ("naive", {"straße"}),
        ("office", {"straße"}),
        ("新聞", {"japanese"}),
        ("望", {"japanese"}),
        ("史", {"japanese"}),
        ("遠鏡の", {"japanese"}),
        ("鏡遠", set()),
        ("日本語", {"broken"}),
        ("日本", {"japanese", "broken"}),
        ("日本 歴史", {"japanese"}),
        ("iphone手机", {"mixed"}),
        ("手机", {"mixed"}),
        ("手机*", {"mixed"}),
        ("iphone", {"mixed"}),
        ("한국", {"korean"}),
        ("국어", {"korean"}),
        ("사람", {"korean"}),
        ("ไก่", {"thai"}),
        ("ไทย", {"thai"}),
        ("ทอดที่", {"thai"}),
        ("အကြည်", {"burmese"}),
        ("हिन्दी", {"hindi"}),
        ("हन्द", set()),
        ("كتاب", {"arabic"}),
        ("كِتاب", {"arabic"}),
        ("الوراقين", {"arabic"}),
        ("869", {"arabic"}),
        ("שלום", {"hebrew"}),
        ("шел", {"russian"}),
        ("шёл", {"russian"}),
        ("Чайковск*", {"russian"}),
        ("λογος", {"greek"}),
        ("ΟΔΥΣΣΕΥΣ", {"greek"}),
        ("café", {"decomposed"}),
        ("software", {"decomposed"}),
        ("𠮷野", {"rare han"}),
        ("𠮷", {"rare han"}),
        ("file", {"underscore"}),
        ('"read file"', {"underscore"}),
        ("don't", {"underscore"}),
        ("読む", set()),
    ],
)
def test_a_word_is_found_however_it_is_written(
    shelf: Library, query: str, wanted: set[str]
) -> None:
    hits = shelf.search(query)
    assert {hit.headline.title for hit in hits} == wanted
    for hit in hits:
        assert hit.lit, "what was found is lit"


def test_what_is_lit_is_the_word_as_the_text_writes_it(shelf: Library) -> None:
    def lit(query: str) -> list[str]:
        (hit,) = shelf.search(query)
        return [hit.snippet[a:b] for a, b in hit.lit]

    assert lit("strasse") == ["Straße"]
    assert lit("office") == ["oﬃce"]
    assert lit("كتاب") == ["كِتَابٌ"]
    assert lit("software") == ["soft\u00adware"]
    assert lit("café") == ["cafe\u0301"]
    assert lit("日本語") == ["日本 語"]
    assert lit("869") == ["٨٦٩"]


WORDS = st.text(
    st.one_of(
        st.sampled_from("aé ß日本語한국ไก่कि.é\u0301\u00ad\n_-"),
        st.characters(exclude_categories=("Cs", "Cc")),
    ),
    max_size=30,
)


@given(WORDS, st.data())
def test_every_stretch_of_a_folded_text_has_its_place(text: str, data: st.DataObject) -> None:
    folded = Folded(text)
    assert folded.text == fold(text)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    a, b = folded.stretch(start, end)
    assert 0 <= a < b <= len(text)
    assert folded.text[start:end] in fold(text[a:b])


@given(WORDS)
def test_a_phrase_of_the_index_is_one_quoted_phrase(text: str) -> None:
    assert "\0" not in (phrase(text) or "")
    made = phrase(text)
    if made is not None:
        bare = made.removesuffix(" *")
        assert bare[0] == bare[-1] == '"'
        assert '"' not in bare[1:-1].replace('""', "")
    assert len(spaced(text)) < 4 * len(text) + 10


def test_headings_are_found_as_such_and_are_the_place_to_go_to(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db", now=now) as library:
        number, _ = library.add_source(kind="feed", address="x", title="X")
        first = "A word about lenses at the beginning. " * 9
        library.ingest(
            number,
            [
                arrived("1", "One", first),
                arrived("2", "Two", first, "Of glass.", heading="Lenses"),
            ],
        )
        (hit,) = library.search("section:lenses")
        assert (hit.headline.title, hit.section, hit.offset) == ("Two", "Lenses", 0)
        assert library.search("section:glass") == []
        assert library.search("lenses")[0].headline.title == "Two"


def test_a_heading_with_all_the_words_is_shown_before_an_earlier_place() -> None:
    text = "Of light and of glass, and of glass and light.\n\nLight glass\n\nMore."
    start = text.index("Light")
    found = snippet(text, [Words("light"), Words("glass")], [(start, start + 11)])
    assert found.offset == start


def test_a_snippet_begins_below_the_heading_that_is_told_beside_it() -> None:
    text = "Silk\n\nOf looms.\n\nDyeing\n\nIn indigo."
    headings = [(0, 4), (17, 23)]
    found = snippet(text, [Words("indigo")], headings)
    assert (found.text, found.lit, found.offset) == ("In indigo.", ((3, 9),), text.index("indigo"))
    assert snippet(text, [Words("looms")], headings).text == "Of looms. Dyeing In indigo."
    assert snippet(text, [Words("dyeing")], headings).text == "Of looms. Dyeing In indigo."
    assert snippet(text, [Words("wool")], headings) == ("Of looms. Dyeing In indigo.", (), 0)
    assert snippet("Silk", [Words("wool")], [(0, 4)]).text == "Silk"


def test_words_of_headings_alone_are_lit_in_headings_alone() -> None:
    text = "glass\n\nglass\n\nglass"
    assert [m.start for m in matches(text, [Words("glass", column="section")], [(7, 12)])] == [7]


def test_of_two_that_fit_alike_the_newer_comes_first(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db", now=now) as library:
        number, _ = library.add_source(kind="feed", address="x", title="X")
        words = "The lens was ground by hand."
        library.ingest(
            number,
            [
                arrived("new", "New", words, published=NOW - DAY),
                arrived("old", "Old", words, published=NOW - 3000 * DAY),
                arrived("best", "The lens", words, published=NOW - 3000 * DAY),
            ],
        )
        assert [hit.headline.title for hit in library.search("lens")] == ["The lens", "New", "Old"]


def test_ranking_is_bounded_and_says_when_there_is_more(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db", now=now) as library:
        number, _ = library.add_source(kind="feed", address="x", title="X")
        library.ingest(number, [arrived(f"a{n}", f"Number {n}", "A lens.") for n in range(30)])
        few, all_ = library.find("lens", most=10), library.find("lens", most=30)
        assert (len(few.ids), few.more) == (10, True)
        assert set(few.ids) == set(range(21, 31))
        assert (len(all_.ids), all_.more) == (30, False)
        assert [h.headline.id for h in library.hits("lens", few.ids[:3])] == list(few.ids[:3])
        library.remove([few.ids[0]])
        assert len(library.hits("lens", few.ids)) == 9


def test_a_rare_word_weighs_more_than_a_common_one(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db", now=now) as library:
        number, _ = library.add_source(kind="feed", address="x", title="X")
        library.ingest(
            number,
            [
                *(arrived(f"f{n}", f"Filler {n}", "The sea and the sky.") for n in range(20)),
                arrived("1", "Much sea", "The sea, the sea, the sea, the sea, one zephyr."),
                arrived("2", "Much wind", "A zephyr by the sea, a zephyr, a zephyr, a zephyr."),
            ],
        )
        first, second = library.search("sea zephyr")
        assert (first.headline.title, second.headline.title) == ("Much wind", "Much sea")


# -- mistakes of typing ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = tmp_path_factory.mktemp("typos") / "library.db"
    with Library.open(path, now=now) as library:
        number, _ = library.add_source(kind="feed", address="x", title="X")
        library.ingest(
            number,
            [
                *(arrived(f"z{n}", f"Zephyrine {n}", "A zephyrine.") for n in range(12)),
                arrived("1", "Zephyrene", "Another word: telegraph, naïveté, пробел."),
            ],
        )
        yield library


@pytest.mark.parametrize(
    ("query", "near", "articles", "instead"),
    [
        ("zephyrnie", "zephyrine", 12, "zephyrine"),
        ("zephirin", "zephyrine", 12, "zephyrine"),
        ("telegarph", "telegraph", 1, "telegraph"),
        ("xelegraph", "telegraph", 1, "telegraph"),
        ("title:Zephyrin", "zephyrine", 12, "title:zephyrine"),
        ('"another wrod"', "word", 1, '"another word"'),
        ("naivetee", "naivete", 1, "naivete"),
        ("пробелл", "пробел", 1, "пробел"),
    ],
)
def test_the_commonest_of_the_nearest_words_is_offered(
    words: Library, query: str, near: str, articles: int, instead: str
) -> None:
    (found,) = words.suggest(query)
    assert (found.near, found.articles, found.query) == (near, articles, instead)
    assert words.search(found.query)


@pytest.mark.parametrize("query", ["zephyrine", "qqqqqqqq", "zep*", "cat", "is:unread", "日本", ""])
def test_nothing_is_offered_for_what_is_there_or_near_nothing(words: Library, query: str) -> None:
    assert words.suggest(query) == []


@pytest.mark.parametrize(
    ("one", "other", "mistakes"),
    [
        ("word", "word", 0),
        ("wrod", "word", 1),
        ("wod", "word", 1),
        ("words", "word", 1),
        ("ward", "word", 1),
        ("drow", "word", 3),
        ("", "ab", 2),
        ("ca", "abc", 3),
    ],
)
def test_the_distance_of_two_words_is_the_mistakes_between_them(
    one: str, other: str, mistakes: int
) -> None:
    assert distance(one, other) == distance(other, one) == mistakes


def test_a_word_that_is_being_typed_finds_the_words_that_begin_so(words: Library) -> None:
    for query in ("zep*", "title:zeph*", "another te*", "zep* OR tele*", "zep* -telegraph", "zzz*"):
        begun, whole = words.find(query, begun=True), words.find(query)
        assert set(begun.ids) == set(whole.ids)
    assert words.find("zephyrin", begun=True).ids == ()
    assert len(words.find("zep*", begun=True).ids) == 13


# -- other forms of a word -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path: Path = tmp_path_factory.mktemp("stems") / "library.db"
    with Library.open(path, now=now) as library:
        number, _ = library.add_source(kind="feed", address="x", title="X")

        def of(language: str, title: str, text: str) -> Arrived:
            one = arrived(title, title, text)
            return one._replace(document=replace(one.document, language=language))

        library.ingest(
            number,
            [
                of("en", "Printing", "Printing and printing, prints and printing and printing."),
                of("en", "A print", "Somewhere in here there is one print, and no more."),
                of("en", "Princes", "A prince and a principle."),
                of("de-AT", "Häuser", "Alte Häuser am Fluss."),
                of("ru", "Книги", "Читать книги вечером."),
                of("ja", "日本", "日本の本。"),
            ],
        )
        yield library


@pytest.mark.parametrize(
    ("query", "exact", "others"),
    [
        ("print", ["A print"], ["Printing"]),
        ("printing", ["Printing"], ["A print"]),
        ("printed", [], ["Printing", "A print"]),
        ("Haus", [], ["Häuser"]),
        ("книга", [], ["Книги"]),
        ("日本", ["日本"], []),
        ("print*", ["Printing", "A print"], []),
        ('"one print"', ["A print"], []),
        ("author:printing", [], []),
        ("print -printing", ["A print"], []),
        ("principles", [], ["Princes"]),
    ],
)
def test_other_forms_are_found_below_the_word_itself(
    forms: Library, query: str, exact: list[str], others: list[str]
) -> None:
    plain = [hit.headline.title for hit in forms.search(query)]
    wide = [hit.headline.title for hit in forms.search(query, stems=True)]
    assert sorted(plain) == sorted(exact)
    assert wide[: len(plain)] == plain
    assert sorted(wide[len(plain) :]) == sorted(others)


def test_the_forms_that_were_found_are_lit(forms: Library) -> None:
    (hit,) = forms.search("Haus", stems=True)
    assert [hit.snippet[a:b] for a, b in hit.lit] == ["Häuser"]
    text = forms.article(hit.headline.id).document.text
    assert [text[a:b] for a, b in forms.lit("Haus", hit.headline.id, stems=True)] == ["Häuser"]
    assert forms.lit("Haus", hit.headline.id) == []


# -- beside the articles ---------------------------------------------------------------------------


def test_notes_labels_tags_and_sources_are_found_too(shelf: Library) -> None:
    shelf.note(1, "About the cyan sea", place=place("die Straße"))
    shelf.note(2, "", place=place("cyan light"), colour="amber")
    shelf.bookmark_place(3, place("x"), label="Cyan things")
    shelf.tag("dark cyan", [4])
    shelf.rename_source(1, "The Cyan Press")
    found = shelf.asides("cyan")
    assert [(one.kind, one.text) for one in found] == [
        ("source", "The Cyan Press"),
        ("tag", "dark cyan"),
        ("highlight", "cyan light"),
        ("note", "About the cyan sea — “die Straße”"),
        ("bookmark", "Cyan things"),
    ]
    assert [one.text[a:b].lower() for one in found for a, b in one.lit] == ["cyan"] * 5
    assert [one.article_id for one in found] == [None, None, 2, 1, 3]
    assert {one.kind for one in shelf.asides("strasse")} == {"note"}
    assert {one.kind for one in shelf.asides("cyan -sea", most=1)} == {
        *("source", "tag", "highlight", "bookmark"),
    }
    assert shelf.asides("cyan is:unread") == []
    assert shelf.asides("") == []
