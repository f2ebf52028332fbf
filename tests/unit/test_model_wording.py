"""What the window says of models, of jobs with them, and of the reports that other processes send."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pplx_desktop.core.model_types import ModelInfo, ModelJobProgress, ModelJobState
from pplx_desktop.embed.reports import Candidate, Check, GraphFacts, TuneReport, VerifyReport, WindowSize
from pplx_desktop.gui import model_wording, report_wording, wording
from tests.support.sample_models import CONTEXT, LARGE, models, tune_report, verify_report

BY_NAME = {model.name: model for model in models()}
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, ""),
        (-5, ""),
        (10, "1 kB"),
        (466_247, "466 kB"),
        (1_200_000, "1.2 MB"),
        (23_961_823, "24 MB"),
        (706_000_000, "706 MB"),
        (999_499_999, "999 MB"),
        (999_500_000, "1.0 GB"),
        (16_200_000_000, "16.2 GB"),
    ],
)
def test_size(count: int, text: str) -> None:
    assert model_wording.size(count) == text


@pytest.mark.parametrize(
    ("progress", "text"),
    [
        (None, ""),
        (ModelJobProgress("x"), ""),
        (ModelJobProgress("x", 0, 706_000_000, "bytes"), "0 MB of 706 MB"),
        (ModelJobProgress("x", 5_000_000, 0, "bytes", 2.5e6), "5.0 MB  ·  2.5 MB/s"),
        (
            ModelJobProgress("x", 212_000_000, 706_000_000, "bytes", 8.4e6, 59),
            "212 MB of 706 MB  ·  8.4 MB/s  ·  about 1 min left",
        ),
        (ModelJobProgress("x", 7, 12, "steps", 0.01, 4_000), "7 of 12  ·  about 67 min left"),
        (ModelJobProgress("x", 12, 12, "steps", None, 3), "12 of 12"),
        # A line that stands still.
        (ModelJobProgress("x", 1_000_000, 2_000_000, "bytes", 0.0), "1.0 MB of 2.0 MB"),
    ],
)
def test_numbers(progress: ModelJobProgress | None, text: str) -> None:
    assert model_wording.numbers(progress) == text


@pytest.mark.parametrize(("done", "total", "share"), [(0, 0, None), (1, 4, 0.25), (9, 4, 1.0), (-1, 4, 0.0)])
def test_done_share(done: int, total: int, share: float | None) -> None:
    assert model_wording.done_share(ModelJobProgress("x", done, total)) == share


def test_kinds_in_plain_words() -> None:
    assert model_wording.kind(BY_NAME[CONTEXT]) == "reads each passage in its document's context"
    assert dict(model_wording.facts(BY_NAME[CONTEXT]))["Size"] == "706 MB to download"
    assert dict(model_wording.facts(BY_NAME[CONTEXT]))["Dimensions"] == "512 of 1,024"
    assert "Size" not in dict(model_wording.facts(BY_NAME[LARGE]))


def test_a_chosen_model_without_files_says_so() -> None:
    assert model_wording.standing(replace(BY_NAME[CONTEXT], active=True)) == ("chosen", "not installed")


def test_a_download_of_unknown_size_says_so() -> None:
    question = model_wording.download_question(BY_NAME[LARGE], "huggingface.co")
    assert "Its size is shown as soon as the download begins" in question.text


@pytest.mark.parametrize(
    ("environment", "host"),
    [
        ({}, "huggingface.co"),
        ({"HF_ENDPOINT": " "}, "huggingface.co"),
        ({"HF_ENDPOINT": "https://mirror.example/hub/"}, "mirror.example"),
        ({"HF_ENDPOINT": "mirror.example"}, "mirror.example"),
    ],
)
def test_the_host_of_a_download(environment: dict[str, str], host: str) -> None:
    assert model_wording.download_host(environment) == host


@pytest.mark.parametrize("kind", ["get", "import", "verify", "tune"])
@pytest.mark.parametrize("outcome", ["running", "done", "failed", "cancelled"])
def test_every_job_has_a_headline(kind: Any, outcome: Any) -> None:
    headline = model_wording.headline(ModelJobState(kind, "x", outcome), "{Name}")
    assert "{Name}" in headline
    assert "{}" not in headline


@given(st.text())
def test_long_words_are_broken_and_nothing_else_is_changed(text: str) -> None:
    broken = wording.breakable(text)
    assert broken.replace("\u200b", "") == text.replace("\u200b", "")
    assert all(len(word) < 25 for word in broken.replace("\u200b", " ").split())


# -- reports


def _table(report: dict[str, Any], kind: Any = "tune", place: int = 0) -> report_wording.Table:
    table = report_wording.sections(kind, report)[place].table
    assert table is not None
    return table


def test_the_real_reports_are_understood() -> None:
    """Made by the engine's own classes, through JSON, as they come."""
    graph = GraphFacts(
        "m.onnx", 5_000_000, "torch", 8, {"": 17}, {"MatMul": 4, "Add": 2}, ("a int64 [b]",), ("o",), 9, "fp32"
    )
    verify = VerifyReport("m", False, "No.", "fp32", "cpu", (graph,), (Check("Vectors", "failed", "0.5"),))
    sections = report_wording.sections("verify", json.loads(json.dumps(verify.as_json())))
    assert sections[0].heading == "The check was not passed"
    assert sections[0].table.rows == (report_wording.Row(("Vectors", "failed", "0.5"), "bad"),)
    assert ("Operators", "MatMul\u00a0×\u00a04, Add\u00a0×\u00a02") in [row.cells for row in sections[1].table.rows]
    kept = Candidate("int8", 2, "kept", {256: 259.4, 64: 300.0}, 1.9, 0.995, 0.97)
    none = Candidate("fp32", 2, "unavailable", note="no memory")
    windows = (WindowSize(512, 200.0, 2.5, 0.97, 0.9), WindowSize(1040, 190.0, 5.0, None, None))
    tune = TuneReport(
        "m", "2 cores", "1.24", "fp32", "int8", 2, 1.9, (kept, none), windows, 1040, 512, 0.03, ("Noisy.",)
    )
    sections = report_wording.sections("tune", json.loads(json.dumps(tune.as_json())))
    assert sections[0].heading == "Runs 1.9 times as fast as delivered: int8"
    assert "Noisy." in sections[0].lines
    table = sections[0].table
    assert [column.title for column in table.columns[:3]] == ["Way to run it", "tokens/s\nat 64", "tokens/s\nat 256"]
    assert table.rows[0] == report_wording.Row(("int8", "300", "259", "1.90 ×", "0.9950", "97 %", "kept"), "good")
    assert sections[1] == report_wording.Section("Not measured", ("fp32: no memory",))
    assert "512 suit this computer better: “Tokens read at once” in the settings." in sections[2].lines[0]
    assert [row.cells[-1] for row in sections[2].table.rows] == ["advised", "in use"]


def test_threads_are_told_where_they_differ() -> None:
    report = tune_report()
    assert "Threads" not in [column.title for column in _table(report).columns]
    report["candidates"][0]["threads"] = 1
    assert _table(report).columns[1].title == "Threads"
    assert _table(report).rows[0].cells[1] == "1"


@pytest.mark.parametrize(
    ("values", "heading"),
    [
        ({"chosen": "int8", "ratio": 3.1}, "Runs 3.1 times as fast as delivered: int8"),
        ({"chosen": "int8", "ratio": 1.01}, "Fastest of what is faithful: int8"),
        ({"chosen": "delivered", "ratio": 1.1}, "The delivered graph is the fastest that is faithful"),
        ({"chosen": ""}, "What was measured"),
    ],
)
def test_what_a_tuning_comes_to(values: dict[str, Any], heading: str) -> None:
    assert report_wording.sections("tune", tune_report() | values)[0].heading == heading


def test_a_report_as_text_for_the_clipboard() -> None:
    text = report_wording.as_text(report_wording.sections("verify", verify_report()))
    assert text.startswith("The check was passed\nAll files are as published")
    lines = text.splitlines()
    header = next(line for line in lines if line.startswith("Check "))
    assert lines[lines.index(header) + 1].index("passed") == header.index("Result")


@pytest.mark.parametrize("kind", ["get", "import"])
def test_other_jobs_have_no_report(kind: Any) -> None:
    assert report_wording.sections(kind, {"name": "x"}) == ()


_KEYS = st.sampled_from(
    [
        "checks",
        "graphs",
        "candidates",
        "windows",
        "passed",
        "tokens_per_s",
        "threads",
        "operators",
        "opsets",
        "warnings",
        "verdict",
        "reference",
        "chosen",
        "ratio",
        "spread",
        "inputs",
        "parameters",
        "size_bytes",
        "cosine",
        "state",
        "note",
    ]
)
_ROWS = st.lists(
    st.dictionaries(_KEYS, JUNK | st.dictionaries(st.sampled_from(["64", "x", ""]), JUNK), max_size=6), max_size=3
)


@given(st.sampled_from(["verify", "tune"]), st.dictionaries(_KEYS, JUNK | _ROWS, max_size=8))
def test_no_report_does_harm(kind: Any, report: dict[str, Any]) -> None:
    sections = report_wording.sections(kind, report)
    for section in sections:
        if section.table is not None:
            assert {len(row.cells) for row in section.table.rows} == {len(section.table.columns)}
    assert isinstance(report_wording.as_text(sections), str)


def test_names_of_a_report_stay_on_one_line() -> None:
    report = verify_report()
    report["checks"][0]["found"] = "two\nlines\u202e"
    assert _table(report, "verify").rows[0].cells[2] == "two lines"


def test_a_model_without_anything_known() -> None:
    model = ModelInfo("x", "", "", "independent", 0, 0, "", 0, installed=False, active=False, source="")
    assert model_wording.title(model) == "x"
    assert model_wording.row(model) == ""
    assert model_wording.spoken(model) == "x, not installed, reads each passage by itself"
