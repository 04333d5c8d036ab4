"""`feeds`: the sources, how asking them goes, and all that can be said of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.cli import fields, shape
from reader.cli.actions import Action, action_arguments, carry_out
from reader.cli.marking import say_done
from reader.cli.nearest import nearest
from reader.cli.sources import named
from reader.cli.verb import Verb
from reader.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from reader.cli.feed_settings import Wanted
    from reader.cli.verb import Call
    from reader.library.library import Library
    from reader.library.records import Source


def _arguments(parser: ArgumentParser) -> None:
    action_arguments(parser, ACTIONS)
    parser.add_argument(
        "--failing", action="store_true", help="only those that could not be read last time"
    )
    parser.add_argument(
        "--password-stdin",
        action="store_true",
        help="with set: the password is the first line of standard input",
    )


def _feeds(call: Call) -> int:
    action: str | None = call.options.action
    words: list[str] = call.options.words
    if action in ACTIONS:
        return carry_out(call, "feeds", ACTIONS)
    return _list(call, [action, *words] if action is not None else [])


def _list(call: Call, words: Sequence[str]) -> int:
    with call.open() as library:
        sources = _named(library, words) if words else library.sources()
    failing = call.options.failing
    shown = [one for one in sources if one.failing is not None or not failing]
    for source in shown:
        call.report.answer(_line(source), shape.source(source))
    none = "No source is failing." if failing else "There are no sources; `reader add` adds one."
    return call.report.ended(found=bool(shown), none=none)


def _named(library: Library, words: Sequence[str]) -> list[Source]:
    """The sources to list. Errors: UsageError for what was rather meant as an action."""
    try:
        return named(library, words)
    except NotFoundError:
        meant = nearest(words[0], ACTIONS)
        if not meant:
            raise
        raise UsageError(f"There is neither an action nor a source {words[0]}.{meant}") from None


def _line(source: Source) -> str:
    parts = [
        f"{source.id:>4}  {source.unread:>6} of {source.total:>6}  {source.title}",
        f"{source.kind} {source.address}",
        source.folder or "",
        " ".join(f"#{tag}" for tag in source.tags),
        "paused" if source.paused else "",
        "hidden from All" if source.hidden else "",
        _trouble(source),
    ]
    return " · ".join(part for part in parts if part)


def _trouble(source: Source) -> str:
    """Why a source fails, since when, when it was last good, and when it is tried again."""
    if source.gone:
        return f"it has ended, and is not asked any more: {source.error or 'it is gone'}"
    if not source.error:
        return ""
    if source.failing is None:
        return source.error
    good = f"last good {_when(source.good)}" if source.good else "never good"
    said = f"{source.error} (failing since {_when(source.failing)}, {good}"
    if source.kind != "feed" or source.paused:
        return f"{said})"
    return f"{said}, next try {_when(source.due)})" if source.due else f"{said}, not tried again)"


def _when(seconds: int | None) -> str:
    """A moment in local time."""
    import time

    return time.strftime("%Y-%m-%d %H:%M", time.localtime(seconds))


def _rename(call: Call, library: Library, words: Sequence[str]) -> None:
    (source,) = named(library, words[:1])
    say_done(call.report, library.rename_source(source.id, words[1]))


def _move(call: Call, library: Library, words: Sequence[str]) -> None:
    (source,) = named(library, words[:1])
    say_done(call.report, library.move_source(source.id, words[1] or None))


def _tag(call: Call, library: Library, words: Sequence[str]) -> None:
    ids = [source.id for source in named(library, words[1:])]
    say_done(call.report, library.tag_source(words[0], ids))


def _untag(call: Call, library: Library, words: Sequence[str]) -> None:
    ids = [source.id for source in named(library, words[1:])]
    say_done(call.report, library.untag_source(words[0], ids))


def _pause(call: Call, library: Library, words: Sequence[str]) -> None:
    for source in named(library, words):
        say_done(call.report, library.set_source(source.id, paused=True))


def _resume(call: Call, library: Library, words: Sequence[str]) -> None:
    for source in named(library, words):
        say_done(call.report, library.set_source(source.id, paused=False))


def _remove(call: Call, library: Library, words: Sequence[str]) -> None:
    ids = [source.id for source in named(library, words)]
    say_done(call.report, library.unsubscribe(ids))


def _set(call: Call, library: Library, words: Sequence[str]) -> None:
    from reader.cli.feed_settings import NAMES, kept_apart, rows, wanted

    (source,) = named(library, words[:1])
    asked = wanted(words[1:], source.settings)
    if call.options.password_stdin:
        asked = asked._replace(password=True)
    if not any(asked):
        from reader.feeds.secrets import Secrets

        apart = kept_apart(Secrets(library.path.parent).get(source.address))
        for name, value in rows(source.settings) + apart:
            call.report.answer(
                f"{name:<14} {value:<12} {NAMES.get(name, NAMES['header.NAME'])}",
                {"name": name, "value": value},
            )
        return
    password = _password(call, source) if asked.password else None
    if asked.changes:
        say_done(call.report, library.set_source(source.id, **asked.changes))
    _keep(call, library, source, asked, password)


def _password(call: Call, source: Source) -> str:
    """The password that is typed, or that comes in by a pipe. Errors: UsageError for none."""
    import sys
    from getpass import getpass

    if call.options.password_stdin:
        given = sys.stdin.readline().rstrip("\r\n")
    else:
        given = getpass(f"Password for {source.title}: ", stream=sys.stderr)
    if not given:
        raise UsageError("There was no password; nothing was changed.")
    return given


def _keep(
    call: Call, library: Library, source: Source, asked: Wanted, password: str | None
) -> None:
    """Keep what is secret of a source, outside the library, where any of it is new."""
    from reader.feeds.secrets import Secret, Secrets

    secrets = Secrets(library.path.parent)
    before = secrets.get(source.address) or Secret()
    user = asked.changes.get("user", before.user or source.settings.user)
    headers = {**dict(before.headers), **asked.secret_headers}
    after = Secret(
        user=user,
        # Without a user there is nobody to log in.
        password=(password or before.password) if user else password,
        headers=tuple((name, value) for name, value in headers.items() if value is not None),
    )
    if after == before or not (after.password or after.headers or before != Secret()):
        return
    if after.password or after.headers:
        secrets.put(source.address, after)
        label = f"What opens {source.title} is kept outside the library; no undo takes it back"
    else:
        secrets.drop(source.address)
        label = f"What opened {source.title} is forgotten; no undo brings it back"
    call.report.answer(f"{label}.", {"journal": None, "label": label, "changed": 1})


ACTIONS: Final[dict[str, Action]] = {
    "rename": Action("rename FEED TITLE", _rename, 2, 2),
    "move": Action("move FEED FOLDER", _move, 2, 2),
    "tag": Action("tag NAME FEED…", _tag, 2, None),
    "untag": Action("untag NAME FEED…", _untag, 2, None),
    "pause": Action("pause FEED…", _pause, 1, None),
    "resume": Action("resume FEED…", _resume, 1, None),
    "set": Action("set FEED [NAME=VALUE…]", _set, 1, None),
    "remove": Action("remove FEED…", _remove, 1, None),
}
"""What can be done to sources: what follows `reader feeds`, and who does it."""


VERBS = (
    Verb(
        name="feeds",
        summary="list the sources; rename, move, tag, pause, set and remove them",
        about=(
            "List the sources with the numbers of their unread articles and of all, and those that "
            "fail\nwith why, since when, and when they are tried again. A FEED is named by its "
            "number, title or\naddress. All that is done to one can be undone:\n\n"
            "  rename FEED TITLE       its title for you; '' gives back its own\n"
            "  move FEED FOLDER        into a folder, nested ones as News/Tech; '' out of any\n"
            "  tag NAME FEED…          and untag: a name that several can share\n"
            "  pause FEED…             and resume: whether it is asked\n"
            "  set FEED NAME=VALUE…    how it is asked and shown; without a name: what is set\n"
            "  remove FEED…            unsubscribe; what you have marked stays\n\n"
            "What can be set:\n\n"
            "  interval=2h             between two askings; auto: by its own rhythm\n"
            "  full_text=yes           the whole article is always fetched\n"
            "  hidden=yes              its articles are left out of All and Unread\n"
            "  paused=yes              as pause\n"
            "  user=NAME password      who logs in; the password is asked for, or comes with\n"
            "                          --password-stdin, and is kept by your keyring\n"
            "  header.NAME=VALUE       sent with each request; secret ones are kept as passwords\n"
            "  user_agent=TEXT         what it is asked as"
        ),
        examples=(
            ("reader feeds", "all of them"),
            ("reader feeds --failing", "those that could not be read, and why"),
            ("reader feeds rename 3 'Linux news'", "a title of your own"),
            ("reader feeds move LWN News/Tech", "into a folder within a folder"),
            ("reader feeds set LWN interval=2h hidden=yes", "how it is asked and shown"),
            ("reader feeds set LWN user=me password", "asks for the password"),
        ),
        arguments=_arguments,
        act=_feeds,
        fields=fields.SOURCE | fields.FEED_DONE,
        json="lines",
    ),
)
