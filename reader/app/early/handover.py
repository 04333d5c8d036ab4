"""Textual takes over a screen that is painted already: nothing goes blank, nothing is echoed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from reader.app.early.begin import Begun

_OTHER_SCREEN = "\x1b[?1049h"


def driver_for(begun: Begun) -> type[LinuxDriver]:
    """The driver that takes over from a frame.

    The first time it does not go to the other screen again, which would blank it, and when it ends
    it gives back the line discipline from before the frame.
    """

    class Handover(LinuxDriver):
        taken_over = False

        def write(self, data: str) -> None:
            if data == _OTHER_SCREEN and not self.taken_over:
                self.taken_over = True
                return
            super().write(data)

        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            self.attrs_before: list[Any] | None = begun.discipline

    return Handover
