"""Keys become commands: counts (`12j`) and sequences (`g g`), as in vim. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.commands.command import TYPING

if TYPE_CHECKING:
    from reader.commands.bindings import Bindings
    from reader.commands.command import Command, Context

COUNT_MOST = 1_000_000
"""A larger count is cut to this."""


class Call(NamedTuple):
    """A command to run, with its count (None: none was typed) and what filled its `<letter>`."""

    command: Command
    number: int | None = None
    letter: str = ""

    @property
    def times(self) -> int:
        """How often: the count, or once."""
        return self.number or 1


class Dispatcher:
    """Takes keys one by one, in the notation of `commands.keys`, and says what they complete."""

    def __init__(self, bindings: Bindings) -> None:
        self.bindings = bindings
        self._keys: tuple[str, ...] = ()
        self._count: int | None = None

    @property
    def pending(self) -> str:
        """What has been typed of an unfinished command, for the status line; "" if nothing."""
        count = str(self._count) if self._count is not None else ""
        return count + " ".join(self._keys)

    def clear(self) -> None:
        """Forget what has been typed."""
        self._keys, self._count = (), None

    def feed(self, key: str, context: Context) -> Call | None:
        """Take a key; the call when it completes one, None while more is needed or it means none.

        A key that breaks off a sequence is taken as the beginning of a new one; `escape` in the
        middle of something only forgets it.
        """
        if self.pending and key == "escape":
            self.clear()
            return None
        if self._counts(key) and context not in TYPING:
            self._count = min((self._count or 0) * 10 + int(key), COUNT_MOST)
            return None
        keys = (*self._keys, key)
        match = self.bindings.match(context, keys)
        if match.command is not None:
            call = Call(match.command, self._count, match.letter)
            self.clear()
            return call
        if match.pending:
            self._keys = keys
            return None
        stray = len(keys) > 1
        self.clear()
        return self.feed(key, context) if stray else None

    def _counts(self, key: str) -> bool:
        if self._keys or len(key) != 1 or not (key.isascii() and key.isdecimal()):
            return False
        return key != "0" or self._count is not None
