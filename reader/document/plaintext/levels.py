"""How deep each heading stands: by its number or the row that underlines it, else all alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.plaintext.classify import Kind
    from reader.document.plaintext.units import Unit

TOP = 2
"""The level of a heading of the first rank; the title is the one above."""

_SIGNS = "=-~"
"""What headings are underlined with, the highest first."""

_NUMBER = re.compile(r"(?:[A-Z]\.)?\d{1,3}((?:\.\d{1,3})*)\.?\s")


def _depth(text: str) -> int:
    match = _NUMBER.match(text)
    return match[0].rstrip(". ").count(".") if match else 0


def levels(units: Sequence[Unit], kinds: Sequence[Kind]) -> list[int]:
    """The level of each unit as a heading (of no meaning for the others)."""
    marked = {unit.under for unit in units}
    signs = [sign for sign in _SIGNS if sign in marked]

    def level(unit: Unit) -> int:
        if unit.under:
            return TOP + signs.index(unit.under)
        return min(6, TOP + len(signs) + _depth(unit.marked))

    return [
        level(unit) if kind == "heading" else 0 for unit, kind in zip(units, kinds, strict=True)
    ]
