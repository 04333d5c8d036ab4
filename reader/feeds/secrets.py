"""Users, passwords and secret headers of sources: in the system's keyring, else in a 0600 file.

The file names which sources have a secret, so that the keyring, which may have to be unlocked, is
asked only for those. Nothing of it is printed, logged, exported or named in an error.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SERVICE: Final = "reader-tui"
_FILE: Final = "secrets.json"
_LOGIN: Final = re.compile(
    r"(?:filter:.*?:)?(?:feed:)?(?:https?|feeds?)://(?P<login>[^/?#\s]+)@.+",
    re.IGNORECASE | re.DOTALL,
)
_PATIENCE: Final = 60.0
"""Seconds for the keyring to answer: the user may have to unlock it."""


class Secret(NamedTuple):
    """What opens a source. It does not show in a repr."""

    user: str | None = None
    password: str | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def __repr__(self) -> str:
        return "Secret(…)"


class Secrets:
    """The secrets kept beside one library, by the address of their source."""

    def __init__(self, folder: Path, *, keyring: bool = True) -> None:
        """`keyring`: use the system's where there is one that works."""
        self._path = folder / _FILE
        self._wanted = keyring

    def get(self, source: str) -> Secret | None:
        """The secret of a source; None when it has none. Errors: SourceError."""
        kept = self._read().get(source)
        if kept is None:
            return None
        if kept == "keyring":
            ring = _ring()
            kept = None if ring is None else self._ask(lambda: ring.get_password(SERVICE, source))
            if kept is None:
                raise SourceError(
                    f"The password of {source} is not in this machine's keyring; give it again."
                )
        return _decoded(kept)

    def put(self, source: str, secret: Secret) -> None:
        """Keep a secret, in place of the old one. Errors: SourceError."""
        written = json.dumps({**secret._asdict(), "headers": [list(one) for one in secret.headers]})
        ring = _ring() if self._wanted else None
        kept = written
        if ring is not None:
            with suppress(SourceError):
                self._ask(lambda: ring.set_password(SERVICE, source, written))
                kept = "keyring"
        with self._changing() as all_kept:
            all_kept[source] = kept

    def drop(self, source: str) -> None:
        """Forget a secret, if there is one. Errors: SourceError."""
        if source not in self._read():
            return
        with self._changing() as all_kept:
            kept = all_kept.pop(source, None)
        ring = _ring() if kept == "keyring" else None
        if ring is not None:
            with suppress(SourceError):
                self._ask(lambda: ring.delete_password(SERVICE, source))

    def move(self, source: str, to: str) -> None:
        """A source has another address now. Errors: SourceError."""
        secret = self.get(source)
        if secret is not None:
            self.put(to, secret)
            self.drop(source)

    def _read(self) -> dict[str, str]:
        try:
            descriptor = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise SourceError(f"{self._path}: it cannot be read ({error.strerror}).") from error
        with os.fdopen(descriptor, "rb") as file:
            if os.fstat(descriptor).st_mode & 0o077:
                os.fchmod(descriptor, 0o600)  # somebody else's backup or copy opened it
            data = file.read()
        try:
            found = json.loads(data)
            kept = found["secrets"]
            if all(isinstance(value, str) for value in kept.values()):
                return dict(kept)
        except (ValueError, TypeError, KeyError, AttributeError):
            pass
        raise SourceError(
            f"{self._path}: it is damaged, and so the passwords in it are not known; "
            "move it away and give them again."
        )

    @contextmanager
    def _changing(self) -> Iterator[dict[str, str]]:
        """The content, written back whole at the end; no other process changes it meanwhile."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            lock = os.open(self._path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX)
                kept = self._read()
                yield kept
                self._write(json.dumps({"secrets": kept}, indent=1).encode())
            finally:
                os.close(lock)
        except OSError as error:
            reason = error.strerror or str(error)
            raise SourceError(f"{self._path}: the password is not kept ({reason}).") from error

    def _write(self, data: bytes) -> None:
        new = self._path.with_suffix(".new")
        new.unlink(missing_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        new.replace(self._path)

    def _ask(self, question: Callable[[], Any]) -> Any:  # noqa: ANN401 - what keyrings answer
        """An answer of the keyring. Errors: SourceError."""
        answers: list[Any] = []
        faults: list[Exception] = []

        def work() -> None:
            try:
                answers.append(question())
            # Each system's keyring has its own faults.
            except Exception as error:  # noqa: BLE001
                faults.append(error)

        thread = threading.Thread(target=work, name="keyring", daemon=True)
        thread.start()
        thread.join(_PATIENCE)
        if not answers:
            why = type(faults[0]).__name__ if faults else "no answer"
            raise SourceError(f"The keyring does not give the password ({why}); unlock it.")
        return answers[0]


def without_login(source: str) -> tuple[str, Secret | None]:
    """A typed address without the `user:password@` in it, and these as a secret if there were any.

    Also within `filter:`; the command of an `exec:` is left as it is.
    """
    from urllib.parse import unquote

    found = _LOGIN.fullmatch(source.strip())
    if found is None:
        return source, None
    user, _, password = found["login"].partition(":")
    bare = found.string[: found.start("login")] + found.string[found.end("login") + 1 :]
    return bare, Secret(unquote(user), unquote(password))


def _decoded(kept: str) -> Secret:
    try:
        found = json.loads(kept)
        headers = tuple((str(name), str(value)) for name, value in found.get("headers", ()))
        return Secret(found.get("user"), found.get("password"), headers)
    except (ValueError, TypeError, AttributeError):
        raise SourceError("A kept password is damaged; give it again.") from None


def _ring() -> Any:  # noqa: ANN401 - the library has no types
    """The keyring, when there is one that keeps things; else None."""
    try:
        import keyring
        from keyring.backends import fail, null
    except ImportError:
        return None
    try:
        ring = keyring.get_keyring()
    # Backends are plugins: any of them may fail in its own way.
    except Exception:  # noqa: BLE001
        return None
    chosen = getattr(ring, "backends", [ring])
    works = any(not isinstance(one, fail.Keyring | null.Keyring) for one in chosen)
    return ring if works else None
