"""The parts of a footnote that are not what it says: its label, and the way back to its mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from reader.document.html.tree import Element

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

_BACK_CLASSES: Final = frozenset(
    {"reversefootnote", "footnote-backref", "footnote-back", "data-footnote-backref"}
    | {"footnotebacklink", "footnote-return", "fn-backref", "easy-footnote-to-top", "backlink"}
    | {"footnote-reverse", "mw-cite-backlink", "footnum", "footnote-number", "footnote-backlink"}
    | {"footnote__back", "footnote-reverse-link", "fn-back", "footnote-back-link", "back-link"}
)
_ARROWS: Final = frozenset("↩↑↲⤴↵⏎⬆^↖⇧⇑⤶←⮐☝🔙")
_WORDS: Final = frozenset({"back", "return", "top", "jump up", "jump back", "zurück", "retour"})
_BRACKETS: Final = " \t\n\xa0[](){}.:,"


def labelled(text: str) -> str:
    """A mark's text without brackets and stops."""
    return text.strip(_BRACKETS).removesuffix(":").strip()[:40]


def is_way_back(element: Element, back: AbstractSet[str]) -> bool:
    """Whether a link leads from a note to its mark."""
    if element.get("role") == "doc-backlink" or "footnote" in element.get("rev").split():
        return True
    if not element.classes.isdisjoint(_BACK_CLASSES):
        return True
    if element.tag != "a":
        return False
    href = element.get("href")
    if "#" not in href:
        return False
    if href.rpartition("#")[2] in back:
        return True
    text = element.text().replace("\ufe0e", "").replace("\ufe0f", "").strip("[]() ").lower()
    return bool(text) and (set(text) <= _ARROWS or text in _WORDS)


def without_frame(note: Element, back: AbstractSet[str], label: str) -> Element:
    """A copy of a note's element that holds only what the note says."""
    copy = Element("div", {k: v for k, v in note.attrs.items() if k in ("lang", "dir")})
    for part in _parts(note):
        copy.children.append(part)
        if isinstance(part, Element):
            part.parent = copy
    for element in list(copy.elements()):
        if is_way_back(element, back):
            _remove(element)
    _remove_label(copy, label)
    return copy


def _parts(note: Element) -> list[Element | str]:
    """What a note holds; for a term what describes it."""
    if note.tag == "dt" and note.parent is not None:
        siblings = note.parent.children
        at = note.parent.place_of(note)
        parts: list[Element | str] = []
        for child in siblings[at + 1 :]:
            if isinstance(child, Element) and child.tag == "dt":
                break
            parts.append(child)
        return parts
    return list(note.children)


def _remove(element: Element) -> None:
    """Take an element out, and what held nothing but it."""
    holder = element.parent
    element.remove()
    while holder is not None and holder.parent is not None and not holder.text().strip(_BRACKETS):
        if holder.tag not in ("sup", "span", "p", "small", "cite", "strong", "b", "em", "i"):
            break
        if holder.first("img") is not None:
            break
        outer = holder.parent
        holder.remove()
        holder = outer


def _remove_label(copy: Element, label: str) -> None:
    """Take off the label that some engines write before a note, and the stop after it."""
    found = _first_text(copy)
    if found is None:
        return
    holder, at = found
    text = str(holder.children[at])
    if holder.tag in ("sup", "label", "strong", "b", "span", "a", "dt") and holder is not copy:
        whole = holder.text()
        if labelled(whole) == label and len(whole) <= len(label) + 4:
            _remove(holder)
            found = _first_text(copy)
            if found is None:
                return
            holder, at = found
            text = str(holder.children[at])
    stop = r"[.):\]]+(?=\s)" if label.isalnum() else r"[.):\]]*"
    numbered = re.match(rf"\s*[\[(]?{re.escape(label)}{stop}\s*", text) if label else None
    end = numbered.end() if numbered else len(text) - len(text.lstrip(" \t\n\xa0.):]"))
    if numbered or text.lstrip()[:1] in (".", ")", ":", "]"):
        holder.children[at] = text[end:]


def _first_text(copy: Element) -> tuple[Element, int] | None:
    """Where the first text within an element stands that is more than white space."""
    stack: list[tuple[Element, int]] = [(copy, i) for i in reversed(range(len(copy.children)))]
    while stack:
        holder, at = stack.pop()
        child = holder.children[at]
        if isinstance(child, Element):
            stack.extend((child, i) for i in reversed(range(len(child.children))))
        elif child.strip():
            return holder, at
    return None
