r"""Formulas written as TeX in running text: `\(…\)`, `\[…\]` and `$$…$$`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

# A price is no formula: between doubled dollars something must look like one.
_TEX: Final = re.compile(
    r"\\\((?P<inline>(?:[^\\\n]|\\[^()\n]){1,2000})\\\)"
    r"|\\\[(?P<display>(?:[^\\]|\\[^\[\]]){1,4000})\\\]"
    r"|\$\$(?P<dollars>(?=[^$]{0,2000}[\\^_{}=+])[^$]{1,2000})\$\$",
    re.DOTALL,
)


def split_tex(text: str) -> Iterator[tuple[str, Literal["text", "inline", "display"]]]:
    """The text in pieces, formulas without their marks; no piece is empty."""
    end = 0
    for match in _TEX.finditer(text):
        source = (match["inline"] or match["display"] or match["dollars"]).strip()
        if not source:
            continue
        if match.start() > end:
            yield text[end : match.start()], "text"
        yield source, "inline" if match["inline"] else "display"
        end = match.end()
    if end < len(text):
        yield text[end:], "text"
