"""The same story from several feeds is one line, and what only looks alike is not."""

from __future__ import annotations

import random
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from reader.errors import NotFoundError
from reader.library.library import Library
from reader.library.likeness import address_bits, distance, likeness, quarters
from reader.library.records import FeedState, Listing
from tests.library.make import DAY, NOW, arrived, filled, now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.records import Arrived

WORDS = (
    "harbour council voted tuesday evening lighthouse keep burning winter despite cost oil keeper"
    " family lived rock since grandfather carried first lamp stairs storm wrecked three ships night"
    " captain survivors remember bell fog silence morning engineers propose electric beam remote"
    " village asks whether stranger machine sees boat drifting without engine gulls nest gallery"
)


def text(seed: int, words: int = 180) -> str:
    """A text of its own for each seed."""
    pick = random.Random(seed)
    return " ".join(
        pick.choice(WORDS.split()) + pick.choice(("", "", "s", "ed")) for _ in range(words)
    )


def feed(library: Library, title: str) -> int:
    address = f"https://{title.lower()}.example/feed"
    return library.add_source(kind="feed", address=address, title=title)[0]


def entry(
    name: str, words: str, *, url: str | None = None, title: str = "", days: float = 1
) -> Arrived:
    came = arrived(name, title or name, words, published=NOW - int(days * DAY))
    return came._replace(url=url)


def spoken(came: Arrived, language: str) -> Arrived:
    return came._replace(document=msgspec.structs.replace(came.document, language=language))


def comes(library: Library, source: int, came: Arrived) -> int:
    (kept,) = library.take_in(source, [came], FeedState(source))
    return kept.article_id


@pytest.fixture
def three(file: Path) -> Iterator[tuple[Library, int, int, int]]:
    with Library.open(file, now=now) as library:
        one, two, last = (feed(library, name) for name in ("Herald", "Post", "Echo"))
        yield library, one, two, last


def lines(library: Library) -> list[int]:
    return [headline.id for headline in library.window(Listing()).headlines]


def test_one_address_in_three_feeds_is_one_line(three: tuple[Library, int, int, int]) -> None:
    library, *feeds = three
    where = "https://news.example/lamp"
    ids = [comes(library, one, entry(f"e{one}", text(1), url=where)) for one in feeds]
    assert lines(library) == ids[:1]
    assert (library.counts().all, library.counts().unread) == (1, 1)
    assert library.headline(ids[0]).also == 2  # type: ignore[union-attr]
    for source, number in zip(feeds, ids, strict=True):
        listing = Listing("source", number=source)
        assert [one.id for one in library.window(listing).headlines] == [number]
        assert library.count(listing) == 1
    assert [one.id for one in library.select("harbour", limit=9)] == ids[::-1]
    assert "same story as an article in Post, Echo, which has the same address; this one" in (
        library.why(ids[0])[1].text
    )
    assert "All and Unread show “e1” (number 1) in its place" in library.why(ids[2])[1].text
    assert all(one.level == "ok" for one in library.doctor())


def test_reading_one_reads_all_and_one_undo_gives_all_back(
    three: tuple[Library, int, int, int],
) -> None:
    library, *feeds = three
    ids = [comes(library, one, entry("e", text(1), url="https://n.example/a")) for one in feeds]
    done = library.mark_read(ids[:1])
    assert (done.label, done.changed) == ("Marked “e” read, and 2 of the same story", 3)
    assert [one.read for one in library.headlines(ids)] == [True] * 3
    assert library.source(feeds[2]).unread == 0  # type: ignore[union-attr]
    library.undo()
    assert [one.read for one in library.headlines(ids)] == [False] * 3
    library.mark_all_read(Listing())
    assert [one.read for one in library.headlines(ids)] == [True] * 3
    library.undo()
    library.mark_all_read(Listing("source", number=feeds[1]))
    assert [one.read for one in library.headlines(ids)] == [True] * 3
    assert library.counts().unread == 0
    late = feed(library, "Late")
    number = comes(library, late, entry("e", text(1), url="https://n.example/a"))
    assert library.headline(number).read  # type: ignore[union-attr]


def test_why_says_that_an_article_is_read_because_another_of_its_story_was(
    three: tuple[Library, int, int, int],
) -> None:
    library, *feeds = three
    read_as_one = "It is read, as reading one of them reads all."
    where = "https://n.example/a"
    library.add_rule("The herald", "feed:herald", ["read"])
    ids = [comes(library, one, entry("e", text(1), url=where)) for one in feeds[:2]]
    assert [one.read for one in library.headlines(ids)] == [True, True]
    ruled, other = ([one.text for one in library.why(number)] for number in ids)
    assert not any(read_as_one in said for said in ruled)
    assert other[1].endswith(f"(number {ids[0]}) in its place. {read_as_one}")
    library.mark_unread(ids[1:])
    assert [one.read for one in library.headlines(ids)] == [False, False]
    assert not any(read_as_one in one.text for one in library.why(ids[1]))
    library.mark_read(ids[1:])
    assert library.why(ids[1])[1].text.endswith(read_as_one)
    library.tell_once(once=False)
    assert read_as_one not in library.why(ids[1])[1].text


def test_nearly_the_same_words_are_one_story(three: tuple[Library, int, int, int]) -> None:
    library, herald, post, _ = three
    words = text(1)
    first = comes(library, herald, entry("a", words, url="https://herald.example/1"))
    also = words.replace("lighthouse", "lamp", 3) + " The post appeared first on The Post."
    other = comes(library, post, entry("b", also, url="https://post.example/other"))
    assert lines(library) == [first]
    assert "says nearly the same" in library.why(other)[1].text


def test_the_fullest_is_shown_and_the_next_when_it_goes(
    three: tuple[Library, int, int, int],
) -> None:
    library, *feeds = three
    where = "https://news.example/lamp"
    short = entry("a", text(1, 40), url=where)._replace(completeness="teaser")
    ids = [comes(library, feeds[0], short)]
    assert lines(library) == ids
    ids += [comes(library, one, entry(f"e{one}", text(1), url=where)) for one in feeds[1:]]
    assert lines(library) == [ids[1]]
    library.remove([ids[1]])
    assert lines(library) == [ids[2]]
    library.undo()
    assert lines(library) == [ids[1]]
    library.set_source(feeds[1], hidden=True)
    assert lines(library) == [ids[2]]
    library.unsubscribe([feeds[2]])
    assert lines(library) == [ids[0]]
    library.undo()
    library.undo()
    assert lines(library) == [ids[1]]
    library.keep_full_text(ids[0], arrived("", "a", text(1, 400)))
    assert lines(library) == [ids[0]]
    assert all(one.level == "ok" for one in library.doctor())


def test_it_can_be_switched_off_and_on(three: tuple[Library, int, int, int]) -> None:
    library, *feeds = three
    ids = [comes(library, one, entry("e", text(1), url="https://n.example/a")) for one in feeds]
    assert library.tell_once(once=False)
    assert lines(library) == ids[::-1]
    assert library.counts().all == 3
    assert library.mark_read(ids[:1]).changed == 1
    assert library.tell_once(once=True)
    assert not library.tell_once(once=True)
    assert library.counts().all == 1


TEMPLATE = (
    "Welcome to our weekly open thread. Here you can talk of whatever you like with other readers"
    " of this site, if you keep to the rules of the house, which you find at the foot of each"
    " page. Last week the most loved comment was about {}. This week we would like to hear what you"
    " make of {}, and whether {} is worth what it costs. Moderators look in from time to time, and"
    " take out what is rude. See you there, and thank you for reading us for {} years."
)


@pytest.mark.parametrize(
    ("one", "other", "because"),
    [
        (
            entry("a", TEMPLATE.format("tea", "gulls", "oil", 7), url="https://s.example/1"),
            entry("b", TEMPLATE.format("tea", "gulls", "oil", 7), url="https://s.example/2"),
            "a form of one site under two addresses",
        ),
        (
            entry("a", text(1), title="Release 1.2.3", url="https://a.example/1"),
            entry("b", text(1), title="Release 1.2.4", url="https://b.example/1"),
            "titles that differ in their numbers",
        ),
        (
            entry("a", text(1) + " 17 mm 3 degrees 1012 hPa", url="https://a.example/w"),
            entry("b", text(1) + " 2 mm 11 degrees 998 hPa", url="https://b.example/w"),
            "the weather of two places",
        ),
        (
            entry("a", text(1, 30), url="https://a.example/1"),
            entry("b", text(1, 30), url="https://b.example/1"),
            "too short to be told apart",
        ),
        (
            entry("a", text(1), url="https://a.example/1"),
            entry("b", text(2), url="https://b.example/1"),
            "other texts in the same words",
        ),
        (
            entry("a", text(1), url="https://a.example/"),
            entry("b", text(2), url="https://a.example/"),
            "the address of a whole site",
        ),
        (
            entry("a", text(1), url="https://a.example/essay"),
            entry("b", text(2), url="https://a.example/essay"),
            "long words about an article that is linked",
        ),
        (
            entry("a", text(1), url="https://a.example/1", days=1),
            entry("b", text(1), url="https://b.example/1", days=60),
            "what is said again months later",
        ),
    ],
)
def test_what_only_looks_alike_is_not_one_story(
    three: tuple[Library, int, int, int], one: Arrived, other: Arrived, because: str
) -> None:
    library, herald, post, _ = three
    ids = [comes(library, herald, one), comes(library, post, other)]
    assert sorted(lines(library)) == sorted(ids), because


def test_a_feed_that_repeats_itself_does_so(three: tuple[Library, int, int, int]) -> None:
    library, herald, post, _ = three
    first = comes(library, herald, entry("a", text(1), url="https://herald.example/1"))
    again = comes(library, herald, entry("b", text(1), url="https://herald.example/2"))
    assert sorted(lines(library)) == [first, again]
    both = [
        comes(library, post, entry(n, text(ord(n)), url="https://c.example/x")) for n in ("c", "d")
    ]
    third = comes(library, herald, entry("e", text(9), url="https://c.example/x"))
    assert set(lines(library)) == {first, again, *both, third}


def test_a_text_that_changes_leaves_its_story(three: tuple[Library, int, int, int]) -> None:
    library, herald, post, _ = three
    first = comes(library, herald, entry("a", text(1), url="https://herald.example/1"))
    other = comes(library, post, entry("b", text(1), url="https://post.example/1"))
    assert lines(library) == [first]
    comes(library, post, entry("b", text(2), url="https://post.example/1"))
    assert sorted(lines(library)) == [first, other]
    comes(library, post, entry("b", text(1), url="https://post.example/1"))
    assert lines(library) == [first]


def test_languages_are_told_apart_and_those_without_spaces_are_known(
    three: tuple[Library, int, int, int],
) -> None:
    library, herald, post, echo = three
    signs = "".join(chr(0x4E00 + 37 * n % 5000) for n in range(300))
    ids = [
        comes(library, one, entry("j", signs, url=f"https://{one}.example/j"))
        for one in (herald, post)
    ]
    assert lines(library) == ids[:1]
    came = entry("k", signs, url="https://k.example/j")
    number = comes(library, echo, spoken(came, "ja"))
    assert lines(library) == [ids[0]], number
    one = comes(library, herald, spoken(entry("l", text(4), url="https://a.example/l"), "en-GB"))
    other = comes(library, post, spoken(entry("l", text(4), url="https://b.example/l"), "de"))
    third = comes(library, echo, spoken(entry("l", text(4), url="https://c.example/l"), "en"))
    assert {one, other} <= set(lines(library))
    assert third not in lines(library)


def test_likenesses_are_near_for_what_is_near() -> None:
    one = likeness(text(1))
    near = likeness(text(1).replace("lighthouse", "lamp", 2))
    far = likeness(text(2))
    assert one is not None
    assert near is not None
    assert far is not None
    assert distance(one, near) < 6 < distance(one, far)
    assert distance(-1, 0) == 64
    assert len({*quarters(one)}) == 4
    assert likeness("few words") is None
    assert address_bits("https://www.a.example/x") == address_bits("https://a.example/x")
    assert address_bits("https://a.example/") is None
    assert address_bits("mailto:x") is None


class AnyStories(RuleBasedStateMachine):
    """Whatever comes and is done: each story has one line, and all counts are true."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="reader-"))
        self.library, _ = filled(self.folder / "library.db", 2)
        self.feeds = [feed(self.library, name) for name in ("Herald", "Post", "Echo")]

    def attempt(self, name: str, *args: object, **named: object) -> None:
        try:
            getattr(self.library, name)(*args, **named)
        except NotFoundError:
            return

    @rule(at=st.integers(0, 2), name=st.sampled_from("abc"), seed=st.integers(1, 3))
    def comes(self, at: int, name: str, seed: int) -> None:
        url = f"https://{'news' if seed == 3 else at}.example/{name if seed < 3 else 'same'}"
        comes(self.library, self.feeds[at], entry(name, text(seed, 70), url=url))

    @rule(
        name=st.sampled_from(["mark_read", "mark_unread", "remove", "bookmark"]),
        ids=st.lists(st.integers(1, 9), min_size=1, max_size=2, unique=True),
    )
    def mark(self, name: str, ids: list[int]) -> None:
        self.attempt(name, ids)

    @rule(unread=st.booleans(), at=st.integers(0, 2))
    def mark_all(self, unread: bool, at: int) -> None:
        self.attempt(
            "mark_all_read", Listing("unread") if unread else Listing("source", self.feeds[at])
        )

    @rule(at=st.integers(0, 2), hidden=st.booleans())
    def hide(self, at: int, hidden: bool) -> None:
        self.attempt("set_source", self.feeds[at], hidden=hidden)

    @rule(at=st.integers(0, 2), gone=st.booleans())
    def leave(self, at: int, gone: bool) -> None:
        if gone:
            self.attempt("unsubscribe", [self.feeds[at]])
        else:
            self.feeds[at] = feed(self.library, ("Herald", "Post", "Echo")[at])

    @rule(once=st.booleans())
    def switch(self, once: bool) -> None:
        self.library.tell_once(once=once)

    @rule(way=st.sampled_from(["undo", "redo"]))
    def back(self, way: str) -> None:
        self.attempt(way)

    @invariant()
    def each_story_has_one_line(self) -> None:
        library = self.library
        assert [one.text for one in library.doctor() if one.level == "error"] == []
        shown = lines(library)
        assert library.counts().all == len(shown)
        unread = library.window(Listing("unread")).headlines
        assert library.counts().unread == len(unread)
        if not library._db.value("SELECT once FROM telling"):
            return
        rows = library._db.rows(
            "SELECT t.story, group_concat(s.article_id), max(s.muted & 1 = 0) FROM twin t"
            " JOIN status s ON s.article_id = t.article_id AND s.removed = 0 AND s.hidden = 0"
            " GROUP BY t.story"
        )
        for _, members, in_all in rows:
            seen = {int(number) for number in members.split(",")} & set(shown)
            assert len(seen) == in_all

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.folder)


AnyStories.TestCase.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
TestAnyStories = AnyStories.TestCase


def test_a_mended_library_has_its_stories_tags_searches_and_rules(file: Path) -> None:
    with Library.open(file, now=now) as library:
        feeds = [feed(library, name) for name in ("Herald", "Post")]
        ids = [comes(library, one, entry("e", text(1), url="https://n.example/a")) for one in feeds]
        library.tag("nature/gulls", [ids[1]])
        library.save_search("Harbours", "harbour")
        library.add_rule("Later", "harbour", ["tag later"])
        library.apply_rules()
        library.tell_once(once=False)
        library.tell_once(once=True)
        assert [one.level for one in library.repair()] == ["ok"]
        assert lines(library) == ids[:1]
        assert [(one.name, one.total) for one in library.tags()] == [
            ("later", 2),
            ("nature", 1),
            ("nature/gulls", 1),
        ]
        assert [one.total for one in library.searches()] == [2]
        assert library.rule("Later").touched == 2
        late = comes(library, feed(library, "Echo"), entry("f", text(1), url="https://e.example/b"))
        assert late not in lines(library)
        assert all(one.level == "ok" for one in library.doctor())
