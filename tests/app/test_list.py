"""The list: it moves, it marks nothing by itself, and nothing in it moves by itself."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.library.records import Listing
from tests.app.papers import LONG, NOW, SHORT, arrived, short
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path


async def test_moving_goes_by_rows_and_by_counts_and_marks_nothing(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        assert sitting.current.title == "The Long Walk"
        await sitting.press("j", "j", "k")
        assert sitting.current.title == LONG[1][1]
        await sitting.press("5 j")
        assert sitting.reading.rows.cursor == 6
        await sitting.press("3 k", "down", "up")
        assert sitting.reading.rows.cursor == 3
        await sitting.until(lambda: sitting.title == LONG[3][1])
        await sitting.idle()
        assert sitting.library.counts().unread == SHORT + len(LONG)
        assert sitting.done == []


async def test_the_ends_of_the_list_are_reached_and_not_passed(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("k")
        assert sitting.reading.rows.cursor == 0
        await sitting.press("G")
        assert sitting.current.title == "Short piece 0"
        await sitting.press("j")
        assert sitting.current.title == "Short piece 0"
        assert "Short piece 0" in sitting.text
        await sitting.press("g g")
        assert sitting.current.title == "The Long Walk"
        await sitting.press("1 0 G")
        assert sitting.current.title == f"Short piece {SHORT - 5}"


async def test_pages_and_half_pages_move_the_cursor(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        page = sitting.reading.headlines.visible_rows - 1
        await sitting.press("pagedown")
        assert sitting.reading.rows.cursor == page
        await sitting.press("ctrl+d")
        assert sitting.reading.rows.cursor == page + page // 2
        await sitting.press("pageup", "ctrl+u")
        assert sitting.reading.rows.cursor == 0


async def test_the_article_that_comes_next_is_ready_in_the_way_that_the_cursor_went(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        ids = [row.id for row in sitting.reading.rows.headlines]
        ahead = sitting.reading.ahead
        await sitting.press("3 j")
        await sitting.until(lambda: ahead.take(ids[4]) is not None)
        await sitting.press("k")
        await sitting.until(lambda: ahead.take(ids[1]) is not None)
        # Going in moves no cursor: whoever reads upwards goes on upwards.
        await sitting.press("enter")
        await sitting.until(lambda: ahead.take(ids[1]) is not None)


async def test_going_in_marks_read_and_undo_passes_it_by(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("enter")
        await sitting.idle()
        assert sitting.current.read
        assert sitting.library.counts().unread == SHORT + len(LONG) - 1
        (entry,) = sitting.done
        assert entry.kind == "automatic"
        await sitting.press("h")
        assert sitting.reading.focus_on == "list"
        await sitting.press("u")
        await sitting.says("othing")
        assert sitting.current.read


async def test_a_read_article_stays_in_a_list_of_unread_until_the_list_is_left(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("H")
        assert sitting.reading.rows.listing == Listing("unread")
        await sitting.press("r", "j", "r")
        await sitting.idle()
        rows = [row.title for row in sitting.reading.rows.headlines[:3]]
        assert rows == [LONG[0][1], LONG[1][1], LONG[2][1]]
        await sitting.press("H", "H")
        await sitting.idle()
        assert sitting.reading.rows.headlines[0].title == LONG[2][1]


async def test_new_articles_wait_behind_a_number_and_nothing_moves_until_asked(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("j", "j")
        before, top = sitting.current.id, sitting.reading.headlines.top
        with Library.open(papers, updates=True) as other:
            desk = next(source.id for source in other.sources() if source.title == "Desk")
            other.ingest(desk, [arrived("late", "# Late News\n\nIt has come.\n", NOW)])
        sitting.app._notice()
        await sitting.until(lambda: "1 new" in sitting.reading.status.waiting)
        assert sitting.current.id == before
        assert sitting.reading.headlines.top == top
        assert "Late News" not in sitting.text
        await sitting.press(".")
        await sitting.shows("Late News")
        assert sitting.reading.status.waiting == ""


async def test_asking_for_what_is_new_leaves_an_article_that_is_being_read(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter("Wide Code")
        with Library.open(papers, updates=True) as other:
            desk = next(source.id for source in other.sources() if source.title == "Desk")
            other.ingest(desk, [arrived("late", "# Late News\n\nIt has come.\n", NOW)])
        sitting.app._notice()
        await sitting.press(".")
        assert sitting.reading.rows.headlines[0].title == "Late News"
        assert sitting.title == "Wide Code"
        assert sitting.current.title == "Wide Code"


async def test_ones_own_actions_never_count_as_new(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("d")
        await sitting.idle()
        sitting.app._notice()
        await sitting.press("u")
        await sitting.idle()
        sitting.app._notice()
        assert sitting.reading.status.waiting == ""
        await sitting.press("b")
        await sitting.idle()
        sitting.app._notice()
        assert sitting.reading.status.waiting == ""


async def test_own_actions_do_not_hide_what_has_come_in_meanwhile(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        with Library.open(papers, updates=True) as other:
            desk = next(source.id for source in other.sources() if source.title == "Desk")
            other.ingest(desk, [arrived("late", "# Late News\n\nIt has come.\n", NOW)])
        sitting.app._notice()
        await sitting.until(lambda: "1 new" in sitting.reading.status.waiting)
        await sitting.press("b")
        await sitting.idle()
        sitting.app._notice()
        await sitting.pilot.pause()
        assert "1 new" in sitting.reading.status.waiting


async def test_what_came_in_below_the_cursor_is_not_marked_with_the_list(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        with Library.open(papers, updates=True) as other:
            desk = next(source.id for source in other.sources() if source.title == "Desk")
            other.ingest(desk, [arrived("late", "# Late News\n\nIt has come.\n", NOW)])
        sitting.app._notice()
        await sitting.press("A")
        await sitting.says(f"{SHORT + len(LONG)}")
        assert sitting.library.counts().unread == 1
        assert f"#{sitting.done[0].id}" in sitting.said
        assert "u undoes" in sitting.said
        await sitting.press("u")
        await sitting.idle()
        assert sitting.library.counts().unread == SHORT + len(LONG) + 1


def _wait(until: threading.Event, _: Library) -> None:
    until.wait()


async def test_marking_all_read_shows_at_once_and_says_so_once_it_is_written(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        for key, read, said in (("A", True, "Marking"), ("u", False, "Undoing")):
            written = threading.Event()
            sitting.app.desk.submit(partial(_wait, written))
            try:
                await sitting.press(key)
                rows = sitting.reading.rows.headlines
                assert all(row.read is read for row in rows)
                assert ("●" in sitting.text) is not read
                assert said in sitting.said
                assert "#" not in sitting.said
                assert bool(sitting.library.counts().unread) is read
            finally:
                written.set()
            await sitting.says("#")
            assert bool(sitting.library.counts().unread) is not read


async def test_a_removed_article_leaves_the_list_and_comes_back_by_undo(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("j", "d")
        await sitting.idle()
        assert sitting.current.title == LONG[2][1]
        await sitting.until(lambda: LONG[1][1] not in "\n".join(sitting.text.splitlines()[:-1]))
        await sitting.until(lambda: sitting.title == LONG[2][1])
        await sitting.press("u")
        await sitting.idle()
        assert [row.title for row in sitting.reading.rows.headlines[:3]] == [
            LONG[0][1],
            LONG[1][1],
            LONG[2][1],
        ]


async def test_removing_the_last_row_leaves_the_cursor_on_the_one_before(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("G", "d")
        await sitting.idle()
        assert sitting.current.title == "Short piece 1"
        await sitting.until(lambda: sitting.title == "Short piece 1")


async def test_next_unread_passes_over_what_is_read(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("j", "r", "j", "r")
        await sitting.idle()
        await sitting.press("g g", "n")
        await sitting.idle()
        assert sitting.current.title == LONG[3][1]
        await sitting.press("N")
        assert sitting.current.title == LONG[0][1]
        await sitting.press("N")
        assert sitting.said == "Nothing unread that way."


async def test_empty_lists_say_what_to_do(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        for view, words in (
            ("bookmarks", "No bookmarks yet."),
            ("notes", "No notes yet."),
            ("reading", "Nothing begun."),
        ):
            sitting.reading.open_source(Listing(view))  # type: ignore[arg-type]
            await sitting.pilot.pause()
            assert words in sitting.text
            assert sitting.reading.current is None
            await sitting.press(
                "enter", "j", "G", "g g", "b", "r", "d", "space", "e", "T", "v", "t"
            )
            assert sitting.reading.focus_on == "list"


async def test_an_empty_library_says_how_to_fill_it(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library.db"):
        pass
    async with sit_down(tmp_path / "library.db", (80, 24)) as sitting:
        assert "Nothing here yet." in sitting.text
        assert "a adds a feed or a file," in sitting.text


async def test_a_click_selects_and_marks_nothing(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.pilot.click("#headlines", offset=(10, 2 + 3 * 2))
        await sitting.until(lambda: sitting.title == LONG[2][1])
        assert sitting.reading.rows.cursor == 2
        await sitting.idle()
        assert sitting.done == []
        await sitting.pilot.click("#headlines", offset=(10, 0))
        assert sitting.reading.rows.cursor == 2


async def test_the_wheel_scrolls_without_moving_the_cursor(papers: Path) -> None:
    from textual.events import MouseScrollDown, MouseScrollUp

    async with sit_down(papers) as sitting:
        headlines = sitting.reading.headlines

        def wheel(kind: type[MouseScrollDown | MouseScrollUp]) -> None:
            headlines.post_message(kind(headlines, 5, 5, 0, 1, 0, False, False, False))

        for _ in range(200):
            wheel(MouseScrollDown)
        await sitting.until(lambda: headlines.top > 100)
        assert sitting.reading.rows.cursor == 0
        for _ in range(400):
            wheel(MouseScrollUp)
        await sitting.until(lambda: headlines.top == 0)
        assert sitting.reading.rows.cursor == 0
        await sitting.idle()
        assert sitting.done == []


async def test_the_list_remembers_its_place_for_each_source(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("9 j")
        place = sitting.current.id
        await sitting.press("H", "4 j")
        other = sitting.current.id
        await sitting.press("H")
        assert sitting.current.id == place
        await sitting.press("H")
        assert sitting.current.id == other


async def test_a_new_short_piece_far_below_does_not_move_the_rows(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("G")
        before = sitting.text.splitlines()[5]
        with Library.open(papers, updates=True) as other:
            source = next(one.id for one in other.sources() if one.title == "Papers")
            other.ingest(source, [short(SHORT + 3)])
        sitting.app._notice()
        await sitting.until(lambda: "1 new" in sitting.reading.status.waiting)
        assert sitting.text.splitlines()[5] == before
