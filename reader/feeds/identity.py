"""Which entry of a feed is which article: the name that an entry keeps from one asking to the next.

It is the entry's id; else its link; else, where several entries share a link, link and date; else a
hash of title and text. It holds within its feed alone.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Final

from reader.feeds.tracking import same_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.feeds.entry import Entry

MOST_CHARACTERS: Final = 500
"""A longer name is told by its hash."""


def identities(entries: Sequence[Entry]) -> tuple[str, ...]:
    """The name of each entry; two have the same one only if they are the same entry.

    An id that several entries with different links carry names none of them, and a link that
    several carry needs their dates beside it.
    """
    ids = Counter(_ids_with_links(entries))
    links = Counter(same_place(entry.url) for entry in entries if entry.url and not entry.id)
    return tuple(_short(_identity(entry, ids, links)) for entry in entries)


def _ids_with_links(entries: Sequence[Entry]) -> list[str]:
    """Each id as often as there are different links, or texts, to it."""
    pairs = {(same_place(entry.id), _beside_id(entry)) for entry in entries if entry.id}
    return [one for one, _ in pairs]


def _beside_id(entry: Entry) -> str:
    """What tells apart two entries whose ids are the same by mistake."""
    return same_place(entry.url) if entry.url else _hash(entry)


def _identity(entry: Entry, ids: Counter[str], links: Counter[str]) -> str:
    if entry.id:
        name = same_place(entry.id)
        return name if ids[name] == 1 else f"{name} {_beside_id(entry)}"
    if not entry.url:
        return _hash(entry)
    link = same_place(entry.url)
    if links[link] == 1:
        return link
    date = entry.published if entry.published is not None else entry.updated
    return f"{link} {date if date is not None else _hash(entry)}"


def _hash(entry: Entry) -> str:
    """A name for what has neither id nor link, by its words; white space does not matter."""
    said = "\n".join(
        (" ".join(entry.title.split()), " ".join((entry.content or entry.summary).split()))
    )
    return f"hash:{_digest(said)}"


def _short(name: str) -> str:
    name = " ".join(name.split())
    return name if len(name) <= MOST_CHARACTERS else f"hash:{_digest(name)}"


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
