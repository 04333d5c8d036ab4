"""Where the library is, as a plain path: asked for before anything else is loaded."""

from __future__ import annotations

import os
import sys

APP = "reader"
LIBRARY_NAME = "library.db"
LIBRARY_VARIABLE = "READER_LIBRARY"


def library_file(named: str | None = None) -> str:
    """The library's file: the one `named`, else that of READER_LIBRARY, else the platform's.

    A folder means the `library.db` in it. The path is absolute; nothing is made or looked into.
    """
    given = named or os.environ.get(LIBRARY_VARIABLE)
    if not given:
        return os.path.join(_data_folder(), LIBRARY_NAME)
    path = os.path.abspath(os.path.expanduser(given))
    if os.path.isdir(path) or given.endswith(os.sep):
        return os.path.join(path, LIBRARY_NAME)
    return path


def _data_folder() -> str:
    """As `platformdirs.user_data_dir`, which takes longer to load than a screen to paint."""
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:
        named = os.environ.get("XDG_DATA_HOME", "")
        folder = named if named.strip() else os.path.expanduser("~/.local/share")
        return os.path.join(folder, APP)
    import platformdirs

    return platformdirs.user_data_dir(APP, appauthor=False)
