"""When a feed is asked again: by the rhythm of its own dates, within the user's limits.

Pure. All times are seconds; moments are seconds since the epoch.
"""

from __future__ import annotations

import hashlib
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

MINUTE: Final = 60
HOUR: Final = 3_600
DAY: Final = 86_400

USUAL: Final = HOUR
"""Between two askings of a feed whose dates teach nothing."""

_LOOKED_AT: Final = 20
"""The newest dates that a rhythm is learnt from; what was long ago has no say."""

_TIMES_A_GAP: Final = 4
"""How often a feed is asked while it is waited for its next entry."""

_FIRST_BACK_OFF: Final = 30 * MINUTE
_LAST_BACK_OFF: Final = DAY
_OBEYED: Final = 30 * DAY
"""A server that asks for a longer silence than this is asked all the same."""

_SPREAD: Final = 0.1
"""How far two feeds of the same rhythm may stand apart, so that not all are asked at once."""


class Bounds(NamedTuple):
    """The user's limits between two askings of one feed."""

    least: int = 15 * MINUTE
    most: int = 12 * HOUR


class Answer(NamedTuple):
    """What asking a feed has brought for its schedule.

    `rhythm` is that of its dates, `every` what the feed itself asks for (`ttl`, `sy:`), `fresh_for`
    what its server says of its answer, `retry_after` how long the server wants to be left alone.
    `failures` are those in a row, 0 after a success. `interval` is the user's own for this feed.
    """

    rhythm: int | None = None
    every: int | None = None
    fresh_for: int | None = None
    retry_after: int | None = None
    failures: int = 0
    interval: int | None = None


_LEFT_ALONE: Final = "its server asks to be left alone for "


class Due(NamedTuple):
    """When to ask next, and a sentence that says why then."""

    at: int
    why: str


def rhythm(dates: Iterable[int | None], now: int) -> int | None:
    """The time between two entries of a feed, learnt from their dates; None when they teach none.

    The middle gap of the newest entries counts; a feed that has been silent for longer than that
    is slower by now. Dates ahead of now are left out, and so are those that are all the same.
    """
    known = sorted({date for date in dates if date is not None and 0 < date <= now})[-_LOOKED_AT:]
    if len(known) < 2:
        return None
    gaps = [later - earlier for earlier, later in pairwise(known)]
    silence = now - known[-1]
    return max(1, int(median(gaps)), silence // 4)


def next_asking(feed: int | str, now: int, answer: Answer, bounds: Bounds) -> Due:
    """When a feed is to be asked again; the same for the same feed, moment and answer.

    An interval of the user's own stands in place of rhythm, hints and bounds; a server's wish to
    be left alone is obeyed all the same.
    """
    wait, why = _wanted(answer, bounds)
    wait = round(wait * (1 - _SPREAD / 2 + _SPREAD * _share(feed)))
    if answer.interval is None:
        wait = max(bounds.least, wait if answer.failures else min(wait, bounds.most))
    if answer.retry_after is not None:
        silence = min(answer.retry_after, _OBEYED)
        if silence >= wait:
            # Never earlier than asked for: all of the spread is added.
            return Due(
                now + silence + round(min(silence, HOUR) * _SPREAD * _share(feed)),
                f"{_LEFT_ALONE}{spoken(silence)}",
            )
    return Due(now + wait, why)


def _wanted(answer: Answer, bounds: Bounds) -> tuple[int, str]:
    """The time to wait before it is spread, and why."""
    if answer.failures:
        wait = min(_LAST_BACK_OFF, _FIRST_BACK_OFF << min(answer.failures - 1, 16))
        times = "once" if answer.failures == 1 else f"{answer.failures:,} times in a row"
        return max(wait, answer.interval or 0), f"it has failed {times}"
    if answer.interval is not None:
        return max(MINUTE, answer.interval), f"you have it asked every {spoken(answer.interval)}"
    own = answer.rhythm // _TIMES_A_GAP if answer.rhythm is not None else USUAL
    own = max(bounds.least, min(own, bounds.most))
    hint = max(answer.every or 0, answer.fresh_for or 0)
    if min(hint, bounds.most) > own:
        return min(hint, bounds.most), f"it asks to be asked every {spoken(hint)}"
    if answer.rhythm is None:
        return own, "its dates do not say how often it has something new"
    return own, f"it has something new about every {spoken(answer.rhythm)}"


def left_alone(due: Due, now: int) -> int:
    """How many seconds the server still wants to be left alone; 0: it may be asked."""
    return max(0, due.at - now) if due.why.startswith(_LEFT_ALONE) else 0


def _share(feed: int | str) -> float:
    """A number from 0 to below 1 that is the feed's own and looks drawn by lot."""
    lot = hashlib.blake2b(str(feed).encode(), digest_size=4).digest()
    return int.from_bytes(lot, "big") / 2**32


def spoken(seconds: int) -> str:
    """A length of time in words, by its largest unit."""
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute"), (1, "second")):
        count = round(seconds / unit)
        if seconds >= unit:
            return name if count == 1 else f"{count:,} {name}s"
    return "second"
