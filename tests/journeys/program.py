"""The whole program in a terminal of its own, as someone sits before it."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
from typing import TYPE_CHECKING, Any

from benchmarks.terminal import Terminal
from benchmarks.torture.victim import surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

READER = (sys.executable, "-m", "reader")
PATIENCE = 30


class Program(Terminal):
    """Reader in a terminal; leaving the block ends it."""

    def __init__(
        self,
        home: Path,
        command: Sequence[str] = READER,
        *,
        columns: int = 120,
        lines: int = 40,
    ) -> None:
        super().__init__(command, surroundings(home), columns=columns, lines=lines)
        self._found = self._settings()

    def _settings(self) -> list[Any]:
        return termios.tcgetattr(self._handle)

    def see(self, words: str) -> str:
        """Wait until what the pattern matches is on the screen; the screen."""
        if not re.search(words, self.text()):
            self.wait_for(words, timeout=PATIENCE)
        return self.text()

    def type(self, keys: str, words: str) -> str:
        """Press keys and wait until what the pattern matches comes onto the screen; the screen."""
        if self.press(keys, words, timeout=PATIENCE).matched is None:
            raise AssertionError(f"{keys!r} never showed {words!r}:\n{self.text()}")
        return self.text()

    def leave(self) -> int:
        """Leave by the key; the status."""
        self.settle()
        self._write(b"Q")
        return self.end()

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def end(self) -> int:
        """Wait until the program ends; its status, or minus the number of the killing signal."""
        status = os.waitpid(self.pid, 0)[1]
        self._ended.wait(PATIENCE)
        return os.waitstatus_to_exitcode(status)

    def kill(self) -> None:
        """End it as a power cut would."""
        self.signal(signal.SIGKILL)
        assert self.end() == -signal.SIGKILL

    def left_as_found(self) -> bool:
        """Whether the terminal has its settings back, its own screen, a cursor and no mouse."""
        written = b"".join(piece for _, piece in self._pieces)
        for mode, wanted in (("1049", b"l"), ("25", b"h"), ("1000", b"l"), ("2004", b"l")):
            said = re.findall(rb"\x1b\[\?" + mode.encode() + rb"([hl])", written)
            if not said or said[-1] != wanted:
                return False
        return self._settings() == self._found
