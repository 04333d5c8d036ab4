"""Feeds asked, many at once: each is fetched, parsed in another process, and kept as a whole.

One feed's failure is its own. What is done is kept at once, feed by feed, so that the end of the
run, by whatever cause, costs no more than the feeds in flight.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.safe import clean_line
from reader.errors import BusyLibraryError, NotFoundError, SourceError
from reader.feeds import outcome, wire
from reader.feeds.answers import FetchError
from reader.feeds.desk import Desk
from reader.feeds.fetch import Fetcher
from reader.feeds.getting import Getter
from reader.feeds.heeding import heed_signals, together
from reader.feeds.http_address import shown
from reader.feeds.outcome import Circumstances, Said
from reader.feeds.pool import Pool
from reader.feeds.running import running
from reader.feeds.secrets import Secrets
from reader.feeds.whole import MOST_AT_ONCE, Gatherer, to_be_fetched
from reader.feeds.worker import firsts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.feeds.getting import Got
    from reader.feeds.plan import Plan
    from reader.feeds.update import Event
    from reader.feeds.whole import Wanted
    from reader.library.library import Library
    from reader.library.preparing import Prepared
    from reader.library.records import DueFeed, FeedState, Kept, StoredEntry

_CHUNK: Final = 100
"""Entries that are built and kept at a time: a feed of many thousands is kept in several steps, so
that the app never waits long for the library, and none of them takes much memory."""

_CLAIMED_AT_ONCE: Final = 16


class Tally(NamedTuple):
    """What asking one feed has brought: numbers of articles, or the sentence of its failure."""

    new: int = 0
    changed: int = 0
    same: int = 0
    error: str | None = None


def ask_feeds(
    library: Library,
    feeds: Sequence[DueFeed],
    plan: Plan,
    tell: Callable[[Event], None],
    *,
    done: int = 0,
    of: int = 0,
    whole: bool = False,
    still_due: bool = False,
) -> tuple[list[Tally], bool]:
    """Ask feeds; what came of each that was asked, and whether the run was cancelled.

    `done` and `of`: how far the update is already, for what is told. `whole`: also what says that
    nothing has changed is fetched and looked at again. `still_due`: none that another update has
    asked meanwhile. Errors: LibraryError.
    """
    run = _Run(library, feeds, plan, tell, done=done, of=of or len(feeds), whole=whole)
    run.still_due = still_due
    with running(library.path) as alone:
        if alone:
            library.release([one.source.id for one in feeds])
        asyncio.run(run.whole())
    return run.tallies, run.cancelled


class _Run:
    def __init__(
        self,
        library: Library,
        feeds: Sequence[DueFeed],
        plan: Plan,
        tell: Callable[[Event], None],
        *,
        done: int,
        of: int,
        whole: bool,
    ) -> None:
        self._library = library
        self._waiting = list(feeds)
        self._claimed: list[DueFeed] = []
        self._in_hand: dict[int, DueFeed] = {}
        self._claiming = asyncio.Lock()
        self._plan = plan
        self._tell = tell
        self._done = done
        self._of = of
        self._whole = whole
        self.tallies: list[Tally] = []
        self.cancelled = False
        self.still_due = False

    async def whole(self) -> None:
        """The whole run; when it is cancelled it gives up what is in flight and ends."""
        heed_signals()
        plan = self._plan
        async with Desk(self._library) as desk:
            self._desk = desk
            async with Fetcher(plan.limits) as fetcher, Pool(plan.caps) as pool:
                self._pool = pool
                secrets = Secrets(self._library.path.parent)
                self._getter = Getter(fetcher, secrets, plan.given)
                self._gatherer = Gatherer(fetcher, pool, secrets)
                at_once = min(plan.at_once, len(self._waiting))
                self.cancelled = await together(self._ask_on() for _ in range(at_once))
            if self._in_hand:
                await desk.release(sorted(self._in_hand))
                self._tell_of_those_cut_off(desk)

    def _tell_of_those_cut_off(self, desk: Desk) -> None:
        """Tell what came of the feeds that the end of the run caught in the middle."""
        for number, due in self._in_hand.items():
            kept = desk.brought.get(number)
            if kept:
                self._end(due, Tally(kept["new"], kept["changed"], kept["same"]))

    async def _ask_on(self) -> None:
        """Ask one feed after the other until none is left."""
        while (due := await self._next()) is not None:
            source = due.source
            self._tell({"event": "fetching", "id": source.id, "title": source.title})
            tally = await self._ask(due)
            self._in_hand.pop(source.id, None)
            self._end(due, tally)

    def _end(self, due: DueFeed, tally: Tally) -> None:
        self.tallies.append(tally)
        self._done += 1
        self._tell(_told(due, tally, self._done, self._of))

    async def _next(self) -> DueFeed | None:
        """The next feed that no other update has in hand."""
        async with self._claiming:
            while not self._claimed and self._waiting:
                some = self._waiting[:_CLAIMED_AT_ONCE]
                del self._waiting[:_CLAIMED_AT_ONCE]
                wanted = [one.source.id for one in some]
                mine = set(await self._desk.claim(wanted, still_due=self.still_due))
                self._in_hand |= {one.source.id: one for one in some if one.source.id in mine}
                self._claimed = [one for one in reversed(some) if one.source.id in mine]
                self._of -= len(some) - len(mine)
            return self._claimed.pop() if self._claimed else None

    async def _ask(self, due: DueFeed) -> Tally:
        """Ask one feed and keep what it brings; its failure is told in the tally."""
        now = int(time.time())
        around = Circumstances(now, self._plan.bounds, due.source.settings.interval)
        try:
            got = await self._getter.get(due, whole=self._whole)
            if got.body is None:
                state = outcome.unchanged(due.state, got.origin, around)
                await self._desk.note(state)
                tally = Tally(same=due.source.total)
            else:
                state, tally, cut = await self._take_in(due, got, around)
                await self._make_whole(due, cut)
            self._pass_on(due, got)
            await self._follow(due, state)
        except NotFoundError:
            return Tally(error="It was removed while it was asked.")
        except BusyLibraryError as error:
            return Tally(error=str(error))
        except SourceError as error:
            return await self._fail(due, error, around)
        return tally

    async def _take_in(
        self, due: DueFeed, got: Got, around: Circumstances
    ) -> tuple[FeedState, Tally, list[Wanted]]:
        """Parse a body and keep its entries; with those whose pages the user wants as well.

        Errors: SourceError, LibraryError.
        """
        cut: list[Wanted] = []
        assert got.body is not None
        order = wire.Parse(
            got.body,
            got.base,
            dict(got.headers),
            build=_CHUNK if not due.source.total else 0,
        )
        async with self._pool.turn() as bench:
            feed = await bench.parse(order)
            del order
            state = outcome.brought(due.state, got.origin, _said(feed), around)
            names = [one.identity for one in feed.listed]
            stored = await self._desk.stored(due.source.id, names)
            places = firsts(names)
            built = feed.built
            old: dict[str, str] = {}
            if built:
                wanted = places[len(built) :]
            else:
                wanted = [place for place in places if _differs(feed.listed[place], stored)]
                unknown = [feed.listed[n] for n in wanted if names[n] not in stored]
                old = await self._desk.renamed(due.source.id, unknown) if unknown else {}
                # One that the feed gives as well is another entry.
                old = {new: name for new, name in old.items() if name not in stored}
                stored |= await self._desk.stored(due.source.id, old.values()) if old else {}
            count = Counter(same=len(places) - len(wanted) - len(built))
            while wanted:
                if built:
                    kept = await self._desk.take_in(due.state, built, stored, around.now)
                    self._count(due, kept, built, count, cut)
                built = [
                    one._replace(identity=old.get(one.identity, one.identity))
                    for one in await bench.build(wanted[:_CHUNK])
                ]
                del wanted[:_CHUNK]
        # The process parses the next feed while the last of this one is written.
        kept = await self._desk.take_in(state, built, stored, around.now)
        self._count(due, kept, built, count, cut)
        return state, Tally(count["new"], count["changed"], count["same"]), cut

    @staticmethod
    def _count(
        due: DueFeed,
        kept: list[Kept],
        built: list[Prepared],
        count: Counter[str],
        cut: list[Wanted],
    ) -> None:
        """Count what became of entries, and note those whose pages the user wants as well."""
        count.update(one.outcome for one in kept)
        cut += to_be_fetched(due.source, kept, built)

    async def _make_whole(self, due: DueFeed, cut: list[Wanted]) -> None:
        """Fetch the pages of what came, the newest first; what fails is told and noted there.

        Of a feed that is not set so, only those that a rule of the user's wants.
        """
        if cut and not due.source.settings.full_text:
            ruled = await self._desk.wanted([one.article_id for one in cut])
            cut = [one for one in cut if one.article_id in ruled]
        for wanted in reversed(cut[-MOST_AT_ONCE:]):
            try:
                whole = await self._gatherer.gather(wanted)
                await self._desk.keep_whole(wanted.article_id, whole)
            except NotFoundError:
                continue
            except SourceError as error:
                await self._desk.note_failure(wanted.article_id, str(error))
                self._note(due, str(error))
        if len(cut) > MOST_AT_ONCE:
            rest = len(cut) - MOST_AT_ONCE
            self._note(due, f"{rest:,} older articles were not fetched whole; `reader fetch` does.")

    def _note(self, due: DueFeed, text: str) -> None:
        named: Event = {"id": due.source.id, "title": due.source.title}
        self._tell({"event": "note", **named, "text": text})

    def _pass_on(self, due: DueFeed, got: Got) -> None:
        """Tell what was odd on the way."""
        for note in got.notes:
            self._note(due, note)

    async def _follow(self, due: DueFeed, state: FeedState) -> None:
        """Move to where the feed lives now, if it has said so often enough."""
        address = outcome.has_moved(state)
        if address is None or address == due.source.address:
            return
        await self._desk.settle()
        done = await self._desk.move(due.source.id, address)
        if done.journal is None and state.moves > outcome.AGREEING:
            return  # it was told before that another source lives there
        self._tell(
            {
                "event": "moved",
                "id": due.source.id,
                "title": due.source.title,
                "from": due.source.address,
                "to": address,
                "label": done.label,
                "journal": done.journal,
            }
        )

    async def _fail(self, due: DueFeed, error: SourceError, around: Circumstances) -> Tally:
        """Write a failure down, with when to try next; one that is gone for good is paused."""
        gone = isinstance(error, FetchError) and error.gone
        sentence = _sentence(due, error)
        wait = error.retry_after if isinstance(error, FetchError) else None
        state = outcome.failed(due.state, sentence, around, retry_after=wait, gone=gone)
        with suppress(NotFoundError):
            await self._desk.note(state, at_once=gone)
            if gone:
                await self._desk.pause_ended(due.source.id)
        return Tally(error=sentence)


def _differs(listed: wire.Listed, stored: dict[str, StoredEntry]) -> bool:
    """Whether an entry is new, has come back, or says anything else than before."""
    known = stored.get(listed.identity)
    return known is None or known.gone or known.fingerprint != listed.fingerprint


def _said(feed: wire.Parsed) -> Said:
    return Said(
        title=feed.title,
        site=feed.site,
        kind=feed.kind,
        language=feed.language,
        every=feed.every,
        icon=feed.icon,
        dates=tuple([one.date for one in feed.listed]),
    )


def _sentence(due: DueFeed, error: SourceError) -> str:
    """A failure as one sentence that names the feed's address."""
    why = clean_line(str(error))
    if isinstance(error, FetchError):
        return why
    address = shown(due.source.address)
    if not why.startswith(address):
        why = f"{address}: {why[:1].lower()}{why[1:]}"
    return why if why.endswith((".", "!", "?")) else f"{why}."


def _told(due: DueFeed, tally: Tally, done: int, of: int) -> Event:
    """The event that ends a feed."""
    event: Event = {
        "event": "source",
        "id": due.source.id,
        "title": due.source.title,
        "done": done,
        "of": of,
        "new": tally.new,
        "changed": tally.changed,
        "same": tally.same,
        "gone": 0,
        "failed": int(tally.error is not None),
    }
    return event if tally.error is None else {**event, "error": tally.error}
