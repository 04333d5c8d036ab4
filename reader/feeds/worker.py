"""A process that parses: it reads orders, answers them, and may die of one without harm.

It holds no library and no connection. Its memory has a limit that the system keeps, and each order
a time after which the system ends it.
"""

from __future__ import annotations

import gc
import os
import signal
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Final

from reader.errors import SourceError
from reader.feeds import wire

if TYPE_CHECKING:
    from reader.document.model import Document
    from reader.feeds.entry import Entry, ParsedFeed
    from reader.library.preparing import Prepared

FAULT: Final = "a fault in Reader kept it out ({}); please report it with the address of the feed"

_MADE: Final = 50_000
"""Objects that are made before circles among them are sought."""


def main(memory: int, seconds: int) -> None:
    """Answer orders from standard input until it ends; `memory` in bytes, `seconds` an order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    orders, answers = _own_streams()
    _settle()
    _limit(memory)
    worker = Worker()
    while data := _message(orders):
        signal.alarm(seconds)
        reply = worker.answer(wire.decode_order(data))
        signal.alarm(0)
        try:
            answers.write(wire.framed(reply))
            answers.flush()
        except OSError:
            return
        if isinstance(reply, wire.Refused) and reply.spent:
            return


def _settle() -> None:
    """Load what every feed needs, and have it left alone when circles are sought.

    What is made of a feed holds hardly any, so they need not be sought as often as usual.
    """
    from reader.document.html import parse  # noqa: F401
    from reader.feeds import arriving, elements, essence, identity  # noqa: F401
    from reader.library import preparing  # noqa: F401

    gc.freeze()
    gc.set_threshold(_MADE, 10, 10)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The two streams, out of the reach of whatever a library prints."""
    orders = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    return orders, answers


def _limit(memory: int) -> None:
    """Have the system refuse more memory than this."""
    import resource

    for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        # Some systems know neither; then the time alone is limited.
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(kind)
            most = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
            resource.setrlimit(kind, (most, hard))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _message(orders: BinaryIO) -> bytes:
    """The next message; empty when there is none any more."""
    head = orders.read(wire.HEAD)
    if len(head) < wire.HEAD:
        return b""
    length = int.from_bytes(head, "big")
    data = orders.read(length)
    return data if len(data) == length else b""


class Worker:
    """One process's work: it keeps the feed that it parsed last, to build entries of it."""

    def __init__(self) -> None:
        self._feed: ParsedFeed | None = None
        self._names: tuple[str, ...] = ()
        self._pages: list[Document] = []

    def answer(self, order: wire.Order) -> wire.Reply:
        """The answer to an order; never an exception, whatever the feed holds."""
        try:
            if isinstance(order, wire.Parse):
                return self._parse(order)
            if isinstance(order, wire.Extract):
                return self._extract(order)
            return wire.Built(self._build(order.places))
        except SourceError as error:
            return wire.Refused(str(error))
        except MemoryError:
            self._feed, self._names, self._pages = None, (), []
            return wire.Refused("to read it takes more memory than one feed may have", spent=True)
        except RecursionError:
            return wire.Refused("it is nested too deeply to be read")
        # A fault of a parser in one feed must not keep out the others.
        except Exception as error:  # noqa: BLE001
            return wire.Refused(FAULT.format(f"{type(error).__name__}: {error}"[:300]))

    def _parse(self, order: wire.Parse) -> wire.Parsed:
        from reader.feeds.arriving import fingerprint
        from reader.feeds.identity import identities
        from reader.feeds.parse import parse_feed

        self._feed = feed = parse_feed(order.body, base=order.base, headers=order.headers)
        self._names = identities(feed.entries)
        listed = [
            wire.Listed(
                name, fingerprint(entry), _date(entry), entry.url, entry.title, entry.published
            )
            for name, entry in zip(self._names, feed.entries, strict=True)
        ]
        first = firsts([one.identity for one in listed])
        return wire.Parsed(
            title=feed.title,
            site=feed.site_url,
            kind=feed.kind,
            language=feed.language,
            every=feed.every,
            icon=feed.icon,
            warnings=feed.warnings,
            listed=listed,
            built=self._build(first[: order.build]),
        )

    def _build(self, places: list[int]) -> list[Prepared]:
        from reader.feeds.arriving import article
        from reader.feeds.essence import essence
        from reader.feeds.tracking import same_place
        from reader.library.preparing import prepare

        feed = self._feed
        assert feed is not None
        built: list[Prepared] = []
        for place in places:
            arrived = article(feed.entries[place], feed=feed, identity=self._names[place])
            built.append(prepare(arrived, essence, same_place))
        return built

    def _extract(self, order: wire.Extract) -> wire.Extracted:
        from reader.feeds.fulltext import extract
        from reader.feeds.pages_joined import joined
        from reader.feeds.saved_page import arrived_page
        from reader.library.preparing import prepare

        found = extract(order.body, url=order.url, headers=order.headers)
        self._pages = [*self._pages, found.document] if order.more else [found.document]
        whole = found._replace(document=joined(self._pages))
        built = prepare(arrived_page(whole, order.body, order.url))
        return wire.Extracted(
            built=built,
            words=built.words,
            pages=len(self._pages),
            next_page=found.next_page,
        )


def firsts(names: list[str]) -> list[int]:
    """The places where each name stands first, the last place first: the oldest entry leads."""
    seen: dict[str, int] = {}
    for place, name in enumerate(names):
        seen.setdefault(name, place)
    return sorted(seen.values(), reverse=True)


def _date(entry: Entry) -> int | None:
    return entry.published if entry.published is not None else entry.updated
