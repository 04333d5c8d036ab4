"""The gate: all text and every address that enters a Document passes here.

A terminal acts on what it is sent, and a library keeps what it is given. So what could act (control
characters, direction overrides), what cannot be stored (lone surrogates), and what would deface the
lines around it (marks piled on one letter) ends here. Escape sequences are not parsed: rules that
parse them go wrong; their control characters are dropped and the harmless rest stays readable.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import quote, urljoin

MAX_MARKS: Final = 8
"""Combining marks on one base; living scripts need six at the most."""

MAX_ADDRESS: Final = 2083
"""Characters of an address; what is longer no browser promises to open."""

SCHEMES: Final = frozenset({"http", "https", "mailto", "gopher", "gemini", "ftp", "tel"})
"""The schemes of addresses that a Document may hold: none of them runs anything."""

_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_TAGS: Final = "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_ISOLATES: Final = "\u2066-\u2069"

# Breaks first, then a valid flag of a region (kept), then what goes without a trace.
_ACTING: Final = re.compile(
    "(?P<line>\r\n?|[\x0b\x0c\x85\u2028\u2029])"
    "|(?P<flag>\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"
    f"|(?P<unknown>[{_NONCHARACTERS}])"
    "|[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb"
    f"{_TAGS}]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ISOLATE: Final = re.compile(f"[{_ISOLATES}]")
_BLANK: Final = re.compile("[\n\t]")
_BLANKS: Final = re.compile(" {2,}")

# No combining mark is a letter, a digit, ASCII or among the signs left out here, so that a run of
# nine others is a cheap hint of a pile; the marks in it are then counted by their category.
_PILE: Final = re.compile(
    "[^\\w\x00-\x7f\xa0-\xac\xae-\xbf\u2010-\u205f\u2070-\u20cf\u2190-\u2bff]{9,}"
)

_ADDRESS: Final = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*):)?(?://(?P<host>[^/?#]*))?"
    r"(?P<path>[^?#]*)(?P<query>\?[^#]*)?(?P<fragment>#.*)?",
    re.IGNORECASE | re.DOTALL,
)
_HOST: Final = re.compile(
    r"(?P<user>.*@)?(?P<name>\[[0-9a-f:.]+\]|[^\s@:\[\]<>\"\\^`{|}]+)(?P<port>:[0-9]*)?",
    re.IGNORECASE,
)
_USUAL: Final = re.compile(
    r"https?://[a-z0-9.-]+(?::[0-9]+)?(?:[/?#][\w.~%/:;=&?+#!$,'@()*\[\]-]*)?", re.ASCII
)
"""An address as nearly all are, in which nothing is to be done."""

_STRAY: Final = re.compile("[\x00-\x20\x7f-\xa0\u2028\u2029]+")
_AS_IS: Final = "%/:;=&?~#+!$,'@()*[]"

_ASCII: Final = bytes(range(0x20, 0x7F)) + b"\n\t"
_NEVER_MARKS: Final = bytes(
    [*range(0xC2), *range(0xC2, 0xCC), *range(0xCE, 0xD2), *range(0xE4, 0xEA)]
)
"""Bytes that begin no mark in UTF-8: ASCII, later bytes, Latin, Greek, Cyrillic, Chinese signs."""

_UNPRINTABLE_BUT_KEPT: Final = "\n\t\xa0\xad\u200b\u200c\u200d\u200e\u200f\u202f\u2060\u3000"


def clean(text: str, *, multiline: bool = True) -> str:
    r"""The text without anything that acts, cannot be stored, or defaces its surroundings.

    Line ends of all kinds become `\n`, and with `multiline=False` they and tabs a space each.
    Dropped: other C0 and C1 controls, DEL, direction embeddings, overrides and deprecated format
    characters, isolates that are not balanced within their line, U+FEFF, U+FFF9-FFFB, tag
    characters outside the flag of a region, and marks above `MAX_MARKS` on one base. Made visible
    as U+FFFD: lone surrogates and noncharacters. Cleaning twice is cleaning once.
    """
    if not is_clean(text):
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = _ACTING.sub(_instead, text)
        if _ISOLATE.search(text):
            text = "\n".join(_balanced(line) for line in text.split("\n"))
        text = _PILE.sub(_levelled, text)
    return text if multiline else _BLANK.sub(" ", text)


def clean_line(text: str) -> str:
    """The text, cleaned, as one line without blanks at its ends and with runs of them as one."""
    return _BLANKS.sub(" ", clean(text, multiline=False)).strip(" ")


def is_clean(text: str) -> bool:
    """Whether there is surely nothing to do: quick, as nearly all text is clean."""
    if text.isascii():
        return text.isprintable() or not text.encode("ascii").translate(None, _ASCII)
    printable = text
    for character in _UNPRINTABLE_BUT_KEPT:
        printable = printable.replace(character, "")
        if printable.isprintable():
            return not (_has_marks(text) and _PILE.search(text))
    return False


def _has_marks(text: str) -> bool:
    """Whether there may be combining marks, by the first bytes of its characters in UTF-8."""
    data = text.encode("utf-8").replace(b"\xe2\x80", b"")
    return bool(data.translate(None, _NEVER_MARKS))


def _instead(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "line":
            return "\n"
        case "flag":
            return match[0]
        case "unknown":
            return "\ufffd"
        case _:
            return ""


def _balanced(line: str) -> str:
    """The line with only those isolates that are opened and closed in it."""
    opened: list[int] = []
    paired: set[int] = set()
    for match in _ISOLATE.finditer(line):
        if match[0] != "\u2069":
            opened.append(match.start())
        elif opened:
            paired.update((opened.pop(), match.start()))
    return _ISOLATE.sub(lambda match: match[0] if match.start() in paired else "", line)


def _levelled(match: re.Match[str]) -> str:
    """A run of characters with no more marks in a row than allowed.

    What takes no cell itself lets a pile go on through it; only the marks are counted and cut.
    """
    kept: list[str] = []
    marks = 0
    for character in match[0]:
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
        elif category != "Cf":
            marks = 0
        if marks <= MAX_MARKS or category == "Cf":
            kept.append(character)
    return "".join(kept)


def clean_url(url: str, base: str | None = None) -> str | None:
    """The address, absolute and in printable ASCII without blanks; None when it is refused.

    A relative one is resolved against `base`. Refused: every scheme but those of `SCHEMES`, a
    relative address without a base, one of the web without a host, and what is longer than
    `MAX_ADDRESS`. Other scripts become punycode in a host and percent forms elsewhere. Cleaning
    twice is cleaning once.
    """
    if len(url) <= MAX_ADDRESS and _USUAL.fullmatch(url):
        return url
    url = _without_breaks(url)
    if base is not None and not _scheme_of(url):
        try:
            url = urljoin(_without_breaks(base), _forward(url))
        except ValueError:
            return None
    scheme = _scheme_of(url)
    if scheme not in SCHEMES:
        return None
    rest = url[len(scheme) + 1 :]
    if scheme in ("mailto", "tel"):
        address = f"{scheme}:{_quoted(rest)}" if rest else None
    else:
        address = _web_address(scheme, rest)
    return address if address and len(address) <= MAX_ADDRESS else None


def _without_breaks(url: str) -> str:
    """The address as a browser takes it: no blanks at its ends, no controls anywhere."""
    url = clean(url.strip(), multiline=True).replace("\n", "").replace("\t", "")
    return url.strip()


def _scheme_of(url: str) -> str:
    match = _ADDRESS.match(url)
    return (match["scheme"] or "").lower() if match else ""


def _forward(url: str) -> str:
    """The address with backslashes as slashes before its query, as browsers read them."""
    head = re.split("[?#]", url, maxsplit=1)[0]
    return head.replace("\\", "/") + url[len(head) :]


def _web_address(scheme: str, rest: str) -> str | None:
    match = _ADDRESS.match(_forward(rest))
    host = _host(match["host"] or "") if match else None
    if match is None or host is None:
        return None
    tail = match["path"] + (match["query"] or "") + (match["fragment"] or "")
    return f"{scheme}://{host}{_quoted(tail)}"


def _host(text: str) -> str | None:
    """A host with its user and port in ASCII; None when it is not one."""
    match = _HOST.fullmatch(text)
    if match is None:
        return None
    name = match["name"].lower()
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            name = quote(name).lower()
    return _quoted(match["user"] or "") + name + (match["port"] or "")


def _quoted(text: str) -> str:
    return quote(text, safe=_AS_IS)
