"""The words of some HTML in reading order, without making a document of it."""

from __future__ import annotations

from reader.document.html.elements import BLOCKS, UNREAD
from reader.document.html.tree import Element, grow


def words_of(source: str) -> str:
    """The words, each block on a line of its own; of pictures, scripts and styles none."""
    parts: list[str] = []
    stack: list[Element | str] = [grow(source).body]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == "script" or node.tag in UNREAD:
            continue
        elif node.tag == "br":
            parts.append("\n")
        else:
            if node.tag in BLOCKS:
                stack.append("\n")
                parts.append("\n")
            stack.extend(reversed(node.children))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)
