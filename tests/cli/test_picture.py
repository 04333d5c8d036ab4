"""`reader picture`: the pictures of an article as rows of cells."""

from __future__ import annotations

import io
import sys
from base64 import b64decode
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.cli.conftest import Answer

Image = pytest.importorskip("PIL.Image")


@pytest.fixture
def lamp(reader: Callable[..., Answer], tmp_path: Path) -> str:
    """The number of an article with one picture that is there, and one that is not."""
    page = tmp_path / "lamp.md"
    page.write_text("# Lamp\n\n![Lit](lit.png)\n\n![Gone](gone.png)\n", encoding="utf-8")
    Image.new("RGB", (320, 160), (9, 8, 7)).save(tmp_path / "lit.png")
    return str(reader("add", "--json", str(page)).object["id"])


def test_a_picture_is_told_as_pixels(reader: Callable[..., Answer], lamp: str) -> None:
    told = reader("picture", lamp, "1", "--cells", "20x20", "--json").object
    assert (told["number"], told["block"], told["alt"]) == (1, 0, "Lit")
    assert (told["columns"], told["rows"]) == (20, 5)
    assert b64decode(told["data"]) == bytes((9, 8, 7)) * 20 * 10


def test_one_that_cannot_be_shown_is_named_and_the_others_are_shown(
    reader: Callable[..., Answer], lamp: str
) -> None:
    answer = reader("picture", lamp)
    assert answer.status == 1
    assert "Lit · 320 × 160 pixels" in answer.out
    assert answer.err == "reader: Picture 2 (Gone): there is no such file or folder.\n"


def test_without_the_extra_one_sentence_says_what_to_install(
    reader: Callable[..., Answer], lamp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "PIL", None)
    answer = reader("picture", lamp)
    assert answer.status == 4
    assert "pip install 'reader-tui[images]'" in answer.err
    assert answer.err.count("\n") == 1


def test_nothing_shown_is_told_by_the_status(reader: Callable[..., Answer], lamp: str) -> None:
    assert reader("picture", lamp, "2").status == 4


@pytest.mark.parametrize("wanted", ["0", "3", "one"])
def test_a_picture_that_is_not_there_is_not_found(
    reader: Callable[..., Answer], lamp: str, wanted: str
) -> None:
    answer = reader("picture", lamp, wanted)
    assert answer.status == 3
    assert "the article has 2" in answer.err


@pytest.mark.parametrize("options", [["--cells", "0x3"], ["--cells", "9"], ["--ground", "red"]])
def test_a_wrong_option_is_told(
    reader: Callable[..., Answer], lamp: str, options: list[str]
) -> None:
    assert reader("picture", lamp, "1", *options).status == 2


def test_an_article_without_pictures_says_so(
    reader: Callable[..., Answer], ids: dict[str, int]
) -> None:
    answer = reader("picture", str(ids["The Kettle"]))
    assert answer.status == 3
    assert "no pictures" in answer.err


@pytest.fixture
def feed(reader: Callable[..., Answer], httpserver: HTTPServer) -> str:
    """The number of an article of a feed; its one picture is on the feed's own server."""
    drawn = io.BytesIO()
    Image.new("RGB", (320, 160), (9, 8, 7)).save(drawn, "PNG")
    httpserver.expect_request("/lit.png").respond_with_data(drawn.getvalue())
    lit = httpserver.url_for("/lit.png")
    rss = (
        "<rss version='2.0'><channel><title>Lamps</title><item><guid>1</guid><title>Lamp</title>"
        f"<description>&lt;p&gt;&lt;img src='{lit}' alt='Lit'&gt;&lt;/p&gt;</description>"
        "</item></channel></rss>"
    )
    address = httpserver.url_for("/feed")
    httpserver.expect_request("/feed").respond_with_data(rss, content_type="text/xml")
    assert reader("add", address).status == 0
    return str(reader("list", "Lamp", "--json").object["id"])


def asked(httpserver: HTTPServer, path: str) -> int:
    return sum(request.path == path for request, _ in httpserver.log)


def test_a_picture_of_the_web_is_fetched(
    reader: Callable[..., Answer], feed: str, httpserver: HTTPServer
) -> None:
    told = reader("picture", feed, "--cells", "20x20", "--json").object
    assert (told["alt"], told["source"]) == ("Lit", httpserver.url_for("/lit.png"))
    assert b64decode(told["data"]) == bytes((9, 8, 7)) * 20 * 10


def test_nothing_is_fetched_when_it_is_to_be_here(
    reader: Callable[..., Answer], feed: str, httpserver: HTTPServer
) -> None:
    answer = reader("picture", feed, "--here")
    assert answer.status == 4
    assert "Picture 1 (Lit): it is not on this machine." in answer.err
    assert asked(httpserver, "/lit.png") == 0


def test_an_update_keeps_pictures_where_the_settings_say_so(
    reader: Callable[..., Answer], feed: str, httpserver: HTTPServer
) -> None:
    reader("bookmark", feed)
    assert reader("update", "--all").status == 0
    assert asked(httpserver, "/lit.png") == 0
    assert reader("config", "keep_pictures", "bookmarked").status == 0
    told = reader("update", "--all", "--json").objects
    assert [one for one in told if one["event"] == "pictures"] == [
        {"event": "pictures", "kept": 1, "failed": 0, "dropped": 0, "full": False}
    ]
    assert reader("picture", feed, "--here").status == 0
    assert asked(httpserver, "/lit.png") == 1
    assert "pictures kept" not in reader("update", "--all").out
    reader("unbookmark", feed)
    assert "0 pictures kept, 1 dropped." in reader("update", "--all").out
    assert reader("picture", feed, "--here").status == 4


def test_pictures_are_kept_by_fetch_alone(
    reader: Callable[..., Answer], feed: str, httpserver: HTTPServer
) -> None:
    reader("bookmark", feed)
    off = reader("fetch", "--pictures")
    assert off.status == 2
    assert "reader config keep_pictures bookmarked" in off.err
    reader("config", "keep_pictures", "bookmarked")
    assert reader("fetch", "--pictures").out == "1 picture kept.\n"
    assert reader("fetch", "--pictures", "--json").objects == []
    assert reader("picture", feed, "--here").status == 0
    assert asked(httpserver, "/lit.png") == 1
    assert reader("fetch").status == 2
