"""What the regions of the screen have in common: they paint themselves line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.geometry import Region
from textual.widget import Widget

if TYPE_CHECKING:
    from typing import Self

    from textual.strip import Strip

    from reader.app.app import ReaderApp
    from reader.app.paint import Palette


class Painted(Widget, can_focus=False, inherit_bindings=False):
    """A region drawn by `render_line` in the looks of the app's palette; it has no border."""

    DEFAULT_CSS = "Painted { width: 1fr; height: 1fr; }"
    ALLOW_SELECT = False

    STANDS_IN = False
    """Whether, until there is something to show, it shows what the first frame showed here."""

    gathering: ClassVar[list[Painted] | None] = None
    """While a key is at work, the regions that want to be painted at its end; see `at_once`."""

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Paint again, all or some of it: at the end of the key that is at work, or soon."""
        gathered = Painted.gathering
        if gathered is None or layout or recompose or not repaint:
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._set_dirty(*regions)
        self._repaint_required = True
        if self not in gathered:
            gathered.append(self)
        return self

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a region of this one."""
        strips = self.strips(crop.y, crop.bottom)
        if crop.x or crop.width != self.size.width:
            return [strip.crop(crop.x, crop.right) for strip in strips]
        return strips

    def strips(self, first: int, end: int) -> list[Strip]:
        """The rows from `first` up to `end` as they are written, as wide as the region."""
        app = cast("ReaderApp", self.app)
        if self.STANDS_IN and app.kept is not None:
            from reader.app.early.takeover import strips_of

            kept = strips_of(app.kept, self)
            if kept is not None:
                return kept[first:end]
        width = self.size.width
        strips = (self.render_line(y).adjust_cell_length(width) for y in range(first, end))
        return [self.filtered(strip) for strip in strips]

    def filtered(self, strip: Strip) -> Strip:
        """A row as this terminal can show it."""
        for line_filter in self.app.get_line_filters():
            strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip

    @property
    def palette(self) -> Palette:
        """The looks of the present theme."""
        return cast("ReaderApp", self.app).palette

    def repaint_rows(self, first: int, count: int) -> None:
        """Paint some rows again and leave the others."""
        self.refresh(Region(0, first, self.size.width, count))
