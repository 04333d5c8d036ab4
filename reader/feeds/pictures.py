"""The pictures of an article: which there are, and their bytes from beside the article's file.

A document holds no address of a file. So the original is parsed again as if its folder were a
site, and what then leads to that site is a file of the folder; nothing in a page can name another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from urllib.parse import quote, unquote, urlsplit

from reader.document.model import Details, Image, List, Notes, Quote
from reader.document.walk import children
from reader.errors import SourceError
from reader.feeds.scaling import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from reader.document.model import Block
    from reader.library.library import Library
    from reader.library.records import Article, Source

Load: TypeAlias = "Callable[[str], bytes]"
"""Gets the bytes of an address of the web. Errors: SourceError."""

_SITE: Final = "https://folder.invalid/"
_INDENT: Final = 4
"""Cells that a list, a quotation or a note may take from the pictures in it."""


class Picture(NamedTuple):
    """A picture of an article, `number` in reading order from 1.

    `block` is the top-level block that it stands in, `image` which one of that block, both from 0:
    so the typesetter counts. `indent` is what the text around it may be set in by, in cells.
    """

    number: int
    block: int
    image: int
    indent: int
    alt: str
    source: str


class Album:
    """The pictures of one article of the library."""

    def __init__(self, library: Library, article_id: int, load: Load | None = None) -> None:
        """`load` gets pictures from the web; without it they are told as not on this machine.

        Errors: NotFoundError, LibraryError.
        """
        self.load = load
        article = library.article(article_id)
        self.pictures = tuple(_pictures(article.document.blocks))
        self._file: Path | None = None
        self._root: Path | None = None
        if any(not picture.source for picture in self.pictures):
            found = _home(article, library.source(article.headline.source_id))
            if found is not None:
                self._root, self._file = found
                self.pictures = self._with_files(*library.original(article_id))

    def _with_files(self, data: bytes, media_type: str) -> tuple[Picture, ...]:
        """The pictures with the sources that the document could not keep."""
        from reader.document.parse import parse

        assert self._file is not None
        assert self._root is not None
        base = _SITE + quote(self._file.relative_to(self._root).as_posix())
        document = parse(data, media_type=media_type, base=base, name=self._file.name)
        again = [picture for picture in _pictures(document.blocks) if _is_kept(picture)]
        if [picture.alt for picture in again] != [picture.alt for picture in self.pictures]:
            return self.pictures
        return tuple(
            picture._replace(source=picture.source or other.source)
            for picture, other in zip(self.pictures, again, strict=True)
        )

    def bytes_of(self, picture: Picture) -> bytes:
        """The bytes of a picture. Errors: SourceError that says why there are none."""
        if picture.source.startswith(_SITE) and self._root is not None:
            return _read(self._root, unquote(urlsplit(picture.source).path))
        if is_of_the_web(picture.source) and self.load is not None:
            return self.load(picture.source)
        raise SourceError("it is not on this machine")


def is_of_the_web(source: str) -> bool:
    """Whether a picture's source is an address that could be fetched, and no file's."""
    return source.startswith(("https://", "http://")) and not source.startswith(_SITE)


def home_host(library: Library, article_id: int) -> str | None:
    """The host of the feed that an article came from, which the reader typed; None without one.

    That of a saved page does not count: the page itself says what its address is. Errors:
    NotFoundError, LibraryError.
    """
    source = library.source(library.article(article_id).headline.source_id)
    if source is None or source.kind != "feed":
        return None
    from reader.feeds.http_address import ready

    try:
        return ready(source.address)[0].host
    except SourceError:  # a file or a command
        return None


def _pictures(blocks: Iterable[Block]) -> Iterator[Picture]:
    number = 0
    for block, top in enumerate(blocks):
        for image, (indent, found) in enumerate(_images(top, 0)):
            number += 1
            yield Picture(number, block, image, indent, found.alt, found.source)


def _images(block: Block, indent: int) -> Iterator[tuple[int, Image]]:
    if isinstance(block, Image):
        yield indent, block
    deeper = indent + _INDENT * isinstance(block, List | Quote | Details | Notes)
    for run in children(block):
        for inner in run:
            yield from _images(inner, deeper)


def _is_kept(picture: Picture) -> bool:
    """Whether a document keeps the picture though its source is a file."""
    return bool(picture.alt) or not picture.source.startswith(_SITE)


def _home(article: Article, source: Source | None) -> tuple[Path, Path] | None:
    """The folder that an article's pictures may lie in, and its file; None when it has none."""
    if source is None or not article.identity:
        return None
    match source.kind:
        case "folder":
            root = Path(source.address)
        case "handbook":
            from reader.feeds.welcome import room

            root = room(source.address)
        case "saved" if Path(article.identity).is_absolute():
            root = Path(article.identity).parent
        case _:
            return None
    file = root / article.identity
    return (root, file) if file.is_relative_to(root) and ".." not in file.parts else None


def _read(root: Path, path: str) -> bytes:
    """A file of the folder. Errors: SourceError, also for what a link in it leads out to."""
    from reader.feeds.file import load, reason

    try:
        there = (root / path.lstrip("/")).resolve(strict=True)
        inside = there.is_relative_to(root.resolve())
        size = there.stat().st_size
    except OSError as error:
        raise SourceError(reason(error)) from error
    except ValueError as error:
        raise SourceError("no file can have that name") from error
    if not inside:
        raise SourceError("it lies outside the folder of the article")
    if size > MOST_BYTES:
        raise SourceError(f"it has more than the {MOST_BYTES >> 20} MB that a picture may have")
    return load(there).data
