"""Everything that can be set: names, kinds, defaults, what each is for. The docs are made of it."""

from __future__ import annotations

from types import UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    NamedTuple,
    TypeAlias,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

import msgspec
from msgspec import Meta

if TYPE_CHECKING:
    from collections.abc import Iterator

_Width: TypeAlias = Annotated[int, Meta(ge=26, le=48)]


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the config file holds; a setting that it does not name has its default."""

    theme: Annotated[
        str,
        Meta(
            description="The theme by name. `auto` takes `theme_dark` or `theme_light`, whichever "
            "the terminal's background asks for."
        ),
    ] = "auto"
    theme_dark: Annotated[
        str, Meta(description="The theme on a dark background, when `theme` is `auto`.")
    ] = "lamp"
    theme_light: Annotated[
        str, Meta(description="The theme on a light background, when `theme` is `auto`.")
    ] = "paper"
    colours: Annotated[
        Literal["auto", "truecolor", "256", "16", "none"],
        Meta(
            description="How many colours the terminal has. `auto` asks the environment "
            "(`NO_COLOR`, `COLORTERM`, `TERM`)."
        ),
    ] = "auto"
    ascii: Annotated[
        Literal["auto", "yes", "no"],
        Meta(
            description="Draw with ASCII signs alone. `auto` does so when the locale is not UTF-8 "
            "or the terminal is the Linux console."
        ),
    ] = "auto"
    keymap: Annotated[
        str,
        Meta(description="The keymap by name: `default`, a shipped one, or a file of your own."),
    ] = "default"
    measure: Annotated[
        int,
        Meta(ge=45, le=90, description="The width of the column of text, in cells."),
    ] = 66
    list_width: Annotated[
        Literal["auto"] | _Width,
        Meta(
            description="The width of the list of headlines, in cells. `auto` is about a third of "
            "the screen, from 26 to 48."
        ),
    ] = "auto"
    hyphenate: Annotated[
        bool,
        Meta(description="Break words with a hyphen where a line would be loose without it."),
    ] = True
    hang_quotes: Annotated[
        bool,
        Meta(description="Let the quotation mark that opens a paragraph hang in the margin."),
    ] = True
    furniture: Annotated[
        Literal["folded", "shown"],
        Meta(description="What stood around a text on its page: folded into a line, or shown."),
    ] = "folded"
    links_numbered: Annotated[
        bool, Meta(description="Number the links and list their addresses below the article.")
    ] = False
    pictures: Annotated[
        Literal["auto", "off", "half-blocks", "kitty"],
        Meta(
            description="Show the pictures of an article above their captions, if they are on "
            "this machine; needs the extra `images`. `half-blocks` paints two pixels a cell, "
            "`kitty` lets the terminal draw (kitty, Ghostty). `auto` does what a terminal known "
            "by name can do, and is off in others. Off with 16 colours, `NO_COLOR` and ASCII."
        ),
    ] = "auto"
    web_pictures: Annotated[
        bool,
        Meta(
            description="Where pictures are shown, fetch those that lie on the web as well. Who "
            "serves them then learns that you read the article, and from where."
        ),
    ] = False
    keep_pictures: Annotated[
        Literal["off", "saved", "bookmarked"],
        Meta(
            description="Fetch the pictures of articles with each update, and keep them for "
            "reading without the network: of articles that you saved by their address, or of "
            "these and of all that you bookmarked. They lie in a folder beside the library, which "
            "you may delete at any time."
        ),
    ] = "off"
    pictures_room: Annotated[
        int,
        Meta(ge=1, le=1_000_000, description="The most that kept pictures may take, in megabytes."),
    ] = 500
    order: Annotated[
        Literal["new", "old"],
        Meta(description="Which articles stand first in a list: the newest or the oldest."),
    ] = "new"
    stories: Annotated[
        Literal["one line", "off"],
        Meta(
            description="What several feeds tell: one line in All and Unread, read as one, or a "
            "line for each. Taken up when Reader starts and when it updates."
        ),
    ] = "one line"
    search_stems: Annotated[
        bool,
        Meta(
            description="Let search find other forms of a word, too (`print` finds printing and "
            "prints), in the languages of your articles. They come below all that have the word "
            "as it was typed."
        ),
    ] = False
    marks_read: Annotated[
        Literal["open", "shown", "never"],
        Meta(
            description="When an article becomes read by itself: when you go into it or page it "
            "(`open`), as soon as it is shown, or never."
        ),
    ] = "open"
    update_at_start: Annotated[
        bool,
        Meta(
            description="Ask the feeds that are due for what is new, and read folders of files "
            "again, when Reader starts. It is done quietly: what is new waits to be asked for."
        ),
    ] = True
    update_every: Annotated[
        int,
        Meta(
            ge=0,
            le=10_080,
            description="Do the same every so many minutes while Reader is open; 0: only by hand.",
        ),
    ] = 0
    ask_least: Annotated[
        int,
        Meta(
            ge=1,
            le=10_080,
            description="The fewest minutes between two askings of a feed, however much it brings.",
        ),
    ] = 15
    ask_most: Annotated[
        int,
        Meta(
            ge=1,
            le=44_640,
            description="The most minutes between two askings of a feed that works, however seldom "
            "it has something new. Each feed is asked by its own rhythm between the two; one may "
            "have an interval of its own, and one that fails is asked less often, at least daily.",
        ),
    ] = 720
    ask_at_once: Annotated[
        int,
        Meta(
            ge=1,
            le=64,
            description="How many feeds are asked at a time; of one host never more than two.",
        ),
    ] = 32
    ask_timeout: Annotated[
        int,
        Meta(
            ge=5,
            le=600,
            description="After how many seconds an answer that is not complete is given up.",
        ),
    ] = 60
    mouse: Annotated[
        bool, Meta(description="Take clicks and the wheel; off leaves the mouse to the terminal.")
    ] = True


class Setting(NamedTuple):
    """One setting as data. `kind` says in words which values it takes."""

    name: str
    type: Any
    kind: str
    default: str | int | bool
    help: str


def settings() -> Iterator[Setting]:
    """Every setting, in the order of the documentation."""
    hints = get_type_hints(Settings, include_extras=True)
    defaults = Settings()
    for name in Settings.__struct_fields__:
        hint = hints[name]
        yield Setting(name, hint, _kind(hint), getattr(defaults, name), _help(hint))


def _help(hint: object) -> str:
    return next(meta.description or "" for meta in get_args(hint)[1:] if isinstance(meta, Meta))


def _kind(hint: object) -> str:
    if get_origin(hint) is not Annotated:
        return _in_words(hint, Meta())
    inner, *metas = get_args(hint)
    return _in_words(inner, next(meta for meta in metas if isinstance(meta, Meta)))


def _in_words(hint: object, limits: Meta) -> str:
    if hint is int:
        return f"a whole number from {limits.ge} to {limits.le}"
    if hint is bool:
        return "true or false"
    if get_origin(hint) is Literal:
        return ", ".join(f'"{value}"' for value in get_args(hint))
    if get_origin(hint) in {Union, UnionType}:
        return " or ".join(_kind(part) for part in get_args(hint))
    return "a text"
