"""`themes`, `keys`, `config`: what can be set, what it is set to, and whether that is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import fields
from reader.cli.report import SOME_FAILED
from reader.cli.verb import Verb
from reader.errors import SettingsError, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from pathlib import Path

    from reader.cli.verb import Call
    from reader.settings.theme import Theme


def _themes_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="show this theme; none: list all")
    parser.add_argument("--check", action="store_true", help="read every theme, and tell faults")


def _themes(call: Call) -> int:
    from reader.settings.locations import own_themes
    from reader.settings.theme import load_theme, theme_names

    if call.options.name:
        theme = load_theme(call.options.name, own_themes())
        _show_theme(call, theme)
        return call.report.status
    for name in theme_names(own_themes()):
        try:
            theme = load_theme(name, own_themes())
        except SettingsError as error:
            call.report.failed(str(error))
            continue
        text = f"{theme.id:<18} {theme.name:<22} {theme.kind}"
        call.report.answer(text, _theme(theme))
    if call.options.check:
        call.report.aside("All themes are in order." if not call.report.failures else "")
    return call.report.status


def _theme(theme: Theme) -> dict[str, Any]:
    return {
        "id": theme.id,
        "name": theme.name,
        "kind": theme.kind,
        "licence": theme.licence,
        "credit": theme.credit,
    }


def _show_theme(call: Call, theme: Theme) -> None:
    if call.report.json:
        call.report.object({**_theme(theme), "palette": theme.palette})
        return
    licence = f", {theme.licence}" if theme.licence else ""
    call.report.line(f"{theme.name} ({theme.kind}){licence}")
    for name, colour in theme.palette.items():
        call.report.line(f"  {name:<12} {colour}")


def _keys_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "keymap", nargs="?", metavar="KEYMAP", help="the keymap to list (default: the one in use)"
    )
    parser.add_argument("--keymaps", action="store_true", help="list the keymaps instead")


def _keys(call: Call) -> int:
    from reader.commands.keys import parse_sequence, show_sequence
    from reader.commands.table import COMMANDS
    from reader.settings.keymap import keymap_names, load_keymap
    from reader.settings.locations import own_keymaps

    if call.options.keymaps:
        for name in keymap_names(own_keymaps()):
            title = load_keymap(name, own_keymaps()).title
            call.report.answer(f"{name:<14} {title}", {"name": name, "title": title})
        return call.report.status
    keymap = load_keymap(call.options.keymap or _keymap_in_use(), own_keymaps())
    for command in COMMANDS:
        keys = keymap.keys.get(command.id, command.keys)
        shown = ", ".join(show_sequence(parse_sequence(one)) for one in keys) or "—"
        call.report.answer(
            f"{shown:<22} {command.title} ({', '.join(command.where)})",
            {
                "id": command.id,
                "title": command.title,
                "help": command.help,
                "keys": list(keys),
                "where": list(command.where),
                "group": command.group,
                "undoable": command.undoable,
            },
        )
    return call.report.status


def _keymap_in_use() -> str:
    from reader.settings.config import load_config
    from reader.settings.locations import config_path

    return load_config(config_path()).keymap


def _config_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("name", nargs="?", metavar="NAME", help="one setting; none: all of them")
    parser.add_argument("value", nargs="?", metavar="VALUE", help="set it to this")
    parser.add_argument("--check", action="store_true", help="only tell what is wrong in the file")
    parser.add_argument("--path", action="store_true", help="only tell where the file is")


def _config(call: Call) -> int:
    from reader.settings.locations import config_path

    options = call.options
    path = config_path()
    if options.path:
        call.report.answer(str(path), {"path": str(path)})
        return call.report.status
    if options.check:
        return _check_config(call, path)
    if options.value is not None:
        return _set(call, path, options.name, options.value)
    return _show_config(call, path, options.name)


def _check_config(call: Call, path: Path) -> int:
    from reader.settings.config import check_config

    checked = check_config(path)
    problems = [str(problem.error()) for problem in checked.problems]
    problems += [
        f"{path}: {name}: {fault}"
        for name in ("theme", "theme_dark", "theme_light", "keymap")
        if (fault := _no_such_file(name, getattr(checked.settings, name))) is not None
    ]
    if call.report.json:
        call.report.object({"path": str(path), "ok": not problems, "problems": problems})
    else:
        for problem in problems:
            call.report.line(problem)
        if not problems:
            said = "is in order" if path.exists() else "does not exist; all settings are as usual"
            call.report.line(f"{path} {said}.")
    return SOME_FAILED if problems else call.report.status


def _no_such_file(name: str, value: object) -> SettingsError | None:
    """What is wrong with the theme or keymap that a setting names; None for other settings."""
    from reader.settings.keymap import load_keymap
    from reader.settings.locations import own_keymaps, own_themes
    from reader.settings.theme import load_theme

    try:
        if name == "keymap":
            load_keymap(str(value), own_keymaps())
        elif name in {"theme_dark", "theme_light"} or (name == "theme" and value != "auto"):
            load_theme(str(value), own_themes())
    except SettingsError as error:
        return error
    return None


def _set(call: Call, path: Path, name: str, written: str) -> int:
    from reader.settings.config import parse_value, set_config

    value = parse_value(name, written)
    if (fault := _no_such_file(name, value)) is not None:
        raise fault
    set_config(path, name, value)
    call.report.answer(f"{name} = {_toml(value)}", {"name": name, "value": value})
    return call.report.status


def _show_config(call: Call, path: Path, wanted: str | None) -> int:
    from reader.cli.nearest import nearest
    from reader.settings.config import check_config
    from reader.settings.schema import settings

    checked = check_config(path)
    known = {setting.name: setting for setting in settings()}
    if wanted is not None and wanted not in known:
        raise UsageError(f"There is no setting {wanted}.{nearest(wanted, known)}")
    for setting in known.values():
        if wanted in {None, setting.name}:
            value = getattr(checked.settings, setting.name)
            usual = "" if value == setting.default else f"  (usually {_toml(setting.default)})"
            call.report.answer(
                f"{setting.name} = {_toml(value)}{usual}",
                {
                    "name": setting.name,
                    "value": value,
                    "default": setting.default,
                    "takes": setting.kind,
                    "help": setting.help,
                },
            )
    for problem in checked.problems:
        call.report.failed(str(problem.error()))
    return call.report.status


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f'"{value}"' if isinstance(value, str) else str(value)


VERBS = (
    Verb(
        name="themes",
        summary="list themes, or show one",
        about="List the themes: those that come with Reader, and your own in the config folder.",
        examples=(
            ("reader themes", "all of them"),
            ("reader themes lamp", "the colours of one"),
            ("reader themes --check", "whether your own are in order"),
        ),
        arguments=_themes_arguments,
        act=_themes,
        fields=fields.THEME,
        json="lines",
    ),
    Verb(
        name="keys",
        summary="list keys and what they do",
        about="List what can be done in the app with its keys, under the keymap in use or another.",
        examples=(
            ("reader keys", "the keys in use"),
            ("reader keys newsboat", "those of another keymap"),
            ("reader keys --keymaps", "which keymaps there are"),
        ),
        arguments=_keys_arguments,
        act=_keys,
        fields=fields.KEYS,
        json="lines",
    ),
    Verb(
        name="config",
        summary="show, check and change settings",
        about=(
            "Show the settings, or change one; the comments and the order of your config file are "
            "kept."
        ),
        examples=(
            ("reader config", "all settings, with what they usually are"),
            ("reader config measure 72", "set one"),
            ("reader config --check", "what is wrong in the file, with line and nearest name"),
            ("reader config --path", "where the file is"),
        ),
        arguments=_config_arguments,
        act=_config,
        fields=fields.CONFIG,
        json="lines",
    ),
)
