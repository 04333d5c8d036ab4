"""How well feeds are read, by the scorer that lies beside the real ones."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.shared_data import shared_data, shared_tool

BOUNDS = (
    *("--min-opened", "0.99", "--min-count", "0.99", "--min-mean", "0.995"),
    *("--min-refused", "1", "--max-faults", "0"),
)


def test_real_feeds_and_hard_cases_are_read_right() -> None:
    scored = subprocess.run(
        [
            *(sys.executable, str(shared_tool("score_feeds.py")), str(shared_data("feeds"))),
            *("--callable", "tests.feeds.previewing:preview", *BOUNDS),
        ],
        capture_output=True,
        cwd=Path(__file__).resolve().parents[2],
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert scored.returncode == 0, scored.stdout + scored.stderr
