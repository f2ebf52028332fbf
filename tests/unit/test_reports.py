"""Reports go through JSON unchanged, and reading them loads nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys

from pplx_desktop.embed.reports import Candidate, Check, GraphFacts, TuneReport, VerifyReport, WindowSize

FACTS = GraphFacts("a.onnx", 5, "x 1", 10, {"ai.onnx": 21}, {"MatMul": 2}, ("i",), ("o",), 7, "2 x float32 (MatMul)")


def test_reports_survive_json() -> None:
    verified = VerifyReport("m", False, "no", "fp32", "cpu", (FACTS,), (Check("c", "failed", "why"),))
    assert VerifyReport.from_json(json.loads(json.dumps(verified.as_json()))) == verified
    tuned = TuneReport(
        *("m", "machine", "1.31", "fp32", "delivered", 2, 1.0),
        candidates=(
            Candidate("delivered", 2, "kept", {16: 1.5, 256: 2.5}, 1.0, note="n"),
            Candidate("x", 0, "unavailable"),
        ),
        windows=(WindowSize(512, 3.0, 0.2, None, None),),
        warnings=("busy",),
    )
    assert TuneReport.from_json(json.loads(json.dumps(tuned.as_json()))) == tuned


def test_full_precision_is_told_from_the_weights() -> None:
    assert FACTS.is_full_precision
    mixed = GraphFacts("a", 5, "x", 10, {}, {}, (), (), 7, "2 x float32 (MatMul); 1 x int8 (looked up)")
    assert not mixed.is_full_precision


def test_light_modules_load_no_runtime() -> None:
    """What the host reads to show how a model runs."""
    statements = (
        "import sys, pplx_desktop.embed.reports, pplx_desktop.embed.tuning, pplx_desktop.embed.providers;"
        "print({'onnxruntime', 'onnx', 'tokenizers', 'numpy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", statements], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "set()"
