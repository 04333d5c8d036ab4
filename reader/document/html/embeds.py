"""The addresses at which what is embedded can be watched or heard by itself."""

from __future__ import annotations

import re
from typing import Final

_PLAYERS: Final = (
    (
        re.compile(
            r"https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|live/|watch\?(?:[^#]*&)?v=)"
            r"|youtu\.be/)(?!videoseries)([\w-]{6,})[^#]*"
        ),
        r"https://www.youtube.com/watch?v=\1",
    ),
    (
        re.compile(
            r"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/(?:videoseries)?\?(?:[^#]*&)?list=([\w-]+)[^#]*"
        ),
        r"https://www.youtube.com/playlist?list=\1",
    ),
    (re.compile(r"https?://player\.vimeo\.com/video/(\d+)[^#]*(?:#.*)?"), r"https://vimeo.com/\1"),
    (
        re.compile(r"https?://(?:www\.)?dailymotion\.com/embed/video/(\w+).*"),
        r"https://www.dailymotion.com/video/\1",
    ),
    (
        re.compile(r"https?://open\.spotify\.com/embed(?:-podcast)?/(\w+)/(\w+).*"),
        r"https://open.spotify.com/\1/\2",
    ),
    (
        re.compile(r"https?://codepen\.io/([\w-]+)/embed/(?:preview/)?(\w+).*"),
        r"https://codepen.io/\1/pen/\2",
    ),
    (re.compile(r"https?://embed\.ted\.com/(talks/[\w/]+).*"), r"https://www.ted.com/\1"),
    (re.compile(r"https?://archive\.org/embed/([\w.-]+).*"), r"https://archive.org/details/\1"),
    (re.compile(r"https?://codesandbox\.io/embed/([\w-]+).*"), r"https://codesandbox.io/s/\1"),
    (re.compile(r"https?://www\.loom\.com/embed/(\w+).*"), r"https://www.loom.com/share/\1"),
    (
        re.compile(r"https?://(?:www\.)?instagram\.com/(p|reel)/([\w-]+)/embed.*"),
        r"https://www.instagram.com/\1/\2/",
    ),
    (re.compile(r"https?://giphy\.com/embed/(\w+).*"), r"https://giphy.com/gifs/\1"),
)


def watch_address(url: str) -> str:
    """The page of what a known player shows; any other address as it is."""
    for pattern, page in _PLAYERS:
        if pattern.fullmatch(url):
            return pattern.sub(page, url)
    return url
