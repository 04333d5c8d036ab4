"""`searches`: queries saved under a name, which are sources in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.cli import fields, shape
from reader.cli.actions import Action, action_arguments, carry_out
from reader.cli.marking import say_done
from reader.cli.verb import Verb

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from reader.cli.verb import Call
    from reader.library.library import Library


def _arguments(parser: ArgumentParser) -> None:
    action_arguments(parser, ACTIONS)


def _searches(call: Call) -> int:
    if call.options.action is None:
        return _list(call)
    return carry_out(call, "searches", ACTIONS)


def _list(call: Call) -> int:
    with call.open() as library:
        found = library.count_searches()
    for one in found:
        text = f"{one.unread:>6} of {one.total:>6}  {one.name} · {one.query}"
        call.report.answer(text, shape.search(one))
    none = "There are no saved searches; `reader searches save NAME QUERY` saves one."
    return call.report.ended(found=bool(found), none=none)


def _save(call: Call, library: Library, words: Sequence[str]) -> None:
    _, done = library.save_search(words[0], " ".join(words[1:]))
    say_done(call.report, done)


def _rename(call: Call, library: Library, words: Sequence[str]) -> None:
    say_done(call.report, library.rename_search(*words))


def _remove(call: Call, library: Library, words: Sequence[str]) -> None:
    say_done(call.report, library.remove_search(words[0]))


ACTIONS: Final[dict[str, Action]] = {
    "save": Action("save NAME QUERY", _save, 2, None),
    "rename": Action("rename NAME NEW", _rename, 2, 2),
    "remove": Action("remove NAME", _remove, 1, 1),
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
