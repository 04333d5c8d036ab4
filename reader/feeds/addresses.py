"""Addresses in a feed, absolute and clean; most are so from the start, and cost nothing."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urljoin

from reader.document.safe import MAX_ADDRESS, clean_url

_CLEAN: Final = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d+)?/[A-Za-z0-9%/:;=&?~#+!$,'@()*._\[\]^|{}-]*",
    re.ASCII,
)
"""An address that can stay as it is: what it has beside the usual signs does no harm."""
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
_SLASHES: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*:)/{3,}(?=[^/])")


def absolute(written: str | None, base: str | None) -> str | None:
    """An address that may be opened, resolved against `base`; None when it is none."""
    if not written:
        return None
    written = written.strip()
    if "&amp;" in written:
        written = written.replace("&amp;", "&")  # escaped twice
    if len(written) <= MAX_ADDRESS and _CLEAN.fullmatch(written):
        return written
    if base and written and not _SCHEME.match(written):
        whole = joined(base, written)
        if whole and len(whole) <= MAX_ADDRESS and _CLEAN.fullmatch(whole):
            return whole
    return clean_url(written, base) if written else None


def joined(base: str | None, written: str | None) -> str | None:
    """A base within a base, as `xml:base` gives one; what cannot be joined changes nothing."""
    if not written or not written.strip():
        return base
    try:
        return urljoin(base or "", _SLASHES.sub(r"\1//", written.strip()))
    except ValueError:
        return base
