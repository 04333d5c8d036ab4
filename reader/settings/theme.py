"""Themes: files that give roles their looks, for any number of colours a terminal has.

A theme file holds `name`, `kind` ("dark", "light", or "any" when it has no ground of its own),
perhaps `licence`, `credit` and `inherits`, a table `[palette]` of colours, and perhaps `[roles]`
for roles whose look is not that of `reader.settings.roles`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias, cast, get_args

from reader.errors import SettingsError
from reader.settings.colour import is_colour, nearest_of_256
from reader.settings.roles import ALL_ROLES, GROUNDS, PALETTE, READ, STYLES
from reader.settings.toml_file import TomlFile, nearest, read_toml

Depth: TypeAlias = Literal["truecolor", "256", "16", "none"]
Kind: TypeAlias = Literal["dark", "light", "any"]

ATTRIBUTES: Final = ("bold", "italic", "underline", "strike", "reverse")
_FIELDS: Final = ("name", "kind", "licence", "credit", "inherits", "palette", "roles")


class Look(NamedTuple):
    """How characters look. A colour is `#rrggbb`, `color(N)`, an ANSI name or `default`.

    None leaves the colour to what lies below.
    """

    foreground: str | None = None
    background: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    reverse: bool = False


def merge(*looks: Look) -> Look:
    """Looks laid over one another: later colours win, attributes add up."""
    foreground = background = None
    for look in looks:
        foreground = look.foreground or foreground
        background = look.background or background
    marks = (any(look[place] for look in looks) for place in range(2, 7))
    return Look(foreground, background, *marks)


class Theme(NamedTuple):
    """A theme, ready to paint with.

    `id` is its file's name, `name` what people call it. `palette` holds every colour of
    `roles.PALETTE`, `looks` every role. `depth` is the number of colours it is made for.
    """

    id: str
    name: str
    kind: Kind
    licence: str
    credit: str
    palette: dict[str, str]
    looks: dict[str, Look]
    depth: Depth = "truecolor"

    def look(self, role: str) -> Look:
        """The look of a role; that of no role at all when there is none of the name."""
        return self.looks.get(role, _PLAIN)

    @property
    def dark(self) -> bool:
        """Whether it is made for a dark ground (a theme without a ground counts as one)."""
        return self.kind != "light"

    def at(self, depth: Depth) -> Theme:
        """The theme for a terminal of so many colours.

        With 256, each colour is the nearest one. With 16, whose looks are the terminal's choice,
        only the colours that can be read under every usual choice are used, so that all themes of
        a kind look alike. With none, attributes alone speak.
        """
        if depth == "truecolor" or self.depth != "truecolor":
            return self
        if depth == "256":
            palette = _quantised(self.palette)
            few = dict(zip(self.palette.values(), palette.values(), strict=True))
            looks = {role: _recoloured(look, few) for role, look in self.looks.items()}
            return self._replace(palette=palette, looks=looks, depth=depth)
        plain = load_theme({"dark": "ansi-dark", "light": "ansi-light", "any": "ansi"}[self.kind])
        looks = plain.looks
        if depth == "none":
            looks = {role: _colourless(look) for role, look in load_theme("ansi").looks.items()}
        return self._replace(palette=plain.palette, looks=looks, depth=depth)


_PLAIN: Final = Look()
_BODY_LEAST: Final = 7.0
_WORDS_LEAST: Final = 4.5


def _quantised(palette: dict[str, str]) -> dict[str, str]:
    """A palette in the 256 colours, whose words can still be read on its grounds."""
    nearest_ones = {name: nearest_of_256(colour) for name, colour in palette.items()}
    grounds = tuple(nearest_ones[name] for name in GROUNDS)
    for name in READ:
        least = _BODY_LEAST if name in {"text", "strong"} else _WORDS_LEAST
        nearest_ones[name] = nearest_of_256(palette[name], grounds, least)
    return nearest_ones


def _recoloured(look: Look, colours: dict[str, str]) -> Look:
    foreground, background = look.foreground, look.background
    return look._replace(
        foreground=foreground and (colours.get(foreground) or nearest_of_256(foreground)),
        background=background and (colours.get(background) or nearest_of_256(background)),
    )


def _colourless(look: Look) -> Look:
    return look._replace(foreground=None, background=None)


def shipped_folder() -> Path:
    """Where the shipped themes are: inside an installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def theme_names(folder: Path | None = None) -> tuple[str, ...]:
    """The ids of all themes; `folder` holds the user's own, and may not exist."""
    return tuple(sorted({path.stem for path in _files(folder)}))


def _files(folder: Path | None) -> list[Path]:
    own = sorted(folder.glob("*.toml")) if folder and folder.is_dir() else []
    return [*own, *sorted(shipped_folder().glob("*.toml"))]


def load_theme(theme_id: str, folder: Path | None = None) -> Theme:
    """The theme of that id; a file in `folder` comes before a shipped one.

    Errors: SettingsError when there is none, or for the first thing wrong in its file.
    """
    path = next((path for path in _files(folder) if path.stem == theme_id), None)
    if path is None:
        raise SettingsError(
            f"There is no theme {theme_id!r}{nearest(theme_id, theme_names(folder))}"
        )
    file = read_toml(path)
    for field in file.values:
        if field not in _FIELDS:
            text = f"a theme has no {field!r}{nearest(field, _FIELDS)}"
            raise file.problem(text, field).error()
    name, kind = _text(file, "name"), _kind(file)
    palette, styles = _inherited(file, folder)
    looks = {role: _look(file, role, style, palette) for role, style in styles.items()}
    return Theme(
        theme_id,
        name,
        kind,
        str(file.values.get("licence", "")),
        str(file.values.get("credit", "")),
        palette,
        looks,
    )


def _text(file: TomlFile, field: str) -> str:
    value = file.values.get(field)
    if not isinstance(value, str) or not value:
        raise file.problem(f"a theme needs {field!r}, a text in quotation marks.", field).error()
    return value


def _kind(file: TomlFile) -> Kind:
    for kind in get_args(Kind):
        if file.values.get("kind") == kind:
            return cast("Kind", kind)
    raise file.problem('a theme needs \'kind\': "dark", "light" or "any".', "kind").error()


def _inherited(file: TomlFile, folder: Path | None) -> tuple[dict[str, str], dict[str, str]]:
    """The palette and the styles of a file, over those of the themes it inherits from."""
    palette: dict[str, str] = {}
    styles = dict(STYLES)
    for ancestor in reversed(_line(file, folder)):
        palette.update(_palette(ancestor))
        styles.update(_styles(ancestor))
    missing = [name for name in PALETTE if name not in palette]
    if missing:
        raise file.problem(f"the palette has no {missing[0]!r}.", "palette").error()
    return palette, styles


def _line(file: TomlFile, folder: Path | None) -> list[TomlFile]:
    line, seen = [file], {file.path.stem}
    while (parent := line[-1].values.get("inherits")) is not None:
        path = next((path for path in _files(folder) if path.stem == parent), None)
        if path is None or parent in seen:
            text = "'inherits' must name another theme, and not in a circle."
            raise line[-1].problem(text, "inherits").error()
        seen.add(parent)
        line.append(read_toml(path))
    return line


def _palette(file: TomlFile) -> dict[str, str]:
    palette = file.table("palette")
    for name, colour in palette.items():
        if not isinstance(colour, str) or not is_colour(colour):
            text = f"{name!r} takes #rrggbb, default or the name of a terminal colour."
            raise file.problem(text, "palette", name).error()
    return palette


def _styles(file: TomlFile) -> dict[str, str]:
    styles = file.table("roles")
    for role, style in styles.items():
        if role not in ALL_ROLES:
            text = f"there is no role {role!r}{nearest(role, ALL_ROLES)}"
            raise file.problem(text, "roles", role).error()
        if not isinstance(style, str):
            text = f"{role!r} takes a style in quotation marks."
            raise file.problem(text, "roles", role).error()
    return styles


def _look(file: TomlFile, role: str, style: str, palette: dict[str, str]) -> Look:
    words = style.split()
    marks = [mark in words for mark in ATTRIBUTES]
    colours = {"": "", "on": ""}
    place = ""
    for word in words:
        if word == "on":
            place = "on"
        elif word not in ATTRIBUTES:
            colours[place] = _colour(file, role, word, palette)
            place = ""
    return Look(colours[""] or None, colours["on"] or None, *marks)


def _colour(file: TomlFile, role: str, word: str, palette: dict[str, str]) -> str:
    colour = palette.get(word, word)
    if not is_colour(colour):
        known = (*palette, *ATTRIBUTES)
        text = f"{role!r} has {word!r}, which is no colour and no attribute{nearest(word, known)}"
        raise file.problem(text, "roles", role).error()
    return colour
