"""The table of commands: complete, unambiguous, and the same as its documentation."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reader.commands.bindings import Bindings
from reader.commands.command import CONTEXTS, GROUPS, TYPING, Command, Context
from reader.commands.keys import parse_sequence, types_text
from reader.commands.page import markdown
from reader.commands.table import COMMANDS, command

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.id)
def test_every_command_says_what_it_does_in_whole_sentences(entry: Command) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.id)
    assert entry.title[0].isupper()
    assert len(entry.title.split()) <= 5
    assert entry.help[0].isupper()
    assert entry.help.endswith(".")
    assert entry.group in GROUPS
    assert entry.where
    assert all(where == "anywhere" or where in CONTEXTS for where in entry.where)


def test_ids_are_unique_and_found() -> None:
    assert len({entry.id for entry in COMMANDS}) == len(COMMANDS)
    assert all(command(entry.id) is entry for entry in COMMANDS)
    assert command("no-such-command") is None


def test_no_default_key_is_another_or_begins_another() -> None:
    assert [str(clash) for clash in Bindings(COMMANDS).clashes] == []


@pytest.mark.parametrize("context", CONTEXTS)
def test_every_context_can_be_left_and_has_help(context: Context) -> None:
    here = {entry.id for entry in COMMANDS if entry.applies(context)}
    assert {"help", "palette", "quit"} <= here
    assert here & {"back", "leave-selection", "quit-from-list"}


@pytest.mark.parametrize("context", sorted(TYPING))
def test_letters_are_typed_where_typing_narrows_the_rows(context: Context) -> None:
    bound = Bindings(COMMANDS).bound(context)
    assert not any(types_text(sequence[0]) for sequence in bound)
    assert {"up", "down", "open", "back"} <= {entry.id for entry in bound.values()}


def test_every_key_of_the_design_does_what_it_says() -> None:
    bindings = Bindings(COMMANDS)
    expected: dict[str, dict[Context, str]] = {
        "j": {"list": "down", "article": "down"},
        "up": {"list": "up", "article": "up"},
        "J": {"list": "next-headline", "article": "next-headline"},
        "space": {"list": "read-on", "article": "read-on"},
        "shift+space": {"article": "read-back"},
        "ctrl+f": {"article": "page-down"},
        "g g": {"list": "first", "article": "first"},
        "]": {"article": "next-section"},
        "t": {"article": "outline"},
        "enter": {"list": "open"},
        "q": {"list": "quit-from-list", "article": "back"},
        "escape": {"article": "back"},
        "ctrl+q": {"palette": "quit", "selection": "quit"},
        "shift+tab": {"list": "previous-pane"},
        "'": {"article": "bookmarks"},
        "m a": {"article": "set-mark"},
        "` Z": {"list": "go-to-mark"},
        "` `": {"article": "jump-back"},
        "ctrl+r": {"history": "redo"},
        "v": {"article": "select"},
        "<": {"article": "pan-left"},
        "?": {"list": "help"},
    }
    for keys, meanings in expected.items():
        for context, meaning in meanings.items():
            match = bindings.match(context, parse_sequence(keys))
            assert match.command is not None, (keys, context)
            assert match.command.id == meaning


def test_escape_does_nothing_at_the_list() -> None:
    match = Bindings(COMMANDS).match("list", ("escape",))
    assert match.command is None
    assert not match.pending


def test_the_page_of_keys_is_that_of_the_table() -> None:
    assert (DOCS / "keys.md").read_text("utf-8") == markdown()
