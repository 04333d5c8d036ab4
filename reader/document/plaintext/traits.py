"""What one unit looks like by itself: its size, its letters, its ends, its words."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.document.plaintext.lines import width
from reader.document.plaintext.vocabulary import Hit, hits

PREFIX = 400
"""Characters of a unit that are looked at; what a long one is, its beginning tells."""
SHORT = 110
"""Size up to which a unit may be a heading or a line of furniture."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_STOP = re.compile(r"[.!?。！？؟।။…‽](?:[\"'”’»›」』)\]]|\s)*$")
_INNER = re.compile(r"[.!?](?=\s+[^\W\d_a-z])|[。！？؟]\S|[။।]\s*\S")
_DATE = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d+\s*[年月日]\s*\d*|\d{4}\s*년|"
    r"\b\d{1,2}(?:st|nd|rd|th)?[.,]?\s+(?:de\s+)?[^\W\d_]{3,12}\.?,?\s+(?:de\s+)?(?:19|20)\d\d\b|"
    r"\b[^\W\d_]{3,12}\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d\b"
)
_TIME = re.compile(r"\b\d{1,2}[:.h]\d\d\b|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
ADDRESS = re.compile(r"https?://|www\.|\w@\w|\b\w+\.(?:com|org|net|co|de|fr|info|io|ru|pl)\b")
_HANDLE = re.compile(r"(?:^|\s)[@#]\w")
_COPYRIGHT = re.compile(r"©|\(c\)\s|®|™", re.IGNORECASE)
_ARROW = re.compile(r"[→←»«›‹▶▸►▾▼↑↓⬇❯]\s*$|^\s*[→←»›‹▶▸►↑↓❯]")
_NUMBERED = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.):]?|[IVXLC]{1,6}[.):])\s+\S")
_CASELESS = re.compile("[\u0590-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_LABEL = re.compile(r"[^:：]{1,24}[:：]\s*\S")
_LONGEST_DATE = 40
_QUOTES = "\"“„«‘'「『»‚"


class Traits(NamedTuple):
    """The looks of one unit. `marks` are its features by itself; the rest its neighbours ask for.

    `size` is in letters of an alphabet; a sign of a script that writes words
    with one or two counts as more. `stops`: it ends as a sentence does. `stems` are the
    beginnings of its longer
    words (pairs of letters in scripts without spaces).
    """

    size: int
    stops: bool
    words: int
    form: str
    marks: tuple[str, ...]
    kinds: tuple[str, ...]
    stems: frozenset[str]


NOTHING = Traits(0, stops=False, words=0, form="none", marks=(), kinds=(), stems=frozenset())
"""The looks of a unit without a word, as a quote of empty lines is."""


def bucket(value: float, *bounds: float) -> int:
    """How many of the bounds a value has passed."""
    return sum(value > bound for bound in bounds)


def stems(text: str) -> frozenset[str]:
    """The beginnings of a text's longer words; pairs of letters where words are not spaced."""
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        if _CASELESS.match(word) and len(word) > 8:
            found.update(word[i : i + 2] for i in range(len(word) - 1))
        elif len(word) >= 4:
            found.add(word[:5])
        elif len(word) > 1 and _CASELESS.match(word):
            found.add(word)
    return frozenset(found)


def ending(text: str) -> str:
    """How a text ends: with a stop, a colon, a digit and so on."""
    if text.endswith((":", "：")):
        return "colon"
    if text.endswith(("?", "？", "؟")):
        return "question"
    if text.endswith(("…", "...")):
        return "dots"
    if _STOP.search(text[-12:]):
        return "stop"
    if text.endswith((",", ";", "،", "、", "，", "-", "–", "|", "/")):
        return "open"
    if text.endswith("*"):
        return "star"
    if text[-1] in "\"'”’»」』)]":
        return "close"
    return "digit" if text[-1].isdigit() else "none"


def opening(text: str) -> str:
    """What a text begins with: a capital, a quotation mark, a digit and so on."""
    first = text[0]
    if first in _QUOTES:
        return "quote"
    if first.isdigit():
        return "digit"
    if first.isupper():
        return "upper"
    if first.islower():
        return "lower"
    if first.isalpha():
        return "letter"
    return "bracket" if first in "([【（" else "sign"


def _cases(words: list[str]) -> str:
    """How the words use capitals."""
    cased = [word for word in words if word[0].isupper() or word[0].islower()]
    if not cased:
        return "caseless"
    letters = "".join(words)
    if letters.isupper() and len(letters) > 1:
        return "capitals"
    if len(cased) == 1:
        return "single"
    rest = [word for word in cased[1:] if len(word) > 3] or cased[1:]
    share = sum(word[0].isupper() for word in rest) / len(rest)
    if share == 1:
        return "names" if all(word[0].isupper() for word in cased) else "title"
    return "mostly" if share >= 0.6 else "some" if share > 0.15 else "sentence"


def _signs(text: str) -> list[str]:
    """The tell-tale shapes in a short text: dates, addresses, labels and the like."""
    found = [
        name
        for name, pattern in (
            ("date", _DATE),
            ("time", _TIME),
            ("year", _YEAR),
            ("address", ADDRESS),
            ("handle", _HANDLE),
            ("copyright", _COPYRIGHT),
            ("arrow", _ARROW),
            ("inner", _INNER),
        )
        if pattern.search(text)
    ]
    if _NUMBERED.match(text):
        found.append("numbered")
    if _LABEL.match(text):
        found.append("label")
    if "|" in text or "·" in text or "•" in text:
        found.append("bar")
    if "," in text or "、" in text or "،" in text or "，" in text:
        found.append("comma")
    if text[0] in "([【（" and text[-1] in ")]】）":
        found.append("bracketed")
    digits = sum(c.isdigit() for c in text)
    if digits == len(text):
        found.append("number")
    elif digits * 4 > len(text):
        found.append("digits")
    return found


def _vocabulary(found: list[Hit]) -> list[str]:
    marks: list[str] = []
    for hit in found:
        marks.append(f"word={hit.kind}")
        if hit.leads:
            marks.append(f"leads={hit.kind}")
        if hit.filled > 0.5:
            marks.append(f"fills={hit.kind}")
    filled = max((hit.filled for hit in found), default=0.0)
    marks.append(f"filled={bucket(filled, 0, 0.2, 0.45, 0.8)}")
    if len(found) > 1:
        marks.append("kinds=many")
    return marks


def _long(head: str, size: int, *, stops: bool) -> Traits:
    """The looks of a long unit near the edge of a text, where notices and forms are long too."""
    found = hits(head)
    filled = sum(hit.filled for hit in found)
    kinds = sum(hit.filled > 0.02 for hit in found)
    marks = (
        f"long-filled={bucket(filled, 0.05, 0.12, 0.2, 0.3)}",
        f"long-kinds={bucket(kinds, 0, 1, 2, 4)}",
    )
    return Traits(size, stops, size // 6, "long", marks, (), frozenset())


def is_date(text: str) -> bool:
    """Whether a line is a date and little else. One or two such date a text, more divide it."""
    match = _DATE.search(text) if len(text) <= _LONGEST_DATE else None
    return match is not None and len(match[0]) > 0.6 * len(text)


def label(text: str) -> str:
    """What stands before a colon early in a line; empty when nothing does."""
    match = _LABEL.match(text)
    return match[0].split(":")[0].split("：")[0].strip() if match else ""


def traits(text: str, *, edge: bool = False) -> Traits:
    """The looks of a unit's text; of a long one `edge` asks for more than its size."""
    if not text:
        return NOTHING
    size = (width(text) * 5 - len(text)) // 4
    head = text[:PREFIX]
    stops = bool(_STOP.search(text[-12:]))
    if size > 2 * SHORT:
        return (
            _long(head, size, stops=stops)
            if edge
            else Traits(size, stops, size // 6, "long", (), (), frozenset())
        )
    words = _WORD.findall(head)
    cases = _cases(words)
    count = len(words) if cases != "caseless" else size // 5
    found = hits(head) if size <= 1.5 * SHORT else []
    signs = _signs(head)
    marks = [
        f"size={bucket(size, 12, 24, 40, 60, 80, 110, 150)}",
        f"words={bucket(count, 0, 1, 2, 4, 7, 10, 14, 20)}",
        f"ends={ending(text)}",
        f"opens={opening(text)}",
        f"case={cases}",
        *(f"sign={sign}" for sign in signs),
        *_vocabulary(found),
    ]
    form = f"{cases}/{opening(text)}"
    kinds = tuple(hit.kind for hit in found if hit.filled > 0.4 or hit.leads)
    return Traits(size, stops, count, form, tuple(marks), kinds, stems(head))
