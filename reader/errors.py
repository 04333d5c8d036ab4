"""The few errors a user can meet, each a sentence: what, why, what to do."""

from __future__ import annotations


class ReaderError(Exception):
    """Something a user is told in one sentence; `str()` of it is that sentence.

    `status` is the exit status of a command that ends by it: 4, could not, nothing changed.
    """

    status = 4


class UsageError(ReaderError):
    """What was asked is not understood (exit status 2)."""

    status = 2


class QueryError(UsageError):
    """A query is not understood; it ran nothing.

    `start` and `end` are the characters of `query` that are wrong, and `what` says what was meant.
    """

    def __init__(self, query: str, start: int, end: int, what: str) -> None:
        super().__init__(f"The query “{query}” is not understood at character {start + 1}: {what}")
        self.query = query
        self.start = start
        self.end = end
        self.what = what

    @property
    def sentence(self) -> str:
        """What was meant, as a sentence; what begins with a name of the language keeps it."""
        first = self.what.partition(" ")[0]
        return self.what[:1].upper() + self.what[1:] if first.isalpha() else self.what


class NotFoundError(ReaderError):
    """What was named is not there (exit status 3)."""

    status = 3


class SourceError(ReaderError):
    """A file, folder, stream or address that cannot be read; the sentence names it."""


class LibraryError(ReaderError):
    """The library cannot be opened, read or written; the sentence says what to do."""


class NewerLibraryError(LibraryError):
    """The library was made by a newer program."""


class DamagedLibraryError(LibraryError):
    """The library's file is damaged; it is never overwritten."""


class ReadOnlyLibraryError(LibraryError):
    """The library can be read but not written here."""


class BusyLibraryError(LibraryError):
    """Another process holds the library for too long."""


class StoppedError(LibraryError):
    """A search was stopped before its end, by who asked for it."""


class SettingsError(ReaderError):
    """A config, keymap or theme file is wrong; the sentence names file, line and key."""

    status = 2


class DamagedDocumentError(ReaderError):
    """A stored document cannot be decoded; its original can be parsed again."""


class NewerDocumentError(ReaderError):
    """A stored document was made by a newer program."""
