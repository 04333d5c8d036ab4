"""A command of the command line as one declaration: name, help, examples, arguments, action."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from reader.cli.report import Report
    from reader.library.library import Library


class Call(NamedTuple):
    """One command as it was given: its options, where it reports, and which library it means."""

    options: Namespace
    report: Report
    library: Path

    def open(self, *, create: bool = False, updates: bool = False) -> Library:
        """Open the library. Errors: NotFoundError when there is none yet and none is to be made."""
        from reader.errors import NotFoundError
        from reader.library.library import Library

        if not create and not self.library.exists():
            raise NotFoundError(
                f"There is no library at {self.library} yet; `reader` or `reader add` makes one."
            )
        return Library.open(self.library, create=create, updates=updates)


class Verb(NamedTuple):
    """A command: `reader NAME`.

    `summary` is its line in the list of commands; `about` says more, in whole sentences.
    `examples` are command lines with what they do. `words`: words that begin with one dash belong
    to its query or its text instead of being options. `act` returns the exit status. `fields`
    are the names in its JSON, each with its meaning.
    """

    name: str
    summary: str
    about: str
    examples: tuple[tuple[str, str], ...]
    arguments: Callable[[ArgumentParser], None]
    act: Callable[[Call], int]
    fields: Mapping[str, str]
    json: Literal["lines", "object", "none"] = "object"
    words: bool = False


def no_arguments(parser: ArgumentParser) -> None:
    """For a command that takes none."""
