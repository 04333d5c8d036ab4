"""Going on with the search index, in a child process, when someone searches before it is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.app.child import Child, ChildError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


async def build(library: Path, then: Callable[[], None]) -> None:
    """Build the index to its end, and `then` do something.

    When it fails, searches go on saying how much of the library they know.
    """
    try:
        async for _ in Child(library, ["update", "--index"]).lines():
            pass
    except (ChildError, OSError):
        return
    then()
