"""Why a fetch failed, in words: one sentence that names the address and says what to do."""

from __future__ import annotations

import errno
import socket
import ssl
from typing import TYPE_CHECKING, Final

import httpcore2

from reader.document.safe import clean_line
from reader.feeds.answers import FetchError
from reader.feeds.body import BodyError
from reader.feeds.connecting import NoHostError, PrivateNetworkError
from reader.feeds.http_address import shown
from reader.feeds.proxies import ProxySettingError

if TYPE_CHECKING:
    from reader.feeds.answers import Limits
    from reader.feeds.http_address import Address

_STATUS: Final = {
    204: "the server answers with nothing; try again later",
    205: "the server answers with nothing; try again later",
    400: "the server does not understand the request; look for a slip in the address",
    401: "it wants a user and a password; give the right ones for this address",
    402: "it wants to be paid for; look at it in a browser",
    403: "it may not be read by everybody; look at it in a browser, or give a user and a password",
    404: "there is nothing at this address; look whether it has moved",
    405: "the server does not let it be read; look whether it has moved",
    406: "the server has it in no form that can be read here; look at it in a browser",
    407: "the proxy wants a user and a password; put them into the environment's proxy address",
    408: "the server gave up waiting; try again later",
    410: "it is gone for good and will not be asked for again; what came from it stays",
    421: "the server does not answer for this host; try again later",
    429: "it was asked for too often",
    451: "it is withheld for legal reasons; look at it in a browser",
    502: "the server behind it does not answer; try again later",
    503: "it is out of service for the moment",
    504: "the server behind it does not answer in time; try again later",
}
_PERMANENT: Final = frozenset({401, 404, 405, 407, 451})
_SHORT: Final = 160


def of_status(address: Address, code: int, wait: int | None, *, login: bool = False) -> FetchError:
    """For an answer with a status that brings nothing. `login`: a password was sent."""
    if code == 401 and login:
        why = "it does not take the user and the password; look whether they are still right"
    elif code in _STATUS:
        why = _STATUS[code]
    elif 500 <= code < 600:
        why = "the server has a fault; try again later"
    elif 400 <= code < 500:
        why = "the server refuses to give it; look at it in a browser"
    else:
        why = "that is no answer to a reader; look at it in a browser"
    if code in (429, 503):
        why += f"; it asks to wait {waiting(wait)}" if wait else "; try again later"
    return failed(
        address,
        f"{why} (status {code})",
        code=code,
        wait=wait,
        gone=code == 410,
        permanent=code in _PERMANENT,
    )


def failed(
    address: Address | str,
    why: str,
    *,
    code: int | None = None,
    wait: int | None = None,
    gone: bool = False,
    permanent: bool = False,
) -> FetchError:
    """The error with its sentence."""
    return FetchError(
        f"{shown(str(address))}: {why}.",
        code=code,
        retry_after=wait,
        gone=gone,
        permanent=permanent,
    )


def led_astray(address: Address, error: FetchError, *, lasting: bool) -> FetchError:
    """For what went wrong where redirects led to.

    Only if they were permanent (`lasting`) does an end there mean the end here.
    """
    return FetchError(
        f"{shown(str(address))}: it redirects to {error}",
        code=error.code,
        retry_after=error.retry_after,
        gone=error.gone and lasting,
        permanent=error.permanent and lasting,
    )


def waiting(seconds: float) -> str:
    """A span of time in words."""
    for size, name in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            count = round(seconds / size)
            return f"{count} {name}{'s' if count > 1 else ''}"
    count = max(1, round(seconds))
    return f"{count} second{'s' if count > 1 else ''}"


def of_trouble(
    address: Address, error: Exception, limits: Limits, *, proxied: bool = False
) -> FetchError:
    """For what went wrong on the way; `error` is one of those that a fetch can meet.

    `proxied`: the way led through a proxy, so that it is the proxy that was not reached.
    """
    match error:
        case NoHostError() | httpcore2.ConnectTimeout() | httpcore2.ConnectError() if (
            proxied and not isinstance(_cause(error), ssl.SSLError)
        ):
            why = "the proxy cannot be reached; look at the environment's proxy address"
        case PrivateNetworkError():
            why = (
                f"{address.host} is in a private network, where only addresses that you typed "
                "yourself are asked; add it by hand if you trust it"
            )
            return failed(address, why, permanent=True)
        case NoHostError():
            why = (
                f"no host called {address.host} is found ({_plain(error)}); look for a slip in "
                "the address, or whether this machine is online"
            )
        case httpcore2.ConnectTimeout():
            why = f"no connection came about within {limits.connect:g} seconds; try again later"
        case TimeoutError():
            why = f"it was not all there after {limits.total:g} seconds; try again later"
        case httpcore2.TimeoutException():
            why = f"nothing came for {limits.read:g} seconds; try again later"
        case httpcore2.ConnectError():
            why = _unconnected(error)
        case httpcore2.ProxyError():
            why = f"the proxy refuses ({_plain(error)}); look at the environment's proxy address"
        case httpcore2.RemoteProtocolError():
            why = _garbled(str(error))
        case httpcore2.LocalProtocolError():
            why = "a header set for it cannot be sent; look at its headers and its user agent"
        case ProxySettingError():
            return failed(address, str(error), permanent=True)
        case BodyError():
            why = f"{error}; look at it in a browser"
        case _:
            why = "the connection broke off; try again later"
    return failed(address, why)


def _unconnected(error: Exception) -> str:
    cause = _cause(error)
    if isinstance(cause, ssl.SSLCertVerificationError):
        reason = _plain(cause.verify_message)
        return f"its certificate is not to be trusted ({reason}); look at it in a browser"
    if isinstance(cause, ssl.SSLError):
        return "no secure connection came about; look whether its address begins with http:"
    number = cause.errno if isinstance(cause, OSError) else None
    if number == errno.ECONNREFUSED:
        return "nobody takes the connection there; look at host and port, or try again later"
    if number in (errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN):
        return "no way leads there; look whether this machine is online"
    if isinstance(cause, socket.gaierror):
        return "no such host is found; look for a slip in the address"
    return "no connection came about; try again later"


def _cause(error: BaseException) -> BaseException:
    """The first cause of an error: the one that the system or the TLS library raised."""
    seen: BaseException = error
    for _ in range(8):
        below = seen.__cause__ or seen.__context__
        if below is None and seen.args and isinstance(seen.args[0], BaseException):
            below = seen.args[0]
        if isinstance(seen, ssl.SSLError) or (isinstance(seen, OSError) and seen.errno):
            return seen
        if isinstance(below, BaseExceptionGroup):
            below = below.exceptions[0]
        if below is None:
            return seen
        seen = below
    return seen


def _garbled(said: str) -> str:
    if "without sending a response" in said:
        return "the server hung up without an answer; try again later"
    if "complete message body" in said or "incomplete chunked" in said:
        return "the server broke off in the middle; try again later"
    if "too long" in said:
        return "its head is too long to be honest; look at it in a browser"
    if "length" in said.lower():
        return "the server does not say rightly how long it is; try again later"
    return "what answers there does not speak as a web server does; look at host and port"


def _plain(said: object) -> str:
    return clean_line(str(said))[:_SHORT]
