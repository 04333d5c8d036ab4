"""The cookies of one run: kept in memory, given back to where they came from, then forgotten."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from http.cookiejar import CookieJar

    from reader.feeds.http_address import Address

_MOST: Final = 50
"""Cookies taken from one answer; who sends more means harm."""

_LONGEST: Final = 8192
"""Bytes of cookies sent with a request; servers refuse more."""


class Cookies:
    """Takes cookies and gives them back."""

    def __init__(self) -> None:
        self._jar: CookieJar | None = None

    def header(self, address: Address) -> str | None:
        """What to send to an address; None for none."""
        if self._jar is None:
            return None
        from urllib.request import Request

        request = Request(str(address))  # noqa: S310 - never opened
        self._jar.add_cookie_header(request)
        header = request.get_header("Cookie")
        return header if header and len(header) <= _LONGEST and header.isascii() else None

    def take(self, address: Address, sent: list[str]) -> None:
        """Keep what an answer sent (the values of its Set-Cookie)."""
        if not sent:
            return
        from email.message import Message
        from http.cookiejar import CookieJar
        from urllib.request import Request

        if self._jar is None:
            self._jar = CookieJar()
        head = Message()
        for value in sent[:_MOST]:
            head["Set-Cookie"] = value
        answer: Any = SimpleNamespace(info=lambda: head)
        self._jar.extract_cookies(answer, Request(str(address)))  # noqa: S310 - never opened
