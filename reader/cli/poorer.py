"""Signs that an output's encoding lacks, said by the nearest it has."""

from __future__ import annotations

import codecs
from typing import Final

HANDLER: Final = "reader.poorer"
"""The name of the error handler for encoding, once `register` has been called."""

_SIGNS: Final = {
    "●": "*",
    "◐": "~",
    "✓": " ",
    "★": "+",
    "✎": "#",
    "·": "-",
    "…": "...",
    "›": ">",
    "—": "--",
    "–": "-",
    "\u2010": "-",
    "•": "*",
    "▎": "|",
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
}


def register() -> None:
    """Make `HANDLER` known to the codecs."""
    codecs.register_error(HANDLER, _nearest)


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_SIGNS.get(sign, "?") for sign in lacking), error.end
