"""Furniture made by chance: what sites of many languages put around articles.

The rows of `surroundings.toml` are filled with names, dates and numbers, so that a model that
learns from few sites has seen how the lines of others look.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

Where = Literal["head", "amid", "tail"]

_FILE = Path(__file__).with_suffix(".toml")
_FIELD = re.compile(r"\{(\w+)\}")
_NESTED = 3
"""How often fields within fields are filled."""
_SITES = (
    "Daily Courier",
    "Northwind",
    "The Harbour Post",
    "techlane.net",
    "Gazeta 7",
    "NewsHub",
    "Radio Delta",
    "blog.marlow.io",
    "HERALD",
    "Valley Tribune",
    "Info24",
    "Le Phare",
    "PlanetNine",
)
_HANDLES = ("newsroom", "citydesk", "harbourpost", "jmarsh", "editor")


def _parted(name: str, rows: str) -> tuple[str, ...]:
    """The entries of a set: words of months, rows of lines, else what bars part."""
    by = None if name == "months" else "\n" if name in {"head", "amid", "tail"} else "|"
    return tuple(row.strip() for row in rows.split(by) if row.strip())


@cache
def _rows() -> dict[str, dict[str, tuple[str, ...]]]:
    """For each language the entries of each of its sets."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {
        language: {name: _parted(name, rows) for name, rows in sets.items()}
        for language, sets in told.items()
    }


def _month(sets: dict[str, tuple[str, ...]], pick: random.Random, *, short: bool) -> str:
    month = pick.choice(sets["months"])
    return month[:3] if short else month


def _filled(
    row: str, sets: dict[str, tuple[str, ...]], titles: Sequence[str], pick: random.Random
) -> str:
    """A row with its fields filled."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name == "title":
            return pick.choice(titles)
        if name == "topic":
            words = [word for word in pick.choice(titles).split() if len(word) > 3]
            return pick.choice(words).strip("?!:;,.") if words else pick.choice(titles)[:8]
        if name in {"month", "Mon"}:
            return _month(sets, pick, short=name == "Mon")
        made = {
            "day": lambda: str(pick.randint(1, 28)),
            "m": lambda: f"{pick.randint(1, 12):02d}",
            "year": lambda: str(pick.randint(1996, 2026)),
            "n": lambda: str(pick.choice([0, 1, 2, 4, 7, 12, 38, 156, 704, 2310])),
            "time": lambda: f"{pick.randint(0, 23):02d}:{pick.randint(0, 59):02d}",
            "site": lambda: pick.choice(_SITES),
            "handle": lambda: pick.choice(_HANDLES),
            "name": lambda: pick.choice(sets["names"]),
            "section": lambda: pick.choice(sets["sections"]),
            "date": lambda: pick.choice(sets["date"]),
        }
        return made[name]()

    for _ in range(_NESTED):
        row = _FIELD.sub(fill, row)
    return row


def surroundings(
    language: str, where: Where, count: int, titles: Sequence[str], pick: random.Random
) -> list[dict[str, str]]:
    """So many blocks of furniture for a place; `titles` are headlines of other articles.

    They are neighbours in their set more often than not, as buttons and teasers come in rows.
    """
    sets = _rows().get(language) or _rows()[pick.choice(sorted(_rows()))]
    rows = sets[where]
    found: list[str] = []
    at = pick.randrange(len(rows))
    for _ in range(count):
        at = (
            (at + pick.choice([1, 1, 1, 2])) % len(rows)
            if pick.random() < 0.5
            else pick.randrange(len(rows))
        )
        found.append(_filled(rows[at], sets, titles, pick))
    return [{"kind": "furniture", "text": text} for text in found]
