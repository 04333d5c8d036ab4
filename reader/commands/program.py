"""Commands of searching, of the page, and of the program itself."""

from __future__ import annotations

from typing import Final

from reader.commands.command import READING, Command

SEARCHING: Final[tuple[Command, ...]] = (
    Command(
        "search",
        "Search",
        "In the list, search the library; in the article, find words in its text; on a screen "
        "of rows, narrow them.",
        ("/",),
        (*READING, "feeds", "bookmarks", "notes", "history"),
        "Searching",
    ),
    Command(
        "next-match",
        "Next match",
        "Go to the next match of the search; without a search, to the next unread article.",
        ("n",),
        READING,
        "Searching",
        counted=True,
    ),
    Command(
        "previous-match",
        "Previous match",
        "Go to the match before; without a search, to the previous unread article.",
        ("N",),
        READING,
        "Searching",
        counted=True,
    ),
    Command(
        "group-results",
        "Group results",
        "Group what was found by its sources, or rank all of it together.",
        ("ctrl+g",),
        ("results",),
        "Searching",
    ),
    Command(
        "next-unread",
        "Next unread",
        "Go to the next unread article, whether or not there is a search.",
        (),
        READING,
        "Searching",
        counted=True,
    ),
    Command(
        "previous-unread",
        "Previous unread",
        "Go to the previous unread article, whether or not there is a search.",
        (),
        READING,
        "Searching",
        counted=True,
    ),
)

PAGE: Final[tuple[Command, ...]] = (
    Command(
        "wider",
        "Wider text",
        "Make the column of text wider, up to 90.",
        ("+",),
        READING,
        "The page",
        counted=True,
    ),
    Command(
        "narrower",
        "Narrower text",
        "Make the column of text narrower, down to 45.",
        ("-",),
        READING,
        "The page",
        counted=True,
    ),
    Command(
        "only-text",
        "Only the text",
        "Put away everything but the article, or bring it back.",
        ("z",),
        READING,
        "The page",
    ),
    Command(
        "toggle-furniture",
        "Page furniture",
        "Unfold what stood around the text on its page (share rows, bylines), or fold it.",
        (",",),
        ("article",),
        "The page",
    ),
    Command(
        "pictures",
        "Pictures",
        "Show the pictures of articles above their captions, or only the captions again.",
        ("P",),
        READING,
        "The page",
    ),
    Command(
        "web-pictures",
        "Pictures from the web",
        "Fetch the pictures of this article from the web and show them.",
        (),
        READING,
        "The page",
    ),
    Command(
        "fetch",
        "Fetch the whole article",
        "Fetch the article's page and show its whole text; while that runs, stop it.",
        ("x",),
        READING,
        "The page",
    ),
    Command(
        "switch-body",
        "Feed text or full text",
        "Switch between what the feed gave and the article fetched whole.",
        ("X",),
        READING,
        "The page",
    ),
    Command(
        "changes",
        "What changed",
        "Show what changed between the versions of the article, word by word.",
        ("D",),
        READING,
        "The page",
    ),
    Command(
        "copy-address",
        "Copy the address",
        "Copy the article's address, or that of the source that the cursor is on.",
        ("y",),
        (*READING, "feeds"),
        "The page",
    ),
    Command(
        "themes",
        "Themes",
        "Choose a theme; each is shown on the page as the cursor goes over it.",
        ("ctrl+t",),
        READING,
        "The page",
    ),
)

PROGRAM: Final[tuple[Command, ...]] = (
    Command(
        "help",
        "Help",
        "Show the keys that work here; type to search all of them.",
        ("?", "f1"),
        ("anywhere",),
        "Reader",
    ),
    Command(
        "palette",
        "Commands",
        "Find any command by its name.",
        (":", "ctrl+p"),
        ("anywhere",),
        "Reader",
    ),
    Command(
        "suspend",
        "Suspend",
        "Go to the shell for a while; `fg` comes back.",
        ("ctrl+z",),
        ("anywhere",),
        "Reader",
    ),
    Command(
        "redraw",
        "Draw again",
        "Draw the screen again, if another program wrote on it.",
        ("ctrl+l",),
        ("anywhere",),
        "Reader",
    ),
)
