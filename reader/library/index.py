"""The search index: what goes into it for an article, written by code beside the article.

The index keeps no text, so a trigger could not write it: the text lies in the compressed document.

Where no spaces part the words, each letter is indexed with the next one, as a word of two: 望遠鏡
is 望遠, 遠鏡 and 鏡. So any two letters are found as fast as a word, more as a phrase, and one as
the beginning of a word.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.library import stored
from reader.library.letters import UNSPACED, fold, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.outline import Section
    from reader.library.connection import Connection

_RUN = re.compile(f"[{UNSPACED}]+")

_SIGNS = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_BROKEN = re.compile(f"[ \n](?=[{_SIGNS}])(?<=[{_SIGNS}][ \n])")
"""Where a line was broken within Chinese or Japanese; what stands before is looked at last, since
there are far fewer places so."""


def spaced(text: str) -> str:
    """A text as the index is given it: folded, and with unspaced letters as words of two."""
    # It brings the model of documents along, which many a command goes without.
    from reader.document.statistics import surely_spaced

    text = fold(text)
    if surely_spaced(text):
        return text
    return _RUN.sub(_pairs, _BROKEN.sub("", text))


def _pairs(run: re.Match[str]) -> str:
    letters = run[0]
    # An empty last one pairs with nothing, so that the last letter stands by itself.
    return f" {' '.join(map(''.join, zip(letters, (*letters[1:], ''), strict=True)))} "


def phrase(text: str, *, prefix: bool = False) -> str | None:
    """A word or phrase in the language of the index; None when there is nothing to look for.

    `prefix`: its last word may go on. Unspaced letters are found anywhere, so they always may.
    """
    text = _BROKEN.sub("", fold(text).replace("\0", " "))
    found = words(text)
    if not found:
        return None
    last = found[-1]
    if _RUN.match(last):
        # What follows in a text is not known, so the last letter is not looked for by itself.
        end = text.rindex(last)
        text, prefix = text[:end], len(last) == 1
        last_words = last if prefix else " ".join(map("".join, pairwise(last)))
        text = f"{_RUN.sub(_pairs, text)} {last_words}"
    elif not text.isascii():
        text = _RUN.sub(_pairs, text)
    quoted = text.replace('"', '""')
    return f'"{quoted}"{" *" if prefix else ""}'


class Indexed(NamedTuple):
    """What the index is given of an article, each text `spaced`."""

    title: str
    author: str
    sections: str
    body: str


NOTHING = Indexed("", "", "", "")


def indexed(title: str, author: str | None, headings: Sequence[str], text: str) -> Indexed:
    """What the index is given of an article."""
    # A blank line keeps words of two headings from being one phrase across a broken line.
    sections = spaced("\n\n".join(headings))
    return Indexed(spaced(title), spaced(author or ""), sections, spaced(text))


def headings_of(outline: Sequence[Section]) -> list[str]:
    """The headings of an outline; the one entry of a document without any is its title."""
    return [section.text for section in outline if section.slug]


def put(db: Connection, article_id: int, words: Indexed) -> None:
    """Index an article that is not in the index."""
    sql = "INSERT INTO search (rowid, title, author, sections, body) VALUES (?, ?, ?, ?, ?)"
    db.run(sql, article_id, *words)


def take(db: Connection, article_id: int) -> None:
    """Take an article out of the index."""
    db.run("DELETE FROM search WHERE rowid = ?", article_id)


def refresh(db: Connection, article_id: int) -> None:
    """Index an article again from what is stored."""
    words = read(db, article_id)
    if words is not None:
        take(db, article_id)
        put(db, article_id, words)


def read(db: Connection, article_id: int) -> Indexed | None:
    """What the index is to be given of a stored article; None when there is none.

    Raises NotFoundError when its text is missing.
    """
    row = db.row(
        "SELECT coalesce(s.title, a.title), a.author FROM article a"
        " JOIN status s ON s.article_id = a.id WHERE a.id = ?",
        article_id,
    )
    if row is None:
        return None
    document = stored.document(db, article_id)
    return indexed(row[0], row[1], headings_of(document.outline), document.text)


def refresh_titles(db: Connection) -> list[int]:
    """Index again the articles whose title the running transaction has changed; which they are."""
    ids = [article_id for (article_id,) in db.rows("SELECT article_id FROM stale")]
    for article_id in ids:
        refresh(db, article_id)
        db.run("DELETE FROM stale WHERE article_id = ?", article_id)
    return ids
