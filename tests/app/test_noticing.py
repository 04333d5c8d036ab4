"""What other processes do while one reads: marks follow, nothing moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.library import Library
from tests.app.papers import LONG, NOW, arrived
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

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
