"""`completion`: what a shell needs to complete the command line by the tab key."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from reader.cli.main import COMMANDS, verb
from reader.cli.parser import fill
from reader.cli.verb import Verb
from reader.errors import ReaderError, UsageError

if TYPE_CHECKING:
    from reader.cli.verb import Call

SHELLS: Final = ("bash", "zsh", "tcsh")

_BASH: Final = r"""
# The words of a query; bash takes a colon for the end of a word unless it is told not to.
_reader_query() {
  local begun="${COMP_LINE:0:COMP_POINT}" before="" line
  begun="${begun##*[[:space:]]}"
  [[ "$COMP_WORDBREAKS" == *:* ]] && before="${begun%"${begun##*:}"}"
  while IFS= read -r line; do
    printf '%q\n' "${line#"$before"}"
  done < <(reader completion --query="$begun" 2>/dev/null)
}
"""

_ZSH: Final = r"""
_reader_query() {
  local -a found
  found=("${(@f)$(reader completion --query="$PREFIX" 2>/dev/null)}")
  compadd -S '' -a found
}
"""

_QUERY: Final = {
    "bash": "_reader_query",
    "zsh": "_reader_query",
    "preamble": {"bash": _BASH, "zsh": _ZSH},
}
"""How the shells complete an argument that is a query."""


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("shell", nargs="?", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    parser.add_argument(
        "--query", metavar="WORD", help="what completes a word of a query; the scripts ask this"
    )


def whole_parser() -> argparse.ArgumentParser:
    """One parser that knows all commands, as the makers of completions want it."""
    parser = argparse.ArgumentParser(prog="reader", allow_abbrev=False)
    parser.add_argument("--library", metavar="PATH")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--version", action="store_true")
    commands = parser.add_subparsers(dest="command")
    for name in COMMANDS:
        one = verb(name)
        command = commands.add_parser(name, help=one.summary, allow_abbrev=False)
        fill(command, one)
        for action in command._actions:  # noqa: SLF001 - argparse has no public list of them
            if action.metavar in {"QUERY", "TARGET"}:
                action.complete = _QUERY  # type: ignore[attr-defined]
    return parser


def _completion(call: Call) -> int:
    if call.options.query is not None:
        for offer in _offers(call, call.options.query):
            call.report.line(offer)
        return call.report.status
    if call.options.shell is None:
        raise UsageError(f"Say for which shell: {', '.join(SHELLS)}.")
    import shtab

    call.report.text(shtab.complete(whole_parser(), call.options.shell))
    return call.report.status


def _offers(call: Call, word: str) -> list[str]:
    """What a word of a query may become. Where there is no library its names are left out."""
    from reader.query.complete import complete

    def values(field: str, begun: str) -> list[str]:
        try:
            with call.open() as library:
                return library.values(field, begun)
        except ReaderError:
            return []

    found = complete(word, len(word), values)
    whole = [found.taken(word, number)[0] for number in range(len(found.offers))]
    if len(whole) == 1 and whole[0].endswith(":"):
        # A shell ends the only word there is by a space, which would part a field from its value.
        further = complete(whole[0], len(whole[0]), values)
        whole += [further.taken(whole[0], number)[0] for number in range(len(further.offers))]
    return whole


VERBS = (
    Verb(
        name="completion",
        summary="print what lets a shell complete commands",
        about=(
            "Print a script that lets your shell complete the commands of Reader by the tab key, "
            "and\nthe fields and values of queries."
        ),
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
