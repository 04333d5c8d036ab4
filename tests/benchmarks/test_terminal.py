"""The terminal with a stop-watch sees what a person would see."""

from __future__ import annotations

import sys

import pytest

from benchmarks.figures import Row, Series, table
from benchmarks.terminal import Terminal

ECHO = r"""
import os, tty
tty.setcbreak(0)
say = lambda text: os.write(1, text.encode())
say("\x1b[?1049h\x1b[2J\x1b[H\x1b[>1u\x1b[?2026$p")
say("ready \x1b]8;;https://example.org\x1b\\link\x1b]8;;\x1b\\ 新聞")
answer = b""
while not answer.endswith(b"$y"):
    answer += os.read(0, 1)
say("\x1b[2;1H" + answer[1:].decode())
while True:
    key = os.read(0, 1).decode()
    if key == "n":
        continue
    say("\x1b[?2026h\x1b[3;1Hhidden")
    say("\x1b[3;1Hshown " + key + "\x1b[?2026l")
"""

ENVIRONMENT = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}


def test_a_program_is_seen_answered_and_pressed() -> None:
    with Terminal((sys.executable, "-S", "-E", "-c", ECHO), ENVIRONMENT, columns=40) as terminal:
        assert terminal.wait_for("ready") > 0
        terminal.settle()
        assert terminal.text().splitlines()[0].startswith("ready link 新")
        assert "2026;2$y" in terminal.text()
        press = terminal.press("a", "shown a")
        assert press.matched is not None
        assert press.first == press.matched
        assert terminal.press("b").first is not None
        assert "shown b" in terminal.text()
        assert "hidden" not in terminal.text()
        assert terminal.press("n").first is None
        assert terminal.peak_memory() > 1


def test_a_program_that_never_shows_the_words_is_told_with_its_screen() -> None:
    with (
        Terminal((sys.executable, "-S", "-c", "print('something else')"), ENVIRONMENT) as terminal,
        pytest.raises(RuntimeError, match="something else"),
    ):
        terminal.wait_for("ready", timeout=20)


def test_the_table_tells_ratios_and_goals() -> None:
    ours, floor = Series((10.0, 20.0, 30.0)), Series((10.0, 10.0, 40.0))
    rows = [
        Row("start", ours, floor, "smallest app", 1.5),
        Row("keys", ours, floor, "line list", 1.5, "p95"),
        Row("memory", ours, floor, "line list", unit="MiB"),
    ]
    start, keys, memory = table(rows).splitlines()[2:]
    assert "2.00x" in start
    assert "MISSED" in start
    assert "0.75x p95" in keys
    assert "met" in keys
    assert "20.0 MiB" in memory
    assert len({len(line) for line in table(rows).splitlines()}) == 1
