"""Choosing a theme: moving shows it at once, enter keeps it, escape goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.screens.panel import Panel
from reader.app.widgets.pick_list import Entry

if TYPE_CHECKING:
    from reader.app.screens.reading import Reading
    from reader.app.widgets.pick_list import PickList


class Themes(Panel):
    """All themes, shipped and the user's own."""

    context = "themes"
    side = "left"
    title_of_panel = "Themes"
    hint = "enter keeps"

    def __init__(self, reading: Reading) -> None:
        super().__init__(reading)
        self._before = reading.reader.worn

    def entries(self) -> list[Entry]:
        """The themes by name, with light or dark."""
        listed = self.reader.looks.listed()
        wide = max(len(title) for _, title, _ in listed) + 2
        return [
            Entry((((f" {title:<{wide}}", ("text",)), (ground, ("muted",))),), name, title)
            for name, title, ground in listed
        ]

    def present(self) -> object:
        """The theme that is worn."""
        return self.reader.worn.name

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        """Show the theme under the cursor."""
        if message.entry is not None and message.entry.value != self.reader.worn.name:
            self.reader.wear(self.reader.looks.load(str(message.entry.value)))

    def chosen(self, value: object) -> None:
        """Keep a theme."""
        self.reader.wear(self.reader.looks.load(str(value)))
        self.reader.keep_theme(str(value))
        self.dismiss(None)

    def leave(self) -> None:
        """Go back to the theme that was worn."""
        if self.reader.worn.name != self._before.name:
            self.reader.wear(self._before)
        self.dismiss(None)
