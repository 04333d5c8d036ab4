"""Themes: whole, readable at every depth, and told apart without colour."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as profile
from hypothesis import strategies as st

from reader.errors import SettingsError
from reader.settings.colour import ANSI_NAMES, Rgb, contrast, nearest_of_256, rgb
from reader.settings.roles import (
    ALL_ROLES,
    GROUNDS,
    HIGHLIGHT_SIGNS,
    HIGHLIGHTS,
    READ,
)
from reader.settings.theme import (
    Depth,
    Look,
    Theme,
    load_theme,
    merge,
    shipped_folder,
    theme_names,
)
from reader.typeset.roles import ROLES

if TYPE_CHECKING:
    from pathlib import Path

NAMES = theme_names()
OWN = [name for name in NAMES if not name.startswith("ansi")]
PLAIN = [name for name in NAMES if name.startswith("ansi")]

TERMINALS = {
    "xterm": "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 "
    "7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
    "vga": "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa "
    "555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
    "solarized": "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 "
    "002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3",
    "windows": "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc "
    "767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
}
"""The sixteen colours as well-known terminals show them."""

DEFAULTS = {
    ("xterm", "dark"): ("#000000", "#e5e5e5"),
    ("vga", "dark"): ("#000000", "#aaaaaa"),
    ("solarized", "dark"): ("#002b36", "#839496"),
    ("windows", "dark"): ("#0c0c0c", "#cccccc"),
    ("xterm", "light"): ("#ffffff", "#000000"),
    ("vga", "light"): ("#ffffff", "#000000"),
    ("solarized", "light"): ("#fdf6e3", "#657b83"),
    ("windows", "light"): ("#f2f2f2", "#0c0c0c"),
}
"""Their ground and text."""


def colour(theme: Theme, name: str) -> Rgb:
    found = rgb(theme.palette[name])
    assert found is not None
    return found


def test_the_shipped_themes_are_there() -> None:
    known = {"gruvbox-dark", "catppuccin-mocha", "rose-pine", "nord", "solarized-light"}
    assert {"lamp", "paper", "ink", "ansi"} | known <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_theme_has_a_look_for_every_role(name: str) -> None:
    theme = load_theme(name)
    assert set(theme.looks) == set(ALL_ROLES)
    assert set(ROLES) <= set(theme.looks)
    assert theme.name
    assert theme.licence


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_of_other_people_has_its_licence_text(name: str) -> None:
    theme = load_theme(name)
    if theme.credit:
        file = theme.credit.rpartition("licence text in ")[2]
        text = (shipped_folder() / file).read_text("utf-8")
        assert "Permission is hereby granted, free of charge" in text
        assert "Copyright (c)" in text


@pytest.mark.parametrize("depth", ["truecolor", "256"])
@pytest.mark.parametrize("name", OWN)
def test_everything_read_can_be_read_on_every_ground(name: str, depth: Depth) -> None:
    theme = load_theme(name).at(depth)
    found = {
        (word, ground): contrast(colour(theme, word), colour(theme, ground))
        for word in READ
        for ground in GROUNDS
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("depth", ["truecolor", "256"])
@pytest.mark.parametrize("name", OWN)
def test_the_body_has_a_contrast_of_seven(name: str, depth: Depth) -> None:
    theme = load_theme(name).at(depth)
    for ground in GROUNDS:
        assert contrast(colour(theme, "text"), colour(theme, ground)) >= 7
        assert contrast(colour(theme, "strong"), colour(theme, ground)) >= 7


@pytest.mark.parametrize("name", OWN)
def test_highlighted_words_can_be_read(name: str) -> None:
    for depth, least in (("truecolor", 7.0), ("256", 4.5)):
        theme = load_theme(name).at(depth)  # type: ignore[arg-type]
        for ground in HIGHLIGHTS:
            assert contrast(colour(theme, "text"), colour(theme, ground)) >= least


@pytest.mark.parametrize("name", OWN)
def test_a_word_on_the_accent_can_be_read(name: str) -> None:
    theme = load_theme(name)
    assert contrast(colour(theme, "background"), colour(theme, "accent")) >= 4.5


@pytest.mark.parametrize(
    ("name", "text", "muted"),
    [("lamp", 11.9, 7.4), ("paper", 13.4, 7.7), ("ink", 18.8, 11.2), ("nord", 10.3, 6.9)],
)
def test_contrast_is_what_the_theme_was_drawn_with(name: str, text: float, muted: float) -> None:
    theme = load_theme(name)
    ground = colour(theme, "background")
    assert round(contrast(colour(theme, "text"), ground), 1) == text
    assert round(contrast(colour(theme, "muted"), ground), 1) == muted


@pytest.mark.parametrize("terminal", TERMINALS)
@pytest.mark.parametrize("name", PLAIN)
def test_the_terminals_own_colours_can_be_read_where_its_text_can(name: str, terminal: str) -> None:
    theme = load_theme(name)
    shown = [f"#{value}" for value in TERMINALS[terminal].split()]
    for kind in ("dark", "light") if theme.kind == "any" else (theme.kind,):
        ground, text = (rgb(value) for value in DEFAULTS[terminal, kind])
        assert ground is not None
        assert text is not None
        least = min(4.5, contrast(text, ground))
        for word in READ:
            named = theme.palette[word]
            seen = text if named == "default" else rgb(shown[ANSI_NAMES.index(named)])
            assert seen is not None
            assert contrast(seen, ground) >= least, (word, named, kind)


@pytest.mark.parametrize("name", NAMES)
def test_sixteen_colours_are_named_and_no_colour_is_none(name: str) -> None:
    few, none = load_theme(name).at("16"), load_theme(name).at("none")
    for role in ALL_ROLES:
        for part in few.look(role)[:2]:
            assert part is None or part == "default" or part in ANSI_NAMES
        assert none.look(role)[:2] == (None, None)


@pytest.mark.parametrize("depth", ["truecolor", "256", "16", "none"])
@pytest.mark.parametrize("name", NAMES)
def test_highlights_are_told_apart_without_colour(name: str, depth: Depth) -> None:
    theme = load_theme(name).at(depth)
    looks = [theme.look(f"highlight-{one}") for one in HIGHLIGHTS]
    assert len({look[2:] for look in looks}) == len(HIGHLIGHTS)
    for signs in zip(*HIGHLIGHT_SIGNS.values(), strict=True):
        assert len(set(signs)) == len(HIGHLIGHTS)
    assert set(HIGHLIGHT_SIGNS) == set(HIGHLIGHTS)


@pytest.mark.parametrize("name", NAMES)
def test_what_matters_is_seen_without_colour(name: str) -> None:
    theme = load_theme(name).at("none")
    for role in ("selection", "hit", "hit-current", "hint", "link", "heading1", "mark"):
        assert any(theme.look(role)), role
    levels = [theme.look(f"heading{level}") for level in (1, 2, 3)]
    assert all(one != other for one, other in pairwise(levels))


def test_later_looks_lie_over_earlier_ones() -> None:
    assert merge(Look("#111111", "#222222", bold=True), Look("#333333", italic=True)) == Look(
        "#333333", "#222222", bold=True, italic=True
    )
    assert merge() == Look()


def test_an_unknown_role_has_no_look() -> None:
    assert load_theme("lamp").look("no-such-role") == Look()


HEXES = st.tuples(*[st.integers(0, 255)] * 3).map(lambda rgb_: "#" + bytes(rgb_).hex())


@profile(max_examples=60)
@given(HEXES, HEXES)
def test_contrast_has_no_order_and_lies_between_one_and_twenty_one(one: str, two: str) -> None:
    first, second = rgb(one), rgb(two)
    assert first is not None
    assert second is not None
    assert contrast(first, second) == contrast(second, first)
    assert 1 <= contrast(first, second) <= 21.001
    assert contrast(first, first) == 1


@profile(max_examples=60)
@given(HEXES)
def test_the_nearest_of_the_256_is_its_own_nearest(value: str) -> None:
    near = rgb(nearest_of_256(value))
    assert near is not None
    again = nearest_of_256("#{:02x}{:02x}{:02x}".format(*near))
    assert rgb(again) == near


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    themes = tmp_path / "themes"
    themes.mkdir()
    return themes


def write(folder: Path, text: str, name: str = "mine") -> None:
    (folder / f"{name}.toml").write_text(text, "utf-8")


HEAD = 'name = "Mine"\nkind = "dark"\nlicence = "MIT"\ninherits = "nord"\n'


def test_a_theme_of_the_user_inherits_and_changes(folder: Path) -> None:
    write(
        folder,
        HEAD
        + '[palette]\naccent = "#ffffff"\nsky = "#88ccff"\n[roles]\nlink = "bold sky on panel"\n',
    )
    theme = load_theme("mine", folder)
    nord = load_theme("nord")
    assert "mine" in theme_names(folder)
    assert theme.look("heading1") == Look("#ffffff", bold=True)
    assert theme.look("link") == Look("#88ccff", nord.palette["panel"], bold=True)
    assert theme.look("text") == nord.look("text")
    assert theme.credit == ""


def test_a_theme_of_the_user_needs_no_licence(folder: Path) -> None:
    write(folder, 'name = "Mine"\nkind = "dark"\ninherits = "nord"\n')
    assert load_theme("mine", folder).licence == ""


def test_a_theme_of_the_user_comes_before_a_shipped_one(folder: Path) -> None:
    write(folder, HEAD.replace("nord", "ink"), "lamp")
    assert load_theme("lamp", folder).name == "Mine"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + '[palette]\naccent = "#fff"\n', "line 6: 'accent' takes #rrggbb"),
        (HEAD + '[roles]\nlnk = "bold"\n', "line 6: there is no role 'lnk'; did you mean 'link'?"),
        (HEAD + "[roles]\nlink = 3\n", "line 6: 'link' takes a style in quotation marks."),
        (
            HEAD + '[roles]\nlink = "bold acent"\n',
            "'acent', which is no colour and no attribute; did",
        ),
        (HEAD + "palete = 3\n", "line 5: a theme has no 'palete'; did you mean 'palette'?"),
        ('name = "Mine"\nkind = "dim"\n', "line 2: a theme needs 'kind'"),
        ('kind = "dark"\nlicence = "MIT"\ninherits = "nord"\n', "a theme needs 'name'"),
        (HEAD.replace("nord", "mine"), "line 4: 'inherits' must name another theme"),
        (HEAD.replace("nord", "nrod"), "line 4: 'inherits' must name another theme"),
        (HEAD.replace('inherits = "nord"\n', ""), "the palette has no 'background'"),
        (HEAD + 'palette = "red"\n', "line 5: 'palette' must be a table."),
    ],
)
def test_what_is_wrong_in_a_theme_is_told(folder: Path, text: str, told: str) -> None:
    write(folder, text)
    with pytest.raises(SettingsError) as caught:
        load_theme("mine", folder)
    assert told in str(caught.value)


def test_an_unknown_theme_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match="There is no theme 'nrod'; did you mean 'nord'"):
        load_theme("nrod")
