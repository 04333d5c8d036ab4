"""The table of everything a user can do: the app, the help, the docs and `reader keys` read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.commands.marking import MARKING
from reader.commands.moving import GOING, MOVING
from reader.commands.program import PAGE, PROGRAM, SEARCHING
from reader.commands.ruling import RULING
from reader.commands.selecting import SELECTING
from reader.commands.sources import SOURCES

if TYPE_CHECKING:
    from reader.commands.command import Command

COMMANDS: Final[tuple[Command, ...]] = (
    *MOVING,
    *GOING,
    *MARKING,
    *SELECTING,
    *SEARCHING,
    *RULING,
    *SOURCES,
    *PAGE,
    *PROGRAM,
)

_BY_ID: Final = {command.id: command for command in COMMANDS}


def command(command_id: str) -> Command | None:
    """The command of that id; None when there is none."""
    return _BY_ID.get(command_id)
