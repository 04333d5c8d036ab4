"""What the library gives and takes: plain records, no behaviour, no SQL.

Those that the first screen needs are here, the others in `particulars`; all are asked for here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from reader.library.particulars import (
        AS_USUAL,
        TAG_COLOURS,
        Arrived,
        Article,
        Body,
        Bookmark,
        Counts,
        Decision,
        Done,
        DueFeed,
        Entry,
        FeedState,
        Finding,
        Hit,
        Kept,
        NewFeed,
        Queued,
        Reason,
        Remark,
        Rule,
        SavedSearch,
        Source,
        SourceSettings,
        StoredEntry,
        Subscribed,
        Tag,
        Trial,
    )
else:

    def __getattr__(name: str) -> object:
        """The other records: to make thirty classes takes as long as to read the first screen."""
        if name not in __all__:
            raise AttributeError(name)
        from reader.library import particulars

        return getattr(particulars, name)


__all__ = [
    "AS_USUAL",
    "TAG_COLOURS",
    "Arrived",
    "Article",
    "Body",
    "BodyKind",
    "Bookmark",
    "Counts",
    "Decision",
    "Done",
    "DueFeed",
    "Entry",
    "FeedState",
    "Finding",
    "Headline",
    "Hit",
    "Kept",
    "Key",
    "Listing",
    "NewFeed",
    "Queued",
    "Reason",
    "Remark",
    "Rule",
    "SavedSearch",
    "Source",
    "SourceKind",
    "SourceSettings",
    "StoredEntry",
    "Subscribed",
    "Tag",
    "Trial",
    "View",
    "Window",
]

SourceKind: TypeAlias = Literal["feed", "folder", "saved", "handbook"]
BodyKind: TypeAlias = Literal["feed", "full"]
"""Which body of an article: what its feed gave, or the page fetched whole."""

View: TypeAlias = Literal[
    "all", "unread", "reading", "bookmarks", "notes", "source", "tag", "folder", "query", "search"
]


class Listing(NamedTuple):
    """Which articles a list shows.

    `view` "source" with `number` a subscription's id; "tag" and "folder" with `name`; "query" with
    `name` a query; "search" with `number` a saved search's id; the others need neither.
    `unread_only` narrows any of them.
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
    the word, so that minutes are words / 230. `completeness` is "full", "teaser", "link only" or
    "failed" and belongs to the `body` that is shown. `also`: how many other feeds tell the story.
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
    completeness: str = "full"
    body: BodyKind = "feed"
    also: int = 0

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
