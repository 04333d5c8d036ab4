"""`add` with addresses, commands and feeds in files; the server is a real one on loopback."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest

from reader.feeds.secrets import Secrets
from reader.settings.locations import library_path
from tests.feeds.site import Site, alternate, page, rss

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


@pytest.fixture
def several(site: Site) -> str:
    """The address of a page with three feeds, one of them of comments."""
    site.give("/comments/feed/", rss("Comments on News", "Me too"))
    site.give("/a", rss("News", "One", "Two"))
    site.give("/b", rss("Sport", "Three"))
    links = [alternate("/comments/feed/"), alternate("/a"), alternate("/b")]
    return site.give_page("/", page(*links))


def titles(reader: Type) -> set[str]:
    return {row["title"] for row in reader("list", "--json").objects}


def test_a_feed_is_subscribed_to_and_its_articles_come_in_at_once(reader: Type, site: Site) -> None:
    address = site.give("/news", rss("News", "One", "Two"))
    told = reader("add", address, "--json").object
    assert (told["kind"], told["title"], told["new"]) == ("feed", "News", 2)
    assert (told["changed"], told["same"], told["failed"]) == (0, 0, 0)
    assert told["journal"]
    assert titles(reader) == {"One", "Two"}
    source = reader("feeds", "--json").object
    assert (source["id"], source["kind"], source["address"]) == (told["id"], "feed", address)
    assert (source["unread"], source["error"]) == (2, None)
    assert site.asked == ["/news"]


def test_a_person_reads_what_was_added(reader: Type, site: Site) -> None:
    answer = reader("add", site.give("/news", rss("News", "One", "Two")))
    assert answer.status == 0
    assert answer.out.startswith("Subscribed to News: 2 new · source 1 · #")


def test_a_page_with_one_feed_leads_to_it(reader: Type, site: Site) -> None:
    feed = site.give("/a", rss("News", "One"))
    told = reader("add", site.give_page("/", page(alternate("/a"))), "--json").object
    assert told["address"] == feed
    assert titles(reader) == {"One"}


def test_several_feeds_are_not_guessed_among_but_shown(reader: Type, several: str) -> None:
    answer = reader("add", several)
    assert answer.status == 2
    assert answer.out == ""
    for told in ("News", "Sport", "Comments on News", "One", "--first", "--all"):
        assert told in answer.err
    told_json = reader("add", several, "--json")
    assert told_json.status == 2
    assert [one["title"] for one in told_json.objects] == ["News", "Sport", "Comments on News"]
    assert reader("feeds").status == 3


@pytest.mark.parametrize(
    ("options", "subscribed"),
    [
        (("--first",), {"News"}),
        (("--all",), {"News", "Sport", "Comments on News"}),
        (("--feed", "2"), {"Sport"}),
        (("--feed", "2", "--feed", "1"), {"News", "Sport"}),
        (("--feed", "1,3"), {"News", "Comments on News"}),
    ],
)
def test_a_script_says_which_of_several_it_wants(
    reader: Type, several: str, options: tuple[str, ...], subscribed: set[str]
) -> None:
    assert reader("add", *options, several).status == 0
    assert {one["title"] for one in reader("feeds", "--json").objects} == subscribed


@pytest.mark.parametrize(
    "options", [("--feed", "4"), ("--feed", "0"), ("--feed", "x"), ("--first", "--all")]
)
def test_a_choice_that_is_none_is_not_understood(
    reader: Type, several: str, options: tuple[str, ...]
) -> None:
    answer = reader("add", *options, several)
    assert answer.status == 2
    assert len(answer.err.splitlines()) == 1
    assert reader("feeds").status == 3


def test_beside_a_feed_of_comments_the_other_is_taken_and_the_first_told(
    reader: Type, site: Site
) -> None:
    site.give("/comments/feed/", rss("Comments on News", "Me too"))
    site.give("/a", rss("News", "One"))
    links = [alternate("/comments/feed/"), alternate("/a")]
    answer = reader("add", site.give_page("/", page(*links)))
    assert "Subscribed to News" in answer.out
    assert "Comments on News" in answer.err
    assert len(reader("feeds", "--json").objects) == 1


def test_folder_tags_and_title_are_given_at_once_and_undone_at_once(
    reader: Type, site: Site
) -> None:
    address = site.give("/news", rss("News", "One"))
    words = ("--folder", "World/North", "--tag", "slow", "--tag", "long", "--title", "My news")
    told = reader("add", address, *words, "--json").object
    assert told["title"] == "My news"
    source = reader("feeds", "--json").object
    assert (source["title"], source["folder"]) == ("My news", "World/North")
    assert {one["name"] for one in reader("folders", "--json").objects} == {"World", "World/North"}
    assert reader("undo", str(told["journal"])).status == 0
    assert reader("feeds").status == 3
    assert reader("list").status == 3
    reader("redo")
    assert titles(reader) == {"One"}


@pytest.mark.parametrize("form", ["{}", "{}/", "{}#top", "feed:{}"])
def test_what_is_subscribed_to_already_is_said_and_not_doubled(
    reader: Type, site: Site, form: str
) -> None:
    address = site.give("/news", rss("News", "One"))
    first = reader("add", address, "--json").object
    again = reader("add", form.format(address), "--json").object
    assert (again["id"], again["outcome"], again["journal"]) == (first["id"], "same", None)
    assert "already" in again["label"]
    assert len(reader("feeds", "--json").objects) == 1


def test_a_page_and_a_redirect_to_a_known_feed_are_known_too(reader: Type, site: Site) -> None:
    site.give("/news", rss("News", "One"))
    reader("add", site.at("/news"))
    for address in (site.lead("/old", "/news", 302), site.give_page("/", page(alternate("news")))):
        assert reader("add", address, "--json").object["outcome"] == "same"
    assert len(reader("feeds", "--json").objects) == 1


def test_a_feed_is_known_by_where_it_has_moved(reader: Type, site: Site) -> None:
    old = site.give("/old", rss("News", "One"))
    number = reader("add", old, "--json").object["id"]
    new = site.give("/new", rss("News", "One"))
    site.lead("/old", "/new", 301)
    assert reader("update", str(number)).status == 0
    again = reader("add", new, "--json").object
    assert (again["id"], again["outcome"]) == (number, "same")


def test_looking_stores_nothing_and_makes_no_library(
    reader: Type, several: str, own_machine: Path
) -> None:
    found = reader("--json", "add", "--find", several)
    assert found.status == 0
    *feeds, its_page = found.objects
    assert [one["title"] for one in feeds] == ["News", "Sport", "Comments on News"]
    assert feeds[0]["headlines"] == ["One", "Two"]
    assert feeds[0]["how"] == "named by the page"
    assert [one["subscribed"] for one in feeds] == [None, None, None]
    assert (its_page["kind"], its_page["address"], its_page["title"]) == ("page", several, "A page")
    assert not list(own_machine.rglob("*.db"))
    told = reader("add", "--dry-run", several)
    assert "News" in told.out
    assert not list(own_machine.rglob("*.db"))


def test_looking_says_what_is_subscribed_to(reader: Type, several: str) -> None:
    number = reader("add", "--first", several, "--json").object["id"]
    found = reader("add", "--find", several, "--json").objects
    assert [one.get("subscribed") for one in found] == [number, None, None, None]


def test_a_page_without_a_feed_can_be_found_and_says_how_to_keep_it(
    reader: Type, site: Site
) -> None:
    address = site.give_page("/essay", page(title="An essay"))
    answer = reader("add", address)
    assert answer.status == 3
    assert f"reader add --article {address}" in answer.err
    assert len(answer.err.splitlines()) == 1
    (only,) = reader("add", "--find", address, "--json").objects
    assert (only["kind"], only["title"]) == ("page", "An essay")


def test_what_is_neither_feed_nor_page_says_what_it_is(reader: Type, site: Site) -> None:
    address = site.give("/paper", b"%PDF-1.7 and so on", media_type="application/pdf")
    answer = reader("add", address)
    assert answer.status == 3
    assert "PDF" in answer.err
    assert reader("add", "--find", address).status == 3


def test_a_wall_is_told_and_a_broken_feed_is_named(reader: Type, site: Site) -> None:
    form = "<form>Please log in to continue <input type='password'></form>"
    wall = reader("add", site.give_page("/wall", page(title="Sign in", body=form)))
    assert wall.status == 3
    assert "login" in wall.err
    broken = site.give("/broken", "", status=500)
    answer = reader("add", site.give_page("/", page(alternate("/broken"))))
    assert answer.status == 3
    assert broken in answer.err
    assert "500" in answer.err
    assert len(answer.err.splitlines()) == 1


def test_a_page_is_saved_as_an_article(reader: Type, site: Site) -> None:
    sentence = "A sentence of the essay, long enough to be read with some care. "
    body = f"<article><h1>On tea</h1><p>{sentence * 8}</p><h2>Water</h2><p>{sentence * 8}</p>"
    address = site.give_page("/essay", page(alternate("/a"), title="On tea", body=body))
    told = reader("add", "--article", address, "--json").object
    assert (told["kind"], told["title"], told["outcome"]) == ("article", "On tea", "new")
    assert [one["text"] for one in reader("outline", str(told["id"]), "--json").objects] == [
        "Water"
    ]
    assert reader("add", "--article", address, "--json").object["outcome"] == "same"
    assert {one["title"] for one in reader("feeds", "--json").objects} == {"Saved"}
    reader("undo", str(told["journal"]))
    assert titles(reader) == set()


def test_a_feed_address_is_taken_as_it_is(reader: Type, several: str, site: Site) -> None:
    assert reader("add", "--feed-address", several).status == 4
    told = reader("add", "--feed-address", site.at("/b"), "--folder", "X", "--json").object
    assert (told["title"], told["address"]) == ("Sport", site.at("/b"))


def test_addresses_that_fail_are_named_and_the_others_go_on(reader: Type, site: Site) -> None:
    good = site.give("/news", rss("News", "One"))
    missing = site.at("/missing")
    answer = reader("add", missing, "http://nowhere.invalid/feed", "ftp://example.org/", good)
    assert answer.status == 1
    for named in ("/missing", "nowhere.invalid", "ftp"):
        (line,) = [line for line in answer.err.splitlines() if named in line]
        assert line.startswith("reader: ")
    assert titles(reader) == {"One"}


def test_a_password_is_kept_apart_and_told_nowhere(reader: Type, site: Site) -> None:
    address = site.give("/news", rss("News", "One"))
    typed = address.replace("http://", "http://ann:p%40ss@")
    answer = reader("add", typed, "--json")
    assert answer.status == 0
    assert set(site.logins.values()) == {"ann:p@ss"}
    said = answer.out + answer.err + reader("feeds", "--json").out + reader("history").out
    assert "p@ss" not in said
    assert "p%40ss" not in said
    library = library_path(None)
    assert b"p@ss" not in library.read_bytes()
    secret = Secrets(library.parent).get(address)
    assert secret is not None
    assert (secret.user, secret.password) == ("ann", "p@ss")
    site.logins.clear()
    assert reader("update", "News").status == 0
    assert set(site.logins.values()) == {"ann:p@ss"}


def test_an_empty_word_names_no_source(reader: Type) -> None:
    answer = reader("add", "")
    assert answer.status == 2
    assert "Name an address" in answer.err


def test_sources_come_by_a_pipe(reader: Type, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    news = site.give("/news", rss("News", "One"))
    sport = site.give("/sport", rss("Sport", "Two"))
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{news}\n\n  {sport}\r\n"))
    assert reader("add", "--lines").status == 0
    assert {one["title"] for one in reader("feeds", "--json").objects} == {"News", "Sport"}
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert reader("add", "--lines").status == 2


def test_a_password_is_kept_for_no_other_host(reader: Type, site: Site) -> None:
    """127.0.0.1 and localhost are two hosts, and one server answers for both."""
    site.give("/a", rss("News", "One"))
    site.lead("/here", site.at("/a").replace("localhost", "127.0.0.1"))
    typed = site.at("/here").replace("http://", "http://ann:secret@")
    told = reader("add", typed, "--json").object
    assert told["address"] == site.at("/a").replace("localhost", "127.0.0.1")
    assert set(site.logins) == {"/here"}
    assert Secrets(library_path(None).parent).get(told["address"]) is None


def test_a_file_that_holds_a_feed_is_read_again(reader: Type, tmp_path: Path) -> None:
    file = tmp_path / "news.xml"
    file.write_text(rss("News", "One"), encoding="utf-8")
    told = reader("add", str(file), "--json").object
    assert (told["kind"], told["new"]) == ("feed", 1)
    assert told["address"] == file.as_uri()
    file.write_text(rss("News", "Two", "One").replace("News-0", "Fresh"), encoding="utf-8")
    assert reader("update", "News").status == 0
    assert "Two" in titles(reader)
    assert reader("add", file.as_uri(), "--json").object["outcome"] == "same"


def test_a_page_in_a_file_stays_an_article(reader: Type, texts: Path, tmp_path: Path) -> None:
    assert reader("add", str(texts / "door.html"), "--json").object["kind"] == "article"
    plain = tmp_path / "plain.json"
    plain.write_text('{"a": 1}', encoding="utf-8")
    assert reader("add", str(plain), "--json").object["kind"] == "article"
    assert {one["kind"] for one in reader("feeds", "--json").objects} == {"saved"}


def test_a_file_that_calls_itself_a_feed_and_is_broken_is_named(
    reader: Type, tmp_path: Path
) -> None:
    file = tmp_path / "deep.json"
    deep = "[" * 100_000
    file.write_text(f'{{"version":"https://jsonfeed.org/version/1.1","items":{deep}')
    answer = reader("add", str(file))
    assert answer.status == 4
    assert f"{file.name}: it is broken JSON" in answer.err


def test_a_list_of_feeds_is_for_import(reader: Type, tmp_path: Path) -> None:
    file = tmp_path / "feeds.opml"
    file.write_text('<opml version="2.0"><body><outline xmlUrl="http://a.example/"/></body></opml>')
    answer = reader("add", str(file))
    assert answer.status == 4
    assert f"reader import {file}" in answer.err


def test_what_a_command_writes_is_a_feed(reader: Type, site: Site, tmp_path: Path) -> None:
    file = tmp_path / "made.xml"
    file.write_text(rss("Made", "One"), encoding="utf-8")
    command = f"exec:cat '{file}'"
    told = reader("add", command, "--json").object
    assert (told["title"], told["address"], told["new"]) == ("Made", command, 1)
    site.give("/news", rss("News", "Loud"))
    told = reader("add", f"filter:sed s/Loud/Quiet/:{site.at('/news')}", "--json").object
    assert told["title"] == "News"
    assert titles(reader) == {"One", "Quiet"}
    typed = f"filter:sed s/Loud/Soft/:{site.at('/news')}".replace("http://", "http://ann:secret@")
    told = reader("add", typed, "--json").object
    assert "secret" not in told["address"]
    site.logins.clear()
    assert reader("update", str(told["id"])).status == 0
    assert site.logins == {"/news": "ann:secret"}
    # The same story as the one above: in the list it is the same line.
    assert reader("list", "title:Soft", "--json").object["title"] == "Soft"
    failed = reader("add", "exec:exit 3")
    assert failed.status == 4
    assert "exit 3" in failed.err


def test_nothing_of_a_feed_acts_on_the_terminal(reader: Type, site: Site) -> None:
    evil = "\u202eevil&#27;]0;x&#7;"
    whole = rss("News", "One").replace("<title>News", f"<title>{evil}")
    site.give("/a", whole.replace("<title>One", f"<title>{evil}"))
    site.give("/b", rss("Sport", "Three"))
    address = site.give_page("/", page(alternate("/a", "\x1b[31m"), alternate("/b")))
    for words in (("add", address), ("add", "--find", address), ("add", "--first", address)):
        for form in ((), ("--json",)):
            answer = reader(*words, *form)
            assert not set(answer.out + answer.err) & set("\x1b\x07\u202e"), words


def test_a_link_of_an_article_leads_into_no_network_of_the_house(
    reader: Type, site: Site, ids: dict[str, int]
) -> None:
    """127.0.0.1 and localhost are two hosts of this house; only one of them is subscribed to."""
    site.give("/news", rss("News", "One"))
    site.give("/other", rss("Other", "Two"))
    inner = site.at("/news").replace("localhost", "127.0.0.1")
    assert reader("add", site.at("/news")).status == 0
    article = next(row["id"] for row in reader("list", "--json").objects if row["title"] == "One")
    for number in (ids["The Door"], article):
        for words in (("--find",), ("--feed-address",), ("--article",), ()):
            answer = reader("add", *words, "--linked-in", str(number), inner)
            assert answer.status == 4, words
            assert "127.0.0.1" in answer.err
    assert reader("add", "--linked-in", str(article), "exec:echo hi").status == 4
    assert reader("add", "--linked-in", "99", site.at("/other")).status == 3
    assert reader("add", "--linked-in", str(article), site.at("/other")).status == 0


def test_an_article_on_several_pages_is_saved_as_one(reader: Type, site: Site) -> None:
    sentence = "A sentence of this page, long enough to be read with some care. "

    def part(number: int, of: int) -> str:
        on = f"<a rel='next' href='/long?page={number + 1}'>Next</a>" if number < of else ""
        body = f"<article><h1>On tea</h1><h2>Part {number}</h2><p>{sentence * 9}</p></article>{on}"
        return page(title="On tea", body=body)

    address = site.give_page("/long", part(1, 3))
    site.give_page("/long?page=2", part(2, 3))
    told = reader("add", "--article", address, "--json").object
    assert reader("show", str(told["id"]), "--json").object["completeness"] == "teaser"
    site.give_page("/long?page=3", part(3, 3))
    again = reader("add", "--article", address, "--json").object
    assert (again["id"], again["outcome"]) == (told["id"], "changed")
    sections = reader("outline", str(told["id"]), "--json").objects
    assert [one["text"] for one in sections] == ["Part 1", "Part 2", "Part 3"]
    assert reader("show", str(told["id"]), "--json").object["completeness"] == "full"


def test_a_page_cannot_take_the_place_of_an_article_from_elsewhere(
    reader: Type, site: Site
) -> None:
    sentence = "A sentence of the essay, long enough to be read with some care. "
    body = f"<article><h1>On tea</h1><p>{sentence * 9}</p></article>"
    there = site.give_page("/essay", page(title="On tea", body=body))
    first = reader("add", "--article", there, "--json").object
    claim = f'<link rel="canonical" href="{there}">'
    liar = site.give_page("/liar", page(claim, title="Lies", body=body.replace("tea", "lies")))
    elsewhere = liar.replace("localhost", "127.0.0.1")
    second = reader("add", "--article", elsewhere, "--json").object
    assert second["id"] != first["id"]
    assert second["outcome"] == "new"


def test_a_title_for_several_feeds_is_refused(reader: Type) -> None:
    answer = reader("add", "--title", "One", "a.example", "b.example")
    assert answer.status == 2
    assert "--title" in answer.err


def test_a_title_for_all_feeds_of_a_page_is_refused(reader: Type, several: str) -> None:
    assert reader("add", "--title", "One", "--all", several).status == 2
    assert reader("feeds").status == 3
