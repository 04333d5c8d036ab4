"""Commands as lists: help with every key, and the palette that runs them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.dispatch import Call
from reader.app.fit import pad, shorten, wrap
from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry
from reader.commands.command import GROUPS, Command
from reader.commands.keys import show_sequence
from reader.commands.table import COMMANDS

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.app.screens.reading import Reading
    from reader.commands.command import Context


def shown_keys(reading: Reading, command: Command, context: Context) -> str:
    """The keys of a command that work in a context, as help shows them."""
    bound = reading.reader.bindings_now.bound(context)
    keys = [
        show_sequence(sequence)
        for sequence in reading.reader.bindings_now.keys(command.id)
        if bound.get(sequence) is not None and bound[sequence].id == command.id
    ]
    return "  ".join(keys)


class Help(Panel):
    """What the keys do, here first and then elsewhere; type to search."""

    context = "help"
    title_of_panel = "Help"
    hint = "type to search"
    width_wanted = 90

    def __init__(self, reading: Reading, context: Context) -> None:
        super().__init__(reading)
        self.asked_from = context

    def entries(self) -> list[Entry]:
        """The commands that work where help was asked for, by group; then those of other places."""
        rows: list[Entry] = []
        here = [command for command in COMMANDS if command.applies(self.asked_from)]
        for group in GROUPS:
            of_group = [command for command in here if command.group == group]
            if of_group:
                rows.append(Entry((((f" {group}", ("accent", "bold")),),)))
                rows += [self._entry(command, self.asked_from) for command in of_group]
                rows.append(Entry(((),)))
        elsewhere = [command for command in COMMANDS if command not in here]
        if elsewhere:
            rows.append(Entry(((("  Elsewhere", ("accent", "bold")),),)))
            rows += [self._entry(command, command.contexts[0], dim=True) for command in elsewhere]
        return rows

    def _entry(self, command: Command, context: Context, *, dim: bool = False) -> Entry:
        keys = shown_keys(self.reading, command, context)
        if dim:
            keys = f"{keys}  ({context})"
        wide = 22 if self.room >= 60 else 14
        look, muted = (("muted",), ("faint",)) if dim else (("text",), ("muted",))
        said = wrap(command.help, max(16, self.room - wide - 2))
        first = said[0] if said else command.title
        rows: list[Row] = [
            (
                (f" {pad(shorten(keys, wide), wide)} ", ("accent",) if not dim else muted),
                (first, look if not dim else muted),
            )
        ]
        rows += [((" " * (wide + 2) + line, look if not dim else muted),) for line in said[1:]]
        words = f"{command.title} {command.help} {command.id} {keys}"
        return Entry(tuple(rows), command, words)

    def chosen(self, value: object) -> None:
        """Run the command, if it works where help was asked for."""
        assert isinstance(value, Command)
        if not value.applies(self.asked_from):
            self.reader.say(f"“{value.title}” works in the {value.contexts[0]}.")
            return
        self.leave()
        self.reading.perform(Call(value))


class Palette(Panel):
    """Every command by name: type a few letters, enter runs it."""

    context = "palette"
    title_of_panel = "Commands"
    hint = "type a few letters"
    width_wanted = 64

    def __init__(self, reading: Reading, context: Context) -> None:
        super().__init__(reading)
        self.asked_from = context
        self.picks.ranked = True

    def entries(self) -> list[Entry]:
        """Commands that work here first; others are dim and say where they work."""
        here = [command for command in COMMANDS if command.applies(self.asked_from)]
        there = [command for command in COMMANDS if command not in here]
        return [self._entry(c, works=True) for c in here] + [
            self._entry(c, works=False) for c in there
        ]

    def _entry(self, command: Command, *, works: bool) -> Entry:
        space = max(10, self.room - 18)
        keys = shown_keys(self.reading, command, self.asked_from if works else command.contexts[0])
        right = keys if works else f"in the {command.contexts[0]}"
        row = (
            (f" {pad(shorten(command.title, space), space)}", ("text",) if works else ("faint",)),
            (f"{shorten(right, 16):>16}", ("muted",) if works else ("faint",)),
        )
        return Entry((row,), command, f"{command.title} {command.id} {command.help}")

    def chosen(self, value: object) -> None:
        """Run a command."""
        assert isinstance(value, Command)
        if not value.applies(self.asked_from):
            self.reader.say(f"“{value.title}” works in the {value.contexts[0]}.")
            return
        self.leave()
        self.reading.perform(Call(value))
