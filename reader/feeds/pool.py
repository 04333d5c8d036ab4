"""The processes that parse: started when there is something to parse, replaced when one dies."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from reader.errors import SourceError
from reader.feeds import wire

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.library.preparing import Prepared

_START: Final = (
    "import sys; sys.path[:] = sys.argv[3:];"
    " from reader.feeds.worker import main; main(int(sys.argv[1]), int(sys.argv[2]))"
)
_KEEPING: Final = {"MALLOC_TRIM_THRESHOLD_": "100000000", "MALLOC_MMAP_THRESHOLD_": "30000000"}
"""Has the C library keep what memory an entry took for the next: to get it anew costs more."""

_GRACE: Final = 5
"""Seconds that are waited, after its time, for a process to have been ended by the system."""

_BUFFER: Final = 1 << 20


class Caps(NamedTuple):
    """What parsing may take: `processes` of them, each with bytes of `memory`, `seconds` an order.

    Nothing is parsed in more than one process where there is one core.
    """

    processes: int = 0
    memory: int = 1 << 30
    seconds: int = 60

    @property
    def at_once(self) -> int:
        """How many processes there are: as many as cores, up to four, unless it is said."""
        return self.processes or min(4, _cores())


class Pool:
    """Processes that parse, one feed each at a time. Use as `async with Pool(caps) as pool`."""

    def __init__(self, caps: Caps) -> None:
        self._caps = caps
        self._idle: list[_Process] = []
        self._all: set[_Process] = set()
        self._places = asyncio.Semaphore(caps.at_once)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        for process in self._all:
            process.kill()
        await asyncio.gather(*(process.wait() for process in self._all))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Bench]:
        """A process for one feed, from parsing it to building the last of its entries."""
        async with self._places:
            process = self._idle.pop() if self._idle else await self._start()
            try:
                yield Bench(process, self._caps)
            except BaseException:
                # In the middle of an order nobody knows what it will answer next.
                process.kill()
                raise
            finally:
                if process.fit:
                    self._idle.append(process)
                else:
                    process.kill()
                    self._all.discard(process)
                    await process.wait()

    async def _start(self) -> _Process:
        process = _Process(
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                _START,
                str(self._caps.memory),
                str(self._caps.seconds),
                *sys.path,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={**os.environ, **_KEEPING},
                limit=_BUFFER,
            )
        )
        self._all.add(process)
        return process


class _Process:
    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.fit = True

    def kill(self) -> None:
        self.fit = False
        with suppress(ProcessLookupError):
            self._process.kill()

    async def wait(self) -> int:
        return await self._process.wait()

    async def ask(self, order: wire.Order) -> wire.Reply:
        """Raises EOFError when it dies of it."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.stdin.write(wire.framed(order))
            await self._process.stdin.drain()
            head = await self._process.stdout.readexactly(wire.HEAD)
            length = int.from_bytes(head, "big")
            if length > wire.MOST:
                raise EOFError
            data = await self._process.stdout.readexactly(length)
            reply: wire.Reply = wire.decode_reply(data)
        except (ConnectionError, ValueError) as error:
            raise EOFError from error
        return reply


class Bench:
    """A place at one process."""

    def __init__(self, process: _Process, caps: Caps) -> None:
        self._process = process
        self._caps = caps

    async def parse(self, order: wire.Parse) -> wire.Parsed:
        """Have a feed parsed. Errors: SourceError, the end of a sentence that names no feed."""
        reply = await self._ask(order)
        if not isinstance(reply, wire.Parsed):
            raise SourceError("a fault in Reader kept it out; please report it")
        return reply

    async def build(self, places: list[int]) -> list[Prepared]:
        """Have entries of that feed built. Errors: as `parse`."""
        reply = await self._ask(wire.Build(places))
        if not isinstance(reply, wire.Built):
            raise SourceError("a fault in Reader kept it out; please report it")
        return reply.built

    async def extract(self, order: wire.Extract) -> wire.Extracted:
        """Have the article in a page found. Errors: as `parse`."""
        reply = await self._ask(order)
        if not isinstance(reply, wire.Extracted):
            raise SourceError("a fault in Reader kept it out; please report it")
        return reply

    async def _ask(self, order: wire.Order) -> wire.Reply:
        try:
            async with asyncio.timeout(self._caps.seconds + _GRACE):
                reply = await self._process.ask(order)
        except (EOFError, TimeoutError) as error:
            self._process.kill()
            raise SourceError(self._why(error, await self._process.wait())) from error
        if isinstance(reply, wire.Refused):
            if reply.spent:
                self._process.kill()
            raise SourceError(reply.why)
        return reply

    def _why(self, error: Exception, status: int) -> str:
        """Why a process died, in words."""
        if isinstance(error, TimeoutError) or status == -signal.SIGALRM:
            return f"to read it takes longer than the {self._caps.seconds} seconds that it may take"
        if status == -signal.SIGKILL:
            return "to read it takes more memory than there is"
        return "the process that read it broke down; the feed was left out"


def _cores() -> int:
    """How many processors this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except (AttributeError, OSError):
        return os.cpu_count() or 1
