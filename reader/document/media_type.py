"""What a file is: by its name, else by how it begins."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final

_BY_ENDING: Final = {
    **dict.fromkeys(
        (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn", ".qmd"), "text/markdown"
    ),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht", ".shtml"), "text/html"),
    **dict.fromkeys((".txt", ".text", ".asc", ".me", ".1st", ".nfo"), "text/plain"),
}
_LOOKED_AT: Final = 4096
_ENOUGH: Final = 512
"""Bytes from which the content says more than the ending."""
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARY: Final = (
    *(b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF"),
    *(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!", b"SQLite format 3", b"OggS"),
    *(
        b"ID3",
        b"RIFF",
        b"\x00\x00\x00\x18ftyp",
        b"\x00\x00\x00\x20ftyp",
        b"MZ\x90",
        b"\xca\xfe\xba\xbe",
    ),
    *(b"\x28\xb5\x2f\xfd", b"wOFF", b"wOF2", b"\xd0\xcf\x11\xe0"),
)
_PAGE: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|title|body|article|section|main|div|p|h[1-6]|table|meta)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER: Final = re.compile(rb"(?:---|\+\+\+)[ \t]*\r?\n[\w\"'-]+[ \t]*[:=]")
_MARKDOWN: Final = tuple(
    re.compile(sign, re.MULTILINE)
    for sign in (
        rb"^#{1,6} +\S.*\r?\n[ \t]*\r?$",
        rb"^(?:```|~~~)[\w{.-]*[ \t]*\r?$",
        rb"\[[^\]\n]+\]\([^()\s]+\)",
        rb"(?<![\w*])\*\*[^\s*][^*\n]*\*\*(?![\w*])",
        rb"^ {0,3}[-*+] +\S",
    )
)
"""What Markdown has: headings, fences, links, strong words, items. Other text has one, not two."""
_CONTROLS: Final = bytes(c for c in range(32) if c not in (8, 9, 10, 11, 12, 13, 27))


def guess(name: str, data: bytes) -> str | None:
    """`text/plain`, `text/markdown` or `text/html`; None when it is none of them.

    A known ending decides, unless the content is plainly a file of another kind; without one the
    first bytes do. Text may hold a few controls; what holds many is binary.
    """
    head = data[:_LOOKED_AT]
    if head.startswith(_BINARY):
        return None
    known = _BY_ENDING.get(PurePath(name).suffix.lower())
    # In a short text a few controls are a large share, and its ending can be believed.
    if _is_binary(head) and (known is None or len(head) >= _ENOUGH):
        return None
    if known is not None:
        return known
    start = head.removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(start):
        return "text/html"
    if _FRONT_MATTER.match(start) or sum(bool(sign.search(start)) for sign in _MARKDOWN) > 1:
        return "text/markdown"
    return "text/plain"


def _is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding: too many controls, and not UTF-16."""
    if head.startswith(_MARKS):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    if controls * 50 <= len(head):
        return False
    halves = head[0::2].count(0), head[1::2].count(0)
    wide = max(halves) * 5 > len(head) * 2 and min(halves) * 20 < len(head)
    return not wide
