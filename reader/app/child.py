"""Work that touches files or the network: the command line in a child process, told by lines."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from pathlib import Path

NICENESS = 15
"""Children yield to the screen: measured, keys then paint as fast as when idle."""

LINE_MOST = 4 * 1024 * 1024
"""Bytes of one line of JSON; a child that sends more is broken and is ended."""

PATIENCE = 3.0
"""Seconds that a child has to end in its own way when it is cancelled; then it is killed."""


class ChildError(Exception):
    """The child ended badly; `str()` is what it `said` last."""


class Child:
    """One run of the command line beside the app, cancelled by `cancel`.

    `command` is what it is started with, which every program of the machine can see.
    `said` is the last sentence that it wrote on its standard error, without the program's name
    before it; set when it has ended.
    """

    def __init__(self, library: Path, arguments: Sequence[str], given: Sequence[str] = ()) -> None:
        """`given`: lines for its standard input, which no other program of the machine sees."""
        self._given = "".join(f"{line}\n" for line in given).encode()
        self.command = [
            sys.executable,
            "-m",
            "reader",
            "--library",
            str(library),
            "--json",
            *arguments,
        ]
        self._process: asyncio.subprocess.Process | None = None
        self.cancelled = False
        self.said = ""

    async def lines(self) -> AsyncIterator[dict[str, Any]]:
        """Start it and yield each JSON object that it prints.

        Raises ChildError when it ends with a status other than 0 or 1 and was not cancelled.
        """
        self._process = await asyncio.create_subprocess_exec(
            *self.command,
            stdin=asyncio.subprocess.PIPE if self._given else asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=LINE_MOST,
            start_new_session=True,
        )
        # After the start, not before it: a function to run in the forked child is not safe
        # in a program with threads.
        with suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self._process.pid, NICENESS)
        if self.cancelled:
            self._signal(signal.SIGKILL)
        assert self._process.stdout is not None
        assert self._process.stderr is not None
        complaints = asyncio.create_task(self._process.stderr.read())
        if self._process.stdin is not None:
            self._process.stdin.write(self._given)
            self._process.stdin.close()
        async for raw in self._process.stdout:
            try:
                told = json.loads(raw)
            except ValueError:
                continue
            if isinstance(told, dict):
                yield told
        status = await self._process.wait()
        said = (await complaints).decode("utf-8", "replace").strip()
        self.said = said.splitlines()[-1].removeprefix("reader: ") if said else ""
        if status not in {0, 1} and not self.cancelled:
            raise ChildError(self.said or f"It ended with status {status}.")

    def cancel(self) -> None:
        """Ask it to stop as ctrl+c does; what it has done stays done."""
        if self.cancelled:
            return
        self.cancelled = True
        if self._process is not None and self._process.returncode is None:
            self._signal(signal.SIGINT)
            asyncio.get_running_loop().call_later(PATIENCE, self._signal, signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        """Send a signal to a child that has not ended; SIGKILL to its own children as well."""
        process = self._process
        if process is None or process.returncode is not None:
            return
        with suppress(ProcessLookupError, PermissionError):
            if number is signal.SIGKILL:
                os.killpg(process.pid, number)
            else:
                process.send_signal(number)
