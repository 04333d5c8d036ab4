"""What the head of an answer says about asking again: how long it is fresh, when to come back."""

from __future__ import annotations

import re
import time
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST: Final = 30 * 24 * 3600
"""Seconds that a server can ask to wait: who says more is mistaken."""

_MAX_AGE: Final = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,12})", re.IGNORECASE)
_NEVER_KEPT: Final = re.compile(r"(?:^|[,\s])no-(?:cache|store)\b", re.IGNORECASE)
_MOST_TAG: Final = 8192


def fresh_for(headers: Mapping[str, str]) -> int | None:
    """Seconds until the answer is no longer fresh; None when the server does not say."""
    control = headers.get("cache-control", "")
    if _NEVER_KEPT.search(control):
        return 0
    if found := _MAX_AGE.search(control):
        age = headers.get("age", "").strip()
        return _bounded(int(found[1]) - (int(age) if re.fullmatch(r"[0-9]{1,9}", age) else 0))
    if "expires" in headers:
        expires = instant(headers["expires"])
        if expires is None:
            return 0  # "Expires: 0" and the like: it is stale at once
        sent = instant(headers.get("date", ""))
        return _bounded(int(expires - (time.time() if sent is None else sent)))
    return None


def retry_after(headers: Mapping[str, str]) -> int | None:
    """Seconds that the server asks to wait, given as such or as a date; None for nonsense."""
    written = headers.get("retry-after", "").strip()
    if re.fullmatch(r"[0-9]{1,15}", written):
        return _bounded(int(written))
    moment = instant(written)
    return None if moment is None else _bounded(round(moment - time.time()))


def instant(written: str) -> float | None:
    """Seconds since the epoch of a date as HTTP writes it; None when it is none."""
    try:
        return parsedate_to_datetime(written).timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def condition(value: str | None) -> str | None:
    """An ETag or a Last-Modified as it can be kept and sent back; None when it cannot."""
    if not value or len(value) > _MOST_TAG or re.search("[\x00-\x1f\x7f-\x9f]|[^\x00-\xff]", value):
        return None
    return value


def _bounded(seconds: int) -> int:
    return min(max(seconds, 0), LONGEST)
