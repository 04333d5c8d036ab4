"""Starting the app on a library, and leaving the terminal as it was found, whatever happens."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from reader.app.app import ReaderApp
from reader.app.ending import RESTORE, line_discipline
from reader.app.looks import Looks
from reader.app.restored import restore
from reader.errors import LibraryError, SettingsError
from reader.library.library import Library
from reader.settings.config import load_config
from reader.settings.keymap import load_keymap
from reader.settings.locations import config_path, ground_path, own_keymaps, own_themes
from reader.settings.terminal import colour_depth, guess_light, needs_ascii, theme_id

if TYPE_CHECKING:
    from pathlib import Path

    from reader.app.early.begin import Begun
    from reader.settings.schema import Settings
    from reader.settings.theme import Theme


def start(path: Path, begun: Begun | None = None) -> int:
    """Run the app on a library; its exit status, 128 and the signal's number after a signal.

    `begun` is the frame that stands on the terminal already. Errors: LibraryError and SettingsError
    before the app has painted anything.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise LibraryError(
            "Reader needs a terminal; in a pipe use its commands, as in “reader list”."
        )
    settings = load_config(config_path())
    bindings = load_keymap(settings.keymap, own_keymaps()).bindings
    with Library.open(path) as library:
        looks, theme, late = _looks(library, settings)
        app = ReaderApp(
            library,
            settings,
            bindings,
            looks,
            theme,
            ascii_only=needs_ascii(os.environ, settings.ascii, sys.stdout.encoding or ""),
            begun=begun,
        )
        if late:
            from reader.app.late import LateReply

            app.late = LateReply()
        app.discipline = begun.discipline if begun is not None else line_discipline()
        try:
            app.run(mouse=settings.mouse)
        except BaseException:
            sys.__stderr__.write(RESTORE)  # type: ignore[union-attr]
            raise
        finally:
            app.desk.close()
            if begun is not None:
                begun.give_back()
        if app.frame is not None:
            from reader.app.early.capture import keep

            keep(app.frame, library, _read_from(app))
    return app.return_code or 0


def _read_from(app: ReaderApp) -> list[Path]:
    """The files that decide how the first screen looks."""
    theme = app.worn.id
    own = own_themes() / f"{theme}.toml"
    return [config_path(), ground_path(), own_keymaps(), own_themes(), own]


def _looks(library: Library, settings: Settings) -> tuple[Looks, Theme, bool]:
    """The themes for this terminal, the one to begin with, and whether an answer may come late."""
    looks = Looks(own_themes(), colour_depth(os.environ, settings.colours))
    wanted, late = restore(library).theme, False
    if not wanted:
        reply = b""
        if settings.theme == "auto" and "COLORFGBG" not in os.environ:
            reply, late = _ground()
        wanted = theme_id(settings, light=guess_light(os.environ, reply))
    try:
        return looks, looks.load(wanted), late
    except SettingsError:
        if wanted in {settings.theme, settings.theme_dark, settings.theme_light}:
            raise
        return looks, looks.load(settings.theme_dark), late


def _ground() -> tuple[bytes, bool]:
    """What the terminal says of its ground, and whether it has not said it yet.

    It is asked once, on the first start, and what it says is remembered.
    """
    path = ground_path()
    try:
        return bytes.fromhex(path.read_text("ascii")), False
    except (OSError, ValueError):
        from reader.app.asking import answered, ask_background

        reply = ask_background()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(reply.hex(), "ascii")
    return reply, not answered(reply)
