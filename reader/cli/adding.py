"""How `add` takes each kind of source: a file, a folder, a stream, what comes with the program."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import shape
from reader.cli.counting import articles_in_words, in_words
from reader.cli.report import DONE, OutputError
from reader.errors import LibraryError, ReaderError, SourceError

if TYPE_CHECKING:
    from reader.cli.report import Report
    from reader.cli.subscribing import Wishes
    from reader.feeds.answers import Fetched
    from reader.feeds.update import Event
    from reader.library.library import Library
    from reader.library.records import Arrived


def add(library: Library | None, report: Report, word: str, wishes: Wishes) -> int:
    """Add one source and tell it; 0, or the status of the error that is told instead."""
    try:
        _add(library, report, word, wishes)
    except ReaderError as error:
        if isinstance(error, LibraryError | OutputError):
            raise
        report.failed(str(error))
        return error.status
    return DONE


def _add(library: Library | None, report: Report, word: str, wishes: Wishes) -> None:
    if word.startswith("file:") and not os.path.lexists(word):
        from reader.feeds.origins import path

        word = str(path(word))
    is_path = "\0" not in word
    if is_path and os.path.isdir(word):  # noqa: PTH112 - a word need not be a path
        if library is None or wishes.look:
            _tell_only(report, word, "folder")
        else:
            _add_folder(library, report, word, wishes.folder)
    elif word == "-" or (is_path and os.path.lexists(word)) or not _is_source(word):
        _add_file(library, report, word, wishes)
    else:
        from reader.cli.subscribing import Subscribing

        Subscribing(library, report, wishes).add(word)


def _is_source(word: str) -> bool:
    from reader.feeds.typed import is_address, is_command

    return is_command(word) or is_address(word)


def _tell_only(report: Report, word: str, kind: str) -> None:
    """Tell what a source would become, and store nothing."""
    report.answer(f"{word}: it would be added as {kind}", {"source": _shown(word), "kind": kind})


def _add_file(library: Library | None, report: Report, word: str, wishes: Wishes) -> None:
    """A file or a stream: as a source when it is the file of a feed, else as an article."""
    from reader.feeds.local_feed import is_list_of_feeds, may_be_feed

    if word == "-":
        article = _from_stream()
    else:
        path, data = _file(word)
        if is_list_of_feeds(data) and not wishes.article:
            raise SourceError(
                f"{word}: it is a list of feeds; `reader import {word}` subscribes to them."
            )
        if may_be_feed(data, path.name) and not wishes.article:
            from reader.cli.subscribing import Subscribing
            from reader.feeds.offers import of_file

            feed = of_file(path, data)
            if feed is not None:
                Subscribing(library, report, wishes).add_read(word, feed)
                return
        article = _from_file(path, data, word)
    if library is None or wishes.look:
        _tell_only(report, word, "article")
    else:
        add_article(library, report, word, article)


def _file(word: str) -> tuple[Path, bytes]:
    """The real path of a file, and its bytes. Errors: SourceError."""
    from reader.feeds.file import load

    if "\0" in word:
        raise SourceError(f"{word}: no file can have that name.")
    return Path(_real(word)), load(Path(word)).data


def _from_file(path: Path, data: bytes, word: str) -> Arrived:
    from reader.feeds.file import arrived

    identity = os.fsencode(path).decode("utf-8", "backslashreplace")
    return arrived(data, identity, word, url=path.as_uri())


def _from_stream() -> Arrived:
    from reader.feeds.file import arrived, digest, load_stream

    data = load_stream(sys.stdin.buffer)
    return arrived(data, f"stream:{digest(data)}", "standard input")


def add_article(library: Library, report: Report, word: str, article: Arrived) -> None:
    """Keep an article under "Saved", and tell it."""
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
    brought = read_in(library, report, number)
    words = in_words(brought) if brought else "it could not be read"
    entry = f" · #{done.journal}" if done.journal is not None else ""
    report.answer(
        f"{done.label}: {words} · source {number}{entry}",
        {
            "source": _shown(word),
            "kind": "folder",
            "id": number,
            "title": title,
            **shape.done(done),
            **{name: brought.get(name, 0) for name in ("new", "changed", "same", "failed")},
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


def read_in(library: Library, report: Report, number: int, given: Fetched | None = None) -> Event:
    """Read a source for the first time; the event that ended it, or none when it failed.

    `given` is the answer of its address, if it has come already. A failure is told. Errors:
    KeyboardInterrupt when it was cancelled.
    """
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
                if event.get("error"):
                    report.failed(str(event["error"]))
            case _:
                return

    plan = None
    if given is not None:
        from reader.feeds.plan import Plan

        plan = Plan(given={source.address: given})
    if update(library, [source], tell, plan=plan).cancelled:
        raise KeyboardInterrupt
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
