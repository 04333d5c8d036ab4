"""Lists and definition lists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from reader.document.html.elements import style_of, whole_number
from reader.document.html.tree import Element
from reader.document.model import Definition, Definitions, List

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reader.document.html.blocks import Builder, Handler
    from reader.document.html.tree import Child
    from reader.document.model import Blocks, Inlines

Marker: TypeAlias = Literal["1", "a", "A", "i", "I"]

_MARKERS: Final[Mapping[str, Marker]] = {
    "1": "1",
    "a": "a",
    "A": "A",
    "i": "i",
    "I": "I",
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_STYLE: Final = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_ON: Final = frozenset({"checkbox-on", "checked", "is-checked", "task-done"})
_OFF: Final = frozenset({"checkbox-off", "unchecked"})


def _list(builder: Builder, element: Element) -> None:
    ordered = element.tag == "ol"
    items: list[Blocks] = []
    tasks: list[bool | None] = []
    first: Element | None = None
    for kind, children, item in _parts(element):
        blocks = builder.collect(children)
        if not blocks:
            continue
        if kind == "nested" and items:
            items[-1] += blocks
            continue
        first = first or item
        items.append(blocks)
        tasks.append(_task_of(item) if item is not None else None)
    if not items:
        return
    if element.tag in ("ul", "menu", "dir") and first is None and len(items) == 1:
        builder.add(*items[0])  # nothing but a list inside: one list, not two
        return
    backwards = ordered and "reversed" in element.attrs
    builder.add(
        List(
            ordered,
            tuple(items),
            _start_of(element, first, len(items) if backwards else 1) if ordered else 1,
            backwards,
            _marker_of(element) if ordered else None,
            tuple(tasks) if any(task is not None for task in tasks) else None,
            builder.setting.language,
        )
    )


def _parts(element: Element) -> list[tuple[str, list[Child], Element | None]]:
    """The children of a list: its items, and what stands between them.

    A list that stands directly in a list belongs to the item before it.
    """
    parts: list[tuple[str, list[Child], Element | None]] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag == "li":
            parts.append(("item", [child], child))
        elif isinstance(child, Element) and child.tag in ("ul", "ol", "menu", "dir", "dl"):
            parts.append(("nested", [child], None))
        elif not isinstance(child, str) or child.strip():
            parts.append(("loose", [child], None))
    return parts


def _start_of(element: Element, first: Element | None, default: int) -> int:
    start = whole_number(element.get("start"), default)
    return whole_number(first.get("value"), start) if first is not None else start


def _marker_of(element: Element) -> Marker | None:
    said = element.get("type").strip()
    if not said and "style" in element.attrs:
        match = _STYLE.search(style_of(element))
        said = match[1] if match else ""
    return _MARKERS.get(said)


def _task_of(item: Element) -> bool | None:
    """Whether an item's box is ticked; None when it has no box."""
    for name in ("data-checked", "data-task-checked"):
        if name in item.attrs:
            return item.attrs[name].lower() not in ("false", "0", "no")
    for element in _leading(item):
        if element.tag == "input" and element.get("type").lower() == "checkbox":
            return "checked" in element.attrs
        if not element.classes.isdisjoint(_ON):
            return True
        if not element.classes.isdisjoint(_OFF):
            return False
    return None


def _leading(item: Element) -> list[Element]:
    """The elements that begin an item, before any of its text."""
    found: list[Element] = []
    stack: list[Child] = list(reversed(item.children))
    while stack and len(found) < 8:
        child = stack.pop()
        if isinstance(child, Element):
            if child.tag in ("ul", "ol"):
                break
            found.append(child)
            stack.extend(reversed(child.children))
        elif child.strip():
            break
    return found


def _definitions(builder: Builder, element: Element) -> None:
    """Terms and what is said of them; a list without terms is only indented text."""
    parts = _described(element)
    if not any(part.tag == "dt" for part in parts):
        builder.walk(element.children)
        return
    items: list[Definition] = []
    terms: list[Inlines] = []
    blocks: Blocks = ()
    for part in parts:
        if part.tag == "dt":
            if blocks:
                items.append(Definition(tuple(terms), blocks))
                terms, blocks = [], ()
            term = builder.inlines([part])
            terms += [term] if term else []
        else:
            blocks += builder.collect([part])
    if terms or blocks:
        items.append(Definition(tuple(terms), blocks))
    if items:
        builder.add(Definitions(tuple(items), builder.setting.language))


def _described(element: Element) -> list[Element]:
    """The terms and descriptions of a list in order, out of what wraps them; texts too."""
    parts: list[Element] = []
    for child in element.children:
        if isinstance(child, str):
            if child.strip():
                loose = Element("dd", {}, element)
                loose.children = [child]
                parts.append(loose)
        elif child.tag in ("div", "span", "section") and child.first("dt", "dd") is not None:
            parts += _described(child)
        else:
            parts.append(child)
    return parts


TAGS: Final[Mapping[str, Handler]] = {
    "ul": _list,
    "ol": _list,
    "menu": _list,
    "dir": _list,
    "dl": _definitions,
}
