"""Well-formed XML read into what it says: RSS of every version, RDF, Atom and CDF.

The quick way, for the many feeds that are well-formed: a C parser's tree, walked once. What it
cannot read goes to `loose`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from reader.feeds.addresses import joined
from reader.feeds.items import BASE, LANGUAGE, Reading
from reader.feeds.names import Names
from reader.feeds.said import Said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

NotWellFormedError = ET.ParseError

_ROOTS: Final = {"rss": "rss", "rdf": "rdf", "feed": "atom", "channel": "rss", "entry": "atom"}
_LOOKED_THROUGH: Final = 200
"""Elements looked at for a feed inside an envelope."""


def read(text: str, base: str | None, most: int) -> tuple[str, Said, list[Said], int] | None:
    """The kind of a feed, what it says of itself and in its entries, and how many it has.

    `most` entries are read. None when the document is XML but no feed. Errors:
    NotWellFormedError. The text must have no DTD: nothing here may be expanded.
    """
    root = ET.fromstring(text)  # noqa: S314 - without a DTD there is nothing to expand
    names = Names()
    found = _feed_in(root, names)
    if found is None:
        return None
    feed, outer = found
    names = Names(_core(feed, names))
    kind = _kind(feed, names)
    reading = Reading(names, atom=kind == "atom")
    own = joined(joined(base, outer), feed.get(BASE))
    if kind == "cdf":
        own = joined(own, _attribute(feed, "base"))
    said = Said(base=own, stated=own != base, language=feed.get(LANGUAGE))
    name = names[feed.tag].rpartition(":")[2]
    if name == "entry":
        return kind, said, [_entry(feed, reading, said)], 1
    parts = [feed]
    if name in ("channel", "feed"):
        reading.read(feed, said)
    else:
        channels = [child for child in feed if names[child.tag].rpartition(":")[2] == "channel"]
        parts = [*channels, feed]
        for channel in channels:
            said.base = joined(own, channel.get(BASE))
            said.stated = said.base != base
            reading.read(channel, said)
    items = list(_items(feed, parts, names, kind))
    return kind, said, [_entry(item, reading, said) for item in items[:most]], len(items)


def _entry(item: Element, reading: Reading, feed: Said) -> Said:
    own = item.get(BASE)
    entry = Said(
        base=joined(feed.base, own),
        stated=feed.stated or own is not None,
        language=item.get(LANGUAGE) or feed.language,
    )
    reading.read(item, entry)
    item.clear()  # read once: the memory of a long feed is let go of on the way
    return entry


def _feed_in(root: Element, names: Names) -> tuple[Element, str | None] | None:
    """The element that is a feed, and the base of an envelope around it."""
    if names[root.tag].rpartition(":")[2] in _ROOTS:
        return root, None
    if names[root.tag].rpartition(":")[2] == "html":
        return None
    for count, element in enumerate(root.iter()):
        if count > _LOOKED_THROUGH:
            break
        name = names[element.tag].rpartition(":")[2] if isinstance(element.tag, str) else ""
        if name in ("rss", "feed") or (name == "rdf" and len(element)):
            return element, root.get(BASE)
    return None


def _core(feed: Element, names: Names) -> str | None:
    """The namespace of a feed's own elements, where it is none of those that are known for it."""
    own = feed
    if names[feed.tag].endswith("rdf"):
        own = next((one for one in feed if names[one.tag].endswith("channel")), feed)
    if names[own.tag].partition(":")[0] in (*_ROOTS, "atom", "rdf"):
        return None
    return own.tag.rpartition("}")[0].removeprefix("{") or None


def _kind(feed: Element, names: Names) -> str:
    name = names[feed.tag].rpartition(":")[2]
    if name == "channel" and _is_cdf(feed, names):
        return "cdf"
    return _ROOTS[name]


def _is_cdf(channel: Element, names: Names) -> bool:
    """Whether a channel is one of Microsoft's: addresses are attributes there."""
    if channel.tag.isupper() or _attribute(channel, "href") or _attribute(channel, "base"):
        return True
    items = [child for child in channel if names[child.tag] == "item"]
    return any(_attribute(item, "href") or _attribute(item, "lastmod") for item in items[:5])


def _attribute(element: Element, wanted: str) -> str | None:
    return next((value for name, value in element.attrib.items() if name.lower() == wanted), None)


def _items(feed: Element, parts: Iterable[Element], names: Names, kind: str) -> Iterator[Element]:
    """The entries, wherever the feed put them, in its order."""
    wanted = ("entry",) if kind == "atom" else ("item",)
    tags = {
        tag
        for part in (*parts, feed)
        for tag in {child.tag for child in part}
        if isinstance(tag, str) and names[tag].removeprefix("atom:") in (*wanted, "entry")
    }
    found = [child for part in parts for child in part if child.tag in tags]
    if found and kind != "cdf":
        return iter(found)
    return (
        element
        for element in feed.iter()
        if isinstance(element.tag, str) and names[element.tag].removeprefix("atom:") in wanted
    )
