"""Completion of what is typed in a search box: what is offered, and what the tab key takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.query.complete import Suggestions, asked, complete

if TYPE_CHECKING:
    from reader.query.complete import Values

_FEWEST = 2
"""Letters of a word of which the name of a field is offered."""


def offered_for(query: str, values: Values) -> Suggestions:
    """What may be meant at the end of a query; nothing where a word has hardly begun."""
    what = asked(query, len(query))
    if what is not None and what.field is None and len(what.begun) < _FEWEST:
        return Suggestions(len(query), len(query), ())
    return complete(query, len(query), values)


class Completing:
    """What is offered now; the tab key takes the first, and then the others in turn."""

    def __init__(self) -> None:
        self._query = ""
        self._offered = Suggestions(0, 0, ())
        self._number = 0
        self._last = ""

    def offer(self, query: str, offered: Suggestions) -> str:
        """Take note of what is offered for a query; how the query may go on, to be shown."""
        if query == self._last:
            # It was just completed; the tab key goes on to the next one.
            return ""
        self._query, self._offered, self._number, self._last = query, offered, 0, ""
        if not offered.offers:
            return ""
        first = offered.offers[0]
        begun = query[offered.start :]
        if first.casefold().startswith(begun.casefold()):
            return first[len(begun) :]
        return f"  {first}"

    def taken(self, query: str) -> str:
        """The query with what is offered in it, or with the next one when it was just taken."""
        if not self._offered.offers or query not in {self._query, self._last}:
            return query
        found, _ = self._offered.taken(self._query, self._number % len(self._offered.offers))
        self._number += 1
        # What follows the name of a field is offered anew.
        self._last = "" if found.endswith(":") else found
        return found
