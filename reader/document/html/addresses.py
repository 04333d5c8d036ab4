"""The addresses of a page: relative ones against the right base, links to its own headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from reader.document.html.elements import HEADINGS
from reader.document.safe import clean_url

if TYPE_CHECKING:
    from reader.document.html.tree import Element, Page

NAMING: Final = frozenset({"id", "name"})
"""The attributes that give an element a name."""

_NAME: Final = re.compile(r"[\w.:-]{1,80}")


class Addresses:
    """Makes addresses absolute; `linked` gathers the heading names that the page links to."""

    def __init__(self, page: Page, base: str | None) -> None:
        self.base = clean_url(page.base, base) or base if page.base else base
        self.document = base
        self.linked: set[str] = set()
        named = not page.tags.isdisjoint(HEADINGS) and not page.attributes.isdisjoint(NAMING)
        self._headings = _heading_names(page.body) if named else {}
        self._names = {id(element): name for name, element in self._headings.items()}

    def absolute(self, address: str) -> str | None:
        """An absolute address; None for one that may not be followed or leads nowhere."""
        return clean_url(address, self.base) if address.strip() else None

    def target(self, address: str) -> str | None:
        """Where a link leads: `#name` for a heading of this page, else as `absolute`."""
        name = fragment_of(address, self.document)
        if name is not None and name in self._headings:
            self.linked.add(name)
            return f"#{name}"
        return self.absolute(address)

    def heading_name(self, heading: Element) -> str:
        """The name by which a page links to a heading; empty when it has none."""
        return self._names.get(id(heading), "")


def fragment_of(address: str, document: str | None) -> str | None:
    """The name after `#` of an address within the document itself; None for any other."""
    head, mark, name = address.strip().partition("#")
    if not mark or not name:
        return None
    if head and head != (document or "").partition("#")[0]:
        return None
    return unquote(name)


def names_of(element: Element) -> list[str]:
    """The names by which a link can lead to an element."""
    named = [element.get("id")] + ([element.get("name")] if element.tag == "a" else [])
    return [name for name in named if name]


def _heading_names(body: Element) -> dict[str, Element]:
    """The headings of a page by name: their own, or that of an anchor in them."""
    found: dict[str, Element] = {}
    for heading in (element for element in body.elements() if element.tag in HEADINGS):
        names = names_of(heading) or [n for inner in heading.elements() for n in names_of(inner)]
        for name in names[:1]:
            if _NAME.fullmatch(name):
                found.setdefault(name, heading)
    return found
