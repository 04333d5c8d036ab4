"""A process that is killed with signal 9, and what it had said by then."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

READER = (sys.executable, "-m", "reader")


class Said(NamedTuple):
    """What a process had written, and whether it ended (`status`) before it was killed (None)."""

    text: str
    errors: str
    status: int | None


def forked(work: Callable[[Callable[[str], None]], None], after: float) -> Said:
    """Do `work` in a fork and kill it after so many seconds; it is given what says a line."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            work(lambda line: _write(writing, line))
            status = 0
        except BaseException as error:  # noqa: BLE001 - told to who watches
            _write(writing, f"error {type(error).__name__}: {error}")
        finally:
            os._exit(status)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, encoding="utf-8") as said:
        text = said.read()
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return Said(text, "", None if ended == -signal.SIGKILL else ended)


def _write(place: int, line: str) -> None:
    os.write(place, f"{line}\n".encode())


def command(
    words: Sequence[str],
    environment: Mapping[str, str],
    after: float | None = None,
) -> Said:
    """Run a command of Reader's and kill it after so many seconds; None: let it end."""
    with subprocess.Popen(
        [*READER, *words],
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        try:
            text, errors = child.communicate(timeout=120.0 if after is None else after)
        except subprocess.TimeoutExpired:
            child.kill()
            text, errors = child.communicate()
            if after is None:
                errors += "It did not end in two minutes."
    status = child.returncode
    return Said(text, errors, None if status == -signal.SIGKILL else status)


def surroundings(home: Path) -> dict[str, str]:
    """What a command gets of the world."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
