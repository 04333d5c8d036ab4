"""The library's side of an update: one thread writes, so that asking never waits for the disk."""

from __future__ import annotations

import asyncio
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, Final, ParamSpec, Self, TypeVar

from reader.feeds.decide import decide, is_same_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from reader.feeds.whole import Whole
    from reader.feeds.wire import Listed
    from reader.library.library import Library
    from reader.library.preparing import Prepared
    from reader.library.records import Decision, Done, FeedState, Kept, StoredEntry

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_HELD: Final = 64
"""Feeds without anything new that are written down in one transaction."""

_IN_HAND: Final = 900
"""Seconds that a feed stays in hand when the update is neither ended nor known to be dead."""


class Desk:
    """Reads and writes a library from a thread of its own. Use as `async with Desk(library)`."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, "library")
        self._quiet: list[FeedState] = []
        self.brought: dict[int, Counter[str]] = {}
        """What each feed has brought that was kept, by outcome: also where nobody waits for it."""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        # What was begun is ended; a cancelled update keeps what it has.
        await asyncio.shield(self.settle())
        self._thread.shutdown(wait=True)

    async def _do(
        self, work: Callable[Given, Answer], *given: Given.args, **named: Given.kwargs
    ) -> Answer:
        """Have the thread do it; a cancelled task waits until it is done."""
        loop = asyncio.get_running_loop()
        doing = loop.run_in_executor(self._thread, partial(work, *given, **named))
        try:
            return await asyncio.shield(doing)
        except asyncio.CancelledError:
            await asyncio.wait([doing])
            raise

    async def claim(self, source_ids: Sequence[int], *, still_due: bool) -> list[int]:
        """Take feeds in hand; those that no other update has, or with `still_due` has asked."""
        return await self._do(self._library.claim, source_ids, _IN_HAND, still_due=still_due)

    async def release(self, source_ids: Sequence[int]) -> None:
        """Give feeds out of hand that were not asked to the end."""
        await self._do(self._library.release, source_ids)

    async def stored(self, source_id: int, names: Iterable[str]) -> dict[str, StoredEntry]:
        """What is kept of a feed's entries."""
        return await self._do(self._library.stored_entries, source_id, names)

    async def renamed(self, source_id: int, unknown: Sequence[Listed]) -> dict[str, str]:
        """The names under which entries are kept that have come under others, by the new ones.

        A feed that gives its entries other ids has the same links, and the same dates or titles.
        """
        links = [one.link for one in unknown if one.link]
        known = await self._do(self._library.stored_by_link, source_id, links)
        return {
            one.identity: known[one.link][0]
            for one in unknown
            if one.link in known and is_same_entry(known[one.link][1], one.published, one.title)
        }

    async def take_in(
        self,
        state: FeedState,
        new: Sequence[Prepared],
        stored: dict[str, StoredEntry],
        now: int,
    ) -> list[Kept]:
        """Keep entries and how asking went, in one transaction."""
        decisions = {one.identity: decide(stored.get(one.identity), one, now) for one in new}
        return await self._do(self._take_in, new, state, decisions)

    def _take_in(
        self, new: Sequence[Prepared], state: FeedState, decisions: dict[str, Decision]
    ) -> list[Kept]:
        kept = self._library.take_in(state.source_id, new, state, decisions)
        self.brought.setdefault(state.source_id, Counter()).update(one.outcome for one in kept)
        return kept

    async def wanted(self, ids: Sequence[int]) -> set[int]:
        """Which articles the user's rules want whole."""
        return set(await self._do(self._library.take_wanted, ids))

    async def note(self, state: FeedState, *, at_once: bool = False) -> None:
        """Write down how asking went where nothing came; soon, or at once."""
        self._quiet.append(state)
        if at_once or len(self._quiet) >= _HELD:
            await self.settle()

    async def settle(self) -> None:
        """Write down what was put off."""
        states, self._quiet = self._quiet, []
        if states:
            await self._do(self._library.keep_states, states)

    async def move(self, source_id: int, address: str) -> Done:
        """Let a feed live at another address."""
        return await self._do(self._library.move_address, source_id, address)

    async def keep_whole(self, article_id: int, whole: Whole) -> Kept:
        """Keep the page of an article beside what its feed gave, and show it."""
        return await self._do(self._keep_whole, article_id, whole)

    def _keep_whole(self, article_id: int, whole: Whole) -> Kept:
        shown = self._library.headline(article_id)
        if shown is not None and shown.body == "feed":
            self._library.mark_completeness(article_id, *whole.feeds_own)
        return self._library.keep_full_text(article_id, whole.built)

    async def note_failure(self, article_id: int, sentence: str) -> None:
        """Say at an article why its whole text is not there, unless what is there is whole."""
        await self._do(self._note_failure, article_id, sentence)

    def _note_failure(self, article_id: int, sentence: str) -> None:
        shown = self._library.headline(article_id)
        if shown is not None and shown.completeness != "full":
            self._library.mark_completeness(article_id, "failed", sentence)

    async def pause_ended(self, source_id: int) -> Done:
        """Ask a feed no more that has said that it ended."""
        return await self._do(self._library.pause_ended, source_id)
