"""How sources come into the library: one by one, many at once, and to another address.

Their rows are made asleep and outside the journal, so that undoing a subscription puts the source
to rest instead of deleting it, with whatever it has brought meanwhile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reader.library import journal, source_settings
from reader.library.journal import Changed
from reader.library.records import AS_USUAL, Done, NewFeed, SourceSettings, Subscribed
from reader.library.sources import folder_named, tags_named, title_of
from reader.library.titles import TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reader.library.connection import Connection
    from reader.library.records import SourceKind

_ADDED = {
    "feed": "Subscribed to {}",
    "folder": "Added the folder {}",
    "saved": "Added {}",
    "handbook": "Added {}",
}


class Wanted(NamedTuple):
    """A source as it is to be once it is subscribed to. `title` empty: its own."""

    kind: SourceKind
    address: str
    title: str
    folder: str | None = None
    own_title: str = ""
    site: str | None = None
    tags: Sequence[str] = ()
    settings: SourceSettings = AS_USUAL


def wanted(
    kind: SourceKind,
    address: str,
    title: str,
    folder: str | None,
    own_title: str,
    site: str | None,
    tags: Sequence[str],
    settings: SourceSettings | None,
) -> Wanted:
    """A source as the door is told of it."""
    return Wanted(kind, address, title, folder, own_title, site, tags, settings or AS_USUAL)


def add(db: Connection, at: int, wanted: Wanted) -> tuple[int, Done]:
    """Subscribe; one that is there already is given back with nothing changed.

    Those that Reader brings itself are entries of kind "automatic". Raises UsageError for settings
    that cannot be used.
    """
    source_settings.checked(wanted.settings)

    def action(number: int) -> Changed:
        if not _wake(db, number, wanted):
            return Changed(0, f"{title_of(db, number)} is there already")
        return Changed(1, _ADDED[wanted.kind].format(title_of(db, number)))

    return journal.act_after(
        db,
        at,
        lambda: _row(db, at, wanted),
        action,
        "automatic" if wanted.kind in {"saved", "handbook"} else "action",
    )


def add_many(db: Connection, at: int, rows: Iterable[NewFeed]) -> tuple[list[Subscribed], Done]:
    """Subscribe to many feeds as one action.

    One that is there keeps its title, folder and settings; tags are added, and a folder where it
    has none. Raises UsageError for settings that cannot be used.
    """
    wanted = [Wanted(kind="feed", **row._asdict()) for row in rows]
    for one in wanted:
        source_settings.checked(one.settings)
    numbers: list[int] = []
    became: list[Subscribed] = []

    def prepare() -> int:
        numbers.extend(_row(db, at, one) for one in wanted)
        return 0

    def action(_: int) -> Changed:
        changed = 0
        for number, one in zip(numbers, wanted, strict=True):
            woken = _wake(db, number, one)
            changed += 1 if woken else _merge(db, number, one)
            became.append(Subscribed(number, "new" if woken else "merged"))
        new = [number for number, outcome in became if outcome == "new"]
        if len(new) == 1:
            return Changed(changed, f"Subscribed to {title_of(db, new[0])}")
        if new:
            return Changed(changed, f"Subscribed to {len(new)} feeds")
        return Changed(changed, "Added folders and tags" if changed else "All are there already")

    _, done = journal.act_after(db, at, prepare, action)
    return became, done


_TAKEN_BACK: Final = (
    "SELECT 1 FROM journal WHERE kind = 'automatic' AND undone = 1 AND label = ? LIMIT 1"
)


def saved(db: Connection, at: int, title: str) -> int:
    """The source of what the reader saves one by one; made when it is not there. No entry."""
    db.run(
        "INSERT INTO subscription (kind, address, title, added) VALUES ('saved', ?1, ?1, ?2)"
        " ON CONFLICT DO UPDATE SET live = 1",
        title,
        at,
    )
    sql = "SELECT id FROM subscription WHERE kind = 'saved' AND address = ?"
    return int(db.value(sql, title))


def _row(db: Connection, at: int, wanted: Wanted) -> int:
    """The id of the source of that address, live or not."""
    db.run(
        "INSERT INTO subscription (kind, address, title, added, live) VALUES (?, ?, ?, ?, 0)"
        " ON CONFLICT DO NOTHING",
        wanted.kind,
        wanted.address,
        wanted.title,
        at,
    )
    sql = "SELECT id, live FROM subscription WHERE kind = ? AND address = ?"
    number, live = db.row(sql, wanted.kind, wanted.address) or (0, 1)
    if wanted.kind == "feed" and not live:
        # One that comes back is asked at once, and whole.
        db.run(
            "INSERT INTO feed (source, title, site, due) VALUES (?1, ?2, ?3, 0)"
            " ON CONFLICT DO UPDATE SET title = coalesce(nullif(?2, ''), title),"
            " site = coalesce(?3, site), due = 0, etag = NULL, modified = NULL, gone = 0",
            number,
            wanted.own_title,
            wanted.site,
        )
    return int(number)


def _wake(db: Connection, number: int, wanted: Wanted) -> bool:
    """Bring a source to life; whether it was not alive."""
    stored = db.value("SELECT settings FROM subscription WHERE id = ?", number)
    woken = db.run(
        "UPDATE subscription SET live = 1, title = ?, folder = ?, tags = ?, settings = ?"
        " WHERE id = ? AND live = 0",
        " ".join(wanted.title.split()),
        folder_named(wanted.folder),
        "\n".join(tags_named(wanted.tags)),
        source_settings.packed(wanted.settings, stored),
        number,
    )
    if woken:
        journal.bring_back(db, number)
    return bool(woken)


def _merge(db: Connection, number: int, wanted: Wanted) -> int:
    """Add to a source that is there what an import says and it lacks; how many were changed: 1."""
    folder, tags = db.row("SELECT folder, tags FROM subscription WHERE id = ?", number) or (
        None,
        "",
    )
    both = "\n".join(tags_named([*wanted.tags, *tags.split("\n")]))
    return db.run(
        "UPDATE subscription SET folder = ?1, tags = ?2"
        " WHERE id = ?3 AND (folder IS NOT ?1 OR tags <> ?2)",
        folder or folder_named(wanted.folder),
        both,
        number,
    )


def move_address(db: Connection, at: int, source_id: int, address: str) -> Done:
    """Let a feed live at another address, as an entry of kind "automatic".

    Where another live source has that address, both stay as they are and the answer says so; and
    so does one whose move there the reader has taken back. Raises NotFoundError.
    """

    def action() -> Changed:
        title = title_of(db, source_id)
        there = db.row(
            f"SELECT u.id, u.live, {TITLE} FROM subscription u"  # noqa: S608 - ours
            " WHERE u.address = ?2 AND u.id <> ?1"
            " AND u.kind = (SELECT kind FROM subscription WHERE id = ?1)",
            source_id,
            address,
        )
        if there and there[1]:
            return Changed(0, f"{title} has moved to where {there[2]} is subscribed already")
        label = f"{title} has moved to {address}"
        if db.value(_TAKEN_BACK, label):
            return Changed(0, f"{label}, but you have taken that back")
        if there:
            # An ended source gives the address up; a fragment is never sent to a server.
            sql = "UPDATE subscription SET address = address || '#ended-' || id WHERE id = ?"
            db.run(sql, there[0])
        sql = "UPDATE subscription SET address = ?1 WHERE id = ?2 AND address <> ?1"
        count = db.run(sql, address, source_id)
        return Changed(count, label)

    return journal.act(db, at, action, "automatic")
