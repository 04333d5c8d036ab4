"""The strategies themselves: they make what they say, and nothing that parsers never make."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from reader.document import walk
from reader.document.model import (
    Definitions,
    Details,
    Document,
    Emphasis,
    Figure,
    Heading,
    LineBreak,
    Link,
    List,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from reader.document.text import inline_text
from tests.document.strategies import documents, hostile_text, inlines

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.document.model import Block

_T = TypeVar("_T")


@cache
def _drawn(strategy: st.SearchStrategy[_T]) -> list[_T]:
    """Some hundred examples of a strategy, the same in every run."""
    found: list[_T] = []

    @settings(
        max_examples=400,
        phases=(Phase.generate,),
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def draw(example: _T) -> None:
        found.append(example)

    draw()
    return found


def _inside(document: Document, outer: type[Block], inner: type[Block]) -> bool:
    return any(
        isinstance(block, inner)
        for box in walk.query(document.blocks, outer)
        for run in walk.children(box)
        for block in run
    )


@pytest.mark.parametrize(
    "holds",
    [
        lambda d: _inside(d, Quote, List),
        lambda d: _inside(d, List, List),
        lambda d: _inside(d, List, Table),
        lambda d: _inside(d, Details, Quote),
        lambda d: _inside(d, Definitions, Paragraph),
        lambda d: bool(list(walk.query(d.blocks, Notes))),
        lambda d: any(f.caption for f in walk.query(d.blocks, Figure)),
        lambda d: any(t.header is None for t in walk.query(d.blocks, Table)),
        lambda d: any(p.preformatted for p in walk.query(d.blocks, Paragraph)),
        lambda d: any(one.tasks for one in walk.query(d.blocks, List)),
        lambda d: bool(list(walk.query(d.blocks, LineBreak))),
        lambda d: not d.blocks,
    ],
)
def test_documents_of_every_shape_are_drawn(holds: Callable[[Document], bool]) -> None:
    assert any(holds(document) for document in _drawn(documents()))


def test_inlines_nest() -> None:
    def nested(run: tuple[object, ...]) -> bool:
        return any(
            isinstance(outer, Strong | Emphasis) and any(isinstance(i, Link) for i in outer.inlines)
            for outer in run
        )

    assert any(nested(run) for run in _drawn(inlines()))


def test_documents_are_in_the_form_that_parsers_promise() -> None:
    for document in _drawn(documents()):
        _check_form(document)


def _check_form(document: Document) -> None:
    for text in walk.query(document.blocks, Text):
        assert text.value
        assert "\n" not in text.value
    for block in walk.blocks(document.blocks):
        if isinstance(block, Paragraph) and not block.preformatted:
            words = inline_text(block.inlines)
            assert words == words.strip(" ")
            assert "  " not in words
        if isinstance(block, Table):
            rows = [*block.rows, *([block.header] if block.header is not None else [])]
            assert {len(row) for row in rows} == {len(block.alignments)}
        if isinstance(block, List) and block.tasks:
            assert len(block.tasks) == len(block.items)
    slugs = [heading.slug for heading in walk.query(document.blocks, Heading)]
    assert len(set(slugs)) == len(slugs)
    labels = {note.label for notes in walk.query(document.blocks, Notes) for note in notes.items}
    assert {mark.label for mark in walk.query(document.blocks, NoteRef)} <= labels


@pytest.mark.parametrize(
    "kind", ["\x1b", "[\x80-\x9f]", "[\u202a-\u202e]", "[\ud800-\udfff]", "[\U000e0000-\U000e007f]"]
)
def test_hostile_text_is_hostile_in_every_way(kind: str) -> None:
    assert any(re.search(kind, text) for text in _drawn(hostile_text()))
