"""The library's door: this class is all that other rooms call; everything else is behind it.

A method is one line into the module of its noun. A new public method also joins the tests of
failures, which find it by itself.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Literal

from reader.library import headlines, listings, opening, state, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from pathlib import Path
    from types import TracebackType
    from typing import Self

    from reader.document.place import Place
    from reader.library import (
        articles,
        backup,
        bookmarks,
        health,
        ingest,
        journal,
        marks,
        notes,
        progress,
        repair,
        saving,
        search,
        select,
        sources,
        stored,
        tags,
    )
    from reader.library.connection import Connection
    from reader.library.records import (
        Arrived,
        Article,
        Bookmark,
        Counts,
        Done,
        Entry,
        Finding,
        Headline,
        Hit,
        Kept,
        Key,
        Listing,
        Remark,
        Source,
        SourceKind,
        Tag,
        Window,
    )
else:
    from reader.library.deferred import Deferred

    articles = Deferred("articles")
    backup = Deferred("backup")
    bookmarks = Deferred("bookmarks")
    health = Deferred("health")
    ingest = Deferred("ingest")
    journal = Deferred("journal")
    marks = Deferred("marks")
    notes = Deferred("notes")
    progress = Deferred("progress")
    repair = Deferred("repair")
    saving = Deferred("saving")
    search = Deferred("search")
    select = Deferred("select")
    sources = Deferred("sources")
    stored = Deferred("stored")
    tags = Deferred("tags")


class Library:
    """A library that is open. Threads may share one, and take turns in it; or open one each.

    Methods that write raise ReadOnlyLibraryError where nothing can be written and BusyLibraryError
    when another process holds the library for too long; what names an article, a source or a
    bookmark that is not there raises NotFoundError; then nothing was changed. Actions of the reader
    answer with `Done`, once they are committed.
    """

    def __init__(self, db: Connection, now: Callable[[], float]) -> None:
        self._db = db
        self._now = now

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = True,
        updates: bool = False,
        now: Callable[[], float] = time.time,
        patience: float = 5.0,
    ) -> Self:
        """Open the library in a file, or in a folder that holds `library.db`.

        `updates`: for what comes in; its writes may be lost at a power cut, never by a crash.
        `patience`: seconds to wait for another process. Raises NewerLibraryError,
        DamagedLibraryError, LibraryError, and NotFoundError when there is none and not `create`.
        One that cannot be written is opened `read_only`.
        """
        return cls(opening.connect(path, create=create, updates=updates, patience=patience), now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file."""
        return self._db.path

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self._db.read_only

    @property
    def _at(self) -> int:
        return int(self._now())

    def close(self) -> None:
        """Close the file; a second time does nothing."""
        self._db.close()

    def revision(self) -> int:
        """A number that every change of what lists show moves on, also across processes."""
        return int(self._db.value("SELECT number FROM revision"))

    def changed_elsewhere(self) -> bool:
        """Whether another connection has written since this was last asked."""
        return self._db.changed_elsewhere()

    def sources(self) -> list[Source]:
        """The sources by title."""
        return sources.sources(self._db)

    def source(self, source_id: int) -> Source | None:
        """One source."""
        return sources.source(self._db, source_id)

    def add_source(
        self, *, kind: SourceKind, address: str, title: str, folder: str | None = None
    ) -> tuple[int, Done]:
        """Subscribe. One that is there is given back; one that was ended comes back whole."""
        return sources.add(self._db, self._at, kind, address, title, folder)

    def rename_source(self, source_id: int, title: str) -> Done:
        """Give a source another title."""
        return sources.rename(self._db, self._at, source_id, title)

    def move_source(self, source_id: int, folder: str | None) -> Done:
        """Put a source into a folder; None: out of any."""
        return sources.move(self._db, self._at, source_id, folder)

    def unsubscribe(self, source_ids: Sequence[int]) -> Done:
        """End subscriptions; what is bookmarked, tagged or annotated stays."""
        return sources.unsubscribe(self._db, self._at, source_ids)

    def folders(self) -> list[tuple[str, int, int]]:
        """The folders by name, each with how many are unread and how many there are."""
        return sources.folders(self._db)

    def counts(self) -> Counts:
        """The kept counts of the lists that every library has."""
        return sources.counts(self._db)

    def tags(self) -> list[Tag]:
        """The tags that articles carry, by name."""
        return sources.tags(self._db)

    def ingest(self, source_id: int, arrived: Iterable[Arrived]) -> list[Kept]:
        """Keep what a source has brought, in one transaction; not an action, so no undo."""
        return ingest.ingest(self._db, self._at, source_id, arrived)

    def save_article(self, arrived: Arrived, *, source: str = "Saved") -> tuple[Kept, Done]:
        """Keep one article that the reader adds, under a source of that title."""
        return saving.save(self._db, self._at, arrived, source)

    def mark_gone(self, source_id: int, identities_present: AbstractSet[str]) -> int:
        """Mark articles that are no longer where they came from; how many newly are not."""
        return ingest.mark_gone(self._db, source_id, identities_present)

    def mark_checked(self, source_id: int, *, error: str | None) -> None:
        """Write down that a source was asked just now, and the sentence of its failure."""
        sources.mark_checked(self._db, self._at, source_id, error)

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

    def search(self, query: str, *, limit: int = 50) -> list[Hit]:
        """The best matches of a query among the newest. UsageError when it is not understood."""
        return search.search(self._db, query, limit)

    def select(
        self, query: str, *, limit: int = 200, after: Key | None = None, sort: str | None = None
    ) -> list[Headline]:
        """The articles that a query fits, newest first. UsageError when it is not understood."""
        return select.select(self._db, query, limit=limit, after=after, sort=sort)

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
