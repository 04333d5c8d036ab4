"""A terminal's answer that comes when nobody waits for it any more. Pure."""

from __future__ import annotations

LENGTH_MOST = 64


class LateReply:
    r"""Takes the answer to the question for the ground off the keys, where it would act as such.

    A terminal far away answers after the app has begun, and its letters come in as if typed:
    `^` and `]`, then the colour, and a backslash or `ctrl+g` at the end.
    """

    def __init__(self) -> None:
        self._taken: int | None = 0

    def takes(self, key: str) -> bool:
        """Whether a key, in the notation of `commands.keys`, is part of the answer."""
        if self._taken is None:
            return False
        begins = ("^", "]")
        if self._taken < len(begins):
            self._taken = self._taken + 1 if key == begins[self._taken] else 0
            return self._taken > 0
        self._taken += 1
        if key in {"\\", "ctrl+g"} or self._taken > LENGTH_MOST:
            self._taken = None
        return True
