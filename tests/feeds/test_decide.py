"""What becomes of an entry: new words come back unread, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.model import Document, Paragraph, Text
from reader.feeds.decide import decide
from reader.feeds.essence import essence
from reader.library.preparing import prepare
from reader.library.records import Arrived, StoredEntry

if TYPE_CHECKING:
    from reader.library.preparing import Prepared
    from reader.library.records import Decision

NOW = 1_790_000_000
TITLE, TEXT = "The Kettle", "A kettle sings before it boils. Nobody minds, as far as is known."


def arrived(title: str = TITLE, text: str = TEXT, **said: object) -> Prepared:
    blocks = (Paragraph((Text(text),)),) if text else ()
    given_ = Arrived("one", Document(title=title, blocks=blocks), text.encode(), "text/html")
    new = prepare(given_._replace(fingerprint=f"{title}|{text}|{said}", **said))  # type: ignore[arg-type]
    return new._replace(digest=essence(title, text))


def stored(title: str = TITLE, text: str = TEXT, **said: object) -> StoredEntry:
    new = arrived(title, text, **said)
    return StoredEntry(
        article_id=1,
        digest=new.digest,
        fingerprint=new.fingerprint,
        title=title,
        url=new.url,
        published=new.published,
        updated=new.updated,
    )


def decided(title: str = TITLE, text: str = TEXT, **said: object) -> Decision:
    return decide(stored(), arrived(title, text, **said), NOW)


def test_what_is_not_known_is_added() -> None:
    assert decide(None, arrived(), NOW) == "add"


def test_what_is_the_same_is_left_alone() -> None:
    assert decided() == "same"


def test_what_comes_back_is_told_of_even_when_it_is_the_same() -> None:
    assert decide(stored()._replace(gone=True), arrived(), NOW) == "touch"


@pytest.mark.parametrize("text", [TEXT + " But I do.", TEXT.replace("boils", "cools"), "", "好"])
def test_new_words_are_a_new_version(text: str) -> None:
    assert decided(text=text) == "change"
    assert decided(title=TEXT) == "change"


def test_a_feed_that_says_that_nothing_of_weight_changed_is_believed() -> None:
    before = stored(updated=NOW - 100)
    assert decide(before, arrived(text="Other words", updated=NOW - 100), NOW) == "revise"
    assert decide(before, arrived(text="Other words", updated=NOW - 50), NOW) == "change"
    assert decide(before, arrived(text="Other words"), NOW) == "change"


def test_a_date_far_ahead_is_no_evidence() -> None:
    ahead = NOW + 40 * 86_400
    assert decide(stored(updated=ahead), arrived(text="Other", updated=ahead), NOW) == "change"


@pytest.mark.parametrize(
    "said",
    [
        {"url": "https://a.example/?utm_source=x"},
        {"published": NOW},
        {"updated": NOW},
        {"author": "Ann"},
        {"categories": ("tea",)},
    ],
)
def test_what_stands_beside_the_words_is_brought_up_to_date_quietly(
    said: dict[str, object],
) -> None:
    assert decided(**said) == "touch"  # type: ignore[arg-type]


TRIVIAL = [
    ("Nobody minds, as", "Nobody minds as"),
    ("boils. Nobody", "boils – nobody"),
    ("A kettle", "A  kettle\n"),
    ("See https://a.example/x", "See http://a.example/x/?utm_campaign=y&fbclid=z"),
    ("Updated 3 November 2026, 14:05", "Updated 4 November 2026, 09:17"),
    ("Updated Mon, Nov 3rd, 2026", "Updated Tuesday, Nov 4th, 2026"),
    ("On 2026-11-03T14:05:33Z", "On 2026-11-04T14:05:33.5+01:00"),
    ("Stand: 03.11.2026, 14:05", "Stand: 4.11.26, 9:10"),
    ("Posted 2 hours ago", "Posted 3 days ago"),
    ("2026年11月3日 更新", "2026年11月4日 更新"),
    ("12 comments", "1,034 comments"),
    ("Comments: 12", "Comments: 13"),
    ("“Quoted” words", '"Quoted" words'),
    ("Grand Opening", "grand opening"),
    ("こんにちは、世界", "こんにちは 世界。"),
]


@pytest.mark.parametrize(("before", "after"), TRIVIAL)
def test_nothing_comes_back_for_what_tells_a_reader_nothing(before: str, after: str) -> None:
    assert decide(stored(text=before), arrived(text=after), NOW) == "touch"
    assert decide(stored(title=before), arrived(title=after), NOW) == "touch"


WEIGHTY = [
    ("It costs 12 crowns", "It costs 13 crowns"),
    ("Use C", "Use C++"),
    ("5 killed", "7 killed"),
    ("👍", "👎"),
    ("In 2026 it began", "In 2027 it began"),
    ("See https://a.example/x?id=1", "See https://a.example/x?id=2"),
    ("Version 1.2 is out", "Version 1.3 is out"),
]


@pytest.mark.parametrize(("before", "after"), WEIGHTY)
def test_what_does_tell_something_comes_back(before: str, after: str) -> None:
    assert decide(stored(text=before), arrived(text=after), NOW) == "change"


def test_where_there_are_only_marks_the_marks_count() -> None:
    assert essence("", "!!!") != essence("", "???")
    assert essence("", "! !") == essence("", "!!")


prose = st.lists(
    st.sampled_from(["tea", "Über", "12", "好", "C++", "2026-11-03", "a.b", "👍", "naïve"]),
    min_size=1,
    max_size=12,
)
idle = st.text(" \n\t,.;:!?-—“”‘’…()'\"\u00a0\u200b", min_size=1, max_size=4)


@given(prose, st.data())
def test_marks_and_white_space_between_words_never_matter(
    some: list[str], data: st.DataObject
) -> None:
    before = " ".join(some)
    after = "".join(f"{one} {data.draw(idle)} " for one in some)
    assert essence("A title", before) == essence("A, title!", after)


@given(st.text(max_size=80), st.text(max_size=80))
def test_the_same_words_are_never_unread_again(title: str, text: str) -> None:
    decision = decide(stored(title, text), arrived(title, text, published=NOW), NOW)
    assert decision == "touch"
    assert decide(stored(title, text), arrived(title, text), NOW) == "same"


@given(prose, st.sampled_from(["word", "другое", "語"]))
def test_a_word_more_is_always_seen(some: list[str], word: str) -> None:
    text = " ".join(some)
    assert essence("", text) != essence("", f"{text} {word}")
