"""All that is computed of an article before it is written, in whatever process there is time.

What comes out is small plain values: it can be pickled into the process that writes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from reader.document.codec import pack
from reader.library import stored
from reader.library.contents import contents
from reader.library.index import Indexed, headings_of, indexed
from reader.library.likeness import address_bits, likeness

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.records import Arrived

_TITLE_LENGTH = 80
"""The most characters of its text that stand in for a missing title."""


class Prepared(NamedTuple):
    """An article that came in, ready to be written.

    `title` is never empty; `titled`: it is the article's own, not the first words of its text.
    `has` are the bits of `contents`; `likeness` and `address` those of the module `likeness`.
    """

    identity: str
    title: str
    titled: bool
    author: str | None
    language: str | None
    url: str | None
    canonical: str | None
    published: int | None
    updated: int | None
    categories: tuple[str, ...]
    words: int
    has: int
    completeness: str
    evidence: str
    digest: str
    fingerprint: str
    indexed: Indexed
    squeezed: stored.Squeezed
    media_type: str
    likeness: int | None = None
    address: int | None = None


def prepare(
    arrived: Arrived,
    essence: Callable[[str, str], str] | None = None,
    same_place: Callable[[str], str] | None = None,
) -> Prepared:
    """Compute what is to be stored of an article.

    `essence`: what makes its digest of title and text; None: all but their white space.
    `same_place`: how addresses are written to be compared.
    """
    document = arrived.document
    packed = pack(document)
    text = packed.text
    title = title_of(document.title, text)
    author = arrived.author or document.byline
    words = indexed(title, author, headings_of(packed.outline), text)
    address = arrived.canonical or arrived.url
    return Prepared(
        identity=arrived.identity,
        title=title,
        titled=bool(document.title.strip()),
        author=author,
        language=document.language,
        url=arrived.url,
        canonical=arrived.canonical,
        published=arrived.published,
        updated=arrived.updated,
        categories=arrived.categories,
        words=packed.words,
        has=contents(document.blocks),
        completeness=arrived.completeness,
        evidence=arrived.evidence,
        digest=(essence or digest_of)(title, text),
        fingerprint=arrived.fingerprint or _digest(arrived.original),
        indexed=words,
        squeezed=stored.squeeze(packed, arrived.original),
        media_type=arrived.media_type,
        likeness=likeness(words.body),
        address=address_bits(same_place(address) if address and same_place else address),
    )


def title_of(title: str, text: str) -> str:
    """The title, or for an empty one the first words of the text, or "Untitled"."""
    title = " ".join(title.split())
    if title:
        return title
    start = " ".join(text[: 4 * _TITLE_LENGTH].split())
    if len(start) <= _TITLE_LENGTH:
        return start or "Untitled"
    cut = start[:_TITLE_LENGTH].rsplit(" ", 1)[0]
    return f"{cut}…"


def digest_of(title: str, text: str) -> str:
    """What tells a changed article from the same one: title and text without white space."""
    bare = "".join(title.split()) + "\n" + "".join(text.split())
    return _digest(bare.encode("utf-8", "replace"))


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=16).hexdigest()
