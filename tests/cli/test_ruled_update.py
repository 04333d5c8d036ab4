"""What rules do to feeds as they are updated, from the command line; the server is a real one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.test_fetch import SENTENCE, TEASER, feed, story
from tests.feeds.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable

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
