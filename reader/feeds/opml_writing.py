"""A list of feeds written as OPML 2.0, with what other programs said of them given back."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Final

from reader.feeds.opml import OURS, SLASH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reader.feeds.opml import Outline

_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?", re.ASCII)
_OURS: Final = "reader"
_CONTROLS: Final = str.maketrans({"\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


class _Folder:
    """Feeds and folders within one folder, in the order in which they came."""

    def __init__(self) -> None:
        self.feeds: list[Outline] = []
        self.folders: dict[str, _Folder] = {}


def write_opml(feeds: Iterable[Outline], title: str) -> str:
    """The document. Tags are categories; where one has a comma, an attribute of ours has them."""
    root = _Folder()
    namespaces = {_OURS: OURS}
    for feed in feeds:
        folder = root
        for name in feed.folders:
            folder = folder.folders.setdefault(name, _Folder())
        folder.feeds.append(feed)
        for name, value in feed.extras:
            if name.startswith("xmlns:"):
                namespaces.setdefault(name[6:], value)
    declared = "".join(f' xmlns:{name}="{_quoted(at)}"' for name, at in sorted(namespaces.items()))
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0"{declared}>',
        "  <head>",
        f"    <title>{_quoted(title)}</title>",
        "  </head>",
        "  <body>",
        *_outlines(root, "    ", namespaces),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


def _outlines(folder: _Folder, indent: str, namespaces: dict[str, str]) -> Iterator[str]:
    for feed in folder.feeds:
        attributes = "".join(
            f' {name}="{_quoted(value)}"' for name, value in _attributes(feed, namespaces)
        )
        yield f"{indent}<outline{attributes}/>"
    for name, inner in folder.folders.items():
        yield f'{indent}<outline text="{_quoted(name.replace(SLASH, "/"))}">'
        yield from _outlines(inner, indent + "  ", namespaces)
        yield f"{indent}</outline>"


def _attributes(feed: Outline, namespaces: dict[str, str]) -> Iterator[tuple[str, str]]:
    extras = dict(feed.extras)
    yield "type", extras.pop("type", "rss")
    yield "text", feed.title
    yield "title", extras.pop("title", feed.title)
    yield "xmlUrl", feed.address
    if feed.site:
        yield "htmlUrl", feed.site
    plain = [tag for tag in feed.tags if "," not in tag]
    if plain:
        yield "category", ",".join(plain)
    if len(plain) < len(feed.tags):
        yield f"{_OURS}:tags", "\n".join(feed.tags)
    if feed.own_title:
        yield f"{_OURS}:title", feed.own_title
    for name, value in feed.settings:
        yield f"{_OURS}:{name}", value
    for name, value in extras.items():
        prefix, colon, _ = name.partition(":")
        wanted = extras.get(f"xmlns:{prefix}")
        known = not colon or (wanted is not None and namespaces.get(prefix) == wanted)
        if prefix != "xmlns" and known and _NAME.fullmatch(name):
            yield name, value


def _quoted(text: str) -> str:
    return html.escape(text).translate(_CONTROLS)
