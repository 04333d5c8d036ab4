"""The entrance: no command opens the screen, a command is done and ends."""

from __future__ import annotations

import sys


def main() -> int:
    """Carry out the command line of this process; its exit status."""
    from reader.cli.options import split
    from reader.errors import UsageError

    words = sys.argv[1:]
    try:
        start = split(words)
    except UsageError:
        start = None
    if start is not None and start.opens_app:
        return _open(start.library)
    from reader.cli.main import run

    return run(words)


def _open(named: str | None) -> int:
    """Open the screen; on the first run with the handbook and the reading room in the library."""
    from reader.cli.first import prepared
    from reader.errors import ReaderError

    try:
        path = prepared(named)
        from reader.app.start import start

        return start(path)
    except ReaderError as error:
        sys.stderr.write(f"reader: {error}\n")
        return error.status


if __name__ == "__main__":
    sys.exit(main())
