"""Numbers of articles in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def articles_in_words(count: int) -> str:
    """How many articles: "1 article", "12 articles"."""
    return f"{count} article" if count == 1 else f"{count} articles"


def in_words(numbers: Mapping[str, object]) -> str:
    """What a source has brought: "3 new, 1 changed", or "nothing new"."""
    said = [
        f"{numbers[name]} {name}"
        for name in ("new", "changed", "gone", "failed")
        if numbers.get(name)
    ]
    return ", ".join(said) or "nothing new"
