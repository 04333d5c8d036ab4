"""Front matter: what a Markdown file says of itself before its text, read without trust."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Final, NamedTuple

from reader.document.dates import iso_date
from reader.document.safe import clean_line, clean_url

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_SIZE: Final = 65_536
"""Characters of front matter that are read; more than that is no description of a text."""

MAX_ALIASES: Final = 20
"""References within YAML; a few thousand of them can stand for more than fits any memory."""

MAX_TAGS: Final = 100
_MAX_VALUE: Final = 2_000

_FENCED: Final = re.compile(
    r"(?P<fence>---|\+\+\+)[ \t]*\n(?P<matter>(?s:.*?)\n)??(?:(?P=fence)|\.\.\.)[ \t]*(?:\n|\Z)"
)
_OPENING: Final = re.compile(
    r"---[ \t]*\n(?:[ \t]*#.*\n)*[ \t]*(?:[\"']?[\w-][\w .-]*[\"']?[ \t]*:(?:\s|$)|---)"
    r"|\+\+\+[ \t]*\n"
)
_ALIAS: Final = re.compile(r"(?:^|[\s\[,{:-])\*[\w-]+", re.MULTILINE)
_LINE: Final = re.compile(
    r"^(?P<key>[A-Za-z_-]{1,40})[ \t]*[:=][ \t]*(?P<value>\S.*)$", re.MULTILINE
)
_WIKI_LINK: Final = re.compile(r"\[\[(?:[^\]|]*\|)?([^\]|]*)\]\]")


class FrontMatter(NamedTuple):
    """What front matter says, cleaned; `warnings` are sentences on what could not be read."""

    title: str = ""
    byline: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    url: str | None = None
    site: str | None = None
    description: str | None = None
    tags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def split(text: str) -> tuple[FrontMatter, str]:
    r"""The front matter of a text with `\n` as line ends, and the text after it."""
    if not _OPENING.match(text):
        return FrontMatter(), text
    match = _FENCED.match(text)
    if match is None:
        return FrontMatter(), text
    matter = match["matter"] or ""
    rest = text[match.end() :]
    if len(matter) > MAX_SIZE:
        return _with_warning({}, "The front matter is too long to be read."), rest
    if match["fence"] == "+++":
        return _from_toml(matter), rest
    return _from_yaml(matter), rest


def _from_toml(matter: str) -> FrontMatter:
    try:
        return _fields(tomllib.loads(matter))
    except (tomllib.TOMLDecodeError, ValueError, RecursionError):
        return _with_warning(
            _lines(matter), "The front matter is not TOML; only its plain lines were read."
        )


def _from_yaml(matter: str) -> FrontMatter:
    import yaml

    if len(_ALIAS.findall(matter)) > MAX_ALIASES:
        return _with_warning({}, "The front matter refers to itself too often to be read.")
    try:
        found = yaml.safe_load(matter)
    except (yaml.YAMLError, ValueError, TypeError, RecursionError, AttributeError, KeyError):
        return _with_warning(
            _lines(matter), "The front matter is not YAML; only its plain lines were read."
        )
    if not isinstance(found, dict):
        return FrontMatter()
    return _fields({key: value for key, value in found.items() if isinstance(key, str)})


def _lines(matter: str) -> dict[str, object]:
    """The plain `key: value` lines of what is not well formed."""
    return {
        match["key"]: match["value"].strip().strip("\"'")
        for match in _LINE.finditer(matter)
        if match["value"][0] not in "!&*{[|>"
    }


def _with_warning(values: Mapping[str, object], warning: str) -> FrontMatter:
    return _fields(values)._replace(warnings=(warning,))


def _fields(values: Mapping[str, object]) -> FrontMatter:
    known = {key.lower(): value for key, value in values.items()}

    def text(*names: str) -> str | None:
        return next((t for t in (_text(known.get(name)) for name in names) if t), None)

    def when(*names: str) -> str | None:
        return next((d for d in (iso_date(known.get(name)) for name in names) if d), None)

    addresses = ("source", "url", "link", "canonical", "canonical_url")
    return FrontMatter(
        title=text("title") or "",
        byline=_people(known.get("author")) or _people(known.get("authors")),
        published=when("published", "date", "pubdate", "created"),
        updated=when("updated", "modified", "lastmod", "last_modified_at"),
        language=text("lang", "language"),
        url=next((url for name in addresses if (url := clean_url(text(name) or ""))), None),
        site=text("site", "publisher"),
        description=text("description", "summary", "excerpt", "subtitle"),
        tags=_tags(known.get("tags")) or _tags(known.get("keywords")),
    )


def _text(value: object) -> str | None:
    """A plain value as one line; None for anything that is none."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return clean_line(str(value)[:_MAX_VALUE]) or None


def _people(value: object) -> str | None:
    """Names, out of the forms in which note programs link them."""
    values = value if isinstance(value, list) else [value]
    names: list[str] = []
    for one in values[:20]:
        name = _text(one.get("name") if isinstance(one, dict) else one)
        if name:
            names.append(_WIKI_LINK.sub(r"\1", name))
    return ", ".join(names) or None


def _tags(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        value = re.split(r"\s*,\s*" if "," in value else r"\s+", value[:_MAX_VALUE])
    if not isinstance(value, list | set | tuple):
        return ()
    found = (_text(tag) for tag in list(value)[:MAX_TAGS])
    return tuple(dict.fromkeys(tag.removeprefix("#") for tag in found if tag and tag != "#"))
