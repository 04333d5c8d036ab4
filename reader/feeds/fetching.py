"""Articles of the library fetched whole, a few at a time, each told by events and kept at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import NotFoundError, SourceError
from reader.feeds.desk import Desk
from reader.feeds.fetch import Fetcher
from reader.feeds.heeding import heed_signals, together
from reader.feeds.pool import Pool
from reader.feeds.secrets import Secrets
from reader.feeds.whole import Gatherer, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reader.feeds.plan import Plan
    from reader.feeds.update import Event
    from reader.library.library import Library

_AT_ONCE: Final = 8
"""Articles on their way at a time."""


class Result(NamedTuple):
    """How many articles were `fetched` and `failed`, and whether it was `cancelled` midway."""

    fetched: int
    failed: int
    cancelled: bool


def fetch(
    library: Library, ids: Sequence[int], plan: Plan, tell: Callable[[Event], None]
) -> Result:
    """Fetch articles whole and keep them; the text of their feeds stays beside.

    Told: "begin" with the number of `articles`; "fetching" and "article", each with `id`, `title`;
    the latter ends an article, the `done`th `of` so many, with `words`, `pages`, `completeness` and
    `outcome`, or with an `error`, a sentence; "done" with `fetched`, `failed`, `cancelled`.
    Errors: LibraryError.
    """
    run = _Run(library, _wanted(library, ids), plan, tell)
    tell({"event": "begin", "articles": run.of})
    asyncio.run(run.whole())
    tell(
        {
            "event": "done",
            "fetched": run.fetched,
            "failed": run.failed,
            "cancelled": run.cancelled,
        }
    )
    return Result(run.fetched, run.failed, run.cancelled)


def _wanted(library: Library, ids: Sequence[int]) -> list[Wanted]:
    sources = {source.id: source for source in library.sources()}
    return [
        Wanted(
            line.id,
            line.title,
            line.url,
            _words_of_feed(library, line.id),
            sources.get(line.source_id),
        )
        for line in library.headlines(ids)
    ]


def _words_of_feed(library: Library, article_id: int) -> int:
    return next((body.words for body in library.bodies(article_id) if body.kind == "feed"), 0)


class _Run:
    def __init__(
        self, library: Library, wanted: list[Wanted], plan: Plan, tell: Callable[[Event], None]
    ) -> None:
        self._library = library
        self._waiting = list(reversed(wanted))
        self._plan = plan
        self._tell = tell
        self.of = len(wanted)
        self.fetched = self.failed = 0
        self.cancelled = False

    async def whole(self) -> None:
        """The whole run; cancelled, it lets go of what is on its way."""
        heed_signals()
        plan = self._plan
        async with (
            Desk(self._library) as desk,
            Fetcher(plan.limits) as fetcher,
            Pool(plan.caps) as pool,
        ):
            self._desk = desk
            self._gatherer = Gatherer(fetcher, pool, Secrets(self._library.path.parent))
            at_once = min(_AT_ONCE, self.of)
            self.cancelled = await together(self._fetch_on() for _ in range(at_once))

    async def _fetch_on(self) -> None:
        while self._waiting:
            wanted = self._waiting.pop()
            named: Event = {"id": wanted.article_id, "title": wanted.title}
            self._tell({"event": "fetching", **named})
            told = await self._fetch(wanted)
            if "error" in told:
                self.failed += 1
            else:
                self.fetched += 1
            done = self.fetched + self.failed
            self._tell({"event": "article", **named, "done": done, "of": self.of, **told})

    async def _fetch(self, wanted: Wanted) -> Event:
        """Fetch one article and keep it; what is told of it."""
        try:
            whole = await self._gatherer.gather(wanted)
            kept = await self._desk.keep_whole(wanted.article_id, whole)
        except NotFoundError:
            return {"error": "It was removed while it was fetched."}
        except SourceError as error:
            await self._desk.note_failure(wanted.article_id, str(error))
            return {"error": str(error)}
        return {
            "words": whole.built.words,
            "pages": whole.pages,
            "completeness": whole.built.completeness,
            "outcome": kept.outcome,
        }
