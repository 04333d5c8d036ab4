"""Commands of sources: choosing among them, adding to them, asking them, keeping them in order."""

from __future__ import annotations

from typing import Final

from reader.commands.command import READING, Command

SOURCES: Final[tuple[Command, ...]] = (
    Command(
        "sources",
        "Sources",
        "Show the sources: unread, bookmarks, feeds, folders and tags; type to narrow them.",
        ("s",),
        READING,
        "Sources",
    ),
    Command(
        "pin-sources",
        "Pin the sources",
        "Keep the sources in sight beside the list, or put them away again.",
        ("S",),
        READING,
        "Sources",
    ),
    Command(
        "feeds",
        "Feeds",
        "List the sources with how they fare: when they were asked last, which of them fail, since "
        "when and why; rename, move, tag, pause and remove them there.",
        ("g f", "ctrl+s"),
        (*READING, "sources"),
        "Sources",
    ),
    Command(
        "add",
        "Add",
        "Subscribe to a feed by its address or by that of its site, save a page as an article, or "
        "add a file or a folder of files; a feed and a folder are sources from then on.",
        ("a",),
        (*READING, "feeds"),
        "Sources",
        undoable=True,
    ),
    Command(
        "go-to-added",
        "Go to what was added",
        "Go to the source or the article that was added last.",
        ("g .",),
        READING,
        "Sources",
    ),
    Command(
        "mark-found",
        "This one too",
        "Choose this one of what was found, or leave it out; enter then takes all that is chosen.",
        ("space",),
        ("found",),
        "Sources",
    ),
    Command(
        "update",
        "Update",
        "Ask the sources that are due for what is new; while that runs, stop it. Nothing moves "
        "under your eyes.",
        ("R",),
        (*READING, "feeds"),
        "Sources",
    ),
    Command(
        "update-all",
        "Update all",
        "Ask all sources for what is new, also those that are not due yet.",
        (),
        (*READING, "feeds"),
        "Sources",
    ),
    Command(
        "update-source",
        "Update this one",
        "Ask the source that the cursor is on, or that the article comes from, for what is new.",
        ("g u",),
        (*READING, "feeds"),
        "Sources",
    ),
    Command(
        "show-new",
        "Show what is new",
        "Put the new articles that wait into the list.",
        (".",),
        READING,
        "Sources",
    ),
    Command(
        "only-unread",
        "Only unread",
        "Show only the unread articles of the list, or all of them again.",
        ("H",),
        READING,
        "Sources",
    ),
    Command(
        "move-source",
        "Move to a folder",
        "Put the source into a folder, or what was found; `/` in its name makes folders in "
        "folders, no name takes it out.",
        ("m",),
        ("feeds", "found"),
        "Sources",
        undoable=True,
    ),
    Command(
        "tag-source",
        "Tag the source",
        "Put a tag on the source, or take off one that it bears.",
        ("T",),
        ("feeds",),
        "Sources",
        undoable=True,
    ),
    Command(
        "pause-source",
        "Pause or resume",
        "Ask the source no more until you resume it.",
        ("p",),
        ("feeds",),
        "Sources",
        undoable=True,
    ),
    Command(
        "source-settings",
        "Settings of the source",
        "Set how often the source is asked, whether its articles are fetched whole, whether All "
        "and Unread leave it out, and the user agent it is asked with.",
        ("c",),
        ("feeds",),
        "Sources",
        undoable=True,
    ),
)
