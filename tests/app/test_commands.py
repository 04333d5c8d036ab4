"""No key does nothing: every command has something to run wherever it applies."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Final

import pytest

from reader.app.handlers.registry import HOMES, handler
from reader.app.screens.bookmarks import Bookmarks
from reader.app.screens.changes import Changes
from reader.app.screens.command_lists import Help, Palette
from reader.app.screens.feeds import Feeds
from reader.app.screens.found import Found
from reader.app.screens.history import History
from reader.app.screens.notes import Notes
from reader.app.screens.outline import Outline
from reader.app.screens.queue import Queue
from reader.app.screens.rules import Rules
from reader.app.screens.search import Search
from reader.app.screens.source_settings import SettingsOfSource
from reader.app.screens.sources import Sources
from reader.app.screens.tags import Tags
from reader.app.screens.themes import Themes
from reader.app.screens.trial import Trying
from reader.app.screens.why import Why
from reader.commands.command import SCREENS, Command
from reader.commands.table import COMMANDS

if TYPE_CHECKING:
    from reader.app.screens.panel import Panel

PANELS: Final = (
    Bookmarks,
    Changes,
    Feeds,
    Found,
    Help,
    History,
    Notes,
    Outline,
    Palette,
    Queue,
    Rules,
    Search,
    SettingsOfSource,
    Sources,
    Tags,
    Themes,
    Trying,
    Why,
)

ANYWHERE: Final = {"quit", "help", "palette", "suspend", "redraw", "undo", "redo"}
"""What a panel leaves to the reading screen and that makes sense from there."""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_of_the_reading_screen_has_a_handler(command: Command) -> None:
    if any(command.applies(context) for context in ("list", "article", "selection")):
        handle = handler(command.id)
        assert handle is not None
        assert inspect.getdoc(handle)


def test_every_handler_belongs_to_a_command() -> None:
    known = {command.id for command in COMMANDS}
    assert {name for ids in HOMES.values() for name in ids} <= known


def test_every_panel_stands_for_a_context() -> None:
    assert {panel.context for panel in PANELS} == set(SCREENS)


@pytest.mark.parametrize("panel", PANELS, ids=lambda panel: panel.__name__)
def test_every_command_of_a_panel_is_done_by_it_or_makes_sense_from_it(
    panel: type[Panel],
) -> None:
    for command in COMMANDS:
        if command.applies(panel.context):
            own = hasattr(panel, f"do_{command.id.replace('-', '_')}")
            assert own or command.id in ANYWHERE, f"{command.id} in {panel.context}"
