"""Where feeds are by custom: in the folder of a page, and on its host."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

USUAL: Final = (
    *("feed", "rss", "atom.xml", "index.xml", "feed.xml", "rss.xml", "feed.json", "atom"),
    *("feed.atom", "index.rss", "?feed=rss2", "?format=rss", "feeds/posts/default"),
    *("feeds/all.atom.xml", "blog/feed", "blog/index.xml", "blog/rss.xml", "blog/atom.xml"),
)
"""The names of such places, the commonest first."""

MOST_IN_FOLDER: Final = 7
"""How many of them are looked for in the folder of a page."""


def usual_places(address: str) -> Iterator[str]:
    """The addresses where a feed may be by custom: in the folder of a page, then on its host."""
    parts = urlsplit(address)
    root = f"{parts.scheme}://{parts.netloc}/"
    path = parts.path.rstrip("/")
    folders = [f"{root}{path.lstrip('/')}/"] if path and "." not in path.rpartition("/")[2] else []
    upper = urljoin(address, ".")
    if upper not in {root, *folders} and path.count("/") > 1 and not folders:
        folders.append(upper)
    given: set[str] = {address}
    for folder, names in [*((one, USUAL[:MOST_IN_FOLDER]) for one in folders), (root, USUAL)]:
        for name in names:
            place = urljoin(folder, name) if not name.startswith("?") else f"{folder}{name}"
            if place not in given:
                given.add(place)
                yield place
