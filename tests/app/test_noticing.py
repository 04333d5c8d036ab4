"""What other processes do while one reads: marks follow, nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.library import Library
from reader.library.records import Listing
from tests.app.papers import LONG, NOW, arrived
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WALK = LONG[0][1]


async def test_marks_made_elsewhere_are_seen_without_a_move(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        await sitting.press("2 ]")
        line = sitting.lines[0]
        with Library.open(papers) as other:
            other.bookmark((sitting.current.id,))
        sitting.app._notice()
        await sitting.until(lambda: sitting.current.bookmarked)
        assert sitting.lines[0] == line


async def test_an_article_that_changes_while_it_is_read_stays_as_it_is(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter("Wide Code")
        before = sitting.lines
        with Library.open(papers, updates=True) as other:
            desk = next(source.id for source in other.sources() if source.title == "Desk")
            other.ingest(desk, [arrived("code", "# Wide Code\n\nAll is new.\n", NOW)])
        sitting.app._notice()
        await sitting.idle()
        assert sitting.lines == before
        await sitting.press("J", "K")
        await sitting.until(lambda: any("All is new." in line for line in sitting.lines))


async def test_the_article_that_is_read_is_removed_elsewhere_and_reading_goes_on(
    papers: Path,
) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter(WALK)
        with Library.open(papers) as other:
            other.remove((sitting.current.id,))
        sitting.app._notice()
        await sitting.press("space", "]", "b", "r", "h", "j", "k", "enter")
        await sitting.idle()
        await sitting.press("u", "u")
        await sitting.idle()
        assert sitting.text


async def test_a_place_whose_words_are_gone_says_so_and_opens_the_article(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.enter("The Window")
        await sitting.press("j", "m a")
        await sitting.idle()
        with Library.open(papers, updates=True) as other:
            desk = next(source.id for source in other.sources() if source.title == "Desk")
            other.ingest(desk, [arrived("window", "# The Window\n\nXyz.\n", NOW)])
        await sitting.press("K", "K", "` a")
        await sitting.says("no longer in the article")
        assert sitting.title == "The Window"


async def test_what_the_reader_did_is_not_read_a_second_time(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("b")
        await sitting.idle()
        rows = sitting.reading.rows.headlines
        sitting.app._notice()
        assert sitting.reading.rows.headlines is rows
        with Library.open(papers) as other:
            other.mark_read((sitting.current.id,))
        sitting.app._notice()
        assert sitting.current.read


async def test_of_a_long_list_the_rows_in_sight_follow_first_and_then_the_others(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.app.freshening.AT_ONCE", 40)
    async with sit_down(papers) as sitting:
        await sitting.press("1 5 0 j")
        rows = sitting.reading.rows
        assert len(rows.headlines) > 150
        with Library.open(papers) as other:
            other.mark_all_read(Listing("all"))
        sitting.app._notice()
        assert sitting.current.read
        assert not rows.headlines[0].read
        await sitting.idle()
        assert all(row.read for row in rows.headlines)
