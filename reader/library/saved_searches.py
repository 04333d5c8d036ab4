"""Saved searches: queries under a name, which are sources. What is said of them can be undone."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from reader.errors import (
    BusyLibraryError,
    NotFoundError,
    ReadOnlyLibraryError,
    UsageError,
)
from reader.library import journal, leads, listings, membership
from reader.library.journal import Changed
from reader.library.records import SavedSearch
from reader.query.parse import parse
from reader.query.tree import searches_in

if TYPE_CHECKING:
    from reader.library.connection import Connection
    from reader.library.listings import Run
    from reader.library.records import Done, Listing

MOST = 80
"""Characters of a name."""


def shelf(search_id: int) -> int:
    """The number of the shelf of a saved search."""
    return -1000 - search_id


def save(db: Connection, at: int, name: str, query: str) -> tuple[int, Done]:
    """Save a query under a name; one of that name gets the new query. Raises UsageError."""
    name, query = _named(name), _checked(query)
    number = 0

    def action() -> Changed:
        nonlocal number
        if _leads_to(db, query, name):
            raise UsageError(f"The search {name} would look for itself; nothing was changed.")
        there = db.row("SELECT id, query FROM saved_search WHERE name = ?", name)
        if there is None:
            sql = "INSERT INTO saved_search (name, query, created) VALUES (?, ?, ?)"
            number = db.added(sql, name, query, at)
            return Changed(1, f"Saved the search {name}")
        number = there[0]
        if there[1] == query:
            return Changed(0, f"The search {name} was saved already")
        db.run("UPDATE saved_search SET query = ? WHERE id = ?", query, number)
        return Changed(1, f"Changed the search {name}")

    done = journal.act(db, at, action)
    return number, done


def rename(db: Connection, at: int, name: str, new: str) -> Done:
    """Give a saved search another name. Raises NotFoundError, UsageError."""
    new = _named(new)

    def action() -> Changed:
        number = number_of(db, name)
        other = db.value("SELECT id FROM saved_search WHERE name = ?", new)
        if other is not None and other != number:
            raise UsageError(f"There is a search {new} already; nothing was changed.")
        old = db.value("SELECT name FROM saved_search WHERE id = ?", number)
        count = db.run("UPDATE saved_search SET name = ?1 WHERE id = ?2", new, number)
        return Changed(count if old != new else 0, f"Renamed the search {old} to {new}")

    return journal.act(db, at, action)


def remove(db: Connection, at: int, name: str) -> Done:
    """Remove a saved search; what it found stays. Raises NotFoundError."""

    def action() -> Changed:
        number = number_of(db, name)
        old = db.value("SELECT name FROM saved_search WHERE id = ?", number)
        db.run("DELETE FROM saved_search WHERE id = ?", number)
        return Changed(1, f"Removed the search {old}")

    return journal.act(db, at, action)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UsageError("A saved search needs a name; nothing was changed.")
    if len(name) > MOST:
        raise UsageError(f"The name of a search has at most {MOST} characters.")
    return name


def _checked(query: str) -> str:
    query = " ".join(query.split())
    parse(query)
    if not query:
        raise UsageError("There is nothing to save: the query is empty.")
    return query


def _leads_to(db: Connection, query: str, name: str) -> bool:
    """Whether a query names a saved search, itself or by those that it names."""
    known = {one.casefold(): its for _, one, its in _rows(db)}
    waiting, seen = [query], set[str]()
    while waiting:
        with suppress(UsageError):
            named = {one.casefold() for one in searches_in(parse(waiting.pop()).root)} - seen
            if name.casefold() in named:
                return True
            seen |= named
            waiting += [known[one] for one in named if one in known]
    return False


def number_of(db: Connection, name: str) -> int:
    """The id of a saved search. Raises NotFoundError."""
    number = db.value("SELECT id FROM saved_search WHERE name = ?", " ".join(name.split()))
    if number is None:
        raise NotFoundError(f"There is no saved search {name}; `reader searches` lists them.")
    return int(number)


def title_of(db: Connection, number: int) -> str:
    """The name of a saved search; empty when it is gone."""
    name = db.value("SELECT name FROM saved_search WHERE id = ?", number)
    return "" if name is None else str(name)


# -- their lists -------------------------------------------------------------------------------


def runs(db: Connection, listing: Listing, *, whole: bool) -> list[Run]:
    """The runs of a saved search: its shelf, or those of its query. None when it is gone."""
    query = db.value("SELECT query FROM saved_search WHERE id = ?", listing.number)
    if query is None:
        return []
    how = membership.understood(query)
    if how is None:
        return leads.runs(db, parse(query).root, unread=listing.unread_only, whole=whole)
    if listing.unread_only:
        if how.read:
            return []
        how = how._replace(read=False)
    where, values = how.on_shelf()
    return [listings.Run("shelf", f"shelf = ?{where}", (shelf(listing.number), *values))]


def count(db: Connection, listing: Listing) -> int:
    """How many articles a saved search finds: as kept, counted in its dates, or written down."""
    query = db.value("SELECT query FROM saved_search WHERE id = ?", listing.number)
    if query is None:
        return 0
    total, unread, _ = _counts(db, listing.number, query) or _counted(db, query)
    return unread if listing.unread_only else total


def searches(db: Connection) -> list[SavedSearch]:
    """The saved searches by name, with their kept counts; those that need counting say so."""
    found: list[SavedSearch] = []
    for number, name, query in _rows(db):
        known = _counts(db, number, query)
        if known is None:
            last = db.row("SELECT total, unread FROM search_count WHERE search_id = ?", number)
            known = (*(last or (0, 0)), False)
        found.append(SavedSearch(number, name, query, *known))
    return found


def count_anew(db: Connection) -> list[SavedSearch]:
    """The saved searches by name, all counted; it may take as long as their queries do."""
    found: list[SavedSearch] = []
    for number, name, query in _rows(db):
        known = _counts(db, number, query)
        if known is None:
            known = _counted(db, query)
            # Another process that writes just now does not keep anyone from knowing.
            with suppress(BusyLibraryError, ReadOnlyLibraryError), db.writing(quiet=True):
                db.run(
                    "INSERT INTO search_count VALUES (?, ?, ?, (SELECT number FROM revision))"
                    " ON CONFLICT DO UPDATE SET total = excluded.total,"
                    " unread = excluded.unread, revision = excluded.revision",
                    number,
                    *known[:2],
                )
        found.append(SavedSearch(number, name, query, *known))
    return found


def _rows(db: Connection) -> list[tuple[int, str, str]]:
    return [
        (number, name, query)
        for number, name, query in db.rows(
            "SELECT id, name, query FROM saved_search ORDER BY name, id"
        )
    ]


def _counts(db: Connection, number: int, query: str) -> tuple[int, int, bool] | None:
    """Total and unread of a search that is kept; None where it must be counted."""
    how = membership.understood(query)
    if how is None:
        known = db.row(
            "SELECT total, unread FROM search_count JOIN revision ON number = revision"
            " WHERE search_id = ?",
            number,
        )
        # What moves with the clock is counted each time it is asked for.
        return (*known, True) if known and not _by_the_clock(query) else None
    if how.since is None and how.before is None:
        row = db.row(
            "SELECT total, unread FROM counter WHERE list = 'shelf' AND number = ?", shelf(number)
        )
        total, unread = row or (0, 0)
    else:
        where, values = how._replace(read=None).on_shelf()
        total, unread = db.row(
            f"SELECT count(*), coalesce(sum(unread), 0) FROM shelf WHERE shelf = ?{where}",  # noqa: S608 - ours
            shelf(number),
            *values,
        ) or (0, 0)
    if how.read is None:
        return total, unread, True
    return (total - unread, 0, True) if how.read else (unread, unread, True)


def _by_the_clock(query: str) -> bool:
    return any(word in query for word in ("newer:", "older:", "after:", "before:"))


def _counted(db: Connection, query: str) -> tuple[int, int, bool]:
    """Total and unread, counted."""
    try:
        root = parse(query).root
    except UsageError:
        return 0, 0, True
    total = sum(listings.counted(db, run) for run in leads.runs(db, root, whole=True))
    unread = sum(listings.counted(db, run) for run in leads.runs(db, root, unread=True, whole=True))
    return total, unread, True
