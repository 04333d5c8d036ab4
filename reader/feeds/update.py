"""Sources asked again, one after the other, each told by events as it goes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from reader.errors import SourceError
from reader.feeds import folder, welcome
from reader.feeds.folder import Failure, Outcome, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reader.library.library import Library
    from reader.library.records import Source

Event: TypeAlias = dict[str, object]
"""An event, with its kind as `event`: "begin", "progress", "failed", "source" or "done".

All but "done" name the source by `id` and `title`. "progress" has `done` and `of` (files);
"failed" has `name` (empty: the source as a whole) and `error`, a sentence; "source" ends a source,
"done" all of them, with the numbers of articles `new`, `changed`, `same`, `gone` and `failed`.
"""

_READ_AGAIN = frozenset({"folder", "handbook"})


def update(library: Library, sources: Iterable[Source], tell: Callable[[Event], None]) -> bool:
    """Ask the sources again; whether any of them could be read.

    Sources that hold only what was saved into them are passed over. Errors: LibraryError.
    """
    asked = [source for source in sources if source.kind in _READ_AGAIN]
    outcomes = [_update(library, source, tell) for source in asked]
    whole = [outcome for outcome in outcomes if outcome is not None]
    failures = sum(len(outcome.failures) for outcome in whole) + outcomes.count(None)
    tell({"event": "done", "sources": len(asked), **_numbers(whole), "failed": failures})
    return bool(whole) or not asked


def _update(library: Library, source: Source, tell: Callable[[Event], None]) -> Outcome | None:
    """One source; None when it could not be read at all."""
    named: Event = {"id": source.id, "title": source.title}

    def told(one: Told | Failure) -> None:
        if isinstance(one, Failure):
            tell({"event": "failed", **named, "name": one.identity, "error": one.sentence})
        else:
            tell({"event": "progress", **named, "done": one.done, "of": one.of})

    tell({"event": "begin", **named})
    try:
        outcome = _read(library, source, told)
    except SourceError as error:
        library.mark_checked(source.id, error=str(error))
        told(Failure("", str(error)))
        return None
    library.mark_checked(source.id, error=_trouble(outcome))
    numbers = _numbers([outcome])
    tell({"event": "source", **named, **numbers, "failed": len(outcome.failures)})
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


def _numbers(outcomes: list[Outcome]) -> dict[str, object]:
    return {
        name: sum(getattr(outcome, name) for outcome in outcomes)
        for name in ("new", "changed", "same", "gone")
    }
