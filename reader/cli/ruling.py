"""What an update does at its end by the reader's rules and settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.errors import LibraryError

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library


def follow(library: Library, say: Callable[[str], None]) -> None:
    """Let stories be told as is set, and take out what rules keep no longer; told in sentences."""
    from reader.settings.config import check_config
    from reader.settings.locations import config_path

    wished = check_config(config_path()).settings
    try:
        library.tell_once(once=wished.stories == "one line")
        done = library.tidy()
    except LibraryError as error:
        say(str(error))
        return
    if done.journal is not None:
        say(f"{done.label} · #{done.journal} · `reader undo {done.journal}` undoes")
