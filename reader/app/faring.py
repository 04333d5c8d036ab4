"""How a source fares, in words and in a sign: asked, due, failing, paused, ended. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.app.cells import age
from reader.library.source_settings import interval_in_words

if TYPE_CHECKING:
    from reader.library.records import Source


class Sign(NamedTuple):
    """A mark before a source's name: the sign, the same in ASCII, the word for it, its look."""

    sign: str
    ascii: str
    word: str
    look: str


FAILING = Sign("!", "!", "failing", "warn")
PAUSED = Sign("‖", "=", "paused", "muted")
ENDED = Sign("×", "x", "ended", "warn")


def sign_of(source: Source) -> Sign | None:
    """The mark that a source bears; None for one that fares well."""
    if source.gone:
        return ENDED
    if source.paused:
        return PAUSED
    return FAILING if source.error is not None else None


def fares(source: Source, now: float) -> str:
    """One line of words: what became of the last asking, and when the next one is."""
    parts = [*_past(source, now), *_ahead(source, now), *_chosen(source)]
    return " · ".join(parts)


def _past(source: Source, now: float) -> list[str]:
    good = f"last good {ago(source.good, now)}" if source.good is not None else "never good yet"
    if source.kind == "saved":
        return ["articles that you saved"]
    if source.kind == "handbook" and source.error is None:
        return ["comes with Reader", *(["paused"] if source.paused else [])]
    if source.gone:
        return ["ended: its server says that it is gone for good", good]
    if source.paused:
        return ["paused", good] if source.kind == "feed" else ["paused"]
    if source.error is not None:
        since = source.failing if source.failing is not None else source.checked
        when = f" since {ago(since, now)}" if since is not None else ""
        times = f", {source.failures:,} times" if source.failures > 1 else ""
        said = f"failing{when}{times}: {source.error.rstrip('.')}"
        return [said, good] if source.kind == "feed" else [said]
    if source.checked is None:
        return ["not asked yet"] if source.kind == "feed" else ["not read yet"]
    verb = "asked" if source.kind == "feed" else "read"
    return [f"{verb} {ago(source.checked, now)}"]


def _ahead(source: Source, now: float) -> list[str]:
    if source.kind != "feed" or source.gone or source.paused or source.due is None:
        return []
    word = "next try" if source.error is not None else "next"
    if source.due <= now:
        return [] if source.checked is None else [f"{word} at the next update"]
    return [f"{word} in {span(int(source.due - now))}"]


def _chosen(source: Source) -> list[str]:
    settings = source.settings
    said = []
    if settings.interval is not None:
        said.append(f"every {interval_in_words(settings.interval)}")
    if settings.full_text:
        said.append("fetched whole")
    if settings.hidden:
        said.append("not in All")
    said += [f"#{tag}" for tag in source.tags]
    return said


def ago(moment: int | None, now: float) -> str:
    """How long ago something was: `12m ago`, then the day."""
    if moment is None:
        return "never"
    said = age(moment, now)
    return f"{said} ago" if now - moment < 24 * 3600 else said


def span(seconds: int) -> str:
    """About how long it is: `40m`, `3h`, `2 days`."""
    if seconds < 3600:
        return f"{max(1, round(seconds / 60))}m"
    if seconds < 48 * 3600:
        return f"{round(seconds / 3600)}h"
    return f"{round(seconds / 86_400)} days"
