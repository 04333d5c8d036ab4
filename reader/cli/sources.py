"""`folders`, `unsubscribe`, and how a source is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.cli import fields
from reader.cli.marking import say_done
from reader.cli.verb import Verb, no_arguments
from reader.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from reader.cli.verb import Call
    from reader.library.library import Library
    from reader.library.records import Source


def named(library: Library, words: Sequence[str]) -> list[Source]:
    """The sources that words name, each by number, title or address.

    Errors: NotFoundError for a word that names none; UsageError for one that names several.
    """
    sources = library.sources()
    return [_named(sources, word) for word in words]


def _named(sources: list[Source], word: str) -> Source:
    for test in (
        lambda source: str(source.id) == word,
        lambda source: word in {source.title, source.address},
        lambda source: source.title.casefold() == word.casefold(),
        lambda source: source.address == _as_folder(word),
    ):
        found = [source for source in sources if test(source)]
        if len(found) > 1:
            raise UsageError(f"Several sources are called {word}; name one by its number.")
        if found:
            return found[0]
    raise NotFoundError(f"There is no source {word}; `reader feeds` lists them.")


def _as_folder(word: str) -> str:
    import os

    return os.path.realpath(os.path.expanduser(word))  # noqa: PTH111 - a word need not be a path


def _folders(call: Call) -> int:
    with call.open() as library:
        folders = library.folders()
    for name, unread, total in folders:
        call.report.answer(
            f"{unread:>6} of {total:>6}  {name}", {"name": name, "unread": unread, "total": total}
        )
    return call.report.ended(found=bool(folders), none="There are no folders.")


def _unsubscribe_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("feeds", nargs="+", metavar="FEED", help="numbers or titles of sources")


def _unsubscribe(call: Call) -> int:
    with call.open() as library:
        wanted = named(library, call.options.feeds)
        say_done(call.report, library.unsubscribe([source.id for source in wanted]))
    return call.report.status


VERBS = (
    Verb(
        name="folders",
        summary="list the folders of sources",
        about="List the folders that sources stand in, with the number of their articles.",
        examples=(("reader folders", "all of them"),),
        arguments=no_arguments,
        act=_folders,
        fields=fields.FOLDER,
        json="lines",
    ),
    Verb(
        name="unsubscribe",
        summary="end a source; what you have marked stays",
        about=(
            "End sources. Articles that are bookmarked, tagged or annotated stay; the others come "
            "back\nwhen this is undone."
        ),
        examples=(
            ("reader unsubscribe 3", "by its number in `reader feeds`"),
            ("reader unsubscribe 'Reading room'", "by its title"),
        ),
        arguments=_unsubscribe_arguments,
        act=_unsubscribe,
        fields=fields.DONE,
    ),
)
