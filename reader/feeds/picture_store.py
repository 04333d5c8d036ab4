"""Pictures kept for reading without the network: files in a folder beside the library.

Each file is named by a hash of its address, so that nothing an address holds becomes a path; what
is in it is written whole or not at all. `articles.json` says which articles they belong to. All of
it can be deleted at any time: it is fetched again.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TABLE: Final = "articles.json"


class Filed(NamedTuple):
    """What was done for an article: the state of it that was looked at, and its pictures' names.

    `missing` is how many could not be had, `at` when that was, in seconds since the epoch.
    """

    state: str
    names: tuple[str, ...]
    missing: int = 0
    at: int = 0


def folder_of(library: Path) -> Path:
    """The folder of the pictures that are kept for a library's file."""
    return library.with_suffix(".pictures")


class PictureStore:
    """The pictures of one library."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, address: str) -> bytes | None:
        """A kept picture; None when it is not kept."""
        try:
            return self._path(name_of(address)).read_bytes()
        except OSError:
            return None

    def has(self, address: str) -> bool:
        """Whether a picture is kept."""
        return self._path(name_of(address)).is_file()

    def put(self, address: str, data: bytes) -> None:
        """Keep a picture. Errors: SourceError when the disk does not take it."""
        self._write(self._path(name_of(address)), data)

    def articles(self) -> dict[int, Filed]:
        """What was done, by article; nothing when the table is not there or cannot be read."""
        with suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
            found = json.loads((self.folder / _TABLE).read_bytes())
            return {
                int(number): Filed(
                    str(one["state"]),
                    tuple(map(str, one["names"])),
                    int(one["missing"]),
                    int(one["at"]),
                )
                for number, one in found.items()
            }
        return {}

    def write_articles(self, done: dict[int, Filed]) -> None:
        """Write down what was done. Errors: SourceError."""
        table = {str(number): one._asdict() for number, one in done.items()}
        self._write(self.folder / _TABLE, json.dumps(table).encode())

    def size(self) -> int:
        """The bytes of all kept pictures."""
        return sum(path.stat().st_size for path in self._files())

    def drop_all_but(self, names: Iterable[str]) -> int:
        """Delete the pictures of other names, and what a crash left half written; how many."""
        wanted = set(names)
        dropped = 0
        for path in self._files():
            # One that another process writes now is young.
            half = ".new" in path.name and time.time() - path.stat().st_mtime < 3600
            if path.name not in wanted and not half:
                with suppress(OSError):
                    path.unlink()
                    dropped += 1
        return dropped

    def _files(self) -> Iterable[Path]:
        with suppress(OSError):
            for below in self.folder.iterdir():
                if below.is_dir() and len(below.name) == 2:
                    yield from below.iterdir()

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def _write(self, path: Path, data: bytes) -> None:
        new = path.with_name(f"{path.name}.new{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(data)
            new.replace(path)
        except OSError as error:
            with suppress(OSError):
                new.unlink()
            raise SourceError(f"{path.parent}: {error.strerror or error}.") from error


def name_of(address: str) -> str:
    """The name of the file of a picture."""
    return blake2b(address.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
