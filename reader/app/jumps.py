"""Where the reader jumped from, so that going back is always possible. Pure."""

from __future__ import annotations

from typing import NamedTuple

MOST = 100


class Jump(NamedTuple):
    """A place in an article, by its offset in the canonical text."""

    article_id: int
    offset: int


class Jumps:
    """The jump list: newest last; `here` is where one stands in it."""

    def __init__(self) -> None:
        self._list: list[Jump] = []
        self._at = 0

    def leave(self, jump: Jump) -> None:
        """Remember the place that is being left by a jump."""
        if jump in self._list:
            self._list.remove(jump)
        self._list.append(jump)
        del self._list[:-MOST]
        self._at = len(self._list)

    def back(self, here: Jump) -> Jump | None:
        """The place one was before the last jump; going there again comes back here."""
        if not self._list:
            return None
        jump = self._list[-1]
        self.leave(here)
        if jump in self._list and jump != here:
            self._list.remove(jump)
            self._at = len(self._list)
        return jump if jump != here else None

    def older(self, here: Jump) -> Jump | None:
        """The place before this one in the list; None at its beginning."""
        if self._at == len(self._list) and here not in self._list:
            self._list.append(here)
            self._at = len(self._list) - 1
        if self._at == 0:
            return None
        self._at -= 1
        return self._list[self._at]
