"""The program as it is installed: a wheel, in an environment of its own, started from elsewhere."""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a program. It fails the test when the program does."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=cwd, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    build = (
        "import hatchling.build, os, sys\n"
        "os.chdir(sys.argv[1])\n"
        "print(hatchling.build.build_wheel(sys.argv[2]))\n"
    )
    name = run(sys.executable, "-c", build, ROOT, out, cwd=out).splitlines()[-1]
    return out / name


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of a new environment that has the wheel in it.

    The libraries that it needs are lent by this environment, so that no network is used.
    """
    place = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", "--without-pip", place / "venv", cwd=place)
    python = place / "venv" / "bin" / "python"
    site = Path(run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=place)[:-1])
    run(
        *(sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", python),
        *("install", "--quiet", "--no-deps", "--no-index", wheel),
        cwd=place,
    )
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return place / "venv" / "bin"


def test_the_wheel_holds_themes_keymaps_and_the_handbook(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "reader/themes/lamp.toml",
        "reader/settings/keymaps/",
        "reader/welcome/handbook/01-",
        "reader/welcome/articles/",
        "reader/library/migrations/",
        "reader/document/plaintext/weights.json",
        "reader/py.typed",
    ):
        assert any(name.startswith(part) for name in names), part
    assert not [name for name in names if name.startswith(("tests/", "benchmarks/"))]


def test_the_installed_program_finds_what_came_with_it(installed: Path, tmp_path: Path) -> None:
    program = installed / "reader"
    where = run(installed / "python", "-c", "import reader; print(reader.__file__)", cwd=tmp_path)
    assert str(ROOT) not in where
    assert run(program, "--version", cwd=tmp_path).startswith("reader ")
    themes = [
        json.loads(line)
        for line in run(program, "themes", "--json", cwd=tmp_path).split("\n")
        if line
    ]
    assert {"lamp", "paper", "ink"} <= {theme["id"] for theme in themes}
    assert "newsboat" in run(program, "keys", "--keymaps", cwd=tmp_path)
    library = tmp_path / "library.db"
    run(program, "add", "--welcome", "--library", library, cwd=tmp_path)
    assert "Welcome to Reader" in run(program, "list", "--library", library, cwd=tmp_path)


def test_the_package_says_that_it_is_typed() -> None:
    assert (ROOT / "reader" / "py.typed").is_file()


def test_one_command_makes_everything() -> None:
    told = run("make", "--directory", ROOT, "--no-print-directory", "help", cwd=ROOT)
    for target in ("run", "test", "check", "bench", "shots", "fuzz"):
        assert f"make {target}" in told
