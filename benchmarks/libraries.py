"""Make a library of synthetic articles: `python benchmarks/libraries.py PATH --articles 100000`.

The articles come in by the library's own door, so that what is measured on them is what a reader
would have. The same number and seed give the same library.
"""

from __future__ import annotations

import argparse
import random
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from reader.document.model import Document, Heading, Paragraph, Text
from reader.library import ingest, marks, opening
from reader.library.library import Library
from reader.library.preparing import prepare
from reader.library.records import Arrived

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.preparing import Prepared

EPOCH = 1_700_000_000
"""When the newest synthetic article came out, seconds since 1970."""

BATCH = 4000
"""Articles of one transaction."""

FORM = 3
"""Raised when the same number and seed give other articles than before."""

POOL = 20_000
"""How many of the documents differ."""

_COMMON = (
    "the of and to in a that it was for on with as by at from this which or an were are be had "
    "not but have they one all their there been when more no who out so said what up about into "
    "than only other time some could new these two may first then any like now such our over man"
)
_RARE = (
    "press column ink paper letter printer margin lamp harbour signal wire cable clock tower river "
    "bridge market garden winter summer orchard library archive index catalogue shelf reader page "
    "chapter heading footnote editor compositor foundry type metal wood engraving copper plate "
    "telegraph station operator message code key sounder relay battery cell current island coast "
    "ship voyage captain chart compass star planet orbit telescope lens glass mirror light shadow "
    "colour pigment canvas museum gallery council budget tariff treaty border railway engine steam "
    "boiler valve piston wheel axle track timetable carriage passenger luggage ticket platform "
    "kernel compiler terminal keyboard screen cursor buffer thread socket packet router protocol"
)


COMMONEST, RARE, PHRASE, SIGNS = "the", "zephyrine", '"movable type"', "望遠"
"""What may be looked for: a word of every article, one of every 5,000th, two of every 50th, and two
Chinese signs of every 25th."""

_HAN = "天地玄黄宇宙洪荒日月盈昃辰宿列張寒来暑往秋収冬蔵閏余成歳律呂調陽雲騰致雨"


def articles(count: int, seed: int = 1) -> Iterator[Arrived]:
    """Synthetic articles, newest first, a hundred to four hundred words each.

    Each ends with words of its own, of which a few are common and most are rare, as in life.
    """
    chance = random.Random(seed)
    invented = _invented(chance)
    paragraphs = [_paragraph(chance) for _ in range(600)]
    headings = [" ".join(chance.choices(_RARE.split(), k=3)).capitalize() for _ in range(200)]
    for number in range(count):
        blocks: list[Heading | Paragraph] = []
        for section in range(chance.randint(1, 3)):
            blocks.append(Heading(2, (Text(chance.choice(headings)),), f"section-{section}"))
            blocks += chance.choices(paragraphs, k=chance.randint(1, 3))
        title = " ".join(chance.choices(_RARE.split(), k=5)).capitalize()
        blocks.append(_ending(chance, number, invented))
        yield _article(number, title, blocks)


def _invented(chance: random.Random) -> list[str]:
    """Words that no language has, 20,000 of them."""
    parts = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "or", "is")]
    return ["".join(chance.choices(parts, k=chance.randint(2, 4))) for _ in range(20_000)]


def _ending(chance: random.Random, number: int, invented: list[str]) -> Paragraph:
    """The last paragraph: a word is as rare as its number in the list is high."""
    words = [invented[int(chance.paretovariate(0.6)) % len(invented)] for _ in range(15)]
    if number % 5000 == 100:
        words.append(RARE)
    if number % 50 == 3:
        words.append(PHRASE.strip('"'))
    if number % 25 == 7:
        words += [SIGNS + "鏡", *("".join(chance.choices(_HAN, k=12)) for _ in range(4))]
    return Paragraph((Text(" ".join(words).capitalize() + "."),))


def _article(number: int, title: str, blocks: list[Heading | Paragraph]) -> Arrived:
    """An article, an hour older than the one before."""
    return Arrived(
        identity=f"https://example.org/{number}",
        document=Document(title=title, blocks=tuple(blocks), language="en"),
        original=title.encode(),
        media_type="text/plain",
        url=f"https://example.org/{number}",
        author=None if number % 3 else "A. Compositor",
        published=EPOCH - 3600 * number,
    )


def _paragraph(chance: random.Random) -> Paragraph:
    words = chance.choices(_COMMON.split(), k=30) + chance.choices(_RARE.split(), k=12)
    chance.shuffle(words)
    return Paragraph((Text(" ".join(words).capitalize() + "."),))


def arriving(count: int, *, seed: int = 1, pool: int = POOL) -> Iterator[tuple[int, Prepared]]:
    """So many articles as the library's door prepares them, numbered, newest first.

    Beyond `pool` the documents come again, each with an identity, an address and a date of its own,
    in the source that it was in before: words are as rare among a million articles as among the
    first of them, and a document need not be packed and squeezed fifty times. None is likened to
    others: made of the same few hundred paragraphs, all of them would tell the same stories.
    """
    known: list[Prepared] = []
    for number, article in enumerate(articles(min(count, pool), seed)):
        known.append(prepare(article)._replace(likeness=None))
        yield number, known[-1]
    for number in range(pool, count):
        address = f"https://example.org/{number}"
        again = known[number % pool]
        yield (
            number,
            again._replace(identity=address, url=address, published=EPOCH - 3600 * number),
        )


def make(path: Path, count: int, *, sources: int = 20, seed: int = 1, pool: int = POOL) -> None:
    """Fill a library with `count` articles from so many sources; nine in ten are read.

    `pool`, a multiple of `sources` and of 5,000, is how many of the documents differ. What is
    written is what the library's door writes, in fewer transactions and without waiting for the
    disk; a test holds the two to each other.
    """
    with Library.open(path, updates=True, now=lambda: float(EPOCH)) as library:
        ids = [
            library.add_source(
                kind="feed",
                address=f"https://example.org/feed-{number}",
                title=f"Feed {number + 1}",
                folder=f"Folder {number % 4 + 1}" if number % 5 else None,
            )[0]
            for number in range(sources)
        ]
    db = opening.connect(path, create=False, updates=True, patience=5.0)
    for pragma in ("synchronous = OFF", "cache_size = -200000", "wal_autocheckpoint = 20000"):
        db.run(f"PRAGMA {pragma}")
    coming = arriving(count, seed=seed, pool=pool)
    chance = random.Random(seed)
    while batch := list(islice(coming, BATCH)):
        with db.writing():
            kept = []
            for place, source in enumerate(ids):
                share = [(one, None) for number, one in batch if number % sources == place]
                kept += ingest.keep(db, EPOCH, ingest.shelter(db, source), share)
            read = [k.article_id for k in kept if chance.random() < 0.9]
            marks.mark(db, EPOCH, read, read=True)
    for statement in ("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA optimize"):
        db.rows(statement)
    db.close()


def main() -> None:
    """Make a library and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--sources", type=int, default=20)
    given = parser.parse_args()
    start = time.perf_counter()
    make(given.path, given.articles, sources=given.sources)
    size = given.path.stat().st_size / 1_048_576
    spent = time.perf_counter() - start
    print(f"{given.articles} articles in {spent:.1f} s, {size:.0f} MB: {given.path}")


if __name__ == "__main__":
    main()
