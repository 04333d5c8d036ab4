"""The words that pages put around articles, in many languages: evidence, never a verdict.

Each set holds what any site's buttons, credits and footers say. A hit is one feature among many
and is only looked for in short lines.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

_FILE = Path(__file__).with_name("vocabulary.toml")
_TOKEN = re.compile(r"[\w'’+-]+")
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]"
)
_LONGEST = 4
"""The most words of a phrase that is looked for."""
_STEM = 4
"""The fewest letters of a stem."""


class Hit(NamedTuple):
    """Words of one kind found in a line: is one at its start, and the share of it they fill."""

    kind: str
    leads: bool
    filled: float


class _Lexicon(NamedTuple):
    phrases: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    dense: dict[str, re.Pattern[str]]


@cache
def _lexicon() -> _Lexicon:
    """The sets turned round: from word to kinds; scripts without spaces as one pattern a kind."""
    phrases: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    dense: dict[str, re.Pattern[str]] = {}
    for kind, listed in tomllib.loads(_FILE.read_text(encoding="utf-8")).items():
        words = [" ".join(word.split()) for word in listed.split("|")]
        unspaced = [word for word in words if _UNSPACED.search(word)]
        dense[kind] = re.compile("|".join(map(re.escape, sorted(unspaced, key=len, reverse=True))))
        for word in words:
            book = stems if word.endswith("*") else phrases
            key = word.removesuffix("*").replace("’", "'")
            book[key] = (*book.get(key, ()), kind)
    return _Lexicon(phrases, stems, dense)


def _spaced(folded: str, lexicon: _Lexicon) -> list[tuple[str, int, int]]:
    """The kinds of the words and phrases of a text, each with where they stand."""
    tokens = list(_TOKEN.finditer(folded))
    found: list[tuple[str, int, int]] = []
    for first, token in enumerate(tokens):
        phrase = ""
        for last in tokens[first : first + _LONGEST]:
            phrase = f"{phrase} {last[0]}" if phrase else last[0]
            kinds = lexicon.phrases.get(phrase, ())
            found += [(kind, token.start(), last.end()) for kind in kinds]
        word = token[0]
        for size in range(_STEM, len(word) + 1):
            kinds = lexicon.stems.get(word[:size], ())
            found += [(kind, token.start(), token.end()) for kind in kinds]
    return found


def hits(text: str) -> list[Hit]:
    """The kinds whose words are in a short text, in the order in which they come."""
    lexicon = _lexicon()
    folded = text.casefold().replace("’", "'")
    found = _spaced(folded, lexicon)
    if _UNSPACED.search(folded):
        for kind, pattern in lexicon.dense.items():
            found += [(kind, *match.span()) for match in pattern.finditer(folded)]
    covered: dict[str, set[int]] = {}
    for kind, start, end in found:
        covered.setdefault(kind, set()).update(range(start, end))
    return [
        Hit(kind, min(places) <= 1, len(places) / len(folded)) for kind, places in covered.items()
    ]
