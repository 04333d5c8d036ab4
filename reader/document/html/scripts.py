"""Which way a text runs, and the names of languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from reader.document.model import Direction

_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_LETTER: Final = re.compile(r"[^\W\d_]")
_TAG: Final = re.compile(r"[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,5}")


def direction_of(text: str) -> Direction | None:
    """The direction of a text by its letters: "rtl" when most of them run so, else None."""
    if text.isascii() or not _RIGHT.search(text):
        return None
    right = len(_RIGHT.findall(text))
    return "rtl" if right * 2 > len(_LETTER.findall(text)) else None


def language_tag(text: str) -> str | None:
    """A BCP 47 tag in lower case; None when it is not one."""
    tag = text.strip().lower().replace("_", "-")
    return tag if _TAG.fullmatch(tag) and tag not in ("und", "mul", "zxx") else None
