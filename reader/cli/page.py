"""The page of the command line in the documentation, made from the commands' declarations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.cli.help import command_help, general_help
from reader.cli.main import COMMANDS, verb

if TYPE_CHECKING:
    from reader.cli.verb import Verb

_HEAD: Final = """\
# The command line

This page is made from `reader/cli/`; do not edit it by hand: `python -m reader.cli.page >
docs/cli.md` writes it, and a test compares.

`reader` alone opens the app. A command does one thing and ends; it works on the same library, also
at the same time. `--library` and `--json` may stand before or after the command.

## What all commands share

**Articles.** A *TARGET* that is a number names an article, by the number that `list` prints.
Anything else is a query, and words like `-is:read` belong to it; the words of all targets that are
no numbers are one query together. `show` also takes the name of a file (`./42` for a file called
42) and `-` for what comes in by a pipe; such a document stays outside the library. After `--` every
word is taken as it is.

**Answers** go to standard output, so that `> file` is always clean; errors, and how far a long
command has come, go to standard error. An error is one sentence that says what and what to do.

**JSON.** With `--json` a command that lists prints one object a line, the others one object. Names
are only ever added. Dates are ISO 8601 in UTC (`2026-11-24T18:00:00Z`), unknown is `null`, offsets
are code points of the article's text. Nothing in it acts on a terminal: control characters and
direction marks are written as `\\u` escapes.

**Exit status**

| | |
|---:|---|
| 0 | done |
| 1 | done, but some of it failed; each failure is named on standard error |
| 2 | not understood: a wrong option, command, query or setting |
| 3 | nothing found |
| 4 | could not, and nothing was changed |
| 130 | interrupted (ctrl+c); what was done until then is kept |

**Queries.** Words are searched in title, author, headings and text; `"a phrase"`, `prefix*`,
`-not`, `OR`, and fields such as `is:unread`, `tag:later`, `feed:"Reading room"`. A wrong query says
where and what was meant, and runs nothing. [query.md](query.md) tells the whole language.

## All commands
"""


def markdown() -> str:
    """The whole page."""
    overview = f"```\n{general_help()}```\n"
    return "\n".join([_HEAD, overview, *(_section(verb(name)) for name in COMMANDS)])


def _section(one: Verb) -> str:
    parts = [f"## `reader {one.name}`\n", f"```\n{command_help(one)}```\n"]
    if one.fields:
        shape = "One object a line" if one.json == "lines" else "One object"
        rows = "\n".join(f"| `{name}` | {meaning} |" for name, meaning in one.fields.items())
        parts.append(f"{shape}:\n\n| name | |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


if __name__ == "__main__":
    import sys

    sys.stdout.write(markdown())
