"""What rules do to feeds as they are updated, from the command line; the server is a real one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_fetch import SENTENCE, TEASER, feed, story
from tests.feeds.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.cli.conftest import Answer

    Type = Callable[..., Answer]


@pytest.fixture
def site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


def test_an_update_does_what_rules_say_and_fetches_what_they_want(reader: Type, site: Site) -> None:
    site.give_page("/mill", story(SENTENCE * 8))
    site.give_page("/other", story(SENTENCE * 8))
    site.give("/feed", feed(site, ("/mill", TEASER)))
    assert reader("add", site.at("/feed")).status == 0
    reader("rules", "add", "Mills", "title:2", "--do", "fetch", "--do", "tag mills")
    site.give("/feed", feed(site, ("/mill", TEASER), ("/other", TEASER)))
    assert reader("update", "--all").status == 0
    told = {row["title"]: row for row in reader("list", "--json").objects}
    assert told["A mill 2"]["words"] > 100 > told["A mill 1"]["words"]
    assert (told["A mill 1"]["tags"], told["A mill 2"]["tags"]) == ([], ["mills"])
    reader("rules", "edit", "Mills", "--query", "mill")
    assert "wants 1 whole" in reader("rules", "apply", "Mills").out
    assert reader("fetch", "--wanted").status == 0
    told = {row["title"]: row for row in reader("list", "--json").objects}
    assert told["A mill 1"]["words"] > 100
    nothing = reader("fetch", "--wanted")
    assert (nothing.status, nothing.err) == (3, "No rule wants an article whole.\n")


def test_what_a_rule_hides_on_arrival_is_not_told_as_new(reader: Type, site: Site) -> None:
    site.give("/feed", feed(site, ("/mill", TEASER)))
    assert "1 new" in reader("add", site.at("/feed")).out
    assert reader("rules", "add", "No seconds", "title:2", "--do", "hide").status == 0
    site.give("/feed", feed(site, ("/mill", TEASER), ("/other", TEASER)))
    *_, of_feed, done = reader("update", "--all", "--json").objects
    assert (of_feed["event"], of_feed["new"], of_feed["same"]) == ("source", 0, 1)
    assert (done["event"], done["new"], done["unchanged"]) == ("done", 0, 1)
    assert len(reader("list", "is:hidden", "--json").objects) == 1


def test_what_a_rule_hides_of_a_folder_is_not_told_as_new(reader: Type, tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "sea.txt").write_text("The sea is wide.", "utf-8")
    assert "1 new" in reader("add", str(folder)).out
    assert reader("rules", "add", "No mills", "mill", "--do", "hide").status == 0
    (folder / "mill.txt").write_text("A mill stands here.", "utf-8")
    (folder / "hill.txt").write_text("A hill stands here.", "utf-8")
    *_, of_folder, done = reader("update", "--all", "--json").objects
    assert (of_folder["event"], of_folder["new"], of_folder["same"]) == ("source", 1, 1)
    assert (done["event"], done["new"]) == ("done", 1)
    assert len(reader("list", "is:hidden", "--json").objects) == 1
