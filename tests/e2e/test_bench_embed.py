"""`pplx-desktop bench embed --quick` goes through every step of the benchmark, with a tiny model."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from pplx_desktop.engine.bench_embed import BenchOptions, _made

WORDS = [
    "the",
    "harbour",
    "master",
    "wrote",
    "in",
    "the",
    "book",
    "that",
    "the",
    "lease",
    "of",
    "the",
    "small",
    "flat",
    "ends",
    "before",
    "May",
    "and",
    "must",
    "be",
    "renewed",
]


def run(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pplx_desktop", "bench", "embed", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PPLX_DESKTOP_HOME": str(home), "TMPDIR": str(home)},
    )


def write_documents(folder: Path) -> None:
    folder.mkdir()
    for number in range(8):
        words = [WORDS[(number + place) % len(WORDS)] for place in range(20 + 70 * number)]
        (folder / f"letter {number}.txt").write_text(" ".join(words), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")


def test_both_ways_are_measured_on_real_documents(tmp_path: Path) -> None:
    write_documents(tmp_path / "documents")
    home = tmp_path / "home"
    home.mkdir()
    options = ("--quick", "--documents", "6", "--batch", "4", "--json")
    done = run(str(tmp_path / "documents"), *options, home=home)
    assert done.returncode == 0, done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    assert report["documents"] == 6
    assert report["padded_tokens"] > report["tokens"] > 6 * 20
    assert report["windows"] == 6
    assert report["recipe"]["seconds"] > 0
    assert report["ours"]["name"] == "fused-int8-rows"
    assert report["ratio"] == report["recipe"]["seconds"] / report["ours"]["seconds"]
    assert 0 < report["ours"]["weights_bytes"] < report["recipe"]["weights_bytes"] < 20e6
    assert report["ours"]["peak_bytes"] > 10e6
    assert report["limits"]["fp32"] > 0
    assert 0 < report["share_of_mixed_limit"] < 1
    assert 10 <= report["query_tokens"] <= 80
    # The model is gone again, and nothing is in the user's folders.
    assert [
        path for path in home.rglob("*") if path.is_file() and path.suffix in {".onnx", ".onnx_data", ".toml"}
    ] == []


def test_a_model_that_is_kept_is_used_again_and_not_for_another_shape(tmp_path: Path) -> None:
    options = BenchOptions(("x",), is_quick=True)
    first = _made(options, tmp_path)
    data = tmp_path / options.model / "onnx" / "model.onnx_data"
    before = data.stat().st_mtime_ns
    assert _made(options, tmp_path) == first
    assert data.stat().st_mtime_ns == before
    assert len({options.model, BenchOptions(("x",)).model, BenchOptions(("x",), layers=4).model}) == 3


def test_a_folder_without_documents_is_told(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    done = run(str(tmp_path / "documents"), "--quick", home=tmp_path)
    assert done.returncode == 3
    assert "There is no document to measure with" in done.stderr
    done = run("--quick", home=tmp_path)
    assert done.returncode == 3
    assert "Name a folder" in done.stderr


def test_a_way_that_does_not_exist_is_told(tmp_path: Path) -> None:
    write_documents(tmp_path / "documents")
    done = run(str(tmp_path / "documents"), "--quick", "--variant", "magic", home=tmp_path)
    assert done.returncode == 2
    assert "invalid choice: 'magic'" in done.stderr
