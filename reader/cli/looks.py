"""Looks on a terminal outside the app: which theme, how many colours, and their codes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from reader.settings.colour import ANSI_NAMES, rgb

if TYPE_CHECKING:
    from reader.settings.schema import Settings
    from reader.settings.theme import Look, Theme

_RESET: Final = "\x1b[0m"


def theme(settings: Settings) -> Theme:
    """The theme to print in. Errors: SettingsError.

    `auto` takes the terminal's own colours, since it is not asked whether its background is dark.
    """
    from reader.settings.locations import own_themes
    from reader.settings.terminal import colour_depth
    from reader.settings.theme import load_theme

    name = "ansi" if settings.theme == "auto" else settings.theme
    return load_theme(name, own_themes()).at(colour_depth(os.environ, settings.colours))


def painted(text: str, look: Look) -> str:
    """A text, which has passed the gate, with a look around it."""
    codes = _codes(look)
    return f"\x1b[{';'.join(codes)}m{text}{_RESET}" if codes and text else text


def _codes(look: Look) -> list[str]:
    marks = (look.bold, look.italic, look.underline, look.reverse, look.strike)
    codes = [code for code, on in zip(("1", "3", "4", "7", "9"), marks, strict=True) if on]
    return [*codes, *_colour(look.foreground, 30), *_colour(look.background, 40)]


def _colour(colour: str | None, ground: int) -> list[str]:
    """The codes of a colour; `ground` 30 for the characters, 40 for what they stand on."""
    if colour is None or colour == "default":
        return []
    if colour in ANSI_NAMES:
        number = ANSI_NAMES.index(colour)
        return [str(ground + number if number < 8 else ground + 60 + number - 8)]
    if colour.startswith("color("):
        return [f"{ground + 8};5;{colour[6:-1]}"]
    parts = rgb(colour)
    return [f"{ground + 8};2;{';'.join(map(str, parts))}"] if parts else []
