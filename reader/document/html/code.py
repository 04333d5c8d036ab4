"""Code blocks: their exact text, without gutters and buttons, and their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.document.html.elements import BLOCKS, is_unseen
from reader.document.html.languages import language_of
from reader.document.html.tree import Element
from reader.document.model import Code

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.document.html.blocks import Builder, ClassHandler, Handler
    from reader.document.html.tree import Child

_GUTTERS: Final = frozenset(
    {"gutter", "gl", "lineno", "linenos", "lineno-container", "line-numbers-rows", "rouge-gutter"}
    | {"hljs-ln-numbers", "hljs-ln-line-numbers", "crayon-nums", "lnt", "ln", "line-number"}
    | {"linenodiv", "blob-num", "linenumber", "react-syntax-highlighter-line-number"}
    | {"code-line-number", "codeblock-line-number", "prism-line-number"}
)
_BUTTONS: Final = frozenset(
    {"button", "copy", "copy-btn", "copy-button", "copybtn", "code-copy", "toolbar", "btn-copy"}
    | {"copy-to-clipboard-button", "clipboard-button", "buttonGroup", "code-toolbar-buttons"}
)
_LINES: Final = frozenset(
    {"line", "token-line", "code-line", "view-line", "hljs-ln-line", "cm-line"}
)
_CODE_CELLS: Final = frozenset(
    {"code", "rouge-code", "hljs-ln-code", "blob-code", "crayon-code", "lntd", "gutter"}
    | {"rouge-gutter", "linenos", "crayon-nums", "hljs-ln-numbers", "blob-num"}
)
_WRAPPERS: Final = frozenset(
    {"highlight", "gatsby-highlight", "syntaxhighlighter", "highlighter-rouge", "code-block"}
    | {"highlighttable", "crayon-syntax", "code-wrapper", "rouge-table", "codehilite"}
)


def text_of(children: Iterable[Child]) -> str:
    """The code within: line by line where elements make lines, else as it stands."""
    return _Reader().read(children)


class _Reader:
    """Collects the text of code; knows whether it is at the beginning of a line."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._line_begins = True

    def read(self, children: Iterable[Child]) -> str:
        """Go through the children without recursion; None on the stack ends a line."""
        stack: list[Child | None] = list(children)
        stack.reverse()
        while stack:
            child = stack.pop()
            if child is None:
                if not self._line_begins:
                    self._add("\n")
            elif isinstance(child, str):
                self._add(child)
            elif child.tag == "br":
                self._add("\n")
            elif not _is_no_code(child):
                stack.extend(self._inside(child, stack[-1] if stack else None))
        return "".join(self._parts)

    def _inside(self, element: Element, following: Child | None) -> list[Child | None]:
        """What is to be read of an element, the last first; `following` comes after it."""
        inside: list[Child | None] = list(reversed(element.children))
        if element.tag in BLOCKS:
            if not self._line_begins:
                self._add("\n")
            # An empty line of its own is a line too.
            empty = not any(isinstance(c, Element) or c for c in element.children)
            return ["\n"] if empty else [None, *inside]
        if _is_line(element) and _is_line(following):
            return [None, *inside] if any(element.texts()) else ["\n"]
        return inside

    def _add(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._line_begins = text.endswith("\n")


def _is_no_code(element: Element) -> bool:
    tag = element.tag
    if tag in ("button", "script", "textarea", "svg"):
        return True
    if not element.attrs:
        return False
    classes = element.classes
    if not classes.isdisjoint(_GUTTERS) or not classes.isdisjoint(_BUTTONS):
        return "code" not in classes
    if "data-line-number" in element.attrs and tag in ("td", "a"):
        return not element.text() or element.text().isdigit()
    return is_unseen(element)


def _is_line(element: Child | None) -> bool:
    return isinstance(element, Element) and (
        not element.classes.isdisjoint(_LINES)
        or "data-line" in element.attrs
        or (element.tag == "code" and element.parent is not None and element.parent.tag == "pre")
    )


def add_code(builder: Builder, element: Element, texts: Iterable[Child]) -> None:
    """Add the code in `texts`, whose language `element` or what is around it tells."""
    text = text_of(texts)
    text = text.removesuffix("\n")
    if text.strip():
        builder.add(Code(text, language_of(element), builder.setting.language))


def _preformatted(builder: Builder, element: Element) -> None:
    if "wp-block-verse" in element.classes or "verse" in element.classes:
        _verse(builder, element)
        return
    if element.first("img", "table") is not None and element.first("code") is None:
        builder.walk(element.children)
        return
    codes = [child for child in element.children if isinstance(child, Element)]
    only = codes[0] if len(codes) == 1 and codes[0].tag == "code" else None
    loose = any(isinstance(child, str) and child.strip() for child in element.children)
    inside = element if only is None or loose else only
    add_code(builder, element, inside.children)


def _verse(builder: Builder, element: Element) -> None:
    """Verse keeps its lines, and is for reading, not for running."""
    lines = Element("p", {"style": "white-space: pre-wrap"}, element.parent)
    lines.children = element.children
    builder.walk_block(lines)


def is_code_table(table: Element) -> bool:
    """Whether a table only sets line numbers beside code."""
    cells = [e for e in table.elements() if e.tag == "td"]
    if not cells or not any(not cell.classes.isdisjoint(_CODE_CELLS) for cell in cells):
        return False
    return (
        any(cell.first("pre", "code") is not None for cell in cells)
        or any(a.tag in ("pre", "code") for a in table.ancestors())
        or any(not cell.classes.isdisjoint({"blob-code", "hljs-ln-code"}) for cell in cells)
    )


def add_code_table(builder: Builder, table: Element) -> None:
    """Add the code of a table that sets line numbers beside it."""
    pres = [e for e in table.elements() if e.tag == "pre" and not _is_gutter(e)]
    if len(pres) == 1:
        add_code(builder, pres[0], pres[0].children)
    elif pres and len({id(p.parent) for p in pres}) == len(pres) == 2:
        add_code(builder, pres[1], pres[1].children)
    else:
        add_code(builder, table, [table])


def _is_gutter(pre: Element) -> bool:
    """Whether a `pre` holds line numbers alone, or stands in a gutter."""
    if re.fullmatch(r"[\d\s]+", pre.text()) and pre.parent is not None and pre.parent.tag == "td":
        cell = pre.parent
        return not cell.classes.isdisjoint(_GUTTERS) or _next_cell(cell) is not None
    return any(not a.classes.isdisjoint(_GUTTERS) for a in (pre, *pre.ancestors()))


def _next_cell(cell: Element) -> Element | None:
    siblings = cell.parent.children if cell.parent is not None else []
    cells = [s for s in siblings if isinstance(s, Element) and s.tag == "td"]
    at = next((i for i, s in enumerate(cells) if s is cell), len(cells))
    return cells[at + 1] if at + 1 < len(cells) else None


def _wrapper(builder: Builder, element: Element) -> bool:
    """A highlighter's wrapper: the code inside without its toolbars and tabs."""
    if element.tag not in ("div", "figure", "section"):
        return False
    pres = [e for e in element.elements() if e.tag == "pre"]
    tables = [e for e in element.elements() if e.tag == "table"]
    if tables and is_code_table(tables[0]):
        builder.flush()
        caption = element.first("figcaption")
        if caption is not None:
            return False
        add_code_table(builder, tables[0])
        return True
    if pres or not _is_bare_code(element):
        return False
    builder.flush()
    add_code(builder, element, element.children)
    return True


def _is_bare_code(element: Element) -> bool:
    """Whether a wrapper holds lines of code without any `pre`."""
    return "syntaxhighlighter" in element.classes and element.first("code") is not None


TAGS: Final[Mapping[str, Handler]] = {
    "pre": _preformatted,
    "listing": _preformatted,
    "xmp": _preformatted,
}
CLASSES: Final[Mapping[str, ClassHandler]] = dict.fromkeys(_WRAPPERS, _wrapper)
