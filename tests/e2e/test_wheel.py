"""The wheel carries the starter model and all else that it needs: unpacked elsewhere, it indexes and answers."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_wheel_is_whole_and_searches_by_meaning(tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "packaging" / "wheel.py", tmp_path]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "meaning: 'why does the heater turn on and off all the time' -> 1. cellar.md" in done.stdout
