"""Renews the lock files from pyproject.toml: every package with its version and the hashes of its files.

    python3 packaging/lock.py [--upgrade]

Needs `uv`. Invariant: one lock serves every system and Python version that is supported (by markers), and holds
neither an address nor a path of the machine that made it. The lock of the tests holds the runtime's exact versions.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"
HEADER = "# Made by `make lock` from pyproject.toml; do not edit.\n"
FORBIDDEN = re.compile(r"://|--(?:index|extra-index|find-links)|(?:^|\s)/\w")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write both locks."""
    parser = argparse.ArgumentParser(description="Renew the lock files.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that pyproject.toml allows")
    options = parser.parse_args(arguments)
    upgrade = ["--upgrade"] if options.upgrade else []
    write_lock(LOCK, ["--extra", "starter", "--group", "build", *upgrade])
    write_lock(
        DEV_LOCK, ["--extra", "starter", "--extra", "ocr", "--group", "dev", "--constraint", str(LOCK), *upgrade]
    )
    return 0


def write_lock(path: Path, selection: Sequence[str]) -> None:
    """Resolve `selection` of pyproject.toml and write the outcome to `path`. The versions there now are kept."""
    uv = [shutil.which("uv") or ""] if shutil.which("uv") else [sys.executable, "-m", "uv"]
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(before.removeprefix(HEADER), encoding="utf-8")
    command = [*uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
    command += [*selection, "--output-file", str(path), "pyproject.toml"]
    done = subprocess.run(command, cwd=ROOT, check=False)
    text = path.read_text(encoding="utf-8")
    found = FORBIDDEN.search(text)
    if done.returncode != 0 or found:
        path.write_text(before, encoding="utf-8")
        raise SystemExit(f"{path.name} would hold an address or a path: {found.group()!r}" if found else "uv failed")
    path.write_text(HEADER + text, encoding="utf-8")
    print(f"{path.relative_to(ROOT).as_posix()}: {len(re.findall(r'^[a-z0-9]', text, re.MULTILINE))} packages")


if __name__ == "__main__":
    sys.exit(main())
