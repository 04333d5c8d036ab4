"""Windows: a stretch of a list around, after or before a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.library import headlines, listings
from reader.library.records import Headline, Key, Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.connection import Connection
    from reader.library.listings import Run
    from reader.library.records import Listing


def window(
    db: Connection,
    listing: Listing,
    *,
    after: Key | None,
    before: Key | None,
    around: Key | None,
    limit: int,
    sort: Literal["new", "old"],
) -> Window:
    """Up to `limit` headlines: from the top, or after, before or around a key.

    `after` and `before` leave out the key itself. Around a key whose article is not in the list
    are those that would be its neighbours. Raises UsageError for a query not understood.
    """
    with db.reading():
        of = listings.runs(db, listing)
        down = sort == "new"
        if around is not None:
            above = listings.keys(db, of, down=not down, start=around, limit=limit + 1)
            below = listings.keys(db, of, down=down, start=around, limit=limit + 1, inclusive=True)
            return _around(db, above, below, limit)
        if before is not None:
            above = listings.keys(db, of, down=not down, start=before, limit=limit + 1)
            shown = above[:limit][::-1]
            more_after = _any(db, of, before, down=down)
            return _window(db, shown, more_before=len(above) > limit, more_after=more_after)
        below = listings.keys(db, of, down=down, start=after, limit=limit + 1)
        more_before = after is not None and _any(db, of, after, down=not down)
        return _window(db, below[:limit], more_before=more_before, more_after=len(below) > limit)


def _around(db: Connection, above: list[Key], below: list[Key], limit: int) -> Window:
    """Half above and half below; what one side lacks the other gives."""
    upper = max(limit // 2, limit - len(below))
    shown_above = above[: min(upper, limit)]
    shown_below = below[: limit - len(shown_above)]
    return _window(
        db,
        [*reversed(shown_above), *shown_below],
        more_before=len(above) > len(shown_above),
        more_after=len(below) > len(shown_below),
    )


def _window(
    db: Connection,
    keys: Sequence[Key],
    *,
    more_before: bool,
    more_after: bool,
) -> Window:
    found = headlines.headlines(db, [key.id for key in keys])
    return Window(tuple(found), more_before, more_after)


def _any(db: Connection, of: list[Run], key: Key, *, down: bool) -> bool:
    return bool(listings.keys(db, of, down=down, start=key, limit=1, inclusive=True))


def neighbour(
    db: Connection, listing: Listing, key: Key, step: int, *, unread: bool
) -> Headline | None:
    """The next headline after a key (`step` 1: down, to older ones; -1: up), or the next unread."""
    with db.reading():
        wanted = listing._replace(unread_only=listing.unread_only or unread)
        of = listings.runs(db, wanted)
        found = listings.keys(db, of, down=step > 0, start=key, limit=1)
        return headlines.headline(db, found[0].id) if found else None
