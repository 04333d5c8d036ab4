"""Pictures have rows of their own above their boxes, and no line loses itself when they come."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.document.model import Document, Figure, Image, Paragraph, Quote, Text
from reader.document.readable import Readable
from reader.typeset.page import Page, typeset

WORDS = (Text("The lamp on the quay was lit every evening by a man who came with a ladder."),)
DOCUMENT = Readable.of(
    Document(
        blocks=(
            Paragraph(WORDS),
            Image("A lamp", ""),
            Paragraph(WORDS),
            Figure((Image("", ""), Image("Two", "")), WORDS),
            Quote((Paragraph(WORDS), Image("Quoted", ""), Paragraph(WORDS))),
            Paragraph(WORDS),
        )
    )
)
PICTURES = st.dictionaries(
    st.sampled_from([(1, 0), (3, 0), (3, 1), (4, 0), (5, 0)]),
    st.tuples(st.integers(1, 50), st.integers(1, 12)),
)


def words(page: Page) -> list[str]:
    """The lines without the rows of pictures."""
    return [line.text for line in page.all_lines() if line.picture is None]


def test_a_picture_stands_above_its_box() -> None:
    lines = list(typeset(DOCUMENT, 40, None, {(1, 0): (20, 3)}).all_lines())
    rows = [at for at, line in enumerate(lines) if line.picture is not None]
    assert [lines[at].picture for at in rows] == [(1, 0, 0), (1, 0, 1), (1, 0, 2)]
    assert "A lamp" in lines[rows[-1] + 1].text
    assert lines[rows[0]].block == lines[rows[-1] + 1].block


def test_a_picture_in_a_quotation_stands_beside_its_bar() -> None:
    lines = list(typeset(DOCUMENT, 40, None, {(4, 0): (20, 2)}).all_lines())
    assert [line.text for line in lines if line.picture is not None] == ["▎ ", "▎ "]


def test_a_picture_that_is_too_wide_is_left_to_its_box() -> None:
    page = typeset(DOCUMENT, 40, None, {(1, 0): (41, 3), (4, 0): (39, 3)})
    assert not any(line.picture for line in page.all_lines())


@given(PICTURES, PICTURES, st.integers(20, 60), st.data())
def test_lines_find_themselves_on_a_page_with_other_pictures(
    before: dict[tuple[int, int], tuple[int, int]],
    after: dict[tuple[int, int], tuple[int, int]],
    width: int,
    data: st.DataObject,
) -> None:
    one, other = (typeset(DOCUMENT, width, None, pictures) for pictures in (before, after))
    assert words(one) == words(other)
    one.settle(1 << 30)
    number = data.draw(st.integers(0, len(one) - 1))
    line = one.line(number)
    found = other.line(other.line_like(one, number))
    if line.picture is None:
        assert found == line
    else:
        assert found.block == line.block
