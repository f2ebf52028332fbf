"""The README's example of the Python interface does what it says, with the starter model."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_example_prints_what_stands_below_it() -> None:
    section = (ROOT / "README.md").read_text("utf-8").partition("## Python\n")[2]
    code, printed = re.findall(r"```(?:python|text)\n(.*?)```", section, re.DOTALL)[:2]
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert shown.stdout == printed
