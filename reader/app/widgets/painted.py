"""What the regions of the screen have in common: they paint themselves line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.geometry import Region
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.strip import Strip

    from reader.app.app import ReaderApp
    from reader.app.paint import Palette


class Painted(Widget, can_focus=False, inherit_bindings=False):
    """A region drawn by `render_line` in the looks of the app's palette."""

    DEFAULT_CSS = "Painted { width: 1fr; height: 1fr; }"
    ALLOW_SELECT = False

    STANDS_IN = False
    """Whether, until there is something to show, it shows what the first frame showed here."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region of this one."""
        frame = cast("ReaderApp", self.app).kept if self.STANDS_IN else None
        if frame is not None:
            from reader.app.early.takeover import strips_of

            strips = strips_of(frame, self)
            if strips is not None:
                return [strip.crop(crop.x, crop.right) for strip in strips[crop.y : crop.bottom]]
        return super().render_lines(crop)

    @property
    def palette(self) -> Palette:
        """The looks of the present theme."""
        return cast("ReaderApp", self.app).palette

    def repaint_rows(self, first: int, count: int) -> None:
        """Paint some rows again and leave the others."""
        self.refresh(Region(0, first, self.size.width, count))
