"""The library's door: this class is all that other rooms call; everything else is behind it.

It is built in steps, of which each is a file: `door` opens it, `sources_door` is about where
articles come from, `rules_door` about what queries do, and this one about the articles. A method is
one line into the module of its noun. A new public method also joins the tests of failures, which
find it by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.library import headlines, listings, state, windows
from reader.library.rules_door import RulesDoor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from reader.document.place import Place
    from reader.document.readable import Readable
    from reader.library import (
        articles,
        asides,
        backup,
        bodies,
        bookmarks,
        building,
        health,
        journal,
        marks,
        notes,
        progress,
        repair,
        saving,
        search,
        select,
        sources,
        spelling,
        stored,
        tags,
        values,
    )
    from reader.library.found import Aside, Found, Suggestion
    from reader.library.preparing import Prepared
    from reader.library.records import (
        Arrived,
        Article,
        Body,
        BodyKind,
        Bookmark,
        Done,
        Entry,
        Finding,
        Headline,
        Hit,
        Kept,
        Key,
        Listing,
        Remark,
        Tag,
        Window,
    )
else:
    from reader.library.deferred import Deferred

    articles = Deferred("articles")
    asides = Deferred("asides")
    backup = Deferred("backup")
    bodies = Deferred("bodies")
    bookmarks = Deferred("bookmarks")
    building = Deferred("building")
    health = Deferred("health")
    journal = Deferred("journal")
    marks = Deferred("marks")
    notes = Deferred("notes")
    progress = Deferred("progress")
    repair = Deferred("repair")
    saving = Deferred("saving")
    search = Deferred("search")
    select = Deferred("select")
    sources = Deferred("sources")
    spelling = Deferred("spelling")
    stored = Deferred("stored")
    tags = Deferred("tags")
    values = Deferred("values")


class Library(RulesDoor):
    """A library that is open: what its articles are, and what the reader says of them.

    What `Door` says of threads and errors holds for all of its methods; those of sources and of
    what they bring are in `SourcesDoor`.
    """

    def tags(self) -> list[Tag]:
        """The tags that articles carry, by name."""
        return sources.tags(self._db)

    def save_article(self, arrived: Arrived, *, source: str = "Saved") -> tuple[Kept, Done]:
        """Keep one article that the reader adds, under a source of that title."""
        return saving.save(self._db, self._at, arrived, source)

    def window(
        self,
        listing: Listing,
        *,
        after: Key | None = None,
        before: Key | None = None,
        around: Key | None = None,
        limit: int = 200,
        sort: Literal["new", "old"] = "new",
    ) -> Window:
        """A stretch of a list: from its top, or after, before or around a key."""
        return windows.window(
            self._db, listing, after=after, before=before, around=around, limit=limit, sort=sort
        )

    def count(self, listing: Listing) -> int:
        """How many articles a list holds; kept, save for a query."""
        return listings.count(self._db, listing)

    def headline(self, article_id: int) -> Headline | None:
        """One headline; None when the article is not there or was removed."""
        return headlines.headline(self._db, article_id)

    def headlines(self, ids: Sequence[int]) -> list[Headline]:
        """The headlines of the ids, in their order; those not there are left out."""
        return headlines.headlines(self._db, ids)

    def neighbour(
        self, listing: Listing, key: Key, *, step: Literal[1, -1], unread: bool
    ) -> Headline | None:
        """The next (`step` 1, to older) or previous headline of a list, or the next unread one."""
        return windows.neighbour(self._db, listing, key, step, unread=unread)

    def article(self, article_id: int) -> Article:
        """An article with its body, which is decoded where it is looked at."""
        return articles.article(self._db, article_id)

    def original(self, article_id: int) -> tuple[bytes, str]:
        """What an article was parsed from, and its media type."""
        return stored.original(self._db, article_id)

    def versions(self, article_id: int) -> list[tuple[int, int]]:
        """The versions of an article, oldest first: number, and when it came."""
        return articles.versions(self._db, article_id)

    def version_text(self, article_id: int, number: int) -> str:
        """The canonical text of one version."""
        return articles.version_text(self._db, article_id, number)

    def keep_full_text(self, article_id: int, arrived: Arrived | Prepared) -> Kept:
        """Keep the page of an article, fetched whole, and show it; the feed's text stays beside it.

        Of what has `arrived` the identity, address and dates are not looked at.
        """
        return bodies.keep_full(self._db, self._at, article_id, arrived)

    def mark_completeness(self, article_id: int, completeness: str, evidence: str) -> None:
        """Write down how complete the body that is shown is held to be, and why."""
        bodies.mark(self._db, article_id, completeness, evidence)

    def show_body(self, article_id: int, kind: BodyKind) -> None:
        """Show what the feed gave, or the page fetched whole; search follows what is shown."""
        bodies.show(self._db, article_id, kind)

    def body(self, article_id: int, kind: BodyKind) -> Readable:
        """One of the bodies that are kept of an article, whichever is shown."""
        return bodies.document(self._db, article_id, kind)

    def bodies(self, article_id: int) -> list[Body]:
        """The bodies that are kept of an article, the one that is shown first."""
        return bodies.bodies(self._db, article_id)

    def mark_read(self, ids: Sequence[int], *, automatic: bool = False) -> Done:
        """Mark articles read; `automatic`: by reading itself, which `undo` passes over."""
        return marks.mark(self._db, self._at, ids, read=True, automatic=automatic)

    def mark_unread(self, ids: Sequence[int]) -> Done:
        """Mark articles unread."""
        return marks.mark(self._db, self._at, ids, read=False)

    def mark_all_read(self, listing: Listing, *, newest: Key | None = None) -> Done:
        """Mark a list read; with `newest` only what stands at that key or below."""
        return marks.mark_all_read(self._db, self._at, listing, newest)

    def remove(self, ids: Sequence[int]) -> Done:
        """Take articles out of the library."""
        return marks.remove(self._db, self._at, ids)

    def edit_title(self, article_id: int, title: str) -> Done:
        """Give an article a title of the reader's own; empty gives back its own."""
        return marks.edit_title(self._db, self._at, article_id, title)

    def bookmark(self, ids: Sequence[int]) -> Done:
        """Bookmark articles."""
        return bookmarks.add(self._db, self._at, ids)

    def unbookmark(self, ids: Sequence[int]) -> Done:
        """Take the bookmarks off articles; those of places in them stay."""
        return bookmarks.drop(self._db, self._at, ids)

    def bookmark_place(
        self, article_id: int, place: Place, *, label: str | None = None, mark: str | None = None
    ) -> tuple[int, Done]:
        """Bookmark a place; a letter (`mark`) that stands elsewhere moves here."""
        return bookmarks.add_place(self._db, self._at, article_id, place, label=label, mark=mark)

    def remove_bookmark(self, bookmark_id: int) -> Done:
        """Remove one bookmark."""
        return bookmarks.remove(self._db, self._at, bookmark_id)

    def move_bookmark(self, bookmark_id: int, place: Place) -> Done:
        """Attach a bookmark to another place of its article."""
        return bookmarks.move(self._db, self._at, bookmark_id, place)

    def relabel_bookmark(self, bookmark_id: int, label: str | None) -> Done:
        """Give a bookmark another label, or none."""
        return bookmarks.relabel(self._db, self._at, bookmark_id, label)

    def bookmarks(self, article_id: int | None = None) -> list[Bookmark]:
        """All bookmarks, newest first, or an article's in the order of its text."""
        return bookmarks.bookmarks(self._db, article_id)

    def letter_mark(self, mark: str) -> Bookmark | None:
        """The bookmark under a letter."""
        return bookmarks.letter_mark(self._db, mark)

    def tag(self, name: str, ids: Sequence[int]) -> Done:
        """Tag articles."""
        return tags.tag(self._db, self._at, name, ids)

    def untag(self, name: str, ids: Sequence[int]) -> Done:
        """Take a tag off articles."""
        return tags.untag(self._db, self._at, name, ids)

    def rename_tag(self, name: str, new: str) -> Done:
        """Rename a tag; into one that is there, the two become one."""
        return tags.rename(self._db, self._at, name, new)

    def tags_of(self, article_id: int) -> tuple[str, ...]:
        """The tags of an article, by name."""
        return tags.of_article(self._db, article_id)

    def note(
        self, article_id: int, text: str, *, place: Place | None = None, colour: str | None = None
    ) -> tuple[int, Done]:
        """Write a note on an article or a place; without words a highlight."""
        return notes.add(self._db, self._at, article_id, text, place=place, colour=colour)

    def edit_note(self, note_id: int, text: str) -> Done:
        """Change the words of a note."""
        return notes.edit(self._db, self._at, note_id, text)

    def recolour_note(self, note_id: int, colour: str | None) -> Done:
        """Give a highlight another colour."""
        return notes.recolour(self._db, self._at, note_id, colour)

    def move_note(self, note_id: int, place: Place) -> Done:
        """Attach a note to another place of its article."""
        return notes.move(self._db, self._at, note_id, place)

    def remove_note(self, note_id: int) -> Done:
        """Remove a note."""
        return notes.remove(self._db, self._at, note_id)

    def notes(self, article_id: int | None = None) -> list[Remark]:
        """All notes, newest first, or an article's in the order of its text."""
        return notes.notes(self._db, article_id)

    def progress(self, article_id: int) -> Place | None:
        """Where an article was left; None when it was never opened."""
        return progress.progress(self._db, article_id)

    def save_progress(self, article_id: int, place: Place, share: float) -> None:
        """Write down where an article was left; `share` of it read, 0 to 1."""
        progress.save(self._db, self._at, article_id, place, share)

    def state(self, name: str) -> bytes | None:
        """What the app has kept under a name."""
        return state.get(self._db, name)

    def set_state(self, name: str, value: bytes) -> None:
        """Keep something for the app; the revision stays."""
        state.put(self._db, name, value)

    def history(self, *, limit: int = 200, before: int | None = None) -> list[Entry]:
        """The entries of the journal, newest first; those older than number `before`."""
        return journal.history(self._db, limit, before)

    def undo(self, number: int | None = None) -> Done:
        """Undo an entry, by default the last action that is not undone yet."""
        return journal.undo(self._db, self._at, number)

    def redo(self, number: int | None = None) -> Done:
        """Do again what was undone, by default what was undone last since the last action."""
        return journal.redo(self._db, self._at, number)

    def search(self, query: str, *, limit: int = 50, stems: bool = False) -> list[Hit]:
        """The best matches of a query among the newest. UsageError when it is not understood.

        `stems`: other forms of its words are found, too, below all that have the words themselves.
        """
        return search.search(self._db, self._at, query, limit, stems=stems)

    def find(
        self, query: str, *, most: int = 200, stems: bool = False, begun: bool = False
    ) -> Found:
        """The newest matches of a query, ranked: what `hits` shows, a screen at a time.

        `begun`: of words that may go on only the commonest, for what is being typed. UsageError
        when it is not understood.
        """
        return search.find(self._db, self._at, query, most, stems=stems, begun=begun)

    def hits(self, query: str, ids: Sequence[int], *, stems: bool = False) -> list[Hit]:
        """What articles show of a query, in their order. UsageError when it is not understood."""
        return search.hits(self._db, query, ids, stems=stems)

    def lit(self, query: str, article_id: int, *, stems: bool = False) -> list[tuple[int, int]]:
        """All places of an article that a query lights. UsageError, NotFoundError."""
        return search.lit(self._db, query, article_id, stems=stems)

    def asides(self, query: str, *, most: int = 50) -> list[Aside]:
        """What a search finds of sources, tags, notes and bookmarks, of each at most so many.

        UsageError when it is not understood.
        """
        return asides.asides(self._db, query, most)

    def suggest(self, query: str) -> list[Suggestion]:
        """Words in the place of those that no article has. UsageError as with `search`."""
        return spelling.suggest(self._db, query)

    def index_more(self, seconds: float) -> float:
        """Go on building the search index for so long; the share that is left, 0.0 when none is."""
        return building.go_on(self._db, seconds)

    def select(
        self, query: str, *, limit: int = 200, after: Key | None = None, sort: str | None = None
    ) -> list[Headline]:
        """The articles that a query fits, newest first. UsageError when it is not understood."""
        return select.select(self._db, query, limit=limit, after=after, sort=sort)

    def among(self, query: str, ids: Sequence[int]) -> list[int]:
        """Which of some articles a query fits, in their order; hidden ones are looked at, too."""
        return select.among(self._db, query, ids)

    def values(self, field: str, begun: str, *, limit: int = 20) -> list[str]:
        """The values of a field of queries (`feed`, `tag` …) that fit what is typed of one."""
        return values.values(self._db, field, begun, limit)

    def doctor(self) -> list[Finding]:
        """What is right and wrong with the library; changes nothing."""
        return health.examine(self._db)

    def repair(self) -> list[Finding]:
        """Mend on a copy what `doctor` finds, and put it in place of the file, which is kept."""
        self._db, findings = repair.repair(self._db)
        return findings

    def backup(self, path: Path) -> None:
        """Copy the library to a new file while it is in use, and check the copy."""
        backup.copy(self._db, path)
