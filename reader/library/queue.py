"""What to read in so many minutes: of what is unread, fairly, and with a reason for each.

Whoever writes seldom comes first, and each feed gives its newest article before any gives its
second, so that a flood is one line. It hangs on the library and the day alone: asked twice on one
day, it says the same, less what has been read meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reader.library import headlines, sources
from reader.library.list_sql import IN_ALL
from reader.library.records import Queued

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.library.records import Headline, Source

_DAY: Final = 86_400
_LOOKED_BACK: Final = 30 * _DAY
_COUNTED: Final = 300
"""Articles of thirty days that are counted of one feed; more are all the same a flood."""

ROUNDS: Final = 3
"""Articles that one feed may give."""

FLOOD: Final = 5
"""Unread articles of a feed from which those that are left are told in a line."""

_LONG_SILENCE: Final = 14 * _DAY
_SELDOM: Final = 4


class _Writer(NamedTuple):
    """A source with unread articles: how many it wrote in thirty days, the newest unread."""

    source: Source
    often: int
    ids: tuple[int, ...]
    silence: int | None


def queue(db: Connection, at: int, minutes: int) -> list[Queued]:
    """What to read in so many minutes, in order; one article at least, if any is unread."""
    with db.reading():
        writers = sorted(
            (_writer(db, one, at) for one in sources.sources(db) if one.unread and not one.hidden),
            key=lambda one: (one.often, one.source.id),
        )
        writers = [one for one in writers if one.ids]
        ids = [number for one in writers for number in one.ids]
        lines = {line.id: line for line in headlines.headlines(db, ids)}
    return _filled(writers, lines, minutes)


def _writer(db: Connection, source: Source, at: int) -> _Writer:
    since = at // _DAY * _DAY - _LOOKED_BACK
    often = db.value(
        "SELECT count(*) FROM (SELECT 1 FROM status WHERE source = ? AND removed = 0"
        " AND hidden = 0 AND sort_date >= ? LIMIT ?)",
        source.id,
        since,
        _COUNTED,
    )
    rows = db.rows(
        f"SELECT article_id, sort_date FROM status WHERE source = ? AND {IN_ALL} AND read = 0"  # noqa: S608 - ours
        " ORDER BY sort_date DESC, article_id DESC LIMIT ?",
        source.id,
        ROUNDS,
    )
    return _Writer(source, often, tuple(number for number, _ in rows), _silence(db, source, rows))


def _silence(db: Connection, source: Source, rows: Sequence[tuple[int, int]]) -> int | None:
    """Seconds between the newest unread article of a source and the one before; None: the first."""
    if not rows:
        return None
    before = db.value(
        "SELECT sort_date FROM status WHERE source = ? AND removed = 0 AND hidden = 0"
        " AND (sort_date, article_id) < (?, ?) ORDER BY sort_date DESC, article_id DESC LIMIT 1",
        source.id,
        rows[0][1],
        rows[0][0],
    )
    return None if before is None else rows[0][1] - int(before)


def _filled(writers: Sequence[_Writer], lines: dict[int, Headline], minutes: int) -> list[Queued]:
    found: list[Queued] = []
    left = minutes
    taken: dict[int, int] = {}
    last: dict[int, int] = {}
    for turn in range(ROUNDS):
        for writer in writers:
            line = lines.get(writer.ids[turn]) if turn < len(writer.ids) else None
            if line is None:
                continue
            length = length_of(line)
            if length > left and found:
                continue
            left -= length
            taken[writer.source.id] = taken.get(writer.source.id, 0) + 1
            last[writer.source.id] = len(found)
            found.append(Queued(line, length, _why(writer, turn), 0))
    for writer in writers:
        rest = writer.source.unread - taken.get(writer.source.id, 0)
        if writer.source.id in last and rest >= FLOOD:
            place = last[writer.source.id]
            found[place] = found[place]._replace(more=rest)
    return found


def length_of(line: Headline) -> int:
    """The minutes that are left to be read of an article, at least one."""
    return max(1, round(line.words * (1 - (line.progress or 0.0)) / 230))


def _why(writer: _Writer, turn: int) -> str:
    name, unread = writer.source.title, writer.source.unread
    if turn:
        return f"{_ORDINALS[turn]} of {unread:,} unread from {name}"
    if writer.silence is None:
        return f"the first from {name}"
    if writer.silence >= _LONG_SILENCE:
        return f"the first in {_weeks(writer.silence)} from {name}"
    if writer.often <= _SELDOM:
        times = "once" if writer.often <= 1 else f"{writer.often} times"
        return f"{name} has written {times} in 30 days"
    return f"the newest of {unread:,} unread from {name}" if unread > 1 else f"the one from {name}"


_ORDINALS: Final = ("newest", "second newest", "third newest")


def _weeks(seconds: int) -> str:
    weeks = seconds // (7 * _DAY)
    if weeks >= 104:
        return f"{weeks // 52} years"
    return f"{weeks // 4} months" if weeks >= 12 else f"{weeks} weeks"
