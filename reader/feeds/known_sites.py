"""Which addresses of well-known sites lead to which feeds, as a table of rules."""

from __future__ import annotations

import re
from typing import Final, NamedTuple


class Rule(NamedTuple):
    """A pattern for `host/path?query`, and the feeds that its groups become.

    `site` names whose rule it is. `sure`: the host tells whose address it is; else, where the
    address has only the shape that some software gives it, the feeds are tries.
    """

    site: str
    pattern: re.Pattern[str]
    feeds: tuple[str, ...]
    sure: bool = True


def _rule(site: str, pattern: str, *feeds: str, sure: bool = True) -> Rule:
    return Rule(site, re.compile(pattern), feeds, sure)


_END: Final = r"/?(?:\?.*)?"
_MORE: Final = r"(?:/.*|\?.*)?"
_GIT_NAME: Final = r"(?P<o>[\w.-]+)/(?P<r>[\w.-]+?)(?:\.git)?"
_NO_USER: Final = (
    r"(?!(?:about|account|apps|blog|codespaces|collections|contact|customer-stories|dashboard"
    r"|enterprise|events|explore|features|issues|join|login|logout|marketplace|new|notifications"
    r"|orgs|organizations|pricing|pulls|readme|search|security|sessions|settings|signup|site"
    r"|solutions|sponsors|stars|team|topics|trending|users)(?:[/?]|$))"
)
_HUB: Final = rf"github\.com/{_NO_USER}{_GIT_NAME}"
_LAB: Final = r"(?P<h>gitlab\.[^/]+|salsa\.debian\.org)"
_STACK: Final = (
    r"(?P<h>(?:[\w-]+\.)?(?:stackoverflow|stackexchange|superuser|serverfault|askubuntu)\.com"
    r"|mathoverflow\.net)"
)
_NO_OTHER: Final = r"(?!(?:www\.)?(?:youtube|tiktok|threads|medium|substack)\.\w+/)"
_NAMED: Final = r"(?!\d+(?:[/?]|$)|watch|categories|features)"

RULES: Final = (
    _rule(
        "YouTube",
        r"youtube\.com/channel/(?P<id>UC[\w-]+)" + _MORE,
        "https://www.youtube.com/feeds/videos.xml?channel_id={id}",
    ),
    _rule(
        "YouTube",
        r"youtube\.com/user/(?P<n>[^/?]+)" + _MORE,
        "https://www.youtube.com/feeds/videos.xml?user={n}",
    ),
    _rule(
        "YouTube",
        r"youtube\.com/playlist\?(?:.*&)?list=(?P<id>[\w-]+).*",
        "https://www.youtube.com/feeds/videos.xml?playlist_id={id}",
    ),
    _rule("GitHub", rf"{_HUB}/releases{_MORE}", "https://github.com/{o}/{r}/releases.atom"),
    _rule("GitHub", rf"{_HUB}/tags{_MORE}", "https://github.com/{o}/{r}/tags.atom"),
    _rule("GitHub", rf"{_HUB}/wiki{_MORE}", "https://github.com/{o}/{r}/wiki.atom"),
    _rule("GitHub", rf"{_HUB}/commits{_END}", "https://github.com/{o}/{r}/commits.atom"),
    _rule(
        "GitHub",
        rf"{_HUB}/(?:commits|tree|blob)/(?P<b>[^?]+?){_END}",
        "https://github.com/{o}/{r}/commits/{b}.atom",
    ),
    _rule(
        "GitHub",
        rf"{_HUB}{_END}",
        "https://github.com/{o}/{r}/releases.atom",
        "https://github.com/{o}/{r}/tags.atom",
        "https://github.com/{o}/{r}/commits.atom",
    ),
    _rule(
        "GitHub",
        rf"github\.com/(?:orgs/)?{_NO_USER}(?P<o>[\w-]+){_END}",
        "https://github.com/{o}.atom",
    ),
    _rule("GitHub", rf"gist\.github\.com/(?P<o>[\w-]+){_END}", "https://gist.github.com/{o}.atom"),
    _rule("GitLab", rf"{_LAB}/(?P<p>[^?]+?)/-/releases{_MORE}", "https://{h}/{p}/-/releases.atom"),
    _rule("GitLab", rf"{_LAB}/(?P<p>[^?]+?)/-/tags{_MORE}", "https://{h}/{p}/-/tags?format=atom"),
    _rule(
        "GitLab",
        rf"{_LAB}/(?P<p>[^?]+?)/-/(?:commits|tree)/(?P<b>[^?]+?){_END}",
        "https://{h}/{p}/-/commits/{b}?format=atom",
    ),
    _rule(
        "GitLab",
        rf"{_LAB}/(?P<p>[\w.-]+(?:/[\w.-]+)+?){_END}",
        "https://{h}/{p}/-/releases.atom",
        "https://{h}/{p}/-/tags?format=atom",
        "https://{h}/{p}.atom",
    ),
    _rule("GitLab", rf"(?P<h>gitlab\.com)/(?P<o>[\w.-]+){_END}", "https://{h}/{o}.atom"),
    _rule(
        "Codeberg",
        rf"codeberg\.org/{_GIT_NAME}/releases{_MORE}",
        "https://codeberg.org/{o}/{r}/releases.rss",
    ),
    _rule(
        "Codeberg",
        rf"codeberg\.org/{_GIT_NAME}/tags{_MORE}",
        "https://codeberg.org/{o}/{r}/tags.rss",
    ),
    _rule(
        "Codeberg",
        rf"codeberg\.org/{_GIT_NAME}{_END}",
        "https://codeberg.org/{o}/{r}/releases.rss",
        "https://codeberg.org/{o}/{r}.rss",
    ),
    _rule("Codeberg", rf"codeberg\.org/(?P<o>[\w.-]+){_END}", "https://codeberg.org/{o}.rss"),
    _rule(
        "SourceHut",
        rf"git\.sr\.ht/(?P<o>~[\w.-]+)/(?P<r>[\w.-]+)/refs{_END}",
        "https://git.sr.ht/{o}/{r}/refs/rss.xml",
    ),
    _rule(
        "SourceHut",
        r"git\.sr\.ht/(?P<o>~[\w.-]+)/(?P<r>[\w.-]+)" + _MORE,
        "https://git.sr.ht/{o}/{r}/log/rss.xml",
    ),
    _rule(
        "Reddit",
        r"reddit\.com/(?P<p>r/[\w+-]+/comments/\w+(?:/[^/?]+)?)" + _MORE,
        "https://www.reddit.com/{p}/.rss",
    ),
    _rule(
        "Reddit",
        r"reddit\.com/(?P<p>r/[\w+-]+(?:/(?:new|hot|top|rising|controversial))?)/?(?:\.rss)?(?P<q>\?.*)?",
        "https://www.reddit.com/{p}/.rss{q}",
    ),
    _rule(
        "Reddit",
        rf"reddit\.com/(?:u|user)/(?P<n>[\w-]+/m/[\w-]+){_END}",
        "https://www.reddit.com/user/{n}/.rss",
    ),
    _rule(
        "Reddit",
        rf"reddit\.com/(?:u|user)/(?P<n>[\w-]+)(?:/(?:submitted|comments|overview))?{_END}",
        "https://www.reddit.com/user/{n}/.rss",
    ),
    _rule("Reddit", rf"redd\.it/(?P<id>\w+){_END}", "https://www.reddit.com/comments/{id}/.rss"),
    _rule("Reddit", rf"reddit\.com{_END}", "https://www.reddit.com/.rss"),
    _rule("Substack", r"(?!open\.|www\.)(?P<h>[\w-]+\.substack\.com)" + _MORE, "https://{h}/feed"),
    _rule(
        "Substack",
        r"open\.substack\.com/pub/(?P<n>[\w-]+)" + _MORE,
        "https://{n}.substack.com/feed",
    ),
    _rule(
        "Substack",
        rf"substack\.com/@(?P<n>[\w-]+){_END}",
        "https://{n}.substack.com/feed",
        sure=False,
    ),
    _rule(
        "Medium",
        rf"medium\.com/(?P<p>(?:@[\w.-]+|(?!m/|me/|about|search|feed)[\w.-]+)(?:/tagged/[\w-]+)?){_END}",
        "https://medium.com/feed/{p}",
    ),
    _rule(
        "Medium", rf"medium\.com/tag/(?P<n>[\w-]+)(?:/.*)?{_END}", "https://medium.com/feed/tag/{n}"
    ),
    _rule("Medium", r"(?P<h>(?!www\.)[\w-]+\.medium\.com)" + _MORE, "https://{h}/feed"),
    _rule(
        "Bluesky", r"bsky\.app/profile/(?P<n>[\w.:-]+)" + _MORE, "https://bsky.app/profile/{n}/rss"
    ),
    _rule(
        "Tumblr",
        r"(?P<h>(?!www\.)[\w-]+\.tumblr\.com)/tagged/(?P<t>[^/?]+).*",
        "https://{h}/tagged/{t}/rss",
    ),
    _rule("Tumblr", r"(?P<h>(?!www\.)[\w-]+\.tumblr\.com)" + _MORE, "https://{h}/rss"),
    _rule(
        "Tumblr",
        r"tumblr\.com/(?:blog/(?:view/)?)?(?!dashboard|explore|login|search|tagged)(?P<n>[\w-]+)"
        + _MORE,
        "https://{n}.tumblr.com/rss",
    ),
    _rule(
        "WordPress",
        rf"(?P<h>(?!www\.)[\w-]+\.wordpress\.com)/(?P<p>(?:category|tag|author)/(?![^?]*/feed)[^?]+?){_END}",
        "https://{h}/{p}/feed/",
    ),
    _rule("WordPress", rf"(?P<h>(?!www\.)[\w-]+\.wordpress\.com){_END}", "https://{h}/feed/"),
    _rule("Blogger", r"(?P<h>[\w-]+\.blogspot\.[\w.]+)" + _MORE, "https://{h}/feeds/posts/default"),
    _rule(
        "Hacker News",
        rf"news\.ycombinator\.com(?:/news)?{_END}",
        "https://news.ycombinator.com/rss",
    ),
    _rule(
        "Hacker News",
        rf"news\.ycombinator\.com/(?P<l>newest|show|ask|jobs|best|newcomments){_END}",
        "https://hnrss.org/{l}",
    ),
    _rule(
        "Hacker News",
        r"news\.ycombinator\.com/(?P<l>item|user|threads)\?id=(?P<id>[\w-]+).*",
        "https://hnrss.org/{l}?id={id}",
    ),
    _rule("Lobsters", rf"lobste\.rs{_END}", "https://lobste.rs/rss"),
    _rule("Lobsters", rf"lobste\.rs/(?P<t>t/[\w,.+-]+){_END}", "https://lobste.rs/{t}.rss"),
    _rule(
        "Stack Exchange",
        rf"{_STACK}/questions/tagged/(?P<t>[^/?]+){_END}",
        "https://{h}/feeds/tag/{t}",
    ),
    _rule(
        "Stack Exchange",
        rf"{_STACK}/questions/(?P<id>\d+){_MORE}",
        "https://{h}/feeds/question/{id}",
    ),
    _rule("Stack Exchange", rf"{_STACK}/users/(?P<id>\d+){_MORE}", "https://{h}/feeds/user/{id}"),
    _rule(
        "Vimeo",
        rf"vimeo\.com/(?P<p>channels/[\w-]+|{_NAMED}[\w-]+)(?:/videos)?{_END}",
        "https://vimeo.com/{p}/videos/rss",
    ),
    _rule("arXiv", r"arxiv\.org/list/(?P<c>[\w.+-]+)" + _MORE, "https://rss.arxiv.org/rss/{c}"),
    _rule(
        "PyPI",
        r"pypi\.org/project/(?P<n>[\w.-]+)" + _MORE,
        "https://pypi.org/rss/project/{n}/releases.xml",
    ),
    _rule(
        "crates.io",
        r"crates\.io/crates/(?P<n>[\w-]+)" + _MORE,
        "https://static.crates.io/rss/crates/{n}.xml",
    ),
    _rule(
        "Letterboxd",
        rf"letterboxd\.com/(?!film|films|lists|members|journal)(?P<n>\w+){_END}",
        "https://letterboxd.com/{n}/rss/",
    ),
    _rule("DEV", rf"dev\.to/(?P<n>[\w-]+){_END}", "https://dev.to/feed/{n}"),
    _rule(
        "Steam",
        r"store\.steampowered\.com/app/(?P<id>\d+)" + _MORE,
        "https://store.steampowered.com/feeds/news/app/{id}",
    ),
    _rule(
        "Kickstarter",
        r"kickstarter\.com/projects/(?P<p>[\w-]+/[\w-]+)" + _MORE,
        "https://www.kickstarter.com/projects/{p}/posts.atom",
    ),
    _rule(
        "Buttondown",
        rf"buttondown\.(?:com|email)/(?P<n>[\w.-]+)(?:/archive.*)?{_END}",
        "https://buttondown.com/{n}/rss",
    ),
    # Software that stands on hosts of any name: its addresses have a shape of their own.
    _rule(
        "Mastodon",
        rf"{_NO_OTHER}[^/]+/@(?P<n>\w+)@(?P<h>[\w.-]+\.\w+){_END}",
        "https://{h}/@{n}.rss",
        sure=False,
    ),
    _rule(
        "Mastodon",
        rf"{_NO_OTHER}(?P<h>[^/]+)/(?P<p>@\w+(?:/tagged/[^/?]+)?){_END}",
        "https://{h}/{p}.rss",
        sure=False,
    ),
    _rule(
        "Mastodon",
        rf"(?P<h>[^/]+)/(?P<p>users/\w+|tags/\w+){_END}",
        "https://{h}/{p}.rss",
        sure=False,
    ),
    _rule("Lemmy", rf"(?P<h>[^/]+)/(?P<p>[cu]/\w+){_END}", "https://{h}/feeds/{p}.xml", sure=False),
)
