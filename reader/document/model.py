"""The document model: what an article is made of, and nothing that it does.

Readers (plain text, Markdown, HTML) make it; the typesetter, the library and the writers use it;
neither side knows the other. Every struct is frozen and tagged, so that its msgpack can be stored
as it is; fields are only ever appended. Texts in it have passed `document.safe` and their white
space is already what a reader reads: runs are one space, a hard break is a `LineBreak`; only code
and preformatted paragraphs keep their own.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

MODEL_VERSION = 1
"""Stored with every document; raised when an old reader could not make sense of a new one."""

MAX_DEPTH = 100
"""Containers within containers; what is deeper is flattened, its text kept."""


class _Node(msgspec.Struct, frozen=True, array_like=True, tag=True, gc=False):
    """What all parts are: made of parts that were there before, so never in a circle."""


class Text(_Node, frozen=True, tag="t"):
    """A run of characters; never a line break, never empty."""

    value: str


class Emphasis(_Node, frozen=True, tag="em"):
    """Stressed words."""

    inlines: Inlines


class Strong(_Node, frozen=True, tag="st"):
    """Words of weight."""

    inlines: Inlines


class Strike(_Node, frozen=True, tag="del"):
    """Words taken back."""

    inlines: Inlines


class Inserted(_Node, frozen=True, tag="ins"):
    """Words put in later."""

    inlines: Inlines


class CodeSpan(_Node, frozen=True, tag="code"):
    """Code within a line; may hold links and emphasis, as pages do."""

    inlines: Inlines


class Keyboard(_Node, frozen=True, tag="kbd"):
    """A key to press."""

    inlines: Inlines


class Mark(_Node, frozen=True, tag="mark"):
    """Words that the author lit."""

    inlines: Inlines


class Superscript(_Node, frozen=True, tag="sup"):
    """Raised characters."""

    inlines: Inlines


class Subscript(_Node, frozen=True, tag="sub"):
    """Lowered characters."""

    inlines: Inlines


class Link(_Node, frozen=True, tag="a"):
    """Words that lead to an absolute address (printable ASCII) or to `#slug` in this document."""

    inlines: Inlines
    url: str
    title: str | None = None


class InlineImage(_Node, frozen=True, tag="img"):
    """A picture within a line; its text is its alt."""

    alt: str
    source: str


class NoteRef(_Node, frozen=True, tag="fn"):
    """A footnote's mark; its label is that of a `Note`. It has no text."""

    label: str


class Ruby(_Node, frozen=True, tag="ruby"):
    """A base with its reading beside it; only the base is text."""

    base: str
    reading: str


class InlineMath(_Node, frozen=True, tag="math"):
    """A formula within a line, as TeX or as its alternative text."""

    source: str


class LineBreak(_Node, frozen=True, tag="br"):
    r"""A hard break; its text is `\n`."""


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | Strike
    | Inserted
    | CodeSpan
    | Keyboard
    | Mark
    | Superscript
    | Subscript
    | Link
    | InlineImage
    | NoteRef
    | Ruby
    | InlineMath
    | LineBreak
)
Inlines: TypeAlias = tuple[Inline, ...]
Direction: TypeAlias = Literal["ltr", "rtl"]
Alignment: TypeAlias = Literal["left", "right", "center"]


class Heading(_Node, frozen=True, tag="H"):
    """The head of a section: level 1 to 6. `slug` is unique within the document."""

    level: int
    inlines: Inlines
    slug: str = ""
    lang: str | None = None


class Paragraph(_Node, frozen=True, tag="P"):
    """Running text. Preformatted: its spaces and line breaks are its own (verse, pre-wrap)."""

    inlines: Inlines
    direction: Direction | None = None
    preformatted: bool = False
    lang: str | None = None


class List(_Node, frozen=True, tag="L"):
    """Items, each a run of blocks. `tasks`, if there, has one entry an item (None: no box)."""

    ordered: bool
    items: tuple[Blocks, ...]
    start: int = 1
    reversed: bool = False
    marker: Literal["1", "a", "A", "i", "I"] | None = None
    tasks: tuple[bool | None, ...] | None = None
    lang: str | None = None


class Definition(_Node, frozen=True, tag="d"):
    """Terms and what is said of them."""

    terms: tuple[Inlines, ...]
    blocks: Blocks


class Definitions(_Node, frozen=True, tag="D"):
    """A list of definitions."""

    items: tuple[Definition, ...]
    lang: str | None = None


class Quote(_Node, frozen=True, tag="Q"):
    """Words of another; the attribution is shown after a dash."""

    blocks: Blocks
    attribution: Inlines | None = None
    lang: str | None = None


class Code(_Node, frozen=True, tag="C"):
    r"""Lines of code, exact, without a last line break. Tabs are kept."""

    text: str
    language: str | None = None
    lang: str | None = None


class Table(_Node, frozen=True, tag="T"):
    """Rows of cells. All rows have as many cells as `alignments`, the header too if there."""

    header: tuple[Inlines, ...] | None
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[Alignment | None, ...] = ()
    caption: Inlines | None = None
    lang: str | None = None


class Figure(_Node, frozen=True, tag="F"):
    """Blocks (most often one image) with a caption."""

    blocks: Blocks
    caption: Inlines | None = None
    lang: str | None = None


class Image(_Node, frozen=True, tag="I"):
    """A picture that stands alone. `link`: where it leads."""

    alt: str
    source: str
    link: str | None = None
    lang: str | None = None


class Details(_Node, frozen=True, tag="S"):
    """Blocks that a page folds away under a summary; never folded away here."""

    summary: Inlines | None
    blocks: Blocks
    lang: str | None = None


class Note(_Node, frozen=True, tag="n"):
    """A footnote: what its mark shows, and what it says."""

    label: str
    blocks: Blocks


class Notes(_Node, frozen=True, tag="N"):
    """The footnotes, at the end of the document."""

    items: tuple[Note, ...]
    lang: str | None = None


class Media(_Node, frozen=True, tag="M"):
    """Sound, film or something embedded: its address and title."""

    kind: Literal["audio", "video", "embed"]
    url: str
    title: str | None = None
    lang: str | None = None


class Math(_Node, frozen=True, tag="X"):
    """A formula that stands alone, as TeX or as its alternative text."""

    source: str
    lang: str | None = None


class Rule(_Node, frozen=True, tag="R"):
    """A break between scenes."""


class Furniture(_Node, frozen=True, tag="U"):
    """Page furniture of a plain-text source (share rows, bylines, "Read more"): kept, foldable."""

    inlines: Inlines
    lang: str | None = None


Block: TypeAlias = (
    Heading
    | Paragraph
    | List
    | Definitions
    | Quote
    | Code
    | Table
    | Figure
    | Image
    | Details
    | Notes
    | Media
    | Math
    | Rule
    | Furniture
)
Blocks: TypeAlias = tuple[Block, ...]


class Document(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An article: what is known of it, and its blocks.

    `published` and `updated` are ISO 8601 with a zone, or a bare date; `language` is a BCP 47 tag
    in lower case, None when unknown. `warnings` are sentences: what a parser had to give up.
    """

    title: str = ""
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    url: str | None = None
    site: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    blocks: Blocks = ()
    warnings: tuple[str, ...] = ()
