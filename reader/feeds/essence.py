"""What a text says, without what changes in it from day to day and tells a reader nothing.

Two versions with the same essence are one to a reader: commas, white space, capitals, tracking
parameters, dates and hours, and the counts of comments and shares are not in it.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from reader.feeds.tracking import without_tracking

_MONTHS: Final = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DAYS: Final = "(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_DATE: Final = (
    rf"(?:\b{_DAYS},?\s+)?(?:"
    r"\b\d{4}-\d\d?-\d\d?(?:t\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?(?:z|[+-]\d\d:?\d\d)?)?"
    r"|\b\d\d?[./]\d\d?[./]\d{2,4}\b"
    rf"|\b\d\d?(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?:{_MONTHS})\b\.?,?(?:\s+\d{{4}}\b)?"
    rf"|\b(?:{_MONTHS})\.?\s+\d\d?(?:st|nd|rd|th)?\b,?(?:\s+\d{{4}}\b)?"
    r"|\b\d\d?:\d\d(?::\d\d)?\b(?:\s*[ap]\.?m\b\.?)?(?:\s+(?:utc|gmt|[cew]?e?s?t|[ecmp][sd]t)\b)?"
    r"|\b(?:\d+|an?|one)\s+(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)"
    r"\s+ago\b"
    r"|\d{4}年\s*\d\d?月\s*\d\d?日|\b\d\d?月\s*\d\d?日"
    r")"
)
_COUNT: Final = (
    r"\b\d[\d.,]*[km]?\s+(?:comments?|points?|likes?|views?|shares?|replies|reply|reads?|claps?"
    r"|votes?|upvotes?|retweets?|reposts?|boosts?|favou?rites?)\b"
    r"|\b(?:comments?|points?|likes?|views?|shares?|replies|votes?)\s*[:(]\s*\d[\d.,]*[km]?\b"
)
_FLEETING: Final = re.compile(f"{_DATE}|{_COUNT}")
_NEAR: Final = re.compile(r"\d(?:\D{0,24}\d)*| ago\b")
"""Where a date, an hour or a count can be: around figures. Looking nowhere else is quick."""

_AROUND: Final = 28
"""Characters around them in which the rest of it stands."""

_BETWEEN_FIGURES: Final = re.compile(r"\d[-./:]\d")
_HINTS: Final = (
    *("ago", "年", "月"),
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("comment", "point", "like", "view", "share", "repl", "read", "clap", "vote", "tweet"),
    *("repost", "boost", "favo"),
)
"""What is in every one of them that has not two figures with a mark between."""

_IDLE_ASCII: Final = bytes(
    code for code in range(128) if not (chr(code).isalnum() or chr(code) in "+<=>$^`|~")
)
"""White space, controls and punctuation; signs that mean something (C++, $, <) are left."""

_ASCII: Final = bytes(range(128))
_FIGURES: Final = b"0123456789"

_IDLE: Final = re.compile(
    "[\x80-\xa1\xa7\xab\xad\xb6\xb7\xbb\xbf\u0300-\u034e\u055a-\u055f"
    "\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965"
    "\u1680\u180e\u2000-\u2043\u2045-\u2051\u2053-\u206f\u2e00-\u2e7f\u3000-\u3003\u3008-\u3011"
    "\u3014-\u301f\u3030\u303d\u30fb\ufe00-\ufe19\ufe30-\ufe6b\ufeff\uff01-\uff03\uff05-\uff0a"
    "\uff0c-\uff0f\uff1a\uff1b\uff1f\uff20\uff3b-\uff3d\uff3f\uff5b\uff5d\uff5f-\uff65]"
)


def essence(title: str, text: str) -> str:
    """A digest of what title and text say: the same for two versions that are one to a reader.

    Where nothing but marks is there, the marks themselves count.
    """
    said = f"{bare(title)}\n{bare(text)}"
    if said == "\n":
        said = f"{''.join(title.split())}\n\n{''.join(text.split())}"
    return hashlib.blake2b(said.encode("utf-8", "replace"), digest_size=16).hexdigest()


def bare(text: str) -> str:
    """The text in lower case without marks, dates, hours, counts and tracking parameters."""
    text = without_tracking(text).casefold()
    data = text.encode("utf-8", "replace")
    if data.translate(None, _FIGURES) != data or b" ago" in data:
        data = _without_times(text).encode("utf-8", "replace")
    bare_text = data.translate(None, _IDLE_ASCII).decode()
    # Most texts have few signs beyond ASCII, if any: each is taken out of the whole at once.
    for sign in set(data.translate(None, _ASCII).decode()):
        if _IDLE.match(sign):
            bare_text = bare_text.replace(sign, "")
    return bare_text


def _without_times(text: str) -> str:
    """The text without its dates, hours and counts."""
    kept: list[str] = []
    done = 0
    for near in _NEAR.finditer(text):
        start, end = max(done, near.start() - _AROUND), near.end() + _AROUND
        around = text[start:end]
        if not _BETWEEN_FIGURES.search(around) and not any(map(around.__contains__, _HINTS)):
            continue
        for found in _FLEETING.finditer(text, start, end):
            kept += (text[done : found.start()], " ")
            done = found.end()
    return "".join((*kept, text[done:])) if done else text
