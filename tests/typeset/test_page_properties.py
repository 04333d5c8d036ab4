"""What holds of every document at every width."""

from __future__ import annotations

import itertools
import unicodedata
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document.model import Code, Document, Math
from reader.document.readable import Readable
from reader.document.walk import blocks
from reader.typeset.flow import DROPPED
from reader.typeset.page import typeset
from reader.typeset.style import Style
from reader.typeset.width import cells
from tests.document.strategies import documents

if TYPE_CHECKING:
    from reader.typeset.line import Line

widths = st.integers(20, 200)
styles = st.builds(
    Style,
    hyphenate=st.booleans(),
    furniture_folded=st.just(value=False),
    ascii=st.booleans(),
    links_numbered=st.booleans(),
)


def bare(text: str) -> str:
    """The characters of a text, raised and lowered numbers as they are written."""
    full = unicodedata.normalize("NFKC", DROPPED.sub("", text)).replace("−", "-")
    return "".join(full.split())


def placed(lines: list[Line]) -> list[tuple[int, str]]:
    spans = [span for line in lines for span in line.spans if span.offset is not None]
    return sorted((span.offset or 0, span.text) for span in spans)


@settings(max_examples=25, deadline=None)
@given(documents(), widths, styles)
def test_no_character_is_lost_doubled_or_moved(
    document: Document, width: int, style: Style
) -> None:
    readable = Readable.of(document)
    page = typeset(readable, width, style)
    found = placed(list(page.all_lines()))
    text = readable.text
    for offset, part in found:
        assert bare(text[offset : offset + len(part)]) == bare(part)
    for (offset, part), (following, _) in itertools.pairwise(found):
        assert offset + len(part) <= following
    assert bare("".join(part for _, part in found)) == bare(text)


@settings(max_examples=25, deadline=None)
@given(documents(), st.integers(8, 200), styles)
def test_no_line_is_wider_than_its_column_unless_it_pans(
    document: Document, width: int, style: Style
) -> None:
    for line in typeset(Readable.of(document), width, style).all_lines():
        assert line.pan or cells(line.text) <= max(width, 8)
        assert line.text == line.text.rstrip()
        assert line.pre + line.post <= len(line.text)
        if line.pan:
            assert line.kind in {"code", "math"}


@settings(max_examples=25, deadline=None)
@given(documents(), widths, styles)
def test_lines_are_the_same_lazily_or_at_once_and_from_any_side(
    document: Document, width: int, style: Style
) -> None:
    readable = Readable.of(document)
    whole = list(typeset(readable, width, style).all_lines())
    downwards = typeset(readable, width, style)
    assert downwards.lines(0, len(whole) + 1) == whole
    assert len(downwards) == len(whole)
    settled = typeset(readable, width, style)
    settled.line_at(readable.length // 2)
    while not settled.settle(100):
        pass
    assert settled.exact
    assert [settled.line(number) for number in range(len(settled))] == whole


@settings(max_examples=25, deadline=None)
@given(documents(), widths)
def test_offsets_rise_and_lead_back_to_their_line(document: Document, width: int) -> None:
    page = typeset(Readable.of(document), width)
    lines = list(page.all_lines())
    assert all(a.offset <= b.offset for a, b in itertools.pairwise(lines))
    page.settle(1 << 40)
    for number, line in enumerate(lines):
        if line.end > line.offset:
            assert page.line_at(page.offset_at(number, 0)) == number


@settings(max_examples=20, deadline=None)
@given(documents(), widths, st.integers(0, 10_000))
def test_an_anchored_line_is_the_same_after_settling(
    document: Document, width: int, number: int
) -> None:
    page = typeset(Readable.of(document), width)
    number %= max(1, len(page))
    line = page.line(number)
    anchor = page.anchor(number)
    page.settle(1 << 40)
    if len(page) > page.line_of(anchor):
        assert page.line(page.line_of(anchor)) == line


@settings(max_examples=20, deadline=None)
@given(documents(), widths)
def test_never_more_than_two_blank_lines_and_none_at_the_top(
    document: Document, width: int
) -> None:
    own = any(isinstance(block, Code | Math) for block in blocks(document.blocks))
    lines = list(typeset(Readable.of(document), width).all_lines())
    assert not lines or lines[0].kind != "blank"
    run = 0
    for line in lines:
        run = run + 1 if line.kind == "blank" else 0
        assert run <= 2 or own
