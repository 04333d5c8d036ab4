"""Adding a file or a folder from the app, in a child process."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.app.child import Child, ChildError

if TYPE_CHECKING:
    from reader.app.app import ReaderApp


def _path(typed: str) -> Path:
    return Path(typed).expanduser()


async def add_source(app: ReaderApp, typed: str) -> None:
    """Add what was typed, a path; say what came of it."""
    path = _path(typed)
    child = Child(app.library.path, ["add", "--", str(path)])
    app.say(f"Adding {path.name} …")
    added: list[str] = []
    failed: list[str] = []
    try:
        async for told in child.lines():
            title = told.get("title")
            if told.get("error"):
                failed.append(str(told["error"]))
            elif isinstance(title, str):
                new = told.get("new")
                added.append(f"{title}: {new:,} new" if isinstance(new, int) else title)
    except (ChildError, OSError) as error:
        app.say(str(error), "error")
        return
    app.reading.arrivals.notice(take_in=True)
    if failed:
        app.say(failed[0], "error")
    else:
        shown = added[0] if len(added) == 1 else f"{len(added):,} articles"
        app.say(f"Added {shown}.")
