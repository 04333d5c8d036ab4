"""A screen whose keys are commands of the table, with counts and sequences."""

from __future__ import annotations

from inspect import iscoroutine
from typing import TYPE_CHECKING, cast

from textual.screen import Screen

from reader.app.dispatch import Dispatcher
from reader.commands.keys import from_textual

if TYPE_CHECKING:
    from textual import events

    from reader.app.app import ReaderApp
    from reader.app.dispatch import Call
    from reader.commands.command import Context


class Commanded(Screen[object], inherit_bindings=False):
    """Takes keys to the dispatcher and runs what they complete; nothing else is bound."""

    ALLOW_SELECT = False
    AUTO_FOCUS = ""

    context: Context = "list"
    """Where the focus stands, which says what keys mean."""

    def __init__(self) -> None:
        super().__init__()
        self._dispatcher: Dispatcher | None = None

    @property
    def reader(self) -> ReaderApp:
        """The app, by its own type."""
        return cast("ReaderApp", self.app)

    @property
    def dispatcher(self) -> Dispatcher:
        """What turns this screen's keys into commands."""
        if self._dispatcher is None or self._dispatcher.bindings is not self.reader.bindings_now:
            self._dispatcher = Dispatcher(self.reader.bindings_now)
        return self._dispatcher

    def on_key(self, event: events.Key) -> None:
        """Take a key."""
        event.stop()
        event.prevent_default()
        self.press(event)

    def press(self, event: events.Key) -> None:
        """Do what a key is for."""
        key = from_textual(event.key, event.character)
        late = self.reader.late
        if key is None or (late is not None and late.takes(key)) or self.took(key, event):
            return
        call = self.dispatcher.feed(key, self.context)
        self.pending(self.dispatcher.pending)
        if call is not None:
            self.perform(call)

    def took(self, key: str, event: events.Key) -> bool:  # noqa: ARG002 - for screens that type
        """Whether the screen itself has a use for the key before commands are looked for."""
        return False

    def pending(self, keys: str) -> None:
        """Show the keys of an unfinished command."""

    def perform(self, call: Call) -> None:
        """Run a command by the method that bears its name, `do_` before it.

        What takes time (a question, a note to write) goes on beside the screen.
        """
        handler = getattr(self, f"do_{call.command.id.replace('-', '_')}", None)
        if handler is None:
            self.reader.perform_anywhere(call)
            return
        result = handler(call)
        if iscoroutine(result):
            self.reader.beside(result)
