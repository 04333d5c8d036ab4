"""The elements of one feed or entry, each put in its place by a table of their names.

It holds what RSS, RDF, Atom and CDF say, and the namespaces in common use beside them.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING, Final, TypeAlias

from reader.feeds.addresses import joined
from reader.feeds.inner import inner_html, sole_child
from reader.feeds.said import File, Link, Words
from reader.feeds.wording import looks_marked_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree.ElementTree import Element

    from reader.feeds.names import Names
    from reader.feeds.said import Form, Said

_XML: Final = "{http://www.w3.org/XML/1998/namespace}"
BASE: Final = _XML + "base"
LANGUAGE: Final = _XML + "lang"

_PERIODS: Final = {
    "hourly": 3_600,
    "daily": 86_400,
    "weekly": 604_800,
    "monthly": 2_592_000,
    "yearly": 31_536_000,
}
_HTML: Final = frozenset({"html", "text/html", "xhtml", "application/xhtml+xml"})
_GUID: Final = 1
_DEEPEST: Final = 3
_OF_ANOTHER: Final = 10
"""The rank of an author of what an entry was taken over from."""
_MOST: Final = 1_000
"""Links, categories or files of one entry; what is above is left out."""


class Reading:
    """How the elements of one document are read; `atom` says which vocabulary it is in."""

    def __init__(self, names: Names, *, atom: bool) -> None:
        self._names = names
        self._atom = atom

    def read(self, element: Element, said: Said) -> None:
        """Put what the children of a feed, entry, item or channel say into `said`."""
        if element.attrib:
            self._attributes(element, said)
        names, atom = self._names, self._atom
        for child in element:
            name = names[child.tag] if isinstance(child.tag, str) else ""
            put, rank = _PLACES.get(name.removeprefix("atom:") if atom else name, _NOWHERE)
            if put is not None:
                put(self, child, said, rank)

    def _attributes(self, element: Element, said: Said) -> None:
        """What RDF and CDF say in attributes."""
        for written, value in element.attrib.items():
            name = self._names[written]
            if name in ("rdf:about", "about"):
                said.id = said.id or value
            elif name == "href":
                said.links.append(Link(_join(said.base, value), media_type="text/html"))
            elif name == "lastmod":
                said.updated.append((0, value))

    def title(self, child: Element, said: Said, rank: int) -> None:
        """A title of any vocabulary."""
        said.titles.append((rank, self._words(child, said)))

    def summary(self, child: Element, said: Said, rank: int) -> None:
        """A summary or description."""
        said.summaries.append((rank, self._words(child, said)))

    def published(self, child: Element, said: Said, rank: int) -> None:
        """When it came out."""
        said.published.append((rank, child.text or ""))

    def updated(self, child: Element, said: Said, rank: int) -> None:
        """When it last changed."""
        said.updated.append((rank, child.text or ""))

    def author(self, child: Element, said: Said, rank: int) -> None:
        """A person, structured or as one line."""
        if len(said.authors) < _MOST:
            said.authors.append((rank, self._person(child)))

    def comments(self, child: Element, said: Said, _: int) -> None:
        """Where it is talked about."""
        said.comments = said.comments or _join(said.base, _text(child)) or None

    def language(self, child: Element, said: Said, _: int) -> None:
        """The language, where no attribute says it."""
        said.language = said.language or _text(child) or None

    def ttl(self, child: Element, said: Said, _: int) -> None:
        """Minutes between two askings."""
        said.every = _number(_text(child)) * 60 or said.every

    def period(self, child: Element, said: Said, _: int) -> None:
        """How often a feed changes: with `frequency` times in it."""
        said.every = said.every or _PERIODS.get(_text(child).lower())

    def frequency(self, child: Element, said: Said, _: int) -> None:
        """How many times in a period."""
        said.times = max(1, _number(_text(child)))

    def anchor(self, child: Element, said: Said, _: int) -> None:
        """A link of CDF."""
        href = child.get("HREF") or child.get("href")
        if href:
            said.links.append(Link(_join(said.base, href), media_type="text/html"))

    def _words(self, element: Element, said: Said) -> Words:
        """A text in the form that its type says, or that its vocabulary means without one."""
        base = joined(said.base, element.get(BASE))
        if (element.get("mode") or "").strip().lower() == "base64":
            return Words(_unpacked(_text(element)), "html", base)
        if len(element):
            return Words(_markup_in(element), "html", base)
        kind = (element.get("type") or "").strip().lower()
        name = self._names[element.tag]
        form: Form = "html" if kind in _HTML else "plain"
        if name.startswith("media:"):
            form = "either" if form == "html" else "plain"
        elif not self._atom and not name.startswith("atom:"):
            form = "either"
        return Words(element.text or "", form, base)

    def content(self, element: Element, said: Said, rank: int) -> None:
        """A whole body: its text, or the address where it lies."""
        kind = (element.get("type") or "").strip().lower()
        source = element.get("src")
        if source:
            href = _join(joined(said.base, element.get(BASE)), source)
            said.links.append(Link(href, "content", kind))
            return
        words = self._words(element, said)
        if words.form == "plain" and kind in ("", "text") and looks_marked_up(words.text):
            words = words._replace(form="html")
        if words.form == "plain" and "/" in kind and not kind.startswith("text/"):
            words = words._replace(text="" if "xml" in kind else _unpacked(words.text))
        if words.form == "plain":
            rank += 1  # of several bodies the one with markup
        said.contents.append((rank, words))

    def link(self, element: Element, said: Said, rank: int) -> None:
        """A link: its address in an attribute, or as RSS has it, as text."""
        href = element.get("href") or element.get("HREF")
        written = href if href is not None else _text(element)
        if not written or len(said.links) >= _MOST:
            return
        rel = (element.get("rel") or "alternate").strip().lower()
        rel = rel.removeprefix("http://www.iana.org/assignments/relation/")
        said.links.append(
            Link(
                _join(joined(said.base, element.get(BASE)), written.strip()),
                rel,
                "text/html" if href is None and not rank else (element.get("type") or "").lower(),
                element.get("length") or "",
                element.get("title") or "",
            )
        )

    def identity(self, element: Element, said: Said, rank: int) -> None:
        """What it is called: `guid` may be an address as well."""
        text = _text(element)
        if not text:
            return
        if rank == _GUID:
            permanent = next(
                (v for n, v in element.attrib.items() if n.lower() == "ispermalink"), "true"
            )
            said.permanent = permanent.strip().lower() != "false"
            said.id = text
        elif said.id is None or self._atom:
            said.id = text

    def _person(self, element: Element) -> str:
        """A name, or what stands for one."""
        if not len(element):
            return element.text or ""
        found = {self._names[child.tag].rpartition(":")[2]: _text(child) for child in element}
        return found.get("name") or found.get("email") or (element.text or "").strip()

    def category(self, element: Element, said: Said, _: int) -> None:
        """A category: its label before its term."""
        text = element.get("label") or element.get("term") or "".join(element.itertext())
        if text.strip() and len(said.categories) < _MOST:
            said.categories.append(text)

    def enclosure(self, element: Element, said: Said, _: int) -> None:
        """A file."""
        href = element.get("url") or element.get("href") or _text(element)
        if href and len(said.enclosures) < _MOST:
            said.enclosures.append(
                Link(
                    _join(said.base, href),
                    "enclosure",
                    element.get("type") or "",
                    element.get("length") or "",
                    element.get("title") or "",
                )
            )

    def media(self, element: Element, said: Said, rank: int) -> None:
        """A file of Media RSS, or a group of them; titles and texts in it stand in for others."""
        if element.get("url") and len(said.files) < _MOST:
            said.files.append(
                File(
                    _join(said.base, element.get("url") or ""),
                    element.get("type") or "",
                    element.get("fileSize") or "",
                    (element.get("medium") or "").lower(),
                    _number(element.get("width") or ""),
                )
            )
        for child in element:
            name = self._names[child.tag] if isinstance(child.tag, str) else ""
            if name == "media:content" and rank < _DEEPEST:
                self.media(child, said, rank + 1)
            elif name in ("media:title", "media:description"):
                put, own = _PLACES[name]
                assert put is not None
                put(self, child, said, own + 2)

    def source(self, element: Element, said: Said, _: int) -> None:
        """Who wrote what an aggregator took over; its link and title are not the entry's."""
        for child in element:
            name = self._names[child.tag] if isinstance(child.tag, str) else ""
            if name in ("atom:author", "author"):
                said.authors.append((_OF_ANOTHER, self._person(child)))

    def picture(self, element: Element, said: Said, _: int) -> None:
        """The sign of a feed."""
        inside = [
            _text(child)
            for child in element
            if isinstance(child.tag, str) and self._names[child.tag] in ("url", "rdf:url")
        ]
        href = element.get("href") or (inside[0] if inside else _text(element))
        said.icon = said.icon or _join(said.base, href) or None


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip() if len(element) else (element.text or "").strip()


def _markup_in(element: Element) -> str:
    """The markup inside, without the one `div` that Atom asks for around it."""
    only = sole_child(element)
    if only is not None and only.tag.rpartition("}")[2].lower() in ("div", "body"):
        return inner_html(only)
    return inner_html(element)


def _unpacked(text: str) -> str:
    try:
        return base64.b64decode(text, validate=False).decode("utf-8")
    except (binascii.Error, ValueError):
        return ""


def _number(text: str) -> int:
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _join(base: str | None, written: str) -> str:
    written = written.strip()
    if written.startswith(("https://", "http://")):
        return written
    return joined(base, written) or written if written else ""


_Put: TypeAlias = "Callable[[Reading, Element, Said, int], None]"

_NOWHERE: Final[tuple[_Put | None, int]] = (None, 0)
_PLACES: Final[dict[str, tuple[_Put | None, int]]] = {
    name: (put, rank)
    for put, by_rank in (
        (Reading.title, ("title", "atom:title", "dc:title", "media:title", "itunes:title")),
        (
            Reading.content,
            (
                "content:encoded encoded",
                "fullitem content",
                "xhtml:body body xhtml:div",
                "atom:content",
            ),
        ),
        (
            Reading.summary,
            (
                "description abstract",
                "summary atom:summary",
                "dc:description dcterms:abstract",
                "itunes:summary",
                "googleplay:description",
                "media:description",
                "itunes:subtitle",
            ),
        ),
        (
            Reading.author,
            (
                "dc:creator dc:author creator",
                "author atom:author",
                "itunes:author",
                "googleplay:author",
                "managingeditor",
            ),
        ),
        (
            Reading.published,
            (
                "pubdate published issued",
                "atom:published atom:issued",
                "dc:date",
                "dcterms:issued",
                "created dcterms:created atom:created dc:created",
                "prism:publicationdate",
                "date",
            ),
        ),
        (
            Reading.updated,
            (
                "updated modified atom:updated atom:modified",
                "dcterms:modified dc:modified",
                "lastbuilddate",
            ),
        ),
        (Reading.link, ("link", "atom:link")),
        (Reading.identity, ("id atom:id identifier", "guid")),
        (Reading.category, ("category atom:category dc:subject subject",)),
        (Reading.enclosure, ("enclosure",)),
        (Reading.media, ("media:content media:group",)),
        (Reading.source, ("source atom:source",)),
        (Reading.comments, ("comments",)),
        (Reading.language, ("language dc:language",)),
        (Reading.picture, ("image logo icon atom:logo atom:icon itunes:image googleplay:image",)),
        (Reading.ttl, ("ttl",)),
        (Reading.period, ("sy:updateperiod",)),
        (Reading.frequency, ("sy:updatefrequency",)),
        (Reading.anchor, ("a",)),
    )
    for rank, names in enumerate(by_rank)
    for name in names.split()
}
"""Where each element goes, and how good it is there: the lower the rank, the better."""
