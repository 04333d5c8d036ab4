"""All that the command line says: text and JSON, standard output and error, exit statuses.

Standard output is data, so that `> file` is always clean; what went wrong and how far it has come
go to standard error. Every text passes a last gate here, so that no byte of an article can act on
the terminal.
"""

from __future__ import annotations

import json
import os
import re
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final, TextIO

from reader.cli import poorer
from reader.document.safe import clean
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reader.errors import QueryError

DONE: Final = 0
SOME_FAILED: Final = 1
NOTHING_FOUND: Final = 3
COULD_NOT: Final = 4
INTERRUPTED: Final = 130

_ACTING_IN_JSON: Final = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff]")


class OutputError(ReaderError):
    """Standard output takes nothing more; the sentence says why."""


class Report:
    """Where one command says what it has found and done.

    `json` is whether objects are asked for; `failures` counts what was told by `failed`.
    """

    def __init__(self, out: TextIO, err: TextIO, *, json: bool) -> None:
        self._out = out
        self._err = err
        self.json = json
        self.failures = 0
        self._in_progress = False

    @classmethod
    def to_terminal(cls, *, json: bool) -> Report:
        """One that writes to this process's standard output and error."""
        poorer.register()
        out, err = _open(sys.stdout), _open(sys.stderr)
        for stream in (out, err):
            # What the terminal's encoding lacks must not end the command.
            if reconfigure := getattr(stream, "reconfigure", None):
                reconfigure(errors=poorer.HANDLER, newline="\n")
        if json and (reconfigure := getattr(out, "reconfigure", None)):
            reconfigure(encoding="utf-8")
        return cls(out, err, json=json)

    @property
    def on_terminal(self) -> bool:
        """Whether a person looks at standard output."""
        return self._out.isatty()

    @property
    def status(self) -> int:
        """The exit status of a command that came to its end."""
        return SOME_FAILED if self.failures else DONE

    def line(self, text: str = "") -> None:
        """One line for people."""
        self._say(clean(text, multiline=False))

    def text(self, text: str) -> None:
        """A whole text of several lines, ended by a line end."""
        self._say(clean(text).rstrip("\n"))

    def painted(self, text: str) -> None:
        """A line whose parts have passed the gate already, with looks added after."""
        self._say(text)

    def object(self, value: Mapping[str, Any] | list[Any]) -> None:
        """One JSON object on a line of its own, sent at once so that a reader can follow."""
        self._say(as_json(value))
        self._flush()

    def answer(self, text: str, value: Mapping[str, Any]) -> None:
        """The same said as a line or as an object, whichever is asked for."""
        if self.json:
            self.object(value)
        else:
            self.line(text)

    def aside(self, text: str) -> None:
        """Something for people that is not part of the answer; silent when JSON is asked for."""
        if not self.json:
            self._complain(text)

    def ended(self, *, found: bool, none: str) -> int:
        """The exit status of a command that lists; where nothing was `found`, `none` says so."""
        if found:
            return self.status
        self.aside(none)
        return NOTHING_FOUND

    def failed(self, sentence: str) -> None:
        """One thing that failed while the others went on."""
        self.failures += 1
        self._complain(f"reader: {sentence}")

    def stopped(self, sentence: str) -> None:
        """What ended the command."""
        self._complain(f"reader: {sentence}")

    def misread(self, error: QueryError) -> None:
        """A query that was not understood ended the command: the sentence, and the place."""
        if self.json:
            self.stopped(str(error))
            return
        from reader.cli.underline import rows

        self.stopped(f"The query is not understood at character {error.start + 1}: {error.what}")
        for row in rows(error.query, error.start, error.end):
            self._complain(row)

    def fault(self, trace: str) -> None:
        """A fault of the program itself: where it happened, for whoever mends it."""
        for line in trace.rstrip("\n").split("\n"):
            self._complain(line)
        self._complain("reader: This is a fault in Reader; please report it with the lines above.")

    def progress(self, text: str) -> None:
        """How far it has come; one line that is written over, on a terminal only."""
        if self._err.isatty() and not self.json:
            room = _columns() - 1
            self._err.write("\r" + clean(text, multiline=False)[:room].ljust(room))
            self._err.flush()
            self._in_progress = True

    def ask(self, question: str) -> str | None:
        """What a person answers to a question, in lower case; None when they will not.

        Only where one sits there: what stands on standard input would be taken for the answer.
        """
        self._end_progress()
        with suppress(OutputError):
            self._flush()
        self._err.write(clean(question, multiline=False))
        self._err.flush()
        try:
            said = sys.stdin.readline()
        except UnicodeDecodeError:
            said = "?\n"  # what cannot be read answers nothing
        return clean(said, multiline=False).strip().lower() if said else None

    def _say(self, text: str) -> None:
        self._end_progress()
        with _refusal_told():
            self._out.write(text + "\n")

    def _complain(self, sentence: str) -> None:
        self._end_progress()
        with suppress(OutputError):
            self._flush()
        with suppress(OSError):
            self._err.write(clean(sentence, multiline=False) + "\n")

    def _end_progress(self) -> None:
        """Take away the line that says how far it has come."""
        if self._in_progress:
            self._err.write("\r" + " " * (_columns() - 1) + "\r")
            self._err.flush()
            self._in_progress = False

    def _flush(self) -> None:
        with _refusal_told():
            self._out.flush()

    def close(self) -> None:
        """Send what is still held back. Errors: OutputError when it is not taken."""
        self._end_progress()
        self._flush()
        with suppress(OSError):
            self._err.flush()


def _open(stream: TextIO | None) -> TextIO:
    """A stream of this process; into nowhere if the process was started without it."""
    if stream is not None:
        return stream
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - as long as the process


@contextmanager
def _refusal_told() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise OutputError(f"The answer cannot be written: {reason}.") from error


def as_json(value: Mapping[str, Any] | list[Any]) -> str:
    """One line of JSON, readable in any script, in which nothing acts on a terminal."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _ACTING_IN_JSON.sub(_escaped, _without_surrogates(text))


def _escaped(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _without_surrogates(text: str) -> str:
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _columns() -> int:
    try:
        return max(20, os.get_terminal_size(sys.stderr.fileno()).columns)
    except (OSError, ValueError):
        return 80
