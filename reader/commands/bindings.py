"""From keys to commands: what the keys pressed so far mean in a context."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reader.commands.command import CONTEXTS, TYPING
from reader.commands.keys import (
    LETTER,
    begins,
    format_sequence,
    is_letter,
    parse_sequence,
    types_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reader.commands.command import Command, Context
    from reader.commands.keys import Sequence


class Clash(NamedTuple):
    """Two commands that want the same keys, or keys of which one begins the other."""

    context: Context
    first: Command
    first_keys: Sequence
    second: Command
    second_keys: Sequence

    def __str__(self) -> str:
        """A sentence that names both."""
        one, other = format_sequence(self.first_keys), format_sequence(self.second_keys)
        if one == other:
            return f"{one!r} is both {self.first.id} and {self.second.id} in the {self.context}"
        return (
            f"{one!r} ({self.first.id}) and {other!r} ({self.second.id}) "
            f"begin alike in the {self.context}"
        )


class Match(NamedTuple):
    """What pressed keys mean: a command, or the beginning of one (`pending`), or neither.

    `letter` is what filled `<letter>`, else "".
    """

    command: Command | None
    pending: bool = False
    letter: str = ""


class Bindings:
    """The keys of every command; `chosen` overrides the default keys of the commands it names.

    Keys are parsed when they are asked for, a context when something is first pressed in it: a
    start needs few of them.
    """

    def __init__(
        self, commands: Iterable[Command], chosen: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        self._commands = {command.id: command for command in commands}
        self._chosen = chosen or {}
        self._keys: dict[str, tuple[Sequence, ...]] = {}
        self._trees: dict[Context, dict[Sequence, Command]] = {}

    @cached_property
    def clashes(self) -> list[Clash]:
        """Every pair of commands of one context whose keys cannot be told apart."""
        found: list[Clash] = []
        for context in CONTEXTS:
            known: dict[Sequence, Command] = {}
            for command, sequence in self._in(context):
                found.extend(
                    Clash(context, owner, other, command, sequence)
                    for other, owner in known.items()
                    if begins(other, sequence) or begins(sequence, other)
                )
                known.setdefault(sequence, command)
        return found

    def _in(self, context: Context) -> Iterator[tuple[Command, Sequence]]:
        """The commands of a context with each of their sequences."""
        for command in self._commands.values():
            if not command.applies(context):
                continue
            for sequence in self.keys(command.id):
                if context not in TYPING or not types_text(sequence[0]):
                    yield command, sequence

    def keys(self, command_id: str) -> tuple[Sequence, ...]:
        """The sequences of a command, the first being the one to show; empty for none."""
        if command_id not in self._keys:
            command = self._commands.get(command_id)
            spelled = self._chosen.get(command_id, command.keys) if command else ()
            self._keys[command_id] = tuple(dict.fromkeys(parse_sequence(keys) for keys in spelled))
        return self._keys[command_id]

    def bound(self, context: Context) -> Mapping[Sequence, Command]:
        """All that is bound in a context."""
        if context not in self._trees:
            tree: dict[Sequence, Command] = {}
            for command, sequence in self._in(context):
                tree.setdefault(sequence, command)
            self._trees[context] = tree
        return self._trees[context]

    def match(self, context: Context, pressed: Sequence) -> Match:
        """What the keys pressed so far mean in `context`; counts are taken off before."""
        pending = False
        for sequence, command in self.bound(context).items():
            if len(sequence) < len(pressed) or not begins(pressed, sequence):
                continue
            if len(sequence) > len(pressed):
                pending = True
                continue
            letter = pressed[sequence.index(LETTER)] if LETTER in sequence else ""
            if not letter or is_letter(letter):
                return Match(command, letter=letter)
        return Match(None, pending)
