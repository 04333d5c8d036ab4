"""Subscribing by hand: a page is typed, what is there is shown, and a choice is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.library.library import Library
from reader.library.records import Listing
from tests.feeds.site import Site, alternate, page, rss
from tests.journeys.program import READER, Program

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    site = Site(httpserver)
    site.give("/comments/feed/", rss("Comments on News", "Me too"))
    site.give("/a", rss("News", "One headline", "Another headline"))
    site.give("/b", rss("Sport", "A third headline"))
    site.give_page("/", page(alternate("/comments/feed/"), alternate("/a"), alternate("/b")))
    site.give_page("/single", page(alternate("/a")))
    paragraph = "<p>" + "A sentence of the essay, long enough to be read with care. " * 8 + "</p>"
    essay = f"<article><h1>An essay on tea</h1>{paragraph * 4}</article>"
    site.give_page("/essay", page(title="An essay on tea", body=essay))
    return site


def library_of(home: Path) -> Library:
    return Library.open(home / "data" / "reader" / "library.db")


def test_a_page_of_several_feeds_is_shown_and_the_choice_is_asked(
    own_machine: Path, site: Site
) -> None:
    with Program(own_machine, (*READER, "add", site.at("/"))) as program:
        shown = program.see(r"Which of them\?")
        for told in ("1  News", "2  Sport", "3  Comments on News", "One headline", "Me too"):
            assert told in shown
        program.type("7\r", "That is none of them")
        program.type("2\r", "Subscribed to Sport: 1 new")
        assert program.end() == 0
    with library_of(own_machine) as library:
        (source,) = library.sources()
        assert (source.title, source.address) == ("Sport", site.at("/b"))
        headlines = library.window(Listing()).headlines
        assert [headline.title for headline in headlines] == ["A third headline"]
        library.undo()
        assert library.sources() == []


def test_enter_takes_the_first_and_an_end_of_input_takes_none(
    own_machine: Path, site: Site
) -> None:
    with Program(own_machine, (*READER, "add", site.at("/"))) as program:
        program.see(r"Which of them\?")
        program.type("\x04", "Nothing was added")
        assert program.end() == 0
    with Program(own_machine, (*READER, "add", site.at("/"))) as program:
        program.see(r"Which of them\?")
        program.type("\r", "Subscribed to News: 2 new")
        assert program.end() == 0
    with Program(own_machine, (*READER, "add", site.at("/"))) as program:
        program.see("News · .* · subscribed to as News")
        program.type("1\r", "News is there already")
        assert program.end() == 0
    with library_of(own_machine) as library:
        assert [source.title for source in library.sources()] == ["News"]


def test_one_feed_is_previewed_and_may_be_declined(own_machine: Path, site: Site) -> None:
    with Program(own_machine, (*READER, "add", site.at("/single"))) as program:
        shown = program.see(r"Subscribe to it\? \[Y/n\]")
        assert "Another headline" in shown
        program.type("perhaps\r", r"Yes or no\?")
        program.type("n\r", "Nothing was added")
        assert program.end() == 0
    with library_of(own_machine) as library:
        assert library.sources() == []
    with Program(own_machine, (*READER, "add", "--yes", site.at("/single"))) as program:
        program.see("Subscribed to News: 2 new")
        assert program.end() == 0


def test_a_page_without_a_feed_is_offered_as_an_article(own_machine: Path, site: Site) -> None:
    with Program(own_machine, (*READER, "add", site.at("/essay"))) as program:
        program.see(r"There is no feed\. Save the page “An essay on tea” as an article\?")
        program.type("y\r", "Saved “An essay on tea” · article 1")
        assert program.end() == 0
    with library_of(own_machine) as library:
        (headline,) = library.window(Listing()).headlines
        assert (headline.title, headline.source) == ("An essay on tea", "Saved")
        assert headline.url == site.at("/essay")


def test_what_was_added_by_hand_is_in_the_app(own_machine: Path, site: Site) -> None:
    with Program(own_machine, (*READER, "add", "--first", site.at("/"))) as program:
        program.see("Subscribed to News: 2 new")
        assert program.end() == 0
    with Program(own_machine) as program:
        program.see("One headline")
        assert program.leave() == 0
