"""`export`: articles with all that was marked on them, for other programs and for ever."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.cli import fields, shape
from reader.cli.marks import bookmark, finder, remark
from reader.cli.report import NOTHING_FOUND
from reader.cli.target import matching
from reader.cli.verb import Verb
from reader.errors import SourceError, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.verb import Call
    from reader.library.library import Library
    from reader.library.records import Article

FORMATS = ("json", "markdown")


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("format", choices=FORMATS, metavar="FORMAT", help=" or ".join(FORMATS))
    parser.add_argument("query", nargs="*", metavar="QUERY", help="which articles; none: all")
    parser.add_argument(
        "--into", metavar="FOLDER", help="write a file for each article into this folder"
    )


def _export(call: Call) -> int:
    options = call.options
    if options.format == "json" and options.into is not None:
        raise UsageError("--into is for Markdown; JSON goes to standard output, as one > FILE.")
    folder = _folder(options.into)
    exported = 0
    with call.open() as library:
        for number in _numbers(library, " ".join(options.query)):
            article = library.article(number)
            if options.format == "json":
                call.report.object(as_object(library, article))
            elif folder is None:
                between = "\n" if exported else ""
                text = as_markdown(library, article)
                value = {"id": number, "markdown": text}
                call.report.object(value) if call.report.json else call.report.text(between + text)
            else:
                _write(call, folder, library, article)
            exported += 1
    if not exported:
        call.report.aside("No articles.")
        return NOTHING_FOUND
    if folder is not None:
        call.report.aside(f"{exported - call.report.failures} of {exported} written to {folder}.")
    return call.report.status


def _numbers(library: Library, query: str) -> list[int]:
    from reader.cli.reading import headlines

    found = matching(library, query) if query else headlines(library, "", "new", None)
    return [headline.id for headline in found]


def as_object(library: Library, article: Article) -> dict[str, Any]:
    """An article whole: headline, blocks, outline, its text, bookmarks and notes."""
    from reader.document.write import flat

    places = finder(library)
    number = article.headline.id
    document = article.document.document()
    return {
        **flat.write(document),
        **shape.article(article),
        "text": article.document.text,
        "bookmarks": [bookmark(places, one) for one in library.bookmarks(number)],
        "notes": [remark(places, one) for one in library.notes(number)],
    }


def as_markdown(library: Library, article: Article) -> str:
    """An article as a Markdown file, with its highlights and notes at the end."""
    from reader.document.write import markdown

    notes = library.notes(article.headline.id)
    text = markdown.write(article.document.document()).rstrip("\n")
    if notes:
        text += "\n\n---\n\n## Notes\n"
    for note in notes:
        if note.place is not None:
            quoted = " ".join(note.place.quote.split())
            text += f"\n> {quoted}\n"
        if note.text:
            text += f"\n{note.text}\n"
    return text + "\n"


def _folder(named: str | None) -> Path | None:
    if named is None:
        return None
    folder = Path(named).expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"{folder}: {(error.strerror or str(error)).lower()}.") from error
    return folder


def _write(call: Call, folder: Path, library: Library, article: Article) -> None:
    """One file; what is there already is never written over, unless it is the same."""
    path = folder / f"{_stem(article)}-{article.headline.id}.md"
    text = as_markdown(library, article)
    try:
        if not path.exists() or path.read_text("utf-8") != text:
            with path.open("x", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
        if call.report.json:
            call.report.object({"id": article.headline.id, "path": str(path)})
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
            "Write articles out with all that was marked on them: as JSON, one object a line, or "
            "as\nMarkdown with front matter. Nothing that is there already is written over."
        ),
        examples=(
            ("reader export json > library.jsonl", "everything"),
            ("reader export markdown tag:print --into ~/print", "a file for each article"),
            ("reader export markdown 'title:semicolon'", "to standard output"),
        ),
        arguments=_arguments,
        act=_export,
        fields=fields.EXPORTED,
        json="lines",
        words=True,
    ),
)
