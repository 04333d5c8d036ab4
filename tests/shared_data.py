"""Real articles, feeds and pages that lie beside the repository on some machines, never in it."""

from __future__ import annotations

from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2] / "shared"


def shared_data(name: str) -> Path:
    """The folder of real data called `name`; the test that asks is skipped where there is none."""
    folder = _ROOT / "data" / name
    if not folder.is_dir():
        pytest.skip(f"no real data called {name} on this machine")
    return folder


def shared_tool(name: str) -> Path:
    """The path of a scorer beside the data; the test that asks is skipped where there is none."""
    tool = _ROOT / "tools" / name
    if not tool.is_file():
        pytest.skip(f"no tool called {name} on this machine")
    return tool
