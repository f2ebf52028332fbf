"""Tuning for real on small models: what is measured, what is kept, what is dropped, and what a kill leaves."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from pplx_desktop.core.errors import EnvironmentProblem, ModelProblem
from pplx_desktop.core.events import EventBus, ModelJobChanged
from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.choosing import choose_runtime
from pplx_desktop.embed.graph.variants import VariantFiles, VariantUnavailable, make_variant
from pplx_desktop.embed.measuring import Measurer
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from pplx_desktop.embed.reports import Candidate, TuneReport
from pplx_desktop.embed.runtime import Runtime
from pplx_desktop.embed.tokenization import ModelTokenizer
from pplx_desktop.embed.tune import race, timing, tune
from pplx_desktop.embed.tune.race import Effort
from pplx_desktop.embed.tune.texts import built_in, plan_long, plan_texts, running_text
from pplx_desktop.embed.tuning import read_tuned, sweep, tuning_lock
from pplx_desktop.engine.model_jobs import JobRequest, ModelJobs
from tests.support.homes import Home
from tests.support.reference_qwen3 import Shape, random_weights
from tests.support.tiny_models import qwen3_graph, write_tiny_model

QUICK = Effort(texts=built_in().first(4, 4), rounds=1, slow_rounds=1, windows=(64, 128))


@pytest.fixture(autouse=True)
def short_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody trusts the speeds of these models."""
    monkeypatch.setattr(timing, "_ROUND_S", 0.01)


@pytest.fixture
def model(tmp_path: Path) -> InstalledModel:
    write_tiny_model(tmp_path / "models", manifest={"model": {"max_tokens": 96, "positions": 512}})
    return Catalog(tmp_path / "none", tmp_path / "models").find("tiny")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return tmp_path / "models" / "tiny"


def quiet(progress: ModelJobProgress) -> None:
    pass


def row(report: TuneReport, variant: str) -> Candidate:
    return next(candidate for candidate in report.candidates if candidate.variant == variant)


def broken_copy(model: InstalledModel, folder: Path, seed: int) -> VariantFiles:
    """A graph of one layer with other weights: fast, and wrong."""
    shape = Shape(276, layers=1)
    path = folder / "wrong.onnx"
    path.write_bytes(qwen3_graph(random_weights(shape, seed), shape).SerializeToString())
    return VariantFiles("wrong", path, ("last_hidden_state",), False, (path,), path.stat().st_size)


def test_variants_are_measured_and_a_fast_but_wrong_one_is_dropped(model: InstalledModel, records: Path) -> None:
    on_disk: list[int] = []
    steps: list[ModelJobProgress] = []

    def make(
        model: InstalledModel, variant: str, folder: Path, progress: Callable[[ModelJobProgress], None], source: Path
    ) -> VariantFiles:
        on_disk.append(len(list(folder.parent.iterdir())))
        if variant == "wrong":
            return broken_copy(model, folder, 2)
        if variant == "impossible":
            raise VariantUnavailable("this machine has no such thing")
        if variant == "garbage":
            (folder / "garbage.onnx").write_bytes(b"garbage")
            return VariantFiles("garbage", folder / "garbage.onnx", ("last_hidden_state",), False, (), 7)
        return make_variant(model, variant, folder, progress, source)

    variants = ("fused-fp32", "wrong", "impossible", "garbage", "fused-int8", "fp32", "fused-blocks8")
    report = tune(model, records, steps.append, variants=variants, effort=QUICK, make=make)
    assert report.reference == "the delivered graph, which is in full precision"
    wrong = row(report, "wrong")
    assert (wrong.state, "mean cosine" in wrong.note) == ("dropped", True)
    assert wrong.cosine is not None
    assert wrong.cosine < 0.9
    assert wrong.ratio is not None
    assert row(report, "impossible").note == "this machine has no such thing"
    assert row(report, "garbage").state == "unavailable"
    assert "could not be loaded" in row(report, "garbage").note
    assert row(report, "fp32").note == "the delivered graph is that"
    assert row(report, "fused-int8").note == "its vectors change with what else is in the same run"
    fused = row(report, "fused-fp32")
    assert fused.cosine == pytest.approx(1, abs=1e-4)
    assert fused.same_top_10 is not None
    assert fused.same_top_10 > 0.99
    assert set(fused.tokens_per_s) == {16, 96}
    assert fused.peak_bytes > 10e6
    assert [candidate.state for candidate in report.candidates].count("kept") == 1
    # At most two at any time: the best so far, and the one that is made.
    assert max(on_disk) <= 2
    done = [(step.done, step.total) for step in steps]
    assert all(0 <= now <= total for now, total in done)
    assert done == sorted(done)
    assert TuneReport.from_json(json.loads(json.dumps(report.as_json()))) == report


def test_what_is_kept_is_what_is_used_from_then_on(
    model: InstalledModel, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(race, "LEAST_GAIN", 0.0)  # whatever is measured last is the fastest
    report = tune(model, records, quiet, variants=("fused-fp32",), effort=QUICK)
    assert report.chosen == "fused-fp32"
    runtime = choose_runtime(model, records, "cpu")
    assert (runtime.variant, runtime.threads) == ("fused-fp32", report.threads)
    document = DocumentInput("", ("", ""), ("the first passage", "and another one"))
    (codes,) = EmbeddingModel.load(model, runtime).embed_documents([document])
    (wanted,) = EmbeddingModel.load(model).embed_documents([document])
    assert codes.bits == wanted.bits
    tuned = read_tuned(records)
    assert tuned is not None
    assert {file.path for file in tuned.files} == {
        path.relative_to(records).as_posix() for path in (records / "variants").rglob("*") if path.is_file()
    }
    assert tuned.report["candidates"][0]["variant"] == "delivered"
    # Tuned again, the files of the first time are gone, and only those.
    first = {file.path for file in tuned.files}
    tune(model, records, quiet, variants=("fused-blocks8", "fused-fp32"), effort=QUICK)
    second = read_tuned(records)
    assert second is not None
    assert first.isdisjoint({file.path for file in second.files})
    assert len(list((records / "variants").iterdir())) == 1


def test_windows_are_measured_and_only_recommended(model: InstalledModel, records: Path) -> None:
    before = model.fingerprint
    report = tune(model, records, quiet, variants=(), effort=QUICK)
    assert [window.tokens for window in report.windows] == [64, 96, 128]
    assert report.window_tokens == 96
    last = report.windows[-1]
    assert (last.cosine, last.same_top_10) == (pytest.approx(1, abs=1e-4), 1)
    assert all(window.tokens_per_s > 0 for window in report.windows)
    assert Catalog(records / "none", records.parent).find("tiny").fingerprint == before


def test_an_interruption_leaves_the_old_record_and_its_files(model: InstalledModel, records: Path) -> None:
    script = f"""
        import os, sys
        from pathlib import Path
        from pplx_desktop.embed.catalog import Catalog
        from pplx_desktop.embed.tune import race, timing, tune
        from pplx_desktop.embed.tune.race import Effort
        from pplx_desktop.embed.tune.texts import built_in
        race.LEAST_GAIN, timing._ROUND_S = 0.0, 0.01
        records = Path({str(records)!r})
        def progress(step):
            if sys.argv[1] and step.step.startswith(sys.argv[1]):
                os._exit(9)
        model = Catalog(records / "none", records.parent).find("tiny")
        effort = Effort(built_in().first(2, 2), 1, 1, (64,))
        tune(model, records, progress, variants=("fused-fp32",), effort=effort)
    """

    def run(stop_at: str) -> int:
        command = [sys.executable, "-c", textwrap.dedent(script), stop_at]
        return subprocess.run(command, check=False, timeout=120, cwd=Path(__file__).parents[2]).returncode

    assert run("") == 0
    kept = read_tuned(records)
    assert kept is not None
    for step in ("Measuring fused-fp32", "Writing the record"):
        assert run(step) == 9
        assert read_tuned(records) == kept
        assert choose_runtime(model, records, "cpu").variant == "fused-fp32"
    assert len(list((records / "variants").iterdir())) > 1
    assert run("") == 0
    assert len(list((records / "variants").iterdir())) == 1


def test_a_tuning_that_is_cancelled_leaves_no_variant(tmp_path: Path) -> None:
    paths = Home(tmp_path / "home").paths
    paths.create()
    write_tiny_model(paths.models)
    records = paths.models / "tiny"
    heard: list[str] = []
    events = EventBus()
    jobs = ModelJobs(paths, events)

    def listen(event: object) -> None:
        if isinstance(event, ModelJobChanged) and event.state.progress is not None:
            heard.append(event.state.progress.step)
            # Progress is told ten times a second at the most, so no single step of a small model is sure to be heard of.
            if "fused" in event.state.progress.step:
                jobs.cancel()

    events.subscribe(listen)
    jobs.start(JobRequest("tune", "tiny"))
    state = jobs.wait(60)
    jobs.close()
    assert state is not None
    assert state.outcome == "cancelled"
    assert "fused" in heard[-1]
    assert list((records / "variants").iterdir()) == []


def test_an_altered_model_is_not_tuned(model: InstalledModel, records: Path) -> None:
    model.path("onnx/model.onnx").write_bytes(b"other")
    with pytest.raises(ModelProblem) as raised:
        tune(model, records, quiet, variants=(), effort=QUICK)
    assert raised.value.code == "model-altered"
    assert not (records / "variants").exists()


def test_a_folder_that_cannot_be_written_is_told(model: InstalledModel, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(EnvironmentProblem) as raised:
        tune(model, tmp_path / "file" / "records", quiet, variants=(), effort=QUICK)
    assert raised.value.code == "tune-unwritable"


def test_a_disk_without_room_costs_a_variant_and_not_the_tuning(
    model: InstalledModel, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(records)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    report = tune(model, records, quiet, variants=("fused-fp32",), effort=QUICK)
    assert row(report, "fused-fp32").state == "unavailable"
    assert "no room" in row(report, "fused-fp32").note
    assert report.chosen == "delivered"


def test_memory_that_is_not_there_costs_a_variant(
    model: InstalledModel, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(race, "_SPARE_BYTES", 1 << 50)
    report = tune(model, records, quiet, variants=("fused-fp32",), effort=QUICK)
    assert "of memory" in row(report, "fused-fp32").note


def test_the_starter_is_tuned_for_real(tmp_path: Path) -> None:
    model = Catalog(delivered("models"), tmp_path).find("all-minilm-l6-v2")
    effort = Effort(built_in().first(6, 6), 1, 1)
    report = tune(model, tmp_path / model.manifest.name, quiet, effort=effort)
    first = report.candidates[0]
    assert (first.variant, first.cosine, first.same_top_10) == ("delivered", pytest.approx(1, abs=1e-5), 1)
    assert report.reference.startswith("the delivered graph, for the model in full precision is not here")
    assert all(rate > 0 for rate in first.tokens_per_s.values())
    assert set(first.tokens_per_s) == {16, 256, 512}
    assert not any("fused" in candidate.variant and candidate.state != "unavailable" for candidate in report.candidates)
    assert report.windows == ()
    runtime = choose_runtime(model, tmp_path / model.manifest.name, "cpu")
    assert runtime.variant == report.chosen


def test_a_graph_that_takes_its_process_down_is_a_problem_and_no_end(
    model: InstalledModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Measurer(model.delivered_runtime(), 64) as measurer:
        os.kill(measurer._process.pid, 9)
        with pytest.raises(ModelProblem) as raised:
            measurer.seconds([1, 2, 3])
        assert raised.value.code == "measure-died"
    with pytest.raises(ModelProblem) as raised:
        Measurer(Runtime(model.path("tokenizer.json"), ("x",)), 64)
    assert raised.value.code == "model-load"


def test_the_built_in_texts_are_planned_whole(model: InstalledModel) -> None:
    texts, tokenizer = built_in(), ModelTokenizer.load(model)
    plan = plan_texts(texts, tokenizer, 96)
    assert plan.passages == sum(len(document) for document in texts.documents)
    assert plan.passages >= 60
    assert plan.queries == len(texts.queries) == 20
    assert {part.row for window in plan.windows for part in window.parts} == set(range(plan.passages + plan.queries))
    assert all(len(window.ids) <= 96 for window in plan.windows)
    long = plan_long(texts, tokenizer, 200)
    assert {part.row for window in long for part in window.parts} == set(range(len(texts.long) + plan.passages))
    assert len(running_text(texts, tokenizer, 100_000)) == 100_000


def test_a_second_tuning_of_the_same_model_is_refused_and_touches_nothing(model: InstalledModel, records: Path) -> None:
    refused: list[str] = []

    def make(
        model: InstalledModel, variant: str, folder: Path, progress: Callable[[ModelJobProgress], None], source: Path
    ) -> VariantFiles:
        made = make_variant(model, variant, folder, progress, source)
        with pytest.raises(EnvironmentProblem) as raised:
            tune(model, records, quiet, variants=(), effort=QUICK)
        refused.append(raised.value.code)
        sweep(records)  # as after another job, that was cancelled
        assert made.graph.is_file()
        return made

    report = tune(model, records, quiet, variants=("fused-fp32",), effort=QUICK, make=make)
    assert refused == ["tune-running"]
    assert row(report, "fused-fp32").cosine == pytest.approx(1, abs=1e-4)
    with tuning_lock(records):
        pass


class Timed:
    """A measurer whose passes take what is said, round after round."""

    def __init__(self, *seconds: float) -> None:
        self._seconds = list(seconds)
        self.asked = 0

    def seconds(self, ids: list[int], runs: int = 1) -> float:
        self.asked += 1
        return self._seconds[self.asked % len(self._seconds)]


def contender(measured: Timed, baseline: Timed, rounds: int = 7) -> race._Contender:
    speed = timing.race(measured, baseline, [[1] * 256], rounds, rounds)  # type: ignore[arg-type]
    return race._Contender(Runtime(Path("x"), ("y",)), None, speed.ratio[256], speed.doubt[256])


def test_a_way_that_is_faster_by_chance_is_not_taken() -> None:
    noisy = Timed(0.1, 0.06, 0.13, 0.09, 0.05)
    by_chance, delivered_way = contender(noisy, Timed(0.1)), race._Contender(Runtime(Path("x"), ("y",)), None, 1.0)
    assert by_chance.ratio > race.LEAST_GAIN
    assert not by_chance.beats(delivered_way)
    # It was measured again and again, but not for ever.
    assert noisy.asked == 1 + 7 * timing._MOST_REPEATS
    steady = Timed(0.09)
    assert contender(steady, Timed(0.1)).beats(delivered_way)
    assert steady.asked == 1 + 7
    # Both were noisy: what was measured first stays.
    assert not contender(Timed(0.05, 0.06, 0.04), Timed(0.1)).beats(contender(Timed(0.06, 0.05, 0.07), Timed(0.1)))


def test_a_model_in_full_precision_that_does_not_fit_into_memory_is_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_tiny_model(tmp_path / "models", manifest={"model": {"max_tokens": 96, "positions": 512}})
    with (tmp_path / "models" / "tiny.toml").open("a", encoding="utf-8") as manifest:
        manifest.write('\n[reference]\ngraph = "fp32/model.onnx"\n[[reference.files]]\npath = "fp32/model.onnx"\n')
    records = tmp_path / "models" / "tiny"
    (records / "fp32").mkdir()
    shutil.copyfile(records / "onnx" / "model.onnx", records / "fp32" / "model.onnx")
    model = Catalog(tmp_path / "none", tmp_path / "models").find("tiny")
    assert tune(model, records, quiet, variants=(), effort=QUICK).reference == "the model in full precision (fp32)"
    monkeypatch.setattr(race, "_SPARE_BYTES", 1 << 50)
    report = tune(model, records, quiet, variants=(), effort=QUICK)
    assert report.reference == "the delivered graph, for there is no memory for the model in full precision"
    assert any("was not loaded" in text for text in report.warnings)
