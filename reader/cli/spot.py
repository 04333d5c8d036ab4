"""A place in an article, found by words that stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.errors import NotFoundError, UsageError

if TYPE_CHECKING:
    from reader.document.place import Place
    from reader.library.library import Library


def spot(library: Library, number: int, words: str) -> Place:
    """The first place in article `number` where the words stand; white space and case are free.

    Errors: NotFoundError when they do not stand there; UsageError for no words.
    """
    from reader.document.place import make

    document = library.article(number).document
    parts = [re.escape(word) for word in words.split()]
    if not parts:
        raise UsageError("--at needs some words of the article after it.")
    pattern = r"\s+".join(parts)
    text = document.text
    found = re.search(pattern, text) or re.search(pattern, text, re.IGNORECASE)
    if found is None:
        raise NotFoundError(f"The words {words!r} do not stand in article {number}.")
    return make(text, document.outline, found.start(), found.end() - found.start())
