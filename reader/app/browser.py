"""Opening addresses outside: one argument, never through a shell, and only harmless schemes."""

from __future__ import annotations

import asyncio
import os
import shlex
import shutil
import sys
from typing import TYPE_CHECKING, Final

from reader.app.fit import shorten

if TYPE_CHECKING:
    from reader.app.app import ReaderApp

SCHEMES = ("http://", "https://", "mailto:", "gopher://", "gemini://")
_ASKED_ABOUT: Final = ("ftp://", "tel:")
"""What else a document may hold: it runs nothing, but may start a program nobody expects."""

_ROOM: Final = 24
"""Cells that the question and its answer take beside the address."""

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
    """Open an address, and say what was done; asks first where it is of no common scheme."""
    if address.startswith(_ASKED_ABOUT):
        if not await _agreed(app, address):
            app.say(f"Left {address} alone.")
            return
    elif not address.startswith(SCHEMES):
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


async def _agreed(app: ReaderApp, address: str) -> bool:
    from reader.app.screens.prompt import ask

    whole = shorten(address, max(_ROOM, app.size.width - _ROOM))
    answer = await ask(app, f"Open {whole}", hint="y opens it")
    return (answer or "").strip().lower() in {"y", "yes"}
