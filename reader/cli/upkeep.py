"""`doctor`, `backup` and `restore`: the library's health, and copies of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from reader.cli import fields
from reader.cli.report import SOME_FAILED
from reader.cli.verb import Verb
from reader.errors import (
    BusyLibraryError,
    DamagedLibraryError,
    LibraryError,
    NewerLibraryError,
    ReadOnlyLibraryError,
)

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from reader.cli.verb import Call
    from reader.library.library import Library


def _doctor_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--repair", action="store_true", help="mend what is wrong; the old file is kept beside"
    )


def _doctor(call: Call) -> int:
    with _opened(call) as library:
        path = library.path
        findings = library.repair() if call.options.repair else library.doctor()
    worst = SOME_FAILED if any(finding.level == "error" for finding in findings) else 0
    if call.report.json:
        call.report.object(
            {
                "library": str(path),
                "ok": not worst,
                "findings": [{"level": one.level, "text": one.text} for one in findings],
            }
        )
    else:
        call.report.line(f"Library: {path}")
        for finding in findings:
            call.report.line(f"{finding.level:>7}  {finding.text}")
    return worst


def _opened(call: Call) -> Library:
    """The library, also one that other commands cannot open.

    Errors: as `Call.open`; of a file beyond mending they tell what is left to do. Other commands
    name the doctor then, and the doctor cannot name itself.
    """
    from reader.library.library import Library

    try:
        return call.open()
    except (NewerLibraryError, BusyLibraryError, ReadOnlyLibraryError):
        raise
    except LibraryError as told:
        try:
            return Library.open(call.library, create=False, hurt=True)
        except DamagedLibraryError as error:
            if not isinstance(told, DamagedLibraryError):
                raise told from error
            raise DamagedLibraryError(_beyond(call.library)) from error


def _beyond(path: Path) -> str:
    """What is left to do for a file that is no library any more."""
    copies = sorted(path.parent.glob(f"{path.stem}-*.db"))
    newest = f"the newest beside it is {copies[-1]}" if copies else "there is none beside it"
    return (
        f"{path} cannot be opened as a library, so nothing in it can be mended; it was left as it "
        f"is. `reader restore BACKUP` puts a backup in its place ({newest})."
    )


def _backup_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path",
        nargs="?",
        metavar="PATH",
        help="the new file (default: beside the library, with date and time in its name)",
    )


def _backup(call: Call) -> int:
    with call.open() as library:
        path = _target(library.path, call.options.path)
        if path.exists():
            raise LibraryError(f"{path} is there already and is not overwritten; name another.")
        library.backup(path)
    size = path.stat().st_size
    call.report.answer(
        f"Copied to {path} ({size / 1024 / 1024:,.1f} MB), and checked.",
        {"path": str(path), "bytes": size},
    )
    return call.report.status


def _restore_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("backup", metavar="BACKUP", help="a file that `reader backup` has made")


def _restore(call: Call) -> int:
    from reader.library.library import Library
    from reader.library.opening import file_of

    path = file_of(call.library)
    backup = Path(call.options.backup).expanduser()
    done = Library.restore(path, backup)
    count = "1 article" if done.articles == 1 else f"{done.articles:,} articles"
    kept = f" The library as it was is kept as {done.kept}." if done.kept else ""
    call.report.answer(
        f"Restored {count} from {backup}, checked.{kept}",
        {
            "path": str(path),
            "articles": done.articles,
            "kept": str(done.kept) if done.kept else None,
        },
    )
    return call.report.status


def _target(library: Path, named: str | None) -> Path:
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    usual = f"{library.stem}-{stamp}.db"
    if named is None:
        return library.with_name(usual)
    path = Path(named).expanduser()
    return path / usual if path.is_dir() else path


VERBS = (
    Verb(
        name="doctor",
        summary="check the library, and mend it",
        about=(
            "Check the library: the file, its tables, its counts, the index. Changes nothing "
            "unless\n--repair is given, and then keeps the old file beside the new one."
        ),
        examples=(
            ("reader doctor", "where the library is, and how it is"),
            ("reader doctor --repair", "mend what can be mended"),
        ),
        arguments=_doctor_arguments,
        act=_doctor,
        fields=fields.DOCTOR,
    ),
    Verb(
        name="backup",
        summary="copy the library while it is in use",
        about="Copy the library to a new file, also while Reader is open, and check the copy.",
        examples=(
            ("reader backup", "beside the library"),
            ("reader backup ~/library-copy.db", "to a file"),
        ),
        arguments=_backup_arguments,
        act=_backup,
        fields=fields.BACKUP,
    ),
    Verb(
        name="restore",
        summary="put a backup in the place of the library",
        about=(
            "Put a backup in the place of the library, which is kept beside it under another name. "
            "The\nbackup is checked first, brought up to date if an older Reader has made it, and "
            "not written\nto. Close Reader everywhere before."
        ),
        examples=(("reader restore ~/library-copy.db", "as it was when that was made"),),
        arguments=_restore_arguments,
        act=_restore,
        fields=fields.RESTORE,
    ),
)
