"""The pictures of the shown article: asked of a child process, kept a while, shown on the page."""

from __future__ import annotations

import asyncio
import os
import random
from typing import TYPE_CHECKING, Final

from reader.app.album import Album, half_blocks
from reader.settings.colour import rgb
from reader.settings.terminal import picture_form

if TYPE_CHECKING:
    from rich.segment import Segment
    from textual.timer import Timer

    from reader.app.app import ReaderApp
    from reader.app.child import Child
    from reader.settings.terminal import PictureForm
    from reader.typeset.composing import Pictures as Sizes
    from reader.typeset.line import PictureRow

REST: Final = 0.12
"""Seconds that an article must be shown, or stand still, before its pictures are asked for."""
GATHER: Final = 0.06
"""Seconds in which pictures that have come are put on the page together."""
PATIENCE: Final = 20.0
"""Seconds for one picture, the start of the child included; then the others are given up."""
AROUND: Final = 40
"""Blocks before and after the first visible one among which a picture must be to be asked for."""
MOST_ROWS: Final = 30
MOST_BYTES: Final = 48 * 1024 * 1024
"""Of all pictures in memory; those of articles that were left first go first."""

MISSING: Final = "Pictures need the extra “images”: pip install 'reader-tui[images]'."


class Pictures:
    """Owns whether pictures are shown, and all of them that are in memory or in the terminal."""

    def __init__(self, app: ReaderApp) -> None:
        self._app = app
        self.form: PictureForm = self._form(app.settings.pictures)
        self._asked_for = app.settings.pictures not in {"auto", "off"}
        self._albums: dict[int, Album] = {}
        self._fetched: set[int] = set()
        self._sent: dict[tuple[int, int, int], int] = {}
        self._child: Child | None = None
        self._child_of = 0
        self._asked_in = 0
        self._looking: Timer | None = None
        self._gathering: Timer | None = None

    def _form(self, wanted: str) -> PictureForm:
        app = self._app
        return picture_form(os.environ, wanted, app.looks.depth, ascii_only=app.ascii)

    # -- on and off -----------------------------------------------------------------------------

    def toggle(self) -> str:
        """Show pictures from now on, or no more; what came of it, in words."""
        if self.form != "off":
            self.form = "off"
            self._cancel()
            self._put_on_page()
            self._delete_others(0)
            return "Pictures are off."
        wanted = self._app.settings.pictures
        forms = (self._form(wanted), self._form("auto"), self._form("half-blocks"))
        self.form = next((form for form in forms if form != "off"), "off")
        if self.form == "off":
            return "Pictures need 256 colours or more, and more than ASCII."
        self._asked_for = True
        if not self._installed():
            return MISSING
        shown = self._app.reading.shown
        self._asked_in = shown.id if shown is not None else 0
        self._put_on_page()
        self.look()
        return "Pictures are shown."

    def fetch(self) -> str:
        """Fetch the pictures of the shown article from the web; what comes of it, in words."""
        shown = self._app.reading.shown
        if shown is None:
            return "There is no article to fetch the pictures of."
        if self.form == "off":
            said = self.toggle()
            if self.form == "off":
                return said
        self._fetched.add(shown.id)
        self._cancel()
        self._albums.pop(shown.id, None)
        self._asked_in = shown.id
        self.look()
        return "Fetching the pictures of this article."

    def _installed(self) -> bool:
        """Whether pictures can be decoded; if not, they are off, and who asked is told."""
        from importlib.util import find_spec

        if find_spec("PIL") is not None:
            return True
        self.form = "off"
        if self._asked_for:
            self._app.say(MISSING, "warn")
        return False

    def close(self) -> None:
        """Take all pictures out of the terminal, for good."""
        self.form = "off"
        self._cancel()
        self._delete_others(0)

    # -- what the page asks ---------------------------------------------------------------------

    def sizes(self, article_id: int, width: int) -> Sizes:
        """The pictures that are known of an article, for a page of a width."""
        album = self._albums.get(article_id)
        if self.form == "off" or album is None:
            return {}
        if width < album.width or album.form != self.form:
            if self._child_of == article_id:
                self._cancel()
            self._albums.pop(article_id, None)
            self._delete_others(0)
            return {}
        return album.sizes()

    def segments(self, row: PictureRow) -> list[Segment]:
        """What is painted for a row of a picture of the shown article."""
        shown = self._app.reading.shown
        album = self._albums.get(shown.id) if shown is not None else None
        picture = album.pictures.get((row.block, row.image)) if album is not None else None
        if shown is None or album is None or picture is None or self.form == "off":
            return []
        if album.form == "half-blocks":
            return half_blocks(picture, row.row)
        from rich.color import Color
        from rich.segment import Segment
        from rich.style import Style

        from reader.app import kitty

        key = (shown.id, row.block, row.image)
        number = self._sent.get(key)
        if number is None:
            number = self._sent[key] = random.choice(kitty.NUMBERS)  # noqa: S311 - no secret
            # Beside the strips, and before the frame that they are part of.
            self._write(kitty.sent(number, picture.data, picture.columns, picture.rows))
        style = self._app.palette.style(("ground",)) + Style(
            color=Color.from_rgb(*kitty.colour(number))
        )
        return [Segment(kitty.placeholders(row.row, picture.columns), style)]

    # -- asking ---------------------------------------------------------------------------------

    def look(self) -> None:
        """Ask for the pictures of the shown article, if some are near, once it stands still."""
        shown = self._app.reading.shown
        article_id = shown.id if shown is not None else 0
        if self._child is not None and self._child_of != article_id:
            self._cancel()
        if self._sent:
            self._delete_others(article_id)
        if self.form == "off" or article_id in self._albums:
            return
        if self._looking is not None:
            self._looking.stop()
        self._looking = self._app.set_timer(REST, self._ask)

    def _ask(self) -> None:
        self._looking = None
        reading = self._app.reading
        shown = reading.shown
        if shown is None or self.form == "off" or shown.id in self._albums or not self._near():
            return
        if not self._installed():
            return
        self._cancel()
        self._app.beside(self._run(shown.id, reading.layout_now.text))

    def _near(self) -> bool:
        """Whether there is a picture among the blocks on the screen or not far from it."""
        from reader.document.model import Image
        from reader.document.walk import blocks

        reading = self._app.reading
        assert reading.shown is not None
        document = reading.shown.article.document
        at = document.block_at(reading.view.first_offset)
        around = range(max(0, at - AROUND), min(at + AROUND, len(document.blocks)))
        near = (document.blocks[number] for number in around)
        return any(isinstance(block, Image) for block in blocks(near))

    async def _run(self, article_id: int, width: int) -> None:
        """One child for all pictures of an article, to its end or until it is cancelled."""
        from reader.app.child import Child, ChildError

        app = self._app
        album = self._albums[article_id] = Album(width, self.form)
        rows = min(MOST_ROWS, max(4, app.reading.view.size.height * 2 // 3))
        form = "half-blocks" if self.form == "half-blocks" else "png"
        words = ["picture", str(article_id), "--cells", f"{width}x{rows}", "--as", form]
        if not app.settings.web_pictures and article_id not in self._fetched:
            words.append("--here")
        ground = rgb(app.worn.palette["background"])
        if ground is not None:
            words += ["--ground", "#{:02x}{:02x}{:02x}".format(*ground)]
        child = self._child = Child(app.library.path, words)
        self._child_of = article_id
        told = child.lines()
        try:
            while self._room_for(article_id):
                album.take(await asyncio.wait_for(anext(told), PATIENCE))
                self._put_soon()
        except StopAsyncIteration:
            pass
        except (ChildError, OSError, ValueError, TimeoutError) as error:
            # The boxes stay, and say in words what there is to see.
            if article_id == self._asked_in:
                app.say(str(error) or "The pictures take too long.")
        finally:
            child.cancel()
            if self._child is child:
                self._child = None

    def _cancel(self) -> None:
        """End the child; what it has not told yet is asked for when the article is shown again."""
        if self._child is not None:
            self._child.cancel()
            self._child = None
            self._albums.pop(self._child_of, None)

    def _room_for(self, article_id: int) -> bool:
        """Let go of the pictures of other articles where memory asks for it; False if too late."""
        while sum(album.bytes for album in self._albums.values()) > MOST_BYTES:
            oldest = next(iter(self._albums))
            if oldest == article_id:
                return False
            del self._albums[oldest]
        return True

    # -- on the page ----------------------------------------------------------------------------

    def _put_soon(self) -> None:
        if self._gathering is None:
            self._gathering = self._app.set_timer(GATHER, self._put_on_page)

    def _put_on_page(self) -> None:
        """Set the page with the pictures that are known; the line at its top stays there."""
        self._gathering = None
        reading = self._app.reading
        if reading.shown is None or reading.view.page is None:
            return
        if reading.hinting is not None:
            # The letters stand on lines that must not go from under them.
            self._put_soon()
            return
        width = reading.layout_now.text
        page, _ = reading.shown.set_at(
            width, self._app.page_style, self.sizes(reading.shown.id, width)
        )
        reading.view.exchange(page)

    # -- in the terminal ------------------------------------------------------------------------

    def forget_terminal(self) -> None:
        """Take the pictures out of the terminal; they are sent again when they are painted."""
        self._delete_others(0)

    def _delete_others(self, article_id: int) -> None:
        """Take the pictures of all articles but one out of the terminal."""
        from reader.app import kitty

        gone = [key for key in self._sent if key[0] != article_id]
        self._write("".join(kitty.deleted(self._sent.pop(key)) for key in gone))

    def _write(self, sequence: str) -> None:
        driver = self._app._driver  # noqa: SLF001 - Textual has no public way beside its strips
        if driver is not None and sequence:
            driver.write(sequence)
