"""The settings of a source as they lie in the library: JSON of what is not as usual."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, TypedDict

from reader.errors import UsageError
from reader.library.records import AS_USUAL, SourceSettings

if TYPE_CHECKING:
    from collections.abc import Iterable

SHORTEST_INTERVAL = 60
"""Seconds between two askings of a feed, at least."""

_UNITS: Final = {"d": 86_400, "h": 3600, "m": 60}
_WRITTEN: Final = {**_UNITS, "w": 604_800, "min": 60, "s": 1}
_INTERVAL: Final = re.compile(r"(\d{1,8})\s*([a-z]*)")

_UNUSABLE = frozenset(chr(number) for number in (*range(32), 127))


class Changes(TypedDict, total=False):
    """Settings that are to be changed; what is not named stays."""

    interval: int | None
    full_text: bool
    user_agent: str | None
    headers: tuple[tuple[str, str], ...]
    user: str | None
    hidden: bool
    paused: bool


def packed(settings: SourceSettings, beside: str = "{}") -> str:
    """Settings as JSON. `beside`: what was stored; names in it that are not ours are kept."""
    known = SourceSettings._fields
    kept = {name: value for name, value in _object(beside).items() if name not in known}
    usual = AS_USUAL._asdict()
    own = {name: value for name, value in settings._asdict().items() if value != usual[name]}
    return json.dumps(kept | own, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def unpacked(text: str) -> SourceSettings:
    """Settings from their JSON; what cannot be understood is as usual."""
    if text == "{}":
        return AS_USUAL
    found = _object(text)
    interval, headers, opml = (found.get(name) for name in ("interval", "headers", "opml"))
    return SourceSettings(
        interval=interval if isinstance(interval, int) and interval > 0 else None,
        full_text=found.get("full_text") is True,
        user_agent=_text(found.get("user_agent")),
        headers=tuple(_pairs(headers)) if isinstance(headers, list) else (),
        user=_text(found.get("user")),
        hidden=found.get("hidden") is True,
        paused=found.get("paused") is True,
        opml=tuple(_pairs(opml)) if isinstance(opml, list) else (),
    )


def sound(text: str) -> bool:
    """Whether a stored text holds settings at all."""
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def checked(settings: SourceSettings) -> SourceSettings:
    """The settings, if they can be used. Raises UsageError."""
    if settings.interval is not None and settings.interval < SHORTEST_INTERVAL:
        raise UsageError(
            f"A feed cannot be asked more often than every {SHORTEST_INTERVAL} seconds; "
            "nothing was changed."
        )
    for name, value in settings.headers:
        if not name or ":" in name or " " in name or _unusable(name + value):
            raise UsageError(
                f"{name!r} cannot be sent as a header: it is NAME: VALUE on one line; "
                "nothing was changed."
            )
    for text in (settings.user_agent, settings.user):
        if text and _unusable(text):
            raise UsageError("A setting of a feed is one line of text; nothing was changed.")
    return settings


def interval_of(written: str, *, bare: str) -> int | None:
    """The seconds of an interval as it is written: 30m, 2 h; None for what is none.

    `bare` is the unit of a number without one.
    """
    found = _INTERVAL.fullmatch(written.strip().casefold())
    size = _WRITTEN.get(found[2] or bare) if found else None
    return int(found[1]) * size if found and size else None


def interval_in_words(seconds: int) -> str:
    """An interval in the largest unit that it is a whole number of: 2h, 90m, 45s."""
    for unit, size in _UNITS.items():
        if seconds and seconds % size == 0:
            return f"{seconds // size}{unit}"
    return f"{seconds}s"


def _unusable(text: str) -> bool:
    return not _UNUSABLE.isdisjoint(text)


def _object(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _pairs(values: list[Any]) -> Iterable[tuple[str, str]]:
    for pair in values:
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(x, str) for x in pair):
            yield pair[0], pair[1]
