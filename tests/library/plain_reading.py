"""Any articles, and any queries with what they mean by a plain reading of the language.

Nothing here knows of SQL, of the index or of the tree: a meaning is asked of one article after the
other.
"""

from __future__ import annotations

import itertools
import re
import time
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from tests.library.make import DAY, NOW

if TYPE_CHECKING:
    from collections.abc import Callable

WORDS = (
    *("lens", "lenses", "light", "Light", "glass", "café", "cafe", "naïve", "Ärger", "arger"),
    *("望遠鏡", "遠", "文章", "鏡台", "новый", "x1"),
)
SHORT = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
FEEDS = (("Physics Today", "Science"), ("LWN.net weekly", "Science/Computers"), ("Äpfel", None))
TAGS = ("later", "work", "work/now", "work/now/today", "workshop")
LANGUAGES = ("en", "en-GB", "de", None)
HOSTS = ("example.org", "www.example.org", "example.org.evil.net", "news.co.uk", "lwn.net:8080")
STATES = ("full", "teaser", "link only", "failed")
COUNTS = (1, 3, 115, 116, 345, 800)


@dataclass
class Piece:
    """An article as the evaluator knows it."""

    title: list[str]
    author: list[str]
    heading: list[str]
    body: list[str]
    feed: int
    days: int
    language: str | None
    host: str
    state: str
    filler: int
    code: bool
    image: bool
    read: bool
    bookmarked: bool
    noted: bool
    hidden: bool
    removed: bool
    tags: set[str]
    second: int = 7
    id: int = 0
    words: int = 0

    @property
    def url(self) -> str:
        return f"https://{self.host}/story?n={self.days}"

    @property
    def at(self) -> int:
        return NOW - self.days * DAY - self.second

    def columns(self, name: str) -> list[str]:
        text = [*self.heading, *self.body, *["filler"] * self.filler]
        parts = {"title": self.title, "author": self.author, "section": self.heading, "text": text}
        return [" ".join(parts[one]) for one in (parts if name == "any" else [name])]


pieces = st.builds(
    Piece,
    title=SHORT,
    author=st.lists(st.sampled_from(WORDS), max_size=2),
    heading=st.lists(st.sampled_from(WORDS), max_size=2),
    body=st.lists(st.sampled_from(WORDS), min_size=1, max_size=8),
    feed=st.sampled_from(range(len(FEEDS))),
    days=st.integers(0, 900),
    language=st.sampled_from(LANGUAGES),
    host=st.sampled_from(HOSTS),
    state=st.sampled_from(STATES),
    filler=st.sampled_from((0, 0, *COUNTS)),
    code=st.booleans(),
    image=st.booleans(),
    read=st.booleans(),
    bookmarked=st.booleans(),
    noted=st.booleans(),
    hidden=st.sampled_from((False, False, False, True)),
    removed=st.sampled_from((False, False, False, False, True)),
    tags=st.sets(st.sampled_from(TAGS), max_size=2),
)


@dataclass
class Asked:
    """A query with its meaning."""

    text: str
    fits: Callable[[Piece], bool] = field(repr=False)
    hidden: bool = False


# -- the meaning of words ------------------------------------------------------------------------

HAN = "\u4e00-\u9fff"


def plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", parts))


def plain_words(text: str) -> list[str]:
    """Words, and between them the runs of Han, of which neighbours are one run."""
    text = re.sub(f"(?<=[{HAN}]) (?=[{HAN}])", "", plain(text))
    return re.findall(f"[{HAN}]+|[^\\W_{HAN}]+", text)


def word(text: str, *, prefix: bool = False, column: str = "any") -> Callable[[Piece], bool]:
    wanted = plain_words(text)

    def is_it(found: str, number: int) -> bool:
        looked_for = wanted[number]
        if re.match(f"[{HAN}]", looked_for):
            return looked_for in found
        last = number == len(wanted) - 1
        return found.startswith(looked_for) if prefix and last else found == looked_for

    def fits(piece: Piece) -> bool:
        for text in piece.columns(column):
            found = plain_words(text)
            for start in range(len(found) - len(wanted) + 1):
                if all(is_it(found[start + n], n) for n in range(len(wanted))):
                    return True
        return False

    return fits


def near(texts: list[str], distance: int, column: str) -> Callable[[Piece], bool]:
    wanted = list(dict.fromkeys(plain(text) for text in texts))

    def fits(piece: Piece) -> bool:
        for text in piece.columns(column):
            found = indexed_words(text)
            places = [[n for n, one in enumerate(found) if one == each] for each in wanted]
            for chosen in itertools.product(*places):
                if max(chosen) - min(chosen) <= distance + 1:
                    return True
        return False

    return fits


def indexed_words(text: str) -> list[str]:
    """Words as distances count them: each letter of Han is one."""
    return [w for one in plain_words(text) for w in (one if re.match(f"[{HAN}]", one) else [one])]


# -- queries --------------------------------------------------------------------------------------

SPACED = tuple(one for one in WORDS if not re.match(f"[{HAN}]", one))
PREFIXES = ("len", "li", "ca", "a", "нов", "x")
COLUMNS = st.sampled_from(("any", "any", "title", "author", "section", "text"))


def in_column(column: str, text: str) -> str:
    return text if column == "any" else f"{column}:{text}"


def flag(name: str, of: Callable[[Piece], bool]) -> Asked:
    return Asked(f"is:{name}", of, hidden=name == "hidden")


def covers(piece: Piece, tag: str) -> bool:
    return any(one == tag or one.startswith(f"{tag}/") for one in piece.tags)


def minutes(piece: Piece) -> int:
    return round(piece.words / 230)


FLAGS = (
    flag("unread", lambda p: not p.read),
    flag("read", lambda p: p.read),
    flag("bookmarked", lambda p: p.bookmarked),
    flag("annotated", lambda p: p.noted),
    flag("hidden", lambda p: p.hidden),
    flag("full", lambda p: p.state == "full"),
    flag("teaser", lambda p: p.state in {"teaser", "link only"}),
    flag("link-only", lambda p: p.state == "link only"),
    flag("failed", lambda p: p.state == "failed"),
    flag("read,bookmarked", lambda p: p.read or p.bookmarked),
    Asked("has:note", lambda p: p.noted),
    Asked("has:code", lambda p: p.code),
    Asked("has:image", lambda p: p.image),
    Asked("has:audio", lambda _: False),
    Asked("has:image,code", lambda p: p.image or p.code),
    Asked("tag:work", lambda p: covers(p, "work")),
    Asked("tag:work/now", lambda p: covers(p, "work/now")),
    Asked("tag:LATER", lambda p: "later" in p.tags),
    Asked("tag:nothing", lambda _: False),
    Asked('feed:"physics t"', lambda p: p.feed == 0),
    Asked('feed:"LWN.net"', lambda p: p.feed == 1),
    Asked("feed:äpfel", lambda p: p.feed == 2),
    Asked("feed:1", lambda p: p.feed == 0),
    Asked("feed:e", lambda p: p.feed in {1, 2}),
    Asked("folder:science", lambda p: p.feed in {0, 1}),
    Asked("folder:Science/Computers", lambda p: p.feed == 1),
    Asked("folder:sci", lambda _: False),
    Asked("lang:en", lambda p: p.language in {"en", "en-GB"}),
    Asked("lang:en-gb", lambda p: p.language == "en-GB"),
    Asked("lang:de,en", lambda p: p.language is not None),
    Asked("lang:e", lambda _: False),
    Asked("site:example.org", lambda p: "example.org" in p.host),
    Asked("site:www.example.org", lambda p: p.host == "www.example.org"),
    Asked("site:org", lambda p: "org" in p.host.split(".")),
    Asked("site:lwn.net", lambda p: p.host.startswith("lwn")),
    Asked("site:example", lambda p: "example" in p.host),
    Asked("url:ORG/story", lambda p: "org/story" in p.url),
    Asked("url:n=4", lambda p: "n=4" in p.url),
    Asked("url:n_4", lambda _: False),
)

SIGNS: dict[str, Callable[[int, int], bool]] = {
    "": lambda a, b: a == b,
    "=": lambda a, b: a == b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
}


@st.composite
def atoms(draw: st.DrawFn) -> Asked:
    column = draw(COLUMNS)
    match draw(
        st.sampled_from(("word", "phrase", "prefix", "near", "flag", "flag", "date", "long"))
    ):
        case "word":
            text = draw(st.sampled_from(WORDS))
            return Asked(in_column(column, text), word(text, column=column))
        case "phrase":
            text = " ".join(draw(st.lists(st.sampled_from(SPACED), min_size=1, max_size=3)))
            prefix = draw(st.booleans())
            star = "*" if prefix else ""
            fits = word(text, column=column, prefix=prefix)
            return Asked(in_column(column, f'"{text}"{star}'), fits)
        case "prefix":
            text = draw(st.sampled_from(PREFIXES))
            return Asked(in_column(column, f"{text}*"), word(text, prefix=True, column=column))
        case "near":
            texts = draw(st.lists(st.sampled_from(SPACED), min_size=2, max_size=3))
            if len({plain(text) for text in texts}) < 2:
                texts = ["lens", "light"]
            distance = draw(st.integers(0, 4))
            fits = near(texts, distance, column)
            return Asked(in_column(column, f'"{" ".join(texts)}"~{distance}'), fits)
        case "date":
            return draw(dates())
        case "long":
            return draw(lengths())
        case _:
            return draw(st.sampled_from(FLAGS))


@st.composite
def dates(draw: st.DrawFn) -> Asked:
    name = draw(st.sampled_from(("after", "before", "newer", "older")))
    if name in {"newer", "older"}:
        days = draw(st.integers(300, 1800))

        def younger(piece: Piece) -> bool:
            return piece.at >= int(time.time()) - days * DAY

        return Asked(f"{name}:{days}d", younger if name == "newer" else lambda p: not younger(p))
    year, month = draw(st.integers(2022, 2026)), draw(st.integers(1, 12))
    start = time.mktime((year, month, 1, 0, 0, 0, 0, 0, -1))

    def since(piece: Piece) -> bool:
        return piece.at >= start

    text = f"{name}:{year}-{month:02}"
    return Asked(text, since if name == "after" else lambda p: not since(p))


@st.composite
def lengths(draw: st.DrawFn) -> Asked:
    in_minutes = draw(st.booleans())
    name = "minutes" if in_minutes else "words"
    numbers = st.integers(0, 4) if in_minutes else st.sampled_from((0, 5, *COUNTS))
    number = draw(numbers)

    def long(piece: Piece) -> int:
        return minutes(piece) if in_minutes else piece.words

    if draw(st.booleans()):
        most = number + draw(numbers)
        return Asked(f"{name}:{number}..{most}", lambda p: number <= long(p) <= most)
    sign = draw(st.sampled_from(list(SIGNS)))
    return Asked(f"{name}:{sign}{number}", lambda p: SIGNS[sign](long(p), number))


def joined(parts: list[Asked], sign: str, every: Callable[[Any], bool]) -> Asked:
    text = sign.join(f"({one.text})" if " " in one.text else one.text for one in parts)
    hidden = any(one.hidden for one in parts)
    return Asked(text, lambda piece: every(one.fits(piece) for one in parts), hidden)


def negated(one: Asked) -> Asked:
    return Asked(f"-({one.text})", lambda piece: not one.fits(piece), one.hidden)


queries = st.recursive(
    atoms(),
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: joined(parts, " ", all)),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: joined(parts, " OR ", any)),
        inner.map(negated),
    ),
    max_leaves=6,
)


# -- one library, and all atoms -------------------------------------------------------------------


def all_atoms() -> list[Asked]:
    """Every flag, every length and date near an edge, and words in every way and column."""
    found = [*FLAGS, *(_long("words", sign, number) for sign in SIGNS for number in (115, 345))]
    for column in ("any", "title", "author", "section", "text"):
        found += [Asked(in_column(column, one), word(one, column=column)) for one in WORDS]
        found += [
            Asked(in_column(column, f"{one}*"), word(one, prefix=True, column=column))
            for one in PREFIXES
        ]
    for column in ("any", "text"):
        for one, other in itertools.pairwise(("lens", "light", "glass", "cafe", "новый")):
            both = f"{one} {other}"
            found.append(Asked(in_column(column, f'"{both}"'), word(both, column=column)))
            found += [
                Asked(in_column(column, f'"{both}"~{n}'), near([one, other], n, column))
                for n in (0, 1, 3)
            ]
    found += [_long("minutes", sign, number) for sign in SIGNS for number in (1, 2, 3)]
    for year, month in ((2025, 1), (2025, 2), (2025, 5), (2025, 6)):
        found += [_since("after", year, month), _since("before", year, month)]
    return found


def _long(name: str, sign: str, number: int) -> Asked:
    def fits(piece: Piece) -> bool:
        return SIGNS[sign](minutes(piece) if name == "minutes" else piece.words, number)

    return Asked(f"{name}:{sign}{number}", fits)


def _since(name: str, year: int, month: int) -> Asked:
    start = time.mktime((year, month, 1, 0, 0, 0, 0, 0, -1))

    def fits(piece: Piece) -> bool:
        return (piece.at >= start) == (name == "after")

    return Asked(f"{name}:{year}-{month:02}", fits)
