"""Finding words in the article that is shown. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from reader.app.overlay import Overlay, Range

HITS_MOST = 10_000


class Finder:
    """The places of some words in a text; one of them is the current one.

    White space in the words matches any run of it; case matters only if a capital was typed.
    """

    def __init__(self, text: str, words: str) -> None:
        self.words = words
        flags = 0 if words != words.lower() else re.IGNORECASE
        parts = [re.escape(part) for part in words.split()]
        self.hits: list[tuple[int, int]] = []
        if parts:
            for found in re.finditer(r"\s+".join(parts), text, flags):
                self.hits.append(found.span())
                if len(self.hits) == HITS_MOST:
                    break
        self.number = 0

    @classmethod
    def of(cls, words: str, hits: list[tuple[int, int]]) -> Finder:
        """A finder whose hits are known already."""
        finder = cls("", words)
        finder.hits = sorted(hits)
        return finder

    @property
    def current(self) -> int | None:
        """The offset of the current hit; None without hits."""
        return self.hits[self.number][0] if self.hits else None

    @cached_property
    def overlay(self) -> Overlay:
        """All hits, to be lit; made once, as the next hit is often gone to."""
        return Overlay([Range(start, end, "hit") for start, end in self.hits])

    @property
    def current_overlay(self) -> Overlay:
        """The current hit, to be lit more."""
        if not self.hits:
            return Overlay()
        return Overlay([Range(*self.hits[self.number], "hit-current")])

    def from_offset(self, offset: int) -> int | None:
        """Make the first hit at or after an offset the current one, else the first of all."""
        starts = [start for start, _ in self.hits]
        self.number = bisect_left(starts, offset) % len(starts) if starts else 0
        return self.current

    def step(self, by: int, *, seen_from: int | None = None) -> tuple[int | None, bool]:
        """The hit so many on, and whether it went round past an end.

        `seen_from` is an offset from which to look when the current hit is far away.
        """
        if not self.hits:
            return None, False
        if seen_from is not None:
            starts = [start for start, _ in self.hits]
            at = bisect_right(starts, seen_from) - 1 if by > 0 else bisect_left(starts, seen_from)
            self.number = at
        target = self.number + by
        self.number = target % len(self.hits)
        return self.current, target != self.number
