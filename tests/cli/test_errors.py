from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("lsit",), "list"),
        (("--jsno", "list"), "--json"),
        (("list", "--limt", "3"), "--limit"),
        (("show", "x.md", "--widht", "30"), "--width"),
        (("config", "mesure"), "measure"),
        (("config", "them", "lamp"), "theme"),
        (("themes", "lmap"), "lamp"),
    ],
)
def test_a_misspelt_word_is_told_with_the_nearest_before_anything_is_touched(
    reader: Type, own_machine: Path, words: tuple[str, ...], meant: str
) -> None:
    answer = reader(*words)
    assert answer.status == 2
    assert answer.out == ""
    assert meant in answer.err
    assert len(answer.err.splitlines()) == 1
    assert not list(own_machine.rglob("*.db"))


@pytest.mark.parametrize(
    "words",
    [
        ("--library",),
        ("list", "--library"),
        ("list", "--limit", "some"),
        ("list", "--limit", "-1"),
        ("list", "--sort", "sideways"),
        ("list", "--after", "yesterday"),
        ("add",),
        ("show",),
        ("tag", "later"),
        ("undo", "last"),
        ("export", "papyrus"),
        ("show", "x", "--to", "stone"),
        ("completion", "cmd"),
        ("update", "--all"),
    ],
)
def test_half_a_command_is_not_understood(reader: Type, words: tuple[str, ...]) -> None:
    answer = reader(*words)
    assert (answer.status, answer.out) == (2, "")
    assert len(answer.err.splitlines()) == 1


def test_a_file_for_a_command_is_told_what_can_be_done_with_it(reader: Type, texts: Path) -> None:
    answer = reader(str(texts / "door.html"))
    assert answer.status == 2
    assert "reader show" in answer.err
    assert "reader add" in answer.err


@pytest.mark.parametrize("words", [("list",), ("read", "1"), ("undo",), ("doctor",), ("feeds",)])
def test_without_a_library_commands_say_so_and_make_none(
    reader: Type, own_machine: Path, words: tuple[str, ...]
) -> None:
    answer = reader(*words)
    assert answer.status == 3
    assert "library.db" in answer.err
    assert not list(own_machine.rglob("*.db"))


def test_a_library_that_is_none_is_named_and_left_as_it_is(reader: Type, tmp_path: Path) -> None:
    path = tmp_path / "letter.db"
    path.write_text("Dear library, this is a letter and not a database. " * 40, encoding="utf-8")
    before = path.read_bytes()
    answer = reader("list", "--library", str(path))
    assert answer.status == 4
    assert "letter.db" in answer.err
    assert path.read_bytes() == before


def test_each_source_that_fails_is_named_and_the_others_go_on(
    reader: Type, texts: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").touch()
    answer = reader("add", "nowhere.txt", str(tmp_path / "empty.txt"), str(texts / "door.html"))
    assert answer.status == 1
    assert "nowhere.txt" in answer.err
    assert "empty.txt" in answer.err
    assert "The Door" in reader("list").out


def test_when_nothing_can_be_added_the_status_is_4(reader: Type) -> None:
    assert reader("add", "nowhere.txt", "https://paper.example/feed").status == 4


@pytest.mark.parametrize("name", ["nowhere.txt", "./nowhere", "no/such/page.html"])
def test_show_names_a_file_that_is_not_there(reader: Type, name: str) -> None:
    answer = reader("show", name)
    assert answer.status == 4
    assert name in answer.err


def test_a_name_with_controls_reaches_no_terminal(reader: Type, tmp_path: Path) -> None:
    name = "evil\x1b]0;PWNED\x07\u202e.txt"
    (tmp_path / name).touch()
    for words in (("add", str(tmp_path / name)), ("show", str(tmp_path / name))):
        answer = reader(*words)
        assert answer.status == 4
        assert "evil" in answer.err
        assert not set(answer.err) & set("\x1b\x07\u202e")


def test_a_fault_of_the_program_is_told_without_its_controls(
    reader: Type, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("\x1b[31mred")

    monkeypatch.setattr(Library, "open", broken)
    answer = reader("add", str(texts))
    assert answer.status == 4
    assert "fault" in answer.err
    assert "\x1b" not in answer.err


class _Shut(io.StringIO):
    def write(self, _: str) -> int:
        raise BrokenPipeError


def test_when_nobody_reads_any_more_it_ends_quietly(
    reader: Type, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.cli.main import run

    monkeypatch.setattr(sys, "stdout", _Shut())
    assert run(["list"]) == 0


def test_backup_does_not_write_over_a_file(
    reader: Type, ids: dict[str, int], tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert reader("backup", str(copy)).status == 0
    with Library.open(copy, create=False) as library:
        assert len(library.sources()) == 1
    assert reader("backup", str(copy)).status == 4


def test_doctor_says_where_the_library_is_and_how(
    reader: Type, ids: dict[str, int], own_machine: Path
) -> None:
    told = json.loads(reader("doctor", "--json").out)
    assert told["ok"] is True
    assert told["library"] == str(own_machine / "data" / "reader" / "library.db")
