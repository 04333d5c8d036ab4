"""Copying: by the terminal (OSC 52) and, where there is one, by the system's own program."""

from __future__ import annotations

import asyncio
import os
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.app.app import ReaderApp


def system_copier() -> list[str] | None:
    """The system's program that takes the clipboard's text on its standard input."""
    if os.environ.get("WAYLAND_DISPLAY") and shutil.which("wl-copy"):
        return ["wl-copy"]
    if os.environ.get("DISPLAY") and shutil.which("xclip"):
        return ["xclip", "-selection", "clipboard"]
    if os.environ.get("DISPLAY") and shutil.which("xsel"):
        return ["xsel", "--input", "--clipboard"]
    if shutil.which("pbcopy"):
        return ["pbcopy"]
    return None


def copy(app: ReaderApp, text: str) -> None:
    """Put text into the clipboard."""
    app.copy_to_clipboard(text)
    command = system_copier()
    if command is not None:
        app.beside(_feed(command, text))


async def _feed(command: list[str], text: str) -> None:
    quiet = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, stdout=quiet, stderr=quiet
        )
        await process.communicate(text.encode())
    except OSError:
        return
