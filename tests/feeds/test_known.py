from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import SourceError
from reader.feeds.known import feed_address, in_page, key, page_to_ask, rule_for
from reader.feeds.typed import Typed, is_address, is_command, typed

VIDEOS = "https://www.youtube.com/feeds/videos.xml"

BY_RULE = {
    "https://www.youtube.com/channel/UCabc_123/videos": f"{VIDEOS}?channel_id=UCabc_123",
    "https://youtube.com/user/name": f"{VIDEOS}?user=name",
    "https://m.youtube.com/playlist?list=PLx-1&index=2": f"{VIDEOS}?playlist_id=PLx-1",
    "https://github.com/a/b": "https://github.com/a/b/releases.atom",
    "https://github.com/a/b.git": "https://github.com/a/b/releases.atom",
    "https://github.com/a/b/releases/tag/v1.0": "https://github.com/a/b/releases.atom",
    "https://github.com/a/b/tags": "https://github.com/a/b/tags.atom",
    "https://github.com/a/b/commits": "https://github.com/a/b/commits.atom",
    "https://github.com/a/b/commits/main/": "https://github.com/a/b/commits/main.atom",
    "https://github.com/a/b/tree/main?tab=readme": "https://github.com/a/b/commits/main.atom",
    "https://github.com/a": "https://github.com/a.atom",
    "https://gitlab.com/a/b/c": "https://gitlab.com/a/b/c/-/releases.atom",
    "https://gitlab.gnome.org/GNOME/gimp/-/tags": (
        "https://gitlab.gnome.org/GNOME/gimp/-/tags?format=atom"
    ),
    "https://codeberg.org/a/b": "https://codeberg.org/a/b/releases.rss",
    "https://git.sr.ht/~a/b/tree/main": "https://git.sr.ht/~a/b/log/rss.xml",
    "https://old.reddit.com/r/linux": "https://www.reddit.com/r/linux/.rss",
    "https://www.reddit.com/r/linux+bsd/top/?t=week": (
        "https://www.reddit.com/r/linux+bsd/top/.rss?t=week"
    ),
    "https://www.reddit.com/r/linux/comments/abc/a_title/?utm_source=x": (
        "https://www.reddit.com/r/linux/comments/abc/a_title/.rss"
    ),
    "https://www.reddit.com/u/someone": "https://www.reddit.com/user/someone/.rss",
    "https://someone.substack.com/p/a-letter": "https://someone.substack.com/feed",
    "https://open.substack.com/pub/someone": "https://someone.substack.com/feed",
    "https://medium.com/@user": "https://medium.com/feed/@user",
    "https://medium.com/publication": "https://medium.com/feed/publication",
    "https://user.medium.com/": "https://user.medium.com/feed",
    "https://bsky.app/profile/a.bsky.social": "https://bsky.app/profile/a.bsky.social/rss",
    "https://someone.tumblr.com/": "https://someone.tumblr.com/rss",
    "https://www.tumblr.com/someone": "https://someone.tumblr.com/rss",
    "https://someone.wordpress.com": "https://someone.wordpress.com/feed/",
    "https://someone.wordpress.com/tag/tea/": "https://someone.wordpress.com/tag/tea/feed/",
    "https://someone.blogspot.co.uk/2020/": ("https://someone.blogspot.co.uk/feeds/posts/default"),
    "https://news.ycombinator.com/": "https://news.ycombinator.com/rss",
    "https://news.ycombinator.com/newest": "https://hnrss.org/newest",
    "https://lobste.rs/t/rust": "https://lobste.rs/t/rust.rss",
    "https://stackoverflow.com/questions/tagged/python": (
        "https://stackoverflow.com/feeds/tag/python"
    ),
    "https://vimeo.com/someone": "https://vimeo.com/someone/videos/rss",
    "https://arxiv.org/list/cs.CL/recent": "https://rss.arxiv.org/rss/cs.CL",
    "https://pypi.org/project/textual/": "https://pypi.org/rss/project/textual/releases.xml",
}


@pytest.mark.parametrize(("address", "feed"), BY_RULE.items())
def test_an_address_of_a_known_site_becomes_its_feed(address: str, feed: str) -> None:
    assert feed_address(address) == feed


@pytest.mark.parametrize("feed", BY_RULE.values())
def test_a_feed_of_a_known_site_stays_what_it_is(feed: str) -> None:
    assert feed_address(feed) in {None, feed}


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/",
        "https://github.com/features/actions",
        "https://medium.com/publication/a-story-123",
        "https://vimeo.com/12345",
        "https://someone.wordpress.com/2020/01/02/a-post/",
        "https://example.org/github.com/a/b",
        "https://notgithub.com/a/b",
    ],
)
def test_other_addresses_have_no_feed_by_rule(address: str) -> None:
    assert rule_for(address) is None


def test_a_repository_has_several_feeds() -> None:
    found = rule_for("https://github.com/a/b")
    assert found is not None
    assert [feed.rpartition("/")[2] for feed in found[1]] == [
        "releases.atom",
        "tags.atom",
        "commits.atom",
    ]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("https://social.example/@ann", "https://social.example/@ann.rss"),
        ("https://social.example/@ann/tagged/tea", "https://social.example/@ann/tagged/tea.rss"),
        ("https://social.example/@ann@other.example", "https://other.example/@ann.rss"),
        ("https://lemmy.example/c/tea", "https://lemmy.example/feeds/c/tea.xml"),
    ],
)
def test_a_profile_on_any_host_is_a_try_and_no_more(address: str, feed: str) -> None:
    found = rule_for(address)
    assert found is not None
    assert (found[0].sure, found[1]) == (False, (feed,))
    assert feed_address(address) is None


CHANNEL = "UC" + "a1_-" * 5 + "xy"


@pytest.mark.parametrize(
    ("address", "page", "feed"),
    [
        (
            "https://www.youtube.com/@someone",
            f'<link rel="alternate" href="{VIDEOS}?channel_id={CHANNEL}">',
            f"{VIDEOS}?channel_id={CHANNEL}",
        ),
        (
            "https://www.youtube.com/watch?v=abc&t=3",
            f'<meta itemprop="channelId" content="{CHANNEL}">',
            f"{VIDEOS}?channel_id={CHANNEL}",
        ),
        ("https://youtu.be/abc", f'{{"channelId":"{CHANNEL}"}}', f"{VIDEOS}?channel_id={CHANNEL}"),
        (
            "https://soundcloud.com/someone",
            '<meta content="soundcloud://users:1234">',
            "https://feeds.soundcloud.com/users/soundcloud:users:1234/sounds.rss",
        ),
        (
            "https://podcasts.apple.com/de/podcast/a-name/id1234567?l=en",
            '{"results":[{"feedUrl":"https:\\/\\/example.org\\/podcast.xml"}]}',
            "https://example.org/podcast.xml",
        ),
    ],
)
def test_a_feed_that_only_the_page_names_is_read_off_it(address: str, page: str, feed: str) -> None:
    found = in_page(address, page.encode())
    assert found is not None
    assert found[1] == feed
    assert in_page(address, b"<p>Nothing here.</p>") is None
    assert in_page("https://example.org/@someone", page.encode()) is None


def test_a_podcast_is_looked_up_by_its_number() -> None:
    podcast = "https://podcasts.apple.com/de/podcast/a-name/id1234567"
    assert page_to_ask(podcast) == "https://itunes.apple.com/lookup?id=1234567"
    assert page_to_ask("https://example.org/id12") == "https://example.org/id12"


@pytest.mark.parametrize(
    ("word", "tries"),
    [
        ("https://example.org/feed", ["https://example.org/feed"]),
        ("example.org", ["https://example.org", "http://example.org"]),
        ("feed:https://example.org/feed", ["https://example.org/feed"]),
        ("feed://example.org/feed", ["https://example.org/feed", "http://example.org/feed"]),
        ("feed:example.org/feed", ["https://example.org/feed", "http://example.org/feed"]),
        ("feeds://example.org/feed", ["https://example.org/feed"]),
        ("localhost:8000/feed", ["https://localhost:8000/feed", "http://localhost:8000/feed"]),
        ("[::1]:8000", ["https://[::1]:8000", "http://[::1]:8000"]),
        ("münchen.example/ä", ["https://xn--mnchen-3ya.example/%C3%A4",
                               "http://xn--mnchen-3ya.example/%C3%A4"]),
    ],
)  # fmt: skip
def test_what_is_typed_becomes_addresses_to_ask(word: str, tries: list[str]) -> None:
    assert is_address(word)
    assert list(typed(word).tries) == tries


@pytest.mark.parametrize("scheme", ["", "https://", "feed:https://"])
def test_a_user_is_taken_out_of_the_address(scheme: str) -> None:
    found = typed(f"{scheme}ann:p%40ss@example.org/feed")
    assert found.user == "ann"
    assert found.password == "p@ss"
    assert found.tries[0] == "https://example.org/feed"


def test_a_user_without_a_password_has_none() -> None:
    assert typed("https://ann@example.org/") == Typed(("https://example.org/",), "ann", None)


@pytest.mark.parametrize("word", ["essay.md", "notes", "../feed", "a b", "/tmp/feed.xml", "x.xml"])
def test_a_file_that_is_not_there_is_no_address(word: str) -> None:
    assert not is_address(word)


@pytest.mark.parametrize(
    "word",
    ["ftp://example.org/", "javascript:alert(1)", "mailto:a@example.org", "gopher://example.org",
     "https://", "https://:80/", "feed:file:///etc/passwd", "feed:exec:ls"],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_in_a_sentence(word: str) -> None:
    with pytest.raises(SourceError) as caught:
        typed(word)
    assert str(caught.value).endswith(".")


def test_no_error_tells_a_password() -> None:
    for word in ("ftp://ann:secret@example.org/", "https://ann:secret@/"):
        with pytest.raises(SourceError) as caught:
            typed(word)
        assert "secret" not in str(caught.value)


def test_commands_are_told_by_their_beginning() -> None:
    assert is_command("exec:date")
    assert is_command("filter:sed s/a/b/:https://example.org/")
    assert not is_command("https://example.org/exec:")


def test_addresses_that_surely_mean_the_same_share_a_key() -> None:
    same = [
        "https://example.org/feed",
        "http://example.org/feed/",
        "https://www.example.org:443/feed#top",
        "HTTP://EXAMPLE.org:80/feed",
    ]
    assert len({key(address) for address in same}) == 1
    others = ["https://example.org/feed?a=1", "https://example.org/Feed", "exec:feed"]
    assert len({key(address) for address in [same[0], *others]}) == 4


@given(st.text(max_size=60))
def test_any_word_is_an_address_or_refused(word: str) -> None:
    try:
        found = typed(word)
    except SourceError:
        return
    for address in found.tries:
        assert address.startswith(("https://", "http://"))
        assert address.isascii()
        assert "@" not in address.split("/")[2]
        rule_for(address)
        in_page(address, b"")
        key(address)
