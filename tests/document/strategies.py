"""Random documents and hostile texts, for every room's property tests.

What `documents` draws is in the form that parsers promise: white space runs are one space, texts
are never empty, headings have unique slugs, rows are as wide as their table, footnotes stand at
the end and every note mark has its note.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from reader.document.model import (
    Code,
    CodeSpan,
    Definition,
    Definitions,
    Details,
    Document,
    Emphasis,
    Figure,
    Furniture,
    Heading,
    Image,
    InlineImage,
    InlineMath,
    Inserted,
    Keyboard,
    LineBreak,
    Link,
    List,
    Mark,
    Math,
    Media,
    Note,
    NoteRef,
    Notes,
    Paragraph,
    Quote,
    Ruby,
    Rule,
    Strike,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from reader.document.slugs import with_slugs

if TYPE_CHECKING:
    from reader.document.model import Block, Blocks, Inline, Inlines

_LATIN = (
    "a I the of lamp river printer newspaper daylight 1866 42 3.14 e.g. well-known Straße œuvre"
)
_SCRIPTS = "Tiếng čeština Ελλάδα журнал עיתון جريدة अख़बार 新聞 読書。 한국어 ไทยภาษา e\u0301"
_MARKUP = "* _ ` # + - > | [x] <b> &amp; \\ ~~ == $5 1. 2) ![ ]( http://a.example/?b=1&c=2"
_EMOJI = "👩\u200d💻 \U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f ❤\ufe0f"
_LONG = "so\u00adft no\u00a0break " + "antidisestablishmentarianism" * 3
_WORDS = tuple(f"{_LATIN} {_SCRIPTS} {_MARKUP} {_EMOJI} {_LONG}".split(" "))
_URLS = ("https://a.example/", "http://b.example/x?y=1&z=(2)#f", "mailto:c@d.example", "#section")
_FORMULAS = ("n^2", r"e^{i\pi} + 1 = 0", r"\frac{a_1}{2} \le b", "x * y")
_LANGS = (None, None, None, "en", "de", "zh-hans", "ar")


@cache
def words() -> st.SearchStrategy[str]:
    """One word, of any script or of characters that markup would take for its own."""
    letters = st.characters(codec="utf-8", categories=("L", "N", "P", "S"))
    return st.one_of(st.sampled_from(_WORDS), st.text(letters, min_size=1, max_size=6))


@cache
def phrases(most: int = 8) -> st.SearchStrategy[str]:
    """Words parted by one space."""
    return st.lists(words(), min_size=1, max_size=most).map(" ".join)


@cache
def inlines(depth: int = 2, *, breaks: bool = True) -> st.SearchStrategy[Inlines]:
    """A run of inlines that begins and ends with something to read; `breaks`: hard ones too."""
    joints = st.sampled_from((" ", " ", " ", "", "\n") if breaks else (" ", " ", ""))
    parts = st.lists(st.tuples(_inline(depth), joints), min_size=1, max_size=4)
    return parts.map(_joined)


@cache
def _inline(depth: int) -> st.SearchStrategy[Inline]:
    leaves = st.one_of(
        phrases().map(Text),
        phrases().map(Text),
        st.builds(InlineImage, phrases(3), st.sampled_from(_URLS[:2])),
        st.builds(Ruby, words(), words()),
        st.builds(InlineMath, st.sampled_from(_FORMULAS)),
    )
    if not depth:
        return leaves
    inner = inlines(depth - 1, breaks=False)
    spans = (Emphasis, Strong, Strike, Inserted, Mark, Superscript, Subscript)
    marked = [st.builds(span, inner) for span in spans]
    marked += [st.builds(span, _exact(depth - 1)) for span in (CodeSpan, Keyboard)]
    link = st.builds(Link, inlines(0, breaks=False), st.sampled_from(_URLS), st.none() | phrases(2))
    return st.one_of(leaves, leaves, link, *marked)


def _exact(depth: int) -> st.SearchStrategy[Inlines]:
    """What stands in code: words, and at most a link or emphasis among them, as pages do."""
    plain = phrases().map(lambda words: (Text(words),))
    if not depth:
        return plain
    link = st.builds(Link, plain, st.sampled_from(_URLS))
    mixed = st.tuples(phrases(2).map(Text), st.one_of(link, st.builds(Emphasis, plain)))
    return st.one_of(plain, mixed)


def _joined(parts: list[tuple[Inline, str]]) -> Inlines:
    """The parts with what joins each to the next, neighbouring texts as one."""
    found: list[Inline] = []
    for number, (inline, joint) in enumerate(parts):
        _add(found, inline)
        if number < len(parts) - 1 and joint:
            _add(found, LineBreak() if joint == "\n" else Text(joint))
    return tuple(found)


def _add(found: list[Inline], inline: Inline) -> None:
    last = found[-1] if found else None
    if isinstance(inline, Text) and isinstance(last, Text):
        found[-1] = Text(last.value + inline.value)
    else:
        found.append(inline)


@cache
def paragraphs() -> st.SearchStrategy[Paragraph]:
    """Paragraphs, some of them verse with spaces and breaks of their own."""
    plain = st.builds(Paragraph, inlines(), st.sampled_from((None, None, "ltr", "rtl")))
    return st.one_of(plain, plain, plain, _verses())


@cache
def _verses() -> st.SearchStrategy[Paragraph]:
    lines = st.lists(
        st.tuples(st.sampled_from(("", "  ", "      ")), phrases()), min_size=1, max_size=4
    )

    def verse(drawn: list[tuple[str, str]]) -> Paragraph:
        found: list[Inline] = []
        for indent, line in drawn:
            found += [Text(indent + line), LineBreak()]
        return Paragraph(tuple(found[:-1]), preformatted=True)

    return lines.map(verse)


@cache
def codes() -> st.SearchStrategy[Code]:
    """Code: exact lines with indents, tabs, blank lines and fences."""
    line = st.one_of(
        st.sampled_from(
            ("", "\tif x:", "    return `y`", "```", "~~~~", "# no heading", "<a>&amp;")
        ),
        phrases(4),
    )
    text = st.lists(line, min_size=1, max_size=5).map(lambda lines: "\n".join(lines).strip("\n"))
    return st.builds(Code, text.filter(bool), st.sampled_from((None, "python", "c++", "text")))


@cache
def tables() -> st.SearchStrategy[Table]:
    """Tables of one to four columns, with or without header and caption; cells may be empty."""
    return st.integers(1, 4).flatmap(_tables)


@cache
def _tables(width: int) -> st.SearchStrategy[Table]:
    cell = st.one_of(st.just(()), inlines(1, breaks=False), inlines(1))
    row = st.lists(cell, min_size=width, max_size=width).map(tuple)
    alignment = st.sampled_from((None, "left", "right", "center"))
    return st.builds(
        Table,
        st.none() | row,
        st.lists(row, min_size=1, max_size=4).map(tuple),
        st.lists(alignment, min_size=width, max_size=width).map(tuple),
        st.none() | inlines(1),
    )


@cache
def _headings() -> st.SearchStrategy[Heading]:
    return st.builds(
        Heading, st.integers(1, 6), inlines(1, breaks=False), lang=st.sampled_from(_LANGS)
    )


def _lists(inner: st.SearchStrategy[Blocks]) -> st.SearchStrategy[List]:
    def made(items: list[Blocks], kind: int, start: int, boxes: list[bool | None]) -> List:
        tasks = tuple(boxes[: len(items)])
        match kind:
            case 0:
                return List(ordered=False, items=tuple(items))
            case 1:
                return List(ordered=True, items=tuple(items), start=start)
            case 2:
                return List(
                    ordered=True, items=tuple(items), start=start, reversed=True, marker="i"
                )
            case _:
                some = any(box is not None for box in tasks)
                return List(ordered=False, items=tuple(items), tasks=tasks if some else None)

    boxes = st.lists(st.sampled_from((None, True, False)), min_size=4, max_size=4)
    return st.builds(
        made,
        st.lists(inner, min_size=1, max_size=4),
        st.integers(0, 3),
        st.sampled_from((1, 1, 0, 7, 1999)),
        boxes,
    )


def _definitions(inner: st.SearchStrategy[Blocks]) -> st.SearchStrategy[Definitions]:
    terms = st.lists(inlines(1, breaks=False), min_size=1, max_size=2).map(tuple)
    items = st.lists(st.builds(Definition, terms, inner), min_size=1, max_size=3).map(tuple)
    return st.builds(Definitions, items)


@cache
def _images() -> st.SearchStrategy[Image]:
    link = st.none() | st.sampled_from(_URLS[:2])
    return st.builds(Image, st.just("") | phrases(4), st.sampled_from(_URLS[:2]), link)


@cache
def blocks(depth: int = 2, *, most: int = 4) -> st.SearchStrategy[Blocks]:
    """A run of one to `most` blocks, containers nested up to `depth`; headings without slugs."""
    return st.lists(block(depth), min_size=1, max_size=most).map(tuple)


@cache
def block(depth: int = 2) -> st.SearchStrategy[Block]:
    """One block of any kind but notes."""
    leaves: list[st.SearchStrategy[Block]] = [
        paragraphs(),
        paragraphs(),
        _headings(),
        codes(),
        tables(),
        _images(),
        st.builds(
            Media,
            st.sampled_from(("audio", "video", "embed")),
            st.sampled_from(_URLS[:2]),
            st.none() | phrases(3),
        ),
        st.builds(Math, st.sampled_from(_FORMULAS)),
        st.just(Rule()),
        st.builds(Furniture, inlines(1, breaks=False)),
        st.builds(Figure, _images().map(lambda image: (image,)), st.none() | inlines(1)),
    ]
    if not depth:
        return st.one_of(*leaves)
    inner = blocks(depth - 1, most=2)
    said = st.none() | inlines(1, breaks=False)
    containers: list[st.SearchStrategy[Block]] = [
        _lists(inner),
        st.builds(Quote, inner, said),
        _definitions(inner),
        st.builds(Details, said, inner),
    ]
    # A plain `one_of` of both would be spread flat, and containers would be rare.
    kinds = (st.one_of(*leaves), st.one_of(*leaves), st.one_of(*containers))
    return st.sampled_from(kinds).flatmap(lambda kind: kind)


@cache
def documents(depth: int = 2, *, most: int = 6) -> st.SearchStrategy[Document]:
    """Whole documents, some empty, some with footnotes."""
    return st.builds(
        _document,
        st.just("") | phrases(),
        st.lists(block(depth), max_size=most).map(tuple),
        st.lists(_note_bodies(), max_size=3),
        st.sampled_from(_LANGS),
        st.none() | phrases(3),
        st.sampled_from((None, "2026-11-24", "2026-11-24T08:30:00+01:00")),
    )


@cache
def _note_bodies() -> st.SearchStrategy[Blocks]:
    """What notes say; they begin with a word, as what looks like a label may be taken for one."""
    first = inlines().map(lambda run: Paragraph(_joined([(Text("Compare"), " "), *_apart(run)])))
    inner = st.one_of(paragraphs(), paragraphs(), codes(), _lists(paragraphs().map(lambda p: (p,))))
    return st.tuples(first) | st.tuples(first, inner)


def _apart(run: Inlines) -> list[tuple[Inline, str]]:
    return [(inline, "") for inline in run]


def _document(
    title: str,
    body: Blocks,
    notes: list[Blocks],
    language: str | None,
    byline: str | None,
    published: str | None,
) -> Document:
    if notes:
        labels = [str(number) for number in range(1, len(notes) + 1)]
        marks = tuple([NoteRef(label) for label in labels])
        body += (Paragraph((Text("As is well known."), *marks)),)
        body += (Notes(tuple([Note(*pair) for pair in zip(labels, notes, strict=True)])),)
    return Document(
        title=title,
        byline=byline,
        published=published,
        language=language,
        url="https://a.example/story" if byline else None,
        tags=("paper", "ink") if byline else (),
        blocks=with_slugs(body),
    )


_SEQUENCES = ("\x1b[31m", "\x1b]0;owned\x07", "\x1b]52;c;b3duZWQ=\x1b\\", "\x1bP+q\x1b\\", "\x9b2J")
_CONTROLS = "\x1b\x07\x00\x08\x7f\r\n\t\x0b\x0c\x85\x1c\x9d\x9c"
_UNSEEN = (
    "\u202e\u202a\u202c\u2066\u2067\u2068\u2069\u2028\u2029\u206a\u200b\u200d\u200e\u00ad\u2060"
)
_UNSTORED = "\ufeff\ufff9\ufffb\ufffe\ufdd0\U0010ffff\ud800\udfff\ud83d\ude00"
_FLAGS = ("\U0001f3f4", "\U000e0067\U000e0062\U000e0065", "\U000e007f", "\U000e0001")
_PILES = ("\u0300" * 3, "\u0489" * 9, "\u0e47" * 12, "\u20dd", "\u034f" * 5, "\ufe0f")
_ACTING = ((*_SEQUENCES, "\r\n"), _CONTROLS, _UNSEEN, _UNSTORED, _FLAGS, _PILES)


@cache
def hostile_text() -> st.SearchStrategy[str]:
    """Text that tries to act on a terminal, a database or the lines around it."""
    anything = st.text(st.characters(), max_size=6)
    acting = [st.sampled_from(kind) for kind in _ACTING]
    pieces = st.one_of(*acting, words(), anything, st.just(" "))
    return st.lists(pieces, max_size=24).map("".join)
