"""Addresses of the web made ready to ask for, and made fit to be shown."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from reader.document.safe import clean_line
from reader.feeds.answers import FetchError

MOST: Final = 8192
"""Characters of an address that is asked for; servers refuse longer ones themselves."""

_SHOWN: Final = 200
_SCHEME: Final = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):(?![0-9]+(?:[/?#]|$))")
_LOGIN: Final = re.compile(r"(?<=//)(?P<login>[^/?#\s]+)@")
"""The login in an address, also where the address stands within something longer."""

_AS_IS: Final = "%/:;=&?~+!$,'@()*[]|"
_NAME: Final = re.compile(r"[a-z0-9._~!$&'()*+,;=-]+|\[[0-9a-f:.]+\]", re.IGNORECASE)
_PORTS: Final = {"http": 80, "https": 443}


class Address(NamedTuple):
    """An address in parts, all ASCII: `target` is path and query, as the server is asked."""

    scheme: str
    host: str
    port: int
    target: str
    fragment: str = ""

    @property
    def origin(self) -> tuple[str, str, int]:
        """What secrets belong to."""
        return self.scheme, self.host, self.port

    @property
    def unusual_port(self) -> int | None:
        """The port where it is not that of the scheme."""
        return None if self.port == _PORTS[self.scheme] else self.port

    @property
    def authority(self) -> str:
        """Host and port, the port only where it is not the usual one."""
        port = self.unusual_port
        return self.host if port is None else f"{self.host}:{port}"

    def __str__(self) -> str:
        fragment = f"#{self.fragment}" if self.fragment else ""
        return f"{self.scheme}://{self.authority}{self.target}{fragment}"


class Login(NamedTuple):
    """A user and a password; the password does not show in a repr."""

    user: str
    password: str

    def __repr__(self) -> str:
        return "Login(…)"


def ready(written: str) -> tuple[Address, Login | None]:
    """The address in parts, and the login that stood in it.

    Hosts of other scripts become punycode, all else percent forms; blanks at the ends and line
    ends within go, as in a browser. Errors: FetchError when it is none of http or https.
    """
    text = re.sub(r"[\t\r\n]", "", written.strip())
    scheme_match = _SCHEME.match(text)
    scheme = scheme_match[1].lower() if scheme_match else ""
    if scheme not in _PORTS:
        what = f"{scheme}: addresses are" if scheme else "without http:// or https:// it is"
        raise _refused(written, f"{what} not fetched; give one of the web")
    if len(text) > MOST:
        raise _refused(written, f"it has more than {MOST:,} characters; look where it came from")
    try:
        parts = urlsplit(text.replace("\\", "/") if "?" not in text else text)
        port = parts.port or _PORTS[scheme]
    except ValueError as error:
        raise _refused(written, f"it is no address ({error}); look for a slip in it") from error
    login = None
    if parts.username is not None:
        login = Login(unquote(parts.username), unquote(parts.password or ""))
    host = ascii_host(parts.netloc.rpartition("@")[2])
    if host is None:
        raise _refused(written, "its host is no name of a host; look for a slip in it")
    path = quote(parts.path, safe=_AS_IS, errors="replace") or "/"
    query = f"?{quote(parts.query, safe=_AS_IS, errors='replace')}" if parts.query else ""
    fragment = quote(parts.fragment, safe=_AS_IS, errors="replace")
    return Address(scheme, host, port, path + query, fragment), login


def ascii_host(written: str) -> str | None:
    """A host in ASCII and lower case, without the port after it; None when it is none."""
    name = re.sub(r":[0-9]*$", "", unquote(written)).rstrip(".").lower()
    if not name.isascii():
        name = _punycode(name)
    if not _NAME.fullmatch(name) or len(name) > 253:
        return None
    if name.startswith("["):
        return name if _is_ipv6(name[1:-1]) else None
    return name if all(0 < len(label) <= 63 for label in name.split(".")) else None


def _punycode(name: str) -> str:
    import idna

    try:
        return idna.encode(name, uts46=True, transitional=False).decode("ascii")
    except idna.IDNAError:
        return ""


def _is_ipv6(text: str) -> bool:
    from ipaddress import IPv6Address

    try:
        IPv6Address(text)
    except ValueError:
        return False
    return True


def onward(address: Address, location: str) -> Address:
    """Where a redirect leads to. Errors: FetchError when that is no address of the web.

    A login in it is dropped: it comes from the server and not from the user.
    """
    fragment = address.fragment
    try:
        joined = urljoin(str(address), re.sub(r"[\t\r\n]", "", location.strip()))
    except ValueError as error:
        raise _refused(location, f"it is no address ({error})") from error
    to, _ = ready(joined)
    return to if to.fragment or not fragment else to._replace(fragment=fragment)


def origin(address: str) -> tuple[str, str]:
    """Scheme and host, with its port, of an address as it is written: what a login belongs to."""
    parts = urlsplit(address)
    return parts.scheme, parts.netloc.rpartition("@")[2].lower()


def shown(address: str) -> str:
    """An address as a sentence may name it: cleaned, cut, and without a login."""
    line = _LOGIN.sub("", clean_line(address).replace(" ", "%20"))
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]}…"


def _refused(written: str, why: str) -> FetchError:
    return FetchError(f"{shown(written)}: {why}.", permanent=True)
