"""What a search has found so far, and how its parts look. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.app.cells import age
from reader.app.fit import pad, shorten
from reader.app.widgets.pick_list import Entry
from reader.library.found import Found
from reader.typeset.width import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.app.cells import Piece, Row
    from reader.library.found import Aside, Suggestion
    from reader.library.records import Hit

_NAMED = 64
"""From so many cells on, a result says beside its title where it comes from."""

_LABEL = 11


NOTHING = Found((), more=False, unindexed=0.0)


class Older(NamedTuple):
    """Stands for the older matches: so many would be ranked then."""

    ranked: int


class Results:
    """What has come so far; hits are added as they are fetched."""

    def __init__(
        self,
        query: str = "",
        found: Found = NOTHING,
        hits: Sequence[Hit] = (),
        asides: Sequence[Aside] = (),
    ) -> None:
        """`hits` are the first of what was `found`."""
        self.query = query
        self.found = found
        self.hits = list(hits)
        self.asides = list(asides)
        self.suggestions: list[Suggestion] = []
        self._left = list(found.ids[len(hits) :])
        self._other_queries: dict[int, str] = {}

    def next_ids(self, most: int) -> list[int]:
        """The articles whose hits are to be fetched next."""
        return self._left[:most]

    def take_in(self, ids: Sequence[int], hits: Sequence[Hit]) -> None:
        """Add the hits of the articles that were to be fetched next."""
        del self._left[: len(ids)]
        self.hits += hits

    def add(self, hits: Sequence[Hit], query: str) -> None:
        """Add what another query has found, below."""
        self.hits += hits
        self._other_queries.update({hit.headline.id: query for hit in hits})

    def query_of(self, hit: Hit) -> str:
        """The query that found a hit."""
        return self._other_queries.get(hit.headline.id, self.query)

    @property
    def any(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.hits or self.asides or self.suggestions)

    @property
    def best(self) -> Hit | Aside | Suggestion | None:
        """Where the cursor stands at first: on an article, if there is one."""
        for kind in (self.hits, self.suggestions, self.asides):
            if kind:
                return kind[0]
        return None

    def groups(self) -> Iterator[tuple[str, list[Hit]]]:
        """The hits by source, that of the best hit first."""
        sources = {hit.headline.source_id: hit.headline.source for hit in self.hits}
        for number, name in sources.items():
            yield name, [hit for hit in self.hits if hit.headline.source_id == number]

    def note(self, ranked: int) -> str:
        """How much was found, in a few words."""
        parts = []
        if self.found.more:
            parts.append(f"newest {ranked:,}")
        elif self.hits:
            count = max(len(self.found.ids), len(self.hits))
            parts.append("1 article" if count == 1 else f"{count:,} articles")
        if self.found.unindexed:
            parts.append(f"index {1 - self.found.unindexed:.0%} built")
        return " · ".join(parts)


def hit_entry(hit: Hit, room: int, now: float, *, grouped: bool, ascii_only: bool) -> Entry:
    """An article that was found: title › section, and the words around the best hit."""
    headline = hit.headline
    when = age(headline.sort_date, now)
    named = room >= _NAMED and not grouped
    right = f"{shorten(headline.source, room // 4)} · {when}" if named else when
    left = room - cells(right) - 3
    title = shorten(headline.title, left if not hit.section else max(left * 3 // 5, 12))
    pieces: list[Piece] = [(f" {title}", ("strong",))]
    if hit.section:
        arrow = " > " if ascii_only else " › "
        section = shorten(hit.section, left - cells(title) - 3)
        pieces.append((f"{arrow}{section}" if section else "", ("muted",)))
    taken = sum(cells(text) for text, _ in pieces)
    pieces.append((" " * max(1, room - taken - cells(right)) + right, ("faint",)))
    snippet: Row = (("   ", ()), *lit(hit.snippet, hit.lit, room - 4))
    return Entry((tuple(pieces), snippet, ()), hit, "")


def aside_entry(aside: Aside, room: int) -> Entry:
    """A note, label, tag or source that was found, in one row."""
    where = f"in {aside.title}" if aside.title else f"{aside.unread:,} unread of {aside.total:,}"
    where = shorten(where, room // 3)
    text = lit(aside.text, aside.lit, room - _LABEL - cells(where) - 4)
    row: list[Piece] = [(f" {pad(aside.kind, _LABEL)}", ("faint",)), *text]
    taken = sum(cells(words) for words, _ in row)
    row.append((" " * max(1, room - taken - cells(where)) + where, ("faint",)))
    return Entry((tuple(row),), aside, "")


def suggestion_entry(one: Suggestion, room: int) -> Entry:
    """That a word is nowhere, and which one is."""
    has = "in 1 article" if one.articles == 1 else f"in {one.articles:,} articles"
    row: Row = (
        (" No match for ", ("muted",)),
        (one.word, ("text",)),
        ("; ", ("muted",)),
        (one.near, ("strong", "bold")),
        (f" is {has}.", ("muted",)),
    )
    return Entry((_fitted(row, room), (("   enter searches for it", ("faint",)),), ()), one, "")


def _fitted(row: Row, room: int) -> Row:
    """As much of a row as there is room for."""
    fitted: list[Piece] = []
    for text, look in row:
        part = shorten(text, room)
        fitted.append((part, look))
        room -= cells(part)
    return tuple(fitted)


def lit(text: str, places: Sequence[tuple[int, int]], room: int) -> list[Piece]:
    """As much of a text as fits around its first lit place, on one row."""
    text = text.replace("\n", " ")
    begin = _begin(text, places[0][0], room) if places else 0
    shown = shorten(text[begin:], room - (1 if begin else 0))
    pieces: list[Piece] = [("…", ("muted",))] if begin else []
    position = 0
    for start, end in ((a - begin, b - begin) for a, b in places if a >= begin):
        if start >= len(shown):
            break
        pieces.append((shown[position:start], ("muted",)))
        pieces.append((shown[start:end], ("muted", "hit")))
        position = end
    pieces.append((shown[position:], ("muted",)))
    return [piece for piece in pieces if piece[0]]


def _begin(text: str, place: int, room: int) -> int:
    """Where a row begins that shows a place in its first third, or the text if all of it fits."""
    before = room // 3
    if cells(text) <= room or cells(text[:place]) <= before:
        return 0
    begin = place
    while begin and cells(text[begin - 1 : place]) <= before:
        begin -= 1
    blank = text.find(" ", begin, place)
    return blank + 1 if blank >= 0 else begin
