"""Our themes for Textual's own widgets (fields to type in), as its variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import BUILTIN_THEMES
from textual.theme import Theme as Dress

if TYPE_CHECKING:
    from reader.settings.theme import Theme

_ANSI = "ansi_"


def _colour(colour: str) -> str:
    """A palette's colour as Textual names it."""
    if colour.startswith("#"):
        return colour
    if colour.startswith("color("):
        from reader.settings.colour import rgb

        red, green, blue = rgb(colour) or (0, 0, 0)
        return f"#{red:02x}{green:02x}{blue:02x}"
    return f"{_ANSI}{colour}"


def _ansi_variables(*, dark: bool) -> dict[str, str]:
    """What Textual's own widgets need beside the palette in a theme of the terminal's colours."""
    return BUILTIN_THEMES["ansi-dark" if dark else "ansi-light"].variables


def textual_theme(theme: Theme) -> Dress:
    """A theme as Textual knows themes; one per theme and depth."""
    colours = {name: _colour(colour) for name, colour in theme.palette.items()}
    ansi = not any(colour.startswith("#") for colour in colours.values())
    return Dress(
        name=f"reader-{theme.id}-{theme.depth}",
        primary=colours["accent"],
        secondary=colours["link"],
        warning=colours["warn"],
        error=colours["error"],
        success=colours["ok"],
        accent=colours["accent"],
        foreground=colours["text"],
        background=colours["background"],
        surface=colours["panel"],
        panel=colours["panel"],
        dark=theme.dark,
        ansi=ansi,
        variables={
            **(_ansi_variables(dark=theme.dark) if ansi else {}),
            "input-cursor-background": colours["accent"],
            "input-cursor-foreground": colours["background"],
            "input-selection-background": colours["selection"],
            "block-cursor-background": colours["selection"],
            "scrollbar": colours["rule"],
            "scrollbar-background": colours["background"],
        },
    )
