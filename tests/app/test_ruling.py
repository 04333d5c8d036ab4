"""Saved searches, rules, reasons, stories, the queue and coloured tags on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.screens.prompt import Prompt
from reader.app.screens.queue import Queue
from reader.app.screens.rules import Rules
from reader.app.screens.search import Search
from reader.app.screens.sources import Sources
from reader.app.screens.tags import Tags
from reader.app.screens.trial import Trying
from reader.app.screens.why import Why
from reader.library.library import Library
from reader.library.records import FeedState, Listing
from tests.app.papers import NOW
from tests.app.sitting import sit_down
from tests.library.make import arrived

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.sitting import Sitting


async def answer(sitting: Sitting, words: str) -> None:
    """Write into the question that comes, in place of what stands there."""
    await sitting.until(lambda: isinstance(sitting.app.screen, Prompt))
    prompt = sitting.app.screen
    assert isinstance(prompt, Prompt)
    prompt._input.value = words
    await sitting.press("enter")
    await sitting.until(lambda: sitting.app.screen is not prompt)


async def comes(sitting: Sitting, kind: type) -> None:
    await sitting.until(lambda: isinstance(sitting.app.screen, kind))


async def test_a_search_is_saved_and_is_a_source_with_its_count(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("/")
        await comes(sitting, Search)
        await sitting.write("short piece")
        await sitting.press("ctrl+s")
        await answer(sitting, "Shorts")
        await sitting.says("Saved the search Shorts")
        await sitting.press("escape")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        await sitting.press("s")
        await comes(sitting, Sources)
        await sitting.write("shorts")
        assert "300" in sitting.text
        await sitting.press("enter")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        assert sitting.reading.headlines.name_of_list == "Shorts"
        assert sitting.reading.rows.listing.view == "search"
        await sitting.press("r")
        await sitting.idle()
        assert sitting.library.searches()[0].unread == 299
        await sitting.press("s")
        await comes(sitting, Sources)
        await sitting.write("shorts")
        await sitting.press("delete")
        await sitting.says("Removed the search Shorts")
        sitting.library.undo()


async def test_counts_that_are_not_kept_are_made_beside_the_screen(papers: Path) -> None:
    with Library.open(papers) as library:
        library.save_search("Either", "is:unread OR is:bookmarked")
    async with sit_down(papers) as sitting:
        await sitting.press("S")
        await sitting.until(
            lambda: any("305" in line and "Either" in line for line in _pins(sitting))
        )
        await sitting.press("r")
        await sitting.until(
            lambda: any("304" in line and "Either" in line for line in _pins(sitting))
        )


def _pins(sitting: Sitting) -> list[str]:
    return [line[:26] for line in sitting.text.splitlines()]


async def test_a_rule_is_made_tried_switched_ordered_and_removed(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("g r")
        await comes(sitting, Rules)
        assert "None yet" in sitting.text
        await sitting.press("a")
        await answer(sitting, "short piece -299")
        await answer(sitting, "hide, tag shorts")
        await comes(sitting, Trying)
        assert "would hide 299 and tag 299 shorts of 305" in " ".join(sitting.text.split())
        assert "Short piece 298" in sitting.text
        await sitting.press("j", "enter")
        await answer(sitting, "No shorts")
        await sitting.says("hid 299 and tagged 299 shorts")
        assert sitting.library.counts().all == 6
        sitting.library.add_rule("Second", "window", ["read"])
        await sitting.press("g r")
        await comes(sitting, Rules)
        await sitting.press("J")
        await sitting.says("Put the rule No shorts in place 2")
        await sitting.press("space")
        await sitting.says("Switched the rule No shorts off")
        await sitting.press("B")
        await sitting.says("Took back what the rule No shorts did to 299 articles")
        assert sitting.library.counts().all == 305
        await sitting.press("c")
        await answer(sitting, "read")
        await answer(sitting, "2031-02-03")
        await sitting.says("Changed the rule No shorts")
        await sitting.shows("until 2031-02-03")
        await sitting.press("e")
        await answer(sitting, "short piece 12")
        await answer(sitting, "One short")
        await sitting.says("One short")
        await sitting.press("enter")
        await comes(sitting, Trying)
        assert "mark 1 read of 305" in " ".join(sitting.text.split())
        await sitting.press("escape")
        await comes(sitting, Rules)
        await sitting.press("d")
        await sitting.says("Removed the rule One short")


async def refuses(sitting: Sitting, words: str, told: str) -> str:
    """Write into the question what it does not take; gives the part of it that is selected."""
    await comes(sitting, Prompt)
    prompt = sitting.app.screen
    assert isinstance(prompt, Prompt)
    prompt._input.value = words
    await sitting.press("enter")
    await sitting.shows(told)
    selected = prompt._input.selected_text
    assert sitting.app.screen is prompt
    return selected


async def test_what_is_wrong_in_a_rule_is_told_where_it_is_asked(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("g r", "a")
        told = "is:nonsense is not known; there are unread"
        assert await refuses(sitting, "lark is:nonsense", told) == "nonsense"
        await sitting.press("u")  # what is wrong is written over, and told no longer
        assert "lark is:u" in sitting.text
        assert "is not known" not in sitting.text
        await answer(sitting, "lark is:unread")
        told = "hid is nothing that a rule does; there are read, hide"
        assert await refuses(sitting, "hid", told) == ""
        await answer(sitting, "hide")
        await comes(sitting, Trying)
        await sitting.press("escape")
        sitting.library.add_rule("No larks", "lark", ["hide"])
        await sitting.press("g r")
        await comes(sitting, Rules)
        await sitting.press("c")
        await answer(sitting, "read")
        await refuses(sitting, "soon", "soon is not a date; write 2026-12-31.")
        await refuses(sitting, "2001-02-03", "2001-02-03 is past; write a day to come, or none.")


async def test_such_articles_are_hidden_and_why_is_told(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        current = sitting.current
        await sitting.press("g h")
        await comes(sitting, Prompt)
        prompt = sitting.app.screen
        assert isinstance(prompt, Prompt)
        assert prompt._input.value.startswith(f"feed:{current.source_id}")
        await answer(sitting, 'title:"short piece 299"')
        await answer(sitting, "tag dull")
        await comes(sitting, Trying)
        await sitting.press("j", "enter")
        await answer(sitting, "Dull")
        await sitting.says("tagged 1 dull")
        await sitting.go_to("Short piece 299")
        await sitting.press("W")
        await comes(sitting, Why)
        assert "Tagged dull by the rule “Dull”" in " ".join(sitting.text.split())
        await sitting.press("j", "enter")
        await comes(sitting, Rules)


async def test_the_queue_opens_what_it_proposes(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("g q")
        await comes(sitting, Queue)
        await sitting.shows("For 15 minutes")
        await sitting.press("c")
        await answer(sitting, "3")
        await sitting.shows("For 3 minutes")
        first = sitting.library.queue(3)[0].headline
        await sitting.press("g g", "enter")
        await sitting.until(lambda: sitting.title == first.title)


async def test_a_story_of_several_feeds_is_one_line_that_says_so(papers: Path) -> None:
    words = " ".join(f"word{number}" for number in range(120))
    with Library.open(papers) as library:
        for name in ("Herald", "Post", "Echo"):
            number, _ = library.add_source(kind="feed", address=f"https://{name}", title=name)
            came = arrived(name, "The same story", words, published=NOW)
            came = came._replace(url="https://news.example/story")
            library.take_in(number, [came], FeedState(number))
    async with sit_down(papers) as sitting:
        assert sitting.text.count("The same story") >= 1
        rows = [row.title for row in sitting.reading.rows.headlines]
        assert rows.count("The same story") == 1
        await sitting.go_to("The same story")
        assert "2" in sitting.text
        assert sitting.current.also == 2
        await sitting.press("r")
        await sitting.idle()
        assert sitting.library.count(Listing("unread")) == 305


async def test_the_queue_stands_among_the_sources(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("s")
        await comes(sitting, Sources)
        await sitting.write("fifteen")
        await sitting.press("enter")
        await comes(sitting, Queue)
        await sitting.shows("other minutes")
        await sitting.press("escape", "S")
        await sitting.until(lambda: any("For fifteen minutes" in line for line in _pins(sitting)))
        row = next(n for n, line in enumerate(_pins(sitting)) if "For fifteen" in line)
        await sitting.pilot.click(offset=(4, row))
        await comes(sitting, Queue)


async def test_all_of_a_list_is_tagged_and_tags_are_coloured(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("g t")
        await answer(sitting, "all/of it")
        await sitting.says("Tagged 305 articles all/of it")
        await sitting.press("T")
        await comes(sitting, Tags)
        await sitting.press("ctrl+t")
        await sitting.says("Coloured the tag all amber")
        await sitting.shows("■")
        await sitting.press("escape")
        await sitting.press("s")
        await comes(sitting, Sources)
        await sitting.write("#all")
        await sitting.press("ctrl+t")
        await sitting.says("Coloured the tag all green")
        assert [tag.colour for tag in sitting.library.tags()] == ["green", None]
