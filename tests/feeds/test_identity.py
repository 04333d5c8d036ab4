"""The name that an entry keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.feeds.identity import MOST_CHARACTERS, identities
from reader.feeds.tracking import same_place, without_tracking
from tests.feeds.entries import entry

words = st.text("abc xyz", max_size=12)
links = st.sampled_from(
    ["https://a.example/1", "http://a.example/1/?utm_source=rss", "https://a.example/2"]
)
entries = st.builds(
    entry,
    id=st.none() | st.sampled_from(["one", "two", "https://a.example/1"]),
    title=words,
    url=st.none() | links,
    published=st.none() | st.integers(1, 3),
    content=words,
)


def name(**said: object) -> str:
    (only,) = identities([entry(**said)])
    return only


def test_the_id_goes_before_the_link_and_the_link_before_the_words() -> None:
    assert name(id="tag:a,2026:1", url="https://a.example/1") == "tag:a,2026:1"
    assert name(url="https://a.example/1", title="A") == "https://a.example/1"
    assert name(title="A", content="b") == name(title=" A\n", content="b ")
    assert name(title="A", content="b") != name(title="A", content="c")


@pytest.mark.parametrize(
    "other",
    [
        "https://a.example/story?id=7&utm_source=rss&utm_medium=feed",
        "http://a.example/story/?id=7&fbclid=xyz",
        "https://A.example:443/story?id=7#at_medium=RSS",
        "https://a.example/story?mc_cid=1&id=7&CMP=share",
    ],
)
def test_a_link_is_the_same_whatever_follows_its_readers(other: str) -> None:
    assert name(url=other) == name(url="https://a.example/story?id=7")
    assert name(id=other) == name(id="https://a.example/story?id=7")


@pytest.mark.parametrize(
    "other",
    ["https://a.example/story?id=8", "https://a.example/story", "https://a.example/Story?id=7"],
)
def test_what_finds_another_page_is_kept(other: str) -> None:
    assert name(url=other) != name(url="https://a.example/story?id=7")


def test_a_link_that_several_entries_share_needs_their_dates() -> None:
    shared = "https://a.example/changes"
    both = [entry(url=shared, published=1), entry(url=shared, published=2)]
    assert len(set(identities(both))) == 2
    undated = [entry(url=shared, title="A"), entry(url=shared, title="B")]
    assert len(set(identities(undated))) == 2


def test_one_id_for_all_entries_names_none_of_them() -> None:
    all_alike = [entry(id="feed", url=f"https://a.example/{n}") for n in range(3)]
    assert len(set(identities(all_alike))) == 3
    unlinked = [entry(id="feed", title=title) for title in "ab"]
    assert len(set(identities(unlinked))) == 2


def test_an_entry_that_stands_there_twice_is_one() -> None:
    twice = [entry(id="a", url="https://a.example/1"), entry(id="a", url="http://a.example/1/")]
    assert len(set(identities(twice))) == 1


def test_a_long_name_is_cut_without_becoming_another() -> None:
    first, second = name(id="x" * 5_000), name(id="x" * 4_999)
    assert first != second
    assert max(len(first), len(second)) <= MOST_CHARACTERS


@given(st.lists(entries, max_size=6))
def test_names_are_whole_and_do_not_hang_on_the_order(some: list[object]) -> None:
    named = identities(some)  # type: ignore[arg-type]
    assert len(named) == len(some)
    assert all(named)
    backwards = identities(some[::-1])  # type: ignore[arg-type]
    assert backwards == named[::-1]


@given(st.text(max_size=60) | links)
def test_comparing_twice_is_comparing_once(address: str) -> None:
    assert same_place(same_place(address)) == same_place(address)


def test_addresses_within_a_text_lose_their_trails_alone() -> None:
    text = "See https://a.example/x?utm_source=b&q=1 and mail:me?utm_source=b."
    assert without_tracking(text) == "See https://a.example/x?q=1 and mail:me?utm_source=b."
