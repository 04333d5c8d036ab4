"""Where things are on this machine: the library, the config and what comes with the program."""

from __future__ import annotations

import os
from pathlib import Path

from reader.settings.library_file import APP, LIBRARY_NAME, LIBRARY_VARIABLE, library_file

__all__ = ("APP", "LIBRARY_NAME", "LIBRARY_VARIABLE")


def library_path(named: str | Path | None = None) -> Path:
    """The library's file: the one `named`, else that of READER_LIBRARY, else the platform's.

    A folder means the `library.db` in it. The path is absolute; nothing is made or looked into.
    """
    return Path(library_file(os.fspath(named) if named else None))


def config_folder() -> Path:
    """The folder of the config file, and of the user's own themes and keymaps; it may not exist."""
    return _platform_folder("config")


def ground_path() -> Path:
    """The file that keeps what the terminal said of its ground; it may not exist."""
    return _platform_folder("state") / "ground"


def config_path() -> Path:
    """The config file; it may not exist."""
    return config_folder() / "config.toml"


def own_themes() -> Path:
    """The folder of the user's own themes; it may not exist."""
    return config_folder() / "themes"


def own_keymaps() -> Path:
    """The folder of the user's own keymaps; it may not exist."""
    return config_folder() / "keymaps"


def _platform_folder(kind: str) -> Path:
    import platformdirs

    if kind == "config":
        return Path(platformdirs.user_config_dir(APP, appauthor=False, roaming=True))
    return Path(platformdirs.user_state_dir(APP, appauthor=False))
