"""Lists of feeds and the library: what is to be subscribed to, and what is, as outlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from reader.feeds.opml import Outline
from reader.feeds.secrets import without_login
from reader.library.records import NewFeed, SourceSettings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from reader.feeds.opml import FeedList
    from reader.feeds.secrets import Secret
    from reader.library.records import Source

_FULL_TEXT, _AGENT, _TAGS = "fullText", "userAgent", "tags"
_MINIFLUX: Final = {
    "miniflux:disabled": "paused",
    "miniflux:hideGlobally": "hidden",
    "miniflux:crawler": _FULL_TEXT,
    "miniflux:userAgent": _AGENT,
}
"""What another program says and ours can do as well."""


class Newcomers(NamedTuple):
    """What lists bring: each feed once, the logins of some, and of each outline its feed's row."""

    rows: list[NewFeed]
    logins: dict[str, Secret]
    of_outline: list[int]


def newcomers(lists: Iterable[FeedList]) -> Newcomers:
    """The feeds of some lists. One that stands in several folders gets the others as tags."""
    rows: dict[str, NewFeed] = {}
    numbers: dict[str, int] = {}
    logins: dict[str, Secret] = {}
    of_outline: list[int] = []
    for outline in (one for each in lists for one in each.feeds):
        address, login = without_login(outline.address)
        if login is not None:
            logins.setdefault(address, login)
        row = _row(outline, address, login)
        known = rows.get(address)
        rows[address] = row if known is None else _both(known, row)
        of_outline.append(numbers.setdefault(address, len(numbers)))
    return Newcomers(list(rows.values()), logins, of_outline)


def _row(outline: Outline, address: str, login: Secret | None) -> NewFeed:
    said = dict(outline.settings)
    tags = tuple(said[_TAGS].split("\n")) if _TAGS in said else outline.tags
    own = outline.own_title
    return NewFeed(
        address=address,
        title="" if own and own == outline.title else outline.title,
        folder="/".join(outline.folders) or None,
        tags=tags,
        settings=_settings(said, outline.extras, login),
        own_title=own,
        site=outline.site,
    )


def _settings(
    said: Mapping[str, str], extras: tuple[tuple[str, str], ...], login: Secret | None
) -> SourceSettings:
    others = {_MINIFLUX[name]: value for name, value in extras if name in _MINIFLUX}
    said = {**others, **said}
    interval = said.get("interval", "")
    seconds = int(interval) if interval.isascii() and interval.isdigit() else 0
    return SourceSettings(
        interval=seconds if 60 <= seconds < 10**8 else None,
        full_text=said.get(_FULL_TEXT) == "true",
        user_agent=" ".join(said.get(_AGENT, "").split()) or None,
        user=login.user if login else None,
        hidden=said.get("hidden") == "true",
        paused=said.get("paused") == "true",
        opml=extras,
    )


def _both(first: NewFeed, again: NewFeed) -> NewFeed:
    """A feed that is listed twice: what it has first, with the folder and the tags of the other."""
    tags = first.tags + again.tags
    if first.folder and again.folder and again.folder != first.folder:
        tags += (again.folder,)
    return first._replace(
        title=first.title or again.title,
        folder=first.folder or again.folder,
        tags=tuple(dict.fromkeys(tags)),
        site=first.site or again.site,
    )


def outlines(sources: Iterable[Source]) -> list[Outline]:
    """The feeds among some sources, as they are written; nothing secret is in them."""
    return [
        Outline(
            address=without_login(source.address)[0],
            title="" if source.title == source.address else source.title,
            site=source.site,
            folders=tuple(source.folder.split("/")) if source.folder else (),
            tags=source.tags,
            extras=source.settings.opml,
            own_title=source.own_title,
            settings=tuple(_said(source.settings)),
        )
        for source in sources
        if source.kind == "feed"
    ]


def _said(settings: SourceSettings) -> Iterable[tuple[str, str]]:
    """Our own settings; one that another program's attribute contradicts is said in any case."""
    contradicted = {_MINIFLUX[name] for name, _ in settings.opml if name in _MINIFLUX}
    if settings.interval is not None:
        yield "interval", str(settings.interval)
    if settings.user_agent or _AGENT in contradicted:
        yield _AGENT, settings.user_agent or ""
    for name, is_set in (
        (_FULL_TEXT, settings.full_text),
        ("hidden", settings.hidden),
        ("paused", settings.paused),
    ):
        if is_set or name in contradicted:
            yield name, "true" if is_set else "false"
