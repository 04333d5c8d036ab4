"""The entrance: no command opens the screen, a command is done and ends."""

from __future__ import annotations

import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from reader.app.early.begin import Begun


def main() -> int:
    """Carry out the command line of this process; its exit status."""
    words = sys.argv[1:]
    # By far the most starts are these two, and the screen should stand before all else is loaded.
    if not words or (len(words) == 2 and words[0] == "--library"):
        return _open(words[1] if words else None)
    from reader.cli.options import split
    from reader.errors import UsageError

    try:
        start = split(words)
    except UsageError:
        start = None
    if start is not None and start.opens_app:
        return _open(start.library)
    from reader.cli.main import run

    return run(words)


def _open(named: str | None) -> int:
    """Open the screen, with its first frame at once where the last one left it."""
    from reader.app.early.begin import begin
    from reader.settings.library_file import library_file

    # Nearly all that is made until the screen stands is there to stay: to look through it again and
    # again for garbage is a tenth of a start. The app begins with that when it has a moment.
    gc.disable()
    begun = begin(library_file(named))
    try:
        return _go_on(named, begun)
    except BaseException:
        if begun is not None:
            begun.take_back()
        raise


def _go_on(named: str | None, begun: Begun | None) -> int:
    """Start the app; on the first run with the handbook and the reading room in the library."""
    from reader.cli.first import prepared
    from reader.errors import ReaderError

    try:
        path = prepared(named)
        from reader.app.start import start

        return start(path, begun)
    except ReaderError as error:
        if begun is not None:
            begun.take_back()
        sys.stderr.write(f"reader: {error}\n")
        return error.status


if __name__ == "__main__":
    sys.exit(main())
