"""Places: a spot in an article that finds its words again after the text has changed."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

import msgspec

from reader.document.outline import section_at
from reader.document.quotation import MOST_EXACT, Match, Quotation, exact, near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.outline import Section

SPOT: Final = 64
"""Characters that a spot without length is known by, at least."""

AROUND: Final = 32
"""Characters before and after that are kept."""

WHOLE: Final = 300
"""Characters of a stretch that are kept whole; of a longer one its two ends."""

HALF: Final = WHOLE // 2

_TELLING: Final = 16
"""Characters of a quotation that hardly stand somewhere else by chance."""


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A spot in a canonical text, or from `length` > 0 a stretch of it.

    `offset` and `length` in code points. `section` is the slug of the section it was in ("" before
    the first). `quote` are the words at the spot (of a stretch: all of them up to 300 characters,
    else the first and last 150), `prefix` and `suffix` the up to 32 characters around. `text_hash`
    is of the whole canonical text that it was made in, `alike` how often the quote stood in it.
    """

    offset: int
    length: int
    section: str
    quote: str
    prefix: str
    suffix: str
    text_hash: str
    alike: int = 1


class Found(NamedTuple):
    """Where a place is now. `exact`: its words stand there as they were."""

    offset: int
    length: int
    exact: bool


def text_hash(text: str) -> str:
    """The hash of a canonical text: BLAKE2b of its UTF-8, 16 bytes, in hexadecimal."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def make(text: str, sections: Sequence[Section], offset: int, length: int = 0) -> Place:
    """The place at an offset of a canonical text, or of a stretch of it from there.

    Offset and length are brought inside the text.
    """
    offset = min(max(offset, 0), len(text))
    length = min(max(length, 0), len(text) - offset)
    quote = _stretch(text, offset, length) if length else _spot(text, offset)
    end = offset + (length or len(quote))
    section = section_at(sections, offset)
    return Place(
        offset=offset,
        length=length,
        section=section.slug if section else "",
        quote=quote,
        prefix=text[max(0, offset - AROUND) : offset],
        suffix=text[end : end + AROUND],
        text_hash=text_hash(text),
        alike=max(1, text.count(quote[:HALF] if length > WHOLE else quote)) if quote else 1,
    )


def _stretch(text: str, offset: int, length: int) -> str:
    if length <= WHOLE:
        return text[offset : offset + length]
    return text[offset : offset + HALF] + text[offset + length - HALF : offset + length]


def _spot(text: str, offset: int) -> str:
    """The words at an offset: as few as tell the spot from all others, if any do."""
    quote = ""
    for size in (SPOT, 2 * SPOT, WHOLE):
        quote = text[offset : offset + size]
        blank = max(quote.rfind(" "), quote.rfind("\n"))
        if len(quote) == size and blank > size // 2:
            quote = quote[:blank]
        quote = quote.rstrip()
        if text.count(quote) == 1:
            break
    return quote


def find(
    place: Place, text: str, sections: Sequence[Section], text_hash: str | None = None
) -> Found | None:
    """Where the place is in a text, which may be another than it was made in; None: an orphan.

    `text_hash` saves computing it. In the same text it is where it was; else where its words stand,
    told from their like by what is around them; else where most of them stand, in its section
    rather than elsewhere. It is never put where its words are not.
    """
    if (text_hash or _hash_of(text)) == place.text_hash:
        return Found(place.offset, place.length, exact=True)
    if place.length > WHOLE:
        return _long_found(place, text, sections)
    match = _match(place, Quotation(place.prefix, place.quote, place.suffix), text, sections)
    if match is None:
        return None
    return Found(match.start, match.end - match.start if place.length else 0, match.likeness == 1.0)


def _match(
    place: Place, quotation: Quotation, text: str, sections: Sequence[Section]
) -> Match | None:
    """The match of a quotation that is surely the place's own."""

    def rank(match: Match) -> tuple[float, bool, int]:
        section = section_at(sections, match.start)
        same = (section.slug if section else "") == place.section
        likely = round(2 * match.likeness + match.context, 1)
        return likely, same, -abs(match.start - place.offset)

    matches = exact(quotation, text)
    if matches and len(matches) < MOST_EXACT:
        best = max(matches, key=rank)
        if best.context >= _needed_context(place, quotation, len(matches)):
            return best
    best_near = max(near(quotation, text), key=rank, default=None)
    if best_near and _is_like(best_near):
        return best_near
    return None


def _needed_context(place: Place, quotation: Quotation, found: int) -> float:
    """How much of the context must agree before the same words are taken to be the same place."""
    if place.alike > 1:
        return 0.3 if found >= place.alike else 0.5
    return 0.0 if len(quotation.words) >= _TELLING else 0.3


def _is_like(match: Match) -> bool:
    """Whether enough of the words is there: the less, the more of the context must be."""
    return match.likeness >= 0.5 and match.likeness + match.context / 2 >= 0.9


def _long_found(place: Place, text: str, sections: Sequence[Section]) -> Found | None:
    """A long stretch, by its two ends: from one to the other, or as much as one of them tells."""
    head = _match(place, Quotation(place.prefix, place.quote[:HALF], ""), text, sections)
    tail = _match(place, Quotation("", place.quote[HALF:], place.suffix), text, sections)
    if head and tail and head.start < tail.end <= head.start + 2 * place.length:
        whole = tail.end - head.start
        same = head.likeness == tail.likeness == 1.0 and whole == place.length
        return Found(head.start, whole, same)
    if head:
        return Found(head.start, min(place.length, len(text) - head.start), exact=False)
    if tail:
        start = max(0, tail.end - place.length)
        return Found(start, tail.end - start, exact=False)
    return None


_hash_of = text_hash
