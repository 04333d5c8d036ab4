"""Lengths in a query: `>1000`, `<5`, `=300`, `500..900`, as the least and the most."""

from __future__ import annotations

import re

WORDS_A_MINUTE = 230

_NUMBER = r"(\d{1,9})(k?)"
_COMPARED = re.compile(rf"([<>]=?|=)?{_NUMBER}")
_RANGE = re.compile(rf"(?:{_NUMBER})?\.\.(?:{_NUMBER})?")


def bounds(text: str) -> tuple[int | None, int | None] | None:
    """The least and the most that a text allows, None for no bound; None for what is no length."""
    text = re.sub(r"\s", "", text.lower())
    if found := _COMPARED.fullmatch(text):
        number = _number(found[2], found[3])
        match found[1]:
            case ">":
                return number + 1, None
            case ">=":
                return number, None
            case "<":
                return None, number - 1
            case "<=":
                return None, number
            case _:
                return number, number
    if (found := _RANGE.fullmatch(text)) and (found[1] or found[3]):
        least = _number(found[1], found[2]) if found[1] else None
        most = _number(found[3], found[4]) if found[3] else None
        return least, most
    return None


def in_words(least: int | None, most: int | None) -> tuple[int | None, int | None]:
    """Bounds in minutes as bounds in words; minutes are rounded as headlines show them."""
    return (
        None if least is None else _fewest(least),
        None if most is None else _fewest(most + 1) - 1,
    )


def _number(digits: str, thousands: str) -> int:
    return int(digits) * (1000 if thousands else 1)


def _fewest(minutes: int) -> int:
    """The fewest words that are read in so many minutes; a half is rounded to the even number."""
    if minutes <= 0:
        return 0
    half = WORDS_A_MINUTE * minutes - WORDS_A_MINUTE // 2
    return half if minutes % 2 == 0 else half + 1
