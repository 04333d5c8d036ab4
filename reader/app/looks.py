"""The themes there are, and the one to begin with, for the colours of this terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.settings.theme import load_theme, theme_names

if TYPE_CHECKING:
    from pathlib import Path

    from reader.settings.theme import Depth, Theme


class Looks:
    """Loads themes, shipped and from the user's folder, for one depth of colour."""

    def __init__(self, folder: Path | None, depth: Depth) -> None:
        self._folder = folder
        self.depth: Depth = depth

    def load(self, theme_id: str) -> Theme:
        """A theme by its id. Errors: SettingsError."""
        return load_theme(theme_id, self._folder).at(self.depth)

    def listed(self) -> list[tuple[str, str, str]]:
        """Id, name and kind of every theme that can be read."""
        from reader.errors import SettingsError

        found = []
        for theme_id in theme_names(self._folder):
            try:
                theme = load_theme(theme_id, self._folder)
            except SettingsError:
                continue
            kind = {"dark": "dark", "light": "light", "any": "either"}[theme.kind]
            found.append((theme_id, theme.name, kind))
        return found
