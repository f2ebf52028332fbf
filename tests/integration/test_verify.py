"""Checking a model for real: the starter passes, and each kind of damage is found and named."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

from pplx_desktop.core.model_types import ModelJobProgress
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed import verify as module
from pplx_desktop.embed.card_samples import order_of_contextual, order_of_independent
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.graph.variants import make_variant
from pplx_desktop.embed.graph_facts import read_facts
from pplx_desktop.embed.reference_record import RECORD, ReferenceRecord, read_reference, write_reference
from pplx_desktop.embed.reports import Check, VerifyReport
from pplx_desktop.embed.tune import tune
from pplx_desktop.embed.tune.race import Effort
from pplx_desktop.embed.tune.texts import built_in
from pplx_desktop.embed.verify import verify
from tests.support.tiny_models import write_tiny_model
from tests.support.tiny_pooled import write_tiny_pooled


def quiet(progress: ModelJobProgress) -> None:
    pass


def find(folder: Path) -> InstalledModel:
    return Catalog(folder / "none", folder).find("tiny")


@pytest.fixture
def model(tmp_path: Path) -> InstalledModel:
    write_tiny_model(tmp_path / "models")
    return find(tmp_path / "models")


def check(report: VerifyReport, name: str) -> Check:
    return next(found for found in report.checks if found.name == name)


def reweighted(model: InstalledModel, scale: float) -> None:
    """Multiply the largest matrix, and let the record know the file."""
    path = model.path(model.manifest.graph)
    graph = onnx.load(str(path))
    largest = max(graph.graph.initializer, key=lambda tensor: int(np.prod(tensor.dims)))
    largest.CopyFrom(numpy_helper.from_array(numpy_helper.to_array(largest) * np.float32(scale), largest.name))
    onnx.save(graph, str(path))
    (model.folder / "installed.toml").unlink()


def test_the_starter_passes_for_real(tmp_path: Path) -> None:
    starter = Catalog(delivered("models"), tmp_path).find("all-minilm-l6-v2")
    steps: list[ModelJobProgress] = []
    report = verify(starter, tmp_path / "records", steps.append)
    assert report.passed, report.verdict
    assert report.verdict.startswith("all-minilm-l6-v2 is what it should be; compared with the values of another impl")
    assert {found.name: found.outcome for found in report.checks} == {
        "checksums": "passed",
        "tokenizer": "passed",
        "finite values": "passed",
        "different texts differ": "passed",
        "the card's sample sentences": "passed",
        "values of another implementation": "passed",
        "vectors": "not-checked",
        "what computes": "passed",
    }
    (facts,) = report.graphs
    assert facts.operators["MatMulInteger"] == 24
    assert facts.inputs == ("input_ids int64 [batch, tokens]", "attention_mask int64 [batch, tokens]")
    assert facts.outputs == ("last_hidden_state float32 [batch, tokens, 384]",)
    assert facts.size_bytes == 23495576
    assert 22_500_000 < facts.parameters < 22_800_000
    assert facts.quantisation.startswith("24 x int8 weights with activations quantised as they come")
    assert VerifyReport.from_json(json.loads(json.dumps(report.as_json()))) == report
    assert [step.done for step in steps] == list(range(len(steps)))
    assert all(step.done < step.total for step in steps)

    again = verify(starter, tmp_path / "records", quiet)
    assert check(again, "vectors").found.startswith("mean cosine 1.0000")
    assert again.passed


def test_an_altered_file_is_the_verdict_and_nothing_is_opened(model: InstalledModel, tmp_path: Path) -> None:
    model.path("onnx/model.onnx").write_bytes(b"<html>proxy error</html>")
    report = verify(model, tmp_path / "records", quiet)
    assert not report.passed
    assert "damaged or was altered" in report.verdict
    assert report.graphs == ()
    assert [found.outcome for found in report.checks] == ["failed"]


def test_vectors_that_changed_under_the_same_checksums_are_found(model: InstalledModel, tmp_path: Path) -> None:
    """As another build of onnxruntime, or a processor that computes wrongly, would change them."""
    records = tmp_path / "records"
    verify(model, records, quiet)
    digest = module._digest(built_in())
    stored = read_reference(records, model, digest)
    assert stored is not None
    assert stored.origin == "first-check"
    assert check(verify(model, records, quiet), "vectors").outcome == "passed"
    noise = np.random.default_rng(1).normal(0, 0.1, stored.vectors.shape).astype(np.float32)
    write_reference(records, model, digest, ReferenceRecord("first-check", stored.vectors + noise))
    found = check(verify(model, records, quiet), "vectors")
    assert found.outcome == "failed"
    assert "at least 0.999 is wanted" in found.found


def test_a_record_of_other_files_or_a_damaged_one_is_none(model: InstalledModel, tmp_path: Path) -> None:
    records = tmp_path / "records"
    digest = module._digest(built_in())
    write_reference(records, model, digest, ReferenceRecord("fp32", np.ones((2, 64), np.float32)))
    kept = read_reference(records, model, digest)
    assert kept is not None
    assert (kept.origin, kept.vectors.shape) == ("fp32", (2, 64))
    assert read_reference(records, model, "other texts") is None
    assert read_reference(records, replace(model, files=model.files[1:]), digest) is None
    for content in (b"", b"PK\x03\x04 and no more", (records / RECORD).read_bytes()[:-40]):
        (records / RECORD).write_bytes(content)
        assert read_reference(records, model, digest) is None


def with_reference(tmp_path: Path, scale: float = 1.0) -> InstalledModel:
    """A model of 8-bit blocks with the graph in full precision beside it."""
    write_tiny_model(tmp_path / "full")
    full = find(tmp_path / "full")
    write_tiny_model(tmp_path / "models")
    folder = tmp_path / "models" / "tiny"
    made = make_variant(full, "blocks8", tmp_path / "made", quiet)
    (folder / "onnx" / "model.onnx").rename(folder / "onnx" / "full.onnx")
    for file in made.files:
        shutil.copyfile(file, folder / "onnx" / file.name)
    manifest = (tmp_path / "models" / "tiny.toml").read_text(encoding="utf-8")
    manifest = manifest.replace('"onnx/model.onnx"', f'"onnx/{made.graph.name}"')
    manifest = manifest.replace('"onnx/model.onnx_data"', f'"onnx/{made.graph.name}_data"')
    manifest += '\n[reference]\ngraph = "onnx/full.onnx"\n\n[[reference.files]]\npath = "onnx/full.onnx"\n'
    (tmp_path / "models" / "tiny.toml").write_text(manifest, encoding="utf-8")
    if scale != 1.0:
        graph = onnx.load(str(folder / "onnx" / "full.onnx"))
        for tensor in graph.graph.initializer:
            if len(tensor.dims) == 2:
                values = numpy_helper.to_array(tensor) + np.float32(scale)
                tensor.CopyFrom(numpy_helper.from_array(values, tensor.name))
        onnx.save(graph, str(folder / "onnx" / "full.onnx"))
    return find(tmp_path / "models")


def test_vectors_are_compared_with_full_precision_and_later_with_its_record(tmp_path: Path) -> None:
    model = with_reference(tmp_path)
    report = verify(model, tmp_path / "records", quiet)
    assert report.reference == "the model in full precision (fp32)"
    assert check(report, "vectors").outcome == "passed"
    assert "mean cosine 0.99" in check(report, "vectors").found
    quantised, full = report.graphs
    assert "8-bit weights in blocks" in quantised.quantisation
    assert full.is_full_precision
    assert not quantised.is_full_precision
    # Packed weights count as what they stand for.
    assert quantised.parameters == pytest.approx(full.parameters, rel=0.02)
    # The large file may go; what it gave is known from then on.
    model.path("onnx/full.onnx").unlink()
    later = verify(find(tmp_path / "models"), tmp_path / "records", quiet)
    assert later.reference == "the record of the model in full precision (fp32)"
    assert check(later, "vectors").found == check(report, "vectors").found


def test_vectors_that_are_not_those_of_full_precision_fail(tmp_path: Path) -> None:
    model = with_reference(tmp_path, scale=0.3)
    report = verify(model, tmp_path / "records", quiet)
    assert check(report, "vectors").outcome == "failed"
    assert "mean cosine" in check(report, "vectors").found
    assert report.verdict.startswith("tiny cannot be trusted")


@pytest.mark.parametrize(("scale", "name"), [(float("nan"), "finite values"), (0.0, "different texts differ")])
def test_values_that_say_nothing_fail(model: InstalledModel, tmp_path: Path, scale: float, name: str) -> None:
    reweighted(model, scale)
    report = verify(find(model.folder.parent), tmp_path / "records", quiet)
    assert check(report, name).outcome == "failed"
    assert not report.passed


def test_a_separator_that_is_missing_fails(tmp_path: Path) -> None:
    write_tiny_model(tmp_path / "models", add_separator=False)
    report = verify(find(tmp_path / "models"), tmp_path / "records", quiet)
    assert not report.passed
    assert "has no separator" in report.verdict


def test_the_separator_is_found_and_kept_out_of_texts(model: InstalledModel, tmp_path: Path) -> None:
    report = verify(model, tmp_path / "records", quiet)
    assert check(report, "separator").found.startswith("the tokenizer has one, with the id ")
    assert check(report, "separator in a text").outcome == "passed"


@pytest.mark.parametrize(("scale", "outcome"), [(127.0, "passed"), (100.0, "failed")])
def test_codes_of_a_graph_have_to_follow_from_its_values(tmp_path: Path, scale: float, outcome: str) -> None:
    write_tiny_pooled(tmp_path / "models", int8_scale=scale)
    report = verify(find(tmp_path / "models"), tmp_path / "records", quiet)
    assert check(report, "the output pooler_output_int8").outcome == outcome
    assert check(report, "the output pooler_output_binary").outcome == "passed"


def test_the_tuned_variant_is_shown_and_one_that_is_void_told(model: InstalledModel, tmp_path: Path) -> None:
    records = tmp_path / "records"
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("pplx_desktop.embed.tune.race.LEAST_GAIN", 0.0)
        tune(model, records, quiet, variants=("fused-fp32",), effort=Effort(built_in().first(2, 2), 1, 1, (64,)))
    report = verify(model, records, quiet)
    assert check(report, "as it was tuned (fused-fp32)").outcome == "passed"
    assert report.graphs[-1].file.endswith("fused-fp32.onnx")
    next((records / "variants").rglob("*.onnx")).write_bytes(b"altered")
    report = verify(model, records, quiet)
    assert check(report, "as it was tuned").outcome == "not-checked"
    assert "was altered" in check(report, "as it was tuned").found


def unit(rows: list[list[float]]) -> Any:
    return np.array(rows, np.float32)


def test_the_order_of_the_samples_is_judged() -> None:
    growing, mars = unit([[1, 0, 0], [0.9, 0.1, 0], [1, 0.1, 0]]), unit([[0.1, 1, 0], [0, 0.9, 0.1]])
    question, strangers = unit([[0, 1, 0]])[0], unit([[0, 0, 1], [0.1, 0, 1]])
    assert order_of_contextual([growing, mars], question, strangers) == []
    assert "nearer to the document about childhood" in order_of_contextual([growing, mars], growing[0], strangers)[0]
    mixed = [unit([[1, 0, 0], [0, 1, 0], [0, 1, 0]]), unit([[1, 0, 0], [0, 1, 0]])]
    assert "no nearer to each other" in order_of_contextual(mixed, question, strangers)[0]
    assert "an invoice and a cake" in order_of_contextual([growing, mars], question, unit([[0, 1, 0]] * 2))[-1]

    sentences = np.eye(5, 6, dtype=np.float32) + np.float32(0.5)
    stranger = unit([[0, 0, 0, 0, 0, 1]] * 2)
    assert order_of_independent(sentences, sentences, stranger) == []
    swapped = sentences[[1, 0, 2, 3, 4]]
    assert len(order_of_independent(sentences, swapped, stranger)) == 2
    assert (
        "no nearer to each other" in order_of_independent(np.eye(5, 6, dtype=np.float32), np.eye(5, 6), sentences)[-1]
    )


def test_a_file_that_is_no_graph_is_told(tmp_path: Path) -> None:
    (tmp_path / "x.onnx").write_bytes(b"\x00\x01nothing")
    with pytest.raises(Exception, match="is no graph that can be read"):
        read_facts(tmp_path / "x.onnx", "x.onnx")


@pytest.mark.parametrize(
    ("variant", "words"),
    [
        ("fp32", "float32 (MatMul)"),
        ("blocks4", "4-bit weights in blocks of 32 (MatMulNBits)"),
        ("fused-int8-rows", "int8 weights with activations quantised as they come"),
    ],
)
def test_weights_are_described_in_words(model: InstalledModel, tmp_path: Path, variant: str, words: str) -> None:
    made = make_variant(model, variant, tmp_path / "made", quiet)
    facts = read_facts(made.graph, "made")
    assert words in facts.quantisation
    assert facts.size_bytes == made.size_bytes
    assert facts.opsets["ai.onnx"] >= 21
