"""Every example of the page on queries does what the page says."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reader.document.model import Code, Document, Heading, Image, Media, Paragraph, Text
from reader.errors import QueryError
from reader.library.library import Library
from reader.library.records import Arrived
from reader.query.fields import CONTENTS, FIELDS, FLAGS
from reader.query.parse import parse
from reader.query.tree import SORTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.document.model import Block

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "query.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| `")
]
SECTIONS = dict(re.findall(r"^## ([^\n]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def _query(cell: str) -> str:
    return cell.strip("`")


def _rows(section: str) -> list[list[str]]:
    return [row for row in ROWS if f"| {row[0]} |" in SECTIONS[section]]


WRONG = _rows("When a query is wrong")
ORDERS = _rows("Order")
EXAMPLES = [row for row in ROWS if row not in WRONG and row not in ORDERS]

HOUR, DAY = 3600, 86_400


def _article(
    identity: str, title: str, author: str | None, ago: int, url: str, *blocks: Block, **more: str
) -> Arrived:
    return Arrived(
        identity,
        Document(title=title, blocks=blocks, language=more.get("language", "en")),
        b"x",
        "text/html",
        url=url,
        author=author,
        published=int(time.time()) - ago,
        completeness=more.get("completeness", "full"),
    )


def _says(*texts: str) -> list[Paragraph]:
    return [Paragraph((Text(text),)) for text in texts]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The shelf of the page; its articles have the numbers that they have there."""
    march = int(time.time() - datetime(2024, 3, 5, 12, tzinfo=UTC).timestamp())
    with Library.open(tmp_path_factory.mktemp("page") / "library.db") as library:
        physics, lwn, gazette = (
            library.add_source(kind="feed", address=f"https://{n}", title=title, folder=folder)[0]
            for n, (title, folder) in enumerate(
                [
                    ("Physics Today", "Science"),
                    ("LWN.net weekly", "Computing/Linux"),
                    ("The Gazette", None),
                ]
            )
        )
        lenses = _article(
            *("1", "Light and Lenses", "Ada Grind", 3 * DAY, "https://physics.example/light"),
            *_says("A lens bends light. Two such make a telescope."),
            Heading(2, (Text("Grinding a lens"),), "grinding"),
            Image("", "https://physics.example/lens.png"),
        )
        kernel = _article(
            *("2", "The Kernel of the Week", "Jon Writer", 30 * HOUR),
            "https://lwn.example/kernel/42",
            *_says("It has a new scheduler, and is light on memory."),
            Code("make"),
            language="en-US",
        )
        history = _article(
            *("3", "望遠鏡の歴史", None, 40 * DAY, "https://physics.example/3"),
            *_says("日本語の文章。"),
            language="ja",
        )
        glass = _article(
            *("4", "Une lentille", "Zoé Verre", 400 * DAY, "https://physics.example/4"),
            *_says("La lumière traverse le verre en été."),
            language="fr",
        )
        news = _article(
            *("5", "Tomorrow’s News", None, HOUR, "https://gazette.example/5"),
            *_says("The beginning of a story about telescopes."),
            completeness="teaser",
        )
        walk = _article(
            *("6", "A Long Walk", "Ann Boil", march, "https://gazette.example/6"),
            *_says("It is far or near. " + "step " * 1495),
            Media("audio", "https://gazette.example/6.mp3", ""),
        )
        comes = [(physics, lenses), (lwn, kernel), (physics, history), (physics, glass)]
        for source, article in [*comes, (gazette, news), (gazette, walk)]:
            library.ingest(source, [article])
        library.mark_read([3, 4, 6])
        library.bookmark([3])
        library.note(4, "a note")
        library.tag("optics/lab", [1])
        library.tag("later", [2, 6])
        library.save_search("Bright", "light is:unread")
        yield library


def test_the_shelf_is_that_of_the_page(shelf: Library) -> None:
    lines = re.findall(r"^\| \d \|.*", PAGE, re.MULTILINE)
    told = [[cell.strip() for cell in line.split("|")[1:5]] for line in lines]
    there = [shelf.headline(number) for number in range(1, 7)]
    for (number, title, author, source), headline in zip(told, there, strict=True):
        assert headline is not None
        assert headline.id == int(number)
        assert headline.title == title
        assert headline.author == (author or None)
        assert headline.source == source.partition(", in ")[0]


@pytest.mark.parametrize(("query", "numbers"), [(_query(row[0]), row[2]) for row in EXAMPLES])
def test_an_example_finds_what_the_page_says(shelf: Library, query: str, numbers: str) -> None:
    wanted = [int(number) for number in numbers.split(", ")] if numbers else []
    assert sorted(headline.id for headline in shelf.select(query)) == wanted
    assert sorted(hit.headline.id for hit in shelf.search(query)) == wanted


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("sort:new", [5, 2, 1, 3, 4, 6]),
        ("sort:old", [6, 4, 3, 1, 2, 5]),
        ("sort:rank light", [1, 2]),
        ("sort:long words:>8", [6, 1, 2]),
        ("sort:short words:>8", [2, 1, 6]),
        ("sort:feed", [2, 1, 3, 4, 5, 6]),
    ],
)
def test_an_order_is_what_the_page_says(shelf: Library, query: str, order: list[int]) -> None:
    assert [headline.id for headline in shelf.select(query)] == order


@pytest.mark.parametrize(
    ("query", "place", "said"), [[_query(cell) for cell in row] for row in WRONG]
)
def test_a_wrong_query_says_what_the_page_says(
    shelf: Library, query: str, place: str, said: str
) -> None:
    with pytest.raises(QueryError) as caught:
        shelf.select(query)
    assert query[caught.value.start : caught.value.end] == place
    assert said in caught.value.what


def test_the_page_speaks_of_all_there_is() -> None:
    for name in FIELDS:
        assert f"`{name}:" in PAGE or f"-{name}:" in PAGE or f" {name}:" in PAGE, name
    for value in FLAGS:
        assert f"is:{value}" in PAGE or f",{value}" in PAGE, value
    for value in CONTENTS:
        assert f"has:{value}" in PAGE or f",{value}" in PAGE, value
    assert [_query(row[0]) for row in ORDERS] == [f"sort:{value}" for value in SORTS]


def test_the_examples_for_the_shell_are_understood() -> None:
    import shlex

    commands = re.findall(r"^reader (\w+) (.+)$", SECTIONS["On the command line"], re.MULTILINE)
    assert len(commands) == 4
    for command, rest in commands:
        words = shlex.split(rest)
        parse(" ".join(words[1:] if command == "tag" else words))
