"""The models from Python, held against plain NumPy: shapes, types and numbers as the documentation says."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import onnxruntime
import pytest

from pplx_desktop import api
from pplx_desktop.api import Embedder, load, similarity
from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import HOME_VARIABLE
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.machine import this_machine
from pplx_desktop.embed.records import RECORD, measured
from pplx_desktop.embed.tuning import VARIANTS, Tuned, weights_of, write_tuned
from tests.support.reference_qwen3 import Array, binary_codes, int8_codes, last_hidden_state, pooled_chunks
from tests.support.tiny_models import TinyModel, encode_plainly, write_tiny_model
from tests.support.tiny_pooled import write_tiny_pooled

STARTER = "all-minilm-l6-v2"
DOCUMENTS = [["the cat and the hat", "in the morning there was rain"], ["another one"]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def tiny(home: Path) -> TinyModel:
    return write_tiny_model(home / "models", manifest={"model": {"positions": 4096}})


def pooled(tiny: TinyModel, texts: list[str]) -> Array:
    return pooled_chunks(tiny.weights, tiny.shape, [encode_plainly(text) for text in texts], tiny.separator_id)


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_no_number_of_dimensions_is_refused(tiny: TinyModel) -> None:
    with load("tiny") as model:
        for dims in (0, 0.5, "64", 64.0, True):
            with pytest.raises(ValueError, match="dims is a number"):
                model.encode(DOCUMENTS, dims)  # type: ignore[call-overload]
        assert model.encode(DOCUMENTS, np.int64(64))[0].shape == (2, 64)  # type: ignore[call-overload]


def test_the_current_folder_and_one_below_the_home(
    tiny: TinyModel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(tiny.folder, tmp_path / "tiny")
    shutil.copy(tiny.installed / "tiny.toml", tmp_path / "tiny.toml")
    monkeypatch.chdir(tmp_path / "tiny")
    monkeypatch.setenv("HOME", str(tmp_path))
    for folder in (".", "~/tiny"):
        with load(folder) as model:
            assert model.name == "tiny"
    with pytest.raises(ValueError, match="empty"):
        load("")


def test_a_contextual_model_gives_an_array_for_each_document(tiny: TinyModel) -> None:
    with load("tiny") as model:
        assert (model.name, model.kind, model.native_dims, model.provider) == ("tiny", "contextual", 64, "cpu")
        expected = [pooled(tiny, document) for document in DOCUMENTS]
        int8, binary, floats = (model.encode(DOCUMENTS, 64, kind) for kind in ("int8", "binary", "float"))
        for document, codes, bits, values, wanted in zip(DOCUMENTS, int8, binary, floats, expected, strict=True):
            assert (codes.dtype, codes.shape) == (np.int8, (len(document), 64))
            assert (bits.dtype, bits.shape) == (np.uint8, (len(document), 8))
            assert (values.dtype, values.shape) == (np.float32, (len(document), 64))
            assert codes.tobytes() == int8_codes(wanted, 64)
            assert bits.tobytes() == binary_codes(wanted, 64)
            assert np.abs(values - wanted).max() < 1e-5
        assert codes.flags.writeable
        assert bits.flags.writeable


def test_a_query_of_a_contextual_model_is_a_document_of_one_chunk(tiny: TinyModel) -> None:
    with load("tiny") as model:
        (query,) = model.encode([["the cat"]], quantization="float")
        assert np.abs(query - pooled(tiny, ["the cat"])).max() < 1e-5


def test_an_independent_model_gives_one_array(home: Path) -> None:
    tiny = write_tiny_pooled(home / "models", int8_scale=127)
    texts = [chunk for document in DOCUMENTS for chunk in document]
    wanted = np.stack([last_hidden_state(tiny.weights, tiny.shape, encode_plainly(text)).mean(0) for text in texts])
    with load("tiny") as model:
        int8 = model.encode(texts)
        assert (int8.dtype, int8.shape) == (np.int8, (3, 64))
        assert int8.tobytes() == int8_codes(wanted, 64)
        binary = model.encode(texts, quantization="binary")
        assert binary.tobytes() == binary_codes(wanted, 64)
        assert np.abs(model.encode(texts, quantization="float") - wanted).max() < 1e-5


def test_dims_are_a_prefix_128_or_more_by_eights_and_512_if_there_are_as_many(home: Path) -> None:
    with load(STARTER) as model:
        assert model.encode(["a text"]).shape == (1, 384)
        whole = model.encode(["a text"], quantization="float")
        assert np.array_equal(model.encode(["a text"], 128, "float"), whole[:, :128])
        assert model.encode(["a text"], 136, "binary").shape == (1, 17)
        for dims in (512, 120, 130, -8):
            with pytest.raises(ValueError, match=rf"128 to 384 dimensions.* none of {dims}"):
                model.encode(["a text"], dims)  # type: ignore[arg-type]


def test_nothing_gives_nothing(tiny: TinyModel) -> None:
    with load("tiny") as model:
        assert model.encode([]) == []
        (empty, zeros) = model.encode([[], [""]])
        assert (empty.shape, empty.dtype) == ((0, 64), np.int8)
        assert zeros.tolist() == [[0] * 64]
    with load(STARTER) as starter:
        assert starter.encode([], 128).shape == (0, 128)


@pytest.mark.parametrize("wrong", ["a text", ["a text"], [["a", 3]], [["a"], "b"], 7, [b"a"], None])
def test_documents_of_another_shape_are_told_what_to_be(tiny: TinyModel, wrong: Any) -> None:
    with load("tiny") as model, pytest.raises(TypeError, match=r"list of documents.*\[\[query\]\]"):
        model.encode(wrong)


@pytest.mark.parametrize("wrong", ["a text", [["a text"]], ["a", 3], 7, b"a", None])
def test_texts_of_another_shape_are_told_what_to_be(home: Path, wrong: Any) -> None:
    with load(STARTER) as model, pytest.raises(TypeError, match="list of texts"):
        model.encode(wrong)


def test_tuples_and_arrays_are_lists_too(home: Path) -> None:
    with load(STARTER) as model:
        assert np.array_equal(model.encode(("a", "b")), model.encode(np.array(["a", "b"])))  # type: ignore[call-overload]


def test_unknown_quantisations_and_providers_are_told_the_known_ones(home: Path) -> None:
    with load(STARTER) as model, pytest.raises(ValueError, match="int8, binary, float"):
        model.encode(["a"], quantization="ubinary")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match="auto, cpu, dml"):
        load(STARTER, provider="gpu")
    with pytest.raises(ValueError, match="at least 1"):
        load(STARTER, threads=0)


def test_a_folder_is_read_in_place_and_nothing_is_written_into_it(home: Path, tmp_path: Path) -> None:
    made = write_tiny_pooled(tmp_path / "made", int8_scale=127)
    folder = tmp_path / "fine tuned"
    shutil.move(made.folder, folder)
    config = {"model_type": "bidirectional_pplx_qwen3", "hidden_size": 64, "max_position_embeddings": 4096}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    before = contents(folder)
    wanted = last_hidden_state(made.weights, made.shape, encode_plainly("the cat")).mean(0)[None]
    for name in (folder, str(folder)):
        with load(name) as model:
            assert (model.name, model.kind) == ("fine-tuned", "independent")
            assert model.encode(["the cat"]).tobytes() == int8_codes(wanted, 64)
    assert contents(folder) == before
    assert not home.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_snapshot_of_the_hub_s_cache_is_used_as_it_is(home: Path, tmp_path: Path) -> None:
    """There, all files are links to blobs with other names, the weights beside the graph too."""
    made = write_tiny_model(tmp_path / "made")
    graph = made.folder / "onnx" / "model.onnx"
    onnx.save(onnx.load(graph), graph, save_as_external_data=True, location="model.onnx_data", size_threshold=1024)
    config = {"model_type": "bidirectional_pplx_qwen3", "hidden_size": 64, "max_position_embeddings": 4096}
    (made.folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    cached = tmp_path / "models--perplexity-ai--pplx-embed-context-v1-tiny"
    snapshot = cached / "snapshots" / ("a" * 40)
    (cached / "blobs").mkdir(parents=True)
    files = sorted(path for path in made.folder.rglob("*") if path.is_file())
    for number, path in enumerate(files):
        link = snapshot / path.relative_to(made.folder)
        link.parent.mkdir(parents=True, exist_ok=True)
        blob = path.rename(cached / "blobs" / f"{number:064x}")
        link.symlink_to(os.path.relpath(blob, link.parent))
    with load(snapshot) as model:
        assert (model.name, model.kind) == ("pplx-embed-context-v1-tiny", "contextual")
        assert model.encode([["the cat"]])[0].tobytes() == int8_codes(pooled(made, ["the cat"]), 64)


def test_a_folder_with_a_manifest_of_ours_is_what_it_says(home: Path, tmp_path: Path) -> None:
    made = write_tiny_model(tmp_path / "made")
    with load(made.folder) as model:
        assert (model.name, model.kind) == ("tiny", "contextual")
    assert not (made.folder / RECORD).exists()


def test_a_name_is_a_model_before_it_is_a_folder(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = write_tiny_model(tmp_path)
    shutil.move(made.folder, tmp_path / STARTER)
    monkeypatch.chdir(tmp_path)
    with load(STARTER) as model:
        assert model.native_dims == 384
    with pytest.raises(ModelProblem, match=r"config\.json") as caught:
        load(f"./{STARTER}")
    assert caught.value.code == "model-form"
    with pytest.raises(ModelProblem) as caught:
        load("unknown")
    assert caught.value.code == "model-unknown"


def test_a_model_that_is_not_installed_is_told_where_it_comes_from(home: Path) -> None:
    with pytest.raises(ModelProblem) as caught:
        load("pplx-embed-v1-0.6b")
    assert caught.value.code == "model-missing"
    assert "perplexity-ai/pplx-embed-v1-0.6b" in caught.value.hint


def test_a_larger_window_shows_a_chunk_more_of_its_document(tiny: TinyModel) -> None:
    document = ["the cat and the hat " * 3, "in the morning there was rain " * 2, "another one " * 3]
    assert sum(len(encode_plainly(text)) for text in document) > 64
    wanted = pooled(tiny, document)
    with load("tiny") as small, load("tiny", window_tokens=400) as large:
        assert np.abs(large.encode([document], quantization="float")[0] - wanted).max() < 1e-5
        assert np.abs(small.encode([document], quantization="float")[0] - wanted).max() > 1e-2
    with pytest.raises(ModelProblem, match="32 to 4096 tokens"):
        load("tiny", window_tokens=5000)


def test_threads_are_those_that_are_asked_for(tiny: TinyModel) -> None:
    with load("tiny", threads=1) as one, load("tiny", threads=2) as two:
        assert one._model._runtime.threads == 1  # there is no other way to see it
        assert np.abs(one.encode(DOCUMENTS)[0].astype(int) - two.encode(DOCUMENTS)[0]).max() <= 1


def test_a_model_that_was_tuned_here_is_run_as_it_was_tuned(tiny: TinyModel) -> None:
    model = Catalog(tiny.installed, tiny.installed).find("tiny")
    (tiny.folder / VARIANTS).mkdir()
    variant = f"{VARIANTS}/other.onnx"
    shutil.copy(tiny.folder / "onnx" / "model.onnx", tiny.folder / variant)
    tuned = Tuned(
        variant="other",
        threads=1,
        pooled=False,
        outputs=("last_hidden_state",),
        files=(measured(tiny.folder, variant),),
        machine=str(this_machine()),
        onnxruntime=onnxruntime.__version__,
        weights=weights_of(model),
        ratio=2.0,
        report={},
    )
    write_tuned(tiny.folder, tuned)
    with load("tiny", provider="cpu") as tuned_model:
        assert tuned_model._model._runtime.variant == "other"
        assert np.abs(tuned_model.encode(DOCUMENTS, quantization="float")[1] - pooled(tiny, DOCUMENTS[1])).max() < 1e-5
    (info,) = [info for info in Catalog(tiny.installed, tiny.installed).list("") if info.name == "tiny"]
    assert info.tuned.startswith("other, 1 thread")


def test_a_provider_that_is_not_there_is_left_with_a_warning(tiny: TinyModel) -> None:
    missing = "dml" if sys.platform != "win32" else "coreml"
    with pytest.warns(RuntimeWarning, match="processor computes"):
        model = load("tiny", provider=missing)
    assert model.provider == "cpu"
    with pytest.warns(RuntimeWarning, match="processor computes"):
        model = load(tiny.folder, provider=missing)
    assert model.provider == "cpu"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert load("tiny", provider="cpu").provider == "cpu"


def test_a_closed_model_cannot_be_used(tiny: TinyModel) -> None:
    with load("tiny") as model:
        assert "tiny" in repr(model)
    with pytest.raises(ValueError, match="closed"):
        model.encode(DOCUMENTS)


def test_similarity_is_the_cosine_of_numbers_and_of_signs() -> None:
    generator = np.random.default_rng(5)
    first, second = generator.integers(-127, 128, (3, 64)), generator.integers(-127, 128, (2, 64))
    expected = (first @ second.T) / np.outer(np.linalg.norm(first, axis=1), np.linalg.norm(second, axis=1))
    assert np.abs(similarity(first.astype(np.int8), second.astype(np.int8)) - expected).max() < 1e-6
    assert np.abs(similarity(first.astype(np.float32), second.astype(np.float32)) - expected).max() < 1e-6
    signs = [np.where(values >= 0, 1.0, -1.0) for values in (first, second)]
    packed = [np.packbits(values > 0, axis=-1) for values in signs]
    assert np.abs(similarity(*packed) - signs[0] @ signs[1].T / 64).max() < 1e-6
    one = first.astype(np.int8)
    assert similarity(one[0], one[0]).tolist() == [[1.0]]
    assert similarity(np.zeros(64, np.int8), one).tolist() == [[0.0, 0.0, 0.0]]


@pytest.mark.parametrize(
    "other", [np.zeros((1, 32), np.int8), np.zeros((1, 64), np.float32), np.zeros((1, 64), np.uint8)]
)
def test_vectors_of_two_kinds_are_not_compared(other: Array) -> None:
    with pytest.raises(ValueError, match="cannot be compared"):
        similarity(np.ones((1, 64), np.int8), other)


def test_importing_it_is_light_and_the_example_of_its_docstring_is_right(tiny: TinyModel) -> None:
    code = "import sys, pplx_desktop.api; print(sorted({'onnxruntime', 'tokenizers', 'onnx'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown.strip() == "[]"
    example = (api.__doc__ or "").partition("\n\n")[2].partition("\n\nInvariant")[0]
    assert "similarity(query, documents[0])" in example
    source = "\n".join(line.removeprefix("    ") for line in example.splitlines())
    names: dict[str, Any] = {}
    exec(source.replace("pplx-embed-context-v1-0.6b", "tiny"), names)  # noqa: S102 - our own text
    assert isinstance(names["model"], Embedder)
    assert names["query"].shape == (1, 64)
