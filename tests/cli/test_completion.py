"""Completion by the shell: in a real bash, with the script as a user has it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

BASH = shutil.which("bash")


@pytest.mark.parametrize(
    ("word", "offers"),
    [
        ("is:un", ["is:unread"]),
        ("-is:boo", ["-is:bookmarked"]),
        ("tag:ho", ["tag:hot"]),
        ("tag:to", ['tag:"to read"']),
        ("author:ann", ['author:"Ann Boil"']),
        ("fol", ["folder:"]),
        (
            "so",
            ["sort:", *(f"sort:{one}" for one in ("new", "old", "rank", "short", "long", "feed"))],
        ),
        ("zz", []),
    ],
)
def test_a_word_of_a_query_is_completed(
    reader: Callable[..., Answer], ids: dict[str, int], word: str, offers: list[str]
) -> None:
    reader("tag", "hot", str(ids["The Kettle"]))
    reader("tag", "to read", str(ids["The Kettle"]))
    answer = reader("completion", f"--query={word}")
    assert answer.status == 0
    assert answer.out.splitlines() == offers


def test_without_a_library_what_is_always_there_is_offered(reader: Callable[..., Answer]) -> None:
    assert reader("completion", "--query=is:f").out.splitlines() == ["is:full", "is:failed"]
    assert reader("completion", "--query=tag:").out == ""


def test_without_a_shell_it_is_asked_for(reader: Callable[..., Answer]) -> None:
    answer = reader("completion")
    assert answer.status == 2
    assert "bash, zsh, tcsh" in answer.err


@pytest.mark.skipif(BASH is None, reason="there is no bash here")
@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("reader list is:un", ["unread"]),
        ("reader list lens -is:boo", ["bookmarked"]),
        ("reader search tag:to", [r"\"to\ read\""]),
        ("reader tag later has:co", ["code"]),
        ("reader show fol", ["folder:"]),
        ("reader unbook", ["unbookmark"]),
        ("reader export json sort:s", ["short"]),
    ],
)
def test_bash_completes_the_words_of_queries(
    reader: Callable[..., Answer], ids: dict[str, int], tmp_path: Path, line: str, offers: list[str]
) -> None:
    reader("tag", "to read", str(ids["The Kettle"]))
    program = tmp_path / "bin" / "reader"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m reader "$@"\n')
    program.chmod(0o755)
    script = tmp_path / "completion.bash"
    script.write_text(reader("completion", "bash").out)
    # As readline does it: words end at blanks and at colons, which are words too.
    words = line.replace(":", " : ").split()
    quoted = " ".join(f"'{word}'" for word in words)
    asked = (
        f"source {script}; COMP_WORDBREAKS=$' \\t\\n:'; COMP_LINE='{line}'; COMP_POINT={len(line)};"
        f" COMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _shtab_reader;"
        ' printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        [str(BASH), "-c", f'PATH="{program.parent}:$PATH"; {asked}'],
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout.splitlines() == offers, done.stderr
