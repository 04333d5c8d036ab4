"""`bookmarks`, `notes` and `tags`: what the reader has marked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reader.cli import fields, shape
from reader.cli.marking import say_done
from reader.cli.target import one_article
from reader.cli.verb import Verb
from reader.errors import UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.verb import Call
    from reader.document.place import Place
    from reader.document.readable import Readable
    from reader.library.library import Library
    from reader.library.records import Bookmark, Remark


class Finder:
    """Finds stored places in the articles as they are now; an article is opened once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._last: tuple[int, Readable] | None = None

    def where(self, article_id: int, place: Place | None) -> dict[str, Any]:
        """Section, offset and words of a place, and whether it is an orphan; nothing for none."""
        from reader.document.outline import section_at
        from reader.document.place import find

        if place is None:
            return {"section": None, "offset": None, "quote": None, "orphan": False}
        document = self._document(article_id)
        offset: int | None = place.offset
        if place.text_hash != document.hash:
            found = find(place, document.text, document.outline)
            offset = found.offset if found else None
        section = section_at(document.outline, offset) if offset is not None else None
        return {
            "section": section.text if section else None,
            "offset": offset,
            "quote": place.quote,
            "orphan": offset is None,
        }

    def _document(self, article_id: int) -> Readable:
        if self._last is None or self._last[0] != article_id:
            self._last = article_id, self._library.article(article_id).document
        return self._last[1]


def bookmark(finder: Finder, one: Bookmark) -> dict[str, Any]:
    """A bookmark as JSON."""
    return {
        "id": one.id,
        "article": one.article_id,
        "title": one.title,
        **finder.where(one.article_id, one.place),
        "label": one.label,
        "mark": one.mark,
        "created": shape.date(one.created),
    }


def remark(finder: Finder, one: Remark) -> dict[str, Any]:
    """A note as JSON."""
    return {
        "id": one.id,
        "article": one.article_id,
        "title": one.title,
        **finder.where(one.article_id, one.place),
        "text": one.text,
        "colour": one.colour,
        "created": shape.date(one.created),
    }


def _place_in_words(told: dict[str, Any]) -> str:
    if told["quote"] is None:
        return ""
    section = f" › {told['section']}" if told["section"] else ""
    lost = " (no longer in the text)" if told["orphan"] else ""
    return f"{section} “{' '.join(told['quote'].split())[:60]}”{lost}"


def _of_article(parser: ArgumentParser) -> None:
    parser.add_argument(
        "target", nargs="*", metavar="TARGET", help="only those of this article; none: all"
    )


def _wanted(call: Call, library: Library) -> int | None:
    words = " ".join(call.options.target)
    return one_article(library, words) if words else None


def _bookmarks(call: Call) -> int:
    with call.open() as library:
        places = Finder(library)
        found = library.bookmarks(_wanted(call, library))
        for one in found:
            told = bookmark(places, one)
            label = f" — {one.label}" if one.label else ""
            mark = f" [{one.mark}]" if one.mark else ""
            text = f"{one.article_id:>6} {one.title}{_place_in_words(told)}{label}{mark}"
            call.report.answer(text, told)
    return call.report.ended(found=bool(found), none="There are no bookmarks.")


def _notes(call: Call) -> int:
    with call.open() as library:
        places = Finder(library)
        found = library.notes(_wanted(call, library))
        for one in found:
            told = remark(places, one)
            call.report.answer(f"{one.article_id:>6} {one.title}{_place_in_words(told)}", told)
            if one.text and not call.report.json:
                for line in one.text.splitlines():
                    call.report.line(f"       {line}")
    return call.report.ended(found=bool(found), none="There are no notes.")


def _tags(call: Call) -> int:
    action: str | None = call.options.action
    words: list[str] = call.options.words
    with call.open() as library:
        match action, words:
            case None, _:
                return _list_tags(call, library)
            case "rename", [old, new]:
                say_done(call.report, library.rename_tag(old, new))
            case "colour", [name, "none"]:
                say_done(call.report, library.colour_tag(name, None))
            case "colour", [name, colour]:
                say_done(call.report, library.colour_tag(name, colour))
            case _:
                raise UsageError("It is `reader tags`, with rename TAG NEW or colour TAG COLOUR.")
    return call.report.status


def _list_tags(call: Call, library: Library) -> int:
    found = library.tags()
    for one in found:
        depth = one.name.count("/")
        name = "  " * depth + (one.name.rpartition("/")[2] if depth else one.name)
        colour = f" ({one.colour})" if one.colour else ""
        text = f"{one.unread:>6} of {one.total:>6}  {name}{colour}"
        call.report.answer(text, shape.tag(one))
    return call.report.ended(found=bool(found), none="There are no tags.")


def _tags_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", nargs="?", metavar="ACTION", help="rename, colour; none: list")
    parser.add_argument("words", nargs="*", metavar="WORD", help="what the action needs, see above")


VERBS = (
    Verb(
        name="bookmarks",
        summary="list bookmarks, and the places they hold",
        about="List the bookmarks, newest first: of articles, and of places in them.",
        examples=(
            ("reader bookmarks", "all of them"),
            ("reader bookmarks 42", "those of one article, in the order of its text"),
        ),
        arguments=_of_article,
        act=_bookmarks,
        fields=fields.BOOKMARK,
        json="lines",
        words=True,
    ),
    Verb(
        name="notes",
        summary="list notes and highlights",
        about="List notes and highlights, newest first.",
        examples=(
            ("reader notes", "all of them"),
            ("reader notes 42", "those of one article"),
        ),
        arguments=_of_article,
        act=_notes,
        fields=fields.NOTE,
        json="lines",
        words=True,
    ),
    Verb(
        name="tags",
        summary="list tags; rename, merge and colour them",
        about=(
            "List the tags with how many of their articles are unread, and how many there are. A "
            "tag a/b\nstands below the tag a, whose articles are also those below it.\n\n"
            "  rename TAG NEW     rename it with those below; into one that is there, they merge\n"
            "  colour TAG COLOUR  amber, green, blue, rose or none"
        ),
        examples=(
            ("reader tags", "all of them"),
            ("reader tags rename optics physics/optics", "put one below another"),
            ("reader tags colour physics blue", "colour it"),
            ("reader tag physics 'telescope -is:read'", "tag many at once: all of a query"),
        ),
        arguments=_tags_arguments,
        act=_tags,
        fields=fields.TAG,
        json="lines",
    ),
)
