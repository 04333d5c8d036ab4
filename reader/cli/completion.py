"""`completion`: what a shell needs to complete the command line by the tab key."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from reader.cli.main import COMMANDS, verb
from reader.cli.parser import fill
from reader.cli.verb import Verb

if TYPE_CHECKING:
    from reader.cli.verb import Call

SHELLS = ("bash", "zsh", "tcsh")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def whole_parser() -> argparse.ArgumentParser:
    """One parser that knows all commands, as the makers of completions want it."""
    parser = argparse.ArgumentParser(prog="reader", allow_abbrev=False)
    parser.add_argument("--library", metavar="PATH")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--version", action="store_true")
    commands = parser.add_subparsers(dest="command")
    for name in COMMANDS:
        one = verb(name)
        fill(commands.add_parser(name, help=one.summary, allow_abbrev=False), one)
    return parser


def _completion(call: Call) -> int:
    import shtab

    call.report.text(shtab.complete(whole_parser(), call.options.shell))
    return call.report.status


VERBS = (
    Verb(
        name="completion",
        summary="print what lets a shell complete commands",
        about="Print a script that lets your shell complete the commands of Reader by the tab key.",
        examples=(
            ('eval "$(reader completion bash)"', "in ~/.bashrc"),
            ("reader completion zsh > ~/.zfunc/_reader", "in a folder of $fpath"),
        ),
        arguments=_arguments,
        act=_completion,
        fields={},
        json="none",
    ),
)
