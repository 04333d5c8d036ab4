"""Keymaps, shipped and the user's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.commands.command import CONTEXTS
from reader.commands.keys import parse_sequence
from reader.errors import SettingsError
from reader.settings.keymap import keymap_names, load_keymap

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    keymaps = tmp_path / "keymaps"
    keymaps.mkdir()
    return keymaps


def write(folder: Path, text: str, name: str = "mine") -> None:
    (folder / f"{name}.toml").write_text(text, "utf-8")


def test_the_shipped_keymaps_are_there() -> None:
    assert keymap_names() == ("default", "eilmeldung", "netnewswire", "newsboat")


@pytest.mark.parametrize("name", keymap_names())
def test_no_key_of_a_shipped_keymap_begins_another(name: str) -> None:
    assert load_keymap(name).bindings.clashes == []


@pytest.mark.parametrize("name", keymap_names())
def test_a_shipped_keymap_leaves_no_context_without_a_way_out(name: str) -> None:
    bindings = load_keymap(name).bindings
    for context in CONTEXTS:
        ids = {entry.id for entry in bindings.bound(context).values()}
        assert ids & {"back", "leave-selection", "quit-from-list"}
        assert {"help", "palette", "quit"} <= ids


@pytest.mark.parametrize(
    ("keymap", "keys", "meaning"),
    [
        ("newsboat", "n", "next-unread"),
        ("newsboat", "A", "mark-all-read"),
        ("newsboat", "N", "toggle-read"),
        ("eilmeldung", "s", "update"),
        ("eilmeldung", "m", "bookmark"),
        ("netnewswire", "k", "mark-all-read"),
        ("netnewswire", "s", "bookmark"),
    ],
)
def test_hands_find_the_keys_of_other_programs(keymap: str, keys: str, meaning: str) -> None:
    match = load_keymap(keymap).bindings.match("list", parse_sequence(keys))
    assert match.command is not None
    assert match.command.id == meaning


def test_a_keymap_of_the_user_is_found_and_inherits(folder: Path) -> None:
    write(folder, 'title = "Mine"\ninherits = "newsboat"\n[keys]\nnotes = ["g n", "f5"]\n')
    keymap = load_keymap("mine", folder)
    assert "mine" in keymap_names(folder)
    assert keymap.bindings.keys("notes") == (("g", "n"), ("f5",))
    assert keymap.bindings.keys("next-unread") == (("n",),)


def test_a_keymap_of_the_user_comes_before_a_shipped_one(folder: Path) -> None:
    write(folder, '[keys]\nnotes = "f5"\n', "newsboat")
    assert load_keymap("newsboat", folder).keys == {"notes": ("f5",)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            '[keys]\nbookmark = "j"\n',
            "line 2: 'j' is both down and bookmark in the list; write `down = []`",
        ),
        (
            '[keys]\nnotes = "x"\nhistory = "x y"\n',
            "line 3: 'x' (notes) and 'x y' (history) begin alike in the list",
        ),
        (
            '[keys]\nbokmark = "x"\n',
            "there is no command 'bokmark'; did you mean 'bookmark'",
        ),
        (
            '[keys]\nnotes = "spcae"\n',
            "line 2: 'notes' is given what is not a key: no key is called",
        ),
        ("[keys]\nnotes = 3\n", "line 2: 'notes' takes a key or a list of keys"),
        ('keys = "x"\n', "line 1: 'keys' must be a table."),
        ('[kyes]\nnotes = "x"\n', "line 1: a keymap has no 'kyes'; did you mean 'keys'?"),
        ('inherits = "mine"\n', "line 1: 'inherits' must name another keymap"),
        ('inherits = "newsbat"\n', "There is no keymap 'newsbat'; did you mean 'newsboat'?"),
    ],
)
def test_what_is_wrong_in_a_keymap_is_told(folder: Path, text: str, told: str) -> None:
    write(folder, text)
    with pytest.raises(SettingsError) as caught:
        load_keymap("mine", folder)
    assert told in str(caught.value)


def test_keymaps_that_inherit_in_a_circle_are_refused(folder: Path) -> None:
    write(folder, 'inherits = "b"\n', "a")
    write(folder, 'inherits = "a"\n', "b")
    with pytest.raises(SettingsError, match="circle"):
        load_keymap("a", folder)


def test_an_unknown_keymap_names_the_nearest() -> None:
    with pytest.raises(SettingsError, match="did you mean 'eilmeldung'"):
        load_keymap("eilmeldun")
