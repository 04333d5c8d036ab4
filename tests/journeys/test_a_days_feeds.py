"""A day with feeds: subscribed to from a page, read while one is slow, fetched whole, undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pytest_httpserver import HTTPServer

from reader.library.library import Library
from tests.app.feeding import Gate, page, rss, serve
from tests.journeys.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADS = ("The mill", "The brook")


@pytest.fixture
def town() -> Iterator[HTTPServer]:
    """A server that answers others while one waits."""
    with HTTPServer(threaded=True) as server:
        yield server


def test_from_the_address_of_a_page_to_the_whole_article(
    own_machine: Path, town: HTTPServer
) -> None:
    serve(town, "/", page("The Valley", "/news.xml"), "text/html")
    serve(town, "/news.xml", rss("Valley News", HEADS, town.url_for("/a/")))
    for number, head in enumerate(HEADS):
        serve(town, f"/a/{number}", page(head), "text/html")
    slow = Gate(town, "/slow.xml", rss("Slow News", ("The snail",)))
    path = own_machine / "data" / "reader" / "library.db"
    site = town.url_for("/").removeprefix("http://").rstrip("/")
    with Program(own_machine) as program:
        program.see("enter reads")
        program.type("a", "Add:")
        program.type(f"{site}\r", "Save as an article: The Valley")
        program.type("\r", r"Subscribed to Valley News: 2 new · #\d+ · u undoes")
        program.type("g.", "Valley News  2")
        program.type("\r", "x fetches the whole article")
        with Library.open(path) as library:
            library.add_source(kind="feed", address=slow.address, title="Slow News")
        program.type(":", "type a few letters")
        program.type("update all\r", r"updating ━*─+ +\d of 4")
        assert slow.asked.wait(30)
        program.type("x", "Paragraph 0 of this page")
        program.type("G", "X shows what the feed gave")
        program.see(r"updating ━*─+ +\d of 4")
        program.type("R", "Update cancelled: 0 new")
        slow.open.set()
        program.type("gf", "Slow News")
        program.type("h", "Valley News")
        program.type("U", "Subscribed to Valley News")
        program.type("/", "History  ▏")
        program.type("subscribed to valley\r", "▌.*Subscribed to Valley News")
        program.type("\r", "Undid: Subscribed to Valley News")
        program.type("h", "Undid")
        assert program.leave() == 0
        assert program.left_as_found()
    with Library.open(path) as library:
        assert "Valley News" not in {source.title for source in library.sources()}
        assert {finding.level for finding in library.doctor()} == {"ok"}
