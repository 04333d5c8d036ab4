"""What is asked of the web and what comes back: plain records, and the one error."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from reader import __version__
from reader.errors import SourceError

Kind: TypeAlias = Literal["feed", "page", "image"]
"""What is hoped for; only the request's `Accept` is chosen by it."""

USER_AGENT = f"Reader/{__version__} (news reader for the terminal)"
"""The honest name. It holds no address, as there is none that would lead to us."""


class Limits(NamedTuple):
    """What one fetch and one run may take; times in seconds.

    `most_bytes` counts the decoded body. `per_host` is how many fetches of one host may be under
    way at once (this machine itself is not spared), and `at_once` those of all hosts. `large` is
    how many bodies of more than a megabyte may be held at once.
    """

    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    most_bytes: int = 16 * 1024 * 1024
    redirects: int = 10
    per_host: int = 2
    at_once: int = 48
    large: int = 8
    user_agent: str = USER_AGENT


class Ask(NamedTuple):
    """One thing to fetch.

    `etag` and `modified` are those of the last answer, and make the request conditional.
    `typed`: the user wrote this address, so that it may lead into a private network.
    `headers` and the password are sent to the host of `address` only, also after redirects.
    """

    address: str
    etag: str | None = None
    modified: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    user: str | None = None
    password: str | None = None
    user_agent: str | None = None
    typed: bool = False
    accept: Kind = "feed"

    def __repr__(self) -> str:
        """Without what is secret: it may end in a log."""
        from reader.feeds.http_address import shown

        secret = bool(self.user or self.password or self.headers)
        return f"Ask({shown(self.address)!r}{', with secrets' if secret else ''})"


class Fetched(NamedTuple):
    """An answer.

    `address` is where it came from in the end, and `moved` the address that permanent redirects
    alone led to (None: none came first). `unchanged`: nothing new since `etag` and `modified`
    (status 304), and `body` is empty. `headers` are cleaned, with names in lower case. `fresh_for`
    and `retry_after` are seconds that the server asked to wait. `notes` are sentences about what
    was odd on the way.
    """

    address: str
    moved: str | None
    status: int
    unchanged: bool
    body: bytes
    headers: dict[str, str]
    etag: str | None = None
    modified: str | None = None
    fresh_for: int | None = None
    retry_after: int | None = None
    notes: tuple[str, ...] = ()


class FetchError(SourceError):
    """Why nothing was fetched, in a sentence that names the address and says what to do.

    `code` is the status of the answer, if one came; `status` is, as in all errors of ours, that
    which a command exits with. `retry_after` is how many seconds the server asked to wait.
    `gone`: it is gone for good, and is not to be asked again (410). `permanent`: asking again
    will not help before somebody has changed something.
    """

    def __init__(
        self,
        sentence: str,
        *,
        code: int | None = None,
        retry_after: int | None = None,
        gone: bool = False,
        permanent: bool = False,
    ) -> None:
        super().__init__(sentence)
        self.code = code
        self.retry_after = retry_after
        self.gone = gone
        self.permanent = permanent or gone
