"""A tuned runtime is used as long as all is as it was when it was tuned, else the delivered graph."""

from __future__ import annotations

import logging
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
import tomli_w

from pplx_desktop.embed import choosing
from pplx_desktop.embed.catalog import Catalog, InstalledModel
from pplx_desktop.embed.choosing import choose, choose_runtime
from pplx_desktop.embed.machine import this_machine
from pplx_desktop.embed.model import EmbeddingModel
from pplx_desktop.embed.records import measured
from pplx_desktop.embed.session import ONNXRUNTIME
from pplx_desktop.embed.tuning import RECORD, Tuned, read_tuned, tuned_in_words, weights_of, write_tuned
from tests.support.lying_library import LyingLibrary
from tests.support.tiny_models import write_tiny_model

VARIANT = "variants/made-1/fused/fused.onnx"


@pytest.fixture
def model(tmp_path: Path) -> InstalledModel:
    write_tiny_model(tmp_path / "models")
    return Catalog(tmp_path / "none", tmp_path / "models").find("tiny")


@pytest.fixture
def records(tmp_path: Path, model: InstalledModel) -> Path:
    """Records of a variant, which is a copy of the graph."""
    folder = tmp_path / "records"
    (folder / VARIANT).parent.mkdir(parents=True)
    shutil.copyfile(model.path("onnx/model.onnx"), folder / VARIANT)
    write_tuned(folder, tuned(model, folder))
    return folder


def tuned(model: InstalledModel, folder: Path) -> Tuned:
    return Tuned(
        variant="fused",
        threads=2,
        pooled=False,
        outputs=("last_hidden_state",),
        files=(measured(folder, VARIANT),),
        machine=str(this_machine()),
        onnxruntime=str(ONNXRUNTIME.__version__),
        weights=weights_of(model),
        ratio=3.0,
        report={"model": "tiny", "candidates": [{"tokens_per_s": {256: 1.0}, "ratio": None}]},
    )


def test_the_tuned_variant_is_used_and_loads(model: InstalledModel, records: Path) -> None:
    runtime = choose_runtime(model, records, "cpu")
    assert (runtime.graph, runtime.variant, runtime.threads) == (records / VARIANT, "fused", 2)
    loaded = EmbeddingModel.load(model, runtime)
    assert loaded.embed_query("a text").values == EmbeddingModel.load(model).embed_query("a text").values
    assert loaded.fingerprint == model.fingerprint
    assert tuned_in_words(records) == "fused, 2 threads, 3.0 times as fast as delivered"


def other_machine(model: InstalledModel, records: Path) -> None:
    write_tuned(records, replace(tuned(model, records), machine="a slower one, 1 cores"))


def other_onnxruntime(model: InstalledModel, records: Path) -> None:
    write_tuned(records, replace(tuned(model, records), onnxruntime="1.0.0"))


def other_weights(model: InstalledModel, records: Path) -> None:
    write_tuned(records, replace(tuned(model, records), weights={**weights_of(model), "tokenizer.json": "0" * 64}))


def other_output(model: InstalledModel, records: Path) -> None:
    """Tuned when the manifest named another output of the same graph."""
    before = replace(model, manifest=replace(model.manifest, output="logits"))
    write_tuned(records, replace(tuned(model, records), weights=weights_of(before)))


def altered_variant(model: InstalledModel, records: Path) -> None:
    content = bytearray((records / VARIANT).read_bytes())
    content[-9] ^= 1
    (records / VARIANT).write_bytes(content)


def truncated_variant(model: InstalledModel, records: Path) -> None:
    (records / VARIANT).write_bytes((records / VARIANT).read_bytes()[:-1])


def missing_variant(model: InstalledModel, records: Path) -> None:
    (records / VARIANT).unlink()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (other_machine, "it was tuned on another machine"),
        (other_onnxruntime, "it was tuned with onnxruntime 1.0.0"),
        (other_weights, "the model's files are others now"),
        (other_output, "what its manifest says of them"),
        (altered_variant, "was altered"),
        (truncated_variant, "was altered"),
        (missing_variant, "is missing"),
    ],
)
def test_what_is_no_longer_as_it_was_is_not_used_and_told(
    model: InstalledModel, records: Path, caplog: pytest.LogCaptureFixture, change: object, reason: str
) -> None:
    assert callable(change)
    change(model, records)
    with caplog.at_level(logging.INFO, logger=choosing.__name__):
        assert choose_runtime(model, records, "cpu") == model.delivered_runtime()
    assert reason in caplog.text
    assert "`models tune` measures anew" in caplog.text


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"format = 2",
        b"\xff",
        b"format = 1\nfiles = 3",
        tomli_w.dumps({"format": 1, "files": [{"path": "../x", "size": 1, "sha256": "0"}], "outputs": []}).encode(),
    ],
)
def test_a_record_that_cannot_be_read_is_none(model: InstalledModel, records: Path, content: bytes) -> None:
    (records / RECORD).write_bytes(content)
    assert read_tuned(records) is None
    assert choose(model, records, "cpu").runtime == model.delivered_runtime()
    assert tuned_in_words(records) == ""


def test_a_record_never_leads_out_of_its_folder(model: InstalledModel, records: Path) -> None:
    outside = replace(measured(records, VARIANT), path="../models/tiny/onnx/model.onnx")
    write_tuned(records, replace(tuned(model, records), files=(outside,)))
    assert read_tuned(records) is None


def test_the_delivered_graph_may_be_the_fastest_with_fewer_threads(model: InstalledModel, records: Path) -> None:
    write_tuned(records, replace(tuned(model, records), variant="delivered", files=(), threads=1, ratio=1.1))
    assert choose_runtime(model, records, "cpu") == replace(model.delivered_runtime(), threads=1)
    assert tuned_in_words(records) == "as delivered, 1 thread"


def test_a_provider_has_to_be_faster_than_what_was_tuned(model: InstalledModel, records: Path) -> None:
    """By the record, the variant is three times as fast as the graph that the provider ran beside the processor."""
    choice = choose(model, records, "auto", LyingLibrary("cuda", "honest"))
    assert choice.runtime.graph == records / VARIANT
    assert "the processor is faster (3.00)" in choice.told[-1]


def test_a_record_that_could_not_be_written_leaves_the_old_one(
    model: InstalledModel, records: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (records / RECORD).read_bytes()
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises(OSError, match="full"):
        write_tuned(records, tuned(model, records))
    assert (records / RECORD).read_bytes() == before
    assert {path.name for path in records.iterdir()} == {RECORD, "variants"}


def test_a_record_with_a_senseless_value_is_none(model: InstalledModel, records: Path) -> None:
    text = (records / RECORD).read_text(encoding="utf-8")
    assert "threads = 2\n" in text
    (records / RECORD).write_text(text.replace("threads = 2\n", 'threads = "all"\n'), encoding="utf-8")
    assert choose(model, records, "cpu").runtime == model.delivered_runtime()
