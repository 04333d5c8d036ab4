"""What a source is called: by the reader, else by itself, else by its address."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Final

TITLE: Final = (
    "coalesce(nullif(u.title, ''),"
    " (SELECT nullif(own.title, '') FROM feed own WHERE own.source = u.id), u.address)"
)
"""The title to show of the subscription `u`, as SQL."""
