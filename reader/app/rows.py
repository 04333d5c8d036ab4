"""The stretch of a list that is in memory: read by keyset around the cursor, grown at its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.library.records import Headline, Key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.library.library import Library
    from reader.library.records import Listing

WINDOW = 120
"""Headlines read at once."""

NEAR = 40
"""With fewer than this many rows left to an end, the next window is read."""

KEPT = 4000
"""Rows kept at most; beyond, those farthest from the cursor are let go."""

Order: TypeAlias = Literal["new", "old"]


class Rows:
    """The headlines of one listing around a cursor.

    `newest` is the key of the newest row that has been seen, None before the beginning was.

    A row that no longer belongs (read in a list of unread) stays until the list is opened anew.
    """

    def __init__(self, library: Library, listing: Listing, *, order: Order = "new") -> None:
        self.library = library
        self.listing = listing
        self.order: Order = order
        self.headlines: list[Headline] = []
        self.cursor = 0
        self.more_before = False
        self.more_after = False
        self.newest: Key | None = None

    def open(self, around: Key | None = None) -> None:
        """Read the first window, or the one around a key, with the cursor at that key."""
        window = self.library.window(self.listing, around=around, limit=WINDOW, sort=self.order)
        self.headlines = list(window.headlines)
        self.more_before, self.more_after = window.more_before, window.more_after
        self.cursor = 0
        if self.headlines and not self.more_before and self.order == "new":
            self.newest = self.headlines[0].key
        if around is not None:
            self.cursor = next(
                (n for n, row in enumerate(self.headlines) if self._reached(row.key, around)),
                max(0, len(self.headlines) - 1),
            )

    def _reached(self, key: Key, wanted: Key) -> bool:
        return key <= wanted if self.order == "new" else key >= wanted

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor; None in an empty list."""
        return self.headlines[self.cursor] if self.headlines else None

    def move(self, by: int) -> bool:
        """Move the cursor by so many rows, as far as there are any; whether it moved."""
        self._reach(by)
        target = min(max(self.cursor + by, 0), len(self.headlines) - 1)
        moved = bool(self.headlines) and target != self.cursor
        if moved:
            self.cursor = target
        return moved

    def _reach(self, by: int) -> None:
        """Read until the cursor may move by so many rows with some to spare."""
        while self.more_after and self.cursor + by > len(self.headlines) - NEAR:
            if not self._grow_after():
                break
        while self.more_before and self.cursor + by < NEAR:
            if not self._grow_before():
                break

    def _grow_after(self) -> bool:
        last = self.headlines[-1].key if self.headlines else None
        window = self.library.window(self.listing, after=last, limit=WINDOW, sort=self.order)
        known = {row.id for row in self.headlines}
        fresh = [row for row in window.headlines if row.id not in known]
        self.headlines.extend(fresh)
        self.more_after = window.more_after
        surplus = len(self.headlines) - KEPT
        if surplus > 0 and self.cursor > KEPT // 2:
            del self.headlines[:surplus]
            self.cursor -= surplus
            self.more_before = True
        return bool(window.headlines)

    def _grow_before(self) -> bool:
        first = self.headlines[0].key if self.headlines else None
        window = self.library.window(self.listing, before=first, limit=WINDOW, sort=self.order)
        known = {row.id for row in self.headlines}
        fresh = [row for row in window.headlines if row.id not in known]
        self.headlines[:0] = fresh
        self.cursor += len(fresh)
        self.more_before = window.more_before
        if len(self.headlines) > KEPT and self.cursor < KEPT // 2:
            del self.headlines[KEPT:]
            self.more_after = True
        return bool(window.headlines)

    def to_first(self) -> None:
        """Put the cursor on the list's first row."""
        if self.more_before:
            self.open()
        self.cursor = 0

    def to_last(self) -> None:
        """Put the cursor on the list's last row."""
        if self.more_after:
            end = Key(-(2**62), 0) if self.order == "new" else Key(2**62, 2**62)
            window = self.library.window(self.listing, before=end, limit=WINDOW, sort=self.order)
            self.headlines = list(window.headlines)
            self.more_before, self.more_after = window.more_before, False
        self.cursor = max(0, len(self.headlines) - 1)

    def select(self, article_id: int) -> bool:
        """Put the cursor on an article that is in memory; whether it is."""
        for number, row in enumerate(self.headlines):
            if row.id == article_id:
                self.cursor = number
                return True
        return False

    def refresh(self, ids: Iterable[int] | None = None) -> None:
        """Read what is shown of rows again, all or those with these ids; none moves or leaves."""
        wanted = {row.id for row in self.headlines} if ids is None else set(ids)
        asked = [row.id for row in self.headlines if row.id in wanted]
        fresh = {row.id: row for row in self.library.headlines(asked)}
        self.headlines = [fresh.get(row.id, row) for row in self.headlines]

    def put(
        self, article_id: int, *, progress: float | None = None, read: bool | None = None
    ) -> int | None:
        """Show of an article what is being written; the number of its row."""
        for number, row in enumerate(self.headlines):
            if row.id == article_id:
                self.headlines[number] = row._replace(
                    progress=row.progress if progress is None else progress,
                    read=row.read if read is None else read,
                )
                return number
        return None

    def put_all(self, ids: Iterable[int], *, read: bool) -> None:
        """Show of many articles what is being written."""
        wanted = set(ids)
        self.headlines = [
            row._replace(read=read) if row.id in wanted else row for row in self.headlines
        ]

    def look_ahead(self, by: int) -> None:
        """Read the rows so far from the cursor, without moving it."""
        self._reach(by)

    def drop(self, ids: Iterable[int]) -> None:
        """Take removed articles out of the list; the cursor stays on its row or the next."""
        gone = set(ids)
        before = sum(1 for row in self.headlines[: self.cursor] if row.id in gone)
        self.headlines = [row for row in self.headlines if row.id not in gone]
        self.cursor = max(0, min(self.cursor - before, len(self.headlines) - 1))
        self._reach(0)

    def next_unread(self, *, step: int = 1) -> bool:
        """Put the cursor on the next unread row in that direction; whether there is one."""
        number = self.cursor + step
        while 0 <= number < len(self.headlines):
            if not self.headlines[number].read:
                self.cursor = number
                self._reach(0)
                return True
            number += step
        more = self.more_after if step > 0 else self.more_before
        if not more or self.current is None:
            return False
        edge = self.headlines[-1 if step > 0 else 0].key
        found = self.library.neighbour(
            self.listing, edge, step=1 if (step > 0) == (self.order == "new") else -1, unread=True
        )
        if found is None:
            return False
        self.open(around=found.key)
        return self.select(found.id)
