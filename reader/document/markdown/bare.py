"""Bare addresses in running text, as GitHub links them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

_BARE: Final = re.compile(
    r"(?<![\w/.@:-])(?:(?P<web>https?://|www\.)[^\s<>]+"
    r"|(?P<mail>[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})(?![\w@-]))",
    re.IGNORECASE,
)
_AFTER: Final = "?!.,:;*_~'\"”’"


def linked(text: str) -> str:
    """Text as HTML, with its bare addresses as links."""
    if "@" not in text and "://" not in text and "www." not in text.lower():
        return html.escape(text)
    parts: list[str] = []
    end = 0
    for match in _BARE.finditer(text):
        address = match[0] if match["mail"] else _trimmed(match[0])
        if len(address) <= len(match["web"] or ""):
            continue
        shown = html.escape(address)
        before = html.escape(text[end : match.start()])
        scheme = "mailto:" if match["mail"] else "" if "://" in address else "http://"
        parts.append(f'{before}<a href="{scheme}{shown}">{shown}</a>')
        end = match.start() + len(address)
    parts.append(html.escape(text[end:]))
    return "".join(parts)


def _trimmed(address: str) -> str:
    """An address without the stops and brackets that belong to the sentence around it."""
    address = address[:2083]
    while True:
        shorter = address.rstrip(_AFTER)
        if shorter.endswith(")") and shorter.count(")") > shorter.count("("):
            shorter = shorter[:-1]
        if shorter == address:
            return address
        address = shorter


def mark_linked(tokens: Iterable[Token]) -> None:
    """Tell those texts that stand in a link already."""
    for token in tokens:
        depth = 0
        for child in token.children or ():
            if child.type == "link_open" or (
                child.type == "html_inline" and child.content[:3].lower() in ("<a ", "<a>")
            ):
                depth += 1
            elif child.type == "link_close" or child.content[:4].lower() == "</a>":
                depth = max(0, depth - 1)
            elif child.type == "text" and depth:
                child.meta["linked"] = True
