"""Which updates of a library are running, so that what a killed one had in hand is free again."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def running(library: Path) -> Iterator[bool]:
    """Be one of the running updates of a library; whether it is the only one.

    The system forgets a process's place with the process, however that ends. Where a folder
    cannot be held, each minds only what the library says is in hand.
    """
    try:
        # The folder is held and no file made for it; another library in it counts as this one.
        place = os.open(library.parent, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        yield False
        return
    try:
        yield _alone(place)
    finally:
        os.close(place)


def _alone(place: int) -> bool:
    with suppress(OSError):
        fcntl.flock(place, fcntl.LOCK_EX | fcntl.LOCK_NB)
        fcntl.flock(place, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return True
    with suppress(OSError):
        fcntl.flock(place, fcntl.LOCK_SH | fcntl.LOCK_NB)
    return False
