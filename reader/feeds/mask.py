"""A page without all that is not its article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document.html.elements import BLOCKS, HEADINGS, UNREAD, is_unseen
from reader.document.html.tree import Element, remove_all
from reader.feeds.choice import Choice
from reader.feeds.furniture import is_furniture
from reader.feeds.judged import shares
from reader.feeds.runs import runs_of
from reader.feeds.weighing import weighed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.html.tree import Child, Page
    from reader.feeds.runs import Run

MOST_RUNS: Final = 20_000
"""A page of more runs is kept but for what calls itself furniture; no article is that long."""


def mask(page: Page, stated: str = "") -> int:
    """Take out of a page all that is not its article; how many words are left.

    `stated` is the text of the article as the page's data for machines tells it, or empty.
    """
    _remove_unseen(page.body)
    _open_boxes(page.body)
    runs = runs_of(page.body)
    if len(runs) > MOST_RUNS:
        remove_all([e for e in page.body.elements() if is_furniture(e)])
        return sum(run.words for run in runs)
    kept = weighed(runs, shares(page, runs), stated)
    if not kept:
        page.body.children = []
        return 0
    chosen = Choice(page.body, runs, kept).orders()
    _prune(page.body, runs, chosen)
    return sum(run.words for run in runs if run.order in chosen)


def _open_boxes(body: Element) -> None:
    """Make quotations that begin with a heading what they are: boxes with a heading."""
    for element in body.elements():
        if element.tag == "blockquote":
            first = next((c for c in element.children if isinstance(c, Element) or c.strip()), "")
            if isinstance(first, Element) and first.tag in HEADINGS:
                element.tag = "div"


def _remove_unseen(body: Element) -> None:
    unseen = [
        e
        for e in body.elements()
        if (e.tag in UNREAD and e.tag not in ("script", "source"))
        or is_unseen(e)
        or "mw-editsection" in e.classes
        or (e.tag == "noscript" and e.first("img", "iframe", "video") is None)
    ]
    remove_all(unseen)


def _prune(body: Element, runs: Sequence[Run], chosen: set[int]) -> None:
    """Leave only what was chosen, with the elements around it and the rules between."""
    alive = {id(body)}
    for run in runs:
        if run.order in chosen:
            for element in (run.holder, *run.holder.ancestors()):
                alive.add(id(element))
    gone: dict[int, set[int]] = {}
    for run in runs:
        if run.order not in chosen:
            gone.setdefault(id(run.holder), set()).update(id(child) for child in run.children)
    inline = {id(child) for run in runs for child in run.children if isinstance(child, Element)}
    for element in [body, *body.elements()]:
        if id(element) in alive:
            dropped = gone.get(id(element), set())
            element.children = _left(element.children, alive, inline, dropped)


def _left(
    children: Sequence[Child], alive: set[int], inline: set[int], dropped: set[int]
) -> list[Child]:
    left: list[Child] = []
    for child in children:
        if id(child) in dropped:
            continue
        if isinstance(child, Element) and id(child) not in inline:
            if child.tag == "hr":
                if any(isinstance(c, Element) for c in left):
                    left.append(child)
                continue
            if id(child) not in alive and (child.tag in BLOCKS or child.children):
                continue
        left.append(child)
    while left and isinstance(left[-1], Element) and left[-1].tag == "hr":
        left.pop()
    return left
