"""`searches`: queries saved under a name, which are sources in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.cli import fields, shape
from reader.cli.marking import say_done
from reader.cli.nearest import nearest
from reader.cli.verb import Verb
from reader.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Callable, Sequence

    from reader.cli.verb import Call
    from reader.library.library import Library


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "action", nargs="?", metavar="ACTION", help=", ".join(ACTIONS) + "; none: list them"
    )
    parser.add_argument("words", nargs="*", metavar="WORD", help="what the action needs, see above")


def _searches(call: Call) -> int:
    action: str | None = call.options.action
    words: list[str] = call.options.words
    if action is None:
        return _list(call)
    if action not in ACTIONS:
        raise UsageError(f"`reader searches` has no action {action}.{nearest(action, ACTIONS)}")
    with call.open() as library:
        ACTIONS[action](call, library, words)
    return call.report.status


def _list(call: Call) -> int:
    with call.open() as library:
        found = library.count_searches()
    for one in found:
        text = f"{one.unread:>6} of {one.total:>6}  {one.name} · {one.query}"
        call.report.answer(text, shape.search(one))
    none = "There are no saved searches; `reader searches save NAME QUERY` saves one."
    return call.report.ended(found=bool(found), none=none)


def _need(words: Sequence[str], least: int, most: int | None, usage: str) -> None:
    if len(words) < least or (most is not None and len(words) > most):
        raise UsageError(f"It is `reader searches {usage}`.")


def _save(call: Call, library: Library, words: Sequence[str]) -> None:
    _need(words, 2, None, "save NAME QUERY")
    _, done = library.save_search(words[0], " ".join(words[1:]))
    say_done(call.report, done)


def _rename(call: Call, library: Library, words: Sequence[str]) -> None:
    _need(words, 2, 2, "rename NAME NEW")
    say_done(call.report, library.rename_search(*words))


def _remove(call: Call, library: Library, words: Sequence[str]) -> None:
    _need(words, 1, 1, "remove NAME")
    say_done(call.report, library.remove_search(words[0]))


ACTIONS: Final[dict[str, Callable[[Call, Library, Sequence[str]], None]]] = {
    "save": _save,
    "rename": _rename,
    "remove": _remove,
}

VERBS = (
    Verb(
        name="searches",
        summary="list saved searches; save, rename and remove them",
        about=(
            "List the saved searches with how many of their articles are unread, and how many "
            "there are. A\nsaved search is a source in the app. What can be done to them:\n\n"
            "  save NAME QUERY  save a query; one of that name gets this query\n"
            "  rename NAME NEW  give it another name\n"
            "  remove NAME      remove it; the articles stay"
        ),
        examples=(
            ("reader searches", "all of them"),
            ("reader searches save 'To read' is:unread 'words:>1000'", "save one"),
            ("reader searches remove 'To read'", "remove it"),
        ),
        arguments=_arguments,
        act=_searches,
        fields=fields.SEARCH,
        json="lines",
        words=True,
    ),
)
