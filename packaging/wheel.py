"""Builds the wheel and searches with what is in it.

    .venv/bin/python packaging/wheel.py [FOLDER]

Leaves pplx_desktop-*.whl in FOLDER (dist). Invariant: a wheel carries the starter model, the manifests and the icons inside the
package, and nothing of the tests or of the scripts that make them.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import smoke

ROOT = Path(__file__).resolve().parent.parent

_NOT_DELIVERED = {".py", ".pyc", ".part", ".ts", ".webp"}
"""Scripts, what translators work on, and the README's pictures."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Build and try. Exit status 0, or 1 with the reason."""
    parser = argparse.ArgumentParser(description="Build the wheel and try it.")
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist", help="where to leave it")
    dist: Path = parser.parse_args(arguments).folder
    if not (ROOT / "models" / "all-minilm-l6-v2").is_dir():
        print("wheel: the starter model is not built; `make setup` builds it", file=sys.stderr)
        return 1
    dist.mkdir(parents=True, exist_ok=True)
    for old in dist.glob("pplx_desktop-*.whl"):
        old.unlink()
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-index", "--no-deps"]
    subprocess.run([*pip, "--no-build-isolation", "--wheel-dir", str(dist), str(ROOT)], check=True)
    (wheel,) = dist.glob("pplx_desktop-*.whl")
    try:
        check_content(wheel)
        print(f"{wheel.name}: {wheel.stat().st_size / 1e6:.1f} MB", flush=True)
        print("\n".join(try_wheel(wheel)))
    except smoke.SmokeFailure as failure:
        print(f"wheel: {failure}", file=sys.stderr)
        return 1
    return 0


def check_content(wheel: Path) -> None:
    """Raise `SmokeFailure` unless the wheel holds every file that is delivered, and no other."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("models", "assets"):
        for path in (ROOT / folder).rglob("*"):
            inside = f"pplx_desktop/{path.relative_to(ROOT).as_posix()}"
            wanted = path.is_file() and path.suffix not in _NOT_DELIVERED
            smoke.expect(not wanted or inside in names, f"{inside} is missing")
    top = ("pplx_desktop/", "pplx_desktop-")
    strays = [name for name in names if not name.startswith(top) or name.startswith("pplx_desktop/models/build")]
    smoke.expect(not strays, f"it carries {strays[:5]}")


def try_wheel(wheel: Path) -> list[str]:
    """Unpack the wheel elsewhere and run it there, in front of the checkout on Python's path."""
    with tempfile.TemporaryDirectory(prefix="wheel-") as name:
        work = Path(name)
        unpacked = work / "unpacked"
        zipfile.ZipFile(wheel).extractall(unpacked)
        environment = {**smoke.bare_environment(work), "PYTHONPATH": str(unpacked)}
        where = subprocess.run(
            [sys.executable, "-c", "import pplx_desktop; print(pplx_desktop.__file__)"],
            cwd=work,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        smoke.expect(str(unpacked) in where.stdout, f"Python took {where.stdout.strip()}")
        return smoke.try_program([sys.executable, "-m", "pplx_desktop"], work, environment)


if __name__ == "__main__":
    sys.exit(main())
