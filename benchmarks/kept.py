"""The libraries that are measured on: made once, outside the tree, and found again.

A library is made anew when the library's form changes or `libraries.FORM` does.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.libraries import FORM, make
from benchmarks.measures import Subject
from reader.library import schema

if TYPE_CHECKING:
    from collections.abc import Mapping

SIZES = {"1MB": 1_000_000, "300kB": 300_000, "50kB": 50_000, "5kB": 5_000}
"""Articles to open, in characters."""

_SENTENCE = "The compositor set the line again, for the measure had been a hair too narrow. "


def folder_of_all() -> Path:
    """Where they are kept: the user's cache."""
    named = os.environ.get("XDG_CACHE_HOME")
    return (Path(named) if named else Path.home() / ".cache") / "reader-benchmarks"


def environment(home: Path) -> dict[str, str]:
    """What everything runs in: a home of its own, so that no one's settings are in the figures."""
    kept = {name: os.environ[name] for name in ("PATH", "VIRTUAL_ENV") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_DATA_HOME": str(home / "data"),
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "COLORFGBG": "15;0",
    }


def _form() -> str:
    """What tells the libraries of today from those of another form."""
    told = "\n".join([str(FORM), *schema.migrations()])
    return hashlib.blake2b(told.encode(), digest_size=4).hexdigest()


def synthetic(folder: Path, count: int, around: Mapping[str, str]) -> Subject:
    """A library of `count` articles, made if it is not there."""
    path = folder / f"{count}-{_form()}.db"
    if not path.exists():
        sys.stderr.write(f"Making a library of {count:,} articles …\n")
        begun = time.perf_counter()
        unfinished = folder / f"{count}-unfinished-{os.getpid()}.db"
        make(unfinished, count)
        for part in folder.glob(f"{unfinished.name}*"):
            part.rename(folder / part.name.replace(unfinished.name, path.name))
        for old in folder.glob(f"{count}-*.db*"):
            if not old.name.startswith(path.name):
                old.unlink()
        sys.stderr.write(f"… in {time.perf_counter() - begun:.0f} s.\n")
    return Subject(f"{count:,}", path, around)


def long_articles(folder: Path, around: Mapping[str, str]) -> Subject:
    """A small library whose newest articles are a short one, then those of `SIZES` in order.

    It is a fresh copy each time: an article that was read opens where it was left.
    """
    kept, used = folder / f"long-{_form()}.db", folder / "long-used.db"
    if not kept.exists():
        make(kept, 200)
        subject = Subject("long articles", kept, around)
        for name, size in (*reversed(SIZES.items()), ("short", 500)):
            file = folder / f"long-{name}.md"
            file.write_text(article(name, size), "utf-8")
            subject.ask("add", str(file))
    for old in folder.glob("long-used.db*"):
        old.unlink()
    shutil.copy(kept, used)
    return Subject("long articles", used, around)


def article(name: str, size: int) -> str:
    """An article of so many characters in Markdown; its first words are `begins-` and its name."""
    paragraph = _SENTENCE * 6
    parts = [f"# An article of {name}", f"It begins-{name}. {paragraph}"]
    length = sum(map(len, parts))
    while length < size:
        parts += [f"## Section {len(parts)}", paragraph, paragraph]
        length += 2 * len(paragraph) + 14
    return "\n\n".join(parts) + "\n"
