"""The names by which a set line says what its characters are; themes give them their looks."""

from __future__ import annotations

from typing import Final

ROLES: Final[tuple[str, ...]] = (
    "text",
    "heading1",
    "heading2",
    "heading3",
    "heading4",
    "emphasis",
    "strong",
    "strike",
    "inserted",
    "code-span",
    "keyboard",
    "mark",
    "superscript",
    "subscript",
    "link",
    "note-ref",
    "ruby",
    "math",
    "marker",
    "bar",
    "quote",
    "attribution",
    "code",
    "code-label",
    "code-keyword",
    "code-string",
    "code-comment",
    "code-number",
    "code-name",
    "pan-mark",
    "table-head",
    "table-rule",
    "figure",
    "caption",
    "rule",
    "small",
    "furniture",
    "label",
)
"""Roles of spans, from the general to the particular; a span carries one or several."""
