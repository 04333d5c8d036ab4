"""Fetching: what is asked, what comes back, and each failure one clear sentence."""

from __future__ import annotations

import asyncio
import shutil
import ssl
import subprocess
import time
from email.utils import formatdate
from typing import TYPE_CHECKING

import pytest

from reader import __version__
from reader.feeds.fetch import Ask, Fetcher, FetchError
from tests.feeds.fetching import QUICK, error_of, get
from tests.feeds.wire import HANG_UP, RESET, Asked, Wire, head, leads, whole

if TYPE_CHECKING:
    from pathlib import Path

    from tests.feeds.wire import Answer


async def test_a_body_comes_with_what_its_head_says(wire: Wire) -> None:
    page = wire.give(
        "/feed", whole(b"<rss/>", content_type="text/xml", etag='"7"', x_odd="\x1b[1m")
    )
    found = await get(page)
    assert found.body == b"<rss/>"
    assert (found.status, found.address, found.moved) == (200, page, None)
    assert found.headers["content-type"] == "text/xml"
    assert found.headers["x-odd"] == "[1m"
    assert (found.etag, found.modified, found.unchanged) == ('"7"', None, False)


async def test_the_request_is_honest_and_says_what_it_takes(wire: Wire) -> None:
    page = wire.give("/feed", whole(b"x"))
    await get(page)
    sent = wire.asked[0].headers
    assert sent["user-agent"].startswith(f"Reader/{__version__} ")
    assert "://" not in sent["user-agent"]
    assert sent["accept-encoding"] == "gzip, deflate, br, zstd"
    assert "application/atom+xml" in sent["accept"]
    assert sent["host"] == f"127.0.0.1:{wire.port}"
    assert not {"authorization", "cookie", "if-none-match", "if-modified-since"} & set(sent)


async def test_what_a_source_is_set_to_is_sent(wire: Wire) -> None:
    page = wire.give("/feed", whole(b"x"))
    headers = (("X-Key", "abc"), ("Host", "elsewhere"), ("accept", "text/odd"))
    await get(page, headers=headers, user="ann", password="größe:1", user_agent="Mine/1")
    sent = wire.asked[0].headers
    assert sent["user-agent"] == "Mine/1"
    assert (sent["x-key"], sent["accept"]) == ("abc", "text/odd")
    assert sent["host"] == f"127.0.0.1:{wire.port}"
    assert sent["authorization"] == "Basic YW5uOmdyw7bDn2U6MQ=="


async def test_a_login_in_the_address_is_used_but_not_told(wire: Wire) -> None:
    wire.give("/feed", whole(b"", 401))
    error = await error_of(f"http://ann:hush%21@127.0.0.1:{wire.port}/feed")
    assert wire.asked[0].headers["authorization"] == "Basic YW5uOmh1c2gh"
    assert error.code == 401
    assert "hush" not in str(error)
    assert "ann" not in str(error)
    assert "hush" not in repr(
        Ask("https://ann:hush@host/", password="hush", headers=(("a", "hush"),))
    )


@pytest.mark.parametrize(
    ("etag", "modified"), [('"a"', None), (None, "Mon, 02 Nov 2026 08:00:00 GMT")]
)
async def test_what_has_not_changed_is_not_sent_again(
    wire: Wire, etag: str | None, modified: str | None
) -> None:
    def teller(asked: Asked) -> Answer:
        same = asked.headers.get("if-none-match") == etag
        same = same and asked.headers.get("if-modified-since") == modified
        return whole(b"", 304) if same else whole(b"new")

    found = await get(wire.give("/feed", teller), etag=etag, modified=modified)
    assert (found.unchanged, found.status, found.body) == (True, 304, b"")


async def test_odd_tags_come_back_as_they_were(wire: Wire) -> None:
    for tag in ("bare", 'W/"weak"', '"a,b c"', '"' + "e" * 4000 + '"', '"\xe9"'):
        page = wire.give("/feed", whole(b"x", etag=tag))
        found = await get(page)
        assert found.etag == tag
        await get(page, etag=found.etag)
        assert wire.asked[-1].headers["if-none-match"] == tag


async def test_a_304_that_nobody_asked_for_is_told(wire: Wire) -> None:
    error = await error_of(wire.give("/feed", whole(b"", 304)))
    assert (error.code, error.permanent) == (304, False)


@pytest.mark.parametrize(
    ("status", "gone", "permanent", "says"),
    [
        (204, False, False, "answers with nothing"),
        (206, False, False, "only a part came"),
        (400, False, False, "slip in the address"),
        (401, False, True, "user and a password"),
        (403, False, False, "may not be read by everybody"),
        (404, False, True, "nothing at this address"),
        (410, True, True, "gone for good"),
        (418, False, False, "refuses"),
        (499, False, False, "refuses"),
        (500, False, False, "try again later"),
        (599, False, False, "try again later"),
        (999, False, False, "no answer to a reader"),
    ],
)
async def test_each_status_has_its_sentence(
    wire: Wire, status: int, says: str, *, gone: bool, permanent: bool
) -> None:
    page = wire.give("/feed", whole(b"\x1b]0;evil\x07", status))
    error = await error_of(page)
    assert (error.code, error.gone, error.permanent) == (status, gone, permanent)
    assert says in str(error)
    assert page in str(error)
    assert error.status == 4  # what a command exits with


@pytest.mark.parametrize(
    ("written", "wait"),
    [("120", 120), ("-1", None), ("soon", None), ("31536000000", 30 * 86400), ("0", 0)],
)
async def test_how_long_to_wait_is_taken_from_the_answer(
    wire: Wire, written: str, wait: int | None
) -> None:
    error = await error_of(wire.give("/feed", whole(b"", 429, retry_after=written)))
    assert (error.code, error.retry_after) == (429, wait)
    assert ("to wait 2 minutes" in str(error)) == (wait == 120)


async def test_how_long_to_wait_may_be_a_date(wire: Wire) -> None:
    later = formatdate(time.time() + 300, usegmt=True)
    error = await error_of(wire.give("/feed", whole(b"", 503, retry_after=later)))
    assert error.retry_after is not None
    assert 280 < error.retry_after <= 301


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ([HANG_UP], "hung up without an answer"),
        ([b"\x1b[31mSSH-2.0-notaweb\r\n\x00\xff\r\n", HANG_UP], "does not speak as a web server"),
        ([head(200, length=1000) + b"short", HANG_UP], "broke off in the middle"),
        (
            [head(200, transfer_encoding="chunked") + b"5\r\nhello\r\nZZZ\r\n", HANG_UP],
            "web server",
        ),
        ([head(200, transfer_encoding="chunked") + b"4000000000000000\r\nx", HANG_UP], "broke off"),
        ([head(200, content_length="-5") + b"x", HANG_UP], "how long it is"),
        ([head(200, length=10**18) + b"x", HANG_UP], "longer than the 16 MB"),
        ([b"HTTP/1.1 200 OK\r\nX: " + b"z" * 1_048_576 + b"\r\n\r\n", HANG_UP], "head is too long"),
        ([b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 300_000 + b"\r\n", HANG_UP], "head is too long"),
        ([10.0], "nothing came for 1 seconds"),
        ([head(200, length=5) + b"he", 10.0], "nothing came for 1 seconds"),
        (whole(b""), "it is empty"),
    ],
)
async def test_a_server_that_misbehaves_is_told_in_words(
    wire: Wire, answer: Answer, says: str
) -> None:
    page = wire.give("/feed", answer)
    error = await error_of(page)
    assert says in str(error)
    assert str(error).startswith(page)


async def test_a_reset_is_told(wire: Wire) -> None:
    error = await error_of(wire.give("/feed", [head(200, length=100) + b"x", 0.1, RESET]))
    assert "the connection broke off" in str(error)


@pytest.mark.parametrize(
    "drip",
    [[b"HTTP/1.1 200 OK\r\n", *[b"X-Slow: 1\r\n", 0.1] * 300], [head(200), *[b"x", 0.1] * 300]],
)
async def test_a_slow_drip_ends_with_the_whole_time(wire: Wire, drip: Answer) -> None:
    began = time.monotonic()
    error = await error_of(wire.give("/feed", drip))
    assert "not all there after 2.5 seconds" in str(error)
    assert time.monotonic() - began < 10


async def test_an_endless_body_ends_at_the_cap(wire: Wire) -> None:
    limits = QUICK._replace(most_bytes=1 << 20)
    error = await error_of(wire.give("/feed", [head(200), *[b"x" * 65536] * 100]), limits)
    assert "longer than the 1 MB" in str(error)


async def test_who_is_not_there_is_told(wire: Wire) -> None:
    wire.__exit__()
    error = await error_of(wire.at("/feed"))
    assert "nobody takes the connection there" in str(error)
    error = await error_of("http://nowhere.invalid/feed")
    assert "no host called nowhere.invalid is found" in str(error)


@pytest.mark.parametrize(
    "address",
    ["ftp://host/x", "file:///etc/passwd", "javascript:alert(1)", "feed.xml", "", "http://"],
)
async def test_only_addresses_of_the_web_are_asked(address: str) -> None:
    assert (await error_of(address)).permanent


async def test_a_header_that_cannot_be_sent_is_not_told_with_its_value(wire: Wire) -> None:
    page = wire.give("/feed", whole(b"x"))
    error = await error_of(page, headers=(("X-Key", "hush\r\nX-Other: hush"),))
    assert "hush" not in str(error)
    assert not wire.asked


async def test_connections_are_used_again_and_a_lost_one_is_made_anew(wire: Wire) -> None:
    page = wire.give("/feed", whole(b"x"))
    closing = wire.give("/close", [*whole(b"x"), HANG_UP])
    async with Fetcher(QUICK) as fetcher:
        for address in (page, page, closing, page):
            await fetcher.get(Ask(address, typed=True))
    assert [asked.connection for asked in wire.asked] == [1, 1, 1, 2]


async def test_cookies_last_for_one_run(wire: Wire) -> None:
    page = wire.give("/feed", whole(b"x", set_cookie="seen=1; Path=/"))
    async with Fetcher(QUICK) as fetcher:
        for _ in range(2):
            await fetcher.get(Ask(page, typed=True))
    await get(page)
    sent = [asked.headers.get("cookie") for asked in wire.asked]
    assert sent == [None, "seen=1", None]


async def test_a_flood_of_cookies_is_not_given_back(wire: Wire) -> None:
    flood = head(200, length=1)[:-2] + b"".join(
        b"Set-Cookie: c%d=%s\r\n" % (n, b"v" * 400) for n in range(200)
    )
    page = wire.give("/feed", [flood + b"\r\nx"])
    async with Fetcher(QUICK) as fetcher:
        for _ in range(2):
            await fetcher.get(Ask(page, typed=True))
    assert all(len(asked.headers.get("cookie", "")) < 8193 for asked in wire.asked)


async def test_a_fetch_can_be_cancelled_at_once(wire: Wire) -> None:
    page = wire.give("/feed", [30.0])
    async with Fetcher() as fetcher:
        task = asyncio.create_task(fetcher.get(Ask(page, typed=True)))
        assert await asyncio.to_thread(wire.begun.wait, 5)
        began = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert time.monotonic() - began < 10


async def test_others_go_on_beside_one_that_hangs(wire: Wire) -> None:
    hanging = wire.give("/hang", [30.0])
    pages = [wire.give(f"/feed{n}", whole(b"%d" % n)) for n in range(20)]
    async with Fetcher(QUICK) as fetcher:
        asks = [fetcher.get(Ask(page, typed=True)) for page in (hanging, *pages)]
        first, *others = await asyncio.gather(*asks, return_exceptions=True)
    assert isinstance(first, FetchError)
    assert [getattr(other, "body", other) for other in others] == [b"%d" % n for n in range(20)]


@pytest.fixture
def secure(tmp_path: Path) -> tuple[ssl.SSLContext, Path]:
    """What a server on 127.0.0.1 needs for https, and the certificate that trusts it."""
    if shutil.which("openssl") is None:
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    made = (
        f"openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -keyout {key}"
    )
    more = f"-out {certificate} -days 2 -subj /CN=test -addext subjectAltName=IP:127.0.0.1"
    subprocess.run(f"{made} {more}".split(), check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context, certificate


async def test_a_certificate_is_checked(
    secure: tuple[ssl.SSLContext, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Wire(secure[0]) as wire:
        page = wire.give("/feed", whole(b"x"))
        assert "certificate is not to be trusted" in str(await error_of(page))
        monkeypatch.setenv("SSL_CERT_FILE", str(secure[1]))
        assert (await get(page)).body == b"x"


async def test_speaking_https_where_it_is_http_is_told(wire: Wire) -> None:
    error = await error_of(wire.at("/feed").replace("http:", "https:"))
    assert "no secure connection came about" in str(error)


async def test_a_way_out_of_https_is_noted_and_takes_no_password_along(
    secure: tuple[ssl.SSLContext, Path], wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(secure[1]))
    with Wire(secure[0]) as safe:
        page = safe.give("/feed", leads(wire.give("/plain", whole(b"x")), 301))
        found = await get(page, user="ann", password="hush")
    assert "without encryption" in found.notes[0]
    assert found.moved is None
    assert "authorization" in safe.asked[0].headers
    assert "authorization" not in wire.asked[0].headers
