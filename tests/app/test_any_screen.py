"""Any screen, any theme, any keys: the app paints, and never breaks."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from reader.app.screens.editor import Editor
from reader.app.screens.prompt import Prompt
from reader.commands.table import COMMANDS
from reader.library.library import Library
from reader.library.records import Listing
from reader.settings.theme import theme_names
from tests.app.papers import LONG, NOW, SHORT, arrived
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

LEAVES = {"quit", "quit-from-list", "suspend", "browser", "update"}
"""What ends or leaves the program, or starts another."""

KEYS = sorted(
    {
        keys.replace("<letter>", "x")
        for command in COMMANDS
        if command.id not in LEAVES
        for keys in command.keys
    }
    - {"q", "ctrl+z"}
    | {"5", "3", "tab", "y", "a", "escape", "enter"}
)


@pytest.mark.parametrize("size", [(20, 5), (60, 20), (80, 24), (200, 60)])
@pytest.mark.parametrize("seed", [1, 2])
async def test_no_keys_at_any_size_break_the_app(
    papers: Path, size: tuple[int, int], seed: int
) -> None:
    """Whatever is pressed, the app goes on, and the way back to the list is by escape."""
    pick = random.Random(f"{seed}{size}")
    pressed: list[str] = []
    async with sit_down(papers, size) as sitting:
        for _ in range(15):
            some = [pick.choice(KEYS) for _ in range(10)]
            pressed += some
            await sitting.press(*some)
            assert sitting.text.count("\n") == sitting.app.size.height - 1, pressed
            if pick.random() < 0.7:
                await sitting.press("escape", "escape")
            if pick.random() < 0.2:
                await sitting.pilot.resize_terminal(*pick.choice([(20, 5), (100, 30), size]))
        for _ in range(12):
            await sitting.press("escape")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        assert sitting.focus == "list", pressed
    with Library.open(papers) as library:
        assert library.counts().all <= SHORT + len(LONG)


@pytest.mark.parametrize(
    ("depth", "ascii_only"), [("truecolor", False), ("256", False), ("16", False), ("none", True)]
)
async def test_every_theme_paints_at_every_depth_of_colour(
    papers: Path, depth: str, ascii_only: bool
) -> None:
    async with sit_down(papers, (100, 24), depth=depth, ascii_only=ascii_only) as sitting:  # type: ignore[arg-type]
        await sitting.enter(LONG[0][1])
        for name in theme_names(None):
            sitting.app.wear(sitting.app.looks.load(name))
            await sitting.pilot.pause(0)
            assert "The Long Walk" in sitting.text


async def test_without_colour_no_colour_is_painted(papers: Path) -> None:
    async with sit_down(papers, (100, 24), depth="none") as sitting:
        await sitting.enter(LONG[1][1])
        for strip in sitting.strips:
            for segment in strip:
                style = segment.style
                assert style is None or style.color is None or style.color.is_default, segment
                assert style is None or style.bgcolor is None or style.bgcolor.is_default, segment


async def test_ascii_paints_ascii_but_for_the_articles_own_letters(papers: Path) -> None:
    async with sit_down(papers, (100, 24), depth="none", ascii_only=True) as sitting:
        await sitting.go_to("Short piece 295")
        sitting.reading.headlines.top = 8
        await sitting.press("b", "j", "i")
        await sitting.until(lambda: isinstance(sitting.app.screen, Editor))
        await sitting.press("escape")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        await sitting.press("enter")
        sitting.reading.status.quiet()
        await sitting.pilot.pause()
        foreign = {c for c in sitting.text if not c.isascii()}
        assert foreign <= {"·", "—", "“", "”", "…"}, foreign


async def test_hostile_words_reach_the_screen_only_through_the_gate(papers: Path) -> None:
    with Library.open(papers, updates=True) as other:
        desk, _ = other.add_source(kind="saved", address="/x", title="Bad \x1b]0;owned\x07 \u202e")
        text = "# Title \x1b[31m\x9b31m\n\nBody \x1b]52;c;eA==\x07 \u202eright\u2066 \x00\n"
        other.ingest(desk, [arrived("bad", text, NOW)])
        (article,) = (
            row.id for row in other.window(Listing(), limit=1).headlines if row.source_id == desk
        )
        other.tag("t\x1b[2J", (article,))
        other.edit_title(article, "Edited \x1b[2J\x9d0;x\x07\n")
    async with sit_down(papers, (200, 40)) as sitting:
        for keys in ((), ("enter",), ("T",), ("escape", "escape", "s"), ("escape", "U")):
            await sitting.press(*keys)
            for strip in sitting.strips:
                for segment in strip:
                    assert not any(ord(c) < 32 or 127 <= ord(c) < 160 for c in segment.text)
                    assert "\u202e" not in segment.text


async def test_a_library_that_can_only_be_read_says_so_and_is_read(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    async with sit_down(papers) as sitting:
        assert sitting.library.read_only
        await sitting.says("can only be read here")
        await sitting.enter(LONG[0][1])
        await sitting.press("space", "]", "b")
        await sitting.until(lambda: sitting.reading.status.role == "error")
        assert sitting.focus == "article"
        await sitting.press("h", "j", "A")
        await sitting.until(lambda: sitting.reading.status.role == "error")
        sitting.app.leave()
    monkeypatch.undo()
    with Library.open(papers) as library:
        assert library.counts().unread == SHORT + len(LONG)


async def test_a_prompt_takes_letters_that_are_keys_elsewhere(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("e")
        await sitting.until(lambda: isinstance(sitting.app.screen, Prompt))
        await sitting.write("qQjd/")
        await sitting.press("escape")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        await sitting.idle()
        assert sitting.done == []


async def test_leaving_while_an_action_is_on_the_desk_finishes_it(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("b", "A", "Q")
    with Library.open(papers) as library:
        assert library.counts().unread == 0
        assert library.counts().bookmarks == 1


async def test_another_process_that_writes_does_not_keep_keys_from_working(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        with Library.open(papers) as other:
            for row in other.window(Listing(), limit=40).headlines:
                other.mark_read((row.id,))
                if row.id % 5 == 0:
                    await sitting.press("j")
        sitting.app._notice()
        await sitting.idle()
        assert sitting.current.read
