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

AROUND: Final = 128
"""Characters before and after that are kept."""

WHOLE: Final = 600
"""Characters of a stretch that are kept whole; of a longer one its two ends."""

PART: Final = 150
"""Characters that are looked for at once; a longer quotation is looked for in parts."""

_TELLING: Final = 16
"""Characters of a quotation that hardly stand somewhere else by chance."""

_LEAST: Final = 0.45
"""The share of a quotation's words that must be there."""

_LIKELY: Final = 0.7
"""The score below which a match is chance."""

_BESIDE: Final = 0.3
"""The share of the context that words must have which stand in many a place."""

_AMID: Final = 0.5
"""The share of the context that tells a place from one that is more like it."""

_MARGIN: Final = 0.05
"""By how much a match must differ from what the place could be taken for."""

_CLEAR: Final = 0.2
"""By how much a match must be better than what else the place could be taken for."""

_HARDLY: Final = 0.15
"""The share of the context that even a match needs that is not quite alike."""

_BEGUN: Final = 0.3
"""The share of a spot's words, and of those around, with which its beginning stands apart."""

_TORN: Final = 0.4
"""The same for a part of a stretch."""

_OWN: Final = 0.6
"""The share of the context that tells a place even from its twin."""

_ALMOST: Final = 0.9
"""The share of a quotation's words from which on it is hardly changed."""


class Rival(NamedTuple):
    """What else in a text a quotation could be taken for.

    `twins` tells how often its words stood there; `twin` the context of the best other one, and
    `score` the score of the likest other match; see `quotation.Match`.
    """

    twins: int = 1
    twin: float = 0.0
    score: float = 0.0


class Place(msgspec.Struct, frozen=True, array_like=True):
    """A spot in a canonical text, or from `length` > 0 a stretch of it.

    `offset` and `length` in code points. `section` is the slug of the section it was in ("" before
    the first). `quote` are the words at the spot (of a stretch: all of them up to 600 characters,
    else the first and last 300), `prefix` and `suffix` the up to 128 characters around. `text_hash`
    is of the whole canonical text that it was made in. `rivals` tells of each part of the quote
    what else in that text it could be taken for.
    """

    offset: int
    length: int
    section: str
    quote: str
    prefix: str
    suffix: str
    text_hash: str
    rivals: tuple[Rival, ...] = ()


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
    around = Quotation(text[max(0, offset - AROUND) : offset], quote, text[end : end + AROUND])
    return Place(
        offset=offset,
        length=length,
        section=section.slug if section else "",
        quote=quote,
        prefix=around.prefix,
        suffix=around.suffix,
        text_hash=text_hash(text),
        rivals=_rivals(around, text, offset),
    )


def _rivals(quotation: Quotation, text: str, offset: int) -> tuple[Rival, ...]:
    """The rivals of each part of a quotation that stands at an offset."""
    rivals = []
    start = offset
    for part in _parts(quotation):
        apart = len(part.words) // 2
        twins = exact(part, text)
        likes = near(part, text)
        twin = max((m.context for m in twins if abs(m.start - start) > apart), default=0.0)
        score = max((m.score for m in likes if abs(m.start - start) > apart), default=0.0)
        rivals.append(Rival(len(twins), round(twin, 3), round(score, 3)))
        start += len(part.words)
    return tuple(rivals)


def _parts(quotation: Quotation) -> list[Quotation]:
    """A quotation in parts short enough to be looked for at once, each with what is around it."""
    words = quotation.words
    if len(words) <= 2 * PART:
        return [quotation]
    whole = quotation.prefix + words + quotation.suffix
    first = len(quotation.prefix)
    ends = [*range(PART, len(words) - PART // 2, PART), len(words)]
    parts = []
    begin = 0
    for end in ends:
        left, right = first + begin, first + end
        before, after = whole[max(0, left - AROUND) : left], whole[right : right + AROUND]
        parts.append(Quotation(before, words[begin:end], after))
        begin = end
    return parts


def _stretch(text: str, offset: int, length: int) -> str:
    if length <= WHOLE:
        return text[offset : offset + length]
    half = WHOLE // 2
    return text[offset : offset + half] + text[offset + length - half : offset + length]


def _spot(text: str, offset: int) -> str:
    """The words at an offset: as few as tell the spot from all others, if any do."""
    quote = ""
    for size in (SPOT, 2 * SPOT, 2 * PART):
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
    parts = _parts(Quotation(place.prefix, place.quote, place.suffix))
    if len(parts) > 1:
        return _stretch_found(place, parts, text, sections)
    match = _match(place, parts[0], _rival(place, 0), text, sections)
    if match is None:
        return None
    return Found(match.start, match.end - match.start if place.length else 0, match.likeness == 1.0)


def _rival(place: Place, part: int) -> Rival:
    return place.rivals[part] if part < len(place.rivals) else Rival()


def _match(
    place: Place, quotation: Quotation, rival: Rival, text: str, sections: Sequence[Section]
) -> Match | None:
    """The match of a quotation that is surely the place's own."""

    def rank(match: Match) -> tuple[float, bool, int]:
        section = section_at(sections, match.start)
        same = (section.slug if section else "") == place.section
        return round(match.score, 1), same, -abs(match.start - place.offset)

    matches = exact(quotation, text)
    if matches and len(matches) < MOST_EXACT:
        same = max(matches, key=rank)
        clear = rival.score < _LIKELY or same.context >= _AMID
        if clear and same.context >= _needed_context(quotation, rival, len(matches)):
            return None if _is_doubtful(same, matches) else same
    least = 0.0 if len(quotation.words) >= _TELLING else _BESIDE
    likes = near(quotation, text, spot=not place.length)
    likely = [
        m
        for m in likes
        if m.likeness >= _LEAST and m.score >= _LIKELY and m.context >= _asked(m, least)
    ]
    strange = [m for m in likely if abs(m.score - rival.score) > _MARGIN]
    # Where the rival itself is still to be seen, what is less like than it may be the place.
    seen = len(strange) < len(likely)
    able = [m for m in strange if m.score > rival.score or (seen and m.context >= _AMID)]
    best = max(able, key=rank, default=None)
    if best is None or _is_doubtful(best, likely) or _is_torn(best, likes, spot=not place.length):
        return None
    if rival.score >= _AMID and best.score < rival.score + _CLEAR and best.context < _OWN:
        return None
    return None if best.likeness < _LIKELY and _repeats(quotation) else best


def _asked(match: Match, least: float) -> float:
    """How much of the context a match needs: the more, the less like it is."""
    return max(least, _HARDLY if match.likeness < _ALMOST else 0.0)


def _is_torn(best: Match, matches: Sequence[Match], *, spot: bool) -> bool:
    """Whether another part of the quotation stands elsewhere, among what was around it.

    Of a spot only its beginning counts.
    """
    if best.begins if spot else (best.likeness >= _ALMOST and best.context >= _AMID):
        return False
    part = _BEGUN if spot else _TORN
    return any(
        min(other.likeness, other.context) >= part and (other.begins or not spot)
        for other in matches
        if other.end <= best.start or other.start >= best.end
    )


def _repeats(quotation: Quotation) -> bool:
    """Whether some of the first words of a quotation stand beside it again."""
    around = quotation.prefix + "\n" + quotation.suffix
    starts = range(0, min(len(quotation.words), SPOT) - _TELLING + 1, _TELLING)
    return any(quotation.words[start : start + _TELLING] in around for start in starts)


def _is_doubtful(best: Match, matches: Sequence[Match]) -> bool:
    """Whether another match is as good as the best one, so that either may be the place."""
    return any(
        other.score > best.score - _MARGIN
        for other in matches
        if other.end <= best.start or other.start >= best.end
    )


def _needed_context(quotation: Quotation, rival: Rival, found: int) -> float:
    """How much of the context must agree before the same words are taken to be the same place."""
    if found < rival.twins:
        return rival.twin + _MARGIN
    return _BESIDE if rival.twins > 1 or len(quotation.words) < _TELLING else 0.0


def _stretch_found(
    place: Place, parts: Sequence[Quotation], text: str, sections: Sequence[Section]
) -> Found | None:
    """A long stretch by its parts: from the first to the last of those that still follow up."""
    found = [
        _match(place, part, _rival(place, number), text, sections)
        for number, part in enumerate(parts)
    ]
    matches = [match for match in found if match]
    chains = [_following(matches[first:], place.length) for first in range(len(matches))]
    kept = max(chains, key=lambda chain: sum(match.score for match in chain), default=None)
    if kept is None:
        return None
    start, end = kept[0].start, kept[-1].end
    whole = all(match and match.likeness == 1.0 for match in found)
    return Found(start, end - start if place.length else 0, whole and end - start == place.length)


def _following(matches: Sequence[Match], length: int) -> list[Match]:
    """The first match, and those after it that stand behind one another and not far off."""
    chain = [matches[0]]
    for match in matches[1:]:
        if chain[-1].start < match.end <= chain[-1].end + 2 * length:
            chain.append(match)
    return chain


_hash_of = text_hash
