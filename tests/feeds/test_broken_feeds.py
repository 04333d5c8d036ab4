"""Feeds in odd encodings, broken ones, bombs, and what is no feed at all."""

from __future__ import annotations

import re
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.feeds import parse
from reader.feeds.mending import CUT_OFF, MENDED
from reader.feeds.parse import parse_feed
from tests.feeds.written import atom, only, read, rss

ITEM = "<item><title>t</title><description>d</description></item>"
RUSSIAN = "Наверное, единственное, во что сегодня можно верить безоговорочно, так это в то"
JAPANESE = "それにしても、正月って食べてばっかりでマジ太るよね。今年こそ遅れないよう"


def feed_in(encoding: str, title: str, declared: str | None) -> bytes:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{head}<rss><channel><title>{title}</title></channel></rss>".encode(encoding)


@pytest.mark.parametrize(
    ("encoding", "title", "declared"),
    [
        ("utf-8", "Zażółć", "utf-8"),
        ("utf-8", "Zażółć", None),
        ("utf-8", "Zażółć", "iso-8859-1"),
        ("utf-8", "日本のニュース", "shift_jis"),
        ("utf-8-sig", "Zażółć", "iso-8859-2"),
        ("iso-8859-2", "Zażółć", "iso-8859-2"),
        ("cp1252", "It’s – “so”", "iso-8859-1"),
        ("cp1252", "It’s – “so”", "us-ascii"),
        ("cp1251", RUSSIAN, "windows-1251"),
        ("koi8-r", RUSSIAN, None),
        ("euc-jp", JAPANESE, None),
        ("euc-jp", JAPANESE, "EUC-JP"),
        ("shift_jis", JAPANESE, "x-sjis"),
        ("iso2022_jp", JAPANESE, "iso-2022-jp"),
        ("gb18030", "不归移民漫画系列：专业工作", "gb2312"),
        ("gbk", "联通", "gb2312"),
        ("big5", "我希望容易其翻成中文，並有助於改件", "big5"),
        ("cp949", "한국어 소식", "euc-kr"),
        ("utf-16", "Zażółć", "utf-16"),
        ("utf-16-le", "Zażółć", "utf-16"),
        ("utf-16-be", "Zażółć", None),
        ("utf-32", "Zażółć", "utf-32"),
        ("utf-32-be", "Zażółć", "utf-8"),
        ("cp037", "Ebcdic", "cp037"),
        ("utf-8", "no such", "x-no-such-encoding"),
        ("utf-8", "a codec of bytes", "base64"),
    ],
)
def test_the_encoding_is_what_the_bytes_are(
    encoding: str, title: str, declared: str | None
) -> None:
    assert read(feed_in(encoding, title, declared)).title == title


def test_the_server_is_asked_where_the_feed_says_nothing() -> None:
    data = feed_in("iso-8859-7", "Καλημέρα κόσμε", None)
    assert read(data, content_type="text/xml; charset=ISO-8859-7").title == "Καλημέρα κόσμε"


def test_one_wrong_byte_does_not_spoil_the_others() -> None:
    feed = read(
        "<rss><channel><title>’’’ x ’’’</title></channel></rss>".encode().replace(b"x", b"\xa9")
    )
    assert feed.title == "’’’ © ’’’"
    assert "another encoding" in feed.warnings[0]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("<rss><channel><title>a & b</title></channel></rss>", "a & b"),
        ("<rss><channel><title>a&nbsp;&copy; b</title></channel></rss>", "a © b"),
        ("<rss><channel><title>a &unknown; b</title></channel></rss>", "a &unknown; b"),
        ("<rss><channel><title>a < b</title></channel></rss>", "a < b"),
        ("<rss><channel><title>a\x00\x1b b</title></channel></rss>", "a b"),
        ("<rss><channel><title>a&#27;&#x0; b</title></channel></rss>", "a b"),
        ("<rss><channel><title>a]]> b</title></channel></rss>", "a b"),
        ("<rss><channel><title>t</title><y:z>no</y:z></channel></rss>", "t"),
        ('<rss><channel><title a="1" a="2">t</title></channel></rss>', "t"),
        ("<rss><channel><title a=1>t</title></channel></rss>", "t"),
        ("<rss><channel><title>t</title></chanel></rss>", "t"),
        ("<rss><channel><title>t</channel></rss>", "t"),
        ("<rss><channel><title>t</title></channel></rss><p>junk", "t"),
        ("\n <?xml version='1.0'?><rss><channel><title>t</title></channel></rss>", "t"),
        ("<!-- c --><?xml version='1.0'?><rss><channel><title>t</title></channel></rss>", "t"),
        ("PHP Warning: <b>x</b><rss><channel><title>t</title></channel></rss>", "t"),
        ("\ufeff\ufeff<rss><channel><title>t</title></channel></rss>", "t"),
        (
            '<!DOCTYPE a[<!ENTITY e "E &#38;">]><rss><channel><title>&e; F</title></channel></rss>',
            "E & F",
        ),
        (
            '<!DOCTYPE rss PUBLIC "x" "http://b.example/x.dtd"><rss><channel><title>t</title></channel></rss>',
            "t",
        ),
    ],
)
def test_broken_xml_is_mended(text: str, title: str) -> None:
    assert read(text).title == title


def test_in_cdata_nothing_is_mended() -> None:
    entry = only(
        rss("<description><![CDATA[a & b &nbsp; <br>]]></description><title>&nbsp;</title>")
    )
    assert entry.content == "a & b &nbsp; <br>"


@pytest.mark.parametrize(
    "rest",
    ["", "<item>", "<item><tit", "<item><title>x", "<item><title><![CDATA[x", "<item><title><![CD"],
)
def test_a_feed_that_breaks_off_gives_what_had_come(rest: str) -> None:
    feed = read(f"<rss><channel><title>c</title>{ITEM}{ITEM}{rest}")
    assert feed.title == "c"
    assert [entry.title for entry in feed.entries[:2]] == ["t", "t"]
    assert feed.warnings in ((CUT_OFF,), (MENDED,))


def test_cdata_without_an_end_does_not_swallow_the_rest() -> None:
    feed = read(
        f"<rss><channel>{ITEM}<item><description><![CDATA[whole</description></item></channel></rss>"
    )
    assert [entry.content for entry in feed.entries] == ["d", "whole"]


def test_a_title_without_an_end_does_not_swallow_the_rest() -> None:
    feed = read(f"<rss><channel><item><title>a</item>{ITEM}{ITEM}</channel></rss>")
    assert [entry.title for entry in feed.entries] == ["a", "t", "t"]


def test_entities_are_never_expanded() -> None:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "lol">{levels}]>'
    feed = read(f"{bomb}<rss><channel><title>&a11;</title>{ITEM}</channel></rss>")
    assert len(feed.title) < 20
    assert len(feed.entries) == 1
    outside = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    assert "root:" not in read(f"{outside}<rss><channel><title>&x;</title></channel></rss>").title


def test_depth_is_only_depth() -> None:
    deep = "<a>" * 50_000 + "</a>" * 50_000
    feed = read(f"<rss><channel><item><title>t</title>{deep}</item>{ITEM}</channel></rss>")
    assert len(feed.entries) == 2
    inline = only(
        atom(f"<content type='xhtml'><x:div>{'<x:b>' * 5000}x{'</x:b>' * 5000}</x:div></content>")
    )
    assert "x" in inline.content


@pytest.mark.parametrize(
    ("head", "flood"),
    [
        ("<rss><channel>", "<!--"),
        ("<rss><channel>", "<![CDATA["),
        ("<rss><channel>", '<a "'),
        ("<rss><channel>", "<item><title>"),
        ("<rss><channel><x y=z>", "<!-- "),
        ("<!DOCTYPE rss [", '<!ENTITY a "'),
        ("", "<?x "),
        ("", "junk <x "),
    ],
)
def test_a_flood_takes_time_by_its_length_alone(head: str, flood: str) -> None:
    began = time.process_time()
    with suppress(SourceError):
        read(head + flood * 100_000)
    # What grows with the square of the length takes many minutes here.
    assert time.process_time() - began < 15


def test_floods_in_titles_and_authors_do_no_harm() -> None:
    began = time.process_time()
    for flood in ("&lt;!--", "&lt;script>", "&lt;![CDATA[", "a@b ", "(", "&lt;b "):
        item = f"<title>{flood * 20_000}</title><author>{flood * 20_000}</author>"
        assert len(read(rss(item + f"</item><item>{item}" * 10)).entries) == 11
    assert time.process_time() - began < 15


def test_more_entries_than_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "MOST_ENTRIES", 3)
    feed = read(f"<rss><channel>{ITEM * 5}</channel></rss>")
    assert len(feed.entries) == 3
    assert feed.warnings == ("It has 5 entries; the first 3 were read.",)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "It is empty."),
        (" \n\0", "It is empty."),
        ("<!DOCTYPE html><p>x", "It is a page and no feed, but feeds may be found in it."),
        ("<html><head/></html>", "It is a page and no feed, but feeds may be found in it."),
        ("<note><to>x</to></note>", "It is XML, but no feed."),
        (
            "<opml version='2.0'/>",
            "It is a list of feeds (OPML) and no feed; `reader import` takes it.",
        ),
        ("just words", "It is neither XML nor JSON, and no feed."),
        ("{}", "It is JSON, but no JSON Feed."),
        ("[1]", "It is JSON, but no JSON Feed."),
    ],
)
def test_what_is_no_feed_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(SourceError) as refused:
        read(text, base=None)
    assert str(refused.value) == why


def test_a_refusal_names_the_source() -> None:
    with pytest.raises(SourceError, match=re.escape("a.xml: it is empty.")):
        parse_feed(b"", base="https://b.example/", name="a.xml")
    with pytest.raises(SourceError, match=re.escape("https://b.example/: it is empty.")):
        parse_feed(b"", base="https://b.example/")


@pytest.mark.parametrize("text", ['{"items":', "[" * 100_000, '{"a":' * 100_000])
def test_broken_json_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="broken JSON"):
        read(text)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("<rss>", "</rss>", "<channel>", "</channel>", "<item>", "</item>", "<title>"),
                *("</title>", "<![CDATA[", "]]>", "<!--", "-->", "&", "&lt;", "<", ">", '"', "'"),
                *("<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "</entry>", "x", "\x00"),
                *(
                    "<a b=",
                    "<!DOCTYPE",
                    "[",
                    "]>",
                    "<?xml",
                    "?>",
                    "<b:c>",
                    "é",
                    "<link/>",
                    "{",
                    "}",
                ),
            ]
        ),
        max_size=40,
    )
)
def test_any_rubbish_is_a_feed_or_is_refused(parts: list[str]) -> None:
    try:
        feed = read("<rss>" + "".join(parts))
    except SourceError:
        return
    assert feed.kind in ("rss", "atom", "rdf", "cdf")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_a_feed_or_are_refused(data: bytes) -> None:
    try:
        feed = read(data)
    except SourceError:
        return
    assert feed.kind
