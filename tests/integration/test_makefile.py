"""`make run FOLDER=…` hands the folder on as it was typed."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with the Makefile, a set-up that does nothing, and a program that tells its arguments."""
    folder = tmp_path / "check out"
    (folder / "packaging").mkdir(parents=True)
    (folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    (folder / "packaging" / "bootstrap.py").write_text("")
    program = folder / ".venv" / "bin" / "pplx-desktop"
    program.write_text(f"#!{sys.executable}\nimport json, sys\nprint(json.dumps([sys.argv[1:], sys.stdin.read()]))\n")
    program.chmod(0o755)
    return folder


def make_run(checkout: Path, *arguments: str) -> list[object]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "FOLDER"))}
    done = subprocess.run(
        ["make", "--silent", "run", f"PYTHON={sys.executable}", *arguments],
        cwd=checkout, env=clean, input="typed", capture_output=True, text=True, check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    "folder", ["/home/a/Documents", "with a space", 'it\'s "mine"', "$HOME and $(shell x)", "a;b|c&d*", "grün 文"]
)
def test_run_hands_on_the_folder_and_what_is_typed(checkout: Path, folder: str) -> None:
    assert make_run(checkout, f"FOLDER={folder}") == [["run", folder], "typed"]


def test_run_without_a_folder(checkout: Path) -> None:
    assert make_run(checkout) == [["run"], "typed"]


def test_help_shows_the_two_commands_first() -> None:
    done = subprocess.run(["make", "--silent"], cwd=ROOT, capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("make run ")
    assert any(line.startswith("make test ") for line in lines[:3])
