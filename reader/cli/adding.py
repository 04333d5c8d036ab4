"""How `add` takes each kind of source: a file, a folder, a stream, what comes with the program."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import shape
from reader.cli.counting import articles_in_words, in_words
from reader.errors import NotFoundError, SourceError

if TYPE_CHECKING:
    from reader.cli.report import Report
    from reader.feeds.update import Event
    from reader.library.library import Library
    from reader.library.records import Arrived

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def add(library: Library, report: Report, word: str, folder: str | None) -> bool:
    """Add one source and tell it; False when that failed, which is told as well."""
    try:
        if word == "-":
            _add_article(library, report, word, _from_stream())
        elif os.path.isdir(word):  # noqa: PTH112 - a name with a NUL in it is simply no folder
            _add_folder(library, report, word, folder)
        elif _ADDRESS.match(word) and not os.path.lexists(word):
            report.failed(
                f"{word}: addresses cannot be added yet; save the page as a file and add that."
            )
            return False
        else:
            _add_article(library, report, word, _from_file(word))
    except (SourceError, NotFoundError) as error:
        report.failed(str(error))
        return False
    return True


def _from_file(word: str) -> Arrived:
    from reader.feeds.file import arrived, load

    if "\0" in word:
        raise SourceError(f"{word}: no file can have that name.")
    path = Path(_real(word))
    identity = os.fsencode(path).decode("utf-8", "backslashreplace")
    return arrived(load(Path(word)).data, identity, word, url=path.as_uri())


def _from_stream() -> Arrived:
    from reader.feeds.file import arrived, digest, load_stream

    data = load_stream(sys.stdin.buffer)
    return arrived(data, f"stream:{digest(data)}", "standard input")


def _add_article(library: Library, report: Report, word: str, article: Arrived) -> None:
    kept, done = library.save_article(article)
    headline = library.headline(kept.article_id)
    title = headline.title if headline else article.document.title
    entry = f" · #{done.journal}" if done.journal is not None else ""
    report.answer(
        f"{done.label} · article {kept.article_id}{entry}",
        {
            "source": _shown(word),
            "kind": "article",
            "id": kept.article_id,
            "title": title,
            "outcome": kept.outcome,
            **shape.done(done),
        },
    )


def _add_folder(library: Library, report: Report, word: str, folder: str | None) -> None:
    root = _readable_folder(word)
    title = Path(root).name or root
    number, done = library.add_source(kind="folder", address=root, title=title, folder=folder)
    brought = _read_in(library, report, number)
    words = in_words(brought) if brought else "it could not be read"
    entry = f" · #{done.journal}" if done.journal is not None else ""
    report.answer(
        f"{done.label}: {words} · source {number}{entry}",
        {
            "source": _shown(word),
            "kind": "folder",
            "id": number,
            "title": title,
            **{name: brought.get(name, 0) for name in ("new", "changed", "same", "failed")},
            **shape.done(done),
        },
    )


def _readable_folder(word: str) -> str:
    """The real path of a folder. Errors: SourceError when it cannot be read, or not kept."""
    from reader.feeds.file import reason

    root = _real(word)
    try:
        os.scandir(root).close()
        os.fsencode(root).decode()
    except OSError as error:
        raise SourceError(f"{root}: {reason(error)}.") from error
    except UnicodeDecodeError:
        raise SourceError(f"{root}: its name is not UTF-8, so it cannot be kept.") from None
    return root


def _real(word: str) -> str:
    """A path without links. Errors: SourceError when a folder on the way cannot be looked into."""
    from reader.feeds.file import reason

    try:
        return os.path.realpath(word)
    except OSError as error:
        raise SourceError(f"{word}: {reason(error)}.") from error


def _read_in(library: Library, report: Report, number: int) -> Event:
    """Read a source for the first time; the event that ended it, or none when it failed."""
    from reader.feeds.update import update

    source = library.source(number)
    assert source is not None
    ended: Event = {}

    def tell(event: Event) -> None:
        match event["event"]:
            case "failed":
                report.failed(str(event["error"]))
            case "progress":
                report.progress(f"{event['title']}: {event['done']} of {event['of']}")
            case "source":
                ended.update(event)
            case _:
                return

    update(library, [source], tell)
    return ended


def add_welcome(library: Library, report: Report) -> None:
    """Add what comes with the program; told once a source, and each time the same."""
    from reader.feeds.welcome import ROOMS, welcome

    welcome(library)
    for source in library.sources():
        if source.kind == "handbook" and source.address in ROOMS:
            report.answer(
                f"{source.title}: {articles_in_words(source.total)} · source {source.id}",
                {
                    "source": source.address,
                    "kind": "handbook",
                    "id": source.id,
                    "title": source.title,
                    "total": source.total,
                },
            )


def _shown(word: str) -> str:
    """A word of the command line as text that JSON can hold."""
    return os.fsencode(word).decode("utf-8", "backslashreplace")
