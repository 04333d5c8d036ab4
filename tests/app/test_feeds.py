"""The screen of feeds: what it says of each, and all that is done there, undone again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.app.faring import ENDED, FAILING, PAUSED, ago, fares, sign_of, span
from reader.app.screens.feeds import Feeds, in_short
from reader.app.screens.source_settings import SettingsOfSource, seconds_of
from reader.app.source_rows import folder_counts, source_entries, tree
from reader.library.library import Library
from reader.library.records import FeedState, Source, SourceSettings
from reader.typeset.width import cells
from tests.app.papers import arrived
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.app.sitting import Sitting

NOW = 1_790_000_000
HOUR, DAY = 3_600, 86_400


def _source(title: str = "The Post", folder: str | None = None, **changes: object) -> Source:
    plain = Source(1, "feed", title, "https://post.example/feed", folder, 3, 9)
    return plain._replace(**changes)  # type: ignore[arg-type]


def test_a_feed_that_fares_well_says_when_it_was_asked_and_will_be() -> None:
    fine = _source(checked=NOW - 12 * 60, good=NOW - 12 * 60, due=NOW + 2 * HOUR)
    assert fares(fine, NOW) == "asked 12m ago · next in 2h"
    assert sign_of(fine) is None


def test_a_feed_that_fails_says_since_when_why_and_when_it_is_tried_again() -> None:
    failing = _source(
        error="The server does not answer.",
        checked=NOW,
        failing=NOW - 3 * HOUR,
        failures=4,
        good=NOW - 5 * HOUR,
        due=NOW + 40 * 60,
    )
    assert fares(failing, NOW) == (
        "failing since 3h ago, 4 times: The server does not answer · last good 5h ago"
        " · next try in 40m"
    )
    assert sign_of(failing) is FAILING


def test_one_that_never_worked_that_is_paused_or_that_ended_says_so() -> None:
    assert fares(_source(), NOW) == "not asked yet"
    never = _source(error="No feed is there.", checked=NOW - HOUR, failing=NOW - HOUR, due=NOW)
    assert "never good yet · next try at the next update" in fares(never, NOW)
    paused = _source(settings=SourceSettings(paused=True), good=NOW - HOUR, error="Old.")
    assert (fares(paused, NOW), sign_of(paused)) == ("paused · last good 1h ago", PAUSED)
    ended = _source(gone=True, good=NOW - HOUR)
    assert sign_of(ended) is ENDED
    assert "ended" in fares(ended, NOW)


def test_what_is_set_is_said_too() -> None:
    settings = SourceSettings(interval=2 * HOUR, full_text=True, hidden=True)
    said = fares(_source(checked=NOW, settings=settings, tags=("weekly",)), NOW)
    assert said.endswith("every 2h · fetched whole · not in All · #weekly")


def test_an_interval_is_said_as_it_was_set_and_not_about() -> None:
    settings = SourceSettings(interval=90 * 60)
    assert fares(_source(checked=NOW, settings=settings), NOW).endswith("every 90m")


def test_folders_and_saved_articles_have_words_of_their_own() -> None:
    assert fares(_source(kind="folder", checked=NOW - HOUR), NOW) == "read 1h ago"
    assert fares(_source(kind="saved"), NOW) == "articles that you saved"
    assert fares(_source(kind="handbook", checked=NOW), NOW) == "comes with Reader"


@pytest.mark.parametrize(
    ("seconds", "said"), [(30, "1m"), (2400, "40m"), (2 * HOUR, "2h"), (3 * DAY, "3 days")]
)
def test_lengths_of_time_are_said_shortly(seconds: int, said: str) -> None:
    assert span(seconds) == said


def test_a_moment_is_told_by_the_day_after_a_day() -> None:
    assert ago(NOW - HOUR, NOW) == "1h ago"
    assert "ago" not in ago(NOW - 20 * DAY, NOW)
    assert ago(None, NOW) == "never"


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("30m", 1800),
        ("2 h", 7200),
        ("1d", DAY),
        ("90", 5400),
        ("", None),
        ("soon", None),
        ("0", None),
    ],
)
def test_a_length_of_time_is_understood_as_it_is_typed(typed: str, seconds: int | None) -> None:
    assert seconds_of(typed) == seconds


def test_folders_nest_and_count_what_is_in_those_within() -> None:
    sources = [
        _source("Loose"),
        _source("World", "News/World"),
        _source("Deep", "News/World/Far"),
        _source("Odd", "News"),
        _source("Alone", "Art"),
    ]
    assert [(shelf.depth, shelf.name) for shelf in tree(sources)] == [
        (0, "Loose"),
        (0, "Art"),
        (1, "Alone"),
        (0, "News"),
        (1, "Odd"),
        (1, "News/World"),
        (2, "World"),
        (2, "News/World/Far"),
        (3, "Deep"),
    ]
    counts = folder_counts(sources)
    assert (counts["News"], counts["News/World"], counts["Art"]) == (9, 6, 3)


def test_the_head_of_the_screen_counts_what_fails_and_is_paused() -> None:
    paused = SourceSettings(paused=True)
    sources = [_source(), _source(error="No."), _source(error="No.", settings=paused)]
    assert in_short(sources) == "3 · 1 failing · 1 paused"
    assert in_short([]) == ""


@pytest.fixture
def post(papers: Path) -> Path:
    """The papers with two feeds, of which one has failed for long."""
    with Library.open(papers, updates=True) as library:
        for name, folder in (("Post", "News"), ("Mail", None)):
            number, _ = library.add_source(
                kind="feed",
                address=f"https://{name.lower()}.example/feed",
                title="",
                own_title=name,
                folder=folder,
            )
            library.ingest(number, [arrived(name, f"# From {name}\n\nWords.\n", NOW - DAY)])
            state = FeedState(number, title=name, checked=NOW, good=NOW, due=NOW + HOUR)
            if name == "Mail":
                state = state._replace(
                    error="mail.example does not answer.", failing=NOW - 30 * DAY, failures=90
                )
            library.keep_states([state])
    return papers


async def _feeds(sitting: Sitting, title: str) -> None:
    """Open the screen with the cursor on a source."""
    await sitting.press("g f")
    await sitting.until(lambda: isinstance(sitting.app.screen, Feeds))
    await sitting.shows(title)
    await sitting.press("/")
    await sitting.write(title)
    await sitting.press("enter")
    await sitting.until(lambda: _named(sitting) == title)


def _named(sitting: Sitting) -> str:
    screen = sitting.app.screen
    assert isinstance(screen, Feeds)
    return screen.source.title if screen.source else ""


def _one(sitting: Sitting, address: str = "https://post.example/feed") -> Source | None:
    return next((one for one in sitting.library.sources() if one.address == address), None)


async def _wears(sitting: Sitting, tags: tuple[str, ...]) -> None:
    def worn() -> bool:
        one = _one(sitting)
        return one is not None and one.tags == tags

    await sitting.until(worn)


async def _undone(sitting: Sitting, before: Source) -> None:
    """Undo what was done last, from the screen itself, and find all as it was before."""
    await sitting.says("u undoes")
    assert "#" in sitting.said
    await sitting.press("u")
    await sitting.until(lambda: _one(sitting, before.address) == before)


@pytest.fixture
async def at_post(post: Path) -> AsyncIterator[Sitting]:
    """At the screen of feeds, on the Post."""
    async with sit_down(post) as sitting:
        await _feeds(sitting, "Post")
        yield sitting


async def test_a_feed_is_renamed_and_gets_its_own_title_back(at_post: Sitting) -> None:
    before = _one(at_post)
    assert before is not None
    await at_post.press("e")
    await at_post.shows("Title:")
    await at_post.write("man")
    await at_post.press("enter")
    await at_post.until(lambda: (_one(at_post) or before).title == "Postman")
    await at_post.says("Renamed Post to Postman")
    await _undone(at_post, before)


async def test_a_feed_is_moved_into_a_nested_folder(at_post: Sitting) -> None:
    before = _one(at_post)
    assert before is not None
    await at_post.press("m")
    await at_post.shows("Folder:")
    await at_post.write("/World")
    await at_post.press("enter")
    await at_post.until(lambda: (_one(at_post) or before).folder == "News/World")
    await _undone(at_post, before)


async def test_a_feed_is_tagged_and_the_tag_taken_off(at_post: Sitting) -> None:
    before = _one(at_post)
    assert before is not None
    for worn in (("weekly",), ()):
        await at_post.press("T")
        await at_post.shows("Tag:")
        await at_post.write("weekly")
        await at_post.press("enter")
        await _wears(at_post, worn)
    await at_post.says("u undoes")


async def test_a_feed_is_paused_and_marked_so_in_the_drawer(at_post: Sitting) -> None:
    before = _one(at_post)
    assert before is not None
    await at_post.press("p")
    await at_post.says("Paused Post")
    await at_post.shows("‖ Post")
    await at_post.press("h", "h")
    await at_post.until(lambda: at_post.app.screen is at_post.reading)
    await at_post.press("s")
    await at_post.until(lambda: "‖ Post" in at_post.text and "paused" in at_post.text)
    await at_post.press("ctrl+s")
    await at_post.until(lambda: isinstance(at_post.app.screen, Feeds))
    await at_post.press("u")
    await at_post.until(lambda: _one(at_post) == before)


async def test_settings_are_changed_one_by_one(at_post: Sitting) -> None:
    before = _one(at_post)
    assert before is not None
    await at_post.press("c")
    await at_post.until(lambda: isinstance(at_post.app.screen, SettingsOfSource))
    await at_post.shows("In All and Unread")
    await at_post.press("enter")
    await at_post.until(lambda: (_one(at_post) or before).settings.hidden)
    await at_post.press("2 j", "enter")
    await at_post.shows("Ask it every:")
    await at_post.write("whenever")
    await at_post.press("enter")
    await at_post.says("no length of time")
    await at_post.press("enter")
    await at_post.shows("Ask it every:")
    await at_post.write("2h")
    await at_post.press("enter")
    await at_post.until(lambda: (_one(at_post) or before).settings.interval == 2 * HOUR)
    await at_post.press("j", "enter")
    await at_post.until(lambda: (_one(at_post) or before).settings.full_text)
    await at_post.press("j", "enter")
    await at_post.shows("User agent:")
    await at_post.write("Walker/1")
    await at_post.press("enter")
    await at_post.until(lambda: (_one(at_post) or before).settings.user_agent == "Walker/1")
    await at_post.press("escape")
    await at_post.shows("every 2h · fetched whole · not in All")
    await at_post.press("4 u")
    # When it is asked next has gone by the other interval meanwhile, and is no action.
    await at_post.until(lambda: getattr(_one(at_post), "settings", None) == before.settings)


async def test_an_interval_that_is_taken_as_it_stands_is_not_changed(at_post: Sitting) -> None:
    source = _one(at_post)
    assert source is not None
    at_post.library.set_source(source.id, interval=90 * 60)
    await at_post.press("c")
    await at_post.until(lambda: isinstance(at_post.app.screen, SettingsOfSource))
    await at_post.shows("every 90m")
    await at_post.press("2 j", "enter")
    await at_post.shows("Ask it every: 90m")
    await at_post.press("enter")
    await at_post.until(lambda: isinstance(at_post.app.screen, SettingsOfSource))
    await at_post.idle()
    assert getattr(_one(at_post), "settings", None) == SourceSettings(interval=90 * 60)


async def test_a_feed_is_removed_and_comes_back(at_post: Sitting) -> None:
    before = _one(at_post)
    assert before is not None
    await at_post.press("d")
    await at_post.until(lambda: _one(at_post) is None)
    await _undone(at_post, before)


async def test_its_address_is_copied_and_its_articles_shown(at_post: Sitting) -> None:
    await at_post.press("y")
    await at_post.says("Copied https://post.example/feed")
    await at_post.press("enter")
    await at_post.until(lambda: at_post.reading.headlines.name_of_list == "Post")
    assert at_post.current.title == "From Post"


async def test_failing_feeds_are_found_by_the_word(post: Path) -> None:
    async with sit_down(post) as sitting:
        await sitting.press("g f")
        await sitting.shows("1 failing")
        await sitting.press("/")
        await sitting.write("failing")
        await sitting.until(lambda: "! Mail" in sitting.text and "asked" not in sitting.text)
        await sitting.shows("90 times: mail.example does not answer")


@pytest.mark.parametrize("size", [(20, 5), (60, 20), (80, 24), (120, 40), (200, 60)])
async def test_the_screen_fits_every_size(post: Path, size: tuple[int, int]) -> None:
    async with sit_down(post, size) as sitting:
        await sitting.press("g f")
        await sitting.until(lambda: isinstance(sitting.app.screen, Feeds))
        await sitting.press("j", "k", "c")
        await sitting.until(lambda: isinstance(sitting.app.screen, SettingsOfSource))
        await sitting.press("j", "j", "escape", "escape")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)


def test_rows_of_the_drawer_are_never_wider_than_their_room(post: Path) -> None:
    with Library.open(post) as library:
        library.move_source(3, "A rather long folder/And a longer one in it/And one more")
        for room in (8, 23, 26, 34, 46):
            for entry in source_entries(library, room):
                for row in entry.rows:
                    assert sum(cells(text) for text, _ in row) <= max(room, 18)
        shown = [
            "".join(text for text, _ in entry.rows[0])
            for entry in source_entries(library, 34, ascii_only=True)
        ]
    assert any("! Mail" in row and "failing" in row for row in shown)
    assert "".join(shown).isascii()
