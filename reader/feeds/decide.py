"""What becomes of an entry that a feed gives: pure, and the one place where it is decided.

A reader has read an article once. It comes back unread only for new words, and only where the feed
does not itself say that nothing of weight has changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.library.preparing import Prepared
    from reader.library.records import Decision, StoredEntry

_AHEAD: Final = 86_400
"""Seconds; a date further ahead than a day (clocks and zones go wrong) says nothing."""


def decide(stored: StoredEntry | None, arrived: Prepared, now: int) -> Decision:
    """What is to be done with an entry, given what is kept of it.

    `digest` of both is the essence of title and text (see `essence`); `now` is in seconds since
    the epoch. A new text is a new version; it stays read when the feed gives the entry the same
    date of change as before, which it would have moved had the change been one for readers.
    """
    if stored is None:
        return "add"
    if arrived.digest != stored.digest:
        return "revise" if _of_no_weight(stored, arrived, now) else "change"
    known = arrived.fingerprint == stored.fingerprint != ""
    return "same" if known and not stored.gone else "touch"


def _of_no_weight(stored: StoredEntry, arrived: Prepared, now: int) -> bool:
    """Whether the feed says that the change is none that a reader should be told of."""
    updated = arrived.updated
    return updated is not None and updated == stored.updated and updated <= now + _AHEAD


def is_same_entry(stored: StoredEntry, published: int | None, title: str) -> bool:
    """Whether an entry with the same link but another id is the one that is kept.

    Many entries may share a link (that of a page of notices); the same entry has its date as well,
    or its title where it has no date.
    """
    if stored.published is not None or published is not None:
        return stored.published == published
    return stored.title == title
