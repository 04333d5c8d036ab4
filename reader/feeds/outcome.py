"""How asking a feed went, as the library keeps it: pure, from what was kept before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.safe import clean_line
from reader.feeds.schedule import Answer, Bounds, next_asking, rhythm

if TYPE_CHECKING:
    from reader.library.records import FeedState

AGREEING: Final = 2
"""How often in a row a feed has to say that it has moved for good before it is believed."""


class Circumstances(NamedTuple):
    """What the next asking hangs on besides the answer: now, the user's limits and interval."""

    now: int
    bounds: Bounds
    interval: int | None = None


class Origin(NamedTuple):
    """What the answer says of itself; for a file or a command nothing.

    `moved`: the address that permanent redirects led to. `digest` is that of the whole body.
    """

    etag: str | None = None
    modified: str | None = None
    moved: str | None = None
    fresh_for: int | None = None
    retry_after: int | None = None
    digest: str | None = None


class Said(NamedTuple):
    """What a feed says of itself, as far as it is kept; `dates` are those of its entries."""

    title: str
    site: str | None
    kind: str
    language: str | None
    every: int | None
    icon: str | None
    dates: tuple[int | None, ...]


def brought(before: FeedState, origin: Origin, said: Said, around: Circumstances) -> FeedState:
    """After a body that was parsed."""
    learnt = rhythm(said.dates, around.now)
    state = before._replace(
        title=clean_line(said.title),
        site=said.site,
        format=said.kind,
        language=said.language,
        icon=said.icon,
        every=said.every,
        rhythm=before.rhythm if learnt is None else learnt,
    )
    return _good(state, before, origin, around)


def unchanged(before: FeedState, origin: Origin, around: Circumstances) -> FeedState:
    """After an answer that brought nothing new. The silence since the last one slows the rhythm."""
    slower = before.rhythm
    if slower is not None and before.good is not None:
        slower += max(0, around.now - before.good) // 4
    return _good(before._replace(rhythm=slower), before, origin, around)


def _good(state: FeedState, before: FeedState, origin: Origin, around: Circumstances) -> FeedState:
    due = next_asking(
        state.source_id,
        around.now,
        Answer(
            rhythm=state.rhythm,
            every=state.every,
            fresh_for=origin.fresh_for,
            retry_after=origin.retry_after,
            interval=around.interval,
        ),
        around.bounds,
    )
    moves = 0
    if origin.moved is not None:
        moves = before.moves + 1 if origin.moved == before.moved else 1
    return state._replace(
        etag=origin.etag,
        modified=origin.modified,
        digest=origin.digest or before.digest,
        checked=around.now,
        good=around.now,
        error=None,
        failing=None,
        failures=0,
        gone=False,
        moved=origin.moved,
        moves=moves,
        due=due.at,
        evidence=due.why,
    )


def failed(
    before: FeedState,
    sentence: str,
    around: Circumstances,
    *,
    retry_after: int | None = None,
    gone: bool = False,
) -> FeedState:
    """After a failure. What is `gone` for good is not asked again by itself."""
    failures = before.failures + 1
    due = next_asking(
        before.source_id,
        around.now,
        Answer(failures=failures, retry_after=retry_after, interval=around.interval),
        around.bounds,
    )
    return before._replace(
        checked=around.now,
        error=clean_line(sentence),
        failing=around.now if before.failing is None else before.failing,
        failures=failures,
        gone=gone,
        due=None if gone else due.at,
        evidence="it has said that it ended" if gone else due.why,
    )


def has_moved(state: FeedState) -> str | None:
    """Where the feed lives now, once it has said so often enough."""
    return state.moved if state.moves >= AGREEING else None
