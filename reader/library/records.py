"""What the library gives and takes: plain records, no behaviour, no SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from reader.document.model import Document
    from reader.document.place import Place
    from reader.document.readable import Readable

SourceKind: TypeAlias = Literal["feed", "folder", "saved", "handbook"]
View: TypeAlias = Literal[
    "all", "unread", "reading", "bookmarks", "notes", "source", "tag", "folder", "query"
]


class Listing(NamedTuple):
    """Which articles a list shows.

    `view` "source" with `number` a subscription's id; "tag" and "folder" with `name`; "query" with
    `name` a query; the others need neither. `unread_only` narrows any of them.
    """

    view: View = "all"
    number: int = 0
    name: str = ""
    unread_only: bool = False


class Key(NamedTuple):
    """Where a headline stands in a list: lists are ordered by `(sort_date, id)`, newest first."""

    sort_date: int
    id: int


class Headline(NamedTuple):
    """An article as a list shows it; it has no body.

    Dates are seconds since the epoch, UTC; `published` None when the article gave none. `progress`
    is the share read, 0.0 to 1.0; None when never opened. `words` counts CJK characters by 2.3 to
    the word, so that minutes are words / 230.
    """

    id: int
    title: str
    source: str
    source_id: int
    author: str | None
    url: str | None
    published: int | None
    sort_date: int
    words: int
    language: str | None
    read: bool
    bookmarked: bool
    noted: bool
    progress: float | None
    hidden: bool = False
    gone: bool = False

    @property
    def key(self) -> Key:
        """Its place in a list."""
        return Key(self.sort_date, self.id)

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes at 230 words a minute; 0 under half a minute."""
        return round(self.words / 230)


class Window(NamedTuple):
    """A stretch of a list: its headlines in list order, and whether more lie before and after."""

    headlines: tuple[Headline, ...]
    more_before: bool
    more_after: bool


class Article(NamedTuple):
    """One article with its body, whose blocks are decoded where they are looked at.

    `identity` is its name within its source, as it arrived.
    """

    headline: Headline
    document: Readable
    added: int
    tags: tuple[str, ...]
    version: int
    completeness: str
    identity: str = ""


class Arrived(NamedTuple):
    """An article that comes in from the outside, parsed.

    `identity` is unique within its source (a path, a guid). `original` is what it was parsed from.
    `published` None: unknown.
    """

    identity: str
    document: Document
    original: bytes
    media_type: str
    url: str | None = None
    author: str | None = None
    published: int | None = None


class Kept(NamedTuple):
    """What became of an article that came in: "new", "changed" or "same"."""

    article_id: int
    outcome: Literal["new", "changed", "same"]


class Source(NamedTuple):
    """A subscription: a feed, a folder of files, the saved articles, the handbook.

    `unread` and `total` are kept counts. `error` is the sentence of the last failure.
    """

    id: int
    kind: SourceKind
    title: str
    address: str
    folder: str | None
    unread: int
    total: int
    error: str | None = None
    checked: int | None = None


class Counts(NamedTuple):
    """The kept counts of the sources that every library has."""

    all: int
    unread: int
    reading: int
    bookmarks: int
    notes: int


class Tag(NamedTuple):
    """A tag with how many articles carry it, and how many of them are unread."""

    name: str
    total: int
    unread: int


class Bookmark(NamedTuple):
    """A bookmark of an article; with a place, of a place in it."""

    id: int
    article_id: int
    title: str
    place: Place | None
    label: str | None
    created: int
    mark: str | None = None


class Remark(NamedTuple):
    """A note: on an article, or on a place in it (from `place.offset`, `place.quote` long).

    `colour` names the highlight it lies on: "amber", "green", "blue" or "rose"; None: no highlight.
    `text` may be empty for a bare highlight.
    """

    id: int
    article_id: int
    title: str
    place: Place | None
    text: str
    colour: str | None
    created: int


class Done(NamedTuple):
    """What an action answers once it is committed.

    `journal` is None when nothing changed (then there is no entry). `skipped` counts rows that an
    undo left alone because they have changed since.
    """

    journal: int | None
    label: str
    changed: int
    skipped: int = 0


class Entry(NamedTuple):
    """One entry of the journal. `kind`: "action", "undo", "redo" or "automatic"."""

    id: int
    at: int
    label: str
    kind: Literal["action", "undo", "redo", "automatic"]
    undone: bool
    undoable: bool = True


class Hit(NamedTuple):
    """A search result: the headline, where the first match stands, and words around it.

    `lit` are the (start, end) of the matches within `snippet`.
    """

    headline: Headline
    section: str | None
    offset: int
    snippet: str
    lit: tuple[tuple[int, int], ...]


class Finding(NamedTuple):
    """A sentence of `doctor`: "ok", "warning" or "error", and what to do."""

    level: Literal["ok", "warning", "error"]
    text: str
