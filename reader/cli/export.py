"""`export`: articles with all that was marked on them, for other programs and for ever."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import fields, shape
from reader.cli.marks import Finder, bookmark, remark
from reader.cli.report import NOTHING_FOUND
from reader.cli.target import articles
from reader.cli.verb import Verb
from reader.errors import NotFoundError, SourceError, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.verb import Call
    from reader.library.library import Library
    from reader.library.records import Article

FORMATS = ("markdown", "html", "json", "notes", "opml")
_SUFFIX = {"markdown": ".md", "notes": ".md", "html": ".html"}


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help=", ".join(FORMATS))
    parser.add_argument(
        "query", nargs="*", metavar="TARGET", help="which articles: numbers, or a query; none: all"
    )
    parser.add_argument(
        "--to",
        "--into",
        dest="folder",
        metavar="FOLDER",
        help="write a file for each article into this folder; of opml: the file",
    )


def _export(call: Call) -> int:
    form = call.options.format
    if form == "opml":
        from reader.cli.export_opml import export_opml

        return export_opml(call)
    if form == "json" and call.options.folder is not None:
        raise UsageError("--to is for files of text; JSON goes to standard output, as one > FILE.")
    folder = _folder(call.options.folder)
    with call.open() as library:
        numbers = _wanted(call, library)
        if form == "html" and folder is None and len(numbers) > 1 and not call.report.json:
            raise UsageError(f"Those are {len(numbers)} pages; say into which folder: --to FOLDER.")
        if _is_of_notes(call) and folder is None:
            _notes(call, library, numbers)
        else:
            for at, number in enumerate(numbers):
                _article(call, library, library.article(number), folder, first=not at)
    if not numbers:
        call.report.aside("No notes." if _is_of_notes(call) else "No articles.")
        return NOTHING_FOUND
    if folder is not None:
        written = len(numbers) - call.report.failures
        call.report.aside(f"{written} of {len(numbers)} written to {folder}.")
    return call.report.status


def _article(
    call: Call, library: Library, article: Article, folder: Path | None, *, first: bool
) -> None:
    form = call.options.format
    if form == "json":
        call.report.object(as_object(library, article))
        return
    text = _text(library, article, form)
    if folder is not None:
        _write(call, folder, article, text)
    elif call.report.json:
        call.report.object({"id": article.headline.id, form: text})
    else:
        call.report.text(text if first else f"\n{text}")


def _text(library: Library, article: Article, form: str) -> str:
    from reader.cli import papers

    remarks = library.notes(article.headline.id)
    match form:
        case "html":
            return papers.as_page(article, remarks)
        case "notes":
            return papers.notes_as_markdown([(article, remarks)])
        case _:
            return papers.as_markdown(article, remarks)


def _notes(call: Call, library: Library, numbers: list[int]) -> None:
    """All notes in one: a document by article, or for programs an object for each."""
    from reader.cli.papers import notes_as_markdown

    if call.report.json:
        places = Finder(library)
        for number in numbers:
            for one in library.notes(number):
                call.report.object(remark(places, one))
    elif numbers:
        marked = [(library.article(number), library.notes(number)) for number in numbers]
        call.report.text(notes_as_markdown(marked))


def _wanted(call: Call, library: Library) -> list[int]:
    """The articles that are asked for; where notes are to be written, those that have some."""
    words = call.options.query
    noted = {remark.article_id for remark in library.notes()} if _is_of_notes(call) else None
    if words:
        try:
            found = articles(library, words, call.report)
        except NotFoundError:
            found = []
        return [number for number in found if noted is None or number in noted]
    if noted is not None:
        lines = sorted(library.headlines(list(noted)), key=lambda one: one.key, reverse=True)
        return [headline.id for headline in lines]
    from reader.cli.reading import headlines

    return [headline.id for headline in headlines(library, "", None, None)]


def _is_of_notes(call: Call) -> bool:
    return bool(call.options.format == "notes")


def as_object(library: Library, article: Article) -> dict[str, Any]:
    """An article whole: headline, blocks, outline, its text, bookmarks and notes."""
    from reader.document.write import flat

    places = Finder(library)
    number = article.headline.id
    document = article.document.document()
    return {
        **flat.write(document),
        **shape.article(article),
        "text": article.document.text,
        "bookmarks": [bookmark(places, one) for one in library.bookmarks(number)],
        "notes": [remark(places, one) for one in library.notes(number)],
    }


def _folder(named: str | None) -> Path | None:
    if named is None:
        return None
    folder = Path(named).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"{folder}: {(error.strerror or str(error)).lower()}.") from error
    return folder


def _write(call: Call, folder: Path, article: Article, text: str) -> None:
    """One file; what is there already is never written over, unless it is the same."""
    number = article.headline.id
    path = folder / f"{_stem(article)}-{number}{_SUFFIX[call.options.format]}"
    try:
        if not path.exists() or path.read_text("utf-8") != text:
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        if call.report.json:
            call.report.object({"id": number, "path": str(path)})
    except FileExistsError:
        call.report.failed(f"{path}: it is there already, and says something else.")
    except (OSError, UnicodeDecodeError) as error:
        call.report.failed(f"{path}: {getattr(error, 'strerror', None) or 'it cannot be written'}.")


def _stem(article: Article) -> str:
    from slugify import slugify

    return slugify(article.headline.title, max_length=60, word_boundary=True) or "article"


VERBS = (
    Verb(
        name="export",
        summary="write articles out, with their notes and bookmarks",
        about=(
            "Write articles out with all that was marked on them. Markdown has front matter, "
            "==highlights==\nin the text and notes as footnotes, as Obsidian reads them; HTML is a "
            "page that stands alone;\nJSON is one object a line. `notes` are the notes and "
            "highlights alone, by article; `opml` is the\nlist of feeds, without their passwords. "
            "Nothing that is there already is written over."
        ),
        examples=(
            ("reader export json > library.jsonl", "everything"),
            ("reader export markdown tag:print --to ~/print", "a file for each article"),
            ("reader export markdown 'title:semicolon'", "to standard output"),
            ("reader export notes > notes.md", "all notes and highlights"),
            ("reader export opml > feeds.opml", "the list of feeds, for other programs"),
            ("reader export notes --json", "the same for programs, one a line"),
        ),
        arguments=_arguments,
        act=_export,
        fields=fields.EXPORTED,
        json="lines",
        words=True,
    ),
)
