from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from reader.document.safe import clean_line
from reader.errors import SourceError
from reader.feeds.lists import newcomers, outlines
from reader.feeds.mending import CUT_OFF, MENDED
from reader.feeds.opml import DEEPEST, FeedList, Outline, parse_opml
from reader.feeds.opml_writing import write_opml
from reader.library.library import Library
from reader.library.records import AS_USUAL, SourceSettings
from tests.shared_data import shared_data

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

A = "https://a.example/f"


def parsed(body: str, head: str = "") -> FeedList:
    whole = f'<opml version="2.0"><head>{head}</head><body>{body}</body></opml>'
    return parse_opml(whole.encode(), "list.opml")


def only(body: str) -> Outline:
    (feed,) = parsed(body).feeds
    return feed


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library.db") as opened:
        yield opened


def test_lists_of_many_programs() -> None:
    for path in sorted(shared_data("opml").glob("*.expected.json")):
        wanted = json.loads(path.read_text("utf-8"))
        data = path.with_name(path.name.removesuffix(".expected.json")).read_bytes()
        codes = [warning["code"] for warning in wanted["warnings"]]
        if {"entity-blocked", "not-opml"} & set(codes) or (codes == ["empty"] and not data):
            with pytest.raises(SourceError, match=wanted["file"]):
                parse_opml(data, wanted["file"])
            continue
        found = parse_opml(data, wanted["file"])
        assert found.title == (wanted["title"] or "")
        about = {(one["code"], one["about"]) for one in wanted["warnings"]}
        refused = {(one.code, one.address or one.title) for one in found.rejected}
        ours = {"duplicate-url", "malformed-xml", "encoding", "empty"}
        assert refused == {(code, what) for code, what in about if code not in ours}
        assert bool(found.warnings) == ("malformed-xml" in codes)
        taken = [
            one
            for one in wanted["feeds"]
            if one["url"] not in {what for _, what in about}
            or ("duplicate-url", one["url"]) in about
        ]
        assert len(found.feeds) == len(taken)
        for feed, one in zip(found.feeds, taken, strict=True):
            assert feed.address.casefold() == one["url"].casefold()
            assert feed.title == (one["title"] or "")
            assert (feed.site or "").casefold() == (one["html_url"] or "").casefold()
            assert list(feed.folders) == one["folders"]
            assert list(feed.tags) == one["tags"]
            extras = dict(feed.extras)
            assert {**one.get("extras", {})}.items() <= extras.items()
            assert extras.get("description") == one.get("description")


def test_an_outline_of_a_feed() -> None:
    feed = only(
        '<outline text="Folder"><outline type="rss" text="T" title="Own" xmlUrl=" https://a.example/f"'
        ' htmlUrl="https://a.example/" category="one, two,," description="D"/></outline>'
    )
    assert feed == Outline(
        address=A,
        title="T",
        site="https://a.example/",
        folders=("Folder",),
        tags=("one", "two"),
        extras=(("title", "Own"), ("description", "D")),
    )


@pytest.mark.parametrize(
    ("attributes", "code"),
    [
        ('type="rss" text="t"', "no-feed-address"),
        ('type="link" text="t" url="https://a.example/"', "no-feed-address"),
        ('type="include" text="t" url="https://a.example/l.opml"', "include"),
        ('text="t" xmlUrl="|touch x"', "command"),
        ('text="t" xmlUrl="exec:touch x"', "command"),
        ('text="t" xmlUrl="EXEC:touch x"', "command"),
        ('text="t" xmlUrl="filter:touch x:https://a.example/f"', "command"),
        ('text="t" xmlUrl="/relative"', "bad-address"),
        ('text="t" xmlUrl="ftp://u:secret@a.example/f"', "bad-address"),
        ('text="t" xmlUrl="file:///etc/passwd"', "bad-address"),
        ('text="t" xmlUrl="javascript:alert(1)"', "bad-address"),
    ],
)
def test_what_is_no_feed_is_listed_with_why(attributes: str, code: str) -> None:
    found = parsed(f"<outline {attributes}/>")
    assert found.feeds == ()
    (one,) = found.rejected
    assert (one.code, one.title) == (code, "t")
    assert "secret" not in one.address
    assert one.why


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("feed:https://a.example/f", A),
        ("feeds://a.example/f", A),
        ("feed://a.example/f", "http://a.example/f"),
        ("HTTPS://A.EXAMPLE/f", A),
        ("https://a.example/a b", "https://a.example/a%20b"),
    ],
)
def test_addresses_are_as_they_are_asked(written: str, address: str) -> None:
    assert only(f'<outline text="t" xmlUrl="{written}"/>').address == address


def test_a_slash_in_the_name_of_a_folder_makes_no_other_folder() -> None:
    feed = only(f'<outline text="AC/DC"><outline text="t" xmlUrl="{A}"/></outline>')
    assert len(feed.folders) == 1
    assert "/" not in feed.folders[0]
    assert '<outline text="AC/DC">' in write_opml([feed], "x")


def test_folders_have_a_limit_of_depth_that_is_told() -> None:
    deep = '<outline text="d">' * 5000 + f'<outline text="t" xmlUrl="{A}"/>' + "</outline>" * 5000
    found = parsed(deep)
    assert len(found.feeds[0].folders) == DEEPEST
    assert "deep" in found.warnings[0]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        (f'<opml><body><outline text="Q&A" xmlUrl="{A}?x=1&y=2"/></body></opml>', MENDED),
        (f'<opml><body><outline text="Q&A" xmlUrl="{A}?x=1&y=2"/>', CUT_OFF),
        (f'<opml><body><outline text="Q&A" x=y xmlUrl="{A}?x=1&y=2"/></b></opml>', MENDED),
    ],
)
def test_broken_lists_are_mended_and_that_is_told(text: str, warning: str) -> None:
    found = parse_opml(text.encode(), "list.opml")
    assert found.warnings == (warning,)
    assert [(feed.title, feed.address) for feed in found.feeds] == [("Q&A", f"{A}?x=1&y=2")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "it is empty"),
        ("<rss version='2.0'/>", "`reader add list.opml` subscribes"),
        ("<!DOCTYPE html><p>Log in", "it is a page"),
        ("words", "no list of feeds"),
        ('<!DOCTYPE opml [<!ENTITY a "b">]><opml/>', "entities"),
        ('<!DOCTYPE opml [<!entity a SYSTEM "file:///etc/passwd">]><opml/>', "entities"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(text: str, why: str) -> None:
    with pytest.raises(SourceError, match=why):
        parse_opml(text.encode(), "list.opml")


def test_a_feed_in_two_folders_has_the_other_as_a_tag() -> None:
    twice = parsed(
        f'<outline text="One"><outline text="A" xmlUrl="{A}" category="x"/></outline>'
        f'<outline text="Two"><outline text="B" xmlUrl="{A}" category="y"/></outline>'
    )
    brought = newcomers([twice])
    (row,) = brought.rows
    assert (row.title, row.folder, row.tags) == ("A", "One", ("x", "y", "Two"))
    assert brought.of_outline == [0, 0]


def test_a_login_is_taken_out_of_an_address_and_is_never_written() -> None:
    found = parsed('<outline text="t" xmlUrl="https://jane:secret@a.example/f"/>')
    brought = newcomers([found])
    assert brought.rows[0].address == A
    assert brought.rows[0].settings.user == "jane"
    assert brought.logins[A].password == "secret"


def test_what_another_program_says_and_ours_can_do_is_done() -> None:
    outline = Outline(
        A,
        extras=(
            ("xmlns:miniflux", "https://miniflux.app/opml"),
            ("miniflux:disabled", "true"),
            ("miniflux:crawler", "true"),
            ("miniflux:userAgent", "UA"),
        ),
    )
    settings_of = newcomers([FeedList("", (outline,))]).rows[0].settings
    assert (settings_of.paused, settings_of.full_text, settings_of.user_agent) == (True, True, "UA")
    assert not settings_of.hidden


def test_a_setting_changed_here_is_said_against_what_the_other_program_said(
    library: Library,
) -> None:
    extras = (("xmlns:miniflux", "https://miniflux.app/opml"), ("miniflux:disabled", "true"))
    rows = newcomers([FeedList("", (Outline(A, "t", extras=extras),))]).rows
    library.subscribe_many(rows)
    (source,) = [one for one in library.sources() if one.kind == "feed"]
    assert source.settings.paused
    library.set_source(source.id, paused=False)
    again = parse_opml(write_opml(outlines(library.sources()), "x").encode(), "x")
    assert not newcomers([again]).rows[0].settings.paused


_TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cf", "Mn", "Me", "Zl", "Zp")), max_size=12
).map(clean_line)
_NAMED = _TEXT.filter(bool)
_OUTLINE = st.builds(
    Outline,
    address=st.integers(0, 10**6).map(lambda n: f"https://a{n}.example/f?x={n}&y=1"),
    title=_NAMED,
    site=st.sampled_from([None, "https://a.example/", "https://a.example/?a=1&b=2"]),
    folders=st.lists(_NAMED.map(lambda name: name.replace("/", "\u2215")), max_size=4).map(tuple),
    tags=st.lists(_NAMED, max_size=3).map(tuple),
    extras=st.sampled_from(
        [
            (),
            (("description", "a < b & \"c\" 'd'"),),
            (("type", "HTML+XPath"), ("xmlns:f", "https://f.example/"), ("f:Item", "//a\n//b")),
        ]
    ),
    own_title=st.sampled_from(["", "Its own"]),
    settings=st.just(()),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_OUTLINE, max_size=12, unique_by=lambda one: one.address))
def test_what_is_written_is_read_again_as_it_was(feeds: list[Outline]) -> None:
    found = parse_opml(write_opml(feeds, "T & U").encode(), "list.opml")
    assert found.title == "T & U"
    assert (found.rejected, found.warnings) == ((), ())
    before = {row.address: row for row in newcomers([FeedList("", tuple(feeds))]).rows}
    after = {row.address: row for row in newcomers([found]).rows}
    assert after == before


@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(
    st.lists(_OUTLINE, min_size=1, max_size=8, unique_by=lambda one: one.address),
    st.builds(
        SourceSettings,
        interval=st.sampled_from([None, 3600]),
        full_text=st.booleans(),
        headers=st.just(()),
        user=st.none(),
        opml=st.just(()),
        user_agent=st.sampled_from([None, "UA/1"]),
        hidden=st.booleans(),
        paused=st.booleans(),
    ),
)
def test_ours_out_and_into_an_empty_library_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, feeds: list[Outline], chosen: SourceSettings
) -> None:
    folder = tmp_path_factory.mktemp("two")
    with Library.open(folder / "a.db") as first, Library.open(folder / "b.db") as second:
        rows = newcomers([FeedList("", tuple(feeds))]).rows
        rows = [row._replace(settings=chosen._replace(opml=row.settings.opml)) for row in rows]
        first.subscribe_many(rows)
        written = outlines(first.sources())
        again = newcomers([parse_opml(write_opml(written, "x").encode(), "x")]).rows
        second.subscribe_many(again)
        assert outlines(second.sources()) == written


def test_importing_again_changes_nothing_and_one_undo_takes_all_back(library: Library) -> None:
    body = "".join(f'<outline text="{n}" xmlUrl="https://a{n}.example/f"/>' for n in range(30))
    rows = newcomers([parsed(f'<outline text="In">{body}</outline>')]).rows
    _, first = library.subscribe_many(rows)
    assert first.changed == 30
    became, again = library.subscribe_many(rows)
    assert (again.changed, again.journal) == (0, None)
    assert {one.outcome for one in became} == {"merged"}
    library.undo()
    assert [one for one in library.sources() if one.kind == "feed"] == []
    assert rows[0].settings == AS_USUAL
