"""Which addresses of the network belong to everybody, and which to a house or a machine."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, TypeAlias

Number: TypeAlias = "IPv4Address | IPv6Address"

_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv4 in IPv6 by NAT64: the last 32 bits are what is reached."""

_STAND_INS: Final = ip_network("198.18.0.0/15")
"""Kept for measurements by the letter; tunnels hand these out in place of every public address."""


def is_public(number: Number) -> bool:
    """Whether the whole world may be asked there: no loopback, private, link-local, metadata.

    IPv4 in the clothes of IPv6 (mapped, 6to4, Teredo, NAT64) is judged as what it reaches.
    """
    if isinstance(number, IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour
        if inner is None and number.teredo is not None:
            inner = number.teredo[1]
        if inner is None and number in _TRANSLATED:
            inner = IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is None and number in IPv6Network("::/96"):
            return False
        if inner is not None:
            return is_public(inner)
    if number in _STAND_INS:
        return True
    return number.is_global and not number.is_multicast


def is_own(number: Number) -> bool:
    """Whether this machine itself is reached there."""
    if isinstance(number, IPv6Address) and number.ipv4_mapped is not None:
        number = number.ipv4_mapped
    return number.is_loopback


def literal(host: str) -> Number | None:
    """The address that a host is by itself, in all forms a system takes; None for a name.

    So 127.1, 0x7f000001, 017700000001 and 2130706433 are what they are.
    """
    try:
        return ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        pass
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def is_private(host: str) -> bool:
    """Whether a host is in a private network by what it is called; of a name nobody knows."""
    number = literal(host)
    if number is None:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))
    return not is_public(number)


def is_of_this_machine(host: str) -> bool:
    """Whether a host is this machine by what it is called."""
    number = literal(host)
    return host == "localhost" if number is None else is_own(number)
