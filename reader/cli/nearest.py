"""The name that was meant, when a word is nearly one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, names: Iterable[str]) -> str:
    """A sentence that names the likeliest of `names`, with a space before it; else nothing."""
    from difflib import get_close_matches

    close = get_close_matches(word, list(names), n=1, cutoff=0.6)
    return f" Did you mean {close[0]}?" if close else ""
