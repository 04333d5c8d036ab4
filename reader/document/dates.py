"""Dates as sources write them, read into the one form that documents hold."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Final

from reader.document.safe import clean_line

_MAX: Final = 64


def iso_date(value: object) -> str | None:
    """A date, or a time with a zone, in ISO 8601; None for what is neither.

    A time without a zone is taken for UTC: one hour off is less than a date lost.
    """
    if isinstance(value, str):
        value = _read(clean_line(value[:_MAX]))
    if isinstance(value, datetime):
        moment = value if value.tzinfo is not None else value.replace(tzinfo=UTC)
        return moment.isoformat()
    return value.isoformat() if isinstance(value, date) else None


def _read(text: str) -> date | None:
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            return date.fromisoformat(text)
        return datetime.fromisoformat(text)
    except ValueError:
        return None
