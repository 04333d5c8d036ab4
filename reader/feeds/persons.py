"""Names of authors out of what feeds write in their place."""

from __future__ import annotations

import re
from typing import Final

from reader.feeds.said import Words
from reader.feeds.wording import line

_MAIL: Final = r"[^\s@()<>,;:\"]+@[^\s@()<>,;\"]+"
_MAIL_NAME: Final = re.compile(rf"(?:mailto:)?<?{_MAIL}>?\s*\(\s*(.+?)\s*\)\s*")
_NAME_MAIL: Final = re.compile(rf"(.*?\S)\s*[(<\[]\s*(?:mailto:)?{_MAIL}\s*[)>\]]?\s*")
_MAIL_THEN: Final = re.compile(rf"<?{_MAIL}>?\s*[,:-]?\s+(\S.*)")
_SEVERAL: Final = re.compile(rf"{_MAIL}\s*\(\s*([^()]+?)\s*\)")
_ONLY: Final = re.compile(rf"(?:mailto:)?<?({_MAIL})>?(?:\s*\(\s*\))?")
_MOST: Final = 50
_LONGEST: Final = 5_000
"""Characters of an author's line that are kept."""
_LONGEST_WITH_MAIL: Final = 300
"""Characters of a line in which an address and a name are told apart."""


def name(written: str) -> str:
    """The name in an author's line: of `a@b.example (Jane)` and `Jane <a@b.example>` it is Jane.

    Where there is only an address, that; empty for nothing.
    """
    text = line(Words(written[:_LONGEST])).strip()
    if "@" not in text or len(text) > _LONGEST_WITH_MAIL:
        return text if text not in ("()", "<>") else ""
    several = _SEVERAL.findall(text)
    if len(several) > 1:
        return ", ".join(several)
    for form in (_MAIL_NAME, _NAME_MAIL, _ONLY, _MAIL_THEN):
        match = form.fullmatch(text)
        if match is not None:
            found = match[1].strip(" \"'")
            return found or text
    return text


def names(written: list[str]) -> str | None:
    """Several authors' names in one line, each once; None when there are none."""
    found: dict[str, None] = {}
    for one in written[:_MOST]:
        known = name(one)
        if known:
            found.setdefault(known)
    return ", ".join(found) or None
