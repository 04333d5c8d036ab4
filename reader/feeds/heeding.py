"""The system's wish to end a run, taken as one to cancel it: what is done stays done."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress


def heed_signals() -> None:
    """Let the running task be cancelled by ctrl+c, and by being told to end or hung up on."""
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Only the main thread can be told of signals.
        with suppress(ValueError, RuntimeError, NotImplementedError):
            loop.add_signal_handler(number, task.cancel)
