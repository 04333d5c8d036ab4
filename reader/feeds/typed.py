"""What a person types for an address, made into addresses that can be asked.

A bare host is tried by https and then by http; `feed:` and its kin are only other names for the
two; a name and a password in an address are taken out of it.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from reader.document.safe import clean_line, clean_url
from reader.errors import SourceError

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d{1,5}(?:[/?#]|$))", re.IGNORECASE)
"""A scheme; what is followed by a port's number is a host instead."""

_SUBSCRIBING: Final = re.compile(r"(?:web\+)?(feeds?|rss|itpc|pcast|podcast):(//)?", re.IGNORECASE)
_HOST: Final = re.compile(
    r"(?:[^/?#@]*@)?(?:localhost|\[[0-9a-f:.]+\]|\d{1,3}(?:\.\d{1,3}){3}"
    r"|(?:[^\s./?#:@\\]+\.)+(?:xn--[a-z0-9-]+|[^\W\d_]{2,63})\.?)(?::\d{1,5})?(?:[/?#].*)?",
    re.IGNORECASE | re.DOTALL,
)
_FILE: Final = re.compile(
    r"[^/]*\.(?:md|markdown|txt|text|html?|xhtml|xml|rss|atom|rdf|json|opml|epub|pdf)",
    re.IGNORECASE,
)
"""A name without a folder that is a file's far more often than a host's."""

_MAILED: Final = ("mailto:", "acct:", "sip:", "xmpp:", "news:", "urn:")
"""Schemes whose addresses look like a host with a user before it."""

COMMANDS: Final = ("exec:", "filter:")
"""What begins a source that is a command of the user's own."""


class Typed(NamedTuple):
    """The addresses that a word may mean, the likeliest first, and who asks for them.

    `by_hand`: the user wrote it, so that it may lead into their own network.
    """

    tries: tuple[str, ...]
    user: str | None = None
    password: str | None = None
    by_hand: bool = True


def is_command(word: str) -> bool:
    """Whether a word names a command whose output is a feed."""
    return word.startswith(COMMANDS)


def is_address(word: str) -> bool:
    """Whether a word that names no file is meant as an address."""
    if _SCHEME.match(word):
        return True
    return _is_host(word) and not _FILE.fullmatch(word)


def typed(word: str) -> Typed:
    """What a typed address means. Errors: SourceError for one that cannot be asked."""
    bare = _unwrapped(word.strip())
    scheme = None if _is_host(bare) else _SCHEME.match(bare)
    if scheme is None:
        whole = [f"https://{bare}", f"http://{bare}"]
    elif scheme[1].lower() in {"http", "https"}:
        whole = [bare]
    else:
        raise SourceError(
            f"{_told(word)}: only addresses of http and https can be asked, "
            f"not of {clean_line(scheme[1])}."
        )
    parted = [_parted(one) for one in whole]
    tries = tuple([address for address, _, _ in parted if address])
    if not tries:
        raise SourceError(
            f"{_told(word)}: this is no address; write it as https://example.org/feed."
        )
    return Typed(tries, parted[0][1], parted[0][2])


def _is_host(word: str) -> bool:
    """Whether it begins with a host, perhaps with a user before it, and with no scheme."""
    return bool(_HOST.fullmatch(word)) and not word.startswith(_MAILED)


def _unwrapped(word: str) -> str:
    """The address in a subscribing one: `feed:https://a.b/c`, `feed://a.b/c`, `feeds://a.b/c`."""
    match = _SUBSCRIBING.match(word)
    if match is None:
        return word
    rest = word[match.end() :]
    if _SCHEME.match(rest):
        return rest
    rest = rest.lstrip("/")
    return f"https://{rest}" if match[1].lower() == "feeds" else rest


def _parted(address: str) -> tuple[str | None, str | None, str | None]:
    """An address without its user, the user, and the password; no address when it is none."""
    clean = clean_url(address)
    if clean is None:
        return None, None, None
    parts = urlsplit(clean)
    who, mark, host = parts.netloc.rpartition("@")
    if not host or host.startswith(":"):
        return None, None, None
    if not mark:
        return clean, None, None
    user, colon, password = who.partition(":")
    bare = urlunsplit(parts._replace(netloc=host))
    return bare, unquote(user) or None, unquote(password) if colon else None


def _told(word: str) -> str:
    """A word as it may be shown: without the name and password before a host."""
    return re.sub(r"(^|//)[^/?#]*@", r"\1", clean_line(word))
