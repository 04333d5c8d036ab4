"""Footnotes: found by the links that lead to them and back, in the markups of many engines.

This works on the tree before anything is built: a note's mark becomes an element `note-ref` with
its label, and the note itself is taken out of the page. What a mark is, is told by where its link
leads rather than by whose class names it has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.html.addresses import NAMING, fragment_of, names_of
from reader.document.html.elements import HEADINGS
from reader.document.html.noteparts import is_way_back, labelled, without_frame
from reader.document.html.sidenotes import take_sidenotes
from reader.document.html.tree import Element, remove_all
from reader.document.safe import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reader.document.html.tree import Page

MARK: Final = "note-ref"
"""The tag of the element that stands where a note's mark stood."""

MAX_MARKS: Final = 5_000
"""Marks of notes in one page; what is beyond stays a link, and its note where it was."""

_REF_CLASSES: Final = frozenset(
    {"footnote", "footnote-ref", "footref", "footnote-reference", "footnoteref", "fn", "noteref"}
    | {"reference", "footnote-anchor", "fnref", "easy-footnote", "see-footnote", "footnote-link"}
    | {"sdfootnoteanc", "simple-footnote", "footnotes-link", "endnote-ref", "msofootnotereference"}
    | {"footnote__ref", "footnote-marker", "footnote-call", "ftnref", "note-ref", "footnote_ref"}
)
_SHORT: Final = re.compile(r"\d{1,4}|[a-zA-Z]{1,2}|[ivxlc]{1,6}|[*†‡§¶#]{1,4}|note\s\d{1,3}")
_INLINE: Final = frozenset(
    {"a", "sup", "span", "b", "strong", "small", "em", "i", "label", "cite", "sub", "font", "u"}
)
_HOLDERS: Final = ("div", "li", "aside", "section")
_NOTEISH: Final = re.compile(r"(?:foot|end|side)-?note(?!s)|\bftn|\bedn|\bfn\b|\bfn\d|footdef")
_LISTS: Final = ("ol", "ul", "dl", "section", "div", "aside", "footer", "tbody", "table", "tr")


class FoundNote(NamedTuple):
    """A note: the label of its mark, and the element that holds what it says."""

    label: str
    body: Element


class _Ref(NamedTuple):
    link: Element
    target: Element
    label: str


def take_notes(page: Page, document: str | None) -> list[FoundNote]:
    """The notes of a page in order; they and their frame are taken out, marks put in."""
    body = page.body
    sidenotes = take_sidenotes(body, MARK) if "class" in page.attributes else []
    # Without a name there is nothing that a mark could lead to.
    refs = [] if page.attributes.isdisjoint(NAMING) else _refs(body, document)
    if not refs:
        if "hr" in page.tags:
            _remove_separators(body)
        return [FoundNote(label, note) for label, note in sidenotes]
    bodies = _bodies(refs)
    back = {name for ref in refs for name in _names_around(ref.link)}
    labels = _Labels(label for label, _ in sidenotes)
    for ref in refs:
        if id(ref.target) in bodies:
            _mark(ref.link, labels.of(ref.target, ref.label))
    found = _in_order(body, refs, bodies, labels)
    notes = [FoundNote(label, without_frame(note, back, label)) for label, note in found]
    _remove_with_holders([note for _, note in found])
    _remove_separators(body)
    return [FoundNote(label, note) for label, note in sidenotes] + notes


class _Labels:
    """Gives each note a label of its own: that of its first mark, if it is free."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._of: dict[int, str] = {}

    def of(self, target: Element, wanted: str) -> str:
        """The label of the note at a target."""
        if id(target) not in self._of:
            self._of[id(target)] = self.free(wanted)
        return self._of[id(target)]

    def free(self, wanted: str) -> str:
        """A label like the one wanted that no other note has."""
        wanted = wanted or str(len(self._taken) + 1)
        label, number = wanted, 1
        while label in self._taken:
            number += 1
            label = f"{wanted}-{number}"
        self._taken.add(label)
        return label


def _refs(body: Element, document: str | None) -> list[_Ref]:
    """The marks of a page that lead to a note further down, in order."""
    order: dict[int, int] = {}
    names: dict[str, Element] = {}
    links: list[Element] = []
    for number, element in enumerate(body.elements()):
        if element.attrs:
            order[id(element)] = number
            for name in names_of(element):
                names.setdefault(name, element)
            if element.tag == "a" and "#" in element.get("href"):
                links.append(element)
    refs: list[_Ref] = []
    for link in links:
        lead = fragment_of(link.get("href"), document) or _foreign_fragment(link)
        target = names.get(lead) if lead else None
        if target is None or order[id(target)] <= order[id(link)]:
            continue
        label = labelled(link.text())
        if _is_mark(link, label, target) and not any(outer is link for outer in target.ancestors()):
            refs.append(_Ref(link, target, label))
    return refs[:MAX_MARKS]


def _foreign_fragment(link: Element) -> str | None:
    """The fragment of a mark whose address is the article's own, in a feed that has another."""
    head, _, name = link.get("href").partition("#")
    return name if head and name and re.search(r"fn|note", name) else None


def _is_mark(link: Element, label: str, target: Element) -> bool:
    """Whether a link within the page looks like a note's mark."""
    parent = link.parent
    if link.get("role") == "doc-noteref" or "data-footnote-ref" in link.attrs:
        return True
    near = link.classes | (parent.classes if parent is not None else frozenset())
    hinted = not near.isdisjoint(_REF_CLASSES) or "footnote" in link.get("rel").split()
    if hinted or link.get("epub:type") == "noteref":
        return len(label) <= 12
    if is_way_back(link, frozenset()) or not _SHORT.fullmatch(label):
        return False
    raised = link.first("sup") is not None or any(
        outer.tag == "sup" for outer, _ in zip(link.ancestors(), range(3), strict=False)
    )
    return raised or (link.text().startswith(("[", "(")) and _leads_back(target, link))


def _leads_back(target: Element, link: Element) -> bool:
    """Whether something in the note that a link leads to leads back to the link."""
    note = _body_of(target, {})
    names = _names_around(link)
    return note is not None and any(
        inner.get("href").rpartition("#")[2] in names
        for inner in note.elements()
        if inner.tag == "a" and "#" in inner.get("href")
    )


def _bodies(refs: list[_Ref]) -> dict[int, Element]:
    """The element that holds each target's note. A block shared by several is no note."""
    targets = {id(ref.target): ref.target for ref in refs}
    found = {key: _body_of(target, targets) for key, target in targets.items()}
    count: dict[int, int] = {}
    for note in found.values():
        count[id(note)] = count.get(id(note), 0) + 1
    links: dict[int, list[Element]] = {}
    for ref in refs:
        links.setdefault(id(ref.target), []).append(ref.link)
    return {
        key: note
        for key, note in found.items()
        if note is not None and count[id(note)] == 1 and _is_note(note, links[key])
    }


def _body_of(target: Element, targets: dict[int, Element]) -> Element | None:
    note: Element | None = target
    while note is not None and note.tag in _INLINE:
        note = note.parent
    if note is None or note.parent is None:
        return None
    if note.tag in ("td", "th"):
        note = note.parent
    while (
        note.parent is not None
        and note.parent.tag in _HOLDERS
        and _NOTEISH.search(f"{note.parent.get('class')} {note.parent.get('id')}".lower())
        and sum(1 for e in (note.parent, *note.parent.elements()) if id(e) in targets) == 1
    ):
        note = note.parent
    return note


def _is_note(note: Element, links: list[Element]) -> bool:
    """Whether a block may be a note: it has no heading, and none of the links that lead to it."""
    if note.tag in HEADINGS or note.tag in ("body", "ol", "ul", "table"):
        return False
    if any(inner.tag in HEADINGS for inner in note.elements()):
        return False
    return not any(outer is note for link in links for outer in link.ancestors())


def _names_around(link: Element) -> set[str]:
    """The names by which a note leads back to its mark."""
    names = set(names_of(link))
    for inner in link.elements():
        names.update(names_of(inner))
    element = link
    while element.parent is not None and element.parent.tag in _INLINE:
        element = element.parent
        names.update(names_of(element))
    if element.parent is not None:
        at = element.parent.place_of(element)
        before = element.parent.children[at - 1] if at else ""
        if isinstance(before, Element) and not before.text():
            names.update(names_of(before))
    return names


def _mark(link: Element, label: str) -> None:
    """Put a mark in the place of a link and of what only raises or brackets it."""
    element = link
    while (
        element.parent is not None
        and element.parent.tag in _INLINE
        and labelled(element.parent.text()) == labelled(link.text())
    ):
        element = element.parent
    element.tag = MARK
    element.attrs = {"label": label}
    element.children = []
    element.reset()


def _in_order(
    body: Element, refs: list[_Ref], bodies: dict[int, Element], labels: _Labels
) -> list[tuple[str, Element]]:
    """The notes as they stand in the page, and with them items of their lists without a mark."""
    known = {id(bodies[id(r.target)]): r for r in refs if id(r.target) in bodies}
    lists = {id(note.parent) for note in bodies.values() if note.tag == "li"}
    found: list[tuple[str, Element]] = []
    for element in body.elements():
        ref = known.get(id(element))
        if ref is not None:
            found.append((labels.of(ref.target, ref.label), element))
        elif element.tag == "li" and id(element.parent) in lists and element.text():
            found.append((labels.free(""), element))
    return found


def _remove_with_holders(notes: list[Element]) -> None:
    """Take notes out, and every list or section that is left with nothing to read."""
    for note in notes:
        if note.tag == "dt":
            _remove_descriptions(note)
    gone = notes
    while gone:
        holders = remove_all(gone)
        gone = []
        for holder in holders:
            if holder.parent is None or holder.tag not in _LISTS:
                continue
            rest = [c for c in holder.children if isinstance(c, Element) or c.strip()]
            if all(isinstance(child, Element) and child.tag == "hr" for child in rest):
                gone.append(holder)
            elif _is_section(holder):
                remove_all(c for c in rest if isinstance(c, Element) and c.tag == "hr")


def _remove_descriptions(term: Element) -> None:
    """Take what describes a term out of its list; it has been given to the note."""
    holder = term.parent
    if holder is None:
        return
    described = False
    kept: list[Element | str] = []
    for child in holder.children:
        if isinstance(child, Element) and child.tag == "dt":
            described = child is term
        if child is term or not described:
            kept.append(child)
    holder.children = kept


def _is_section(holder: Element) -> bool:
    said = clean_line(f"{holder.get('class')} {holder.get('id')} {holder.get('role')}").lower()
    return "footnote" in said or "endnote" in said


def _remove_separators(body: Element) -> None:
    remove_all(e for e in list(body.elements()) if e.tag == "hr" and "footnotes-sep" in e.classes)
