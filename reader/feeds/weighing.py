"""Which runs surely belong to the article: the library's word, weighed against two others.

The others are our own reading of the page (where its prose is densest) and the text that the page
states for machines. They speak only where the library plainly failed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document.html.elements import HEADINGS
from reader.feeds.furniture import is_furniture
from reader.feeds.runs import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.document.html.tree import Element
    from reader.feeds.runs import Run

ENOUGH: Final = 0.34
"""The share of a run's words that the library must keep for the run to be kept."""

_PROSE: Final = 10
_PART: Final = 0.4
_FEW: Final = 150
_STATED: Final = 80


def weighed(runs: Sequence[Run], shares: Mapping[int, float] | None, stated: str) -> set[int]:
    """The orders of the runs that belong; empty when there is no article.

    `shares` is what the library kept of each run, None when it was not asked; `stated` the text
    that the page gives to machines, empty when it gives none.
    """
    kept = {order for order, share in (shares or {}).items() if share >= ENOUGH}
    words = {run.order: run.words for run in runs}
    amount = sum(words[order] for order in kept)
    told = _told(runs, stated)
    if told and not 0.6 <= amount / max(sum(words[order] for order in told), 1) <= 1.8:
        return told
    if amount >= _FEW:
        return kept
    own = _densest(runs)
    own_amount = sum(words[order] for order in own)
    return own if own_amount > 2.5 * amount and own_amount > 40 else kept or own


def _told(runs: Sequence[Run], stated: str) -> set[int]:
    """The runs whose text stands in the stated text, if most of that was found again."""
    amount = words_in(stated)
    if amount < _STATED:
        return set()
    whole = _bare(stated)
    found = {run.order for run in runs if run.words > 2 and _bare(run.text) in whole}
    words = sum(run.words for run in runs if run.order in found)
    return found if 0.8 * amount <= words <= 1.2 * amount else set()


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _densest(runs: Sequence[Run]) -> set[int]:
    """The prose and its headings in the element where most of it is."""
    scores: dict[int, float] = {}
    elements: dict[int, Element] = {}
    aside = _aside(runs)
    prose = [run for run in runs if _is_prose(run, aside)]
    for run in prose:
        part = 1.0
        for element in (run.holder, *run.holder.ancestors()):
            if element.tag == "body":
                break
            scores[id(element)] = scores.get(id(element), 0) + run.words * part
            elements[id(element)] = element
            part *= 0.75
    if not scores:
        return set()
    best = elements[max(scores, key=lambda key: scores[key])]
    inner = [r for r in runs if r.holder is best or any(e is best for e in r.holder.ancestors())]
    sure = {run.order for run in prose} & {run.order for run in inner}
    if not sure:
        return set()
    first, last = min(sure), max(sure)
    heads = {r.order for r in inner if r.holder.tag in HEADINGS and first < r.order < last}
    return sure | heads


def _aside(runs: Sequence[Run]) -> set[int]:
    """The elements that are furniture by name and hold but a small part of the page's words."""
    words: dict[int, int] = {}
    elements: dict[int, Element] = {}
    for run in runs:
        for element in (run.holder, *run.holder.ancestors()):
            words[id(element)] = words.get(id(element), 0) + run.words
            elements[id(element)] = element
    most = _PART * sum(run.words for run in runs)
    return {key for key, one in elements.items() if words[key] < most and is_furniture(one)}


def _is_prose(run: Run, aside: set[int]) -> bool:
    if run.words < _PROSE or run.linked * 5 > run.words * 2:
        return False
    return not any(id(element) in aside for element in (run.holder, *run.holder.ancestors()))
