"""A folder as a source: its files are articles, read again when they have changed.

What a file looked like when it was last read is kept with the library (size, time, digest), so
that reading an unchanged folder again costs one look at each file. Files are never written to.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from reader.errors import SourceError
from reader.feeds.file import arrived, load, reason
from reader.feeds.walk import Spotted, Unseen, files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from reader.library.library import Library
    from reader.library.records import Arrived

_BATCH: Final = 40
_BATCH_BYTES: Final = 4 * 1024 * 1024
_YOUNG: Final = 2_000_000_000
"""Nanoseconds. A file this young can change again without its time or size showing it."""


class Mark(NamedTuple):
    """What a file looked like when it was last read."""

    size: int
    mtime_ns: int
    digest: str


class Failure(NamedTuple):
    """A file or folder that could not be read, and the sentence that says so."""

    identity: str
    sentence: str


class Outcome(NamedTuple):
    """What reading a folder again has brought, in numbers of articles."""

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    failures: tuple[Failure, ...] = ()


class Told(NamedTuple):
    """How far it has come: files looked at, of how many."""

    done: int
    of: int


def read(
    library: Library,
    source_id: int,
    root: Path,
    tell: Callable[[Told | Failure], None],
    *,
    named: bool = True,
    undated: int | None = None,
    order: Callable[[Spotted], Any] = lambda spotted: (spotted.mtime_ns, spotted.identity),
) -> Outcome:
    """Read a folder into a source. Each file that fails is told, and the others go on.

    `named`: the articles get the addresses of their files. `undated`: the date of those that give
    none, in seconds since the epoch; None leaves it unknown. `order` sorts the files, the newest
    article last. Errors: SourceError when the folder itself cannot be read; then no article is
    marked as gone. LibraryError from the library.
    """
    return _Reading(library, source_id, root, tell, named=named, undated=undated).read(order)


class _Reading:
    def __init__(
        self,
        library: Library,
        source_id: int,
        root: Path,
        tell: Callable[[Told | Failure], None],
        *,
        named: bool,
        undated: int | None,
    ) -> None:
        self._library = library
        self._source = source_id
        self._root = root
        self._tell = tell
        self._named = named
        self._undated = undated
        self._state = f"folder/{source_id}"
        self._before = _marks(library.state(self._state))
        self._after: dict[str, Mark] = {}
        self._failures: list[Failure] = []
        self._batch: list[tuple[Arrived, Mark]] = []
        self._outcomes: Counter[str] = Counter()

    def read(self, order: Callable[[Spotted], Any]) -> Outcome:
        spotted, unseen = self._walk()
        for number, one in enumerate(sorted(spotted, key=order), 1):
            self._take(one)
            if self._full():
                self._ingest()
                self._tell(Told(number, len(spotted)))
        self._ingest()
        gone = self._library.mark_gone(self._source, self._present(spotted, unseen))
        if self._after != self._before:
            self._library.set_state(self._state, _bytes(self._after))
        new, changed, same = (self._outcomes[name] for name in ("new", "changed", "same"))
        return Outcome(new, changed, same, gone, tuple(self._failures))

    def _walk(self) -> tuple[list[Spotted], list[Unseen]]:
        spotted: list[Spotted] = []
        unseen: list[Unseen] = []
        try:
            for found in files(self._root):
                if isinstance(found, Unseen):
                    unseen.append(found)
                    self._fail(Failure(found.prefix, found.sentence))
                else:
                    spotted.append(found)
        except OSError as error:
            raise SourceError(f"{self._root}: {reason(error)}.") from error
        return spotted, unseen

    def _take(self, one: Spotted) -> None:
        """Look at a file, and put it into the batch if it has changed."""
        mark = self._before.get(one.identity)
        if mark is not None and (mark.size, mark.mtime_ns) == (one.size, one.mtime_ns):
            self._keep(one.identity, mark)
            return
        try:
            now = time.time_ns()
            loaded = load(one.path)
            at = loaded.mtime_ns if loaded.mtime_ns < now - _YOUNG else 0
            fresh = Mark(loaded.size, at, loaded.digest)
            if mark is not None and mark.digest == loaded.digest:
                self._keep(one.identity, fresh)
                return
            self._batch.append((self._article(one, loaded.data), fresh))
        except SourceError as error:
            self._fail(Failure(one.identity, str(error)))

    def _keep(self, identity: str, mark: Mark) -> None:
        self._after[identity] = mark
        self._outcomes["same"] += 1

    def _article(self, one: Spotted, data: bytes) -> Arrived:
        address = one.path.as_uri() if self._named else None
        article = arrived(data, one.identity, str(one.path), url=address)
        if article.published is None:
            return article._replace(published=self._undated)
        return article

    def _full(self) -> bool:
        size = sum(len(article.original) for article, _ in self._batch)
        return len(self._batch) >= _BATCH or size >= _BATCH_BYTES

    def _ingest(self) -> None:
        if not self._batch:
            return
        kept = self._library.ingest(self._source, [article for article, _ in self._batch])
        for one, (article, mark) in zip(kept, self._batch, strict=True):
            self._outcomes[one.outcome] += 1
            self._after[article.identity] = mark
        self._batch.clear()

    def _present(self, spotted: Iterable[Spotted], unseen: list[Unseen]) -> set[str]:
        """The identities that are there, or may be there where nobody could look."""
        present = {one.identity for one in spotted}
        for trouble in unseen:
            present |= {known for known in self._before if known.startswith(trouble.prefix)}
        return present

    def _fail(self, failure: Failure) -> None:
        self._failures.append(failure)
        self._tell(failure)


def _marks(stored: bytes | None) -> dict[str, Mark]:
    if stored is None:
        return {}
    return {identity: Mark(*values) for identity, values in json.loads(stored).items()}


def _bytes(marks: dict[str, Mark]) -> bytes:
    return json.dumps(marks, ensure_ascii=False, separators=(",", ":")).encode()
