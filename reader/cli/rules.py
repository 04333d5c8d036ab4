"""`rules`: what is done by itself to the articles that a query finds, tried out before."""

from __future__ import annotations

import shlex
import time
from typing import TYPE_CHECKING, Any, Final

from reader.cli import fields, shape
from reader.cli.actions import Action, action_arguments, carry_out
from reader.cli.marking import say_done
from reader.cli.verb import Verb
from reader.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from reader.cli.verb import Call
    from reader.library.library import Library
    from reader.library.records import Rule, Trial
    from reader.library.rules import RuleChanges


def _arguments(parser: ArgumentParser) -> None:
    action_arguments(parser, ACTIONS)
    parser.add_argument(
        "--do",
        action="append",
        default=[],
        metavar="WHAT",
        help="read, hide, bookmark, fetch, 'tag NAME' or 'keep DAYS'; may be given again",
    )
    parser.add_argument("--query", metavar="QUERY", help="with edit: the new query")
    parser.add_argument("--name", metavar="NAME", help="with edit: the new name")
    parser.add_argument(
        "--stop", choices=("yes", "no"), help="whether later rules leave alone what this one finds"
    )
    parser.add_argument(
        "--until", metavar="DATE", help="the first day on which it does nothing; never: none"
    )
    parser.add_argument("--all", action="store_true", help="with apply: every rule that is on")


def _rules(call: Call) -> int:
    if call.options.action is None:
        return _list(call)
    return carry_out(call, "rules", ACTIONS)


def _list(call: Call) -> int:
    with call.open() as library:
        found = library.rules()
    for place, one in enumerate(found, 1):
        call.report.answer(_line(place, one), {"place": place, **shape.rule(one)})
        if one.error is not None:
            call.report.failed(f"The rule {one.name} does nothing: {one.error}")
    none = "There are no rules; `reader rules add NAME QUERY --do hide` makes one."
    return call.report.ended(found=bool(found), none=none)


def _line(place: int, one: Rule) -> str:
    parts = [
        f"{place:>3}  {one.name}",
        one.query,
        ", ".join(one.actions),
        "then stop" if one.stop else "",
        "" if one.enabled else "off",
        _until(one.expires) if one.expires is not None else "",
        f"{one.touched:,} so far",
        f"{one.touched_before:,} before it was changed" if one.touched_before else "",
    ]
    return " · ".join(part for part in parts if part)


def _until(expires: int) -> str:
    day = time.strftime("%Y-%m-%d", time.localtime(expires))
    return f"expired on {day}" if expires <= time.time() else f"until {day}"


def _expiry(written: str | None) -> int | None:
    """When a rule ends. Errors: UsageError for what is no date, or past."""
    if written in {None, "never"}:
        return None
    from reader.query.dates import start_of

    at = start_of(str(written))
    if at is None:
        raise UsageError(f"--until {written} is not a date; write 2026-12-31, or never.")
    if at <= time.time():
        raise UsageError(f"--until {written} is past; write a day to come, or never.")
    return at


def _add(call: Call, library: Library, words: Sequence[str]) -> None:
    options = call.options
    query = " ".join(words[1:])
    number, done = library.add_rule(
        words[0],
        query,
        options.do,
        stop=options.stop == "yes",
        expires=_expiry(options.until),
    )
    say_done(call.report, done)
    if not call.report.json:
        trial = library.try_rule(query, options.do)
        name = shlex.quote(library.rule(str(number)).name)
        call.report.line(
            f"It is for what comes in from now on. `reader rules apply {name}` {trial.said}."
        )


def _edit(call: Call, library: Library, words: Sequence[str]) -> None:
    options = call.options
    changes: RuleChanges = {}
    if options.name is not None:
        changes["name"] = options.name
    if options.query is not None:
        changes["query"] = options.query
    if options.do:
        changes["actions"] = options.do
    if options.stop is not None:
        changes["stop"] = options.stop == "yes"
    if options.until is not None:
        changes["expires"] = _expiry(options.until)
    say_done(call.report, library.change_rule(words[0], **changes))


def _on(call: Call, library: Library, words: Sequence[str]) -> None:
    say_done(call.report, library.change_rule(words[0], enabled=True))


def _off(call: Call, library: Library, words: Sequence[str]) -> None:
    say_done(call.report, library.change_rule(words[0], enabled=False))


def _move(call: Call, library: Library, words: Sequence[str]) -> None:
    if not words[1].isascii() or not words[1].isdigit():
        raise UsageError(f"{words[1]} is no place in the order; write 1 for the first.")
    say_done(call.report, library.move_rule(words[0], int(words[1][:9])))


def _remove(call: Call, library: Library, words: Sequence[str]) -> None:
    say_done(call.report, library.remove_rule(words[0]))


def _test(call: Call, library: Library, words: Sequence[str]) -> None:
    """What a rule would do: one that is there, by its name, or one by its query and --do."""
    if call.options.do:
        query, actions = " ".join(words), tuple(call.options.do)
    else:
        one = library.rule(" ".join(words))
        query, actions = one.query, one.actions
    trial = library.try_rule(query, actions)
    said = f"It {trial.said} articles." if trial.matches else "It finds nothing."
    call.report.answer(said, _shaped(trial))
    if not call.report.json:
        for example in trial.examples:
            call.report.line(f"{example.id:>6} {example.title} · {example.source}")


def _shaped(trial: Trial) -> dict[str, Any]:
    return {
        "matches": trial.matches,
        "of": trial.of,
        "would": dict(trial.counts),
        "label": trial.said,
        "examples": [
            {"id": one.id, "title": one.title, "feed": one.source} for one in trial.examples
        ],
    }


def _apply(call: Call, library: Library, words: Sequence[str]) -> None:
    if bool(words) == call.options.all:
        raise UsageError("It is `reader rules apply NAME…`, or `reader rules apply --all`.")
    say_done(call.report, library.apply_rules(words))


def _take_back(call: Call, library: Library, words: Sequence[str]) -> None:
    say_done(call.report, library.take_back_rule(words[0]))


ACTIONS: Final[dict[str, Action]] = {
    "add": Action("add NAME QUERY --do WHAT", _add, 2, None),
    "edit": Action(
        "edit NAME [--name N] [--query Q] [--do WHAT] [--stop yes|no] [--until D]", _edit, 1, 1
    ),
    "test": Action("test NAME, or test QUERY --do WHAT", _test, 1, None),
    "apply": Action("apply NAME…", _apply, 0, None),
    "take-back": Action("take-back NAME", _take_back, 1, 1),
    "move": Action("move NAME PLACE", _move, 2, 2),
    "on": Action("on NAME", _on, 1, 1),
    "off": Action("off NAME", _off, 1, 1),
    "remove": Action("remove NAME", _remove, 1, 1),
}


def _why_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("article", type=int, metavar="ID", help="the number of an article")


def _why(call: Call) -> int:
    with call.open() as library:
        for one in library.why(call.options.article):
            call.report.answer(one.text, {"kind": one.kind, "text": one.text})
    return call.report.status


VERBS = (
    Verb(
        name="rules",
        summary="list rules; make, try out, apply and remove them",
        about=(
            "List the rules in the order in which they run. A rule does something to the articles "
            "that its\nquery finds: to new ones as they come in, and to all others when it is "
            "applied. What it does can\nbe undone, by its entry in the history or for all that it "
            "ever did.\n\n"
            "  add NAME QUERY --do WHAT   make a rule; it says what it would do to all articles\n"
            "  edit NAME …                change it: --name, --query, --do, --stop, --until\n"
            "  test NAME                  what it would do, with examples; changes nothing\n"
            "  test QUERY --do WHAT       the same for a rule that is not there yet\n"
            "  apply NAME…, apply --all   do it to all articles, as one action\n"
            "  take-back NAME             undo all that a rule has ever done\n"
            "  move NAME PLACE            let it be the first (1), the second …\n"
            "  on NAME, off NAME          let it do its work, or not\n"
            "  remove NAME                remove it; what it did stays\n\n"
            "WHAT is read (mark read), hide, bookmark, fetch (the whole article), 'tag NAME', or "
            "'keep DAYS':\nremove what came longer ago, never what is bookmarked, tagged, "
            "annotated or unread."
        ),
        examples=(
            ("reader rules test 'feed:herald football' --do hide", "what it would do"),
            ("reader rules add 'No sports' 'feed:herald football' --do hide", "make it"),
            ("reader rules apply 'No sports'", "do it to what is there already"),
            ("reader rules add Papers tag:science --do 'tag reading/papers' --do fetch", "two"),
            ("reader rules --json | jq -r '[.name, .touched] | @tsv'", "what they have done"),
        ),
        arguments=_arguments,
        act=_rules,
        fields=fields.RULE,
        json="lines",
        words=True,
    ),
    Verb(
        name="why",
        summary="say why an article is here, or hidden",
        about=(
            "Say where an article came from, and which rule, setting or other article has touched "
            "it. It may\nbe hidden or removed."
        ),
        examples=(("reader why 42", "all that is known of it"),),
        arguments=_why_arguments,
        act=_why,
        fields=fields.REASON,
        json="lines",
    ),
)
