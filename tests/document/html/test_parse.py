from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.document import walk
from reader.document.html import tables
from reader.document.html.parse import parse
from reader.document.model import (
    MAX_DEPTH,
    Heading,
    InlineImage,
    LineBreak,
    Link,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Table,
    Text,
)
from reader.document.text import canonical
from reader.document.write import tree
from tests.document.shapes import draw
from tests.shared_data import shared_data

WHOLE = """<!doctype html><html lang="de"><head><meta charset=utf-8>
<title>Der Titel | Die Zeitung</title><base href="/a/">
<meta property="og:site_name" content="Die Zeitung"><meta name="author" content="A. Schmidt">
<meta property="article:published_time" content="2026-11-02T08:00:00+01:00">
<meta name="description" content="Worum es geht"></head><body>"""


def test_a_whole_page_says_what_it_is() -> None:
    document = parse(
        WHOLE + "<h1>Der Titel</h1><p>Wort <a href=b>da</a>.", base="https://z.example/x"
    )
    assert document.title == "Der Titel"
    assert document.byline == "A. Schmidt"
    assert document.published == "2026-11-02T08:00:00+01:00"
    assert document.site == "Die Zeitung"
    assert document.language == "de"
    assert draw(document).endswith("p Wort [da](https://z.example/a/b).")
    assert next(walk.query(document.blocks, Heading), None) is None


def test_a_page_without_a_main_heading_is_called_what_its_head_says() -> None:
    assert parse(WHOLE + "<h2>Teil</h2><p>x").title == "Der Titel"


def test_a_fragment_keeps_the_heading_that_it_is_called_by() -> None:
    document = parse("<h1>Called so</h1><p>x</p>")
    assert document.title == "Called so"
    assert [h.level for h in walk.query(document.blocks, Heading)] == [1]


@pytest.mark.parametrize("base", ["javascript:", "file:///", "::"])
def test_a_base_that_may_not_be_followed_is_passed_over(base: str) -> None:
    document = parse(f'<base href="{base}"><a href="x">y</a>', base="https://a.example/b/")
    assert [link.url for link in walk.query(document.blocks, Link)] == ["https://a.example/b/x"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("<meta charset=windows-1251><p>журнал".encode("cp1251"), None),
        ("<p>журнал".encode("koi8-r"), "koi8-r"),
        ("\ufeff<p>журнал".encode("utf-16-le"), None),
        ("<p>журнал".encode(), "no-such-encoding"),
    ],
)
def test_bytes_are_read_in_their_encoding(data: bytes, encoding: str | None) -> None:
    assert canonical(parse(data, encoding=encoding).blocks) == "журнал"


@pytest.mark.parametrize("tag", ["div", "blockquote", "ul><li", "b", "q", "details", "font"])
def test_what_is_nested_too_deeply_is_flattened_and_kept(tag: str) -> None:
    document = parse(f"<{tag}>" * 3000 + "deep words")
    assert "deep words" in canonical(document.blocks)
    assert document.warnings
    assert _depth(document.blocks) <= MAX_DEPTH


def test_words_at_every_depth_stay_apart() -> None:
    document = parse("".join(f"<blockquote>w{i} " for i in range(300)))
    assert canonical(document.blocks).split() == [f"w{i}" for i in range(300)]
    assert any(isinstance(block, Quote) for block in document.blocks)


def test_a_table_beyond_the_limit_becomes_paragraphs() -> None:
    rows = tables.MAX_CELLS // 2 + 1
    document = parse("<table>" + "".join(f"<tr><td>k{i}<td>v{i}" for i in range(rows)) + "</table>")
    assert len(document.blocks) == rows
    assert draw(document).endswith(f"p k{rows - 1} | v{rows - 1}")
    assert document.warnings


def test_spans_beyond_all_measure_are_cut() -> None:
    document = parse("<table><tr><th colspan=1000000000>a<tr><td rowspan=99999>b</table>")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert len(table.alignments) <= tables.MAX_COLUMNS


@pytest.mark.parametrize("folder", ["html"])
def test_hostile_pages_stay_readable_and_carry_no_controls(folder: str) -> None:
    for path in sorted(shared_data("hostile").joinpath(folder).glob("*.html")):
        document = parse(path.read_bytes(), base="https://a.example/")
        text = draw(document)
        assert "walnut" in text, path.name
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", text), path.name
        assert "PWNED-SCRIPT" not in text
        assert "PWNED-COMMENT" not in text
        urls = [link.url for link in walk.query(document.blocks, Link)]
        assert all(re.match("(?:https?|mailto|ftp|tel):|#", url) for url in urls), path.name


TAGS = (
    *("p", "div", "span", "b", "i", "em", "strong", "a", "ul", "ol", "li", "dl", "dt", "dd", "br"),
    *("table", "tr", "td", "th", "thead", "caption", "blockquote", "pre", "code", "h1", "h2", "hr"),
    *("figure", "figcaption", "details", "summary", "sup", "sub", "img", "math", "mfrac", "mi"),
    *("ruby", "rt", "rp", "noscript", "iframe", "video", "section", "q", "label", "input", "cite"),
    *("font", "center", "kbd", "footer"),
)
WORDS = st.sampled_from(
    ["one", "two", " ", "\n", "  three ", "\xa0", "é", "\u202e", "\x1b[31m", "$$", "日本"]
)
ATTRIBUTES = st.sampled_from(
    [
        *("", "", "", ' id="a"', ' href="#a"', ' href="x"', ' class="footnote"', ' lang="ar"'),
        *(' dir="rtl"', ' src="i.png" alt="pic"', ' class="highlight"', ' class="wp-caption"'),
        *(' colspan="3"', ' rowspan="2"', ' style="white-space:pre-wrap"', ' class="sidenote"'),
        *(' class="gutter"', ' class="katex"', ' start="4"', ' role="doc-noteref" href="#a"'),
    ]
)
PIECES = st.one_of(
    WORDS,
    st.builds("<{}{}>".format, st.sampled_from(TAGS), ATTRIBUTES),
    st.builds("</{}>".format, st.sampled_from(TAGS)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_markup_makes_a_document_in_good_form(source: str) -> None:
    document = parse(source, base="https://a.example/")
    labels = {note.label for notes in walk.query(document.blocks, Notes) for note in notes.items}
    for block in walk.blocks(document.blocks):
        for run in walk.own_inlines(block):
            _check_run(run, labels, keeps=isinstance(block, Paragraph) and block.preformatted)
        if isinstance(block, Table):
            widths = {len(row) for row in (block.header or block.rows[0], *block.rows)}
            assert widths == {len(block.alignments)}


def _check_run(run: tuple[object, ...], labels: set[str], *, keeps: bool) -> None:
    before: object = None
    for inline in walk.spread(run):  # type: ignore[arg-type]
        if isinstance(inline, Text):
            assert inline.value
            assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", inline.value)
            assert keeps or "  " not in inline.value
        if isinstance(inline, NoteRef):
            assert inline.label in labels
    for one in run:
        assert not (isinstance(one, Text) and isinstance(before, Text))
        before = one
    if run and not keeps:
        first, last = run[0], run[-1]
        assert not isinstance(first, LineBreak)
        assert not isinstance(last, LineBreak)
        assert not (isinstance(first, Text) and first.value[0] == " ")
        assert not (isinstance(last, Text) and last.value[-1] == " ")


WORD_RUNS = st.lists(st.sampled_from(["alpha", "beta", "gamma"]), min_size=1, max_size=3)
PLAIN = st.recursive(
    WORD_RUNS.map(" ".join),
    lambda inner: st.builds(
        "<{0}>{1}</{0}>".format,
        st.sampled_from(["p", "div", "b", "em", "ul", "blockquote", "section", "h2", "span", "li"]),
        st.lists(inner, max_size=4).map(" ".join),
    ),
    max_leaves=15,
)


@settings(max_examples=100, deadline=None)
@given(PLAIN)
def test_no_word_of_a_plain_tree_is_lost_or_doubled(source: str) -> None:
    words = re.sub("<[^>]*>", " ", source).split()
    assert canonical(parse(source).blocks).split() == words


def test_pictures_in_a_line_have_their_alternative_text() -> None:
    document = parse('a <img alt="  b\n c " src="https://a.example/i"> d')
    assert next(walk.query(document.blocks, InlineImage)).alt == "b c"


def _depth(blocks: tuple[object, ...]) -> int:
    level, depth = list(blocks), 0
    while level:
        depth += 1
        level = [b for block in level for run in walk.children(block) for b in run]  # type: ignore[arg-type]
    return depth


def test_a_link_to_a_heading_has_the_pages_own_address_outside() -> None:
    source = '<p><a href="#part">Part</a></p><h2 id="part">The second part</h2>'
    document = parse(source, base="https://a.example/b")
    assert [link.url for link in walk.query(document.blocks, Link)] == ["#part"]
    (paragraph, heading) = tree.write(document)["blocks"]
    assert paragraph["spans"] == [["link", "Part", "https://a.example/b#part"]]
    assert heading["text"] == "The second part"


def test_an_embedded_post_keeps_its_last_line_and_a_quotation_gives_it_up() -> None:
    line = "<p>Words.</p>— Ada <a href=https://a.example/>May</a></blockquote>"
    (post,) = parse(f"<blockquote class=twitter-tweet>{line}").blocks
    (quote,) = parse(f"<blockquote>{line}").blocks
    assert isinstance(post, Quote)
    assert isinstance(quote, Quote)
    assert post.attribution is None
    assert quote.attribution is not None
    assert quote.attribution[0] == Text("Ada ")
