"""Adding from the app: feeds, pages, files and folders, in a child process that tells what came."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.app.child import Child, ChildError
from reader.app.places import show_in_list
from reader.app.widgets.status import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.app.app import ReaderApp

_PATHS = ("/", "~", "./", "../")


class Added(NamedTuple):
    """What was added last: a source or an article, by its id."""

    is_article: bool
    id: int


class Find(NamedTuple):
    """Something that was found at an address: a feed, or a page to be saved as an article.

    `headlines` are the newest, `how` says where it was found; `source` is the id of a source that
    is there already.
    """

    address: str
    title: str
    headlines: tuple[str, ...] = ()
    how: str = ""
    is_page: bool = False
    source: int | None = None


def is_path(typed: str) -> bool:
    """Whether what was typed names a file or a folder of this machine."""
    try:
        return typed.startswith(_PATHS) or Path(typed).expanduser().exists()
    except (OSError, RuntimeError, ValueError):
        return False


def _path(typed: str) -> Path:
    return Path(typed).expanduser()


async def add_path(app: ReaderApp, typed: str) -> None:
    """Add a file or a folder; say what came of it."""
    path = _path(typed)
    await add(app, ["--", str(path)], path.name)


async def save_page(app: ReaderApp, address: str, article: int | None = None) -> None:
    """Save a page as an article; say what came of it. `article`: the one that links to it."""
    await add(app, ["--article", *linked_in(article), "--", address], address)


def linked_in(article: int | None) -> list[str]:
    """What `add` is told of an address that nobody typed: the article in which it is a link."""
    return [] if article is None else ["--linked-in", str(article)]


def adding(library: Path, words: Sequence[str]) -> Child:
    """A child that runs `reader add` with these words.

    The sources after `--` are given by its standard input, as there may be passwords in them, and
    what a program is started with can be seen by all others; but not the names of files.
    """
    at = words.index("--")
    sources = words[at + 1 :]
    if any(is_path(one) for one in sources):
        return Child(library, ["add", *words])
    return Child(library, ["add", *words[:at], "--lines"], sources)


async def add(app: ReaderApp, words: Sequence[str], name: str) -> None:
    """Run `reader add` with these words; say what came of it, and how to get there."""
    if app.library.read_only:
        app.say("This library can only be read here.", "warn")
        return
    status = app.reading.status
    child = app.adding = adding(app.library.path, words)
    status.tell(child, Progress("adding", name=name))
    told: list[dict[str, Any]] = []
    try:
        told = [one async for one in child.lines()]
    except (ChildError, OSError) as error:
        app.say(str(error), "error")
    finally:
        status.tell(child, None)
        if app.adding is child:
            app.adding = None
    _finish(app, told, child.said)


def _finish(app: ReaderApp, told: list[dict[str, Any]], said: str) -> None:
    added = [one for one in told if isinstance(one.get("id"), int) and not one.get("error")]
    # What the reader has asked for is not new to them; what came in beside it goes on waiting.
    app.reading.arrivals.own(sum(_new(one) for one in added))
    app.reading.arrivals.notice()
    if added and not app.reading.status.waiting:
        app.reading.reopen()
    if (reload := getattr(app.screen, "reload", None)) is not None:
        reload()
    if added:
        last = added[-1]
        app.added = Added(last.get("kind") == "article", int(last["id"]))
        if app.added.is_article and app.reading.focus_on == "list":
            show_in_list(app.reading, app.added.id)
        app.say(_in_words(app, added))
    elif said:
        app.say(said, "error")


def _new(one: dict[str, Any]) -> int:
    if one.get("kind") == "article":
        return int(one.get("outcome") == "new")
    new = one.get("new")
    return new if isinstance(new, int) else 0


def _in_words(app: ReaderApp, added: list[dict[str, Any]]) -> str:
    """What was added, with its number in the journal, how to undo it and how to get there."""
    key = app.key_of
    first = added[0]
    if len(added) == 1:
        parts = [str(first.get("label") or f"Added {first.get('title', '')}")]
        if isinstance(first.get("new"), int):
            parts[0] += f": {first['new']:,} new"
    else:
        parts = [f"Added {len(added):,} sources"]
    numbers = [one["journal"] for one in added if isinstance(one.get("journal"), int)]
    if numbers:
        span = f"#{numbers[0]}" if len(numbers) == 1 else f"#{numbers[0]}–{numbers[-1]}"
        parts += [span, f"{key('undo')} undoes"]
    parts.append(f"{key('go-to-added')} goes there")
    return " · ".join(parts)
