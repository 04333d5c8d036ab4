"""Help in words: the list of commands, and the page of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.cli.main import FAMILIES, verb
from reader.cli.parser import make

if TYPE_CHECKING:
    from reader.cli.verb import Verb

_HEAD: Final = """\
reader                    opens the screen: headlines, and the article beside them
reader COMMAND [WORDS]    does one thing and ends; the same library, also at the same time
"""

_FOOT: Final = """\
An article is named by its number in `reader list`, or by what you search for. For all commands:
  --library PATH  another library: a file, or the folder that holds it (also READER_LIBRARY)
  --json          answers for programs: one JSON object, or one a line
  --version       the version of Reader
  --help          this page, or after a command the page of that command

Exit status: 0 done; 1 done, but some of it failed; 2 not understood; 3 nothing found;
4 could not, and nothing was changed. Errors are sentences on standard error.

examples:
  reader add ~/texts            # a folder as a source; its files are read again at each update
  reader list is:unread         # what is still to read, newest first
  reader show 12                # an article, set for this terminal
  reader list --json | jq .title
"""


def general_help() -> str:
    """The page of `reader --help`."""
    rows = [
        "\n".join(f"  {name:<12} {verb(name).summary}" for name in names)
        for names in FAMILIES.values()
    ]
    return "\n".join([_HEAD, "commands:", "\n".join(rows), "", _FOOT])


def command_help(chosen: Verb) -> str:
    """The page of `reader COMMAND --help`."""
    return make(chosen).format_help()
