"""What checking and tuning found, as tables: every number where its heading says, and nothing left out in silence."""

import re

import pytest

from pplx_desktop.cli.model_reports import print_tune_report, print_verify_report
from pplx_desktop.cli.output import job_text
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.embed.reports import Candidate, Check, GraphFacts, TuneReport, VerifyReport, WindowSize

TUNED = TuneReport(
    model="tiny",
    machine="a laptop",
    onnxruntime="1.31.1",
    reference="fp32",
    chosen="int8",
    threads=2,
    ratio=1.89,
    candidates=(
        Candidate(
            "delivered", 2, "slower", {16: 80.0, 256: 137.0}, 1.0, 1.0, 1.0, 1.0, 2_384_000_000, 3_000_000_000, 7.0
        ),
        Candidate("int8", 2, "kept", {16: 258.0, 256: 259.0}, 1.89, 0.9951, 0.97, 0.98, 600_000_000, 900_000_000, 1.5),
        Candidate("blocks4", 2, "dropped", {256: 83.0}, 0.6, 0.905, 0.5, note="its vectors are others"),
        Candidate("fused-int8", 0, "unavailable", note="it has no linear layer"),
        Candidate("fused-fp32", 0, "unavailable", note="it has no linear layer"),
    ),
    windows=(WindowSize(1040, 200.0, 5.2, 0.99, 0.96), WindowSize(4096, 90.0, 45.0, None, None)),
    window_tokens=4096,
    recommended_window_tokens=1040,
    spread=0.04,
    warnings=("The processor was busy.",),
)


def cells(out: str, first: str) -> list[str]:
    (line,) = [line for line in out.splitlines() if line.strip().startswith(first)]
    return re.split(r"\s{2,}", line.strip())


def test_the_tune_table(capsys: pytest.CaptureFixture[str]) -> None:
    print_tune_report(TUNED)
    out = capsys.readouterr().out
    heading = cells(out, "variant")
    row = dict(zip([*heading, ""], cells(out, "int8"), strict=False))
    assert (row["threads"], row["16 tokens/s"], row["256 tokens/s"], row["times"]) == ("2", "258", "259", "1.89")
    assert (row["cosine"], row["top 10"], row["MB"], row["peak MB"], row["load s"]) == (
        "0.9951",
        "97%",
        "600",
        "900",
        "1.5",
    )
    assert cells(out, "int8")[-1] == "kept"
    assert cells(out, "blocks4  ")[2] == "-"  # not measured at this length
    assert "blocks4 (2 threads): its vectors are others" in out
    assert "fused-int8, fused-fp32: it has no linear layer" in out
    assert "Used from now on: int8, 2 threads: 1.89 times" in out
    assert "window of 1,040 tokens in place of 4,096" in out
    assert cells(out, "4,096")[-1] == "-"
    assert "Note: The processor was busy." in out


def test_the_verify_report(capsys: pytest.CaptureFixture[str]) -> None:
    facts = GraphFacts(
        "onnx/model.onnx", 5_000_000, "torch", 10, {"ai.onnx": 21}, {"MatMul": 1200, "Add": 3},
        ("input_ids int64 [batch, tokens]", "attention_mask int64 [batch, tokens]"), ("last_hidden_state float32",),
        1_500_000, "float32",
    )  # fmt: skip
    checks = (Check("checksums", "passed", "2 files"), Check("vectors", "failed", "cosine 0.42"))
    print_verify_report(VerifyReport("tiny", False, "Not to be trusted.", "fp32", "cpu", (facts,), checks))
    out = capsys.readouterr().out
    for word in (
        "MatMul 1,200, Add 3",
        "5.0 MB, 1.5 M parameters",
        "attention_mask int64",
        "FAILED  vectors: cosine 0.42",
    ):
        assert word in out
    assert out.strip().endswith("Not to be trusted.")


def test_the_line_of_progress() -> None:
    assert job_text(ModelJobProgress("Asking the hub")) == "Asking the hub"
    assert job_text(ModelJobProgress("Measuring", 3, 28)) == "Measuring: 3 of 28"
    known = ModelJobProgress("Downloading x", 120_300_000, 706_100_000, "bytes", 12_300_000.0, 47.6)
    assert job_text(known) == "Downloading x: 120.3 of 706.1 MB, 12.3 MB/s, about 48 s left"
    assert job_text(ModelJobProgress("Unpacking", 5, 0, "bytes")) == "Unpacking"
