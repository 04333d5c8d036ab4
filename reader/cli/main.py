"""From the words of a command line to the one command asked for; only its module is imported."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final

from reader.cli.nearest import nearest
from reader.cli.options import split
from reader.cli.report import COULD_NOT, DONE, INTERRUPTED, OutputError, Report
from reader.errors import QueryError, ReaderError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.cli.options import Start
    from reader.cli.verb import Verb

FAMILIES: Final[dict[str, tuple[str, ...]]] = {
    "add": ("add",),
    "updating": ("update",),
    "fetching": ("fetch",),
    "feeds": ("feeds",),
    "sources": ("folders", "unsubscribe"),
    "reading": ("list", "outline"),
    "searching": ("search",),
    "show": ("show",),
    "preview": ("preview",),
    "picture": ("picture",),
    "marking": ("read", "unread", "bookmark", "unbookmark", "remove"),
    "labels": ("tag", "untag", "note"),
    "searches": ("searches",),
    "rules": ("rules", "why"),
    "queueing": ("queue",),
    "marks": ("bookmarks", "notes", "tags"),
    "journal": ("history", "undo", "redo"),
    "importing": ("import",),
    "export": ("export",),
    "upkeep": ("doctor", "backup", "restore"),
    "configuring": ("themes", "keys", "config"),
    "completion": ("completion",),
}
"""Which module of this package holds which commands, in the order in which help lists them."""

COMMANDS: Final = {name: family for family, names in FAMILIES.items() for name in names}


def verb(name: str) -> Verb:
    """The declaration of a command. Errors: UsageError that names the nearest to a misspelt one."""
    family = COMMANDS.get(name)
    if family is None:
        raise UsageError(_unknown(name))
    module = import_module(f"reader.cli.{family}")
    verbs: tuple[Verb, ...] = module.VERBS
    return next(one for one in verbs if one.name == name)


def _unknown(name: str) -> str:
    if os.path.exists(name):  # noqa: PTH110 - no pathlib for one look
        return (
            f"{name} is no command. `reader show {name}` shows it, "
            f"`reader add {name}` puts it into the library."
        )
    return f"There is no command {name}.{nearest(name, COMMANDS)} `reader --help` lists them."


def run(words: Sequence[str]) -> int:
    """Carry out a command line (without the program's name); its exit status."""
    report = Report.to_terminal(json="--json" in words)
    try:
        status = _run(words, report)
        report.close()
    except QueryError as error:
        report.misread(error)
        return error.status
    except ReaderError as error:
        report.stopped(str(error))
        if isinstance(error, OutputError):
            _let_go_of_output()
        return error.status
    except BrokenPipeError:
        _let_go_of_output()
        return DONE
    except KeyboardInterrupt:
        report.stopped("Interrupted; what was already done stays done.")
        return INTERRUPTED
    except Exception:  # noqa: BLE001 - what a fault quotes of an article must pass the gate, too
        import traceback

        report.fault(traceback.format_exc())
        return COULD_NOT
    return status


def _run(words: Sequence[str], report: Report) -> int:
    start = split(words)
    if start.version:
        from reader import __version__

        report.line(f"reader {__version__}")
        return DONE
    if start.command is None or start.help:
        return _help(start, report)
    return _carry_out(start, report)


def _help(start: Start, report: Report) -> int:
    from reader.cli.help import command_help, general_help

    report.text(command_help(verb(start.command)) if start.command else general_help())
    return DONE


def _carry_out(start: Start, report: Report) -> int:
    from reader.cli.parser import read, wants_help
    from reader.cli.verb import Call
    from reader.settings.locations import library_path

    assert start.command is not None
    chosen = verb(start.command)
    if wants_help(start.rest):
        return _help(start, report)
    options = read(chosen, start.rest)
    report.json = (start.json or getattr(options, "json", False)) and chosen.json != "none"
    return chosen.act(Call(options, report, library_path(options.library or start.library)))


def _let_go_of_output() -> None:
    """Nobody takes it any more: keep the interpreter's own last flush from complaining."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        return
