"""Walking a page's tree and building blocks: the state that all elements share.

What an element becomes is said elsewhere, one module a family; this is how they work together. A
`Builder` walks the tree, gathers inlines in a `Run`, and makes paragraphs of them whenever a block
begins or ends. A block inside a span (`<a><h3>…</h3></a>`) has the span in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from reader.document.html.elements import (
    BLOCKS,
    UNREAD,
    is_preformatted,
    is_unseen,
)
from reader.document.html.inlines import Run
from reader.document.html.joining import hold_picture, joined, pictures, trimmed_lines
from reader.document.html.scripts import direction_of, language_tag
from reader.document.html.tree import Element
from reader.document.model import (
    InlineMath,
    Math,
    Paragraph,
    Text,
)
from reader.document.text import inline_text

if TYPE_CHECKING:
    from reader.document.html.addresses import Addresses
    from reader.document.html.inlines import Span
    from reader.document.html.tree import Child
    from reader.document.model import Block, Direction, Inline, Inlines

_TELLING: Final = frozenset({"class", "hidden", "style", "role"})
"""Attributes that may tell what becomes of an element."""

Handler: TypeAlias = Callable[["Builder", Element], None]
ClassHandler: TypeAlias = Callable[["Builder", Element], bool]


class Vocabulary(NamedTuple):
    """What becomes of elements: by tag, and before that by class (False: go by the tag)."""

    tags: Mapping[str, Handler]
    classes: Mapping[str, ClassHandler]


class Setting(NamedTuple):
    """What a block takes from the elements around it."""

    language: str | None = None
    direction: Direction | None = None
    preformatted: bool = False


class Builder:
    """Builds the blocks of a page."""

    def __init__(self, vocabulary: Vocabulary, addresses: Addresses, setting: Setting) -> None:
        self.vocabulary = vocabulary
        self.addresses = addresses
        self.setting = setting
        self.in_heading = False
        self._in_line = False
        self.warnings: dict[str, None] = {}
        self._run = Run()
        self._blocks: list[Block] = []

    # -- walking ----------------------------------------------------------------------

    def walk(self, children: Iterable[Child]) -> None:
        """Go through children in order."""
        run = self._run
        for child in children:
            if not isinstance(child, str):
                self.visit(child)
            # White space between blocks, which is half of all texts, is nothing.
            elif run.begun or run.preformatted or not child.isspace():
                run.text(child)

    def visit(self, element: Element) -> None:
        """Build what one element becomes."""
        attrs = element.attrs
        tag = element.tag
        handler = self.vocabulary.tags.get(tag)
        if attrs and not _TELLING.isdisjoint(attrs):
            if "class" in attrs and self._by_class(element):
                return
            if is_unseen(element):
                return
            if attrs.get("role") == "heading":
                handler = self.vocabulary.tags["h2"]
        if tag in BLOCKS:
            self._visit_block(element, handler)
        elif handler is not None:
            handler(self, element)
        elif tag not in UNREAD:
            self.walk(element.children)

    def collect(self, children: Iterable[Child]) -> tuple[Block, ...]:
        """The blocks that children become, apart from those around them."""
        outer = self._run, self._blocks
        self._run = Run(tuple(outer[0].open), preformatted=self.setting.preformatted)
        self._blocks = []
        self.walk(children)
        self.flush()
        blocks = tuple(self._blocks)
        self._run, self._blocks = outer
        return blocks

    def collect_block(self, element: Element) -> tuple[Block, ...]:
        """The blocks inside an element, in the setting it makes."""
        outer, self.setting = self.setting, self._setting_of(element)
        blocks = self.collect(element.children)
        self.setting = outer
        return blocks

    def walk_block(self, element: Element) -> None:
        """Go through the children of an element that is a block for what it holds alone."""
        self._visit_block(element, None)

    def inlines(self, children: Iterable[Child]) -> Inlines:
        """What children become, as inlines: blocks among them each begin a line."""
        outer = self._in_line, self.setting
        self._in_line, self.setting = True, self.setting._replace(preformatted=False)
        inlines = joined(self.collect(children))
        self._in_line, self.setting = outer
        return inlines

    # -- building ---------------------------------------------------------------------

    def text(self, text: str) -> None:
        """Add text to the paragraph that is being gathered."""
        self._run.text(text)

    def atom(self, inline: Inline) -> None:
        """Add a whole inline to the paragraph that is being gathered."""
        self._run.atom(inline)

    def mark(self, inline: Inline) -> None:
        """Add an inline that has no text of its own to the paragraph that is being gathered."""
        self._run.mark(inline)

    def line_break(self) -> None:
        """Add a hard break to the paragraph that is being gathered."""
        self._run.line_break()

    def spanned(self, span: Span | None, children: Sequence[Child]) -> None:
        """Go through children within a span; within the same one already, or None, without."""
        if span is None or (span.name and self._run.is_in(span.name)):
            self.walk(children)
            return
        only = children[0] if len(children) == 1 else None
        if not isinstance(only, str) or not self._run.spanned_text(span, only):
            self._run.push(span)
            self.walk(children)
            self._run.pop()

    def spanned_all(self, spans: Iterable[Span], children: Iterable[Child]) -> None:
        """Go through children within several spans, the first the outermost."""
        opened = 0
        for span in spans:
            if not span.name or not self._run.is_in(span.name):
                self._run.push(span)
                opened += 1
        self.walk(children)
        for _ in range(opened):
            self._run.pop()

    def flush(self) -> None:
        """End the paragraph that is being gathered."""
        run = self._run
        if not run.begun:
            run.forget()
            return
        for inlines in run.finish():
            self._paragraph(inlines)
        if run.displayed:
            run.displayed.clear()

    def add(self, *blocks: Block) -> None:
        """Add blocks after what has been gathered."""
        self.flush()
        self._blocks.extend(blocks)

    def warn(self, sentence: str) -> None:
        """Say once what had to be given up."""
        self.warnings[sentence] = None

    def _by_class(self, element: Element) -> bool:
        handlers = self.vocabulary.classes
        return any(handlers[name](self, element) for name in element.classes if name in handlers)

    def _visit_block(self, element: Element, handler: Handler | None) -> None:
        run = self._run
        if run.begun:
            self.flush()
        outer = self.setting
        self.setting = self._setting_of(element) if element.attrs else outer
        run.preformatted = self.setting.preformatted
        if handler is None:
            self._walk_whole(element.children)
        else:
            handler(self, element)
        if run.begun:
            self.flush()
        self.setting = outer
        run.preformatted = outer.preformatted

    def _walk_whole(self, children: Sequence[Child]) -> None:
        """Go through all children of a block; most blocks have but one, a text."""
        only = children[0] if len(children) == 1 else None
        inlines = self._run.only_text(only) if isinstance(only, str) else None
        if inlines is None:
            self.walk(children)
        elif inlines:
            self._blocks.append(self._text_block(inlines))

    def _setting_of(self, element: Element) -> Setting:
        attrs = element.attrs
        setting = self.setting
        if "lang" in attrs:
            setting = setting._replace(language=language_tag(attrs["lang"]))
        if "dir" in attrs:
            said = attrs["dir"].lower()
            setting = setting._replace(
                direction="rtl" if said == "rtl" else "ltr" if said == "ltr" else None
            )
        if "style" in attrs and not self._in_line and is_preformatted(element):
            setting = setting._replace(preformatted=True)
        return setting

    def _paragraph(self, inlines: Inlines) -> None:
        if not hold_picture(inlines):
            self._blocks.append(self._text_block(inlines))
            return
        for line in trimmed_lines(inlines):
            images = pictures(line)
            if images is None:
                self._blocks.append(self._text_block(line))
            else:
                self._blocks.extend(images)

    def _text_block(self, inlines: Inlines) -> Block:
        only = inlines[0] if len(inlines) == 1 else None
        if isinstance(only, InlineMath) and id(only) in self._run.displayed:
            return Math(only.source)
        setting = self.setting
        text = only.value if isinstance(only, Text) else inline_text(inlines)
        # A style on a whole page says that spaces are kept; of most paragraphs it means nothing.
        kept = setting.preformatted and ("\n" in text or "  " in text or text != text.strip())
        return Paragraph(inlines, setting.direction or direction_of(text), kept, setting.language)
