"""Any query over any library finds what a plain reading of the language finds."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.document.model import Code, Document, Heading, Image, Paragraph, Text
from reader.library import conditions, leads, listings
from reader.library.library import Library
from reader.library.records import Arrived, Listing
from tests.library.make import now
from tests.library.plain_reading import (
    COUNTS,
    FEEDS,
    FLAGS,
    HOSTS,
    LANGUAGES,
    STATES,
    TAGS,
    WORDS,
    Asked,
    Piece,
    all_atoms,
    joined,
    negated,
    pieces,
    queries,
)

if TYPE_CHECKING:
    from pathlib import Path


MIDNIGHT = 54_400
"""Seconds from the midnight before to `NOW`."""


def many_pieces() -> list[Piece]:
    """Articles of every kind, some of them just at the edge of a month or of a minute."""
    chance = Random(7)

    def some(least: int, most: int) -> list[str]:
        return chance.choices(WORDS, k=chance.randint(least, most))

    found = [
        Piece(
            title=some(1, 4),
            author=some(0, 2),
            heading=some(0, 2),
            body=some(1, 8),
            feed=chance.randrange(len(FEEDS)),
            days=chance.randrange(900),
            language=chance.choice(LANGUAGES),
            host=chance.choice(HOSTS),
            state=chance.choice(STATES),
            filler=chance.choice((0, 0, *COUNTS)),
            code=chance.random() < 0.4,
            image=chance.random() < 0.4,
            read=chance.random() < 0.5,
            bookmarked=chance.random() < 0.4,
            noted=chance.random() < 0.4,
            hidden=chance.random() < 0.25,
            removed=chance.random() < 0.15,
            tags=set(chance.sample(TAGS, chance.randint(0, 2))),
        )
        for _ in range(60)
    ]
    for number, words in enumerate((115, 116, 345, 346, 575)):
        edge = found[number]
        edge.heading, edge.body, edge.filler, edge.code = [], ["lens"], words - 1, False
        edge.days, edge.second, edge.removed = (14, 45, 75, 106, 136)[number], MIDNIGHT, False
    return found


def put_on_shelf(library: Library, found: list[Piece]) -> None:
    """Put the articles into a library, and write down what it calls and counts them."""
    ids = [
        library.add_source(kind="feed", address=f"https://{n}.example", title=title, folder=folder)
        for n, (title, folder) in enumerate(FEEDS)
    ]
    for number, piece in enumerate(found):
        body = " ".join([*piece.body, *["filler"] * piece.filler])
        document = Document(
            title=" ".join(piece.title),
            blocks=(
                *((Heading(2, (Text(" ".join(piece.heading)),), "h"),) if piece.heading else ()),
                Paragraph((Text(body),)),
                *((Code(""),) if piece.code else ()),
                *((Image("", "https://example.org/i.png"),) if piece.image else ()),
            ),
            language=piece.language,
        )
        (kept,) = library.ingest(
            ids[piece.feed][0],
            [
                Arrived(
                    *(f"{number}", document, b"x", "text/plain"),
                    url=piece.url,
                    author=" ".join(piece.author) or None,
                    published=piece.at,
                    completeness=piece.state,
                )
            ],
        )
        piece.id = kept.article_id
    by = {
        name: [p.id for p in found if getattr(p, name)] for name in ("read", "bookmarked", "noted")
    }
    library.mark_read(by["read"])
    library.bookmark(by["bookmarked"])
    for number in by["noted"]:
        library.note(number, "a note")
    for tag in TAGS:
        library.tag(tag, [piece.id for piece in found if tag in piece.tags])
    with library._db.writing():
        for piece in found:
            if piece.hidden:
                library._db.run("UPDATE status SET hidden = 1 WHERE article_id = ?", piece.id)
    library.remove([piece.id for piece in found if piece.removed])
    for piece in found:
        headline = library.headline(piece.id)
        piece.words = headline.words if headline else 0


def answers(library: Library, query: str) -> list[tuple[int, ...]]:
    """All the ways in which a query can be asked, each the articles in their order."""
    everything = library.select(query, limit=100)
    paged = library.select(query, limit=3)
    while paged and (page := library.select(query, limit=3, after=paged[-1].key)):
        paged += page
    old = library.select(query, limit=100, sort="old")
    window = library.window(Listing("query", name=query), limit=100).headlines
    ways = [everything, paged, old[::-1], list(window)]
    return [tuple(one.id for one in way) for way in ways]


@pytest.fixture(params=[None, 2], ids=["few", "many"])
def patient(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `many`, three articles are as many as a million."""
    if request.param:
        for module in (conditions, leads):
            monkeypatch.setattr(module, "FEW", request.param)
        monkeypatch.setattr(conditions, "_ONE_BY_ONE", 1)
        monkeypatch.setattr(listings, "_FIRST", 2)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(pieces, min_size=1, max_size=14), st.lists(queries, min_size=6, max_size=12))
def test_a_query_finds_what_a_plain_reading_finds(
    patient: None,
    tmp_path_factory: pytest.TempPathFactory,
    found: list[Piece],
    asked: list[Asked],
) -> None:
    path: Path = tmp_path_factory.mktemp("any") / "library.db"
    with Library.open(path, now=now) as library:
        put_on_shelf(library, found)
        for query in asked:
            fitting = [
                piece
                for piece in found
                if not piece.removed and (query.hidden or not piece.hidden) and query.fits(piece)
            ]
            fitting.sort(key=lambda piece: (piece.at, piece.id), reverse=True)
            wanted = tuple(piece.id for piece in fitting)
            for way in answers(library, query.text):
                assert way == wanted, query.text
            assert library.count(Listing("query", name=query.text)) == len(wanted)
            unread = tuple(piece.id for piece in fitting if not piece.read)
            listing = Listing("query", name=query.text, unread_only=True)
            assert tuple(h.id for h in library.window(listing).headlines) == unread
            for sort in ("short", "long", "feed", "rank"):
                found_so = library.select(query.text, sort=sort, limit=100)
                assert sorted(h.id for h in found_so) == sorted(wanted), (sort, query.text)
            lengths = [h.words for h in library.select(query.text, sort="long")]
            assert lengths == sorted(lengths, reverse=True)
            assert library.among(query.text, [p.id for p in found]) == [
                p.id for p in found if not p.removed and query.fits(p)
            ]


def test_each_thing_that_can_be_asked_finds_what_a_plain_reading_finds(
    patient: None, tmp_path: Path
) -> None:
    found = many_pieces()
    read = FLAGS[1]
    word = next(one for one in all_atoms() if one.text == "lens")
    with Library.open(tmp_path / "library.db", now=now) as library:
        put_on_shelf(library, found)
        for one in all_atoms():
            for asked in (
                one,
                negated(one),
                joined([one, word], " ", all),
                joined([one, read], " OR ", any),
            ):
                fitting = [
                    piece
                    for piece in found
                    if not piece.removed
                    and (asked.hidden or not piece.hidden)
                    and asked.fits(piece)
                ]
                fitting.sort(key=lambda piece: (piece.at, piece.id), reverse=True)
                wanted = [piece.id for piece in fitting]
                assert [h.id for h in library.select(asked.text)] == wanted, asked.text
                assert [h.id for h in library.select(asked.text, limit=3)] == wanted[:3], asked.text
                assert library.count(Listing("query", name=asked.text)) == len(wanted), asked.text
