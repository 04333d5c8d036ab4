"""A start from the frame of the last screen: at once, without a blank, and no key is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.terminal import _Screen
from tests.journeys.program import Program

if TYPE_CHECKING:
    from pathlib import Path


def _first_run(home: Path) -> None:
    with Program(home) as program:
        program.see("Welcome to Reader")
        assert program.leave() == 0
        assert program.left_as_found()
    assert (home / "data" / "reader" / "library.db.frame").stat().st_mode & 0o777 == 0o600


def test_the_screen_is_there_before_the_app_and_stays(own_machine: Path) -> None:
    _first_run(own_machine)
    with Program(own_machine) as program:
        program.see("Welcome to Reader")
        program._write(b"jj")
        program.see("▌● Reading ")
        program.settle()
        pieces = list(program.written)
        assert program.leave() == 0
        assert program.left_as_found()
    screen, shown = _Screen(120, 40), []
    for piece in pieces:
        shown += [screen.text() for changed in screen.feed(piece) if changed]
    there = next(number for number, text in enumerate(shown) if "Reading room" in text)
    assert all("Reading room" in text and "jj" not in text for text in shown[there:])
    assert b"".join(pieces).count(b"\x1b[?1049h") == 1


def test_a_start_that_fails_gives_the_terminal_back_and_says_why(own_machine: Path) -> None:
    keymaps = own_machine / "config" / "reader" / "keymaps"
    keymaps.mkdir(parents=True)
    (keymaps / "mine.toml").write_text(
        'title = "mine"\n\n[keys]\ndown = "j"\nquit = "Q"\n', encoding="utf-8"
    )
    (keymaps.parent / "config.toml").write_text('keymap = "mine"\n', encoding="utf-8")
    _first_run(own_machine)
    (keymaps / "mine.toml").write_text("[[[", encoding="utf-8")
    with Program(own_machine) as program:
        program.see("mine")
        assert program.end() not in {0, 1}
        written = b"".join(program.written)
        assert written.count(b"\x1b[?1049h") == written.count(b"\x1b[?1049l") == 1
        assert program._settings() == program._found
