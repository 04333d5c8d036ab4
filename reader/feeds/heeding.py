"""The system's wish to end a run, taken as one to cancel it: what is done stays done."""

from __future__ import annotations

import asyncio
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Coroutine, Iterable


def heed_signals() -> None:
    """Let the running task be cancelled by ctrl+c, and by being told to end or hung up on."""
    task = asyncio.current_task()
    assert task is not None
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # Only the main thread can be told of signals.
        with suppress(ValueError, RuntimeError, NotImplementedError):
            loop.add_signal_handler(number, task.cancel)


async def together(work: Iterable[Coroutine[Any, Any, None]]) -> bool:
    """Do some work at once until all is done; whether the run was cancelled before.

    Then, as when some of it fails, the rest is cancelled and waited for.
    """
    tasks = [asyncio.create_task(one) for one in work]
    try:
        await asyncio.gather(*tasks)
    except asyncio.CancelledError:
        return True
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return False
