"""OPML: the lists of feeds that readers of news exchange, read with care."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias
from xml.etree import ElementTree as ET

from reader.document.safe import clean, clean_line
from reader.errors import SourceError
from reader.feeds import mending
from reader.feeds.encoding import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Code: TypeAlias = Literal["no-feed-address", "include", "bad-address", "command"]

MOST_OUTLINES: Final = 100_000
DEEPEST: Final = 30
"""Folders within folders; what is deeper stands in the last of them."""

OURS: Final = "urn:reader:opml"
"""The namespace of the attributes that are ours alone."""

_FEEDS: Final = frozenset(
    {"", "rss", "atom", "rdf", "rss1", "feed", "pie", "xml", "podcast", "link"}
)
"""Types that say no more than that it is a feed; others are kept."""
_COMMANDS: Final = ("|", "exec:", "filter:")
SLASH: Final = "\u2215"
"""Stands for a slash in the name of a folder, as `/` parts folders."""
_LONGEST: Final = 1_000
_LONGEST_EXTRA: Final = 20_000
_LOGIN: Final = re.compile(r"(?<=//)[^/?#\s]*@")
_TITLED: Final = ("text", "title")
_XMLNS: Final = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_TAG: Final = re.compile(
    r"<(?P<end>/?)outline\b(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/?)>",
    re.IGNORECASE,
)
_ATTRIBUTE: Final = re.compile(r"([A-Za-z_][\w:.-]*)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


class Outline(NamedTuple):
    """A feed of a list.

    `title` is empty where the list has none; `own_title` is what the feed itself is called, where
    that is said. `folders` are their names from the top; `extras` are names and values of
    attributes to be written again, after the namespaces that they need (`xmlns:NAME`).
    """

    address: str
    title: str = ""
    site: str | None = None
    folders: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()
    own_title: str = ""
    settings: tuple[tuple[str, str], ...] = ()


class Rejected(NamedTuple):
    """An outline that says it is a feed and is not taken: what it is called, and why."""

    code: Code
    title: str
    address: str
    why: str


class FeedList(NamedTuple):
    """A list: its title, its feeds in order, what was not taken, and what had to be mended."""

    title: str
    feeds: tuple[Outline, ...]
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[str, ...] = ()


class _Node(NamedTuple):
    """An outline with the names of the folders around it. Names of attributes as written."""

    attributes: Mapping[str, str]
    folders: tuple[str, ...]


def parse_opml(data: bytes, name: str) -> FeedList:
    """The list in the bytes of a file that is called `name`; no command in it is ever run.

    Errors: SourceError, a sentence with the name, when it is no list of feeds, or defines
    entities: those are never expanded, so that no file is read and no memory filled.
    """
    if not data.strip(b" \t\r\n\0"):
        raise SourceError(f"{name}: it is empty.")
    text, told = text_of(data)
    if re.search(r"<!ENTITY", text[: 1 << 16], re.IGNORECASE):
        raise SourceError(
            f"{name}: it defines entities, which lists of feeds have no need of and which are "
            "never expanded; remove its DOCTYPE to import it."
        )
    document = mending.opened(text)
    _check(document, name)
    warnings = [told] if told else []
    title, nodes = _read(document, warnings)
    prefixes = {address or other: prefix for prefix, address, other in _XMLNS.findall(text)}
    feeds: list[Outline] = []
    rejected: list[Rejected] = []
    for count, node in enumerate(nodes):
        if count >= MOST_OUTLINES:
            warnings.append(f"Only its first {MOST_OUTLINES:,} outlines were read.")
            break
        one = _outline(node, prefixes)
        if isinstance(one, Rejected):
            rejected.append(one)
        elif one is not None:
            feeds.append(one)
    if any(len(one.folders) >= DEEPEST for one in feeds):
        warnings.append(f"Folders more than {DEEPEST} deep stand in the last of them.")
    return FeedList(title, tuple(feeds), tuple(rejected), tuple(warnings))


def _check(document: mending.Opened, name: str) -> None:
    match document.root.rpartition(":")[2]:
        case "opml" | "outline" | "body":
            return
        case "rss" | "feed" | "rdf" | "channel":
            why = f"it is a feed and no list of feeds; `reader add {name}` subscribes to it"
        case "html" | "head" | "div":
            why = "it is a page and no list of feeds"
        case _:
            why = (
                "it is a page and no list of feeds"
                if document.doctype == "html"
                else ("it is no list of feeds (OPML)")
            )
    raise SourceError(f"{name}: {why}.")


def _read(document: mending.Opened, warnings: list[str]) -> tuple[str, Iterator[_Node]]:
    """The title and the outlines, by a strict parser if at all possible."""
    try:
        return _of_tree(ET.fromstring(document.text))  # noqa: S314 - it has no DTD
    except ET.ParseError:
        pass
    text = ""
    for candidate, told in mending.attempts(document):
        text = text or candidate
        try:
            root = ET.fromstring(candidate)  # noqa: S314 - it has no DTD
        except ET.ParseError:
            continue
        warnings.append(told)
        return _of_tree(root)
    warnings.append(mending.MENDED)
    return "", _of_tags(text)


def _of_tree(root: ET.Element) -> tuple[str, Iterator[_Node]]:
    title = next((e.text or "" for e in root.iter() if _local(e.tag) == "title"), "")
    return clean_line(title)[:_LONGEST], _walked(root)


def _walked(root: ET.Element) -> Iterator[_Node]:
    stack: list[tuple[ET.Element, tuple[str, ...]]] = [(root, ())]
    while stack:
        element, folders = stack.pop()
        inner = folders
        if _local(element.tag) == "outline":
            yield _Node(element.attrib, folders)
            inner = _within(folders, element.attrib)
        stack.extend((child, inner) for child in reversed(element))


def _of_tags(text: str) -> Iterator[_Node]:
    """Outlines by their tags alone, for a list that no parser of XML takes."""
    folders: list[tuple[str, ...]] = [()]
    for match in _TAG.finditer(text):
        if match["end"]:
            if len(folders) > 1:
                folders.pop()
            continue
        attributes = {
            name: html.unescape(value or other)
            for name, value, other in _ATTRIBUTE.findall(match["attributes"])
        }
        yield _Node(attributes, folders[-1])
        if not match["empty"]:
            folders.append(_within(folders[-1], attributes))


def _within(folders: tuple[str, ...], attributes: Mapping[str, str]) -> tuple[str, ...]:
    """The folders inside an outline: one more, unless it is a feed or has no name."""
    plain = _plain(attributes)
    name = _title(plain).replace("/", SLASH)
    if not name or len(folders) >= DEEPEST or plain.get("xmlurl", "").strip():
        return folders
    return (*folders, name)


def _plain(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes without a namespace, by name in small letters: programs differ in that."""
    return {name.lower(): value for name, value in attributes.items() if name[:1] != "{"}


def _title(plain: Mapping[str, str]) -> str:
    found = (clean_line(plain.get(name, ""))[:_LONGEST] for name in _TITLED)
    return next((title for title in found if title), "")


def _outline(node: _Node, prefixes: Mapping[str, str]) -> Outline | Rejected | None:
    """A feed, or one that is not taken; None for a folder."""
    plain = _plain(node.attributes)
    kind = plain.get("type", "").strip().lower()
    written = plain.get("xmlurl", "").strip()
    other = plain.get("url", "").strip()
    title = _title(plain)
    if kind == "include":
        return Rejected(
            "include", title, clean_line(other or written), "it includes another list; import that"
        )
    if not written and kind not in ("link", "include"):
        written = other
    if not written:
        if kind in _FEEDS - {""} or other:
            why = "it says that it is a feed and has no address of one"
            return Rejected("no-feed-address", title, clean_line(other), why)
        return None
    found = _address(written)
    if isinstance(found, tuple):
        shown = _LOGIN.sub("", clean_line(written)[:_LONGEST])
        return Rejected(found[0], title, shown, found[1])
    own = node.attributes.get(f"{{{OURS}}}title", "")
    site = _address(plain.get("htmlurl", ""))
    return Outline(
        address=found,
        title=title,
        site=site if isinstance(site, str) else None,
        folders=node.folders,
        tags=_tags(plain.get("category", "")),
        extras=tuple(_extras(node.attributes, prefixes, kind, title)),
        own_title=clean_line(own)[:_LONGEST],
        settings=tuple(
            (name.rpartition("}")[2], clean(value)[:_LONGEST])
            for name, value in node.attributes.items()
            if name.startswith(f"{{{OURS}}}") and not name.endswith("}title")
        ),
    )


def _address(written: str) -> str | tuple[Code, str]:
    """An address that can be asked, or why it is none."""
    from reader.feeds.addresses import absolute

    written = written.strip()
    if written.lower().startswith(_COMMANDS):
        return "command", "it would run a command; if you want that, `reader add` takes it from you"
    lower = written.lower()
    if lower.startswith(("feed:", "feeds:")):
        scheme, _, rest = written.partition(":")
        rest = rest.lstrip("/") if not rest.lower().startswith(("http:", "https:")) else rest
        if "://" not in rest:
            rest = f"{'https' if scheme.lower() == 'feeds' else 'http'}://{rest}"
        written = rest
    found = absolute(written, None)
    if found is None or not found.startswith(("http://", "https://")):
        return "bad-address", "its address is none of http or https"
    return found


def _tags(written: str) -> tuple[str, ...]:
    return tuple(tag for part in written.split(",") if (tag := clean_line(part)[:_LONGEST]))


def _extras(
    attributes: Mapping[str, str], prefixes: Mapping[str, str], kind: str, title: str
) -> Iterator[tuple[str, str]]:
    """What else is said of a feed: attributes of other programs, a description, an odd type."""
    told: set[str] = set()
    for name, value in attributes.items():
        address, _, local = name.rpartition("}")
        lower = name.lower()
        value = clean(value)[:_LONGEST_EXTRA]  # noqa: PLW2901 - no other is wanted
        if address:
            address = address[1:]
            prefix = prefixes.get(address, "")
            if address == OURS or not prefix or not value:
                continue
            if prefix not in told:
                told.add(prefix)
                yield f"xmlns:{prefix}", address
            yield f"{prefix}:{local}", value
        elif lower == "type":
            if kind not in _FEEDS:
                yield name, value
        elif lower == "title":
            if value and value != title:
                yield name, value
        elif lower not in ("text", "xmlurl", "htmlurl", "category", "url") and value:
            yield name, value


def _local(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
