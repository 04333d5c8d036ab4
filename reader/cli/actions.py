"""Commands that list what there is of a kind, and do things to it: `reader rules ACTION WORD…`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from reader.cli.nearest import nearest
from reader.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from reader.cli.verb import Call
    from reader.library.library import Library


class Action(NamedTuple):
    """One thing that can be done: how it is written after the command, and who does it.

    It takes at least so many words; `most` None: any number of them.
    """

    usage: str
    act: Callable[[Call, Library, Sequence[str]], None]
    least: int
    most: int | None


def action_arguments(parser: ArgumentParser, names: Iterable[str]) -> None:
    """The name of an action and its words; without one the command lists."""
    parser.add_argument(
        "action", nargs="?", metavar="ACTION", help=", ".join(names) + "; none: list them"
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help="what the action needs, see above")


def carry_out(call: Call, command: str, actions: Mapping[str, Action]) -> int:
    """Do what was named; the exit status.

    Errors: UsageError for an action that there is not, and for other words than it takes.
    """
    name: str = call.options.action
    words: list[str] = call.options.words
    action = actions.get(name)
    if action is None:
        raise UsageError(f"`reader {command}` has no action {name}.{nearest(name, actions)}")
    if len(words) < action.least or (action.most is not None and len(words) > action.most):
        raise UsageError(f"It is `reader {command} {action.usage}`.")
    with call.open() as library:
        action.act(call, library, words)
    return call.report.status
