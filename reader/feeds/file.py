"""A file or a stream made into an article: read with care, named in every error."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, Final, NamedTuple

from reader.errors import ReaderError, SourceError

if TYPE_CHECKING:
    from pathlib import Path

    from reader.document.model import Document
    from reader.library.records import Arrived

MOST_BYTES: Final = 32 * 1024 * 1024
"""A longer file is refused without being read: no article is that long, and a log is none."""

_TRIES: Final = 3
"""How often a file is read that changes meanwhile."""


class Loaded(NamedTuple):
    """The bytes of a file, with what tells later whether they are still the same."""

    data: bytes
    size: int
    mtime_ns: int
    digest: str


def load(path: Path) -> Loaded:
    """Read a file. Errors: SourceError, a sentence that names it and says why."""
    try:
        for _ in range(_TRIES):
            loaded = _load_once(path)
            if loaded is not None:
                return loaded
    except OSError as error:
        raise SourceError(f"{path}: {reason(error)}.") from error
    raise SourceError(f"{path}: it changes while it is being read; try again when it is at rest.")


def _load_once(path: Path) -> Loaded | None:
    """The file, or None when it changed meanwhile."""
    # Without waiting: a pipe that nobody writes to must not hold up the others.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(descriptor, "rb") as stream:
        before = os.fstat(stream.fileno())
        if stat.S_ISDIR(before.st_mode):
            raise SourceError(f"{path}: it is a folder and not a file.")
        if not stat.S_ISREG(before.st_mode):
            raise SourceError(f"{path}: it is a pipe or a device, and not a file to read.")
        if before.st_size > MOST_BYTES:
            raise SourceError(too_long(str(path), before.st_size))
        data = stream.read(MOST_BYTES + 1)
        after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        return None
    if len(data) != before.st_size:
        return None
    if not data.strip():
        raise SourceError(f"{path}: it is empty.")
    return Loaded(data, before.st_size, before.st_mtime_ns, digest(data))


def load_stream(stream: BinaryIO, name: str = "standard input") -> bytes:
    """All of a stream. Errors: SourceError when it is empty, too long or breaks off."""
    try:
        data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise SourceError(f"{name}: {reason(error)}.") from error
    if len(data) > MOST_BYTES:
        raise SourceError(too_long(name))
    if not data.strip():
        raise SourceError(f"{name}: it is empty.")
    return data


def parsed(data: bytes, name: str, *, base: str | None = None) -> tuple[Document, str]:
    """The document in a file's bytes, and their media type; `name` ends as the file's name does.

    Errors: SourceError when it is no text, or there is nothing to read in it.
    """
    from reader.document.media_type import guess
    from reader.document.parse import parse

    media_type = guess(name, data)
    if media_type is None:
        raise SourceError(
            f"{name}: it is not text, Markdown or HTML, and nothing else can be read yet."
        )
    short = os.path.basename(name)  # noqa: PTH119 - a name need not be a path
    document = parse(data, media_type=media_type, base=base, name=short)
    if not document.blocks and document.title in {"", short}:
        raise SourceError(f"{name}: there is nothing to read in it.")
    return document, media_type


def arrived(
    data: bytes, identity: str, name: str, *, url: str | None = None, base: str | None = None
) -> Arrived:
    """An article from a file's bytes. Errors: as `parsed`; a fault of a parser is one, too."""
    from reader.library.records import Arrived

    try:
        document, media_type = parsed(data, name, base=base)
    except ReaderError:
        raise
    # A fault of a parser in one file must not keep out the others.
    except Exception as error:
        fault = f"{type(error).__name__}: {error}"
        raise SourceError(f"{name}: a fault in Reader kept it out ({fault}).") from error
    return Arrived(
        identity=identity,
        document=document,
        original=data,
        media_type=media_type,
        url=document.url or url,
        author=document.byline,
        published=instant(document.published),
    )


def instant(written: str | None) -> int | None:
    """Seconds since the epoch of an ISO 8601 date; without a zone it is taken as UTC.

    None for None, and for what is no date.
    """
    if not written:
        return None
    try:
        moment = datetime.fromisoformat(written)
        return int(moment.replace(tzinfo=moment.tzinfo or UTC).timestamp())
    except (ValueError, OverflowError):
        return None


def digest(data: bytes) -> str:
    """A short name of these bytes and of no others."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def reason(error: OSError) -> str:
    """Why the system refused, in words that a reader of news knows."""
    known = {
        errno.ENOENT: "there is no such file or folder",
        errno.EACCES: "you may not read it",
        errno.EPERM: "you may not read it",
        errno.EISDIR: "it is a folder and not a file",
        errno.ENOTDIR: "a part of its path is a file and not a folder",
        errno.ELOOP: "its links lead in a circle",
        errno.ENAMETOOLONG: "its name is too long",
        errno.EAGAIN: "it is a pipe or a device, and not a file to read",
        errno.ENXIO: "it is a pipe or a device, and not a file to read",
    }
    return known.get(error.errno or 0) or (error.strerror or str(error)).lower()


def too_long(name: str, size: int | None = None) -> str:
    """The refusal of a file of `size` bytes (None: unknown, but too many)."""
    has = f"its {_megabytes(size)} MB are" if size is not None else "it is"
    return f"{name}: {has} more than the {_megabytes(MOST_BYTES)} MB that an article may have."


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:,.0f}"
