"""What kind of terminal this is: its colours, its ground, its letters. Pure: all is passed in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast, get_args

from reader.settings.colour import luminance
from reader.settings.theme import Depth

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.settings.schema import Settings

BACKGROUND_QUERY: Final = b"\x1b]11;?\x1b\\"
"""What asks a terminal for the colour of its ground (OSC 11); many answer, some do not."""

_REPLY = re.compile(
    rb"\x1b\]11;(?:rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(?:/[0-9a-fA-F]+)?"
    rb"|#([0-9a-fA-F]{3,12}))(?:\x07|\x1b\\|\x9c)"
)
_LIGHT_LEAST: Final = 0.18
"""Above this luminance black can be read better than white (both 4.6 : 1 at 0.18)."""


PictureForm: TypeAlias = Literal["off", "half-blocks", "kitty"]
"""How pictures are shown: not, as two pixels a cell, or drawn by the terminal itself."""

_DRAWING: Final = frozenset({"xterm-kitty", "xterm-ghostty"})
_MANY_COLOURS: Final = frozenset({"wezterm", "foot", "foot-extra", "alacritty"})


def parse_background(reply: bytes) -> tuple[int, int, int] | None:
    """The ground's colour in a terminal's answer to `BACKGROUND_QUERY`; None when there is none.

    Understands `rgb:` and `rgba:` with one to four digits a part, and `#` with as many.
    """
    found = _REPLY.search(reply)
    if found is None:
        return None
    parts = [part for part in found.groups()[:3] if part]
    if not parts:
        digits = found[4]
        if len(digits) % 3:
            return None
        size = len(digits) // 3
        parts = [digits[place : place + size] for place in range(0, len(digits), size)]
    red, green, blue = (round(int(part, 16) * 255 / (16 ** len(part) - 1)) for part in parts)
    return red, green, blue


def is_light_colour(colour: tuple[int, int, int]) -> bool:
    """Whether dark letters read better on this ground than light ones."""
    return luminance(colour) > _LIGHT_LEAST


def guess_light(environment: Mapping[str, str], reply: bytes = b"") -> bool | None:
    """Whether the ground is light: by the terminal's reply, else `COLORFGBG`; None when unknown."""
    answered = parse_background(reply)
    if answered is not None:
        return is_light_colour(answered)
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    if not ground.isdecimal() or int(ground) > 15:
        return None
    return int(ground) in {7, *range(9, 16)}


def colour_depth(environment: Mapping[str, str], wanted: str = "auto") -> Depth:
    """How many colours to use. `wanted` is the setting `colours`, which wins unless "auto".

    `NO_COLOR` (when not empty, no-color.org) and `TERM=dumb` mean none.
    """
    for depth in get_args(Depth):
        if wanted == depth:
            return cast("Depth", depth)
    term = environment.get("TERM", "").lower()
    if environment.get("NO_COLOR") or term in {"", "dumb", "unknown"}:
        return "none"
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"} or "direct" in term:
        return "truecolor"
    if "256" in term or term.startswith(("xterm-kitty", "alacritty", "foot", "wezterm", "ghostty")):
        return "256"
    return "16"


def picture_form(
    environment: Mapping[str, str], wanted: str, depth: Depth, *, ascii_only: bool
) -> PictureForm:
    """How pictures can be shown. `wanted` is the setting `pictures`.

    "auto" is only sure of terminals that say their names, and not within a multiplexer, which
    passes pictures on or not. Fewer than 256 colours or ASCII alone: off, whatever is wanted.
    """
    if wanted == "off" or ascii_only or depth not in {"truecolor", "256"}:
        return "off"
    term, program = environment.get("TERM", ""), environment.get("TERM_PROGRAM", "")
    if wanted == "auto":
        if any(environment.get(name) for name in ("TMUX", "STY", "ZELLIJ")):
            return "off"
        if term in _DRAWING or program == "ghostty":
            wanted = "kitty"
        elif term in _MANY_COLOURS or program in {"WezTerm", "iTerm.app"}:
            wanted = "half-blocks"
        else:
            return "off"
    # The terminal finds its picture by the colour of the cells, all 24 bits of it.
    return "kitty" if wanted == "kitty" and depth == "truecolor" else "half-blocks"


def needs_ascii(environment: Mapping[str, str], wanted: str = "auto", encoding: str = "") -> bool:
    """Whether only ASCII signs can be drawn. `wanted` is the setting `ascii`.

    The locale is the first of `LC_ALL`, `LC_CTYPE`, `LANG` that is set. With none set, `encoding`
    (that of the output) decides, because that is how it is on a Mac and in containers.
    """
    if wanted in {"yes", "no"}:
        return wanted == "yes"
    if environment.get("TERM") == "linux":
        return True
    names = (environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    locale = next((name for name in names if name), encoding)
    return "utf8" not in locale.lower().replace("-", "")


def theme_id(settings: Settings, *, light: bool | None) -> str:
    """Which theme the settings ask for on a light, a dark or (None) an unknown ground."""
    if settings.theme != "auto":
        return settings.theme
    return settings.theme_light if light else settings.theme_dark
