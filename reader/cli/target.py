"""What a TARGET means: an article by its number, a document outside the library, or a query."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import NotFoundError, SourceError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.cli.report import Report
    from reader.library.library import Library
    from reader.library.records import Headline

_PAGE = 500


def number(word: str) -> int | None:
    """The article's number that a word is; None when it is none."""
    return int(word) if word.isascii() and word.isdigit() and len(word) < 19 else None


def outside(words: Sequence[str]) -> str | None:
    """The path, or `-`, of a document outside the library that the words name; None: they do not.

    Errors: SourceError for what is surely meant as a path, but is not there.
    """
    if len(words) != 1 or number(words[0]) is not None:
        return None
    word = words[0]
    if word == "-" or os.path.lexists(word):
        return word
    looks_like_path = word.startswith(("./", "../", "/", "~/")) or Path(word).suffix.lower() in {
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".htm",
        ".html",
    }
    if looks_like_path and " " not in word:
        raise SourceError(f"{word}: there is no such file.")
    return None


def articles(library: Library, words: Sequence[str], report: Report) -> list[int]:
    """The articles that targets name: numbers each, and all other words together as one query.

    A number that names none is told as a failure. Errors: NotFoundError when nothing is left.
    """
    numbers = [named for word in words if (named := number(word)) is not None]
    query = " ".join(word for word in words if number(word) is None)
    there = {headline.id for headline in library.headlines(numbers)}
    missing = [one for one in dict.fromkeys(numbers) if one not in there]
    found = [one for one in dict.fromkeys(numbers) if one in there]
    if query:
        matches = [headline.id for headline in matching(library, query)]
        found += [one for one in matches if one not in there]
        if not matches and not found:
            raise NotFoundError(f"Nothing matches {query}.")
    if not found:
        raise NotFoundError(_missing(missing))
    for one in missing:
        report.failed(_missing([one]))
    return found


def one_article(library: Library, word: str) -> int:
    """The one article that a target names.

    Errors: NotFoundError when there is none; UsageError when a query matches several.
    """
    wanted = number(word)
    if wanted is not None:
        if library.headline(wanted) is None:
            raise NotFoundError(_missing([wanted]))
        return wanted
    found = library.select(word, limit=2)
    if not found:
        raise NotFoundError(f"Nothing matches {word}.")
    if len(found) > 1:
        raise UsageError(
            f"{word} matches more than one article; name the one by its number in `reader list`."
        )
    return found[0].id


def matching(library: Library, query: str) -> Iterator[Headline]:
    """All headlines that a query finds, newest first, read a page at a time."""
    page = library.select(query, limit=_PAGE)
    while page:
        yield from page
        page = library.select(query, limit=_PAGE, after=page[-1].key)


def _missing(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"There is no article {numbers[0]}."
    return f"There are no articles {', '.join(map(str, numbers))}."
