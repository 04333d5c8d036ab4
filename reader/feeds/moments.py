"""Dates as feeds write them, read into seconds since the epoch; what is none is never invented."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Final

_LONGEST: Final = 100
_ISO: Final = re.compile(
    r"(?:[^\W\d_]+\.?\s*,\s*)?(?P<y>\d{4})(?:[-/.]?(?P<m>\d\d?)(?:[-/.]?(?P<d>\d\d?))?)?"
    r"(?:(?:[T_,\s]|\s*-\s)\s*(?P<time>\d\d?[:.h]?\d\d.*|\d\d?\s*$))?",
    re.IGNORECASE,
)
_USUAL: Final = re.compile(
    r"(?:[A-Z][a-z]{2}, (?P<day>\d\d?) (?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"(?P<year>\d{4}) |(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)[T ])"
    r"(?P<h>\d\d):(?P<min>\d\d):(?P<s>\d\d)(?:\.\d+)? ?(?P<zone>GMT|Z|[+-]\d\d:?\d\d)",
    re.ASCII,
)
_ORDINAL: Final = re.compile(r"(?P<y>\d{4})-?(?P<n>\d{3})(?:T(?P<time>.*))?")
_SHORT_ISO: Final = re.compile(r"(?P<y>\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?:[T\s]\s*(?P<time>.*))?")
_BY_NAME: Final = re.compile(
    r"(?:[^\W\d_]+\.?\s*,?\s*)?(?:[^\W\d_]{2}\s+)?"  # a weekday; "den", "le"
    r"(?P<d>\d{1,2})(?:st|nd|rd|th|\.|er|º)?(?:\s+de)?[-\s/]+(?P<m>[^\W\d_]{3,12})\.?,?(?:\s+de)?"
    r"[-\s/]+(?P<y>\d{4}|\d\d)(?!\d|:)[,\s]*(?:at\s|um\s|à\s)?(?P<time>.*)",
    re.IGNORECASE,
)
_MONTH_FIRST: Final = re.compile(
    r"(?:[^\W\d_]+\.?\s*,?\s+)?(?P<m>[^\W\d_]{3,12})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?:(?P<y>\d{4})[,\s]*(?:at\s)?(?P<time>.*)"
    r"|(?P<before>\d\d?:\d\d(?::\d\d)?(?:\s+[A-Z]{1,5})?)\s+(?P<late>\d{4})(?P<zone>.*))",
    re.IGNORECASE,
)
_NUMBERS: Final = re.compile(
    r"(?:[^\W\d_]+\.?,?\s+)?(?P<a>\d{1,2})(?P<by>[/.-])(?P<b>\d{1,2})(?P=by)(?P<y>\d{4})"
    r"[,\s]*(?P<time>.*)"
)
_HUNGARIAN: Final = re.compile(
    r"(?P<y>\d{4})-(?P<m>[^\W\d_]{3,12})-(?P<d>\d{1,2})(?:[T\s]\s*(?P<time>.*))?"
)
_KOREAN: Final = re.compile(
    r"(?P<y>\d{4})(?:\s*년\s*|-)(?P<m>\d{1,2})(?:\s*월\s*|-)(?P<d>\d{1,2})(?:\s*일)?\s*"
    r"(?P<half>오전|오후)?\s*(?P<time>.*)"
)
_CHINESE: Final = re.compile(
    r"(?P<y>\d{4})\s*年\s*(?P<m>\d{1,2})\s*月\s*(?P<d>\d{1,2})\s*日?\s*"
    r"(?P<half>上午|下午|午前|午後)?\s*(?P<time>.*)"
)
_COUNTED: Final = re.compile(r"(?P<s>\d{9,10})(?P<ms>\d{3})?")
_TIME: Final = re.compile(
    r"(?P<h>\d\d?)\s*(?:[:.h]\s*(?P<m>\d\d?)(?:\s*[:.]\s*(?P<s>\d\d?))?|(?P<mm>\d\d)(?P<ss>\d\d)?)?"
    r"(?:[.,]\d+)?\s*(?P<half>[ap]\.?m\.?(?![a-z]))?\s*(?P<zone>.*)",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(
    r"(?:GMT|UTC|UT|Z)?\s*(?P<sign>[+\u2212-])\s*(?P<h>\d\d?):?(?P<m>\d\d)?(?!\d)"
)
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan gen ene janv sty led ιαν янв січ",
            "feb fev febr fevr lut φεβ фев лют",
            "mar mrz mars marz maerz mrt μαρ μαω мар бер",
            "apr abr avr apri kwi απρ апр кві",
            "may mai maj mei mag μαι μαη мая май тра",
            "jun juin giu juni ιουν ιον июн чер",
            "jul juil lug juli ιουλ ιολ июл лип",
            "aug ago aout avg αυγ авг сер",
            "sep sept set sze szep σεπ сен вер",
            "oct okt ott out οκτ окт жов",
            "nov νοε νοεμ ноя лис",
            "dec dez dic des gru δεκ дек гру",
        ),
        start=1,
    )
    for name in names.split()
}
_ZONES: Final = {
    name: ahead
    for ahead, names in (
        (0, "z ut utc gmt wet etc/gmt zulu"),
        (1, "cet met mez bst west wat"),
        (2, "cest mest mesz eet sast cat"),
        (3, "eest msk trt eat"),
        (4, "gst msd"),
        (5, "pkt"),
        (5.5, "ist"),
        (5.75, "npt"),
        (7, "ict wib"),
        (8, "hkt sgt awst pht myt"),
        (9, "jst kst"),
        (9.5, "acst"),
        (10, "aest"),
        (10.5, "acdt"),
        (11, "aedt"),
        (12, "nzst"),
        (13, "nzdt"),
        (-2.5, "ndt"),
        (-3, "adt brt art"),
        (-3.5, "nst"),
        (-4, "edt ast clt"),
        (-5, "est cdt et"),
        (-6, "cst mdt ct"),
        (-7, "mst pdt mt"),
        (-8, "pst akdt pt"),
        (-9, "akst"),
        (-10, "hst"),
    )
    for name in names.split()
}
"""Hours ahead of UTC by name; a name that is not here counts as UTC, as one that is not known."""

_FARTHEST: Final = 18 * 3600
"""Seconds that no zone is farther from UTC: what is, is none."""
_EPOCH: Final = date(1970, 1, 1).toordinal()


def instant(written: str | None) -> int | None:
    """Seconds since the epoch in UTC of a date in any form that feeds write; None for no date.

    Without a zone it is taken as UTC, without a time as midnight; a year without month is none.
    """
    match = _USUAL.fullmatch(written.strip()) if written else None
    if match is not None:
        return _usual(match)
    text = " ".join((written or "").split())
    if not text or len(text) > _LONGEST or not any(map(str.isdigit, text)):
        return None
    for form, read in _FORMS:
        match = form.fullmatch(text)
        if match is not None:
            found = read(match)
            if found is not None:
                return found
    return None


def _usual(match: re.Match[str]) -> int | None:
    """The two forms that the standards ask for: nearly all dates, read with the least effort."""
    year, month = match["y"] or match["year"], match["m"] or _MONTHS[match["month"].lower()]
    try:
        days = date(int(year), int(month), int(match["d"] or match["day"])).toordinal()
    except ValueError:
        return None
    hour, minute, second, zone = match["h"], match["min"], match["s"], match["zone"]
    ahead = 0
    if len(zone) > 3:
        ahead = (int(zone[1:3]) * 60 + int(zone[-2:])) * 60
        ahead = 0 if ahead > _FARTHEST else -ahead if zone[0] == "-" else ahead
    if days < _EPOCH - 700_000 or hour > "24" or minute > "59" or second > "60":
        return None
    within = int(hour) * 3600 + int(minute) * 60 + int(second)
    return (days - _EPOCH) * 86_400 + within - ahead


def _iso(match: re.Match[str]) -> int | None:
    if match["m"] is None and len(match[0]) > 4:
        return None
    return _seconds(int(match["y"]), int(match["m"] or 1), int(match["d"] or 1), match["time"])


def _ordinal(match: re.Match[str]) -> int | None:
    if not 1 <= int(match["n"]) <= 366:
        return None
    start = _seconds(int(match["y"]), 1, 1, match["time"])
    return None if start is None else start + (int(match["n"]) - 1) * 86_400


def _short(match: re.Match[str]) -> int | None:
    return _seconds(_year(match["y"]), int(match["m"]), int(match["d"]), match["time"])


def _named(match: re.Match[str]) -> int | None:
    month = _month(match["m"])
    return month and _seconds(_year(match["y"]), month, int(match["d"]), match["time"])


def _month_first(match: re.Match[str]) -> int | None:
    month = _month(match["m"])
    time = match["time"] if match["y"] else match["before"] + " " + match["zone"].strip()
    return month and _seconds(int(match["y"] or match["late"]), month, int(match["d"]), time)


def _numbers(match: re.Match[str]) -> int | None:
    """With slashes the month comes first, as in most feeds that write so, unless it cannot."""
    first, second = int(match["a"]), int(match["b"])
    if match["by"] == "/" and first <= 12:
        first, second = second, first
    return _seconds(int(match["y"]), second, first, match["time"])


def _eastern(match: re.Match[str]) -> int | None:
    """Korean, Chinese, Japanese: the half of the day stands before the time."""
    halves = {"오전": " am", "上午": " am", "午前": " am", None: ""}
    time = re.sub(r"[时時点點시]\s*(?=\d)|[分분]\s*(?=\d)", ":", match["time"])
    time = re.sub(r"[秒초分분时時시]$", "", time)
    time = time and time + halves.get(match["half"], " pm")
    if match.re is _KOREAN and not match["time"].endswith(("Z", "+09:00")):
        time = (time or "0:00") + " KST"
    return _seconds(int(match["y"]), int(match["m"]), int(match["d"]), time)


def _counted(match: re.Match[str]) -> int | None:
    return int(match["s"])


_FORMS: Final = (
    (_BY_NAME, _named),
    (_ISO, _iso),
    (_MONTH_FIRST, _month_first),
    (_NUMBERS, _numbers),
    (_ORDINAL, _ordinal),
    (_SHORT_ISO, _short),
    (_HUNGARIAN, _named),
    (_KOREAN, _eastern),
    (_CHINESE, _eastern),
    (_COUNTED, _counted),
)


def _year(written: str) -> int:
    year = int(written)
    if len(written) > 2:
        return year
    return year + (2000 if year < 90 else 1900)


def _month(name: str) -> int | None:
    """A month by its name in the commoner languages of Europe, in full or cut short."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for length in (len(plain), 4, 3):
        if plain[:length] in _MONTHS:
            return _MONTHS[plain[:length]]
    return None


def _seconds(year: int, month: int, day: int, time: str | None) -> int | None:
    try:
        days = date(year, month, day).toordinal() - _EPOCH
    except ValueError:
        return None
    if year < 2:  # the zero of programs that had no date
        return None
    if not time or not time.strip():
        return days * 86_400
    within = _within(time.strip())
    return None if within is None else days * 86_400 + within


def _within(time: str) -> int | None:
    """Seconds after midnight UTC of a time with or without a zone; a zone alone is midnight."""
    match = _TIME.fullmatch(time)
    if match is None:
        return -_zone(time)
    hour = int(match["h"])
    minute = int(match["m"] or match["mm"] or 0)
    second = int(match["s"] or match["ss"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 60:
        return None
    return hour * 3600 + minute * 60 + second - _zone(match["zone"])


def _zone(written: str) -> int:
    """Seconds ahead of UTC."""
    written = written.strip().strip("()[]").strip()
    if not written:
        return 0
    known = _ZONES.get(written.lower().partition(" ")[0].rstrip("."))
    offset = _OFFSET.search(written)
    if offset is not None and not known:
        ahead = int(offset["h"]) * 3600 + int(offset["m"] or 0) * 60
        ahead = ahead if ahead <= _FARTHEST else 0
        return ahead if offset["sign"] == "+" else -ahead
    return int((known or 0) * 3600)
