"""The page as a small tree of our own: the one place that knows the HTML library.

What can never be read (styles, templates, drawings) is left behind here, and so is depth that no
reader could follow: elements deeper than `MAX_DEPTH` give their text to the last one kept, with an
empty `div` wherever a block began or ended, so that the words stay apart.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import msgspec
import turbohtml
from turbohtml import detect

from reader.document.html.elements import BLOCKS, VOID
from reader.document.safe import clean, is_clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

MAX_DEPTH: Final = 90
"""Elements within elements below the body, so that blocks stay within their own limit of depth.
Browsers stop at 512, pages rarely pass 40."""

MAX_LINKS: Final = 500
"""`<link>` elements that are looked at on one page."""

MAX_STATED: Final = 20
"""Pieces of JSON-LD that are read of one page."""

_LEFT_OUT: Final = frozenset({"style", "template", "svg", "link", "base", "param", "track", "wbr"})
_TEXTS: Final = (turbohtml.Text, turbohtml.CData)
_SEEN_TO: Final = _LEFT_OUT | {"meta", "title", "script"}
"""What is not simply copied."""

_NONE: Final = frozenset[str]()
_READ_SCRIPTS: Final = ("math/tex", "math/asciimath")

Child: TypeAlias = "Element | str"


class Element(msgspec.Struct, eq=False):
    """An element: its tag and attributes, its children in order, and where it hangs.

    Texts among the children have passed the gate; attributes have not. It is a struct because a
    page has thousands, and nothing else is made as quickly.
    """

    tag: str
    attrs: dict[str, str]
    parent: Element | None = None
    children: list[Child] = []
    _classes: frozenset[str] | None = None
    _places: dict[int, int] = {}

    @property
    def classes(self) -> frozenset[str]:
        """The names in its class attribute, in lower case."""
        if "class" not in self.attrs:
            return _NONE
        if self._classes is None:
            self._classes = frozenset(self.attrs["class"].lower().split())
        return self._classes

    def get(self, name: str) -> str:
        """An attribute, empty when it is not there."""
        return self.attrs.get(name, "")

    def elements(self) -> Iterator[Element]:
        """All elements within it, in reading order."""
        stack = self.children[::-1]
        while stack:
            child = stack.pop()
            if child.__class__ is not str:
                assert isinstance(child, Element)
                yield child
                stack += child.children[::-1]

    def first(self, *tags: str) -> Element | None:
        """The first element within it that has one of the tags."""
        return next((element for element in self.elements() if element.tag in tags), None)

    def texts(self) -> Iterator[str]:
        """All texts within it, in reading order."""
        stack = self.children[::-1]
        while stack:
            child = stack.pop()
            if isinstance(child, Element):
                stack += child.children[::-1]
            else:
                yield child

    def text(self) -> str:
        """Its texts as one, white space as one space."""
        children = self.children
        if len(children) == 1 and isinstance(children[0], str):
            return " ".join(children[0].split())
        return " ".join("".join(self.texts()).split())

    def ancestors(self) -> Iterator[Element]:
        """The elements it stands in, the nearest first."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def place_of(self, child: Child) -> int:
        """The number of a child among its children; quick also for the many of a long line."""
        at = self._places.get(id(child), -1)
        if not 0 <= at < len(self.children) or self.children[at] is not child:
            self._places = {id(c): i for i, c in enumerate(self.children)}
            at = self._places[id(child)]
        return at

    def fell(self) -> None:
        """Take all that is in it apart, so that it goes at once and not when circles are sought."""
        stack = [self]
        while stack:
            for child in stack.pop().children:
                if isinstance(child, Element):
                    child.parent = None
                    stack.append(child)

    def reset(self) -> None:
        """Forget what was read off the attributes before they were changed."""
        self._classes = None

    def remove(self) -> None:
        """Take it out of its parent."""
        if self.parent is not None:
            self.parent.children = [child for child in self.parent.children if child is not self]
            self.parent = None


def remove_all(elements: Iterable[Element]) -> list[Element]:
    """Take elements out of their parents, each of which is gone through once; the parents."""
    gone = {id(element): element for element in elements}
    parents = {id(e.parent): e.parent for e in gone.values() if e.parent is not None}
    for parent in parents.values():
        parent.children = [child for child in parent.children if id(child) not in gone]
    return list(parents.values())


class Page(NamedTuple):
    """A page or a fragment of one.

    `facts` are its meta elements by lower-case name or property, the first of each; `titled` is
    the text of `<title>`; `whole` tells a page from a fragment; `flattened` that depth was lost.
    `related` are the addresses of its `<link>` elements by each word of `rel`, the first of each;
    `stated` the texts of its JSON-LD, as they are; `links` the attributes of its `<link>` elements;
    `tags` all that are in it, `attributes` the names of all that they have.
    """

    body: Element
    facts: dict[str, str]
    titled: str
    base: str
    language: str
    direction: str
    whole: bool
    flattened: bool
    related: Mapping[str, str] = MappingProxyType({})
    stated: tuple[str, ...] = ()
    links: tuple[dict[str, str], ...] = ()
    tags: AbstractSet[str] = frozenset()
    attributes: AbstractSet[str] = frozenset()


def grow(source: bytes | str, encoding: str | None = None) -> Page:
    """The tree of a page. Bytes are decoded by mark, `encoding`, declaration, or their look."""
    return _Grower().page(_parsed(source, encoding))


def encoding_of(data: bytes) -> str | None:
    """The name of a codec that reads the bytes best; None when there are none."""
    found = detect.detect(data)
    return found.codec


def _parsed(source: bytes | str, encoding: str | None) -> turbohtml.Document:
    if isinstance(source, str):
        return turbohtml.parse(source, positions=False)
    try:
        return turbohtml.parse(source, encoding=encoding, detect_encoding=True, positions=False)
    except LookupError:
        return turbohtml.parse(source, detect_encoding=True, positions=False)


def _attributes(node: turbohtml.Element) -> dict[str, str]:
    attrs = node.attrs
    if not attrs:
        return {}
    return {
        name: value if value.__class__ is str else " ".join(value or ())
        for name, value in attrs.items()
    }


def _clean_all(body: Element) -> None:
    """Let the texts of a tree pass the gate."""
    for element in (body, *body.elements()):
        children = element.children
        for place, child in enumerate(children):
            if isinstance(child, str):
                children[place] = clean(child)


class _Grower:
    """Copies what is read of the library's tree."""

    def __init__(self) -> None:
        self.facts: dict[str, str] = {}
        self.titled = ""
        self.base = ""
        self.related: dict[str, str] = {}
        self.stated: list[str] = []
        self.links: list[dict[str, str]] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.flattened = False
        self._texts: list[str] = []

    def page(self, document: turbohtml.Document) -> Page:
        root = document.root
        body = Element("body", {})
        attributes: dict[str, str] = {}
        whole = any(isinstance(node, turbohtml.Doctype) for node in document)
        for part in root or ():
            if isinstance(part, turbohtml.Element):
                attributes |= _attributes(part)
                self._copy(part, body)
        # A text that is clean as a whole is clean in all its pieces.
        if not is_clean("".join(self._texts)):
            _clean_all(body)
        if root is not None:
            attributes = _attributes(root) | attributes
        return Page(
            body=body,
            facts=self.facts,
            titled=self.titled,
            base=self.base,
            language=attributes.get("lang") or attributes.get("xml:lang", ""),
            direction=attributes.get("dir", "").lower(),
            whole=whole or bool(self.titled),
            flattened=self.flattened,
            related=self.related,
            stated=tuple(self.stated),
            links=tuple(self.links),
            tags=self.tags,
            attributes=self.attributes,
        )

    def _copy(self, source: turbohtml.Element, into: Element) -> None:
        """The children of one node, copied without recursion: a page may be 100,000 deep.

        Texts are copied as they are; see to it that they are clean in the end.
        """
        tags, texts = self.tags, self._texts
        outer: list[tuple[Iterator[turbohtml.Node], Element, bool]] = []
        nodes, parent, parted = iter(source), into, False
        while True:
            for node in nodes:
                if isinstance(node, turbohtml.Element):
                    tag = node.tag
                    if tag in _SEEN_TO and not self._is_read(node):
                        continue
                    if ":" in tag:
                        tag = tag.rpartition(":")[2]
                    tags.add(tag)
                    outer.append((nodes, parent, parted))
                    nodes, parted = iter(node), False
                    if len(outer) <= MAX_DEPTH or tag in VOID:
                        attributes = _attributes(node)
                        if attributes:
                            self.attributes.update(attributes)
                        element = Element(tag, attributes, parent)
                        parent.children.append(element)
                        parent = element
                    else:
                        self.flattened = True
                        parted = tag in BLOCKS
                        if parted:
                            parent.children.append(Element("div", {}, parent))
                    break
                if isinstance(node, _TEXTS):
                    text = node.data
                    texts.append(text)
                    parent.children.append(text)
            else:
                if parted:
                    parent.children.append(Element("div", {}, parent))
                if not outer:
                    return
                nodes, parent, parted = outer.pop()

    def _is_read(self, node: turbohtml.Element) -> bool:
        """Whether an element is copied; facts about the page are noted in passing."""
        tag = node.tag
        if tag == "meta":
            name = node.attr("property") or node.attr("name") or node.attr("itemprop") or ""
            self.facts.setdefault(name.lower(), node.attr("content") or "")
            return False
        if tag == "title":
            self.titled = self.titled or " ".join(node.text.split())
            return False
        if tag == "base":
            self.base = self.base or node.attr("href") or ""
            return False
        if tag == "link":
            if len(self.links) < MAX_LINKS:
                self.links.append(_attributes(node))
            for word in (node.attr("rel") or "").lower().split():
                self.related.setdefault(word, node.attr("href") or "")
            return False
        if tag == "script" and (node.attr("type") or "").lower() == "application/ld+json":
            if len(self.stated) < MAX_STATED:
                self.stated.append(node.text)
            return False
        if tag == "script":
            return (node.attr("type") or "").startswith(_READ_SCRIPTS) or bool(node.attr("src"))
        return tag not in _LEFT_OUT
