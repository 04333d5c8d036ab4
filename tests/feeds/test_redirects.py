"""Redirects: followed by hand, so that they lead nowhere they may not, and carry nothing along."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reader.feeds.fetch import Limits
from tests.feeds.fetching import error_of, get
from tests.feeds.wire import Asked, Wire, head, leads, whole

if TYPE_CHECKING:
    from tests.feeds.wire import Answer


@pytest.mark.parametrize(
    ("codes", "moved"),
    [
        ([301], 1),
        ([308], 1),
        ([301, 308, 301], 3),
        ([302], None),
        ([303], None),
        ([307], None),
        ([301, 302], 1),
        ([302, 301], None),
        ([301, 307, 308], 1),
    ],
)
async def test_only_permanent_redirects_from_the_start_move_an_address(
    wire: Wire, codes: list[int], moved: int | None
) -> None:
    wire.give(f"/{len(codes)}", whole(b"here"))
    for number, code in enumerate(codes):
        wire.give(f"/{number}", leads(f"/{number + 1}", code))
    found = await get(wire.at("/0"))
    assert found.body == b"here"
    assert found.address == wire.at(f"/{len(codes)}")
    assert found.moved == (None if moved is None else wire.at(f"/{moved}"))


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("../../ok", "/ok"),
        ("ok?a=1&b=ä b", "/deep/er/ok?a=1&b=%C3%A4%20b"),
        ("?page=2", "/deep/er/feed?page=2"),
        (" /ok ", "/ok"),
        ("/\x1b]0;PWNED\x07", "/%1B]0;PWNED%07"),
        ("/ok%0d%0aX:y", "/ok%0d%0aX:y"),
        ("/ok\\there", "/ok/there"),
    ],
)
async def test_a_location_is_read_as_a_browser_does(wire: Wire, location: str, target: str) -> None:
    bytes_ = b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n"
    page = wire.give("/deep/er/feed", lambda asked: whole(b"x") if "page" in asked.target else sent)
    sent: Answer = [bytes_ % location.encode()]
    wire.give("/ok", whole(b"x"))
    wire.give("/deep/er/ok", whole(b"x"))
    wire.give("/ok/there", whole(b"x"))
    if "ok" not in location.replace("\x1b", "") and "page" not in location:
        await error_of(page)
    elif "%0d" in location:
        assert (await error_of(page)).code == 404
    else:
        await get(page)
    assert wire.asked[-1].target == target


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "javascript:alert(1)",
        "data:application/rss+xml,<rss/>",
        "unix:///tmp/s",
        "http://[::1",
        "http://a b/",
    ],
)
async def test_a_redirect_out_of_the_web_opens_nothing(wire: Wire, location: str) -> None:
    error = await error_of(wire.give("/feed", leads(location)))
    assert "no address of the web" in str(error)
    assert len(wire.asked) == 1


@pytest.mark.parametrize("location", ["", " "])
async def test_a_redirect_to_nowhere_is_told(wire: Wire, location: str) -> None:
    error = await error_of(wire.give("/feed", leads(location)))
    assert "does not say where to" in str(error)
    error = await error_of(wire.give("/feed", whole(b"", 301)))
    assert "does not say where to" in str(error)


async def test_circles_and_endless_chains_end(wire: Wire) -> None:
    assert "in a circle" in str(await error_of(wire.give("/a", leads("/a"))))
    wire.give("/b", leads("/c"))
    assert "in a circle" in str(await error_of(wire.give("/c", leads("/b", 301))))

    def onward(asked: Asked) -> Answer:
        return leads(f"/chain?{int(asked.target.partition('?')[2] or 0) + 1}")

    before = len(wire.asked)
    assert "more than 10 redirects" in str(await error_of(wire.give("/chain", onward)))
    assert len(wire.asked) - before == 11
    limits = Limits(redirects=2)
    assert "more than 2 redirects" in str(await error_of(wire.at("/chain"), limits))


async def test_a_page_that_sets_a_cookie_and_leads_to_itself_is_no_circle(wire: Wire) -> None:
    def teller(asked: Asked) -> Answer:
        return whole(b"in") if "cookie" in asked.headers else leads("/feed", set_cookie="a=1")

    assert (await get(wire.give("/feed", teller))).body == b"in"


async def test_secrets_go_to_their_own_host_only(wire: Wire) -> None:
    with Wire() as other:
        away = other.give("/there", leads(wire.give("/back", whole(b"x"))))
        wire.give("/inner", leads(away))
        page = wire.give("/feed", leads("/inner"))
        await get(page, user="ann", password="hush", headers=(("X-Key", "hush"),))
        assert [asked.target for asked in other.asked] == ["/there"]
        assert not {"authorization", "x-key"} & set(other.asked[0].headers)
    sent = [{"authorization", "x-key"} <= set(asked.headers) for asked in wire.asked]
    assert [asked.target for asked in wire.asked] == ["/feed", "/inner", "/back"]
    assert sent == [True, True, False]


async def test_a_login_that_a_server_writes_into_a_redirect_is_not_used(wire: Wire) -> None:
    wire.give("/there", whole(b"x"))
    page = wire.give("/feed", leads(f"http://ann:hush@127.0.0.1:{wire.port}/there"))
    found = await get(page)
    assert "authorization" not in wire.asked[1].headers
    assert found.address == wire.at("/there")


async def test_what_fails_behind_a_redirect_names_both_addresses(wire: Wire) -> None:
    for code, gone in ((301, True), (302, False)):
        page = wire.give("/feed", leads("/gone", code))
        wire.give("/gone", whole(b"", 410))
        error = await error_of(page)
        assert str(error).startswith(f"{page}: it redirects to {wire.at('/gone')}: it is gone")
        assert (error.code, error.gone, error.permanent) == (410, gone, gone)


async def test_the_long_body_of_a_redirect_is_not_read_to_its_end(wire: Wire) -> None:
    wire.give("/there", whole(b"x"))
    endless: Answer = [head(302, location="/there"), *[b"x" * 65536] * 10, 30.0]
    assert (await get(wire.give("/feed", endless), Limits(read=2, total=2))).body == b"x"
