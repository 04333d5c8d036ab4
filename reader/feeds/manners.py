"""Manners towards hosts: not too much at once, more slowly when asked, and not at all when told."""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from reader.feeds.networks import is_of_this_machine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reader.feeds.answers import Limits
    from reader.feeds.http_address import Address

PATIENCE: Final = 5.0
"""Seconds that are waited for a host within a run; who asks for more is asked another time."""

_FIRST_SPACE: Final = 1.0
_MOST_SPACE: Final = 8.0


class HeldError(Exception):
    """A host asked to be left alone for longer than can be waited for, `seconds` from now."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class _Host:
    """What is known of one host in this run; times by the monotonic clock."""

    def __init__(self, at_once: int) -> None:
        self.places = asyncio.Semaphore(at_once)
        self.until = 0.0
        self.space = 0.0
        self.next = 0.0


class Manners:
    """Gives out the turns of all fetches of a run."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._hosts: dict[str, _Host] = {}
        self._all = asyncio.Semaphore(limits.at_once)

    @asynccontextmanager
    async def turn(self, address: Address) -> AsyncIterator[None]:
        """Wait until the host may be asked. Errors: HeldError."""
        host = self._host(address)
        async with host.places:
            await self._wait(host)
            async with self._all:
                yield

    async def _wait(self, host: _Host) -> None:
        while True:
            now = time.monotonic()
            if host.until - now > PATIENCE:
                raise HeldError(host.until - now)
            start = max(host.until, host.next)
            if start <= now:
                host.next = now + host.space
                return
            await asyncio.sleep(start - now)

    def hold(self, address: Address, seconds: int | None) -> None:
        """The host said that it was asked too much, and how long to wait if it says so."""
        host = self._host(address)
        host.space = min(max(_FIRST_SPACE, host.space * 2), _MOST_SPACE)
        host.next = time.monotonic() + host.space
        if seconds:
            host.until = max(host.until, time.monotonic() + seconds)

    def answered(self, address: Address) -> None:
        """The host answered as it should: after some such answers it is no longer spared."""
        host = self._host(address)
        host.space = host.space / 2 if host.space > _FIRST_SPACE / 4 else 0.0

    def _host(self, address: Address) -> _Host:
        # Behind a port of one's own machine there may stand a bridge to many sites, of which only
        # one wants to be left alone: there each address is a host of its own.
        own = is_of_this_machine(address.host)
        key = f"{address.host}:{address.port}"
        if own:
            key += address.target
        if key not in self._hosts:
            at_once = self._limits.at_once if own else self._limits.per_host
            self._hosts[key] = _Host(at_once)
        return self._hosts[key]
