"""What is made of a terminal's environment and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from reader.settings.schema import Settings
from reader.settings.terminal import (
    colour_depth,
    guess_light,
    needs_ascii,
    parse_background,
    picture_form,
    theme_id,
)

if TYPE_CHECKING:
    from reader.settings.theme import Depth


@pytest.mark.parametrize(
    ("reply", "colour"),
    [
        (b"\x1b]11;rgb:ffff/ffff/ffff\x1b\\", (255, 255, 255)),
        (b"\x1b]11;rgb:1616/1818/1d1d\x07", (22, 24, 29)),
        (b"\x1b]11;rgb:f/0/8\x07", (255, 0, 136)),
        (b"\x1b]11;rgba:0000/8080/ffff/ffff\x1b\\", (0, 128, 255)),
        (b"\x1b]11;#fdf6e3\x07", (253, 246, 227)),
        (b"jk\x1b[?1;2c\x1b]11;rgb:00/2b/36\x07q", (0, 43, 54)),
        (b"\x1b]11;#ffff\x07", None),
        (b"\x1b]10;rgb:ffff/ffff/ffff\x07", None),
        (b"\x1b]11;rgb:ffff/ffff", None),
        (b"", None),
    ],
)
def test_the_answer_about_the_ground_is_understood(
    reply: bytes, colour: tuple[int, int, int] | None
) -> None:
    assert parse_background(reply) == colour


@profile(max_examples=60)
@given(st.binary(max_size=60))
def test_no_answer_is_an_error(reply: bytes) -> None:
    assert guess_light({}, reply) in {True, False, None}


@pytest.mark.parametrize(
    ("environment", "reply", "light"),
    [
        ({}, b"\x1b]11;rgb:fa/f7/f0\x07", True),
        ({"COLORFGBG": "0;15"}, b"\x1b]11;rgb:16/18/1d\x07", False),
        ({"COLORFGBG": "0;15"}, b"", True),
        ({"COLORFGBG": "15;default;0"}, b"", False),
        ({"COLORFGBG": "0;default"}, b"", None),
        ({"COLORFGBG": "0;99"}, b"", None),
        ({}, b"", None),
    ],
)
def test_the_ground_is_guessed(
    environment: dict[str, str], reply: bytes, light: bool | None
) -> None:
    assert guess_light(environment, reply) is light


@pytest.mark.parametrize(
    ("environment", "wanted", "depth"),
    [
        ({"TERM": "xterm-256color", "COLORTERM": "truecolor"}, "auto", "truecolor"),
        ({"TERM": "xterm-direct"}, "auto", "truecolor"),
        ({"TERM": "tmux-256color"}, "auto", "256"),
        ({"TERM": "xterm"}, "auto", "16"),
        ({"TERM": "linux"}, "auto", "16"),
        ({"TERM": "dumb", "COLORTERM": "truecolor"}, "auto", "none"),
        ({}, "auto", "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "auto", "none"),
        ({"TERM": "xterm-256color", "NO_COLOR": ""}, "auto", "256"),
        ({"TERM": "xterm-256color", "NO_COLOR": "1"}, "16", "16"),
    ],
)
def test_the_number_of_colours_is_told(
    environment: dict[str, str], wanted: str, depth: str
) -> None:
    assert colour_depth(environment, wanted) == depth


@pytest.mark.parametrize(
    ("environment", "wanted", "encoding", "needed"),
    [
        ({"LANG": "en_GB.UTF-8"}, "auto", "", False),
        ({"LANG": "en_GB.utf8", "LC_ALL": "C"}, "auto", "utf-8", True),
        ({"LC_ALL": "", "LC_CTYPE": "de_DE.UTF-8", "LANG": "C"}, "auto", "", False),
        ({}, "auto", "utf-8", False),
        ({}, "auto", "ascii", True),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, "auto", "utf-8", True),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, "no", "utf-8", False),
        ({"LANG": "en_GB.UTF-8"}, "yes", "utf-8", True),
    ],
)
def test_ascii_is_used_where_nothing_else_can_be_drawn(
    environment: dict[str, str], wanted: str, encoding: str, needed: bool
) -> None:
    assert needs_ascii(environment, wanted, encoding) is needed


def test_the_theme_follows_the_ground_unless_one_is_named() -> None:
    assert theme_id(Settings(), light=True) == "paper"
    assert theme_id(Settings(), light=False) == "lamp"
    assert theme_id(Settings(), light=None) == "lamp"
    assert theme_id(Settings(theme="nord"), light=True) == "nord"


KITTY = {"TERM": "xterm-kitty"}


@pytest.mark.parametrize(
    ("environment", "wanted", "depth", "form"),
    [
        (KITTY, "auto", "truecolor", "kitty"),
        (KITTY, "auto", "256", "half-blocks"),
        (KITTY, "auto", "16", "off"),
        (KITTY, "off", "truecolor", "off"),
        ({"TERM": "xterm-ghostty"}, "auto", "truecolor", "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "auto", "truecolor", "half-blocks"),
        ({"TERM": "foot"}, "auto", "truecolor", "half-blocks"),
        ({"TERM": "xterm-256color"}, "auto", "truecolor", "off"),
        ({**KITTY, "TMUX": "socket,1,0"}, "auto", "truecolor", "off"),
        ({"TERM": "xterm-256color"}, "half-blocks", "256", "half-blocks"),
        ({"TERM": "xterm-256color"}, "half-blocks", "none", "off"),
        ({"TERM": "xterm-256color"}, "kitty", "truecolor", "kitty"),
        ({"TERM": "xterm-256color"}, "kitty", "256", "half-blocks"),
    ],
)
def test_pictures_are_shown_as_the_terminal_surely_can(
    environment: dict[str, str], wanted: str, depth: Depth, form: str
) -> None:
    assert picture_form(environment, wanted, depth, ascii_only=False) == form
    assert picture_form(environment, wanted, depth, ascii_only=True) == "off"
