"""The web: an address asked for with manners, within limits, and refused when it would do harm.

The library that speaks HTTP (httpcore2, the engine of httpx2) knows neither redirects, cookies,
packed bodies nor a time limit for the whole: these are here and in the modules around, as each of
them is a way in for harm. One `Fetcher` serves one run, for any number of tasks at once.
"""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import time
from base64 import b64encode
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

import httpcore2

from reader.document.safe import clean_line
from reader.feeds import caching, sentences
from reader.feeds.answers import Ask, Fetched, FetchError, Limits
from reader.feeds.body import BodyError, drain, read
from reader.feeds.connecting import CheckedNetwork, Names, NoHostError, PrivateNetworkError
from reader.feeds.cookies import Cookies
from reader.feeds.http_address import onward, ready, shown
from reader.feeds.manners import HeldError, Manners
from reader.feeds.networks import is_of_this_machine, is_private
from reader.feeds.proxies import Proxies, ProxySettingError, through
from reader.feeds.unpacking import accepted

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from reader.feeds.http_address import Address, Login

__all__ = ["Ask", "FetchError", "Fetched", "Fetcher", "Limits"]

ACCEPT: Final = {
    "feed": (
        "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
        "application/xml;q=0.9, text/xml;q=0.8, application/json;q=0.8, text/html;q=0.5, */*;q=0.1"
    ),
    "page": "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1",
    "image": "image/png, image/jpeg, image/gif, image/webp, image/*;q=0.8",
}
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD: Final = frozenset({301, 308})
_OURS: Final = frozenset(
    {"host", "connection", "content-length", "transfer-encoding", "accept-encoding", "te"}
)
"""Headers that the fetcher alone sets: others would break the request."""

_MOST_HEADERS: Final = 100
_LONGEST_HEADER: Final = 8192
_IDLE: Final = 15.0
"""Seconds that a connection is kept for the next fetch."""

_TROUBLE: Final = (
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
    NoHostError,
    PrivateNetworkError,
    ProxySettingError,
    BodyError,
    TimeoutError,
    OSError,
)


class _Way(NamedTuple):
    """Where a fetch stands between two redirects.

    `near`: private networks may be asked. `bound` is the origin that secrets belong to, and None
    once they are no longer sent. `lasting`: only permanent redirects came so far.
    """

    address: Address
    near: bool
    bound: tuple[str, str, int] | None
    lasting: bool = True
    moved: str | None = None
    notes: tuple[str, ...] = ()


class Fetcher:
    """Fetches. Use as `async with Fetcher(limits) as fetcher`."""

    def __init__(self, limits: Limits | None = None, *, trust_env: bool = True) -> None:
        """`trust_env`: proxies are those of the environment."""
        # At its finest it logs the headers of every request, with their passwords.
        logging.getLogger("httpcore2").setLevel(logging.WARNING)
        self.limits = limits or Limits()
        self._manners = Manners(self.limits)
        self._names = Names()
        self._cookies = Cookies()
        self._proxies = Proxies(trust_env=trust_env)
        self._pools: dict[tuple[bool, bool, str | None], httpcore2.AsyncConnectionPool] = {}
        self._tls: ssl.SSLContext | None = None
        self._large = asyncio.Semaphore(self.limits.large)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await asyncio.gather(*(pool.aclose() for pool in self._pools.values()))
        self._pools.clear()

    async def get(self, ask: Ask) -> Fetched:
        """The answer to `ask`, after all redirects. Errors: FetchError."""
        address, login = ready(ask.address)
        if ask.user is not None or login is None:
            login = _login(ask)
        step: Fetched | _Way = _Way(address, near=ask.typed, bound=address.origin)
        spent = 0.0
        seen: set[tuple[str, str | None]] = set()
        for _ in range(self.limits.redirects + 1):
            assert isinstance(step, _Way)
            way = step
            station = (str(way.address), self._cookies.header(way.address))
            if station in seen:
                raise sentences.failed(address, "its redirects lead in a circle; try again later")
            seen.add(station)
            try:
                async with self._manners.turn(way.address):
                    began = time.monotonic()
                    step = await self._in_time(ask, login, way, self.limits.total - spent)
                    spent += time.monotonic() - began
            except HeldError as error:
                wait = round(error.seconds)
                why = f"{way.address.host} asked to be left alone for {sentences.waiting(wait)}"
                raise sentences.failed(address, why, code=429, wait=wait) from None
            except FetchError as error:
                if way.address == address:
                    raise
                raise sentences.led_astray(address, error, lasting=way.lasting) from error
            if isinstance(step, Fetched):
                return step
        raise sentences.failed(
            address, f"more than {self.limits.redirects} redirects follow; try again later"
        )

    async def _in_time(
        self, ask: Ask, login: Login | None, way: _Way, seconds: float
    ) -> Fetched | _Way:
        """As `_step`, within so many seconds. Errors: FetchError, whatever went wrong."""
        try:
            async with asyncio.timeout(seconds):
                return await self._step(ask, login, way)
        except _TROUBLE as error:
            proxied = self._proxies.of(way.address) is not None
            raise sentences.of_trouble(way.address, error, self.limits, proxied=proxied) from error

    async def _step(self, ask: Ask, login: Login | None, way: _Way) -> Fetched | _Way:
        """One request and its answer, or where it leads on to."""
        secrets = way.bound == way.address.origin
        headers = self._headers(ask, login if secrets else None, way.address, own=secrets)
        response = await self._send(way, headers)
        try:
            return await self._take(ask, way, response, login=secrets and login is not None)
        finally:
            await response.aclose()

    async def _send(self, way: _Way, headers: list[tuple[bytes, bytes]]) -> httpcore2.Response:
        limits = self.limits
        request = httpcore2.Request(
            method=b"GET",
            url=httpcore2.URL(
                scheme=way.address.scheme.encode(),
                host=way.address.host.encode(),
                port=way.address.unusual_port,
                target=way.address.target.encode(),
            ),
            headers=headers,
            extensions={
                "timeout": {"connect": limits.connect, "read": limits.read, "write": limits.read}
            },
        )
        pool = self._pool(way)
        try:
            return await pool.handle_async_request(request)
        except (httpcore2.RemoteProtocolError, httpcore2.ReadError) as error:
            # A kept connection may have been closed by the server just before it was used again.
            if isinstance(error, httpcore2.ReadError) or "without sending" in str(error):
                return await pool.handle_async_request(request)
            raise

    def _pool(self, way: _Way) -> httpcore2.AsyncConnectionPool:
        """The connections of one kind. Errors: PrivateNetworkError."""
        proxy = self._proxies.of(way.address)
        # The proxy looks names up; what is no name can be judged here.
        if proxy is not None and not way.near and is_private(way.address.host):
            raise PrivateNetworkError
        secure = way.address.scheme == "https" or (proxy or "").startswith("https:")
        key = (way.near, secure, proxy)
        if key not in self._pools:
            if secure and self._tls is None:
                self._tls = httpcore2.default_ssl_context()
            self._pools[key] = httpcore2.AsyncConnectionPool(
                ssl_context=self._tls if secure else None,
                proxy=None if proxy is None else through(proxy),
                max_connections=None,
                max_keepalive_connections=self.limits.at_once,
                keepalive_expiry=_IDLE,
                http2=importlib.util.find_spec("h2") is not None,
                network_backend=CheckedNetwork(self._names, near=way.near or proxy is not None),
            )
        return self._pools[key]

    def _is_near(self, address: Address, response: httpcore2.Response) -> bool:
        """Whether the answer came out of a private network, and so may lead into one."""
        if self._proxies.of(address) is not None:
            return is_private(address.host)
        stream = response.extensions.get("network_stream")
        peer = stream.get_extra_info("server_addr") if stream is not None else None
        return peer is not None and is_private(str(peer[0]))

    def _headers(
        self, ask: Ask, login: Login | None, address: Address, *, own: bool
    ) -> list[tuple[bytes, bytes]]:
        headers = {
            "host": address.authority,
            "user-agent": ask.user_agent or self.limits.user_agent,
            "accept": ACCEPT[ask.accept],
            "accept-encoding": accepted(),
        }
        if ask.etag:
            headers["if-none-match"] = ask.etag
        if ask.modified:
            headers["if-modified-since"] = ask.modified
        if cookie := self._cookies.header(address):
            headers["cookie"] = cookie
        if login is not None:
            pair = f"{login.user}:{login.password}".encode()
            headers["authorization"] = f"Basic {b64encode(pair).decode()}"
        if own:
            for name, value in ask.headers:
                if name.strip().lower() not in _OURS:
                    headers[name.strip().lower()] = value.strip()
        return [(_encoded(name), _encoded(value)) for name, value in headers.items()]

    async def _take(
        self, ask: Ask, way: _Way, response: httpcore2.Response, *, login: bool
    ) -> Fetched | _Way:
        headers, raw = _head(response.headers)
        self._cookies.take(way.address, raw.get("set-cookie", []))
        status = response.status
        stream: Any = response.stream
        if status in _REDIRECTS:
            await drain(stream)
            return self._redirected(way, response, raw.get("location", []))
        if status >= 400 or status < 200:
            wait = caching.retry_after(headers)
            if status == 429 or (status == 503 and wait):
                self._manners.hold(way.address, wait)
            raise sentences.of_status(way.address, status, wait, login=login)
        self._manners.answered(way.address)
        unchanged = status == 304 and bool(ask.etag or ask.modified)
        if unchanged:
            await drain(stream)
        elif status == 304:
            why = "the server says that nothing has changed, though nothing is here yet"
            raise sentences.failed(way.address, f"{why}; try again later", code=status)
        elif status == 206:
            raise sentences.failed(way.address, "only a part came; try again later", code=status)
        elif status not in (200, 203):
            raise sentences.of_status(way.address, status, None)
        body = b""
        if not unchanged:
            body = await read(stream, headers, most=self.limits.most_bytes, large=self._large)
            if not body:
                raise sentences.failed(way.address, "it is empty; try again later", code=status)
        return Fetched(
            address=str(way.address),
            moved=way.moved,
            status=status,
            unchanged=unchanged,
            body=body,
            headers=headers,
            etag=caching.condition(raw.get("etag", [None])[0]),
            modified=caching.condition(raw.get("last-modified", [None])[0]),
            fresh_for=caching.fresh_for(headers),
            retry_after=caching.retry_after(headers),
            notes=way.notes,
        )

    def _redirected(self, way: _Way, response: httpcore2.Response, locations: list[str]) -> _Way:
        """Where a redirect leads. Errors: FetchError."""
        code = response.status
        if not locations or not locations[0].strip():
            why = "it redirects, but does not say where to; try again later"
            raise sentences.failed(way.address, why, code=code)
        # Not by the letter, but as all browsers have it: what is no UTF-8 is Latin.
        raw = locations[0].encode("latin-1")
        location = raw.decode("utf-8") if _is_utf8(raw) else locations[0]
        try:
            to = onward(way.address, location)
        except FetchError:
            why = f"it redirects to {shown(location)}, which is no address of the web"
            raise sentences.failed(way.address, f"{why}; nothing was opened", code=code) from None
        notes = way.notes
        lasting = way.lasting and code in _FOR_GOOD
        if way.address.scheme == "https" and to.scheme == "http":
            notes += (f"{shown(str(way.address))}: it redirects to an address without encryption.",)
            lasting = False
        upgraded = way.bound is not None and to.origin == ("https", way.bound[1], 443)
        same = to.origin == way.bound or (upgraded and way.bound == ("http", to.host, 80))
        return _Way(
            address=to,
            near=way.near and self._is_near(way.address, response) and _is_same_place(way, to),
            bound=to.origin if same else None,
            lasting=lasting,
            moved=str(to) if lasting else way.moved,
            notes=notes,
        )


def _is_same_place(way: _Way, to: Address) -> bool:
    """Whether a redirect stays on the host that was typed, or on this machine."""
    if is_of_this_machine(way.address.host) and is_of_this_machine(to.host):
        return True
    return to.host == way.address.host


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _login(ask: Ask) -> Login | None:
    from reader.feeds.http_address import Login

    return None if ask.user is None else Login(ask.user, ask.password or "")


def _encoded(text: str) -> bytes:
    """A header in bytes: Latin as HTTP has it, and all else as UTF-8."""
    try:
        return text.encode("latin-1")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def _head(lines: Iterable[tuple[bytes, bytes]]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The headers, cleaned, with those of one name joined; and as they came, by name."""
    clean: dict[str, str] = {}
    raw: dict[str, list[str]] = {}
    for name_bytes, value_bytes in lines:
        name = name_bytes.decode("latin-1").lower()
        if name in raw or len(raw) < _MOST_HEADERS:
            raw.setdefault(name, []).append(value_bytes.decode("latin-1"))
    for name, values in raw.items():
        if name != "set-cookie" and name.isascii() and name.isprintable():
            value = ", ".join(values[:_MOST_HEADERS])
            clean[name] = clean_line(value[:_LONGEST_HEADER])
    return clean, raw
