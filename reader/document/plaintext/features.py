"""What is known of each unit in its place: its looks, its neighbours, its part in the whole."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from reader.document.plaintext.scene import Scene, is_far, scene_of
from reader.document.plaintext.traits import (
    SHORT,
    Traits,
    bucket,
    ending,
    label,
    opening,
    stems,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.document.plaintext.units import Unit

_REACH = 1200
"""Characters of the following text in which a heading's words are looked for."""
_STRETCH = 9
"""Bodies in a row that are counted."""
_PLAIN_ENDS = frozenset({"colon", "stop", "question", "close"})
_QUOTED = {
    '"': '"',
    "“": "”",
    "„": '“”"',
    "«": "»",
    "‘": "’",
    "'": "'",
    "「": "」",
    "『": "』",
}
"""With which marks a quotation ends that begins with one."""
_QUOTE_MARKS = frozenset('"“”„«»「」')


def _place(scene: Scene, n: int) -> list[str]:
    """Where in the text the unit stands."""
    count, before, after = len(scene.units), scene.before[n], scene.after[n]
    where = "head" if not before else "tail" if not after else "inside"
    found = [
        f"place={where}",
        f"from={bucket(n, 0, 1, 3, 6, 10)}" if where == "head" else "",
        f"to={bucket(count - 1 - n, 0, 1, 3, 6, 10)}" if where == "tail" else "",
        f"bodies={bucket(before + after, 0, 2, 5, 12)}/{where}",
    ]
    if where == "inside":
        found.append(f"ahead={bucket(after, 1, 2, 4)}")
        found.append(f"behind={bucket(before, 1, 2, 4)}")
    return found


def _spacing(scene: Scene, n: int) -> list[str]:
    """The blank lines around the unit, measured by the usual."""
    unit = scene.units[n]
    tight_after = not unit.last
    tight_before = n > 0 and unit.blanks == 0 and not unit.page
    found = [f"tight={tight_before:d}{tight_after:d}"]
    if is_far(unit, scene.gap):
        found.append("far")
    if n >= scene.far:
        found.append("beyond")
    first, last = scene.tight[n]
    if last > first:
        looks = scene.traits[first : min(last + 1, first + 12)]
        kinds = sum(bool(look.kinds) for look in looks)
        small = sum(look.size <= SHORT for look in looks)
        share = "all" if small == len(looks) else "most" if small * 2 > len(looks) else "few"
        at = "end" if last == len(scene.units) - 1 else "mid"
        found += [
            f"group={bucket(last - first + 1, 2, 4)}/{at}/{n == first:d}",
            f"group-kinds={min(kinds, 3)}/{at}",
            f"group-small={share}/{at}",
            f"group-head={'.' if looks[0].stops else ''}{bucket(looks[0].size, 24, 60, 110)}/{at}",
        ]
    if tight_before:
        # The first of a tight group often is the text that the others belong to.
        above = scene.traits[n - 1]
        found.append(f"tight-above={'body' if scene.bodies[n - 1] else 'short'}/{above.stops:d}")
    return found


def _run(scene: Scene, n: int) -> list[str]:
    """The run of short units that the unit is in, and where in it it stands."""
    first, last = scene.runs[n]
    length = last - first + 1
    near = scene.traits[max(first, n - 5) : min(last, n + 5) + 1]
    marks = sum(bool(look.kinds) for look in near)
    dates = sum("sign=date" in look.marks for look in near)
    at = "first" if n == first else "last" if n == last else "mid"
    return [
        f"run={bucket(length, 1, 2, 3, 5, 9)}",
        f"run-at={at}/{bucket(length, 1, 2, 3, 5)}",
        f"run-kinds={bucket(marks, 0, 1, 2, 4)}",
        f"run-dates={min(dates, 2)}",
    ]


def _neighbours(scene: Scene, n: int) -> list[str]:
    found: list[str] = []
    count = len(scene.units)
    for step, name in ((-2, "2up"), (-1, "up"), (1, "down"), (2, "2down")):
        other = n + step
        if not 0 <= other < count:
            found.append(f"{name}=edge")
            continue
        looks, unit = scene.traits[other], scene.units[other]
        if scene.bodies[other]:
            found.append(f"{name}=body")
        elif unit.shape != "text":
            found.append(f"{name}={unit.shape}")
        else:
            found.append(f"{name}=short{bucket(looks.size, 24, 60)}{'.' if looks.stops else ''}")
            if abs(step) == 1:
                found += [f"{name}-{kind}" for kind in looks.kinds]
                found += [
                    f"{name}:{m}"
                    for m in looks.marks
                    if m.startswith(("ends=c", "sign=d", "sign=t"))
                ]
    up = "body" if n and scene.bodies[n - 1] else "short" if n else "edge"
    down = "edge" if n + 1 == count else "body" if scene.bodies[n + 1] else "short"
    found.append(f"between={up}/{down}")
    if not scene.bodies[n]:
        found += _run(scene, n)
    return found


def _echoes(scene: Scene, n: int) -> list[str]:
    """Whether the unit's words come again: in what follows, before, in the title, as a whole."""
    own = scene.traits[n].stems
    found: list[str] = []
    text = scene.units[n].text
    if scene.counts[text] > 1:
        found.append("again" if scene.counts[text] == 2 else "again-often")
    alike = scene.labels[label(text[:80])] if label(text[:80]) else 0
    if alike > 1:
        found.append(f"label-again={bucket(alike, 2, 4)}")
    if not own:
        return [*found, "echo=none"]
    below = "".join(unit.text[:_REACH] + " " for unit in scene.units[n + 1 : n + 4])
    above = "".join(unit.text[-_REACH:] + " " for unit in scene.units[max(0, n - 2) : n])
    for name, text in (("echo", below), ("echo-up", above)):
        share = len(own & stems(text[: 2 * _REACH])) / len(own)
        found.append(f"{name}={bucket(share, 0, 0.25, 0.5, 0.8)}")
    shared = len(own & scene.title) / len(own)
    found.append(f"title={bucket(shared, 0, 0.3, 0.7)}")
    return found


def _is_alike(one: Traits, other: Traits) -> int:
    """In how many of five ways two short units look alike."""
    same = set(one.marks) & set(other.marks)
    return sum(
        (
            any(mark.startswith("case=") for mark in same),
            any(mark.startswith("ends=") for mark in same),
            any(mark.startswith("opens=") for mark in same),
            ("sign=comma" in one.marks) == ("sign=comma" in other.marks),
            2 * min(one.size, other.size) > max(one.size, other.size),
        )
    )


def _likeness(scene: Scene, n: int) -> list[str]:
    """How like the short units right before and after the unit are."""
    found: list[str] = []
    for other, name in ((n - 1, "up"), (n + 1, "down")):
        if 0 <= other < len(scene.units) and not scene.bodies[other]:
            looks = scene.traits[other]
            if looks.marks and looks.form != "long":
                found.append(f"like-{name}={_is_alike(scene.traits[n], looks)}")
    return found


def _kin(scene: Scene, n: int) -> list[str]:
    """How many units of this look stand before a body elsewhere in the text."""
    alike = scene.forms[scene.traits[n].form] - (
        not scene.bodies[n] and n + 1 < len(scene.units) and scene.bodies[n + 1]
    )
    total = sum(scene.forms.values())
    found = [f"kin={bucket(alike, 0, 1, 3, 6)}"]
    found.append(f"crowd={bucket(total, 1, 3, 6, 10)}")
    return found


def _seams(scene: Scene, n: int) -> list[str]:
    """How the running text before the unit ends, and how that after it begins."""
    found: list[str] = []
    if n and scene.bodies[n - 1]:
        end = ending(scene.units[n - 1].text)
        found.append(f"above-ends={end if end in _PLAIN_ENDS else 'other'}")
    if n + 1 < len(scene.units) and scene.bodies[n + 1]:
        found.append(f"below-opens={opening(scene.units[n + 1].text)}")
    return found


def _stretches(scene: Scene, n: int) -> list[str]:
    """How many bodies follow the unit without a break, and how many come right before it."""
    near = range(1, _STRETCH + 1)
    ahead = sum(1 for _ in takewhile(lambda k: any(scene.bodies[n + k : n + k + 1]), near))
    behind = sum(1 for _ in takewhile(lambda k: k <= n and scene.bodies[n - k], near))
    return [
        f"stretch={bucket(ahead, 0, 1, 2, 4, 8)}",
        f"stretch-up={bucket(behind, 0, 1, 2, 4, 8)}",
        f"stretches={bucket(ahead, 0, 1, 3)}/{bucket(behind, 0, 1, 3)}",
    ]


def _quoting(text: str, found: Sequence[str]) -> list[str]:
    """Whether the unit is someone's words from end to end, or has some in it."""
    if text and text[-1] in _QUOTED.get(text[0], ""):
        between = next((name for name in found if name.startswith("between=")), "")
        return ["quoted-whole", f"quoted-whole&{between}"]
    return ["quotes-inside"] if _QUOTE_MARKS.intersection(text) else []


def _signed(found: Sequence[str]) -> list[str]:
    """Each tell-tale sign with the unit's capitals, and with what is around it."""
    around = [name for name in found if name.startswith(("case=", "between="))]
    return [f"{name}&{other}" for name in found if name.startswith("sign=") for other in around]


def _numbers(scene: Scene, n: int, number: int) -> str:
    """Whether the next or last number of a numbered unit stands beside it, or farther off."""
    for distance in range(1, _STRETCH):
        for other, wanted in ((n - distance, number - 1), (n + distance, number + 1)):
            mark = scene.units[other].bullet if 0 <= other < len(scene.units) else None
            if mark and mark.kind == "number" and mark.number == wanted:
                between = scene.bodies[min(n, other) + 1 : max(n, other)]
                return "apart" if any(between) else "near" if distance > 1 else "beside"
    return "alone"


def _of(scene: Scene, n: int) -> list[str]:
    unit, looks = scene.units[n], scene.traits[n]
    found = [
        "bias",
        f"shape={unit.shape}",
        *_place(scene, n),
        *_spacing(scene, n),
        *_neighbours(scene, n),
    ]
    if unit.shape == "item" and unit.bullet:
        found.append(f"bullet={unit.bullet.kind}")
        if unit.bullet.kind == "number":
            found.append(f"numbers={_numbers(scene, n, unit.bullet.number)}")
    if looks.form == "long":
        found.append("long" if not looks.stops else "long.")
        return [name for name in found if name]
    relative = looks.size / scene.usual if scene.usual else 0
    found += [*looks.marks, f"relative={bucket(relative, 0.1, 0.2, 0.35, 0.6, 1)}"]
    found += _echoes(scene, n)
    found += _likeness(scene, n)
    found += _kin(scene, n)
    found += _seams(scene, n)
    found += _stretches(scene, n)
    found += _quoting(unit.text, found)
    found += _signed(found)
    found += _pairs(found)
    return [name for name in found if name]


_PAIRED = (
    ("between", "ends"),
    ("between", "size"),
    ("between", "filled"),
    ("place", "size"),
    ("place", "filled"),
    ("case", "size"),
    ("case", "ends"),
    ("between", "case"),
    ("between", "echo"),
    ("tight", "ends"),
    ("up", "down"),
    ("place", "echo"),
    ("shape", "size"),
    ("kin", "between"),
    ("kin", "case"),
    ("crowd", "between"),
    ("2up", "up"),
    ("down", "2down"),
)
"""Features whose meaning depends on each other."""


def _pairs(found: Sequence[str]) -> list[str]:
    values = {name.split("=")[0]: name for name in found if "=" in name}
    return [f"{values[a]}&{values[b]}" for a, b in _PAIRED if a in values and b in values]


def features(units: Sequence[Unit], title: str) -> list[list[str]]:
    """The names of what is true of each unit, in order."""
    scene = scene_of(units, title)
    return [_of(scene, n) for n in range(len(units))]
