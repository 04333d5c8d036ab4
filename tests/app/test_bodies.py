"""Teasers and whole articles: marked in the list, said at the end, fetched, and switched."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from reader.app.cells import ASCII, UNICODE, headline_cell
from reader.app.completeness import said_at_end, state_of
from reader.document.model import Document
from reader.library.library import Library
from reader.library.records import Article, Headline
from reader.typeset.width import cells
from tests.app.feeding import TEASER, WHOLE, Gate, page, serve
from tests.app.papers import NOW, arrived
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from reader.app.cells import Row
    from reader.library.records import BodyKind
    from tests.app.sitting import Sitting

PLAIN = Headline(
    id=1,
    title="The mill",
    source="Valley News",
    source_id=1,
    author=None,
    url="https://valley.example/1",
    published=NOW,
    sort_date=NOW,
    words=460,
    language="en",
    read=False,
    bookmarked=False,
    noted=False,
    progress=None,
)


def _text(rows: list[Row] | tuple[Row, ...]) -> list[str]:
    return ["".join(text for text, _ in row) for row in rows]


@pytest.mark.parametrize(
    ("state", "sign", "plain", "word"),
    [
        ("teaser", "◌", "/", "teaser"),
        ("link only", "→", "@", "link only"),
        ("failed", "!", "!", "not fetched"),
    ],
)
def test_what_is_not_whole_bears_a_sign_and_a_word(
    state: str, sign: str, plain: str, word: str
) -> None:
    headline = PLAIN._replace(completeness=state)
    roomy = _text(headline_cell(headline, 48, two_lines=True, now=NOW))
    assert f"{sign} {word}" in roomy[1]
    for width in (26, 40, 60, 100):
        (row,) = _text(headline_cell(headline, width, two_lines=False, now=NOW))
        assert sign in row
        assert cells(row) == width
        (row,) = _text(headline_cell(headline, width, two_lines=False, now=NOW, glyphs=ASCII))
        assert plain in row
        assert row.isascii()


def test_ages_stand_in_one_column_whether_or_not_an_article_is_whole() -> None:
    for width in (40, 60, 100):
        whole, part = (
            _text(headline_cell(one, width, two_lines=False, now=NOW + 7200, glyphs=UNICODE))[0]
            for one in (PLAIN, PLAIN._replace(completeness="teaser"))
        )
        assert whole.index("2h") == part.index("2h")


def _article(
    completeness: str, *bodies: BodyKind, body: BodyKind = "feed", url: str | None = PLAIN.url
) -> Article:
    headline = PLAIN._replace(completeness=completeness, body=body, url=url)
    document = Document(title="The mill", blocks=())
    return Article(
        headline,
        document,  # type: ignore[arg-type]
        NOW,
        (),
        1,
        completeness,
        evidence="It wants a login.",
        bodies=bodies,
    )


@pytest.mark.parametrize(
    ("article", "said"),
    [
        (_article("full", "feed"), []),
        (
            _article("teaser", "feed"),
            [
                "─────",
                "This is only the beginning of the article.",
                "fetch fetches the whole article",
                "browser opens its page in the browser",
            ],
        ),
        (
            _article("link only", "feed", url=None),
            ["─────", "There is only a link to this article."],
        ),
        (
            _article("failed", "feed"),
            [
                "─────",
                "The whole article could not be fetched: It wants a login.",
                "fetch tries again",
                "browser opens its page in the browser",
            ],
        ),
        (
            _article("full", "full", "feed", body="full"),
            ["─────", "Fetched whole from its page.", "switch-body shows what the feed gave"],
        ),
        (
            _article("teaser", "feed", "full"),
            [
                "─────",
                "This is only the beginning of the article.",
                "switch-body shows what was fetched",
                "browser opens its page in the browser",
            ],
        ),
        (
            _article("full", "feed", "full"),
            ["─────", "This is what the feed gave.", "switch-body shows the article fetched whole"],
        ),
    ],
)
def test_the_end_of_the_text_says_what_to_do(article: Article, said: list[str]) -> None:
    assert _text(said_at_end(article, lambda command: command, 66)) == said


def test_nothing_is_wider_than_the_column_and_ascii_stays_ascii() -> None:
    for width in (13, 34, 66):
        rows = _text(said_at_end(_article("failed", "feed"), str, width, ascii_only=True))
        assert "".join(rows).isascii()
        assert all(cells(row) <= max(width, 37) for row in rows)


def test_a_whole_article_has_no_state() -> None:
    assert state_of(PLAIN) is None


def _teaser(path: Path, url: str) -> None:
    """An article of which the feed gave the beginning alone, on top of the list."""
    with Library.open(path, updates=True) as library:
        number, _ = library.add_source(
            kind="feed", address=urljoin(url, "/feed"), title="Valley News"
        )
        one = arrived("mill", f"# The mill\n\n{TEASER}\n", NOW)
        one = one._replace(url=url, completeness="teaser", evidence="It ends with an ellipsis.")
        library.ingest(number, [one])


def _tail(sitting: Sitting) -> str:
    return "\n".join(_text(sitting.reading.view.tail))


async def test_a_teaser_is_fetched_whole_and_switched_back_and_forth(
    papers: Path, httpserver: HTTPServer
) -> None:
    _teaser(papers, serve(httpserver, "/mill", page("The mill"), "text/html"))
    async with sit_down(papers) as sitting:
        await sitting.enter("The mill")
        assert "x fetches the whole article" in sitting.text
        assert "◌ teaser" in sitting.text
        await sitting.press("x")
        await sitting.says("Fetched “The mill” whole · X shows what the feed gave")
        assert sitting.title == "The mill"
        assert sitting.focus == "article"
        await sitting.until(
            lambda: "Paragraph 7" in "\n".join(sitting.lines) or "7" in sitting.text
        )
        assert "teaser" not in sitting.text
        assert "X shows what the feed gave" in _tail(sitting)
        await sitting.press("X")
        await sitting.says("What the feed gave.")
        assert WHOLE not in "\n".join(sitting.lines)
        await sitting.press("x")
        await sitting.says("The article fetched whole.")
        assert len(httpserver.log) == 1, "what is kept is not fetched again"
        await sitting.press("X", "X")
        await sitting.says("The article fetched whole.")


async def test_it_fails_in_words_and_the_article_stays(
    papers: Path, httpserver: HTTPServer
) -> None:
    _teaser(papers, httpserver.url_for("/nowhere"))
    async with sit_down(papers) as sitting:
        await sitting.enter("The mill")
        before = sitting.lines
        await sitting.press("x")
        await sitting.until(lambda: sitting.said and sitting.reading.status.progress is None)
        assert "500" in sitting.said
        assert sitting.lines == before


async def test_a_second_x_stops_it_and_nothing_is_changed(
    papers: Path, httpserver: HTTPServer
) -> None:
    gate = Gate(httpserver, "/mill", page("The mill"))
    _teaser(papers, gate.address)
    async with sit_down(papers) as sitting:
        await sitting.enter("The mill")
        await sitting.press("x")
        await sitting.until(gate.asked.is_set)
        assert sitting.reading.status.progress is not None
        await sitting.press("x")
        await sitting.says("Fetching was stopped; nothing was changed.")
        gate.open.set()
        assert [body.kind for body in sitting.library.bodies(sitting.current.id)] == ["feed"]


async def test_what_comes_late_changes_nothing_under_the_eyes(
    papers: Path, httpserver: HTTPServer
) -> None:
    gate = Gate(httpserver, "/mill", page("The mill"))
    _teaser(papers, gate.address)
    async with sit_down(papers) as sitting:
        await sitting.enter("The mill")
        await sitting.press("x")
        await sitting.until(gate.asked.is_set)
        await sitting.press("J", "space")
        title, lines = sitting.title, sitting.lines
        gate.open.set()
        await sitting.until(lambda: sitting.reading.status.progress is None)
        assert title != "The mill"
        assert (sitting.title, sitting.lines) == (title, lines)


async def test_the_place_is_kept_in_the_other_text(papers: Path) -> None:
    _teaser(papers, "https://valley.example/mill")
    with Library.open(papers, updates=True) as library:
        (headline,) = library.select("The mill sort:new", limit=1)
        walk = "\n\n".join(f"Paragraph {n} of the walk past the mill." for n in range(90))
        feed = arrived("mill", f"# The mill\n\n{walk}\n", NOW)
        library.ingest(headline.source_id, [feed])
        library.keep_full_text(
            headline.id, arrived("mill", f"# The mill\n\nA new beginning.\n\n{walk}\n", NOW)
        )
    async with sit_down(papers) as sitting:
        await sitting.enter("The mill")
        await sitting.press("5 0 j")
        line = sitting.lines[0] or sitting.lines[1]
        for _ in range(2):
            await sitting.press("X")
            await sitting.until(lambda: not sitting.app._tasks)
            assert line in sitting.lines[:2]


async def test_an_article_of_one_text_says_so(papers: Path) -> None:
    async with sit_down(papers) as sitting:
        await sitting.press("X")
        await sitting.says("There is only one text of this article; x fetches the whole one.")
