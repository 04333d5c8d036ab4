"""Which runs of a page are its article, told from those that surely are.

The library judges words; what it cannot judge (captions, tables, code, lists of links, headings
over them) is settled here, by where a run stands among those that it kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reader.document.html.elements import BLOCKS, HEADINGS
from reader.document.html.tree import Element
from reader.feeds.furniture import (
    heads_furniture,
    holds_references,
    is_button,
    is_furniture,
    is_lead,
    is_stamp,
    is_titled,
    leads_away,
    names_section,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reader.feeds.runs import Run

_ROOT: Final = 0.92
_BRANCH: Final = 0.25
_SHORT: Final = 3
_BEGUN: Final = 10
_PAGE_OF_WORDS: Final = 100
_MOST: Final = 0.6
_TOLD: Final = frozenset({"li", "td", "th", "dt", "dd", "p", "figcaption", "summary", "caption"})
_WHOLE: Final = ("table", "ul", "ol", "dl", "pre", "figure", "blockquote")


class Choice:
    """Chooses among the runs of a page; `kept` are the orders of those that surely belong."""

    def __init__(self, body: Element, runs: Sequence[Run], kept: set[int]) -> None:
        self._runs = runs
        self._kept = kept
        self._words: dict[int, int] = {}
        self._kept_words: dict[int, int] = {}
        self._linked: dict[int, int] = {}
        for run in runs:
            sure = run.words if run.order in kept else 0
            for element in (run.holder, *run.holder.ancestors()):
                key = id(element)
                self._words[key] = self._words.get(key, 0) + run.words
                self._linked[key] = self._linked.get(key, 0) + run.linked
                self._kept_words[key] = self._kept_words.get(key, 0) + sure
        self._all = self._kept_words.get(id(body), 0)
        self._root = self._lowest(body)
        self._parents = self._body_parents()
        self._kin = self._kinds_of_kept()
        self._furniture: dict[int, bool] = {}
        self._first_head: int | None = None

    def orders(self) -> set[int]:
        """The orders of all runs of the article."""
        kept = [run for run in self._runs if run.order in self._kept]
        sure = [run for run in kept if not self._is_leak(run)]
        if 2 * sum(run.words for run in sure) < self._all:
            sure = kept  # where most is called furniture, the names mean something else
        sure = self._without_edges(sure)
        if not sure:
            return set()
        first, last = sure[0].order, sure[-1].order
        self._first_head = self._head_above(sure[0])
        chosen = {run.order for run in sure}
        for run in self._runs:
            if run.order in self._kept or run.order in chosen:
                continue
            if first < run.order < last:
                if self._belongs_amid(run):
                    chosen.add(run.order)
            elif self._belongs_outside(run, before=run.order < first):
                chosen.add(run.order)
        return self._without_idle_heads(chosen)

    # -- places -----------------------------------------------------------------------

    def _lowest(self, body: Element) -> Element:
        """The lowest element that holds nearly all kept words."""
        element = body
        while True:
            inner = next(
                (
                    child
                    for child in element.children
                    if isinstance(child, Element)
                    and self._kept_words.get(id(child), 0) >= _ROOT * self._all
                ),
                None,
            )
            if inner is None or inner.tag in HEADINGS or inner.tag in ("p", "pre", "table"):
                return element
            element = inner

    def _body_parents(self) -> set[int]:
        """The elements whose own children are the blocks of the article."""
        found: dict[int, int] = {}
        for run in self._runs:
            if run.order not in self._kept or run.words < 6:
                continue
            block = _block_of(run)
            parent = block.parent or block
            found[id(parent)] = found.get(id(parent), 0) + run.words
        return {key for key, words in found.items() if words >= 12}

    def _kinds_of_kept(self) -> set[tuple[int, str, frozenset[str]]]:
        """Parent, tag and classes of the branches with kept prose, so that their kin are known."""
        return {
            (id(element.parent), element.tag, element.classes)
            for run in self._runs
            if run.order in self._kept and run.words >= 12
            for element in self._branch(run)
            if element.classes or element.tag == "section"
        }

    def _branch(self, run: Run) -> Iterator[Element]:
        """The elements from a run's holder up to the root, which is not among them."""
        for element in (run.holder, *run.holder.ancestors()):
            if element is self._root:
                return
            yield element

    def _in_root(self, run: Run) -> bool:
        return run.holder is self._root or any(e is self._root for e in run.holder.ancestors())

    # -- judgement --------------------------------------------------------------------

    def _is_furniture(self, element: Element) -> bool:
        """Whether an element is furniture by name, and does not hold the article all the same."""
        key = id(element)
        if key not in self._furniture:
            share = self._kept_words.get(key, 0) / max(self._all, 1)
            self._furniture[key] = share < _BRANCH and is_furniture(element)
        return self._furniture[key]

    def _density(self, element: Element) -> float:
        return self._linked.get(id(element), 0) / max(self._words.get(id(element), 0), 1)

    def _in_card(self, run: Run) -> bool:
        """Whether it stands in a link that holds whole blocks: a card that leads elsewhere."""
        link = next((e for e in (run.holder, *run.holder.ancestors()) if e.tag == "a"), None)
        if link is None or link.parent is None:
            return False
        inner = [e for e in link.elements() if e.tag in BLOCKS and id(e) in self._words]
        if run.within("table", "figure") is not None:
            return False
        return len(inner) > (1 if run.holder.tag in HEADINGS else 0)

    def _is_leak(self, run: Run) -> bool:
        """Whether a run that the library kept is furniture all the same."""
        if self._in_card(run) or (_is_link_line(run) and is_button(run.text)):
            return True
        for element in self._branch(run):
            if self._is_furniture(element) and (
                element.tag in ("nav", "form", "button")
                or self._density(element) > 0.3
                or self._kept_words.get(id(element), 0) < 0.5 * self._words[id(element)]
                or self._words[id(element)] < 60
            ):
                return True
        return False

    def _without_edges(self, sure: list[Run]) -> list[Run]:
        """Runs without dates, bylines and links onward at either end."""
        while sure and self._is_edge(sure[-1]):
            sure = sure[:-1]
        at = next((i for i, run in enumerate(sure) if _is_prose_enough(run)), len(sure))
        if at == len(sure):
            return sure
        return [run for run in sure[:at] if not self._is_front(run)] + sure[at:]

    def _is_front(self, run: Run) -> bool:
        if run.holder.tag in HEADINGS:
            return False
        if run.words and run.linked == run.words and run.within("li") is None:
            return True
        return is_stamp(run.text) or _is_time(run) or self._is_label(run)

    def _is_edge(self, run: Run) -> bool:
        if is_stamp(run.text) or _is_time(run):
            return True
        if run.holder.tag in HEADINGS:
            return heads_furniture(run.text)
        alone = run.linked == run.words and run.words > 0 and run.within("li", "td") is None
        if alone and run.text.startswith(("http", "www.")):
            return False
        return alone or self._is_label(run)

    def _is_label(self, run: Run) -> bool:
        """A few words in no element that says what they are."""
        return (
            0 < run.words <= _SHORT
            and run.holder.tag not in _TOLD
            and run.within("pre", "td", "th", "li", "dd", "dt", "figcaption", *HEADINGS) is None
            and not run.text.endswith((".", "!", "?", ":", "。", "！", "？"))
            and not is_titled(run.holder)
        )

    def _belongs_amid(self, run: Run) -> bool:
        """Whether a run between kept ones belongs, though the library left it out."""
        away = _is_link_line(run) and leads_away(run.text)
        if away or not self._in_root(run) or self._in_card(run):
            return False
        if any(self._is_furniture(element) for element in self._branch(run)):
            return False
        if run.holder.tag in HEADINGS:
            return names_section(run.holder) or not heads_furniture(run.text)
        if not run.text:
            return not any(
                is_furniture(c) for c in run.children if isinstance(c, Element) and c.attrs
            )
        if run.within("pre", "figure", "figcaption", "caption") is not None:
            return True
        whole = self._whole(run)
        if whole is not None and self._kept_words.get(id(whole), 0) > 0:
            return True
        if self._is_label(run):
            return False
        if whole is not None and whole.tag in ("ul", "ol", "dl"):
            return self._is_list_of_body(whole)
        if whole is not None and whole.tag == "table":
            return self._density(whole) < 0.6
        return self._is_prose(run)

    def _is_prose(self, run: Run) -> bool:
        """Whether a run reads as text rather than as a list of things to choose."""
        if run.linked * 2 > run.words:
            return run.holder.tag == "p" and id(run.holder.parent) in self._parents
        top = self._top(run)
        return self._density(top) < 0.5

    def _top(self, run: Run) -> Element:
        """The highest element around a run that holds no kept word."""
        top = run.holder
        for element in self._branch(run):
            if self._kept_words.get(id(element), 0):
                break
            top = element
        return top

    def _whole(self, run: Run) -> Element | None:
        """The table, list or quote that a run is part of."""
        found: Element | None = None
        for element in self._branch(run):
            if element.tag in _WHOLE and not self._is_layout(element):
                found = element
        return found

    def _is_layout(self, element: Element) -> bool:
        """Whether a table only sets the page: one of its cells holds most of a long text."""
        if element.tag != "table":
            return False
        words = self._words.get(id(element), 0)
        return words > _PAGE_OF_WORDS and any(
            cell.tag == "td" and self._words.get(id(cell), 0) > _MOST * words
            for cell in element.elements()
        )

    def _is_list_of_body(self, listed: Element) -> bool:
        """Whether a list stands among the paragraphs of the article, and not beside them."""
        if self._density(listed) < 0.5:
            return True
        parent = listed.parent
        if parent is None:
            return False
        if id(parent) not in self._parents and not self._is_kin(parent):
            return False
        items = sum(1 for e in listed.children if isinstance(e, Element) and e.tag == "li")
        before = _before(listed)
        return items <= 60 and not (before is not None and _heads_away(before))

    def _is_kin(self, element: Element) -> bool:
        return (id(element.parent), element.tag, element.classes) in self._kin

    def _belongs_outside(self, run: Run, *, before: bool) -> bool:
        """Whether a run before the first or after the last kept one belongs."""
        if before:
            return self._is_opening(run)
        if not self._in_root(run) or self._in_card(run):
            return False
        branch = list(self._branch(run))
        if any(holds_references(element) for element in branch):
            return True
        if any(self._is_furniture(element) for element in branch):
            return False
        near = next((e for e in branch if id(e.parent) in self._parents or self._is_kin(e)), None)
        if near is None:
            return False
        if run.holder.tag in HEADINGS:
            return names_section(run.holder) or not heads_furniture(run.text)
        return self._is_end(run, near)

    def _is_end(self, run: Run, near: Element) -> bool:
        """Whether a run below the last kept one, in a branch beside those, is still the article."""
        if not run.text:
            return near.tag in ("figure", "p", "img") and bool(run.pictures)
        whole = self._whole(run)
        if whole is not None and whole.tag in ("ul", "ol", "dl"):
            return self._is_list_of_body(whole)
        if whole is not None and whole.tag in ("table", "pre", "figure"):
            return self._density(whole) < 0.6
        if near.tag not in ("p", "blockquote", "section"):
            return False
        return run.linked * 2 < run.words and run.words > _SHORT

    def _head_above(self, first: Run) -> int | None:
        """The order of a heading right above the first kept run, beside it in the same element."""
        above = [run for run in self._runs if run.order < first.order and run.text]
        if not above or above[-1].holder.tag not in ("h2", "h3", "h4", "h5", "h6"):
            return None
        heading = above[-1].holder
        return above[-1].order if heading.parent is _block_of(first).parent else None

    def _is_opening(self, run: Run) -> bool:
        """Whether a run before the first kept one is the article's own opening."""
        chain = (run.holder, *run.holder.ancestors())
        if any(is_furniture(e) for e in chain if self._kept_words.get(id(e), 0) == 0):
            return False
        above = next(
            (e for e in chain if self._kept_words.get(id(e), 0) >= _ROOT * self._all), None
        )
        if above is None or above.tag in ("body", "html"):
            return False
        if run.within("figure") is not None:
            return self._in_root(run)
        if run.holder.tag in HEADINGS:
            return run.order == self._first_head and not heads_furniture(run.text)
        if run.words < 8 or run.linked:
            return False
        return any(is_lead(e) for e in chain if self._kept_words.get(id(e), 0) == 0)

    def _without_idle_heads(self, chosen: set[int]) -> set[int]:
        """Without headings under which nothing was chosen."""
        under = 0  # the level of the heading next below, if nothing stands between; 7: the end
        below = 7
        for run in reversed(self._runs):
            if run.order not in chosen:
                continue
            if run.holder.tag not in HEADINGS:
                below = 0
                continue
            level = int(run.holder.tag[1])
            under = below
            if under and (under == 7 or level >= under) and run.order not in self._kept:
                chosen.discard(run.order)
            else:
                below = level
        return chosen


def _block_of(run: Run) -> Element:
    """The element that is the block of a run; for an item of a list, the list."""
    listed = run.within("ul", "ol", "dl", "table", "blockquote")
    return listed or run.holder


def _is_link_line(run: Run) -> bool:
    """Whether it is a line of links that is neither a heading nor of a list."""
    alone = run.linked * 2 >= run.words > 0 and run.holder.tag not in HEADINGS
    return alone and run.within("li", "td") is None


def _is_time(run: Run) -> bool:
    """Whether it is but a moment, in whatever way it is written."""
    inner = [child for child in run.children if isinstance(child, Element) or child.strip()]
    only = inner[0] if len(inner) == 1 else None
    return run.holder.tag == "time" or (isinstance(only, Element) and only.tag == "time")


def _is_prose_enough(run: Run) -> bool:
    """Whether the text has begun with a run: what stands above it may be about the text."""
    return run.words >= _BEGUN and run.holder.tag not in HEADINGS and run.linked < run.words


def _before(element: Element) -> Element | None:
    """The element before one among its parent's children."""
    if element.parent is None:
        return None
    found: Element | None = None
    for child in element.parent.children:
        if child is element:
            return found
        if isinstance(child, Element) and child.text():
            found = child
    return None


def _heads_away(element: Element) -> bool:
    return len(element.children) < 20 and heads_furniture(element.text())
