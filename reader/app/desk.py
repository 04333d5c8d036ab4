"""Where the app's slow work is done: one thread with a library of its own, in order of asking."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from reader.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from reader.library.library import Library

_T = TypeVar("_T")


WAITS_MOST = 0.5
"""Seconds for which work waits for a key at most."""


class Desk:
    """Runs actions on the library off the main thread, one after the other.

    Its library is opened in the thread, on first use, so that starting costs nothing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._library: Library | None = None
        self._free = threading.Event()
        self._free.set()
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="desk")

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Begin nothing new meanwhile: two threads at work take turns, and a key would wait."""
        self._free.clear()
        try:
            yield
        finally:
            self._free.set()

    def _on_library(self, work: Callable[[Library], _T]) -> _T:
        self._free.wait(WAITS_MOST)
        if self._library is None:
            from reader.library.library import Library

            self._library = Library.open(self._path)
        return work(self._library)

    def submit(self, work: Callable[[Library], _T]) -> Future[_T]:
        """Put work on the desk; its result or error is in the future."""
        return self._thread.submit(self._on_library, work)

    async def run(self, work: Callable[[Library], _T]) -> _T:
        """Put work on the desk and wait for it; errors of the library are raised here."""
        return await asyncio.wrap_future(self.submit(work))

    @cached_property
    def search(self) -> Desk:
        """A desk for searches, so that no action waits for one; it is closed with this one."""
        return Desk(self._path)

    def interrupt(self) -> None:
        """Stop what its library is being asked: it raises StoppedError in there."""
        if self._library is not None:
            with suppress(LibraryError):
                self._library.interrupt()

    def close(self) -> None:
        """Finish what is on the desk, then close its library."""
        if "search" in self.__dict__:
            self.search.interrupt()
            self.search.close()
        self._thread.submit(self._shut)
        self._thread.shutdown(wait=True)

    def _shut(self) -> None:
        if self._library is not None:
            self._library.close()
            self._library = None
