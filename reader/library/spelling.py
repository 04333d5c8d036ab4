"""A word that stands nowhere in the library, and the one that is: zephyrnie, zephyrine.

The work is bounded: words one step away are asked for by name; for those two steps away, the words
that begin alike are looked through for a moment.
"""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING

from reader.library import matching
from reader.library.found import Suggestion
from reader.library.index import phrase
from reader.library.letters import UNSPACED, fold, words
from reader.query.parse import parse
from reader.query.tree import And, Or, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.connection import Connection
    from reader.query.tree import Node

SHORTEST = 4
"""Letters of a word that may be mistyped: shorter ones are near to too many others."""

LONGEST = 24

_PATIENCE = 0.25
"""Seconds for all words of a query that begin alike."""

_PAGE = 50

_CONTINUED = 50
"""As many words stand for one that may go on."""

_LATIN = "abcdefghijklmnopqrstuvwxyz"


def suggest(db: Connection, query: str) -> list[Suggestion]:
    """For each word of a query that no article has, the commonest of the nearest that some have.

    Raises UsageError when the query is not understood.
    """
    until = time.monotonic() + _PATIENCE
    found: list[Suggestion] = []
    with db.reading():
        for wanted in matching.wanted(parse(query).root):
            for word in [] if wanted.prefix else words(fold(wanted.text)):
                if word in {one.word for one in found} or not _may_be_mistyped(word):
                    continue
                if _articles(db, word):
                    continue
                near = _nearest(db, word, until)
                if near is not None:
                    found.append(
                        Suggestion(word, near, _articles(db, near), _instead(query, word, near))
                    )
    return found


def _may_be_mistyped(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and not unspaced(word)


def unspaced(word: str) -> bool:
    """Whether a word is of a script in which no spaces part the words."""
    return re.match(f"[{UNSPACED}]", word) is not None


def _articles(db: Connection, word: str) -> int:
    """How many articles a word is in; counted no further than it is told."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT 10000)"
    return int(db.value(sql, phrase(word)))


def _instead(query: str, word: str, near: str) -> str:
    """The query with a word in place of another, however that was written in it."""
    for written in re.findall(r"[^\W_]+", query):
        if fold(written) == word:
            return query.replace(written, near, 1)
    return near


def _nearest(db: Connection, word: str, until: float) -> str | None:
    """The commonest of the words that are nearest; None when none is within two steps."""
    one_off = _that_are(db, _one_step(word))
    if one_off:
        return max(one_off, key=lambda term: (one_off[term], term))
    two_off = {
        term: articles
        for term, articles in _alike(db, word, until)
        if abs(len(term) - len(word)) <= 2 and distance(word, term) == 2
    }
    if not two_off or len(word) <= SHORTEST:
        return None
    return max(two_off, key=lambda term: (two_off[term], term))


def _one_step(word: str) -> set[str]:
    """The words that one mistake makes of a word: a letter more, less, other, or two changed round.

    Letters are those of the word itself and of the Latin alphabet.
    """
    letters = sorted({*_LATIN, *word}) if word.isascii() else sorted(set(word))
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {a + b[1:] for a, b in cuts if b}
    found |= {a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1}
    found |= {a + letter + b[1:] for a, b in cuts if b for letter in letters}
    found |= {a + letter + b for a, b in cuts for letter in letters}
    return found - {word}


def _that_are(db: Connection, terms: set[str]) -> dict[str, int]:
    """Which of some words are in the index, and in how many articles."""
    rows = db.rows(
        "SELECT vocabulary.term, vocabulary.doc FROM json_each(?) AS one"
        " CROSS JOIN vocabulary ON vocabulary.term = one.value",
        json.dumps(sorted(terms)),
    )
    return {str(term): int(articles) for term, articles in rows}


def _alike(db: Connection, word: str, until: float) -> Iterator[tuple[str, int]]:
    """The words of the index that begin with the same letters, until the time is over."""
    return beginning_with(db, word[:3] if len(word) > SHORTEST + 1 else word[:2], until)


def beginning_with(db: Connection, start: str, until: float) -> Iterator[tuple[str, int]]:
    """The words of the index that begin so, and in how many articles each is, for so long."""
    end, last = start + "\U0010ffff", start
    sql = "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? LIMIT ?"
    while time.monotonic() < until:
        rows = db.rows(sql, last, end, _PAGE)
        yield from ((str(term), int(articles)) for term, articles in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1][0] + "\0"


def continued(db: Connection, node: Node) -> Node:
    """A query in which the commonest words that begin so stand for each word that may go on.

    It is for what is being typed: the index would first gather all articles of all such words
    (measured among 100,000: 130 ms for `the*`), and cannot be stopped meanwhile.
    """
    match node:
        case And(nodes=nodes):
            return And(tuple(continued(db, inner) for inner in nodes))
        case Or(nodes=nodes):
            return Or(tuple(continued(db, inner) for inner in nodes))
        case Words(prefix=True):
            found = words(fold(node.text))
            if len(found) != 1 or unspaced(found[0]):
                return node
            until = time.monotonic() + _PATIENCE
            terms = sorted(beginning_with(db, found[0], until), key=lambda one: -one[1])
            forms = [node._replace(text=term, prefix=False) for term, _ in terms[:_CONTINUED]]
            return Or(tuple(forms)) if forms else node
        case _:
            return node


def distance(one: str, other: str) -> int:
    """The mistakes between two words: letters more, less or other, and neighbours changed round."""
    before, row = [0] * (len(other) + 1), list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        above, row = row, [i]
        for j, b in enumerate(other, 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            row.append(best)
        before = above
    return row[-1]
