"""`export opml`: the list of feeds, for other programs and for another library."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli.report import NOTHING_FOUND
from reader.errors import NotFoundError, SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.verb import Call
    from reader.library.library import Library
    from reader.library.records import Source

TITLE = "Feeds of Reader"


def export_opml(call: Call) -> int:
    """Write the list to standard output, or with `--to` into a file; the exit status."""
    from reader.feeds.lists import outlines
    from reader.feeds.opml_writing import write_opml

    with call.open() as library:
        feeds = outlines(_wanted(library, call.options.query))
    if not feeds:
        call.report.aside("There are no feeds; `reader add` subscribes to one.")
        return NOTHING_FOUND
    text = write_opml(feeds, TITLE)
    if call.options.folder is not None:
        path = Path(call.options.folder).expanduser()
        _write(path, text)
        call.report.answer(
            f"{len(feeds):,} feeds written to {path}.", {"path": str(path), "feeds": len(feeds)}
        )
    elif call.report.json:
        call.report.object({"opml": text, "feeds": len(feeds)})
    else:
        call.report.text(text)
    return call.report.status


def _wanted(library: Library, words: Sequence[str]) -> list[Source]:
    """All sources, or those that words name: feeds, or folders with all in them."""
    from reader.cli.sources import named

    sources = library.sources()
    if not words:
        return sources
    found: dict[int, Source] = {}
    for word in words:
        inside = [one for one in sources if one.folder and f"{one.folder}/".startswith(f"{word}/")]
        try:
            some = inside or named(library, [word])
        except NotFoundError:
            raise NotFoundError(
                f"There is no feed and no folder {word}; `reader feeds` lists them."
            ) from None
        found.update((one.id, one) for one in some)
    return [one for one in sources if one.id in found]


def _write(path: Path, text: str) -> None:
    """Write a file that is not there, or says the same. Errors: SourceError."""
    try:
        if path.exists() and path.read_text("utf-8") == text:
            return
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError:
        raise SourceError(
            f"{path}: it is there already; name another file, or use `reader export opml > FILE`."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or "it is there already, and is no text"
        raise SourceError(f"{path}: {why.lower()}.") from error
