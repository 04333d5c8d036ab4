"""The document as plain text, for pipes: title, byline and date, then the canonical text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.document.text import canonical

if TYPE_CHECKING:
    from reader.document.model import Document


def write(document: Document) -> str:
    """The text with a line end at its end; empty for an empty document."""
    by = " · ".join(part for part in (document.byline, document.published) if part)
    parts = [part for part in (document.title, by, canonical(document.blocks)) if part]
    return "\n\n".join(parts) + "\n" if parts else ""
