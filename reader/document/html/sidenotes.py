"""Notes that stand in the running text and are moved beside it by style: sidenotes."""

from __future__ import annotations

from typing import Final

from reader.document.html.noteparts import labelled
from reader.document.html.tree import Element

MAX_SIDENOTES: Final = 1_000
"""Sidenotes of one page; what is beyond stays in the text."""

_NOTES: Final = frozenset(
    {"sidenote", "marginnote", "margin-note", "side-note", "modern-footnotes-footnote__note"}
    | {"sidenote-content", "footnote-content-inline"}
)
_UNNUMBERED: Final = frozenset({"marginnote", "margin-note"})
_INLINE: Final = ("span", "small", "label", "i", "em", "aside")
_TOGGLES: Final = frozenset(
    {"margin-toggle", "sidenote-number", "sidenote-toggle", "modern-footnotes-footnote"}
    | {"sidenote-label", "sidenote-ref", "marginnote-ind", "sidenote-anchor"}
)


def take_sidenotes(body: Element, mark: str) -> list[tuple[str, Element]]:
    """The sidenotes of a page with their labels; each becomes an element `mark` where it stood."""
    found: list[tuple[str, Element]] = []
    numbers = 0
    stars = 0
    for element in list(body.elements()):
        if len(found) == MAX_SIDENOTES:
            break
        if element.classes.isdisjoint(_NOTES) or not _is_beside(element):
            continue
        said = _take_toggles(element)
        if element.classes.isdisjoint(_UNNUMBERED):
            numbers += 1
            label = said if said.isdigit() else str(numbers)
        else:
            stars += 1
            label = "*" * stars if stars < 4 else f"*{stars}"
        _remove_own_number(element)
        note = Element("div", {}, None)
        note.children = element.children
        for child in note.children:
            if isinstance(child, Element):
                child.parent = note
        element.tag, element.attrs, element.children = mark, {"label": label}, []
        element.reset()
        found.append((label, note))
    return found


def _is_beside(element: Element) -> bool:
    """Whether a note stands within a line of text."""
    if element.tag not in _INLINE or element.parent is None or not element.text():
        return False
    return any(outer.tag in ("p", "li", "dd", "td", "blockquote") for outer in element.ancestors())


def _take_toggles(element: Element) -> str:
    """Take out the label and the box that show a note on small screens; the label's text."""
    parent = element.parent
    assert parent is not None
    at = parent.place_of(element)
    said = ""
    for child in reversed(parent.children[max(0, at - 4) : at]):
        if isinstance(child, str):
            if child.strip():
                break
            continue
        if child.tag != "input" and child.classes.isdisjoint(_TOGGLES):
            break
        said = labelled(child.text()) or said
        child.remove()
    return said


def _remove_own_number(element: Element) -> None:
    """Take off the number that a note repeats at its beginning."""
    for child in list(element.children):
        if isinstance(child, Element):
            numbered = child.tag == "sup" or "sidenote-number" in child.classes
            if numbered and len(child.text()) <= 4:
                child.remove()
            return
        if child.strip():
            return
