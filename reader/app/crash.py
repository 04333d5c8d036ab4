"""What is left of a crash: the traceback in a file beside the library, and a sentence."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from rich.text import Text

from reader.app.gate import gate

if TYPE_CHECKING:
    from pathlib import Path

LOG = "crash.log"


def told(error: BaseException | None, library: Path) -> Text:
    """Write down a crash, and say where; without a place to write, name the error."""
    log = library.with_name(LOG)
    lines = traceback.format_exception(error) if error is not None else ["no exception\n"]
    last = gate(" ".join(lines[-1].split()))
    try:
        log.write_text("".join(lines), encoding="utf-8", errors="backslashreplace")
        where = f"The details are in {log}."
    except OSError:
        where = f"({last})"
    return Text(
        "Reader met an error of its own and had to end. Your library is whole, with all that was "
        f"said to be done. {where}"
    )
