"""From keys to commands: what the keys pressed so far mean in a context."""

from __future__ import annotations

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
    from collections.abc import Iterable, Mapping

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
    """The keys of every command; `chosen` overrides the default keys of the commands it names."""

    def __init__(
        self, commands: Iterable[Command], chosen: Mapping[str, tuple[str, ...]] | None = None
    ) -> None:
        chosen = chosen or {}
        self._keys: dict[str, tuple[Sequence, ...]] = {}
        self._trees: dict[Context, dict[Sequence, Command]] = {name: {} for name in CONTEXTS}
        self.clashes: list[Clash] = []
        for command in commands:
            spelled = chosen.get(command.id, command.keys)
            self._keys[command.id] = tuple(dict.fromkeys(parse_sequence(keys) for keys in spelled))
            for context in command.contexts:
                self._bind(context, command)

    def _bind(self, context: Context, command: Command) -> None:
        known = self._trees[context]
        for sequence in self._keys[command.id]:
            if context in TYPING and types_text(sequence[0]):
                continue
            for other, owner in known.items():
                if begins(other, sequence) or begins(sequence, other):
                    self.clashes.append(Clash(context, owner, other, command, sequence))
            known.setdefault(sequence, command)

    def keys(self, command_id: str) -> tuple[Sequence, ...]:
        """The sequences of a command, the first being the one to show; empty for none."""
        return self._keys.get(command_id, ())

    def bound(self, context: Context) -> Mapping[Sequence, Command]:
        """All that is bound in a context."""
        return self._trees[context]

    def match(self, context: Context, pressed: Sequence) -> Match:
        """What the keys pressed so far mean in `context`; counts are taken off before."""
        pending = False
        for sequence, command in self._trees[context].items():
            if len(sequence) < len(pressed) or not begins(pressed, sequence):
                continue
            if len(sequence) > len(pressed):
                pending = True
                continue
            letter = pressed[sequence.index(LETTER)] if LETTER in sequence else ""
            if not letter or is_letter(letter):
                return Match(command, letter=letter)
        return Match(None, pending)
