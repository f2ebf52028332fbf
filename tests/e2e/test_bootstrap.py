"""Set-up of a checkout, on small checkouts of its own: it makes an environment once, mends it, and says what fails.

The project that it installs is built by a backend in its own tree, so that no test here needs a package index.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["backend"]
"""
BACKEND = '''
"""Makes an editable wheel with one command, pplx-desktop."""
import zipfile

INFO = "tiny-1.0.dist-info"

def build_editable(folder, config_settings=None, metadata_directory=None):
    files = {
        "tiny.py": "def main():\\n    print('started')\\n",
        f"{INFO}/METADATA": "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1.0\\n",
        f"{INFO}/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        f"{INFO}/entry_points.txt": "[console_scripts]\\npplx-desktop = tiny:main\\n",
    }
    files[f"{INFO}/RECORD"] = "".join(f"{name},,\\n" for name in [*files, f"{INFO}/RECORD"])
    with zipfile.ZipFile(f"{folder}/tiny-1.0-py3-none-any.whl", "w") as wheel:
        for name, text in files.items():
            wheel.writestr(name, text)
    return "tiny-1.0-py3-none-any.whl"

def build_wheel(*arguments):
    raise NotImplementedError
'''
STARTER = """
from pathlib import Path
folder = Path(__file__).parent / "all-minilm-l6-v2"
folder.mkdir(exist_ok=True)
(folder / "model.onnx").write_bytes(b"weights")
"""


def bootstrap(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # The launcher's environment may be a virtual one; what counts is the interpreter.
    clean = {name: value for name, value in os.environ.items() if name not in {"VIRTUAL_ENV", "PYTHONPATH"}}
    command = [sys.executable, "packaging/bootstrap.py", "--no-system", *arguments]
    return subprocess.run(command, cwd=checkout, env=clean, capture_output=True, text=True, check=False)


def write_checkout(folder: Path) -> Path:
    for name in ("bootstrap.py", "system_packages.py"):
        (folder / "packaging").mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "packaging" / name, folder / "packaging")
    # What this machine has for a window is another matter.
    with (folder / "packaging" / "system_packages.py").open("a") as stream:
        stream.write("WINDOW_PARTS = ()\n")
    (folder / "backend").mkdir()
    (folder / "models").mkdir()
    (folder / "pyproject.toml").write_text(PYPROJECT)
    (folder / "backend" / "backend.py").write_text(BACKEND)
    (folder / "models" / "build_starter.py").write_text(STARTER)
    (folder / "requirements.lock").write_text("# nothing\n")
    (folder / "packaging" / "requirements-dev.lock").write_text("# nothing\n")
    return folder


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout that was set up once."""
    checkout = write_checkout(tmp_path_factory.mktemp("set up") / "check out")
    done = bootstrap(checkout)
    assert done.returncode == 0, done.stderr
    assert "ready in" in done.stdout
    return checkout


def start(checkout: Path) -> str:
    program = checkout / ".venv" / "bin" / "pplx-desktop"
    return subprocess.run([program], capture_output=True, text=True, check=True).stdout


def test_setup_leaves_a_program_that_starts_and_a_model(ready: Path) -> None:
    assert start(ready) == "started\n"
    assert (ready / "models" / "all-minilm-l6-v2" / "model.onnx").read_bytes() == b"weights"


def test_second_run_is_silent_and_changes_nothing(ready: Path) -> None:
    before = (ready / ".venv" / "setup-stamp.json").stat().st_mtime_ns
    began = time.monotonic()
    done = bootstrap(ready)
    assert (done.returncode, done.stdout) == (0, "")
    assert time.monotonic() - began < 10
    assert (ready / ".venv" / "setup-stamp.json").stat().st_mtime_ns == before


def test_model_that_was_deleted_is_built_again(ready: Path) -> None:
    shutil.rmtree(ready / "models" / "all-minilm-l6-v2")
    assert "starter model" in bootstrap(ready).stdout
    assert (ready / "models" / "all-minilm-l6-v2" / "model.onnx").exists()


def test_changed_lock_installs_again_and_keeps_the_environment(ready: Path) -> None:
    marker = ready / ".venv" / "marker"
    marker.touch()
    (ready / "requirements.lock").write_text("# changed\n")
    assert "packages: installing" in bootstrap(ready).stdout
    assert marker.exists()


def test_tests_environment_serves_the_program_too(ready: Path) -> None:
    assert "requirements-dev.lock" in bootstrap(ready, "--dev").stdout
    assert bootstrap(ready).stdout == ""
    assert json.loads((ready / ".venv" / "setup-stamp.json").read_text())["dev"] is True


def test_environment_that_moved_or_does_not_run_is_made_anew(ready: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    shutil.copytree(ready, moved, symlinks=True)
    assert "virtual environment: making" in bootstrap(moved).stdout
    assert str(moved) in (moved / ".venv" / "bin" / "pplx-desktop").read_text()
    (moved / ".venv" / "bin" / "python").unlink()
    (moved / ".venv" / "bin" / "python").symlink_to("/nowhere/python3")
    assert "virtual environment: making" in bootstrap(moved).stdout
    assert start(moved) == "started\n"


@pytest.mark.parametrize(("essential", "status"), [("PYTHON_PARTS", 1), ("WINDOW_PARTS", 0)])
def test_missing_system_package_is_told_and_stops_only_what_needs_it(
    tmp_path: Path, essential: str, status: int
) -> None:
    checkout = write_checkout(tmp_path / "checkout")
    with (checkout / "packaging" / "system_packages.py").open("a") as stream:
        stream.write(f"{essential} = (Part('libabsent.so.9', lambda: False, ('absent9', 'absent9', 'absent9')),)\n")
    done = bootstrap(checkout)
    assert done.returncode == status
    assert "libabsent.so.9" in done.stdout + done.stderr
    assert "absent9" in done.stdout + done.stderr
    assert (checkout / ".venv" / "bin" / "pplx-desktop").exists() is (status == 0)


def test_old_python_can_read_the_script_far_enough_to_refuse() -> None:
    source = (ROOT / "packaging" / "bootstrap.py").read_text("utf-8")
    ast.parse(source, feature_version=(3, 7))
    assert source.index("sys.version_info[:2] < MINIMUM") < source.index("import system_packages")


def test_failure_names_the_step_and_shows_its_output(tmp_path: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout")
    (checkout / "requirements.lock").write_text("no-such-package-here==1.0 --hash=sha256:" + "0" * 64 + "\n")
    environment = {"PIP_NO_INDEX": "1"}
    done = subprocess.run(
        [sys.executable, "packaging/bootstrap.py", "--no-system"],
        cwd=checkout, env={**os.environ, **environment}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "The packages could not be installed" in done.stderr
    assert "no-such-package-here" in done.stderr
    assert not (checkout / ".venv" / "setup-stamp.json").exists()


def test_folder_that_is_no_environment_is_left_alone(tmp_path: Path) -> None:
    checkout = write_checkout(tmp_path / "checkout")
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "mine.txt").write_text("keep")
    done = bootstrap(checkout)
    assert done.returncode == 1
    assert "no virtual environment" in done.stderr
    assert (checkout / ".venv" / "mine.txt").read_text() == "keep"
