"""Subscribing from the app, against a real server: looking, choosing, saving, and going there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.events import Paste

from reader.app.adding import adding
from reader.app.screens.found import Found
from reader.library.library import Library
from tests.app.feeding import Gate, page, rss, serve
from tests.app.papers import NOW, arrived
from tests.app.sitting import sit_down

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.app.sitting import Sitting

HEADS = ("The mill", "The brook", "The bridge", "The ferry", "The weir", "The lock")


async def _look_at(sitting: Sitting, address: str) -> None:
    await sitting.press("a")
    await sitting.shows("Add:")
    await sitting.write(address)
    await sitting.press("enter")
    await sitting.until(lambda: isinstance(sitting.app.screen, Found))


def _feeds(sitting: Sitting) -> list[str]:
    return [source.title for source in sitting.library.sources() if source.kind == "feed"]


def _site(server: HTTPServer) -> str:
    serve(server, "/", page("The Valley", "/news.xml", "/talk.xml"), "text/html")
    serve(server, "/news.xml", rss("Valley News", HEADS, server.url_for("/a/")))
    serve(server, "/talk.xml", rss("Valley Talk", HEADS[:2], server.url_for("/b/")))
    return server.url_for("/")


async def test_a_site_shows_its_feeds_and_several_are_chosen(
    papers: Path, httpserver: HTTPServer
) -> None:
    async with sit_down(papers) as sitting:
        await _look_at(sitting, _site(httpserver))
        await sitting.shows("Valley Talk")
        assert "Save as an article: The Valley" in sitting.text
        assert sum(head in sitting.text for head in HEADS) == 5, "the newest five"
        await sitting.press("space", "space")
        assert sitting.text.count("[x]") == 2
        await sitting.press("enter")
        await sitting.says("Added 2 sources · #")
        assert "u undoes" in sitting.said
        assert _feeds(sitting) == ["Valley News", "Valley Talk"]


async def test_a_typed_login_is_used_and_seen_by_no_other_program(
    papers: Path, httpserver: HTTPServer
) -> None:
    address = serve(httpserver, "/news.xml", rss("Valley News", HEADS))
    typed = address.replace("http://", "http://ann:moss@")
    async with sit_down(papers) as sitting:
        await _look_at(sitting, typed)
        await sitting.shows("the address itself")
        assert "moss" not in " ".join(adding(papers, ["--find", "--", typed]).command)
        await sitting.press("enter")
        await sitting.says("Subscribed to Valley News")
        assert _feeds(sitting) == ["Valley News"]
    logins = [request.authorization for request, _ in httpserver.log]
    assert {(one.username, one.password) for one in logins if one} == {("ann", "moss")}


async def test_the_new_source_goes_into_a_folder_is_gone_to_and_undone(
    papers: Path, httpserver: HTTPServer
) -> None:
    async with sit_down(papers) as sitting:
        sitting.app.act(lambda library: library.move_source(1, "News/Local"))
        await sitting.idle()
        address = serve(httpserver, "/news.xml", rss("Valley News", HEADS))
        await _look_at(sitting, address)
        await sitting.shows("the address itself")
        await sitting.press("m")
        await sitting.shows("Folder:")
        await sitting.write("News/")
        await sitting.shows("News/Local")
        await sitting.press("tab", "enter")
        await sitting.shows("in News/Local")
        await sitting.press("enter")
        await sitting.says("Subscribed to Valley News: 6 new · #")
        source = next(one for one in sitting.library.sources() if one.kind == "feed")
        assert source.folder == "News/Local"
        await sitting.press("g .")
        await sitting.until(lambda: sitting.reading.headlines.name_of_list == "Valley News")
        assert sitting.current.title in HEADS
        await sitting.press("u")
        await sitting.until(lambda: not _feeds(sitting))


async def test_a_page_without_a_feed_is_saved_as_an_article_in_sight(
    papers: Path, httpserver: HTTPServer
) -> None:
    address = serve(httpserver, "/essay", page("On Mills"), "text/html")
    async with sit_down(papers) as sitting:
        await sitting.press("3 j")
        await _look_at(sitting, address)
        await sitting.shows("Save as an article: On Mills")
        await sitting.press("enter")
        await sitting.until(lambda: sitting.title == "On Mills")
        assert sitting.current.title == "On Mills"
        assert sitting.focus == "list"
        await sitting.says("· #")


async def test_escape_stops_looking_and_nothing_is_added(
    papers: Path, httpserver: HTTPServer
) -> None:
    gate = Gate(httpserver, "/slow.xml", rss("Slow", HEADS))
    async with sit_down(papers) as sitting:
        await _look_at(sitting, gate.address)
        await sitting.until(gate.asked.is_set)
        await sitting.shows("Looking at")
        await sitting.press("escape")
        await sitting.until(lambda: sitting.app.screen is sitting.reading)
        await sitting.idle()
        gate.open.set()
        assert not _feeds(sitting)
        assert not sitting.done


async def test_where_nothing_is_it_says_so_and_the_address_can_be_changed(
    papers: Path, httpserver: HTTPServer
) -> None:
    serve(httpserver, "/there.xml", rss("There", HEADS))
    async with sit_down(papers) as sitting:
        await _look_at(sitting, httpserver.url_for("/ther.xml"))
        await sitting.shows("Not found")
        await sitting.press("e")
        await sitting.shows("Add:")
        assert "/ther.xml" in sitting.text
        await sitting.press("left", "left", "left", "left")
        await sitting.write("e")
        await sitting.press("enter")
        await sitting.shows("the address itself")


async def test_an_address_is_pasted_and_a_known_feed_says_so(
    papers: Path, httpserver: HTTPServer
) -> None:
    address = serve(httpserver, "/news.xml", rss("Valley News", HEADS))
    with Library.open(papers) as library:
        library.add_source(kind="feed", address=address, title="", own_title="Valley News")
    async with sit_down(papers) as sitting:
        await sitting.press("a")
        await sitting.shows("Add:")
        sitting.app.post_message(Paste(f"{address}\n"))
        await sitting.shows("/news.xml")
        await sitting.press("enter")
        await sitting.shows("subscribed already")
        await sitting.press("enter")
        await sitting.says("is there already")
        assert _feeds(sitting) == ["Valley News"]


async def test_a_file_is_added_as_ever_and_comes_into_sight(papers: Path, tmp_path: Path) -> None:
    file = tmp_path / "essay.md"
    file.write_text("# On Hedges\n\nA hedge is a slow wall.\n", encoding="utf-8")
    async with sit_down(papers) as sitting:
        await sitting.press("a")
        await sitting.shows("Add:")
        await sitting.write(str(file))
        await sitting.press("enter")
        await sitting.until(lambda: sitting.title == "On Hedges")
        assert sitting.current.title == "On Hedges"


async def test_a_linked_page_is_saved_and_a_link_is_subscribed_to(
    papers: Path, httpserver: HTTPServer
) -> None:
    essay = serve(httpserver, "/essay", page("On Mills"), "text/html")
    feed = serve(httpserver, "/news.xml", rss("Valley News", HEADS))
    text = f"# Two Links\n\nOne is [an essay]({essay}), one is [a feed]({feed}).\n"
    with Library.open(papers, updates=True) as library:
        # A link may lead to this machine only where the article comes from it, too.
        own, _ = library.add_source(kind="feed", address=httpserver.url_for("/own"), title="Own")
        library.ingest(own, [arrived("two-links", text, NOW)])
    async with sit_down(papers) as sitting:
        await sitting.enter("Two Links")
        await sitting.press("g s")
        await sitting.until(lambda: sitting.reading.view.hints)
        await sitting.press("a")
        await sitting.says("· #")
        assert sitting.title == "Two Links", "what is read stays"
        assert any(row.title == "On Mills" for row in sitting.library.select("On Mills"))
        await sitting.press("g .")
        await sitting.until(lambda: sitting.title == "On Mills")
        await sitting.enter("Two Links")
        await sitting.press("g a")
        await sitting.until(lambda: sitting.reading.view.hints)
        await sitting.press("s")
        await sitting.shows("the address itself")
        await sitting.press("enter")
        await sitting.says("Subscribed to Valley News")


async def test_a_link_from_elsewhere_leads_into_no_network_of_the_house(
    papers: Path, httpserver: HTTPServer
) -> None:
    essay = serve(httpserver, "/essay", page("On Mills"), "text/html")
    text = f"# One Link\n\nIt is [an essay]({essay}).\n"
    with Library.open(papers, updates=True) as library:
        library.ingest(2, [arrived("one-link", text, NOW)])
    async with sit_down(papers) as sitting:
        await sitting.enter("One Link")
        for keys in ("g s", "g a"):
            await sitting.press(keys)
            await sitting.until(lambda: sitting.reading.view.hints)
            await sitting.press("a")
            await sitting.shows("is in a private network")
        await sitting.press("escape")
        assert sitting.library.select("On Mills") == []
        assert not httpserver.log


async def test_a_command_of_ones_own_is_a_feed_too(papers: Path, tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(rss("Written Here", HEADS), encoding="utf-8")
    async with sit_down(papers) as sitting:
        await _look_at(sitting, f"exec:cat {file}")
        await sitting.shows("Written Here")
        await sitting.press("enter")
        await sitting.says("Subscribed to Written Here: 6 new")
        assert _feeds(sitting) == ["Written Here"]
