"""A footnote shown at the foot of the page, so that the place above is not lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.model import Document, Notes
from reader.document.readable import Readable
from reader.document.walk import query
from reader.typeset.page import typeset

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.app.shown import Shown
    from reader.typeset.style import Style

ROWS_MOST = 12


def footnote_rows(shown: Shown, label: str, width: int, style: Style) -> list[Row]:
    """The rows of a note by its label: a rule of blank, its lines, and a blank."""
    document = shown.article.document
    for notes in query(document.blocks, Notes):
        for note in notes.items:
            if note.label == label:
                alone = Document(blocks=note.blocks, language=document.language)
                page = typeset(Readable.of(alone), max(8, width - len(label) - 1), style)
                lines = page.lines(0, len(page))[:ROWS_MOST]
                rows: list[Row] = [()]
                for number, line in enumerate(lines):
                    lead = f"{label} " if not number else " " * (len(label) + 1)
                    rows.append(
                        ((lead, ("accent",)), *((span.text, span.roles) for span in line.spans))
                    )
                return [*rows, ()]
    return [(), (("This note is not in the article.", ("muted",)),), ()]
