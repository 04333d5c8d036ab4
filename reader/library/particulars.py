"""The records that the first screen does not need; `records` is where they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from reader.document.model import Document
    from reader.document.place import Place
    from reader.document.readable import Readable
    from reader.library.records import BodyKind, Headline, SourceKind


class Article(NamedTuple):
    """One article with its body, whose blocks are decoded where they are looked at.

    `identity` is its name within its source, as it arrived. `evidence` is a sentence: why it is
    held to be as complete as `completeness` says. `bodies` are the kinds that are kept.
    """

    headline: Headline
    document: Readable
    added: int
    tags: tuple[str, ...]
    version: int
    completeness: str
    identity: str = ""
    evidence: str = ""
    updated: int | None = None
    canonical: str | None = None
    categories: tuple[str, ...] = ()
    bodies: tuple[BodyKind, ...] = ("feed",)


class Arrived(NamedTuple):
    """An article that comes in from the outside, parsed.

    `identity` is unique within its source (a path, a guid). `original` is what it was parsed from.
    Dates are seconds since the epoch, None when unknown. `canonical` is the address that the page
    gives itself. `fingerprint` tells whether anything at all has changed since, before parsing;
    empty: that of `original`.
    """

    identity: str
    document: Document
    original: bytes
    media_type: str
    url: str | None = None
    author: str | None = None
    published: int | None = None
    updated: int | None = None
    canonical: str | None = None
    completeness: str = "full"
    evidence: str = ""
    categories: tuple[str, ...] = ()
    fingerprint: str = ""


Decision: TypeAlias = Literal["add", "change", "revise", "touch", "same"]
"""What to do with an entry of a feed.

"add": it is new. "change": a new version, unread again. "revise": a new version that stays read.
"touch": its text is the same to a reader; addresses, dates and markup are brought up to date.
"same": nothing is written.
"""


class StoredEntry(NamedTuple):
    """What is kept of an entry that a feed has brought before; all of it is the feed's own.

    `digest` is that of `Prepared`; `fingerprint` is that of `Arrived`, empty when there was none.
    """

    article_id: int
    digest: str
    fingerprint: str
    title: str
    url: str | None
    published: int | None
    updated: int | None
    gone: bool = False


class Kept(NamedTuple):
    """What became of an article that came in: "new", "changed" (also when revised) or "same".

    "hidden": it is new, and a rule hid it at once, so that it does not count as new.
    """

    article_id: int
    outcome: Literal["new", "hidden", "changed", "same"]


class SourceSettings(NamedTuple):
    """How a source is asked and shown; as it comes, nothing is set.

    `interval` in seconds between two askings, None: by its own rhythm. `headers` are sent with
    each request. `hidden`: its articles are not in "All" and "Unread". `paused`: it is not asked.
    `opml` is what the list that it came from says of it beyond that, as names and values of
    attributes, to be written again.
    """

    interval: int | None = None
    full_text: bool = False
    user_agent: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    user: str | None = None
    hidden: bool = False
    paused: bool = False
    opml: tuple[tuple[str, str], ...] = ()


AS_USUAL = SourceSettings()


class Source(NamedTuple):
    """A subscription: a feed, a folder of files, the saved articles, the handbook.

    `title` is the one to show; `own_title` the feed's own. `unread` and `total` are kept counts.
    `error` is the sentence of the last failure, `failing` since when it has failed each time,
    `failures` how often; `checked`, `good`, `due`: when it was asked last, with success, and will
    be asked next (None: never by itself); seconds since the epoch. `gone`: it has said that it
    ended. `tags` are the reader's.
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
    settings: SourceSettings = AS_USUAL
    tags: tuple[str, ...] = ()
    own_title: str = ""
    site: str | None = None
    failing: int | None = None
    good: int | None = None
    due: int | None = None
    failures: int = 0
    gone: bool = False

    @property
    def paused(self) -> bool:
        """Whether it is not asked until the reader says so."""
        return self.settings.paused

    @property
    def hidden(self) -> bool:
        """Whether its articles are left out of "All" and "Unread"."""
        return self.settings.hidden


class FeedState(NamedTuple):
    """How asking a feed has gone, as `take_in` and `keep_states` write it: all of it, each time.

    Times are seconds since the epoch, `every` and `rhythm` seconds: what the feed asks for, and
    what its dates have taught. `moved`: where it says it lives now, seen `moves` times in a row.
    `due` None: not to be asked by itself. `evidence`: a sentence, why it is due then. `digest`: of
    the body that came last, so that the same one is not parsed again.
    """

    source_id: int
    title: str = ""
    site: str | None = None
    format: str | None = None
    language: str | None = None
    icon: str | None = None
    etag: str | None = None
    modified: str | None = None
    checked: int | None = None
    good: int | None = None
    error: str | None = None
    failing: int | None = None
    failures: int = 0
    due: int | None = 0
    moved: str | None = None
    moves: int = 0
    gone: bool = False
    every: int | None = None
    rhythm: int | None = None
    evidence: str = ""
    digest: str | None = None


class DueFeed(NamedTuple):
    """A feed that is to be asked, with all that asking it needs."""

    source: Source
    state: FeedState


class NewFeed(NamedTuple):
    """A row of an import: a feed to subscribe to. `title` empty: its own."""

    address: str
    title: str = ""
    folder: str | None = None
    tags: tuple[str, ...] = ()
    settings: SourceSettings = AS_USUAL
    own_title: str = ""
    site: str | None = None


class Subscribed(NamedTuple):
    """What became of a row of an import: "new", or "merged" with a source that is there."""

    source_id: int
    outcome: Literal["new", "merged"]


class Body(NamedTuple):
    """One of the bodies of an article. `at`: when it came, seconds since the epoch."""

    kind: BodyKind
    shown: bool
    at: int
    words: int
    completeness: str
    evidence: str


class Counts(NamedTuple):
    """The kept counts of the sources that every library has."""

    all: int
    unread: int
    reading: int
    bookmarks: int
    notes: int


TAG_COLOURS = ("amber", "green", "blue", "rose")
"""The colours of tags, those of highlights."""


class Tag(NamedTuple):
    """A tag with how many articles carry it or one below it, and how many of them are unread.

    `colour` is one of `TAG_COLOURS`, None for none.
    """

    name: str
    total: int
    unread: int
    colour: str | None = None


class Rule(NamedTuple):
    """A query with what is done to the articles it finds.

    `actions` as they are written: "read", "hide", "bookmark", "fetch", "tag NAME", "keep DAYS".
    `stop`: what it finds no later rule sees. `expires`: seconds since the epoch, None never.
    `touched`: how many articles it has changed as it is now, `touched_before` in earlier versions.
    `error`: why its query is not understood any more.
    """

    id: int
    name: str
    query: str
    actions: tuple[str, ...]
    stop: bool
    enabled: bool
    expires: int | None
    version: int
    touched: int
    touched_before: int
    created: int
    error: str | None = None


class Trial(NamedTuple):
    """What a rule would do: it finds `matches` articles, `of` so many there are.

    `counts`: each action as it is written, with how many articles it would change; `said` tells
    that in words; `examples` are some of these.
    """

    matches: int
    of: int
    counts: tuple[tuple[str, int], ...]
    said: str
    examples: tuple[Headline, ...]


class Reason(NamedTuple):
    """Why an article is where it is: a sentence, and what it is about.

    `kind`: "source", "rule", "setting", "story", "removed", "body" or "search".
    """

    kind: str
    text: str


class Queued(NamedTuple):
    """An article to be read now: so many `minutes` long, and in words why it is there.

    `more`: so many others of its feed wait, told only where they are many.
    """

    headline: Headline
    minutes: int
    why: str
    more: int


class SavedSearch(NamedTuple):
    """A query saved under a name, and how many articles it finds.

    `counted`: the numbers hold now; else they are the last that were counted.
    """

    id: int
    name: str
    query: str
    total: int
    unread: int
    counted: bool


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
