"""What becomes of every element, put together from the families."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document.html import code, figures, formulas, headings, lists, media, phrases, quotes
from reader.document.html import tables as tabular
from reader.document.html.blocks import Vocabulary
from reader.document.html.notes import MARK
from reader.document.model import NoteRef, Rule

if TYPE_CHECKING:
    from reader.document.html.blocks import Builder
    from reader.document.html.tree import Element


def _rule(builder: Builder, _element: Element) -> None:
    builder.add(Rule())


def _note_mark(builder: Builder, element: Element) -> None:
    builder.mark(NoteRef(element.get("label")))


def _script(builder: Builder, element: Element) -> None:
    if not formulas.add_script(builder, element):
        media.SCRIPT(builder, element)


VOCABULARY: Final = Vocabulary(
    tags={
        **phrases.TAGS,
        **headings.TAGS,
        **lists.TAGS,
        **quotes.TAGS,
        **code.TAGS,
        **tabular.TAGS,
        **figures.TAGS,
        **media.TAGS,
        **formulas.TAGS,
        "hr": _rule,
        "script": _script,
        MARK: _note_mark,
    },
    classes={**code.CLASSES, **figures.CLASSES, **media.CLASSES, **formulas.CLASSES},
)
