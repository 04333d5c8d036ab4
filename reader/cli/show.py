"""`show`: an article of the library, or a document outside it, in any of its forms."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.cli import fields
from reader.cli.target import number, outside
from reader.cli.verb import Verb
from reader.errors import NotFoundError, SourceError, UsageError

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from collections.abc import Sequence

    from reader.cli.verb import Call
    from reader.document.model import Document
    from reader.document.readable import Readable
    from reader.library.records import Article

FORMS = ("text", "json", "tree", "lines", "markdown", "html")
WIDTHS = range(20, 201)


class Shown(NamedTuple):
    """What is to be shown; `article` None when it is a document outside the library."""

    readable: Readable
    article: Article | None = None


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "target", nargs="+", metavar="TARGET", help="a number, a file, - for a pipe, or a query"
    )
    parser.add_argument("--to", choices=FORMS, default="text", help="the form (default: text)")
    parser.add_argument(
        "--width",
        metavar="N",
        help="set the text N cells wide, 20 to 200; with --to lines also several, as 40,66,80",
    )
    parser.add_argument(
        "--base", metavar="ADDRESS", help="the address that relative links of a file start from"
    )
    parser.add_argument(
        "--extract",
        action="store_true",
        help="of a page in a file or a pipe only the article, without what stands around it",
    )
    parser.add_argument(
        "--body",
        choices=("feed", "full"),
        help="of an article of the library what its feed gave, or the page fetched whole",
    )


def widths(written: str | None) -> list[int]:
    """The widths asked for; none when not said. Errors: UsageError for what is no such width."""
    if written is None:
        return []
    try:
        found = [int(part) for part in written.split(",")]
    except ValueError:
        found = []
    if not found or any(width not in WIDTHS for width in found):
        raise UsageError(f"--width {written} is no width; say a number from 20 to 200.")
    return found


def _show(call: Call) -> int:
    options = call.options
    wanted = widths(options.width)
    if len(wanted) > 1 and options.to != "lines":
        raise UsageError("Several widths at once are for --to lines alone.")
    shown = _find(call, options.target)
    match options.to:
        case "json":
            _written(call, shown, "flat")
        case "tree" | "markdown" | "html":
            _written(call, shown, options.to)
        case "lines":
            _lines(call, shown, wanted)
        case _:
            _text(call, shown, wanted)
            if not options.body:
                _tell_what_is_missing(call, shown)
    return call.report.status


def _find(call: Call, words: Sequence[str]) -> Shown:
    options = call.options
    path = outside(words)
    if path is not None:
        from reader.document.readable import Readable

        if options.body:
            raise UsageError(f"--body is for articles of the library; {path} is a document.")
        found_at = article_in if options.extract else document_at
        return Shown(Readable.of(found_at(path, options.base)))
    if options.extract:
        raise UsageError("--extract takes a file, or - for a pipe; `reader fetch` takes articles.")
    with call.open() as library:
        wanted = number(words[0]) if len(words) == 1 else None
        if wanted is None:
            found = library.select(" ".join(words), limit=2)
            if not found:
                raise NotFoundError(f"Nothing matches {' '.join(words)}.")
            if len(found) > 1:
                call.report.aside("Several articles match; this is the newest.")
            wanted = found[0].id
        article = library.article(wanted)
        if options.body:
            return Shown(library.body(wanted, options.body), article)
        return Shown(article.document, article)


def document_at(path: str, base: str | None = None) -> Document:
    """The document in a file, or from standard input for `-`. Errors: SourceError."""
    from reader.feeds.file import load, load_stream, parsed

    if path == "-":
        document, _ = parsed(load_stream(sys.stdin.buffer), "standard input", base=base)
    else:
        document, _ = parsed(load(Path(path)).data, path, base=base)
    return document


def article_in(path: str, base: str | None = None) -> Document:
    """The article of the page in a file, or from standard input for `-`. Errors: SourceError."""
    from reader.document.media_type import guess
    from reader.feeds.file import load, load_stream
    from reader.feeds.fulltext import extract

    name = "standard input" if path == "-" else path
    data = load_stream(sys.stdin.buffer) if path == "-" else load(Path(path)).data
    if guess(name, data) in ("text/plain", "text/markdown"):
        raise SourceError(f"{name}: it is text and no page; `reader show {path}` shows it.")
    return extract(data, url=base, name=name).document


def _written(call: Call, shown: Shown, form: str) -> None:
    document = shown.readable.document()
    written = import_module(f"reader.document.write.{form}").write(document)
    if isinstance(written, str):
        call.report.text(written)
    else:
        call.report.object({**_of_article(shown), **written})


def _of_article(shown: Shown) -> dict[str, Any]:
    """What the library knows of the article, where the answer is a JSON object."""
    if shown.article is None:
        return {}
    from reader.cli.shape import article

    return article(shown.article)


def _lines(call: Call, shown: Shown, wanted: list[int]) -> None:
    from reader.typeset.lines import lines_of

    results = [lines_of(shown.readable, width) for width in wanted or [66]]
    if len(results) == 1:
        call.report.object(results[0])
    else:
        call.report.object(results)


def _text(call: Call, shown: Shown, wanted: list[int]) -> None:
    if call.report.json:
        _written(call, shown, "flat")
        return
    if not wanted and not call.report.on_terminal:
        _written(call, shown, "plain")
        return
    from reader.cli.sheet import Sheet

    sheet = Sheet.for_terminal() if call.report.on_terminal else Sheet.bare()
    lines = sheet.lines(shown.readable, shown.article, wanted[0] if wanted else None)
    if call.report.on_terminal and sheet.paged(lines):
        return
    for line in lines:
        call.report.painted(line)


def _tell_what_is_missing(call: Call, shown: Shown) -> None:
    """Say below a text that is not whole how to come by the rest."""
    article = shown.article
    if article is None or article.completeness == "full" or article.headline.url is None:
        return
    fetch = f"`reader fetch {article.headline.id}`"
    match article.completeness:
        case "failed":
            why = article.evidence.strip().rstrip(".") or "nobody wrote down why"
            call.report.aside(f"It could not be fetched whole: {why}; {fetch} tries again.")
        case "link only":
            call.report.aside(f"There is only a link to it; {fetch} fetches the article.")
        case _:
            call.report.aside(f"This is only its beginning; {fetch} fetches the whole.")


VERBS = (
    Verb(
        name="show",
        summary="show an article, or a file that is not in the library",
        about=(
            "Show an article by its number or by a query, or a document outside the library: a "
            "file\n(write ./42 for a file called 42), or - for what comes in by a pipe. On a "
            "terminal it is\nset with the looks of the page, and through $PAGER if that is set; "
            "in a pipe it is\nplain text. --to json, tree and lines print JSON by themselves."
        ),
        examples=(
            ("reader show 42", "an article of the library, set for this terminal"),
            ("reader show notes.md", "a file; it is not put into the library"),
            ("man printf | reader show -", "what comes in by a pipe"),
            ("reader show 42 --to markdown > 42.md", "as a Markdown file"),
            ("reader show page.html --to json", "its blocks and outline, for programs"),
            (
                "curl -s https://example.org/essay | reader show --extract -",
                "the article of a page",
            ),
            ("reader show 42 --body feed", "what its feed gave, though it was fetched whole"),
            ("reader show essay.txt --width 60", "set 60 cells wide"),
        ),
        arguments=_arguments,
        act=_show,
        fields=fields.SHOWN,
        words=True,
    ),
)
