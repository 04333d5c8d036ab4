"""An article set for a terminal: title, byline and text as painted lines, or through a pager."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Final

from reader.document.safe import clean

if TYPE_CHECKING:
    from reader.document.readable import Readable
    from reader.library.records import Article
    from reader.settings.theme import Theme
    from reader.typeset.line import Line, Span
    from reader.typeset.style import Style

_MEASURE: Final = 66
_MARGIN: Final = 2


class Sheet:
    """How an article is put on paper: a theme or none, a width, a margin, a style."""

    def __init__(
        self, theme: Theme | None, width: int, margin: int, height: int, style: Style
    ) -> None:
        self._theme = theme
        self._width = width
        self._margin = " " * margin
        self._height = height
        self._style = style

    @classmethod
    def bare(cls) -> Sheet:
        """One without looks and margin, for files and pipes."""
        from reader.typeset.style import Style

        return cls(None, _MEASURE, 0, 0, Style(hang_quotes=False, code_colours=False))

    @classmethod
    def for_terminal(cls) -> Sheet:
        """One for this terminal, by the user's settings. Errors: SettingsError."""
        from reader.cli.looks import theme
        from reader.settings.config import load_config
        from reader.settings.locations import config_path
        from reader.settings.terminal import needs_ascii
        from reader.typeset.style import Style

        settings = load_config(config_path())
        size = shutil.get_terminal_size()
        width = max(20, min(settings.measure, size.columns - 2 * _MARGIN))
        encoding = sys.stdout.encoding or ""
        ascii_only = needs_ascii(os.environ, settings.ascii, encoding)
        style = Style(ascii=ascii_only, hang_quotes=False)
        return cls(theme(settings), width, _MARGIN, size.lines, style)

    def lines(self, readable: Readable, article: Article | None, width: int | None) -> list[str]:
        """All lines, painted; `width` None: the sheet's own."""
        from reader.typeset.page import typeset
        from reader.typeset.title import title_lines

        room = width or self._width
        title = article.headline.title if article else readable.title
        head = [self._line(line, ("title",)) for line in title_lines(title, room)]
        byline = " · ".join(part for part in _facts(readable, article) if part)
        if byline:
            head.append(self._margin + self._painted(_cut(byline, room), ("byline",)))
        body = [self._line(line) for line in typeset(readable, room, self._style).all_lines()]
        return [*head, "", *body] if head else body

    def _line(self, line: Line, roles: tuple[str, ...] = ()) -> str:
        if not line.spans:
            return ""
        return self._margin + "".join(self._span(span, roles) for span in line.spans)

    def _span(self, span: Span, roles: tuple[str, ...]) -> str:
        return self._painted(span.text, roles or span.roles)

    def _painted(self, text: str, roles: tuple[str, ...]) -> str:
        safe = clean(text, multiline=False)
        if self._theme is None:
            return safe
        from reader.cli.looks import painted
        from reader.settings.theme import merge

        return painted(safe, merge(*(self._theme.look(role) for role in roles)))

    def paged(self, lines: list[str]) -> bool:
        """Show the lines through $PAGER; False when there is none or they fit the screen."""
        pager = os.environ.get("PAGER", "").strip()
        if not pager or len(lines) < self._height:
            return False
        try:
            command = shlex.split(pager)
        except ValueError:
            return False
        if not command or shutil.which(command[0]) is None:
            return False
        text = "\n".join(lines) + "\n"
        environment = {"LESS": "-R", "LESSCHARSET": "utf-8", **os.environ}
        subprocess.run(  # noqa: S603 - the pager is the user's own word
            command, input=text.encode("utf-8", "replace"), env=environment, check=False
        )
        return True


def _facts(readable: Readable, article: Article | None) -> tuple[str, ...]:
    """Byline, source, date and length, as far as they are known."""
    minutes = round(readable.words / 230)
    return (
        (article.headline.author if article else readable.byline) or "",
        article.headline.source if article else "",
        (readable.published or "")[:10],
        f"{minutes} min" if minutes else "",
        "gone from disk" if article and article.headline.gone else "",
    )


def _cut(text: str, room: int) -> str:
    from reader.typeset.width import cut

    return text[: cut(text, room)]
