"""The tab key in the search box, and the line under what is wrong in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.completing import Completing, offered_for
from reader.app.screens.search import Search
from reader.query.complete import Suggestions
from tests.app.papers import LONG
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

    from tests.app.sitting import Sitting


def _box(sitting: Sitting) -> str:
    screen = sitting.app.screen
    assert isinstance(screen, Search)
    return screen.picks.filter


def _further(sitting: Sitting) -> str:
    screen = sitting.app.screen
    assert isinstance(screen, Search)
    return screen.picks.further


async def test_tab_completes_a_field_and_then_its_value(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        sitting.library.tag("later", [sitting.current.id])
        await sitting.press("/")
        await sitting.until(lambda: isinstance(sitting.app.screen, Search))
        await sitting.write("ta")
        await sitting.until(lambda: _further(sitting) == "g:")
        assert "ta▏g:" in sitting.text
        await sitting.press("tab")
        assert _box(sitting) == "tag:"
        await sitting.until(lambda: _further(sitting) == "later")
        await sitting.press("tab")
        assert _box(sitting) == "tag:later"
        await sitting.shows(LONG[0][1])
        await sitting.press("enter")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)


async def test_tab_again_takes_the_next_value_and_round(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("/")
        await sitting.until(lambda: isinstance(sitting.app.screen, Search))
        await sitting.write("lark is:un")
        await sitting.until(lambda: _further(sitting) == "read")
        await sitting.press("backspace", "backspace")
        await sitting.until(lambda: _further(sitting) == "unread")
        await sitting.press("tab")
        assert _box(sitting) == "lark is:unread"
        await sitting.idle()
        await sitting.press("tab")
        assert _box(sitting) == "lark is:read"


async def test_where_nothing_is_offered_tab_does_nothing(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("/")
        await sitting.until(lambda: isinstance(sitting.app.screen, Search))
        await sitting.shows("tab completes")
        await sitting.press("tab")
        await sitting.write("lark")
        await sitting.idle()
        assert "tab completes" not in sitting.text
        await sitting.press("tab")
        assert _box(sitting) == "lark"
        assert _further(sitting) == ""


async def test_a_wrong_place_is_underlined_in_the_box(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("/")
        await sitting.until(lambda: isinstance(sitting.app.screen, Search))
        await sitting.write("lark is:starred")
        await sitting.shows("is is:bookmarked meant?")
        row = next(strip for strip in sitting.strips if "lark is:starred" in strip.text)
        lined = [piece.text for piece in row if piece.style and piece.style.underline]
        assert "".join(lined) == "starred"
        await sitting.press(*["backspace"] * 7)
        await sitting.write("unread")
        await sitting.shows("lark was seen")


async def test_what_is_wrong_is_told_whole_on_a_narrow_screen(papers: Path) -> None:
    async with sit_down(papers, size=(60, 20)) as sitting:
        await sitting.press("/")
        await sitting.until(lambda: isinstance(sitting.app.screen, Search))
        await sitting.write("is:starread")
        await sitting.until(
            lambda: "link-only, failed." in " ".join(part.text.strip() for part in sitting.strips)
        )


def test_a_word_that_has_hardly_begun_offers_nothing() -> None:
    assert offered_for("t", lambda *_: []).offers == ()
    assert offered_for("ti", lambda *_: []).offers == ("title:",)
    assert offered_for("is:u", lambda *_: []).offers == ("unread",)


def test_what_does_not_begin_as_it_was_typed_is_shown_apart() -> None:
    completing = Completing()
    assert completing.offer("feed:lwn", Suggestions(5, 8, ('"LWN.net"',))) == '  "LWN.net"'
    assert completing.taken("feed:lwn") == 'feed:"LWN.net"'
    assert completing.taken("something else") == "something else"
