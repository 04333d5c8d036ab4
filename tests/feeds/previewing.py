"""What `reader preview` says of a file, in this process: for the scorer of feeds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from reader.cli.preview import of_bytes


def preview(path: str, base: str) -> dict[str, Any]:
    """The JSON of a preview. Errors: SourceError for what is no feed."""
    return of_bytes(Path(path).read_bytes(), base, path)
