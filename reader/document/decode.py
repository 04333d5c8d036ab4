"""Bytes to text: by their mark, what was declared, and what they look like."""

from __future__ import annotations

import codecs
from typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode(data: bytes, *, declared: str | None = None) -> str:
    """The text of some bytes; never fails: what fits no encoding becomes U+FFFD.

    A byte order mark decides; then `declared`, if it is an encoding and fits; then UTF-8, if it
    fits; then UTF-16 by the place of its zeros; then the likeliest by the letters.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    for named in (declared, "utf-8"):
        text = _strictly(data, named)
        if text is not None:
            return text
    return data.decode(_wide(data) or _likeliest(data), "replace")


def _strictly(data: bytes, encoding: str | None) -> str | None:
    if not encoding:
        return None
    try:
        text = data.decode(encoding)  # an encoding of bytes to bytes is a LookupError
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if "\x00" not in text or not _wide(data) else None


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of Latin text is zero."""
    head = data[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 < len(head) * 2 or not head:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _likeliest(data: bytes) -> str:
    from reader.document.html.tree import encoding_of  # the HTML library knows encodings best

    return encoding_of(data) or "windows-1252"
