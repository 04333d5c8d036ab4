"""The article on the screen: its document, its page at a width, and what lies over its text."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from reader.app.masthead import masthead
from reader.app.overlay import Overlay, Range
from reader.document import place as places
from reader.document.outline import Section, section_at
from reader.typeset.page import typeset

if TYPE_CHECKING:
    from reader.app.cells import Row
    from reader.document.place import Place
    from reader.library.library import Library
    from reader.library.records import Article, Bookmark, Headline, Remark
    from reader.typeset.composing import Pictures
    from reader.typeset.page import Page
    from reader.typeset.style import Style


class Shown:
    """One opened article. Everything about its text is asked from here, by offset."""

    def __init__(self, article: Article, headline: Headline) -> None:
        self.article = article
        self.headline = headline
        self.page: Page | None = None
        self._set_as: tuple[object, ...] = ()
        self.remarks: list[Remark] = []
        self.bookmarks: list[Bookmark] = []
        self.highlights = Overlay()

    @classmethod
    def open(cls, library: Library, article_id: int) -> Shown:
        """Open an article. Errors: NotFoundError, DamagedLibraryError."""
        article = library.article(article_id)
        return cls(article, article.headline)

    @property
    def id(self) -> int:
        """The article's id."""
        return self.article.headline.id

    @property
    def sections(self) -> tuple[Section, ...]:
        """The outline."""
        return self.article.document.outline

    @cached_property
    def headed(self) -> tuple[Section, ...]:
        """The outline without the one entry, its title, of a document that has no heading."""
        return tuple(section for section in self.sections if section.slug)

    @property
    def contents(self) -> tuple[Section, ...]:
        """The outline below the title, which is its first entry and leads to the beginning."""
        return (Section(0, self.headline.title, "", 0, 0), *self.headed)

    def contents_at(self, offset: int) -> Section:
        """The entry of the contents that an offset is under."""
        return section_at(self.contents, offset) or self.contents[0]

    def set_at(
        self, width: int, style: Style, pictures: Pictures | None = None
    ) -> tuple[Page, list[Row]]:
        """Set the article at a width, with these pictures: the page and the masthead."""
        wanted = (width, style, pictures)
        if self.page is None or self._set_as != wanted:
            self.page = typeset(self.article.document, width, style, pictures)
            self._set_as = wanted
        return self.page, masthead(self.headline, self.article, width)

    def section(self, offset: int) -> Section | None:
        """The section that an offset is in."""
        return section_at(self.sections, offset)

    def place_at(self, offset: int, length: int = 0) -> Place:
        """A place that finds its words again."""
        document = self.article.document
        return places.make(document.text, document.outline, offset, length)

    def find(self, place: Place) -> places.Found | None:
        """Where a place is in this text; None when its words are gone."""
        document = self.article.document
        if place.text_hash == document.hash:
            return places.Found(place.offset, place.length, exact=True)
        return places.find(place, document.text, document.outline, document.hash)

    def load_marks(self, library: Library) -> None:
        """Read the bookmarks and notes of the article."""
        self.remarks = library.notes(self.id)
        self.bookmarks = [mark for mark in library.bookmarks(self.id) if mark.place is not None]
        # Made here, and not at each key: in a text that has changed a place is looked for.
        self.highlights = self._highlighted()

    def _highlighted(self) -> Overlay:
        """What is highlighted or annotated, as ranges of the text."""
        ranges = []
        end = 0
        found = ((self.find(one.place), one) for one in self.remarks if one.place is not None)
        known = sorted(
            ((spot.offset, spot.offset + spot.length, one) for spot, one in found if spot),
            key=lambda entry: entry[:2],
        )
        for begin, stop, remark in known:
            start = max(begin, end)
            if stop > start:
                ranges.append(Range(start, stop, f"highlight-{remark.colour or 'amber'}"))
                end = stop
        return Overlay(ranges)
