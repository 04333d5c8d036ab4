"""XML that is nearly well-formed, mended as text, before any parser gives up on it."""

from __future__ import annotations

import html
import re
from html.entities import html5
from typing import TYPE_CHECKING, Final, NamedTuple
from xml.parsers import expat

from reader.feeds.names import ADDRESSES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SPACE: Final = re.compile(r"[\s\ufeff]*")
_INSTRUCTION: Final = re.compile(r"<\?[^>]*>|<!--.*?-->", re.DOTALL)
_DOCTYPE: Final = re.compile(
    r"<!DOCTYPE(?:[^\[>\"']|\"[^\"]*\"|'[^']*')*"
    r"(?:\[(?:[^\]\"'<]|\"[^\"]*\"|'[^']*'|<!--.*?-->|<)*\]\s*)?>",
    re.IGNORECASE | re.DOTALL,
)
_DOCTYPE_ROUGHLY: Final = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ENTITY: Final = re.compile(
    r"<!ENTITY\s+([\w.-]{1,64})\s+(?:\"((?:[^\"&%]|&#\w{1,8};)*)\"|'((?:[^'&%]|&#\w{1,8};)*)')\s*>"
)
_START: Final = re.compile(
    r"<(?:\?xml|!DOCTYPE|(?:[\w-]+:)?(?:rss|feed|rdf|channel)\b)", re.IGNORECASE
)
_OPENED: Final = re.compile(r"<([\w:.-]+)[^<>]*>\s*\Z")
_NAME: Final = re.compile(r"<([A-Za-z_][\w.:-]*)")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FLAWS: Final = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)"
    r"|&(?:#(?P<number>\d{1,8}|[xX][0-9a-fA-F]{1,8});|(?P<name>[A-Za-z][A-Za-z0-9._-]{0,63});)?"
    r"|<(?![A-Za-z_/!?])|\]\]>",
    re.DOTALL,
)
_KEPT: Final = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ASIDE: Final = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)", re.DOTALL)
_PREFIX: Final = re.compile(
    r"</?([A-Za-z_][\w.-]*):[A-Za-z_]|\s([A-Za-z_][\w.-]*):[\w.-]+\s*=\s*[\"']"
)
_DECLARED: Final = re.compile(r"\sxmlns:([\w.-]+)\s*=")
_NO_ELEMENT, _UNCLOSED_TOKEN, _JUNK_AFTER, _UNCLOSED_CDATA = 3, 5, 9, 20
_LONGEST_ENTITY: Final = 2_000
_MOST_ENTITIES: Final = 500

MENDED: Final = "Its XML is broken; what could be read of it was."
CUT_OFF: Final = "It breaks off in the middle; what had come was read."


class Opened(NamedTuple):
    """A document from its first element on, without declaration and DTD.

    `root` is that element's name in small letters, empty when there is none; `entities` are the
    plain ones that the DTD defined; `doctype` is the name that it named.
    """

    text: str
    root: str
    doctype: str
    entities: Mapping[str, str]


def opened(text: str) -> Opened:
    """The document without anything before its first element.

    So no parser ever expands what a DTD defines, and what a server wrote before the XML does no
    harm.
    """
    at, doctype = 0, ""
    entities: dict[str, str] = {}
    while True:
        space = _SPACE.match(text, at)
        at = space.end() if space else at
        if text.startswith("<!DOCTYPE", at) or text[at : at + 9].upper() == "<!DOCTYPE":
            match = _DOCTYPE.match(text, at) or _DOCTYPE_ROUGHLY.match(text, at)
            if match is None:
                break
            doctype = (match[0][9:].split(None, 1) or [""])[0].strip(">[ ").lower()
            entities.update(_entities(match[0]))
        else:
            match = _INSTRUCTION.match(text, at)
            if match is None:
                break
        at = match.end()
    if not _NAME.match(text, at):
        later = _START.search(text, at)
        if later is not None and later.start() > at:
            return opened(text[later.start() :])
    found = _NAME.match(text, at)
    return Opened(text[at:], found[1].lower() if found else "", doctype, entities)


def _entities(doctype: str) -> dict[str, str]:
    """Entities that stand for a short text without others in it: those cannot explode."""
    found: dict[str, str] = {}
    for match in _ENTITY.finditer(doctype):
        value = match[2] if match[2] is not None else match[3]
        if len(value) <= _LONGEST_ENTITY and len(found) < _MOST_ENTITIES:
            found[match[1]] = value
    return found


def attempts(document: Opened) -> Iterator[tuple[str, str]]:
    """Texts to give to a strict parser one after the other, each with the sentence on it."""
    text, told = mended(document), MENDED
    yield text, told
    for _ in range(2):
        again, told = closed(text)
        if again is None:
            return
        text = again
        yield text, told


def mended(document: Opened) -> str:
    """The text without its commonest flaws.

    Those are controls, bare and unknown references, stray signs, and prefixes that nothing
    declares.
    """
    text = _CONTROLS.sub("", document.text)
    text = _FLAWS.sub(lambda match: _instead(match, document.entities), text)
    return _with_prefixes(_with_cdata_closed(text))


def _with_cdata_closed(text: str) -> str:
    """The text with its last CDATA section closed: at the end of the element around it."""
    start = text.rfind("<![CDATA[")
    if start <= text.rfind("]]>"):
        return text
    around = _OPENED.search(text, max(0, start - 200), start)
    end = text.find(f"</{around[1]}>", start) if around else -1
    return text + "]]>" if end < 0 else text[:end] + "]]>" + text[end:]


def _instead(match: re.Match[str], entities: Mapping[str, str]) -> str:
    whole = match[0]
    if whole[0] == "<":
        return whole if len(whole) > 1 else "&lt;"
    if whole == "]]>":
        return ""
    if match["number"]:
        number = match["number"]
        code = int(number[1:], 16) if number[0] in "xX" else int(number)
        return whole if _is_allowed(code) else ""
    name = match["name"]
    if name is None:
        return "&amp;"
    if name in _KEPT:
        return whole
    if name in entities:
        return html.escape(html.unescape(entities[name]), quote=True)
    known = html5.get(f"{name};")
    return html.escape(known, quote=True) if known else f"&amp;{name};"


def _is_allowed(code: int) -> bool:
    """Whether XML may have a character."""
    return (
        code in (9, 10, 13)
        or 32 <= code < 0xD800
        or 0xE000 <= code < 0xFFFE
        or (0x10000 <= code <= 0x10FFFF)
    )


def _with_prefixes(text: str) -> str:
    start = _NAME.match(text)
    if start is None:
        return text
    bare = _ASIDE.sub("", text)
    used = {one or other for one, other in _PREFIX.findall(bare)} - {"xml", "xmlns"}
    end = text.find(">", start.end())
    missing = used - set(_DECLARED.findall(text[: end if end >= 0 else len(text)]))
    declared = "".join(
        f' xmlns:{prefix}="{ADDRESSES.get(prefix.lower(), f"urn:undeclared:{prefix}")}"'
        for prefix in sorted(missing)
    )
    return text[: start.end()] + declared + text[start.end() :]


def closed(text: str) -> tuple[str | None, str]:
    """A text that breaks off, with its open elements closed, or without what follows its end.

    With it the sentence that tells of that. None when that is not what is wrong.
    """
    data = text.encode("utf-8", "replace")
    parser = expat.ParserCreate()
    open_elements: list[str] = []
    parser.StartElementHandler = lambda name, _: open_elements.append(name)
    parser.EndElementHandler = lambda _: open_elements.pop()
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the parser takes it by place
    except expat.ExpatError as error:
        at = parser.ErrorByteIndex
        if error.code == _JUNK_AFTER:
            return data[:at].decode("utf-8", "ignore"), MENDED
        if error.code in (_NO_ELEMENT, _UNCLOSED_TOKEN, _UNCLOSED_CDATA) and open_elements:
            kept = data if error.code == _NO_ELEMENT else data[:at]
            ends = "".join(f"</{name}>" for name in reversed(open_elements))
            return kept.decode("utf-8", "ignore") + ends, CUT_OFF
    return None, MENDED
