"""Some seconds of what `make torture` does for long: kills, full disks, damage, odd clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.torture import disk, session
from benchmarks.torture.__main__ import PARTS
from benchmarks.torture.report import Row, table

if TYPE_CHECKING:
    from pathlib import Path

SEED = 11
ROUNDS = {
    "actions": 8,
    "commands": 3,
    "imports": 4,
    "bring-ups": 5,
    "updates": 2,
    "pages": 8,
    "header": 8,
    "log": 10,
    "clocks": 1,
    "read-only": 1,
    "together": 24,
}


@pytest.mark.parametrize("name", ROUNDS)
def test_a_library_outlasts_it(tmp_path: Path, name: str) -> None:
    _, part = PARTS[name]
    row = part(tmp_path, ROUNDS[name], SEED)
    assert row.rounds > 0
    assert row.wrong == ()


@pytest.mark.parametrize("name", ["mark read", "undo", "take in", "backup"])
def test_a_full_disk_at_any_write_is_told_and_changes_nothing(tmp_path: Path, name: str) -> None:
    row = disk.every_write(tmp_path, 1, SEED, [name])
    assert row.rounds > 5
    assert row.wrong == ()


def test_some_minutes_of_use(tmp_path: Path) -> None:
    row = session.hours(tmp_path, 1, SEED)
    assert row.rounds == 200
    # Two hundred keys say nothing of how it goes on for hours.
    assert [one for one in row.wrong if "a key takes" not in one] == []


def test_the_table_names_what_went_wrong() -> None:
    said = table([Row("fire", 1_000, "all burnt", ("a", "b")), Row("water", 2, "dry")])
    assert said.splitlines()[2:] == [
        "| fire    |  1,000 |     2 | all burnt |",
        "| water   |      2 |     0 | dry       |",
    ]
