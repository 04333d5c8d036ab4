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

    The system forgets a process's place with the process, however that ends. Where there can be no
    such file, nobody knows of the others, and each minds only what the library says is in hand.
    """
    try:
        place = os.open(
            library.with_name(f"{library.name}-updating"),
            os.O_RDWR | os.O_CREAT | os.O_CLOEXEC,
            0o600,
        )
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
