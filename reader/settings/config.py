"""The config file: read and checked key by key; written so that its comments and order stay."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from reader.errors import SettingsError
from reader.settings.schema import Setting, Settings, settings
from reader.settings.toml_file import Problem, TomlFile, nearest, read_toml

if TYPE_CHECKING:
    from tomlkit import TOMLDocument


class Checked(NamedTuple):
    """What a config file says: its good settings, and a sentence for each bad one."""

    settings: Settings
    problems: tuple[Problem, ...]


def check_config(path: Path) -> Checked:
    """Read a config file; a bad setting keeps its default. No file means all defaults.

    Errors: SettingsError when the file cannot be read at all or is not TOML.
    """
    if not path.exists():
        return Checked(Settings(), ())
    file = read_toml(path)
    known = {setting.name: setting for setting in settings()}
    good: dict[str, object] = {}
    problems: list[Problem] = []
    for name, value in file.values.items():
        wrong = _wrong(file, known, name, value)
        if wrong is None:
            good[name] = value
        else:
            problems.append(wrong)
    return Checked(msgspec.convert(good, Settings), tuple(problems))


def load_config(path: Path) -> Settings:
    """The settings of a config file. Errors: SettingsError that names the first bad one."""
    checked = check_config(path)
    if checked.problems:
        raise checked.problems[0].error()
    return checked.settings


def _wrong(file: TomlFile, known: dict[str, Setting], name: str, value: object) -> Problem | None:
    setting = known.get(name)
    if setting is None:
        return file.problem(f"there is no setting {name!r}{nearest(name, known)}", name)
    try:
        msgspec.convert(value, setting.type, strict=True)
    except msgspec.ValidationError:
        return file.problem(_refusal(setting, value), name)
    return None


def _refusal(setting: Setting, value: object) -> str:
    shown = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else repr(value)
    return f"{setting.name!r} takes {setting.kind}, and not {shown}."


def parse_value(name: str, text: str) -> str | int | bool:
    """A setting's value from what a user typed (`measure`, `72`).

    Errors: SettingsError when there is no such setting, or it does not take that value.
    """
    known = {setting.name: setting for setting in settings()}
    setting = known.get(name)
    if setting is None:
        raise SettingsError(f"There is no setting {name!r}{nearest(name, known)}")
    try:
        value: str | int | bool = msgspec.convert(text, setting.type, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(_refusal(setting, text)) from error
    return value


def set_config(path: Path, name: str, value: str | int | bool) -> None:  # noqa: FBT001 - a setting may be a truth
    """Write one setting into the config file, which keeps its comments, order and other settings.

    The file is replaced in one step, so that a crash leaves the old one or the new one.
    Errors: SettingsError when the value is wrong, the file is not TOML or cannot be written.
    """
    known = {setting.name: setting for setting in settings()}
    if name not in known:
        raise SettingsError(f"There is no setting {name!r}{nearest(name, known)}")
    try:
        msgspec.convert(value, known[name].type, strict=True)
    except msgspec.ValidationError as error:
        raise SettingsError(_refusal(known[name], value)) from error
    document = _document(path)
    document[name] = value
    replace_file(path, document.as_string())


def _document(path: Path) -> TOMLDocument:
    import tomlkit

    if not path.exists():
        return tomlkit.document()
    read_toml(path)
    return tomlkit.parse(path.read_text("utf-8-sig"))


def replace_file(path: Path, text: str) -> None:
    """Put `text` in the place of a file in one step, through a link to where it leads.

    Errors: SettingsError when that cannot be done; then the old file is as it was.
    """
    import tempfile

    target = path.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
                stream.write(text)
                stream.flush()
                os.fsync(stream.fileno())
            if target.exists():
                Path(name).chmod(target.stat().st_mode & 0o7777)
            Path(name).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(f"{path} cannot be written: {reason}.") from error
