"""What stands before the command: the options that every command has, and the command's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

GLOBAL = ("--library", "--json", "--version", "--help")


class Start(NamedTuple):
    """A command line up to and with its command.

    `command` None: there is none. `rest` are the words after it, as they were typed.
    """

    library: str | None = None
    json: bool = False
    version: bool = False
    help: bool = False
    command: str | None = None
    rest: tuple[str, ...] = ()

    @property
    def opens_app(self) -> bool:
        """Whether this asks for the screen: no command, and nothing that only a command answers."""
        return self.command is None and not (self.json or self.version or self.help)


def split(words: Sequence[str]) -> Start:
    """Read the words up to the command. Errors: UsageError for an option that there is not."""
    start = Start()
    waiting = list(words)
    while waiting:
        word = waiting.pop(0)
        name, sign, value = word.partition("=")
        if name == "--library":
            if not sign and not waiting:
                raise UsageError("--library needs the path of a library after it.")
            start = start._replace(library=value if sign else waiting.pop(0))
        elif word == "--json":
            start = start._replace(json=True)
        elif word in {"--version", "-V"}:
            start = start._replace(version=True)
        elif word in {"--help", "-h"}:
            start = start._replace(help=True)
        elif word.startswith("-"):
            raise UsageError(_unknown(word))
        else:
            return start._replace(command=word, rest=tuple(waiting))
    return start


def _unknown(word: str) -> str:
    from reader.cli.nearest import nearest

    return f"There is no option {word}.{nearest(word.partition('=')[0], GLOBAL)}"
