"""Proxies as the environment names them (`http_proxy`, `https_proxy`, `all_proxy`, `no_proxy`)."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.feeds.http_address import Address


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
