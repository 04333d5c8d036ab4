"""Keymaps: files that give commands other keys. The default one is the table of commands itself.

A keymap file holds `title`, `inherits` (the keymap whose keys are kept; "default" when left out)
and a table `[keys]` of `command = "key"` or `command = ["key", …]`; an empty list takes a command
its keys.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.commands.bindings import Bindings
from reader.commands.keys import KeyNameError, format_sequence, parse_sequence
from reader.commands.table import COMMANDS, command
from reader.errors import SettingsError
from reader.settings.toml_file import nearest, read_toml

if TYPE_CHECKING:
    from reader.commands.bindings import Clash
    from reader.settings.toml_file import TomlFile

DEFAULT = "default"
_SHIPPED = Path(__file__).parent / "keymaps"
_FIELDS = ("title", "inherits", "keys")


class Keymap(NamedTuple):
    """The keys that a keymap gives to the commands it names; the others have their default keys."""

    name: str
    title: str
    keys: dict[str, tuple[str, ...]]

    @property
    def bindings(self) -> Bindings:
        """The keys of all commands under this keymap."""
        return Bindings(COMMANDS, self.keys)


def keymap_names(folder: Path | None = None) -> tuple[str, ...]:
    """The names of all keymaps; `folder` holds the user's own, and may not exist."""
    return (DEFAULT, *sorted({path.stem for path in _files(folder)} - {DEFAULT}))


def _files(folder: Path | None) -> list[Path]:
    own = sorted(folder.glob("*.toml")) if folder and folder.is_dir() else []
    return [*own, *sorted(_SHIPPED.glob("*.toml"))]


def load_keymap(name: str = DEFAULT, folder: Path | None = None) -> Keymap:
    """The keymap of that name; a file in `folder` comes before a shipped one.

    Errors: SettingsError when there is none, or for the first thing wrong in its file: an unknown
    command or key, or keys that clash, with both commands named.
    """
    return _load(name, folder, ())


def _load(name: str, folder: Path | None, heirs: tuple[str, ...]) -> Keymap:
    if name == DEFAULT:
        return Keymap(DEFAULT, "The keys of Reader", {})
    path = next((path for path in _files(folder) if path.stem == name), None)
    if path is None:
        names = keymap_names(folder)
        raise SettingsError(f"There is no keymap {name!r}{nearest(name, names)}")
    file = read_toml(path)
    for field in file.values:
        if field not in _FIELDS:
            text = f"a keymap has no {field!r}{nearest(field, _FIELDS)}"
            raise file.problem(text, field).error()
    parent = _parent(file, folder, (*heirs, name))
    keys = {**parent.keys, **_own_keys(file)}
    keymap = Keymap(name, str(file.values.get("title", name)), keys)
    clashes = keymap.bindings.clashes
    if clashes:
        raise _refuse(file, clashes[0])
    return keymap


def _parent(file: TomlFile, folder: Path | None, heirs: tuple[str, ...]) -> Keymap:
    name = file.values.get("inherits", DEFAULT)
    if not isinstance(name, str) or name in heirs:
        text = "'inherits' must name another keymap, and not in a circle."
        raise file.problem(text, "inherits").error()
    return _load(name, folder, heirs)


def _own_keys(file: TomlFile) -> dict[str, tuple[str, ...]]:
    return {name: _spelled(file, name, value) for name, value in file.table("keys").items()}


def _spelled(file: TomlFile, name: str, value: object) -> tuple[str, ...]:
    if command(name) is None:
        text = f"there is no command {name!r}{nearest(name, (one.id for one in COMMANDS))}"
        raise file.problem(text, "keys", name).error()
    written = [value] if isinstance(value, str) else value
    if not isinstance(written, list) or not all(isinstance(one, str) for one in written):
        text = f"{name!r} takes a key or a list of keys, each in quotation marks."
        raise file.problem(text, "keys", name).error()
    try:
        return tuple(format_sequence(parse_sequence(one)) for one in written)
    except KeyNameError as error:
        text = f"{name!r} is given what is not a key: {error}."
        raise file.problem(text, "keys", name).error() from error


def _refuse(file: TomlFile, clash: Clash) -> SettingsError:
    named = [one.id for one in (clash.second, clash.first) if ("keys", one.id) in file.lines]
    given = named[0] if named else clash.second.id
    other = clash.first.id if given == clash.second.id else clash.second.id
    text = f"{clash}; write `{other} = []` or other keys for one of them."
    return file.problem(text, "keys", given).error()
