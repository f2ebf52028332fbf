"""What the command line prints of an indexing run, and of long lists."""

from __future__ import annotations

import json

import pytest

from pplx_desktop.cli.output import ProgressLine, fill_text, print_json_list
from pplx_desktop.core.events import ProgressChanged
from pplx_desktop.core.types import Fill, Progress

OLD, NEW = Fill("old", "searched", 900, 900), Fill("new", "next", 300, 900, eta_s=7_200)


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        (Progress(phase="scanning", current="/data"), "Looking through /data"),
        (Progress(phase="reading", done_files=7, total_files=9, pictures=41), "Recognising text in pictures, 41 to go"),
        (Progress(phase="reading", done_files=1_200, total_files=8_310), "Reading 1,200 of 8,310 files"),
        (
            Progress(phase="embedding", embedded_chunks=5, pending_chunks=10, eta_s=60, fills=(OLD,)),
            "Learning the meaning of 5 of 15 passages, about 60 s left",
        ),
        (
            Progress(phase="embedding", embedded_chunks=300, pending_chunks=600, fills=(OLD, NEW)),
            f"Learning meanings: {fill_text(OLD)}; {fill_text(NEW)}",
        ),
        (Progress(phase="paused", pace="paused", pace_reason="disk-full"), "Paused: the disk is full"),
        (Progress(phase="paused", pace="paused", pace_reason="asked"), "Paused"),
    ],
)
def test_progress(capsys: pytest.CaptureFixture[str], progress: Progress, says: str) -> None:
    ProgressLine()(ProgressChanged(progress))
    assert capsys.readouterr().err == f"{says}\n"


def test_a_fill_says_what_it_is_for() -> None:
    assert fill_text(NEW) == "new, takes over when it has all: 300 of 900 passages, about 2.0 h left"
    assert fill_text(Fill("quick", "first", 1, 2)) == "quick, stands in until then: 1 of 2 passages"


@pytest.mark.parametrize("rows", [[], [{"a": 1}], [{"a": 1}, {"b": "\udcff\u2028é"}]])
@pytest.mark.parametrize("head", [{}, {"total": 2, "reasons": {"x": 1}}])
def test_a_long_list_is_one_document(capsys: pytest.CaptureFixture[str], head: dict, rows: list[dict]) -> None:
    print_json_list(head, "files", iter(rows))
    out = capsys.readouterr().out
    out.encode("utf-8")
    document = json.loads(out.replace("\\udcff", "?"))
    assert {name: value for name, value in document.items() if name != "files"} == head
    assert len(document["files"]) == len(rows)
    assert document["files"][:1] == rows[:1]
