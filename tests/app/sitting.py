"""A reader at the app: presses keys, looks at the screen, and waits for what must come."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Literal

from textual.events import Key

from reader.app.app import ReaderApp
from reader.app.looks import Looks
from reader.commands.keys import textual_name
from reader.library.library import Library
from reader.settings.keymap import load_keymap
from reader.settings.schema import Settings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot
    from textual.strip import Strip

    from reader.app.screens.reading import Reading
    from reader.library.records import Entry, Headline
    from reader.settings.theme import Depth

PATIENCE = 10.0
"""Seconds after which what a test waits for is taken never to come."""


async def until(pilot: Pilot[Any], condition: Callable[[], object]) -> None:
    """Let the app work until the condition holds; an AssertionError when it never does."""
    limit = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > limit:
            raise AssertionError(f"it never came to pass:\n{screen_text(pilot.app)}")
        await asyncio.sleep(0.005)
        await pilot.pause()


def screen_text(app: App[Any]) -> str:
    """The words on the screen, a line a row."""
    strips = app.screen._compositor.render_strips(app.size)
    return "\n".join(strip.text.rstrip() for strip in strips)


class Sitting:
    """One run of the app."""

    def __init__(self, app: ReaderApp, pilot: Pilot[Any]) -> None:
        self.app = app
        self.pilot = pilot
        self._before = max((entry.id for entry in app.library.history()), default=0)

    @property
    def reading(self) -> Reading:
        return self.app.reading

    @property
    def library(self) -> Library:
        return self.app.library

    @property
    def current(self) -> Headline:
        current = self.reading.current
        assert current is not None
        return current

    @property
    def done(self) -> list[Entry]:
        """What the journal has of this sitting, newest first."""
        return [entry for entry in self.library.history() if entry.id > self._before]

    @property
    def said(self) -> str:
        """What the status line says."""
        return self.reading.status.message

    @property
    def text(self) -> str:
        """The words on the screen."""
        return screen_text(self.app)

    @property
    def mode(self) -> str:
        """What the keys are for."""
        return self.app.context

    @property
    def focus(self) -> str:
        """Which pane has the focus."""
        return self.reading.focus_on

    def sees(self, region: Literal["headlines", "view", "rail", "pinned"]) -> bool:
        """Whether a region is on the screen."""
        widget = getattr(self.reading, region)
        return widget is not None and bool(widget.display)

    @property
    def strips(self) -> list[Strip]:
        """The rows of the screen as they are painted."""
        return list(self.app.screen._compositor.render_strips(self.app.size))

    @property
    def lines(self) -> list[str]:
        """The rows of the text that are on the screen."""
        return [line.text for _, line in self.reading.view.visible_lines()]

    @property
    def title(self) -> str:
        """The title of the article that is shown; "" if none is."""
        shown = self.reading.shown
        return shown.headline.title if shown else ""

    async def press(self, *sequences: str) -> None:
        """Press keys, in the notation of the keymap."""
        await self._send(*(key for sequence in sequences for key in sequence.split()))

    async def write(self, text: str) -> None:
        """Type text, letter by letter."""
        await self._send(*("space" if character == " " else character for character in text))

    async def _send(self, *keys: str) -> None:
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            event = Key(
                textual_name(key), " " if key == "space" else key if len(key) == 1 else None
            )
            event.set_sender(self.app)
            driver.send_message(event)
            await self.pilot.pause(0)
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object]) -> None:
        await until(self.pilot, condition)

    async def shows(self, words: str) -> None:
        """Wait until words are on the screen."""
        await self.until(lambda: words in self.text)

    async def says(self, words: str) -> None:
        """Wait until the status line says words."""
        await self.until(lambda: words in self.said)

    async def idle(self) -> None:
        """Wait until the desk is empty and what was done is shown."""
        await self.app.desk.run(lambda _: None)
        await self.until(lambda: not self.app._tasks)

    async def go_to(self, title: str) -> None:
        """Put the cursor of the list on an article."""
        number = next(row.id for row in self.reading.rows.headlines if row.title == title)
        self.reading.rows.select(number)
        self.reading.headlines.follow()
        self.reading.show_current()
        await self.pilot.pause()

    async def enter(self, title: str) -> None:
        """Go into an article."""
        await self.go_to(title)
        await self.press("enter")
        await self.until(lambda: self.reading.focus_on == "article" and self.title == title)


@asynccontextmanager
async def sit_down(
    path: Path,
    size: tuple[int, int] = (120, 40),
    *,
    theme: str = "lamp",
    depth: Depth = "truecolor",
    ascii_only: bool = False,
    settings: Settings | None = None,
    keymap: str = "default",
) -> AsyncIterator[Sitting]:
    """The app on a library, in a screen of a size, until the block is left."""
    looks = Looks(None, depth)
    with Library.open(path) as library:
        app = ReaderApp(
            library,
            settings or Settings(update_at_start=False),
            load_keymap(keymap).bindings,
            looks,
            looks.load(theme),
            ascii_only=ascii_only,
        )
        try:
            async with app.run_test(size=size) as pilot:
                sitting = Sitting(app, pilot)
                await until(pilot, lambda: app.reading.shown or not app.reading.rows.headlines)
                await sitting.idle()
                yield sitting
        finally:
            app.desk.close()
