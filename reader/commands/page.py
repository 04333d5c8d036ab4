"""The page of keys in the documentation, made from the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.commands.command import GROUPS
from reader.commands.keys import parse_sequence, show_sequence
from reader.commands.table import COMMANDS

if TYPE_CHECKING:
    from reader.commands.command import Command

_HEAD: Final = """\
# Keys

This page is made from the table of commands (`reader/commands/`); do not edit it by hand: `python
-m reader.commands.page > docs/keys.md` writes it, and a test compares.

`?` shows the same inside Reader, `reader keys` on the command line. A number typed before a
command marked *n* says how often or how far (`12j`). `x` stands for any letter. Commands marked
*u* can be undone. In screens where typing narrows the rows (sources, contents, tags, help,
commands) letters are typed, and the keys that type nothing are commands.

Keys are changed by a keymap: see [settings](settings.md#keymaps).
"""


def keys_shown(command: Command) -> str:
    """A command's default keys as the page shows them, in Markdown; "palette" when it has none."""
    if not command.keys:
        return "*palette*"
    return ", ".join(_code(show_sequence(parse_sequence(keys))) for keys in command.keys)


def _code(text: str) -> str:
    escaped = text.replace("|", "\\|")
    return f"`` {escaped} ``" if "`" in text else f"`{escaped}`"


def markdown() -> str:
    """The whole page."""
    return "\n".join([_HEAD, *(_group(group) for group in GROUPS)])


def _group(group: str) -> str:
    rows = [_row(command) for command in COMMANDS if command.group == group]
    head = f"## {group}\n\n| keys | command | id | where | |\n|---|---|---|---|---|\n"
    return head + "\n".join(rows) + "\n"


def _row(command: Command) -> str:
    flags = " ".join(mark for mark, on in (("n", command.counted), ("u", command.undoable)) if on)
    where = ", ".join(command.where)
    text = f"**{command.title}.** {command.help}"
    return f"| {keys_shown(command)} | {text} | `{command.id}` | {where} | {flags} |"


if __name__ == "__main__":
    import sys

    sys.stdout.write(markdown())
