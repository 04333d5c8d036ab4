"""Heads and feet of pages: lines at the edges of pages that come again on most of them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.plaintext.lines import Line

_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,6}\b")
_FOOT = re.compile(r"\[Page \d+\]$|^-+\s*\d{1,4}\s*-+$|^\d{1,4}$")
_OFTEN = 2


def _pattern(line: Line) -> str:
    """A line as it is alike on all pages: without its numbers and blanks."""
    return re.sub(r"\s+", " ", _NUMBER.sub("0", line.text[:200]))


def edges(lines: Sequence[Line]) -> set[int]:
    """The numbers of the lines that are heads and feet of pages."""
    breaks = [n for n, line in enumerate(lines) if line.page]
    near = {k for n in breaks for k in (n - 1, n) if 0 <= k < len(lines)}
    if breaks:
        near.add(len(lines) - 1)
    counts = Counter(_pattern(lines[n]) for n in near)
    found = {n for n in near if counts[_pattern(lines[n])] >= _OFTEN}
    if len(breaks) > 1:
        found |= {n for n in near if _FOOT.search(lines[n].text)}
    # The last page need not end like the others, and some texts lost their form feeds.
    named = [
        n for n, line in enumerate(lines) if line.text.endswith("]") and _FOOT.search(line.text)
    ]
    return found | set(named) if len(named) >= _OFTEN else found
