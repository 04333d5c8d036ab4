"""`reader feeds set`: settings of a source as words, and what of them is secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.cli.nearest import nearest
from reader.errors import UsageError
from reader.library.source_settings import interval_in_words, interval_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.feeds.secrets import Secret
    from reader.library.records import SourceSettings
    from reader.library.source_settings import Changes

_YES: Final = frozenset({"yes", "true", "on", "1"})
_NO: Final = frozenset({"no", "false", "off", "0", ""})
_SECRET: Final = re.compile(r"auth|cookie|key|token|secret|pass|sign", re.IGNORECASE)
"""Headers whose values are kept where passwords are, and not in the library."""

NAMES: Final = {
    "interval": "between two askings, as 30m, 2h or 1d; auto: by the feed's own rhythm",
    "full_text": "yes: the whole article is always fetched",
    "user_agent": "what it is asked as; empty: as Reader",
    "header.NAME": "a header that is sent with each request; empty: not any more",
    "user": "who logs in; empty: nobody",
    "password": "asked for on the terminal, or read with --password-stdin; never an argument",
    "hidden": "yes: its articles are left out of All and Unread",
    "paused": "yes: it is not asked",
}
"""The settings, each with what it takes."""


class Wanted(NamedTuple):
    """What is to be set. Of `secret_headers` None is taken away; `password` is asked for."""

    changes: Changes
    secret_headers: dict[str, str | None]
    password: bool


def wanted(words: Sequence[str], now: SourceSettings) -> Wanted:
    """What words such as `interval=2h` ask for. Errors: UsageError."""
    changes: Changes = {}
    secret: dict[str, str | None] = {}
    headers = dict(now.headers)
    password = False
    for word in words:
        name, sign, value = word.partition("=")
        name, value = name.strip(), value.strip()
        if name == "password":
            if sign:
                raise UsageError(
                    "A password on the command line can be seen by others; write `password` "
                    "alone and it is asked for, or give it by --password-stdin."
                )
            password = True
        elif not sign:
            raise UsageError(f"{word} is not NAME=VALUE.{nearest(name, NAMES)}")
        elif name.startswith("header."):
            _header(name.removeprefix("header."), value, headers, secret)
            changes["headers"] = tuple(headers.items())
        else:
            _setting(name, value, changes)
    if changes.get("headers") == now.headers:
        del changes["headers"]
    return Wanted(changes, secret, password)


def _header(name: str, value: str, headers: dict[str, str], secret: dict[str, str | None]) -> None:
    if _SECRET.search(name):
        secret[name] = value or None
    elif value:
        headers[name] = value
    else:
        headers.pop(name, None)


def _setting(name: str, value: str, changes: Changes) -> None:
    match name:
        case "interval":
            changes["interval"] = _seconds(value)
        case "user_agent":
            changes["user_agent"] = value or None
        case "user":
            changes["user"] = value or None
        case "full_text":
            changes["full_text"] = _yes(name, value)
        case "hidden":
            changes["hidden"] = _yes(name, value)
        case "paused":
            changes["paused"] = _yes(name, value)
        case _:
            raise UsageError(
                f"There is no setting {name} of a feed.{nearest(name, NAMES)} "
                f"There are {', '.join(NAMES)}."
            )


def _seconds(value: str) -> int | None:
    if value in {"", "auto"}:
        return None
    seconds = interval_of(value, bare="s")
    if seconds is None:
        raise UsageError(f"{value} is no time between two askings; write 30m, 2h, 1d or auto.")
    return seconds


def _yes(name: str, value: str) -> bool:
    if value.lower() in _YES:
        return True
    if value.lower() in _NO:
        return False
    raise UsageError(f"{name} takes yes or no, and not {value}.")


def rows(settings: SourceSettings) -> list[tuple[str, str]]:
    """The settings of a source by name, as they would be written; nothing secret is in them."""
    every = settings.interval
    return [
        ("interval", "auto" if every is None else interval_in_words(every)),
        ("full_text", "yes" if settings.full_text else "no"),
        ("user_agent", settings.user_agent or ""),
        *((f"header.{name}", value) for name, value in settings.headers),
        ("user", settings.user or ""),
        ("hidden", "yes" if settings.hidden else "no"),
        ("paused", "yes" if settings.paused else "no"),
    ]


def kept_apart(secret: Secret | None) -> list[tuple[str, str]]:
    """What is kept of a source where passwords are, by name; not what it is."""
    if secret is None:
        return []
    headers = [(f"header.{name}", "kept apart") for name, _ in secret.headers]
    return [*headers, *([("password", "kept apart")] if secret.password else [])]
