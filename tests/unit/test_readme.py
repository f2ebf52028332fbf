"""The README tells what the code does: its tables, the commands of the Makefile, the command line."""

import re
import subprocess
import sys
from pathlib import Path

from pplx_desktop.core.errors import ExitStatus

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_tables_are_those_of_the_code(tmp_path: Path) -> None:
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "readme.py").write_bytes((ROOT / "packaging" / "readme.py").read_bytes())
    emptied = re.sub(r"(<!-- [a-z ]+: [^>]*-->\n).*?(<!-- end -->)", r"\1\2", README, flags=re.DOTALL)
    assert emptied != README
    (tmp_path / "README.md").write_text(emptied, "utf-8")
    subprocess.run([sys.executable, tmp_path / "packaging" / "readme.py"], check=True)
    assert (tmp_path / "README.md").read_text("utf-8") == README, "run `make readme`"


def test_every_exit_status_is_told() -> None:
    assert re.findall(r"^\| (\d+) \| ", README, re.MULTILINE) == [str(int(status)) for status in ExitStatus]


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"`?make ([a-z-]+)\b", README))
    assert {"run", "test", "setup", "bundle", "wheel"} <= named
    assert named <= targets


def test_every_command_that_is_named_exists() -> None:
    section = README.partition("## Command line")[2].partition("`--json`")[0]
    named = set(re.findall(r"^pplx-desktop ([a-z]+)", section, re.MULTILINE))
    usage = subprocess.run(
        [sys.executable, "-m", "pplx_desktop", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    commands = set(re.findall(r"^ {4}([a-z]+) ", usage, re.MULTILINE))
    assert named
    assert named == commands
