"""What a search gives, beside the hits themselves: plain records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from reader.document.place import Place


class Found(NamedTuple):
    """What a search has found: articles, the best first.

    `more`: there are older matches, which were not ranked. `unindexed` is the share of the library
    that is not in the index yet, 0.0 when all is.
    """

    ids: tuple[int, ...]
    more: bool
    unindexed: float


class Suggestion(NamedTuple):
    """A `word` of a query that no article has, and one `near` to it that so many have.

    `query` is the query with the one in place of the other.
    """

    word: str
    near: str
    articles: int
    query: str


class Aside(NamedTuple):
    """What a search finds beside the texts of articles.

    `id` is that of the source, note or bookmark; a tag has none. `text`: its name, its words, its
    label; `lit` are the (start, end) of the matches in it. Of notes, highlights and bookmarks
    `article_id`, the `title` of the article and the `place`; of sources and tags how many articles
    they have.
    """

    kind: Literal["source", "tag", "note", "highlight", "bookmark"]
    id: int | None
    text: str
    lit: tuple[tuple[int, int], ...]
    article_id: int | None
    title: str
    place: Place | None
    total: int = 0
    unread: int = 0
