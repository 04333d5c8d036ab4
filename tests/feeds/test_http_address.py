"""Addresses made ready to be asked for, and fit to be shown."""

from __future__ import annotations

from email.utils import formatdate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.document.safe import clean_line
from reader.errors import SourceError
from reader.feeds.caching import LONGEST, condition, fresh_for, retry_after
from reader.feeds.http_address import onward, ready, shown


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("http://example.org", "http://example.org/"),
        ("HTTPS://EXAMPLE.org:443/A?b=C#d", "https://example.org/A?b=C#d"),
        ("https://example.org:8443/", "https://example.org:8443/"),
        ("  https://example.org/a\nb\t ", "https://example.org/ab"),
        (
            "https://bücher.example/ä ö?ü=ß",
            "https://xn--bcher-kva.example/%C3%A4%20%C3%B6?%C3%BC=%C3%9F",
        ),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://日本.example/日", "https://xn--wgv71a.example/%E6%97%A5"),
        ("https://example.org/%41%2f%zz", "https://example.org/%41%2f%zz"),
        ("https://example.org/a?b=c d&e='\"<>", "https://example.org/a?b=c%20d&e='%22%3C%3E"),
        ("https://ann:hush@example.org/", "https://example.org/"),
        ("https://example.org./", "https://example.org/"),
        ("https://[::1]:80/", "https://[::1]:80/"),
        ("https:\\\\example.org\\a", "https://example.org/a"),
        ("https://ex%61mple.org/", "https://example.org/"),
    ],
)
def test_addresses_as_they_are_asked_for(written: str, asked: str) -> None:
    address, _ = ready(written)
    assert str(address) == asked
    assert str(ready(asked)[0]) == asked


@pytest.mark.parametrize(
    "written",
    [
        "",
        "example.org",
        "example.org:8080/feed",
        "//example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "https://",
        "https:///path",
        "https://a b/",
        "https://exa<mple.org/",
        "https://example..org/",
        "https://example.org:99999/",
        "https://example.org:port/",
        "https://[::1/",
        "https://[zz]/",
        "https://" + "a" * 64 + ".org/",
        "https://example.org/" + "a" * 9000,
        "https://\ud800.org/",
    ],
)
def test_what_cannot_be_asked_for_is_told(written: str) -> None:
    with pytest.raises(SourceError) as caught:
        ready(written)
    assert len(str(caught.value)) < 400
    assert str(caught.value).isprintable()


def test_a_login_is_taken_out() -> None:
    _, login = ready("https://ann%40b:p%3Aw@example.org/")
    assert login is not None
    assert (login.user, login.password) == ("ann@b", "p:w")
    assert "p:w" not in repr(login)
    assert ready("https://example.org/@ann:x")[1] is None


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://ann:hush@example.org/a", "https://example.org/a"),
        (
            "https://example.org/go?to=https://ann:hush@b.org",
            "https://example.org/go?to=https://b.org",
        ),
        ("filter:cut -c1:https://ann:hush@b.org/", "filter:cut%20-c1:https://b.org/"),
        ("https://medium.example//@ann", "https://medium.example//@ann"),
        ("a\x1b]0;evil\x07\nb", "a]0;evil%20b"),
    ],
)
def test_an_address_is_shown_without_its_login(address: str, said: str) -> None:
    assert shown(address) == said


def test_a_fragment_outlives_a_redirect() -> None:
    start, _ = ready("https://example.org/a#part")
    assert str(onward(start, "/b")) == "https://example.org/b#part"
    assert str(onward(start, "/b#other")) == "https://example.org/b#other"


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_address_is_ready_or_refused(written: str, location: str) -> None:
    for text in (written, "http://" + written, "https://example.org/" + written):
        try:
            address, _ = ready(text)
            again = str(address)
            assert again.isascii()
            assert again.isprintable()
            assert str(ready(again)[0]) == again
            onward(address, location)
        except SourceError as error:
            sentence = str(error)
            assert clean_line(sentence) == sentence


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"cache-control": "max-age=600"}, 600),
        ({"cache-control": "public, MAX-AGE = 600", "age": "100"}, 500),
        ({"cache-control": "max-age=600", "age": "900"}, 0),
        ({"cache-control": "s-maxage=600"}, None),
        ({"cache-control": "max-age=soon"}, None),
        ({"cache-control": "max-age=999999999999"}, LONGEST),
        ({"cache-control": "no-cache, max-age=600"}, 0),
        ({"cache-control": "no-store"}, 0),
        ({"expires": "0"}, 0),
        ({"expires": "yesterday, 31 Feb"}, 0),
        ({"expires": formatdate(2000, usegmt=True), "date": formatdate(500, usegmt=True)}, 1500),
        ({"expires": formatdate(500, usegmt=True), "date": formatdate(2000, usegmt=True)}, 0),
        ({"expires": formatdate(900), "cache-control": "max-age=60"}, 60),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: int | None) -> None:
    assert fresh_for(headers) == seconds


@given(st.text(max_size=40))
def test_no_header_makes_them_fail(text: str) -> None:
    for name in ("cache-control", "expires", "retry-after", "age", "date"):
        for headers in ({name: text}, {"cache-control": "max-age=5", "expires": "x", name: text}):
            assert fresh_for(headers) in (None, *range(6)) or fresh_for(headers) is not None
            wait = retry_after(headers)
            assert wait is None or 0 <= wait <= LONGEST


@pytest.mark.parametrize(
    ("tag", "kept"),
    [
        ('"a"', '"a"'),
        ('"\xe9"', '"\xe9"'),
        ("", None),
        ("a\x1bb", None),
        ("a\x9bb", None),
        ("日", None),
    ],
)
def test_only_a_tag_that_can_be_sent_back_is_kept(tag: str, kept: str | None) -> None:
    assert condition(tag) == kept
    assert condition('"' + "x" * 9000 + '"') is None
