"""Opening addresses outside: one argument, never through a shell, and only harmless schemes."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.app.app import ReaderApp

SCHEMES = ("http://", "https://", "mailto:", "gopher://", "gemini://")
_IN_THE_TERMINAL = {"w3m", "lynx", "links", "elinks", "www-browser", "browsh", "chawan", "cha"}


def browser_command() -> list[str] | None:
    """The command that opens an address; None where there is none."""
    chosen = os.environ.get("BROWSER", "").split(os.pathsep)[0].strip()
    if chosen:
        words = [word for word in shlex.split(chosen) if word != "%s"]
        return words or None
    for name in ("open",) if sys.platform == "darwin" else ("xdg-open", "w3m", "lynx", "links"):
        if shutil.which(name):
            return [name]
    return None


async def open_address(app: ReaderApp, address: str) -> None:
    """Open an address, and say what was done."""
    if not address.startswith(SCHEMES):
        app.say(f"Not opened: {address.split(':', 1)[0]} is not an address to browse.", "warn")
        return
    command = browser_command()
    if command is None:
        app.say(f"No browser found; {app.key_of('copy-address')} copies the address.", "warn")
        return
    if os.path.basename(command[0]) in _IN_THE_TERMINAL:  # noqa: PTH119 - a name, not a path
        with app.suspend():
            process = await asyncio.create_subprocess_exec(*command, address)
            await process.wait()
        return
    quiet = asyncio.subprocess.DEVNULL
    try:
        await asyncio.create_subprocess_exec(
            *command, address, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
    except OSError as error:
        app.say(f"{command[0]} could not be started: {error.strerror}.", "error")
        return
    app.say(f"Opened {address}")
