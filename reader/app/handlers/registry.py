"""Which module handles which command; each is imported when one of its commands is first run."""

from __future__ import annotations

from importlib import import_module
from inspect import iscoroutine
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.app.dispatch import Call
    from reader.app.screens.reading import Reading

HOMES: Final[dict[str, tuple[str, ...]]] = {
    "moving": (
        "down",
        "up",
        "next-headline",
        "previous-headline",
        "read-on",
        "read-back",
        "page-down",
        "page-up",
        "half-down",
        "half-up",
        "first",
        "last",
        "next-section",
        "previous-section",
        "pan-left",
        "pan-right",
        "next-unread",
        "previous-unread",
    ),
    "going": (
        "open",
        "back",
        "quit-from-list",
        "quit",
        "next-pane",
        "previous-pane",
        "jump-back",
        "jump-older",
        "continue-reading",
        "suspend",
        "redraw",
    ),
    "lists": (
        "sources",
        "pin-sources",
        "only-unread",
        "show-new",
        "outline",
        "bookmarks",
        "notes",
        "history",
        "tags",
        "themes",
        "help",
        "palette",
        "changes",
    ),
    "marking": (
        "bookmark",
        "bookmark-place",
        "set-mark",
        "go-to-mark",
        "toggle-read",
        "mark-all-read",
        "note",
        "edit",
        "remove",
        "undo",
        "redo",
    ),
    "sources": (
        "feeds",
        "add",
        "go-to-added",
        "update",
        "update-all",
        "update-source",
    ),
    "ruling": ("rules", "hide-such", "why", "queue", "tag-list"),
    "bodies": ("fetch", "switch-body"),
    "finding": ("search", "next-match", "previous-match"),
    "links": (
        "hint",
        "hint-copy",
        "save-link",
        "subscribe-link",
        "browser",
        "copy-address",
    ),
    "page": ("wider", "narrower", "only-text", "toggle-furniture", "pictures", "web-pictures"),
    "selecting": (
        "select",
        "select-left",
        "select-right",
        "select-word-on",
        "select-word-end",
        "select-word-back",
        "select-sentence-on",
        "select-sentence-back",
        "select-paragraph-on",
        "select-paragraph-back",
        "select-line-start",
        "select-line-end",
        "select-line",
        "select-word",
        "select-sentence",
        "select-paragraph",
        "select-other-end",
        "highlight",
        "highlight-amber",
        "highlight-green",
        "highlight-blue",
        "highlight-rose",
        "note-selection",
        "copy",
        "copy-quotation",
        "leave-selection",
    ),
}

_MODULE_OF: Final = {command: module for module, ids in HOMES.items() for command in ids}


def handler(command_id: str) -> Callable[..., object] | None:
    """The function that handles a command on the reading screen; None if none does."""
    module = _MODULE_OF.get(command_id)
    if module is None:
        return None
    home = import_module(f"reader.app.handlers.{module}")
    found: Callable[..., object] = getattr(home, command_id.replace("-", "_"))
    return found


def run(screen: Reading, call: Call) -> None:
    """Run a command on the reading screen."""
    handle = handler(call.command.id)
    if handle is None:
        return
    result = handle(screen, call)
    if iscoroutine(result):
        screen.reader.beside(result)
