"""Tags put in order: every element closed, every attribute quoted, before the loose parser reads.

A closing tag that fits no open element is dropped; one that fits an outer element closes those
inside it. So a title that is never closed does not swallow the entries after it.
"""

from __future__ import annotations

import re
from typing import Final

_TOKEN: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?[^<>]*\?>"
    r"|<(?P<end>/?)(?P<name>[A-Za-z_][\w:.-]*)"
    r"(?P<attributes>(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*?)(?P<empty>/?)>"
    r"|<[^<>]*>?",
    re.DOTALL,
)
_ATTRIBUTE: Final = re.compile(
    r"([A-Za-z_][\w:.-]*)(?:\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)'|([^\s\"'<>]+)))?"
)
_VOID: Final = frozenset({"br", "hr", "img", "input", "wbr", "area", "col", "embed", "source"})
_DEEPEST: Final = 2_000
"""Open elements at once; tags that would open more are dropped."""


def balanced(text: str) -> str:
    """The text with all tags in order; what looks like a tag and is none is escaped."""
    parts: list[str] = []
    open_names: list[str] = []
    at = 0
    for match in _TOKEN.finditer(text):
        parts.append(text[at : match.start()])
        at = match.end()
        name = match["name"]
        if name is None:
            parts.append(_aside(match[0]))
        elif match["end"]:
            _close(name, open_names, parts)
        elif match["empty"] or _is_void(name):
            parts.append(f"<{name}{_attributes(match['attributes'])}/>")
        elif len(open_names) < _DEEPEST:
            open_names.append(name)
            parts.append(f"<{name}{_attributes(match['attributes'])}>")
    parts.append(text[at:])
    parts.extend(f"</{name}>" for name in reversed(open_names))
    return "".join(parts)


def _aside(token: str) -> str:
    """A CDATA section, comment or instruction as it is; anything else as text."""
    if token.startswith("<![CDATA["):
        return token if token.endswith("]]>") else f"{token}]]>"
    if token.startswith("<?") and token.endswith("?>"):
        return token
    if token.startswith("<!--"):
        return ""
    return token.replace("<", "&lt;").replace(">", "&gt;")


def _is_void(name: str) -> bool:
    return name.lower() in _VOID


def _close(name: str, open_names: list[str], parts: list[str]) -> None:
    wanted = name.lower()
    for count, known in enumerate(reversed(open_names), start=1):
        if known.lower() == wanted:
            parts.extend(f"</{open_names.pop()}>" for _ in range(count))
            return


def _attributes(written: str) -> str:
    """Attributes with quotes round their values, each once."""
    if not written.strip():
        return ""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(written):
        value = double or single.replace('"', "&quot;") or bare.rstrip("/")
        found.setdefault(name, value)
    return "".join(f' {name}="{value}"' for name, value in found.items())
