"""Other forms of the words of a query, in the languages of the library: printing, printed, prints.

The index holds words as they stand. A form counts as one of a word when both have the same stem in
one of the languages that articles are in; forms are looked for among the words that begin alike.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from reader.library import spelling
from reader.library.conditions import distinct
from reader.library.letters import fold, words
from reader.query.tree import And, Or, Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.connection import Connection
    from reader.query.tree import Node

    Stemmer = Callable[[str], str]

_STEMMERS: Final = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "fa": "persian",
    "nn": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""The names of Snowball's stemmers by the languages that they are for."""

_LANGUAGES_KNOWN, _LANGUAGES_MOST, _FORMS_MOST = 200, 12, 40
_FEWEST = 3
"""Letters of a stem: words that have fewer in common have nothing in common."""

_PATIENCE = 0.25
"""Seconds for the forms of all words of a query."""


def widened(db: Connection, root: Node) -> Node:
    """A query that finds the forms of its words, too; what it excludes stays as it is."""
    stemmers = [_stemmer(name) for name in _names(db)]
    until = time.monotonic() + _PATIENCE
    return _widened(db, root, stemmers, until) if stemmers else root


def _widened(db: Connection, node: Node, stemmers: list[Stemmer], until: float) -> Node:
    match node:
        case And(nodes=nodes):
            return And(tuple(_widened(db, inner, stemmers, until) for inner in nodes))
        case Or(nodes=nodes):
            return Or(tuple(_widened(db, inner, stemmers, until) for inner in nodes))
        case Words(prefix=False, column="any" | "title" | "section" | "text"):
            forms = _forms(db, node.text, stemmers, until)
            return Or((node, *(node._replace(text=form) for form in forms))) if forms else node
        case _:
            return node


def _forms(db: Connection, text: str, stemmers: list[Stemmer], until: float) -> list[str]:
    """The other forms of a word that some article has, the commonest first."""
    folded = words(fold(text))
    if len(folded) != 1 or not folded[0].isalpha() or spelling.unspaced(folded[0]):
        return []
    word = folded[0]
    stems = {stemmer: stemmer(word) for stemmer in stemmers}
    found: dict[str, int] = {}
    beginnings = {_common(word, stem) for stem in stems.values()}
    for start in sorted(beginnings):
        # What begins alike with a shorter beginning is looked through already.
        if len(start) < _FEWEST or any(start[:cut] in beginnings for cut in range(len(start))):
            continue
        found |= {
            term: articles
            for term, articles in spelling.beginning_with(db, start, until)
            if term != word and any(stemmer(term) == stem for stemmer, stem in stems.items())
        }
    return sorted(found, key=lambda term: (-found[term], term))[:_FORMS_MOST]


def _common(word: str, stem: str) -> str:
    """The letters that a word and its stem begin with; of a long stem all but the last one."""
    length = next(
        (at for at, (a, b) in enumerate(zip(word, stem, strict=False)) if a != b),
        min(len(word), len(stem)),
    )
    return word[: length - 1] if length > _FEWEST + 1 else word[:length]


def _names(db: Connection) -> list[str]:
    """The stemmers for the languages that articles are in; each is one step of an index."""
    languages = distinct(db, "language", limit=_LANGUAGES_KNOWN)
    names = [_STEMMERS.get(one.partition("-")[0].lower()) for one in languages]
    return [name for name in dict.fromkeys(names) if name is not None][:_LANGUAGES_MOST]


def _stemmer(name: str) -> Stemmer:
    import snowballstemmer  # type: ignore[import-untyped]

    stem: Stemmer = snowballstemmer.stemmer(name).stemWord
    return stem
