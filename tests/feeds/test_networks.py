"""Private networks: asked only where the user typed the address, whatever names and forms say."""

from __future__ import annotations

import asyncio
import gc
import socket
import sys
import threading
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any

import pytest

from reader.feeds.fetch import Ask, Fetcher, FetchError
from reader.feeds.networks import is_of_this_machine, is_private, is_public, literal
from tests.feeds.fetching import QUICK, error_of, get
from tests.feeds.wire import HANG_UP, Asked, Wire, leads, whole

if TYPE_CHECKING:
    from tests.feeds.wire import Answer


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.8.9.10",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::127.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "64:ff9b::10.0.0.1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    ],
)
def test_what_is_no_part_of_the_public_network(number: str) -> None:
    public = is_public(ip_address(number))
    assert not public or number.startswith("2001:0:")  # Teredo of a public address is public
    if not number.startswith("2001:0:"):
        assert is_private(f"[{number}]" if ":" in number else number)


@pytest.mark.parametrize(
    "number",
    [
        "93.184.216.34",
        "1.1.1.1",
        "2606:4700::1111",
        "::ffff:1.1.1.1",
        "64:ff9b::1.1.1.1",
        "198.18.0.9",
    ],
)
def test_what_is_public(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize(
    "host",
    [
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "[::ffff:7f00:1]",
    ],
)
def test_all_forms_of_an_address_are_the_address(host: str) -> None:
    found = literal(host)
    assert found is not None
    assert not is_public(found)
    assert is_of_this_machine(host)


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "printer.local", "meta.internal"])
def test_names_that_are_private_by_their_own_word(host: str) -> None:
    assert is_private(host)


@pytest.mark.parametrize(
    "host", ["example.org", "local", "localhost.example", "1.1.1.1", "0x1010101"]
)
def test_names_that_may_be_anywhere(host: str) -> None:
    assert not is_private(host)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "017700000001",
        "[::ffff:127.0.0.1]",
    ],
)
async def test_what_the_user_did_not_type_stays_out_of_private_networks(
    wire: Wire, host: str
) -> None:
    wire.give("/feed", whole(b"x"))
    error = await error_of(f"http://{host}:{wire.port}/feed", typed=False)
    assert "private network" in str(error)
    assert error.permanent
    assert not wire.asked


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "2130706433"])
async def test_what_the_user_typed_is_asked(wire: Wire, host: str) -> None:
    wire.give("/feed", whole(b"x"))
    assert (await get(f"http://{host}:{wire.port}/feed")).body == b"x"


async def test_a_connection_that_was_typed_is_not_lent_to_what_was_not(wire: Wire) -> None:
    page = wire.give("/feed", whole(b"x"))
    async with Fetcher(QUICK) as fetcher:
        await fetcher.get(Ask(page, typed=True))
        with pytest.raises(FetchError, match="private network"):
            await fetcher.get(Ask(page))
    assert len(wire.asked) == 1


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """What the system's look-up says, by name: the numbers of one look-up after the other."""
    known: dict[str, list[list[str]]] = {}
    true = socket.getaddrinfo

    def look_up(host: str, port: int, *args: int, **more: int) -> list[Any]:
        if host not in known:
            return true(host, port, *args, **more)
        numbers = known[host].pop(0)
        kind = socket.SOCK_STREAM
        return [(socket.AF_INET, kind, 6, "", (number, port)) for number in numbers]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


async def test_a_name_of_a_private_network_is_refused(
    wire: Wire, names: dict[str, list[list[str]]]
) -> None:
    wire.give("/feed", whole(b"x"))
    names["news.example"] = [["127.0.0.1"]]
    error = await error_of(f"http://news.example:{wire.port}/feed", typed=False)
    assert "news.example is in a private network" in str(error)
    assert not wire.asked


async def test_a_name_is_looked_up_once_and_only_what_was_checked_is_connected_to(
    wire: Wire, names: dict[str, list[list[str]]]
) -> None:
    wire.give("/feed", [*whole(b"x"), HANG_UP])
    # A second look-up would find no answer left, and fail.
    names["news.example"] = [["127.0.0.1"]]
    async with Fetcher(QUICK) as fetcher:
        for _ in range(3):
            ask = Ask(f"http://news.example:{wire.port}/feed", typed=True)
            assert (await fetcher.get(ask)).body == b"x"
        with pytest.raises(FetchError, match="private network"):
            await fetcher.get(ask._replace(typed=False))
    assert len(wire.asked) == 3


async def test_a_look_up_that_takes_too_long_is_left_behind(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    answered = threading.Event()

    def look_up(*_: object, **__: object) -> list[object]:
        answered.wait(5)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    async with Fetcher(QUICK._replace(connect=0.1)) as fetcher:
        for _ in range(2):
            with pytest.raises(FetchError, match=r"no connection came about within 0\.1 seconds"):
                await fetcher.get(Ask("http://news.example/feed"))
        answered.set()
        with pytest.raises(FetchError, match=r"no host called news\.example is found"):
            await fetcher.get(Ask("http://news.example/feed"))
    gc.collect()
    await asyncio.sleep(0)
    assert "never retrieved" not in caplog.text


async def test_the_next_number_of_a_host_is_tried(
    wire: Wire, names: dict[str, list[list[str]]]
) -> None:
    wire.give("/feed", whole(b"x"))
    names["news.example"] = [["127.0.0.2", "127.0.0.1"]]
    found = await get(f"http://news.example:{wire.port}/feed", QUICK)
    assert found.body == b"x"
    names["news.example"] = [["127.0.0.2", "127.0.0.3"]]
    error = await error_of(f"http://news.example:{wire.port}/feed")
    assert "nobody takes the connection" in str(error)


async def test_a_redirect_within_a_typed_private_network_is_followed(wire: Wire) -> None:
    with Wire() as other:
        page = wire.give("/feed", leads(other.give("/there", whole(b"x"))))
        assert (await get(page)).body == b"x"


async def test_a_typed_private_address_leads_to_no_other_host_of_a_private_network(
    wire: Wire,
) -> None:
    for to in ("169.254.169.254", "10.0.0.9"):
        error = await error_of(wire.give("/feed", leads(f"http://{to}/secret")))
        assert f"{to} is in a private network" in str(error)


async def test_the_proxy_of_the_environment_is_used(proxy: Wire) -> None:
    proxy.give("/feed", whole(b"x"))
    found = await get("http://news.example/feed", typed=False)
    assert found.body == b"x"
    assert proxy.asked[0].target == "http://news.example/feed"
    assert proxy.asked[0].headers["proxy-authorization"] == "Basic YW5uOmh1c2g="
    assert proxy.asked[0].headers["host"] == "news.example"


async def test_a_proxy_is_passed_by_where_the_environment_says_so(
    proxy: Wire, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1,example.com")
    assert (await get(wire.give("/feed", whole(b"straight")))).body == b"straight"
    assert not proxy.asked
    monkeypatch.setenv("no_proxy", "*")
    assert (await get(wire.at("/feed"))).body == b"straight"


@pytest.mark.parametrize("to", ["127.0.0.1", "localhost", "169.254.169.254", "0x7f000001", "[::1]"])
async def test_a_public_page_leads_into_no_private_network(proxy: Wire, to: str) -> None:
    proxy.give("/feed", leads(f"http://{to}/secret"))
    proxy.give("/secret", whole(b"secret"))
    for typed in (True, False):
        error = await error_of("http://news.example/feed", typed=typed)
        assert "private network" in str(error)
    assert {asked.target for asked in proxy.asked} == {"http://news.example/feed"}


async def test_a_way_out_and_back_in_is_closed(proxy: Wire) -> None:
    def teller(asked: Asked) -> Answer:
        out = "10.0.0.9" in asked.target
        return leads("http://news.example/feed") if out else leads("http://10.0.0.9/other")

    proxy.give("/feed", teller)
    proxy.give("/other", whole(b"secret"))
    assert "private network" in str(await error_of("http://10.0.0.9/feed"))
    assert len(proxy.asked) == 2


async def test_the_password_of_a_proxy_is_not_told(proxy: Wire) -> None:
    proxy.give("/feed", whole(b"", 407))
    sentence = str(await error_of("http://news.example/feed"))
    assert "proxy wants a user and a password" in sentence
    assert "hush" not in sentence


async def test_a_proxy_that_refuses_to_open_a_tunnel_is_told(
    monkeypatch: pytest.MonkeyPatch, wire: Wire
) -> None:
    monkeypatch.setenv("https_proxy", f"http://ann:hush@127.0.0.1:{wire.port}")
    sentence = str(await error_of("https://news.example/feed"))
    assert "the proxy refuses (404" in sentence
    assert "hush" not in sentence


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("gopher://ann:hush@127.0.0.1:1", "one of gopher:, which is not known"),
        ("http://ann:hush@127.0.0.1:port", "proxy address is wrong"),
        ("http://ann:hush@127.0.0.1:1", "the proxy cannot be reached"),
        ("socks5://ann:hush@127.0.0.1:1", "the proxy cannot be reached"),
        ("127.0.0.1:1", "the proxy cannot be reached"),
    ],
)
async def test_a_proxy_that_cannot_be_used_is_told(
    monkeypatch: pytest.MonkeyPatch, address: str, says: str
) -> None:
    monkeypatch.setenv("all_proxy", address)
    sentence = str(await error_of("http://news.example/feed"))
    assert says in sentence
    assert "hush" not in sentence


async def test_a_socks_proxy_without_its_extra_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:1")
    monkeypatch.setitem(sys.modules, "socksio", None)
    sentence = str(await error_of("http://news.example/feed"))
    assert "pip install 'reader-tui[socks]'" in sentence
