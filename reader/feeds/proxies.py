"""Proxies as the environment names them (`http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import httpcore2

if TYPE_CHECKING:
    from reader.feeds.http_address import Address


_SOCKS: Final = ("socks5", "socks5h")


class ProxySettingError(Exception):
    """A proxy of the environment that cannot be used; the text says why, and what to do."""


class Proxies:
    """The proxies of this run; looked up once."""

    def __init__(self, *, trust_env: bool = True) -> None:
        self._known = _environment() if trust_env else {}

    def of(self, address: Address) -> str | None:
        """The proxy to go through, as an address that may hold a password; None for none."""
        proxy = self._known.get(address.scheme) or self._known.get("all")
        if not proxy:
            return None
        from urllib.request import proxy_bypass

        if proxy_bypass(f"{address.host}:{address.port}"):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"


def _environment() -> dict[str, str]:
    named = any(name.lower().endswith("_proxy") and value for name, value in os.environ.items())
    if not named and sys.platform not in ("darwin", "win32"):
        return {}  # spares the import of a large module
    from urllib.request import getproxies

    return getproxies()


def through(address: str) -> httpcore2.Proxy:
    """A proxy by its address, with the login that stands in it. Errors: ProxySettingError."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https", *_SOCKS):
        raise ProxySettingError(
            f"the environment's proxy is one of {parts.scheme}:, which is not known; use http: or "
            "socks5:"
        )
    if parts.scheme in _SOCKS:
        try:
            import socksio  # noqa: F401 - only looked for
        except ImportError as error:
            raise ProxySettingError(
                "the environment's proxy needs the extra “socks”: pip install 'reader-tui[socks]'"
            ) from error
    login = None
    if parts.username is not None:
        login = (unquote(parts.username), unquote(parts.password or ""))
    host = parts.netloc.rpartition("@")[2]
    try:
        _ = parts.port
        return httpcore2.Proxy(f"{parts.scheme}://{host}", auth=login)
    except (ValueError, TypeError, UnicodeError) as error:
        why = "the environment's proxy address is wrong; look at http_proxy and all_proxy"
        raise ProxySettingError(why) from error
