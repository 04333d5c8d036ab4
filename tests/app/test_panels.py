"""The panels: sources, contents, themes, help, palette, changes; and how each is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.app.screens.changes import Changes
from reader.app.screens.command_lists import Help, Palette
from reader.app.screens.outline import Outline
from reader.app.screens.sources import Sources
from reader.app.screens.themes import Themes
from reader.library.library import Library
from reader.library.records import Listing, NewFeed
from tests.app.papers import LONG, NOW, arrived
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.sitting import Sitting

WALK = LONG[0][1]


async def _back(sitting: Sitting) -> None:
    await sitting.until(lambda: sitting.app.screen is sitting.reading)


async def test_sources_are_narrowed_by_typing_and_shown(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("s")
        await sitting.until(lambda: isinstance(sitting.app.screen, Sources))
        for name in ("Unread", "All", "Continue reading", "Bookmarks", "Notes", "Desk", "Papers"):
            assert name in sitting.text
        await sitting.write("pap")
        assert "Continue reading" not in sitting.text
        await sitting.press("enter")
        await _back(sitting)
        assert sitting.reading.headlines.name_of_list == "Papers"
        assert sitting.current.title == "Short piece 299"


async def test_escape_clears_the_filter_first_and_then_closes(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("s")
        await sitting.write("pap")
        await sitting.press("escape")
        assert isinstance(sitting.app.screen, Sources)
        assert "Continue reading" in sitting.text
        await sitting.press("escape")
        await _back(sitting)
        assert sitting.reading.rows.listing == Listing("all")


async def test_a_source_is_renamed_and_unsubscribed_and_comes_back(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("s")
        await sitting.write("desk")
        await sitting.press("f2")
        await sitting.write("top")
        await sitting.press("enter")
        await sitting.until(lambda: any(s.title == "Desktop" for s in sitting.library.sources()))
        await sitting.until(lambda: isinstance(sitting.app.screen, Sources))
        await sitting.press("delete")
        await sitting.until(lambda: len(sitting.library.sources()) == 1)
        await sitting.press("escape", "escape")
        await _back(sitting)
        await sitting.idle()
        await sitting.press("u")
        await sitting.until(lambda: len(sitting.library.sources()) == 2)


async def test_the_contents_lead_to_a_section(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("t")
        await sitting.until(lambda: isinstance(sitting.app.screen, Outline))
        await sitting.write("7")
        await sitting.press("enter")
        await _back(sitting)
        assert sitting.lines[0] == "Milestone 7"
        await sitting.press("` `")
        assert sitting.reading.view.top == 0


async def test_the_contents_begin_where_one_is(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("4 ]", "t", "enter")
        await _back(sitting)
        assert sitting.lines[0] == "Milestone 4"


async def test_the_rail_stands_on_wide_screens_and_a_click_goes_to_a_section(
    papers: Path,
) -> None:
    async with sit_down(papers, (200, 60)) as sitting:
        assert sitting.sees("rail")
        assert "Contents" in sitting.text
        rail = sitting.reading.rail
        assert rail is not None
        row = next(n for n, line in enumerate(sitting.text.splitlines()) if "Milestone 5" in line)
        await sitting.pilot.click("#rail", offset=(5, row))
        await sitting.until(lambda: sitting.lines[0] == "Milestone 5")
        await sitting.pilot.resize_terminal(100, 30)
        assert not sitting.sees("rail")


async def test_themes_are_seen_at_once_and_escape_brings_the_old_one_back(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        before = sitting.app.worn.name
        await sitting.press("ctrl+t")
        await sitting.until(lambda: isinstance(sitting.app.screen, Themes))
        await sitting.pilot.pause()
        await sitting.press("j")
        await sitting.until(lambda: sitting.app.worn.name != before)
        await sitting.press("escape")
        await _back(sitting)
        assert sitting.app.worn.name == before


async def test_a_theme_that_is_kept_is_worn_at_the_next_start_and_keeps_the_place(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("3 ]")
        line = sitting.lines[0]
        await sitting.press("ctrl+t")
        await sitting.until(lambda: isinstance(sitting.app.screen, Themes))
        await sitting.pilot.pause()
        await sitting.press("j", "enter")
        await _back(sitting)
        assert sitting.lines[0] == line
        await sitting.idle()
        worn = sitting.app.worn.id
        assert sitting.app.restored.theme == worn
        sitting.app.leave()
    async with sit_down(papers) as sitting:
        assert sitting.app.restored.theme == worn


async def test_help_lists_what_works_here_is_searched_and_runs_it(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("?")
        await sitting.until(lambda: isinstance(sitting.app.screen, Help))
        assert "Moving" in sitting.text
        await sitting.write("bookmark the article")
        assert "Page down" not in sitting.text
        await sitting.press("enter")
        await _back(sitting)
        await sitting.idle()
        assert sitting.current.bookmarked


async def test_help_says_where_a_command_works_that_does_not_work_here(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("?")
        await sitting.write("set a letter mark")
        await sitting.press("enter")
        await sitting.says("works in the article")


async def test_the_palette_runs_a_command_by_its_name(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press(":")
        await sitting.until(lambda: isinstance(sitting.app.screen, Palette))
        await sitting.write("next unread")
        await sitting.press("enter")
        await _back(sitting)
        assert sitting.current.title == LONG[1][1]


async def test_a_question_from_the_palette_is_asked_after_it_has_closed(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press(":")
        await sitting.write("bookmark this place")
        await sitting.press("enter")
        await sitting.shows("Label of this place")
        await sitting.write("from afar")
        await sitting.press("enter")
        await _back(sitting)
        await sitting.idle()
        assert sitting.library.bookmarks()[0].label == "from afar"


@pytest.mark.parametrize("key", ["s", "g f", "'", '"', "U", "T", "ctrl+t", "?", ":", "/", "t"])
async def test_every_panel_is_left_by_escape_and_by_a_click_beside_it(
    papers: Path, key: str
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press(key)
        await sitting.until(lambda: sitting.app.screen is not sitting.reading)
        await sitting.pilot.pause()
        await sitting.press("escape")
        await _back(sitting)
        await sitting.press(key)
        await sitting.until(lambda: sitting.app.screen is not sitting.reading)
        await sitting.pilot.pause()
        beside = next(
            spot
            for spot in ((119, 38), (1, 38), (60, 38))
            if not sitting.app.screen.picks.region.contains(*spot)  # type: ignore[attr-defined]
        )
        await sitting.pilot.click(offset=beside)
        await _back(sitting)
        assert sitting.focus == "list"
        assert sitting.title == WALK


async def test_panels_take_their_place_anew_when_the_screen_changes(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("s")
        await sitting.until(lambda: isinstance(sitting.app.screen, Sources))
        await sitting.pilot.resize_terminal(60, 20)
        await sitting.shows("Continue reading")
        await sitting.press("escape")
        await _back(sitting)
        assert sitting.sees("headlines")
        assert not sitting.sees("view")


async def test_what_changed_is_shown_by_word(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("D")
        assert "has not changed" in sitting.said
        with Library.open(papers, updates=True) as other:
            desk = next(source.id for source in other.sources() if source.title == "Desk")
            text = "# The Window\n\nA window looks one way, and keeps what it sees.\n"
            other.ingest(desk, [arrived("window", text, NOW - 5 * 86_400)])
        await sitting.enter("The Window")
        await sitting.press("D")
        await sitting.until(lambda: isinstance(sitting.app.screen, Changes))
        await sitting.pilot.pause()
        assert "[-both" in sitting.text
        assert "[+one" in sitting.text


async def test_pinned_sources_stand_beside_the_list_and_follow_what_is_done(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("S")
        await sitting.shows("Continue reading")
        assert sitting.sees("pinned")
        await sitting.press("r")
        await sitting.idle()
        await sitting.until(lambda: "304" in sitting.text)
        await sitting.pilot.click("#sources", offset=(5, 2))
        await sitting.until(lambda: sitting.reading.rows.listing.view != "all")
        sitting.app.leave()
    async with sit_down(papers) as sitting:
        await sitting.shows("Continue reading")
        await sitting.press("S")
        await sitting.until(lambda: "Continue reading" not in sitting.text)


async def test_a_higher_screen_shows_more_of_the_pinned_sources(papers: Path) -> None:
    with Library.open(papers) as library:
        library.subscribe_many(
            [NewFeed(f"https://{number}.example/", f"Feed {number:02}") for number in range(60)]
        )
    async with sit_down(papers, (120, 20)) as sitting:
        await sitting.press("S")
        await sitting.shows("Feed 01")
        assert "Feed 30" not in sitting.text
        await sitting.pilot.resize_terminal(120, 50)
        await sitting.shows("Feed 30")


async def test_only_text_is_kept_for_the_next_start(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("z")
        await sitting.idle()
        sitting.app.leave()
    async with sit_down(papers) as sitting:
        assert not sitting.sees("headlines")
        assert sitting.title == WALK
