"""Dates as pages print them for people: `Dec. 19, 2025`, `4. Mai 2015`, `2020年9月21日`."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_NAMES: Final = (
    "jan january januar jänner janvier enero gennaio janeiro januari leden ledna stycznia ene",
    "feb february februar février fevrier febrero febbraio fevereiro februari února lutego fév",
    "mar march märz maerz mars marzo março marco maart března marca mrz",
    "apr april avril abril aprile dubna kwietnia avr abr",
    "may mai mayo maggio maio mei května maja",
    "jun june juni juin junio giugno junho června czerwca",
    "jul july juli juillet julio luglio julho července lipca juil",
    "aug august août aout agosto augustus srpna sierpnia agustus ago",
    "sep sept september septembre septiembre settembre setembro září września",
    "oct october oktober octobre octubre ottobre outubro října października okt",
    "nov november novembre noviembre novembro listopadu listopada",
    "dec december dezember décembre decembre diciembre dicembre dezembro prosince grudnia dez dic",
)
_MONTHS: Final = {name: i + 1 for i, names in enumerate(_NAMES) for name in names.split()}
_MONTH: Final = "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
_YEAR: Final = r"((?:19|20)\d\d)"
_MONTH_FIRST: Final = re.compile(
    rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\.?,?\s+{_YEAR}\b", re.IGNORECASE
)
_DAY_FIRST: Final = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th|er|º)?\.?\s+(?:de\s+|of\s+)?({_MONTH})\.?,?\s+(?:de\s+)?{_YEAR}\b",
    re.IGNORECASE,
)
_ISO: Final = re.compile(rf"\b{_YEAR}([-/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d)")
_DOTTED: Final = re.compile(rf"\b(\d{{1,2}})([./])(\d{{1,2}})\2{_YEAR}\b")
_WIDE: Final = re.compile(r"((?:19|20)\d\d)\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_MOST: Final = 200


def written_date(text: str, *, american: bool = False) -> str | None:
    """The first date in a short text, as ISO 8601; None when there is none.

    `american`: of two numbers with a stroke between, the month comes first.
    """
    text = text[:_MOST]
    if match := _MONTH_FIRST.search(text):
        return _iso(match[3], _MONTHS[match[1].lower()], match[2])
    if match := _DAY_FIRST.search(text):
        return _iso(match[3], _MONTHS[match[2].lower()], match[1])
    if match := _ISO.search(text):
        return _iso(match[1], match[3], match[4])
    if match := _WIDE.search(text):
        return _iso(match[1], match[2], match[3])
    if match := _DOTTED.search(text):
        first, second = int(match[1]), int(match[3])
        if second > 12 or (american and match[2] == "/" and first <= 12):
            first, second = second, first
        return _iso(match[4], second, first)
    return None


def date_of_address(address: str) -> str | None:
    """The date in an address such as `/2025/12/19/title/`; None when there is none."""
    match = re.search(r"/((?:19|20)\d\d)[/-](\d\d?)[/-](\d\d?)(?:[/-]|$)", address)
    return _iso(match[1], match[2], match[3]) if match else None


def _iso(year: str | int, month: str | int, day: str | int) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
