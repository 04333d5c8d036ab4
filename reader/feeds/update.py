"""Sources asked again, each told by events as it goes: folders one by one, feeds many at once."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from reader.errors import SourceError
from reader.feeds import folder, welcome
from reader.feeds.folder import Failure, Outcome, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.feeds.engine import Tally
    from reader.feeds.plan import Plan
    from reader.library.library import Library
    from reader.library.records import DueFeed, Source

Event: TypeAlias = dict[str, object]
"""An event, with its kind as `event`. The first is "begin", with the number of `sources`.

All others but "done" name the source by `id` and `title`. "fetching": it is being asked; "progress"
has `done` and `of` (files of a folder); "failed" has `name` (of a file; empty: the source as a
whole) and `error`, a sentence; "moved": it lives at another address now, `from`, `to`, with the
`journal` number and `label` of that; "note" has a `text`. "source" ends a source, the `done`th `of`
so many, with numbers of articles (`new`, `changed`, `same`, `gone`), `failed` (files, or 1 for a
feed) and for a feed that failed its `error`. "done" ends the update with the sums of these, the
number of `sources` that were asked, how many of them were `unchanged` and `failed`, and whether it
was `cancelled`.
"""

_READ_AGAIN: Final = frozenset({"folder", "handbook"})

_EARLY: Final = 90
"""Seconds before its time at which a feed is asked all the same: a clock that starts the update
every hour must not miss the feeds of one hour by a breath."""


class Result(NamedTuple):
    """How an update ended: whether any source was read (or none was to be), and `cancelled`."""

    any_read: bool
    cancelled: bool = False


def update(
    library: Library,
    sources: Iterable[Source],
    tell: Callable[[Event], None],
    *,
    plan: Plan | None = None,
    due_only: bool = False,
    patient: bool = False,
    whole: bool = False,
) -> Result:
    """Ask the sources again.

    Sources that hold only what was saved into them are passed over. `due_only`: of the feeds only
    those whose time has come. `patient`: not those whose servers asked to be left alone for longer,
    which is noted. `whole`: feeds are fetched and looked at also when they say that
    nothing has changed. Errors: LibraryError.
    """
    there = list(sources)
    folders = [source for source in there if source.kind in _READ_AGAIN]
    feeds = _feeds(library, [one.id for one in there if one.kind == "feed"], due_only=due_only)
    notes: list[Event] = []
    if patient:
        feeds, notes = _without_held(feeds)
    total = len(folders) + len(feeds)
    tell({"event": "begin", "sources": total})
    for note in notes:
        tell(note)
    outcomes = [
        _update(library, source, tell, number, total) for number, source in enumerate(folders, 1)
    ]
    sums = _Sums(total)
    for outcome in outcomes:
        sums.folder(outcome)
    cancelled = False
    if feeds:
        from reader.feeds.engine import ask_feeds
        from reader.feeds.plan import Plan

        tallies, cancelled = ask_feeds(
            library,
            feeds,
            plan or Plan(),
            tell,
            done=len(folders),
            of=total,
            whole=whole,
            still_due=due_only,
        )
        for tally in tallies:
            sums.feed(tally)
    tell({"event": "done", **sums.told(), "cancelled": cancelled})
    return Result(sums.read > 0 or not total, cancelled)


def _feeds(library: Library, ids: list[int], *, due_only: bool) -> list[DueFeed]:
    if not ids:
        return []
    if not due_only:
        return library.feeds(ids)
    wanted = set(ids)
    now = int(time.time()) + _EARLY
    return [one for one in library.due(now) if one.source.id in wanted]


def _without_held(feeds: list[DueFeed]) -> tuple[list[DueFeed], list[Event]]:
    """The feeds that may be asked, and a note for each other."""
    from reader.feeds.schedule import Due, left_alone, spoken

    now = int(time.time())
    asked: list[DueFeed] = []
    notes: list[Event] = []
    for one in feeds:
        seconds = left_alone(Due(one.state.due or 0, one.state.evidence), now)
        if not seconds:
            asked.append(one)
            continue
        title = one.source.title
        text = f"{title}: its server asks to be left alone for another {spoken(seconds)}."
        notes.append({"event": "note", "id": one.source.id, "title": title, "text": text})
    return asked, notes


class _Sums:
    """What all sources together have brought."""

    def __init__(self, total: int) -> None:
        self._numbers = dict.fromkeys(("new", "changed", "same", "gone"), 0)
        self._total = total
        self._unchanged = self._failed = self.read = 0

    def folder(self, outcome: Outcome | None) -> None:
        if outcome is None:
            self._failed += 1
            return
        self._failed += len(outcome.failures)
        self._add(new=outcome.new, changed=outcome.changed, same=outcome.same, gone=outcome.gone)

    def feed(self, tally: Tally) -> None:
        if tally.error is not None:
            self._failed += 1
            return
        self._add(new=tally.new, changed=tally.changed, same=tally.same, gone=0)

    def _add(self, **numbers: int) -> None:
        self.read += 1
        for name, number in numbers.items():
            self._numbers[name] += number
        self._unchanged += not (numbers["new"] or numbers["changed"] or numbers["gone"])

    def told(self) -> Event:
        return {
            "sources": self._total,
            **self._numbers,
            "unchanged": self._unchanged,
            "failed": self._failed,
        }


def _update(
    library: Library, source: Source, tell: Callable[[Event], None], number: int, of: int
) -> Outcome | None:
    """One folder; None when it could not be read at all."""
    named: Event = {"id": source.id, "title": source.title}

    def told(one: Told | Failure) -> None:
        if isinstance(one, Failure):
            tell({"event": "failed", **named, "name": one.identity, "error": one.sentence})
        else:
            tell({"event": "progress", **named, "done": one.done, "of": one.of})

    tell({"event": "fetching", **named})
    try:
        outcome = _read(library, source, told)
    except SourceError as error:
        library.mark_checked(source.id, error=str(error))
        told(Failure("", str(error)))
        return None
    library.mark_checked(source.id, error=_trouble(outcome))
    ended: Event = {"event": "source", **named, "done": number, "of": of, **_numbers(outcome)}
    tell({**ended, "failed": len(outcome.failures)})
    return outcome


def _read(library: Library, source: Source, told: Callable[[Told | Failure], None]) -> Outcome:
    if source.kind == "handbook":
        return welcome.read(library, source.id, source.address, told)
    return folder.read(library, source.id, Path(source.address), told)


def _trouble(outcome: Outcome) -> str | None:
    """The sentence that stands at a source of which some files failed."""
    if not outcome.failures:
        return None
    first = outcome.failures[0].sentence
    others = len(outcome.failures) - 1
    return f"{first} ({others} more)" if others else first


def _numbers(outcome: Outcome) -> Event:
    return {name: getattr(outcome, name) for name in ("new", "changed", "same", "gone")}
