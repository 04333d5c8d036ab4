"""What each unit is: the trained model's verdict within what its shape allows."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from math import prod
from typing import TYPE_CHECKING, Literal, TypeAlias

from reader.document.plaintext import model, works
from reader.document.plaintext.features import features
from reader.document.plaintext.traits import ADDRESS, is_date, label, traits
from reader.document.plaintext.vocabulary import hits

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reader.document.plaintext.layout import Layout
    from reader.document.plaintext.units import Unit

Kind: TypeAlias = Literal["paragraph", "heading", "item", "furniture"]

SURE = 0.9
"""How likely furniture at either end must be to be called so."""
SURER = 0.96
"""How likely it must be where it stands amid the text."""
SUREST = 0.98
"""How likely a sentence of some length must be, wherever it stands."""
_BESIDE = 4
"""Units within which one numbered sentence is beside another."""
_FAINT = 0.4
"""What is less likely a heading is not looked at."""
_TOGETHER = 0.5
"""How far the doubts of one text stand by themselves: 1 would be each, 0 all or none."""

_NEVER_ABOVE = re.compile(r"©|\(c\) |[(\[（【].*[)\]）】]$|.*[→›»▾▼⬇]$", re.IGNORECASE)
"""Signs of credits, asides and buttons: no text is headed by them."""
_CREDIT = re.compile(
    r"(?:image|photo|picture|media|video|foto|fotograf[íi]a|bild|imagen|imagem|immagine|kuva|фото|"
    r"写真|画像|图片|圖片)s?\s*(?:copyright|caption|credits?|courtesy|source|by\b|via\b|[:：/©(|])|"
    r".{0,40}\b(?:courtesy of|photo by|foto di|foto von)\b",
    re.IGNORECASE,
)
"""What stands below a picture and says whose it is."""
_BUTTONS = frozenset({"ad", "share", "comment", "related", "subscribe"})
_NOTICES = frozenset({"long-filled=2", "long-filled=3", "long-filled=4"})
"""How full of furniture's words a long notice is."""
_WORD = 20
"""Letters of a word that may head a text by itself."""
_SENTENCE = 70
"""Size from which on what ends as a sentence does is one of a text."""
_OFTEN = 3
"""Times that a line comes word for word from which on it heads nothing."""

HEAD, TAIL = 1500, 400
"""Units at either end of a text of no end that the model judges; between them shapes decide."""


def allowed(unit: Unit) -> str:
    """The labels that the shape of a unit leaves open."""
    if unit.under:
        return "H"
    if unit.shape == "item" and unit.bullet and unit.bullet.kind == "dot":
        return "LAIT"
    if unit.shape in {"text", "item"}:
        return model.STATES
    if unit.shape == "edge":
        return "AIT"
    return "P"


def _heads_nothing(unit: Unit, count: int) -> bool:
    """Whether a line surely is no heading, whatever stands around it."""
    text = unit.text[:200]
    if count >= _OFTEN or _NEVER_ABOVE.match(text) or _CREDIT.match(text):
        return True
    found = [hit for hit in hits(text) if hit.kind in _BUTTONS]
    if label(text) and (ADDRESS.search(text) or any(hit.leads for hit in found)):
        return True
    return len(text) <= 60 and any(hit.filled > 0.85 for hit in found)


def _is_surely_text(unit: Unit) -> bool:
    """Whether a unit is too long, and too much a sentence, to be anything but running text."""
    looks = traits(unit.text, edge=True)
    return looks.form == "long" and looks.stops and not _NOTICES.intersection(looks.marks)


def _is_told(unit: Unit) -> bool:
    """Whether a unit is a sentence or more of some length, as running text is, or an aside."""
    looks = traits(unit.text)
    if "sign=bracketed" in looks.marks:
        return True
    ends = looks.stops or "sign=inner" in looks.marks
    return looks.size > (_SENTENCE if ends else 2 * _SENTENCE)


def _stated(units: Sequence[Unit]) -> set[int]:
    """The numbered sentences that another one stands beside: no page has such around its text."""
    numbered = [
        n
        for n, unit in enumerate(units)
        if unit.shape == "item"
        and unit.bullet
        and unit.bullet.kind == "number"
        and unit.text.endswith((".", "。", "!", "！"))
    ]
    near = [pair for pair in pairwise(numbered) if pair[1] - pair[0] <= _BESIDE]
    return {n for pair in near for n in pair}


def _may_head(unit: Unit, after: Unit | None) -> bool:
    """Whether a unit is one unknown word right above running text: as well its heading."""
    text = unit.text
    if after is None or len(text) > _WORD or not text.isalpha() or hits(text):
        return False
    looks = traits(after.text)
    return looks.stops and looks.size > 60


def choices(units: Sequence[Unit]) -> list[str]:
    """The labels that are open for each unit of a text."""
    counts = Counter(unit.text for unit in units)
    labels = Counter(label(unit.text[:80]) for unit in units)
    stated = _stated(units)
    dates = [n for n, unit in enumerate(units) if is_date(unit.text)]
    undated = frozenset() if len(dates) >= _OFTEN else frozenset(dates)
    found: list[str] = []
    for n, unit in enumerate(units):
        left = allowed(unit)
        if unit.under:
            found.append(left)
            continue
        if len(unit.text) <= 200 and _heads_nothing(unit, counts[unit.text]):
            left = left.replace("H", "")
        name = label(unit.text[:80])
        if n in undated or (name and labels[name] > _OFTEN):
            left = left.replace("H", "")
        if "P" in left and (
            _may_head(unit, units[n + 1] if n + 1 < len(units) else None)
            or n in stated
            or _is_surely_text(unit)
            or (name and labels[name] > _OFTEN)
        ):
            left = "".join(state for state in left if state not in "AIT")
        found.append(left)
    return found


def _headings(likely: Sequence[float]) -> set[int]:
    """The units that are best called headings.

    They are as many of the likeliest as make the expected F1 of all calls highest; none when it is
    likelier still that there is none. So a lone doubtful line is left as text, and a doubtful one
    among sure ones is a heading. The doubts of one text mostly have one cause, so that there being
    none is likelier than if each stood by itself.
    """
    ranked = sorted((n for n, p in enumerate(likely) if p > _FAINT), key=lambda n: -likely[n])
    total = sum(likely)
    best, found, right = prod(1 - p for p in likely) ** _TOGETHER, 0, 0.0
    for count, n in enumerate(ranked, 1):
        right += likely[n]
        expected = 2 * right / (count + total)
        if expected > best:
            best, found = expected, count
    return set(ranked[:found])


def _is_surely_furniture(row: Mapping[str, float], *, told: bool) -> bool:
    """Whether a unit is likely enough furniture to be folded away; `told`: it is a sentence."""
    ends = row["A"] + row["T"]
    if told:
        return ends >= SUREST
    return ends >= SURE or ends + row["I"] >= SURER


def decide(likely: Sequence[Sequence[float]], told: Sequence[bool] = ()) -> list[Kind]:
    """The kinds that the likelihoods of each unit's labels call for.

    Furniture must be sure: what is folded away by mistake is missed more than what is left in, a
    sentence (`told`) more than a line.
    """
    rows = [dict(zip(model.STATES, row, strict=True)) for row in likely]
    headings = _headings([row["H"] for row in rows])
    found: list[Kind] = []
    for n, row in enumerate(rows):
        if n in headings:
            found.append("heading")
        elif _is_surely_furniture(row, told=bool(told) and told[n]):
            found.append("furniture")
        else:
            found.append("item" if row["L"] > row["P"] else "paragraph")
    return found


def _judged(
    units: Sequence[Unit], title: str, weights: model.Model, closed: str = ""
) -> list[Kind]:
    """The model's verdict; `closed` are labels that no unit may have."""
    emitted = [
        model.scores(weights, names, set(open_) - set(closed))
        for open_, names in zip(choices(units), features(units, title), strict=True)
    ]
    kinds = decide(model.marginals(weights, emitted), [_is_told(unit) for unit in units])
    # A text that is all furniture has none: it says what it has to say.
    return kinds if set(kinds) != {"furniture"} else [_plain(unit) for unit in units]


def _plain(unit: Unit) -> Kind:
    """A unit's kind by its shape alone."""
    if unit.under:
        return "heading"
    return "item" if unit.shape == "item" else "furniture" if unit.shape == "edge" else "paragraph"


def _work(units: Sequence[Unit], layout: Layout) -> list[Kind]:
    found = works.headings(units, layout)
    return ["heading" if n in found else _plain(unit) for n, unit in enumerate(units)]


def classify(units: Sequence[Unit], title: str, layout: Layout, weights: model.Model) -> list[Kind]:
    """The kind of each unit of a text whose title is known, by a model."""
    if works.is_work(units, layout):
        return _work(units, layout)
    if len(units) <= HEAD + TAIL:
        return _judged(units, title, weights)
    middle = [_plain(unit) for unit in units[HEAD:-TAIL]]
    head = _judged(units[:HEAD], title, weights, "T")
    return [*head, *middle, *_judged(units[-TAIL:], title, weights, "A")]
