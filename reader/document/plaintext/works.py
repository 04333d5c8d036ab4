"""Books and technical papers: long or paged texts whose headings follow old and plain customs.

They are wrapped by hand, their bodies are indented or their chapters named and numbered; page
heads and feet repeat at the edges of pages. No page of the web is like them, so that the trained
model is not asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.plaintext.layout import Layout
    from reader.document.plaintext.units import Unit

LONG = 200
"""Units from which on a wrapped text is a book."""

_CHAPTER = re.compile(
    r"(?:chapter|book|part|volume|canto|act|scene|letter|section|appendix|annex|kapitel|teil|buch|"
    r"chapitre|livre|partie|tome|cap[ií]tulo|libro|parte|capitolo|hoofdstuk|boek|deel|kapitola|"
    r"rozdzia[łl]|cz[ęe][śs][ćc]|fejezet|luku|глава|часть|книга|розділ|κεφάλαιο|b[öo]l[üu]m|bab)\s+"
    r"(?:[\dIVXLC]+|[^\W\d_]+)\b",
    re.IGNORECASE,
)
_EASTERN = re.compile(r"第[\d一二三四五六七八九十百〇零]{1,6}[章回節节部卷編编篇]")
_NUMERAL = re.compile(r"(?:[IVXLC]{1,8}|\d{1,3})\.?")
_NUMBERED = re.compile(r"(?:[A-Z]\.)?\d{1,3}(?:\.\d{1,3})*\.?\s+\S")
_NAMED = re.compile(
    r"(?:preface|introduction|contents|foreword|prologue|epilogue|conclusion|index|notes|abstract|"
    r"references|bibliography|acknowledge?ments|glossary|vorwort|einleitung|inhalt|nachwort|"
    r"pr[ée]face|avant-propos|table des matières|prólogo|prefacio|índice|prefazione|предисловие|"
    r"введение|содержание|оглавление|заключение)\.?",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?;,]$")
_WIDEST = 90


def is_work(units: Sequence[Unit], layout: Layout) -> bool:
    """Whether a text is a book or a paper rather than an article."""
    if not layout.measure:
        return False
    pages = sum(unit.page for unit in units)
    return len(units) >= LONG or pages >= 2 or (layout.indent >= 2 and len(units) >= 12)


def _is_chapter(text: str) -> bool:
    """Whether a line is named or numbered as a chapter is."""
    if _EASTERN.match(text):
        return True
    if _NUMERAL.fullmatch(text) or _NAMED.fullmatch(text):
        return True
    return bool(_CHAPTER.match(text)) and (text.isupper() or not text.endswith((",", ";")))


def _is_heading(unit: Unit, after: Unit | None, layout: Layout) -> bool:
    text = unit.marked
    if unit.under:
        return True
    if after is None or unit.lines > 3 or len(text) > _WIDEST or not any(map(str.isalnum, text)):
        return False
    if layout.indent >= 2:
        outdented = unit.indent < layout.indent - 1 and unit.lines <= 2
        return outdented and not re.search(r"[.;,]$", text) and after.indent >= unit.indent
    if unit.blanks < max(1, layout.gap):
        return False
    if _is_chapter(text):
        return True
    if (
        unit.blanks > layout.gap
        and unit.indent <= layout.indent + 40
        and not _SENTENCE.search(text)
    ):
        return bool(_NUMBERED.match(text)) or text.isupper() or unit.blanks >= layout.gap + 2
    return text.isupper() and len(text) > 3 and unit.lines == 1 and unit.blanks >= 2


def headings(units: Sequence[Unit], layout: Layout) -> set[int]:
    """The numbers of the units that are headings of a book or paper."""
    following = [*units[1:], None]
    return {
        n
        for n, (unit, after) in enumerate(zip(units, following, strict=True))
        if unit.shape in {"text", "item"}
        and not (unit.bullet and unit.bullet.kind != "number")
        and _is_heading(unit, after, layout)
    }
