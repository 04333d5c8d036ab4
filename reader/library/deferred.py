"""Modules of this room that are imported when one of their functions is first called.

Opening a library and showing its first headlines needs few of them, and a start waits for each.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Deferred:
    """Stands for a module of `reader.library`; safe to use from several threads."""

    def __init__(self, name: str) -> None:
        self._name = f"reader.library.{name}"

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401 - whatever the module holds
        """The module's attribute; imports it if need be."""
        return getattr(import_module(self._name), attribute)
