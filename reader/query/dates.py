"""Dates and ages in a query: `2026-11`, `yesterday`, `"last week"`, `"3 november"`, `2w`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

_AGES: Final = {"h": 3600, "d": 86_400, "w": 604_800, "m": 2_629_800, "y": 31_557_600}
_AGE = re.compile(r"(\d{1,5}) ?(h|d|w|m|y|hours?|days?|weeks?|months?|years?)( ago)?")
_ISO = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:[t ](\d{1,2}):(\d{2})(?::\d{2})?)?)?)?"
)
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OF_MONTH = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th|\.)? (?:of )?)?([a-z]{3,9})\.?(?: (\d{1,2})(?:st|nd|rd|th)?,?)?"
    r"(?:,? (\d{4}))?"
)
_LANGUAGES: Final = ["en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru", "ja", "zh"]
_WHOLE: Final = frozenset({"year", "month"})


def age_of(text: str) -> int | None:
    """The seconds of an age as `2w` or `3 days`; None for what is none."""
    found = _AGE.fullmatch(_spaced(text))
    return int(found[1]) * _AGES[found[2][0]] if found else None


def start_of(text: str, now: datetime | None = None) -> int | None:
    """When the day, month or whatever a text names begins, in seconds since the epoch.

    None for what is no date. All is in the time zone of this machine; weeks begin on a Monday.
    """
    now = now or datetime.now().astimezone()
    today = datetime(now.year, now.month, now.day)  # noqa: DTZ001 - a local day, until it is told
    plain = _spaced(text)
    age = age_of(plain)
    try:
        if age is not None:
            return int(now.timestamp()) - age
        found = _numbered(plain) or _named(plain, today) or _of_month(plain, today)
        found = found or _in_another_language(text, today)
        return int(found.astimezone().timestamp()) if found else None
    except (ValueError, OverflowError, OSError):
        return None


def _spaced(text: str) -> str:
    """A text in small letters; `last-week` is how it is written as one word of a query."""
    return re.sub(r"(?<=[a-z])[-_](?=[a-z])", " ", " ".join(text.lower().split()))


def _numbered(text: str) -> datetime | None:
    found = _ISO.fullmatch(text)
    if not found:
        return None
    year, month, day = (int(part or 1) for part in found.groups()[:3])
    hour, minute = (int(part or 0) for part in found.groups()[3:])
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - as above


def _named(text: str, today: datetime) -> datetime | None:
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    match text:
        case "today" | "now":
            return today
        case "yesterday":
            return today - timedelta(days=1)
        case "tomorrow":
            return today + timedelta(days=1)
        case "week" | "this week":
            return monday
        case "last week":
            return monday - timedelta(days=7)
        case "month" | "this month":
            return first
        case "last month":
            return (first - timedelta(days=1)).replace(day=1)
        case "year" | "this year":
            return first.replace(month=1)
        case "last year":
            return first.replace(year=today.year - 1, month=1)
    return _weekday(text.removeprefix("last "), today, last=text.startswith("last "))


def _weekday(name: str, today: datetime, *, last: bool) -> datetime | None:
    """The newest day of that name; `last`: before today."""
    for number, day in enumerate(_DAYS):
        if name in {day, day[:3]}:
            back = (today.weekday() - number) % 7
            return today - timedelta(days=back or 7 if last else back)
    return None


def _of_month(text: str, today: datetime) -> datetime | None:
    """A month by its name, with a day or a year or both; without a year the newest one."""
    found = _OF_MONTH.fullmatch(text)
    if not found:
        return None
    before, name, after, year = found.groups()
    months = [number for number, month in enumerate(_MONTHS, 1) if name in {month, month[:3]}]
    if not months or (before and after):
        return None
    day = int(before or after or 1)
    at = datetime(int(year or today.year), months[0], day)  # noqa: DTZ001 - as above
    return at.replace(year=at.year - 1) if not year and at > today else at


def _in_another_language(text: str, today: datetime) -> datetime | None:
    """A date with its year and the name of its month in another language, as "3 novembre 2026".

    Only those: the library would take far more for a date, and would guess what is left out.
    """
    year = re.search(r"(?<!\d)\d{4}(?!\d)", text)
    if not year or (text.isascii() and not re.search("[a-z]{3}", text, re.IGNORECASE)):
        return None
    from dateparser.date import DateDataParser

    parser = DateDataParser(
        languages=_LANGUAGES,
        settings={"RELATIVE_BASE": today, "PREFER_DAY_OF_MONTH": "first"},
    )
    found = parser.get_date_data(text)
    at = found.date_obj
    if at is None or not set(found.parts) >= _WHOLE or found.period not in {"day", "month"}:
        return None
    return datetime(at.year, at.month, at.day if found.period == "day" else 1)  # noqa: DTZ001 - as above
