"""What stands inside an element of XML, as HTML: for bodies that a feed did not escape."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_VOID: Final = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link"}) | {
    "meta",
    "param",
    "source",
    "track",
    "wbr",
}
_MOST: Final = 200_000
"""Elements in one body; the text of the others is kept without them."""


def inner_html(element: Element) -> str:
    """The children of an element as HTML, namespaces left out; never deep in itself."""
    parts = [html.escape(element.text or "", quote=False)]
    stack: list[tuple[Element, int]] = [(element, 0)]
    count = 0
    while stack:
        parent, at = stack.pop()
        if at < len(parent):
            stack.append((parent, at + 1))
            child = parent[at]
            if isinstance(child.tag, str):
                count += 1
                if count <= _MOST:
                    parts.append(_start(child))
                parts.append(html.escape(child.text or "", quote=False))
                stack.append((child, 0))
                continue
        elif stack:
            if count <= _MOST and (name := _local(parent.tag)) not in _VOID:
                parts.append(f"</{name}>")
            child = parent
        else:
            break
        parts.append(html.escape(child.tail or "", quote=False))
    return "".join(parts)


def _start(element: Element) -> str:
    written = "".join(
        f' {_local(name)}="{html.escape(value)}"' for name, value in element.attrib.items()
    )
    return f"<{_local(element.tag)}{written}>"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def sole_child(element: Element) -> Element | None:
    """The one child that an element has beside white space, if it has just one."""
    if len(element) != 1 or (element.text or "").strip() or (element[0].tail or "").strip():
        return None
    return element[0] if isinstance(element[0].tag, str) else None
