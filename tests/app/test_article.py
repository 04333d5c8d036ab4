"""Reading: pages, sections, sizes, and coming back to the very line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.events import MouseScrollDown, MouseScrollUp

from reader.library.records import Listing
from reader.settings.schema import Settings
from tests.app.papers import LONG, SECTIONS, SHORT
from tests.app.sitting import Sitting, sit_down

if TYPE_CHECKING:
    from pathlib import Path

WALK, LINKS = LONG[0][1], LONG[1][1]


async def _to_end(sitting: Sitting) -> None:
    while not sitting.reading.view.at_end:
        await sitting.press("space")


async def test_space_reads_on_by_pages_that_keep_some_lines_of_the_old_one(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.enter(WALK)
        seen = "\n".join(sitting.lines)
        while not sitting.reading.view.at_end:
            before = [line for line in sitting.lines if line.strip()]
            await sitting.press("space")
            after = [line for line in sitting.lines if line.strip()]
            assert set(before) & set(after), "a page must keep something of the one before"
            seen += "\n".join(after)
        for section in range(1, SECTIONS + 1):
            assert f"Milestone {section}" in seen


async def test_space_at_the_end_goes_to_the_next_unread_article(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.go_to(LINKS)
        await sitting.press("r")
        await sitting.idle()
        await sitting.enter(WALK)
        await _to_end(sitting)
        assert sitting.title == WALK
        await sitting.press("space")
        assert sitting.title == LONG[2][1]
        assert sitting.focus == "article"
        await sitting.idle()
        assert sitting.reading.shown is not None
        assert sitting.reading.shown.headline.read


async def test_space_in_the_list_pages_the_article_and_marks_it_read(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.press("space")
        await sitting.idle()
        assert sitting.focus == "list"
        assert sitting.reading.view.top > 0
        assert sitting.current.read
        await sitting.press("shift+space")
        assert sitting.reading.view.top == 0


async def test_the_last_unread_article_says_so(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("A")
        await sitting.idle()
        await sitting.enter(LONG[4][1])
        await sitting.press("space", "space", "space")
        assert sitting.title == LONG[4][1]
        assert "last unread" in sitting.said


async def test_sections_are_gone_through_with_counts_and_say_where_they_end(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.enter(WALK)
        await sitting.press("]")
        assert sitting.lines[0] == "Milestone 1"
        await sitting.press("3 ]")
        assert sitting.lines[0] == "Milestone 4"
        await sitting.press("2 [")
        assert sitting.lines[0] == "Milestone 2"
        assert "2/9" in sitting.text
        await sitting.press("9 9 ]")
        assert sitting.lines[0] == "Milestone 9"
        await sitting.press("]")
        assert "last section" in sitting.said
        assert sitting.lines[0] == "Milestone 9"
        await sitting.press("9 9 [")
        assert sitting.lines[0] == "Milestone 1"
        await sitting.press("[")
        assert sitting.reading.view.top == 0
        await sitting.press("[")
        assert "beginning" in sitting.said


async def test_lines_halves_and_ends_move_the_page(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.enter(WALK)
        view = sitting.reading.view
        await sitting.press("4 j", "k")
        assert view.top == 3
        await sitting.press("ctrl+d")
        assert view.top > 8
        await sitting.press("ctrl+u")
        assert view.top == 3
        await sitting.press("G")
        assert view.at_end
        await sitting.press("j")
        assert view.at_end
        await sitting.press("home")
        assert view.top == 0
        await sitting.press("k")
        assert view.top == 0


async def test_a_count_goes_to_that_per_cent_of_the_article(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.enter(WALK)
        view = sitting.reading.view
        assert sitting.reading.shown is not None
        length = sitting.reading.shown.article.document.length
        for keys, share in (("5 0 G", 0.5), ("2 5 g g", 0.25), ("9 0 G", 0.9)):
            await sitting.press(keys)
            assert abs(view.first_offset / length - share) < 0.02
        await sitting.press("g g")
        assert view.top == 0
        await sitting.press("v", "5 0 G")
        assert sitting.reading.selection is not None
        assert abs(sitting.reading.selection.cursor / length - 0.5) < 0.02


async def test_a_resize_keeps_the_first_visible_character(papers: Path) -> None:
    async with sit_down(papers, (120, 40)) as sitting:
        await sitting.enter(WALK)
        await sitting.press("4 ]", "3 j")
        offset = sitting.reading.view.first_offset
        for size in ((60, 20), (200, 60), (80, 24), (30, 8), (120, 40)):
            await sitting.pilot.resize_terminal(*size)
            await sitting.pilot.pause()
            view = sitting.reading.view
            first = view.page.line(view.top - len(view.masthead)) if view.page else None
            assert first is not None
            assert first.offset <= offset < max(first.end, first.offset + 1), size


async def test_resizing_back_and_forth_never_drifts(papers: Path) -> None:
    async with sit_down(papers, (120, 40)) as sitting:
        await sitting.enter(WALK)
        await sitting.press("3 ]", "2 j")
        offset = sitting.reading.view.first_offset
        for _ in range(4):
            await sitting.pilot.resize_terminal(64, 20)
            await sitting.pilot.resize_terminal(120, 40)
        await sitting.pilot.pause()
        assert sitting.reading.view.first_offset == offset


async def test_wider_and_narrower_keep_the_place_and_stop_at_the_bounds(papers: Path) -> None:
    async with sit_down(papers, (200, 40)) as sitting:
        await sitting.enter(WALK)
        await sitting.press("4 ]")
        line = sitting.lines[0]
        await sitting.press("+")
        assert sitting.app.measure == 68
        assert sitting.lines[0] == line
        await sitting.press("9 9 +")
        assert sitting.app.measure == 90
        await sitting.press("9 9 -")
        assert sitting.app.measure == 45
        assert max(len(text) for text in sitting.lines) <= 45
        assert "45 characters" in sitting.said


async def test_only_the_text_hides_the_list_and_brings_it_back(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        assert sitting.sees("headlines")
        await sitting.press("z")
        assert not sitting.sees("headlines")
        assert sitting.focus == "article"
        await sitting.press("z")
        assert sitting.sees("headlines")


async def test_leaving_the_article_while_only_the_text_is_shown_shows_the_list(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("z", "h")
        assert sitting.focus == "list"
        assert sitting.sees("headlines"), "one must see what one moves in"


@pytest.mark.parametrize("size", [(60, 20), (75, 40), (20, 5)])
async def test_a_narrow_screen_shows_one_pane_at_a_time(
    papers: Path, size: tuple[int, int]
) -> None:
    async with sit_down(papers, size) as sitting:
        assert sitting.sees("headlines")
        assert not sitting.sees("view")
        await sitting.press("j", "enter")
        assert not sitting.sees("headlines")
        assert sitting.sees("view")
        assert sitting.title == LINKS
        await sitting.press("h")
        assert sitting.sees("headlines")
        assert sitting.current.title == LINKS


async def test_an_article_reopens_at_the_very_line_where_it_was_left(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("5 ]", "2 j")
        line, offset = sitting.lines[0], sitting.reading.view.first_offset
        await sitting.press("h")
        await sitting.go_to(LINKS)
        assert sitting.title == LINKS
        await sitting.go_to(WALK)
        await sitting.idle()
        assert (sitting.lines[0], sitting.reading.view.first_offset) == (line, offset)


async def test_coming_back_at_once_finds_the_line_though_it_was_not_yet_written(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("5 ]", "2 j")
        offset = sitting.reading.view.first_offset
        for _ in range(3):
            await sitting.press("J", "K")
            assert sitting.title == WALK
            assert sitting.reading.view.first_offset == offset


@pytest.mark.parametrize("size", [(120, 40), (60, 20), (200, 60)])
async def test_the_next_start_opens_the_same_article_at_the_very_character(
    papers: Path, size: tuple[int, int]
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("5 ]", "3 j")
        offset = sitting.reading.view.first_offset
        sitting.app.leave()
    async with sit_down(papers, size) as sitting:
        assert sitting.title == WALK
        assert sitting.focus == "article"
        view = sitting.reading.view
        assert view.page is not None
        assert view.page.line(view.top - len(view.masthead)).offset <= offset
        assert offset < view.page.line(view.top - len(view.masthead)).end


async def test_the_next_start_has_the_list_and_its_cursor(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("H", "3 3 j")
        await sitting.idle()
        before = sitting.current.id
        sitting.app.leave()
    async with sit_down(papers) as sitting:
        assert sitting.reading.rows.listing == Listing("unread")
        assert sitting.current.id == before
        assert sitting.current.title in sitting.text


async def test_going_on_after_a_restart_does_not_lose_the_place_of_a_cursor_that_only_looks(
    papers: Path,
) -> None:
    """Looking at an article in the list does not write over where it was left."""
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("5 ]")
        offset = sitting.reading.view.first_offset
        await sitting.press("h", "j", "k")
        await sitting.until(lambda: sitting.title == WALK)
        sitting.app.leave()
    async with sit_down(papers) as sitting:
        assert sitting.title == WALK
        assert sitting.reading.view.first_offset == offset


async def test_what_was_begun_is_a_list_of_its_own(papers: Path) -> None:
    async with sit_down(papers, (100, 24)) as sitting:
        await sitting.enter(WALK)
        await sitting.press("space", "space", "h", "c")
        await sitting.idle()
        await sitting.until(lambda: sitting.reading.rows.listing == Listing("reading"))
        assert [row.title for row in sitting.reading.rows.headlines] == [WALK]


async def test_moving_on_by_headlines_from_within_the_article(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("J")
        assert sitting.title == LINKS
        assert sitting.focus == "article"
        await sitting.press("K", "K")
        assert sitting.title == WALK
        assert "No headline before" in sitting.said


async def test_wide_code_pans_and_comes_back(papers: Path) -> None:
    async with sit_down(papers, (80, 24)) as sitting:
        await sitting.enter("Wide Code")
        assert "›" in sitting.text
        assert "part_29" not in sitting.text
        await sitting.press("9 9 >")
        assert "part_29" in sitting.text
        await sitting.press("9 9 <")
        assert "wide = part_0" in sitting.text


async def test_marks_read_follows_the_setting(papers: Path) -> None:
    never = Settings(update_at_start=False, marks_read="never")
    async with sit_down(papers, settings=never) as sitting:
        await sitting.enter(WALK)
        await sitting.press("space")
        await sitting.idle()
        assert sitting.done == []
    shown = Settings(update_at_start=False, marks_read="shown")
    async with sit_down(papers, settings=shown) as sitting:
        await sitting.press("h", "j")
        await sitting.until(lambda: sitting.title == LINKS)
        await sitting.idle()
        assert sitting.current.read
        assert sitting.library.counts().unread <= SHORT + len(LONG) - 1


async def test_the_text_of_every_script_is_shown(papers: Path) -> None:
    async with sit_down(papers, (80, 24)) as sitting:
        await sitting.enter(LONG[3][1])
        assert "日本の新聞と組版" in sitting.text
        assert "العربية" in sitting.text


async def test_space_from_list_at_the_end_of_a_short_article_goes_on(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.go_to("Short piece 299")
        await sitting.press("space")
        await sitting.idle()
        assert sitting.title == "Short piece 298"
        assert sitting.current.title == "Short piece 298"
        assert sitting.focus == "list"
        row = next(r for r in sitting.reading.rows.headlines if r.title == "Short piece 299")
        assert row.read


async def test_the_wheel_scrolls_the_article_and_marks_nothing(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        view = sitting.reading.view
        view.post_message(MouseScrollDown(view, 5, 5, 0, 1, 0, False, False, False))
        await sitting.until(lambda: view.top == 3)
        view.post_message(MouseScrollUp(view, 5, 5, 0, 1, 0, False, False, False))
        await sitting.until(lambda: view.top == 0)
        await sitting.idle()
        assert sitting.done == []
        assert sitting.focus == "list"


async def test_a_click_on_a_note_mark_shows_the_note(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(LINKS)
        view = sitting.reading.view
        spots = [
            (column, row)
            for row in range(view.size.height)
            for column in range(view.size.width)
            if (view.link_at(column, row) or "").startswith("note:")
        ]
        await sitting.pilot.click("#article", offset=spots[0])
        await sitting.until(lambda: view.foot)
        assert "where the lark was seen" in "\n".join(sitting.text.splitlines()[-6:])
