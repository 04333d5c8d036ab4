from __future__ import annotations

import io
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.cli.main import run
from reader.library.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.document.model import Document
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
        ("update", "--sometimes"),
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


class _Full(io.StringIO):
    def write(self, _: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_told_in_a_sentence(
    reader: Type, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", _Full())
    answer = reader("list")
    assert answer.status == 4
    assert answer.err == "reader: The answer cannot be written: no space left on device.\n"


def test_without_standard_streams_commands_still_work(
    reader: Type, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", None)
        patch.setattr(sys, "stderr", None)
        assert run(["read", str(ids["The Door"])]) == 0
        assert run(["read", "999"]) == 3
    assert "The Door" not in reader("list", "is:unread").out


def test_a_path_that_may_not_be_followed_is_told_and_the_others_go_on(
    reader: Type, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.path.realpath

    def refused(path: str) -> str:
        if "shut" in path:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os.path, "realpath", refused)
    answer = reader("add", "shut/door.txt", str(texts / "door.html"))
    assert answer.status == 1
    assert answer.err == "reader: shut/door.txt: you may not read it.\n"


def test_a_fault_of_a_parser_keeps_out_its_file_alone(
    reader: Type, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reader.document import parse

    whole = parse.parse

    def faulty(data: bytes, *, media_type: str, base: str | None, name: str) -> Document:
        if name == "window.txt":
            raise ZeroDivisionError("\x1b[31mred")
        return whole(data, media_type=media_type, base=base, name=name)

    monkeypatch.setattr(parse, "parse", faulty)
    answer = reader("add", str(texts / "window.txt"), str(texts / "door.html"))
    assert answer.status == 1
    assert "window.txt: a fault in Reader kept it out" in answer.err
    assert "\x1b" not in answer.err
    assert "The Door" in reader("list").out


def test_the_doctor_says_what_is_left_to_do_with_a_file_beyond_mending(
    reader: Type, ids: dict[str, int], tmp_path: Path
) -> None:
    copy = tmp_path / "lib-2026-01-02.db"
    assert reader("backup", str(copy)).status == 0
    broken = tmp_path / "lib.db"
    broken.write_bytes(b"\xff" * copy.stat().st_size)
    before = broken.read_bytes()
    for words in (("doctor",), ("doctor", "--repair")):
        answer = reader(*words, "--library", str(broken))
        assert (answer.status, answer.out) == (4, "")
        assert copy.name in answer.err
        assert "reader doctor" not in answer.err
        assert "reader restore" in answer.err
    assert broken.read_bytes() == before
    answer = reader("restore", str(copy), "--library", str(broken))
    assert answer.status == 0
    assert "Restored 3 articles" in answer.out
    assert reader("doctor", "--library", str(broken)).status == 0
    (kept,) = tmp_path.glob("lib.db.before-restore-*")
    assert kept.read_bytes() == before


def test_the_doctor_mends_a_library_that_nothing_else_can_open(
    reader: Type, ids: dict[str, int], tmp_path: Path
) -> None:
    broken = tmp_path / "lib.db"
    assert reader("backup", str(broken)).status == 0
    broken.write_bytes(b"\xff" * 100 + broken.read_bytes()[100:])
    at = ("--library", str(broken))
    assert reader("list", *at).status == 4
    told = reader("doctor", *at)
    assert told.status == 1
    assert "The beginning of the file" in told.out
    assert reader("doctor", "--repair", *at).status == 0
    assert len(reader("list", "--json", *at).objects) == 3


def test_a_backup_that_cannot_be_written_is_told(
    reader: Type, ids: dict[str, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refused(_: Path, *, missing_ok: bool = False) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("pathlib.Path.unlink", refused)
    answer = reader("backup", str(tmp_path / "copy.db"))
    assert answer.status == 4
    assert "copy.db cannot be written (Read-only file system)" in answer.err


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("config", "theme", "lmap"), "lamp"),
        (("config", "theme_dark", "auto"), "auto"),
        (("config", "keymap", "newsbaot"), "newsboat"),
    ],
)
def test_no_theme_or_keymap_is_set_that_is_not_there(
    reader: Type, own_machine: Path, words: tuple[str, ...], meant: str
) -> None:
    answer = reader(*words)
    assert (answer.status, answer.out) == (2, "")
    assert meant in answer.err
    assert not list(own_machine.rglob("config.toml"))


def test_the_check_of_the_config_finds_a_theme_that_is_not_there(reader: Type) -> None:
    path = Path(reader("config", "--path", "--json").object["path"])
    path.parent.mkdir(parents=True)
    path.write_text('theme = "lmap"\n', encoding="utf-8")
    checked = reader("config", "--check", "--json")
    assert checked.status == 1
    assert "theme: There is no theme 'lmap'; did you mean 'lamp'?" in checked.object["problems"][0]
