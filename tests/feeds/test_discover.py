from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.errors import SourceError
from reader.feeds.discover import MOST_DECLARED, Found, find, read
from reader.feeds.fetch import Fetcher, FetchError
from reader.feeds.usual_places import usual_places
from tests.feeds.site import HTML, Site, alternate, page, rss

if TYPE_CHECKING:
    from pytest_httpserver import HTTPServer


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


async def found(address: str) -> Found:
    async with Fetcher() as fetcher:
        return await find(fetcher, address)


async def test_the_address_of_a_feed_is_that_feed(site: Site) -> None:
    address = site.give("/news", rss("News", "Six", "Five", "Four", "Three", "Two", "One"))
    result = await found(address)
    (only,) = result.feeds
    assert (only.address, only.title) == (address, "News")
    assert only.headlines == ("Six", "Five", "Four", "Three", "Two")
    assert result.page is None
    assert result.feed == only.feed
    assert site.asked == ["/news"]


async def test_the_newest_headlines_come_first_whatever_their_order_in_the_feed(
    site: Site,
) -> None:
    whole = rss("News", "New", "Old")
    start, end = whole.index("<item>"), whole.rindex("</channel>")
    first, second = whole[start:end].split("</item>")[:2]
    turned = f"{whole[:start]}{second}</item>{first}</item>{whole[end:]}"
    (only,) = (await found(site.give("/news", turned))).feeds
    assert only.headlines == ("New", "Old")


async def test_a_page_leads_to_the_feed_that_it_declares(site: Site) -> None:
    site.give("/rss", rss("News", "One"))
    address = site.give_page("/", page(alternate("rss", "Its feed"), title="The site"))
    result = await found(address)
    assert [feed.address for feed in result.feeds] == [site.at("/rss")]
    assert result.page is not None
    assert result.title == "The site"
    assert site.asked == ["/", "/rss"]


async def test_several_feeds_are_all_shown_and_those_of_comments_last(site: Site) -> None:
    site.give("/comments/feed/", rss("Comments on News", "Me too"))
    site.give("/a", rss("News", "One"))
    site.give("/b", rss("Sport", "Two"))
    links = [alternate("/comments/feed/"), alternate("/a"), alternate("/b")]
    result = await found(site.give_page("/", page(*links)))
    assert [feed.title for feed in result.feeds] == ["News", "Sport", "Comments on News"]
    assert [feed.comments for feed in result.feeds] == [False, False, True]


async def test_a_feed_that_stands_at_several_addresses_is_shown_once(site: Site) -> None:
    site.give("/a", rss("News", "One"))
    site.lead("/b", "/a")
    whole = rss("News", "One").replace("The words of One.", "The words of One. " * 20)
    site.give("/whole", whole)
    links = [alternate("/a"), alternate("/b"), alternate("/whole"), alternate("/a/")]
    (only,) = (await found(site.give_page("/", page(*links)))).feeds
    assert only.address == site.at("/whole")


async def test_a_declared_feed_that_is_none_is_passed_over(site: Site) -> None:
    site.give("/b", rss("Sport", "Two"))
    site.give_page("/c", page())
    links = [alternate("/missing"), alternate("/c"), alternate("/b")]
    result = await found(site.give_page("/", page(*links)))
    assert [feed.title for feed in result.feeds] == ["Sport"]
    assert {site.at("/missing"), site.at("/c")} <= set(result.tried)


async def test_links_that_look_like_feeds_are_followed(site: Site) -> None:
    site.give("/news.xml", rss("News", "One"))
    body = '<a href="/about">About</a><a href="/news.xml">RSS</a>'
    result = await found(site.give_page("/", page(body=body)))
    assert [(feed.title, feed.how) for feed in result.feeds] == [("News", "a link on the page")]
    assert "/about" not in site.asked


async def test_usual_places_are_tried_last_and_not_after_one_is_found(site: Site) -> None:
    site.give("/atom.xml", rss("News", "One"))
    result = await found(site.give_page("/", page()))
    assert [feed.address for feed in result.feeds] == [site.at("/atom.xml")]
    assert len(site.asked) <= 5


async def test_the_folder_of_a_page_comes_before_its_host(site: Site) -> None:
    site.give("/blog/feed", rss("Blog", "One"))
    site.give("/feed", rss("Host", "Two"))
    result = await found(site.give_page("/blog", page()))
    assert [feed.title for feed in result.feeds] == ["Blog"]


async def test_a_feed_of_comments_does_not_end_the_search(site: Site) -> None:
    site.give("/2026/essay/feed", rss("Comments on: An essay", "Me too"))
    site.give("/feed", rss("News", "One"))
    result = await found(site.give_page("/2026/essay", page()))
    assert [feed.title for feed in result.feeds] == ["News", "Comments on: An essay"]


async def test_a_page_without_a_feed_is_given_back_with_what_was_tried(site: Site) -> None:
    address = site.give_page("/essay", page(title="An essay"))
    result = await found(address)
    assert result.feeds == ()
    assert result.page is not None
    assert result.title == "An essay"
    assert site.at("/feed") in result.tried
    assert len(site.asked) == len(set(site.asked)) <= 30


async def test_a_server_that_answers_everything_with_its_page_has_no_feed(
    httpserver: HTTPServer,
) -> None:
    httpserver.expect_request("/").respond_with_data(page(), content_type=HTML)
    for place in usual_places(httpserver.url_for("/")):
        path = place.removeprefix(httpserver.url_for("")).partition("?")[0] or "/"
        httpserver.expect_request(f"/{path.lstrip('/')}").respond_with_data(
            page(), content_type=HTML
        )
    result = await found(httpserver.url_for("/"))
    assert result.feeds == ()
    assert result.page is not None


async def test_a_page_of_very_many_feeds_is_asked_for_some(site: Site) -> None:
    for number in range(40):
        site.give(f"/{number}", rss(f"Feed {number}", f"Headline {number}"))
    links = [alternate(f"/{number}") for number in range(40)]
    result = await found(site.give_page("/", page(*links)))
    assert len(result.feeds) == MOST_DECLARED


async def test_a_feed_that_moved_for_good_is_known_by_its_new_address(site: Site) -> None:
    site.give("/new", rss("News", "One"))
    (lasting,) = (await found(site.lead("/old", "/new", 301))).feeds
    (passing,) = (await found(site.lead("/now", "/new", 302))).feeds
    assert lasting.address == site.at("/new")
    assert passing.address == site.at("/now")


async def test_an_address_without_a_scheme_is_tried_by_https_and_then_by_http(site: Site) -> None:
    site.give("/news", rss("News", "One"))
    (only,) = (await found(site.at("/news").removeprefix("http://"))).feeds
    assert only.address == site.at("/news")


async def test_a_host_that_asks_to_be_left_alone_is(site: Site) -> None:
    site.give("/rss", "", status=429, headers={"Retry-After": "60"})
    site.give("/feed.json", rss("News", "One"))
    assert (await found(site.give_page("/", page()))).feeds == ()
    assert len(site.asked) <= 5


async def test_a_profile_has_its_feed_where_the_software_keeps_it(site: Site) -> None:
    site.give("/@ann.rss", rss("Ann", "A toot"))
    address = site.give_page("/@ann", page())
    (only,) = (await found(address)).feeds
    assert only.address == site.at("/@ann.rss")


async def test_a_page_that_refuses_programs_may_have_a_feed_that_does_not(site: Site) -> None:
    site.give("/feed", rss("News", "One"))
    (only,) = (await found(site.give_page("/", "No.", status=403))).feeds
    assert only.address == site.at("/feed")


async def test_a_refusal_without_a_feed_is_told(site: Site) -> None:
    address = site.give_page("/", "No.", status=403)
    with pytest.raises(FetchError) as caught:
        await found(address)
    assert caught.value.code == 403


async def test_a_page_that_is_missing_is_told_and_nothing_else_is_asked(site: Site) -> None:
    with pytest.raises(FetchError, match="/nowhere") as caught:
        await found(site.at("/nowhere"))
    assert caught.value.code == 404
    assert site.asked == ["/nowhere"]


async def test_a_login_goes_to_the_host_it_was_typed_for_and_no_further(
    site: Site, httpserver: HTTPServer
) -> None:
    site.give("/rss", rss("News", "One"))
    elsewhere = site.at("/other").replace("localhost", "127.0.0.1")
    site.give("/other", rss("Other", "Two"))
    address = site.give_page("/", page(alternate("/rss"), alternate(elsewhere)))
    result = await found(address.replace("http://", "http://ann:p%40ss@"))
    assert site.logins == {"/": "ann:p@ss", "/rss": "ann:p@ss"}
    assert all("ann" not in feed.address for feed in result.feeds)


async def test_a_page_may_not_lead_into_the_house_unless_it_stands_there(site: Site) -> None:
    inner = site.give("/inner", rss("News", "One")).replace("localhost", "127.0.0.1")
    result = await found(site.give_page("/", page(alternate(inner))))
    assert result.feeds == ()
    assert inner in result.tried


async def test_exactly_one_address_can_be_read(site: Site) -> None:
    address = site.give("/news", rss("News", "One"))
    async with Fetcher() as fetcher:
        only = await read(fetcher, address)
        assert (only.title, only.address) == ("News", address)
        site.give_page("/", page(alternate("/news")))
        with pytest.raises(SourceError):
            await read(fetcher, site.at("/"))


def test_usual_places_stand_in_the_folder_first_and_come_once() -> None:
    places = list(usual_places("https://example.org/blog/2026/essay.html"))
    assert places[0] == "https://example.org/blog/2026/feed"
    assert "https://example.org/feed" in places
    assert len(places) == len(set(places))
    assert next(usual_places("https://example.org/blog")) == "https://example.org/blog/feed"
    assert next(usual_places("https://example.org")) == "https://example.org/feed"
