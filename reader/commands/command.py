"""A command as data, and the places of the screen in which commands apply."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias, get_args

Context: TypeAlias = Literal[
    "list",
    "article",
    "selection",
    "sources",
    "feeds",
    "settings",
    "found",
    "outline",
    "bookmarks",
    "notes",
    "history",
    "tags",
    "themes",
    "help",
    "palette",
    "changes",
    "results",
    "rules",
    "why",
    "queue",
]
"""Where the focus stands: a pane, a mode of the article (selection), or a screen."""

Where: TypeAlias = Context | Literal["anywhere"]

Group: TypeAlias = Literal[
    "Moving",
    "Going elsewhere",
    "Marking",
    "Selecting",
    "Searching",
    "Sources",
    "The page",
    "Reader",
]

CONTEXTS: Final[tuple[Context, ...]] = get_args(Context)

TYPING: Final[frozenset[Context]] = frozenset(
    {"sources", "outline", "tags", "help", "palette", "results"}
)
"""Contexts whose letters go into a filter: there only keys that type nothing are commands."""

GROUPS: Final[tuple[Group, ...]] = get_args(Group)
"""The groups in the order in which help shows them."""

READING: Final[tuple[Context, ...]] = ("list", "article")
SCREENS: Final[tuple[Context, ...]] = (
    "sources",
    "feeds",
    "settings",
    "found",
    "outline",
    "bookmarks",
    "notes",
    "history",
    "tags",
    "themes",
    "help",
    "palette",
    "changes",
    "results",
    "rules",
    "why",
    "queue",
)


class Command(NamedTuple):
    """One thing that a user can do.

    `id` is its name in keymap files and never changes. `title` is two to five words, `help` one or
    more whole sentences. `keys` are the default sequences in the notation of `reader.commands.keys`
    (none: it is in the palette only). `undoable`: what it does has an entry in the journal.
    `counted`: a number typed before it says how often or how far.
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    where: tuple[Where, ...]
    group: Group
    undoable: bool = False
    counted: bool = False

    def applies(self, context: Context) -> bool:
        """Whether the command has a meaning in `context`."""
        return "anywhere" in self.where or context in self.where

    @property
    def contexts(self) -> tuple[Context, ...]:
        """Every context it applies in, in the order of `CONTEXTS`."""
        return tuple(context for context in CONTEXTS if self.applies(context))
