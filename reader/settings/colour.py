"""Colours as numbers: contrast by WCAG 2, and the nearest of a terminal's 256."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, TypeAlias

Rgb: TypeAlias = tuple[int, int, int]

ANSI_NAMES: Final[tuple[str, ...]] = (
    *("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"),
    *("bright_black", "bright_red", "bright_green", "bright_yellow"),
    *("bright_blue", "bright_magenta", "bright_cyan", "bright_white"),
)
"""A terminal's own sixteen colours, in order; what they look like is the terminal's choice."""

_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_INDEXED = re.compile(r"color\((\d{1,3})\)")
_STEPS: Final = (0, 95, 135, 175, 215, 255)


def is_colour(text: str) -> bool:
    """Whether a theme may name this colour: `#rrggbb`, `default`, or one of `ANSI_NAMES`."""
    return bool(_HEX.fullmatch(text)) or text == "default" or text in ANSI_NAMES


def rgb(colour: str) -> Rgb | None:
    """Red, green and blue, 0 to 255; None for a colour that the terminal chooses."""
    if _HEX.fullmatch(colour):
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    indexed = _INDEXED.fullmatch(colour)
    return _indexed(int(indexed[1])) if indexed and 16 <= int(indexed[1]) <= 255 else None


def _indexed(number: int) -> Rgb:
    if number >= 232:
        grey = 8 + 10 * (number - 232)
        return grey, grey, grey
    number -= 16
    return _STEPS[number // 36], _STEPS[number // 6 % 6], _STEPS[number % 6]


@cache
def luminance(colour: Rgb) -> float:
    """Relative luminance, 0 for black to 1 for white (WCAG 2.2, relative luminance)."""
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast of two colours, 1 to 21, in either order (WCAG 2.2, contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@cache
def nearest_of_256(colour: str, grounds: tuple[str, ...] = (), least: float = 1.0) -> str:
    """The nearest colour of the 256 that every terminal shows alike, as `color(N)`, N 16 to 255.

    Only those are looked at whose contrast with each of `grounds` is `least` or more, if there are
    such. A colour that the terminal chooses is given back as it is. Nearness is a weighted distance
    that follows the eye ("redmean"), because plain distance takes greys for blues.
    """
    wanted = rgb(colour)
    if wanted is None:
        return colour
    below = [found for ground in grounds if (found := rgb(ground)) is not None]
    readable = [
        number
        for number in range(16, 256)
        if all(contrast(_indexed(number), ground) >= least for ground in below)
    ]
    best = min(readable or range(16, 256), key=lambda number: _distance(wanted, _indexed(number)))
    return f"color({best})"


def _distance(one: Rgb, other: Rgb) -> float:
    mean = (one[0] + other[0]) / 2
    red, green, blue = (a - b for a, b in zip(one, other, strict=True))
    return (2 + mean / 256) * red**2 + 4 * green**2 + (2 + (255 - mean) / 256) * blue**2
