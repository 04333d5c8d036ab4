"""A TOML file that knows the line of each of its keys, so that an error can say where it is."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_TABLE = re.compile(r"\s*\[\s*([^\[\]]+?)\s*\]\s*(#.*)?$")
_KEY = re.compile(r"""\s*("[^"]*"|'[^']*'|[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\s*=""")
_DECODE_PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_MOST = 1_000_000


class Problem(NamedTuple):
    """One thing that is wrong in a file; `line` counts from 1, None when it has no line."""

    path: Path
    line: int | None
    text: str

    def __str__(self) -> str:
        """The sentence a user is told."""
        where = f"{self.path}, line {self.line}" if self.line else str(self.path)
        return f"{where}: {self.text}"

    def error(self) -> SettingsError:
        """The problem as the error to raise."""
        return SettingsError(str(self))


class TomlFile(NamedTuple):
    """A file's values, and the lines on which its keys stand."""

    path: Path
    values: dict[str, Any]
    lines: dict[tuple[str, ...], int]

    def problem(self, text: str, *key: str) -> Problem:
        """A problem at a key (`"roles", "link"`), or of the whole file."""
        return Problem(self.path, self.lines.get(key), text)

    def table(self, name: str) -> dict[str, Any]:
        """A table of the file, empty when it is not there. Errors: SettingsError if it is none."""
        value = self.values.get(name, {})
        if not isinstance(value, dict):
            raise self.problem(f"{name!r} must be a table.", name).error()
        return value


def read_toml(path: Path) -> TomlFile:
    """Read a file. Errors: SettingsError when it cannot be read or is not TOML."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(f"{path} cannot be read: {reason}.") from error
    if len(data) > _MOST:
        raise SettingsError(f"{path} is larger than a settings file can be (1 MB).")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Problem(path, line, "this is not UTF-8 text.").error() from error
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise _not_toml(path, str(error)).error() from error
    return TomlFile(path, values, _lines(text))


def _not_toml(path: Path, message: str) -> Problem:
    place = _DECODE_PLACE.search(message)
    line = int(place[1]) if place and place[1] else None
    return Problem(path, line, f"this is not TOML: {_DECODE_PLACE.sub('', message).lower()}.")


def _lines(text: str) -> dict[tuple[str, ...], int]:
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if head := _TABLE.match(line):
            table = _names(head[1])
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            names = _names(key[1])
            for end in range(1, len(names) + 1):
                lines.setdefault((*table, *names[:end]), number)
    return lines


def _names(dotted: str) -> tuple[str, ...]:
    if dotted[:1] in {'"', "'"}:
        return (dotted[1:-1],)
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def nearest(name: str, known: Iterable[str]) -> str:
    """A half-sentence that names what may have been meant, or "" when nothing is near."""
    import difflib

    found = difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {found[0]!r}?" if found else "."
