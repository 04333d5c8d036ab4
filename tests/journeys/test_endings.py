"""However the program ends or stops, the terminal is left as it was found."""

from __future__ import annotations

import signal
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks.torture.victim import surroundings
from tests.journeys.program import READER, Program

if TYPE_CHECKING:
    from pathlib import Path

SHELL = """
import os, signal, sys
child = os.fork()
if not child:
    os.setpgid(0, 0)
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    os.tcsetpgrp(0, os.getpid())
    signal.signal(signal.SIGTTOU, signal.SIG_DFL)
    os.execvp(sys.argv[1], sys.argv[1:])
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
_, status = os.waitpid(child, os.WUNTRACED)
os.tcsetpgrp(0, os.getpgrp())
assert os.WIFSTOPPED(status)
print("the shell asks", flush=True)
print("it was told", input().upper(), flush=True)
os.tcsetpgrp(0, child)
os.kill(child, signal.SIGCONT)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""The least that a shell does with one job, so that the program can be stopped and continued."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_a_signal_ends_it_with_its_number_and_a_whole_terminal(
    own_machine: Path, number: signal.Signals
) -> None:
    with Program(own_machine, columns=80, lines=24) as program:
        program.see("Welcome to Reader")
        program.type("b", "undoes")
        program.settle()
        program.signal(number)
        assert program.end() == 128 + number
        assert program.left_as_found()


def test_it_is_stopped_and_comes_back(own_machine: Path) -> None:
    with Program(own_machine, (sys.executable, "-c", SHELL, *READER)) as program:
        program.see("Welcome to Reader")
        program.type("jj", "Reading")
        program.type("\x1a", "the shell asks")
        program.type("well\n", "Welcome to Reader")
        program.type("b", "Bookmarked “Reading”")
        assert program.leave() == 0


def test_without_a_terminal_it_says_what_to_use_instead(own_machine: Path) -> None:
    import subprocess

    ran = subprocess.run(
        READER,
        env=surroundings(own_machine),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 4
    assert "needs a terminal" in ran.stderr
    assert not ran.stdout
