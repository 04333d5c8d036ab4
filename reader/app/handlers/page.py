"""How the page is set: its measure, what is shown of it, and what beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.frame import MEASURE_LEAST, MEASURE_MOST

if TYPE_CHECKING:
    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading


def _measure(screen: Reading, by: int) -> None:
    app = screen.reader
    app.measure = min(max(app.measure + by, MEASURE_LEAST), MEASURE_MOST)
    screen.lay_out()
    fits = screen.layout_now.text
    narrower = f" (this window has room for {fits})" if fits < app.measure else ""
    app.say(f"{app.measure} characters to the line{narrower}.")
    app.remember_soon()


def wider(screen: Reading, call: Call) -> None:
    """A wider column of text."""
    _measure(screen, 2 * call.times)


def narrower(screen: Reading, call: Call) -> None:
    """A narrower column of text."""
    _measure(screen, -2 * call.times)


def only_text(screen: Reading, _: Call) -> None:
    """Show nothing but the text, or all again."""
    screen.only_text = not screen.only_text
    if screen.only_text and screen.shown is not None:
        screen.focus_pane("article")
    else:
        screen.lay_out()
    screen.reader.remember_soon()


def toggle_furniture(screen: Reading, _: Call) -> None:
    """Fold away what stood around the text on its page, or show it."""
    app = screen.reader
    app.page_style = app.page_style._replace(furniture_folded=not app.page_style.furniture_folded)
    screen.set_anew()
    app.say(
        "Page furniture is folded."
        if app.page_style.furniture_folded
        else "Page furniture is shown."
    )


def pictures(screen: Reading, _: Call) -> None:
    """Show pictures until the program is left, or only their captions."""
    app = screen.reader
    app.say(app.pictures.toggle())


def web_pictures(screen: Reading, _: Call) -> None:
    """Fetch the pictures of the shown article, whatever the setting says."""
    app = screen.reader
    app.say(app.pictures.fetch())
