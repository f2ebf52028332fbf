"""A folder of a model's files is recognised by its form, or refused with what is missing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import onnx
import pytest

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.embed.catalog import Catalog
from pplx_desktop.embed.forms import PPLX_TYPE, read_graph, recognise
from pplx_desktop.embed.manifest import read_manifest, write_manifest
from pplx_desktop.embed.model import DocumentInput, EmbeddingModel
from tests.support.tiny_models import write_tiny_model
from tests.support.tiny_pooled import add_pooling, write_tiny_pooled

CONTEXTUAL = {"architectures": ["PPLXQwen3Model"], "auto_map": {"AutoModel": "modeling.PPLXQwen3ContextualModel"}}
BERT = {"model_type": "bert", "max_position_embeddings": 512}


def export(tmp_path: Path, *, pooled: bool = False, name: str = "My Fine-Tune", **config: Any) -> Path:
    """A folder as a fine-tuned model leaves it, without a manifest."""
    tiny = (write_tiny_pooled if pooled else write_tiny_model)(tmp_path / "made")
    folder = tmp_path / name
    shutil.move(tiny.folder, folder)
    values = {
        "model_type": PPLX_TYPE,
        "architectures": ["PPLXQwen3Model"],
        "hidden_size": 64,
        "max_position_embeddings": 32768,
        **config,
    }
    write_json(folder / "config.json", {key: value for key, value in values.items() if value is not None})
    return folder


def write_json(path: Path, values: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(values), encoding="utf-8")


def external(graph: Path, location: str) -> None:
    """Move the weights out of a graph."""
    onnx.save(onnx.load(graph), graph, save_as_external_data=True, location=location, size_threshold=1024)


def complaint(folder: Path, **options: Any) -> str:
    with pytest.raises(ModelProblem) as caught:
        recognise(folder, **options)
    assert caught.value.code == "model-form"
    return str(caught.value)


def test_a_contextual_model_is_known_by_its_classes(tmp_path: Path) -> None:
    folder = export(tmp_path, **CONTEXTUAL)
    manifest = recognise(folder)
    assert (manifest.name, manifest.kind, manifest.pooling) == ("my-fine-tune", "contextual", "span-mean")
    assert (manifest.output, manifest.int8_scheme, manifest.native_dims, manifest.dims) == (
        "last_hidden_state",
        "tanh",
        64,
        64,
    )
    assert manifest.separator is not None
    assert (manifest.separator.token, manifest.separator.declared_in) == ("<|endoftext|>", "special_tokens_map.json")
    assert (manifest.max_tokens, manifest.positions, manifest.chunk_tokens) == (1088, 32768, 256)
    assert (manifest.context_lines, manifest.context_tokens) == (("{title}", "{heading}"), 48)
    paths = ["onnx/model.onnx", "tokenizer.json", "config.json", "special_tokens_map.json"]
    assert [file.path for file in manifest.files] == paths
    assert manifest.source.folder == str(folder)


@pytest.mark.parametrize(
    ("config", "name", "modules"),
    [
        ({"_name_or_path": "perplexity-ai/pplx-embed-context-v1-0.6b"}, "mine", []),
        ({}, "my-Context-model", []),
        ({}, "mine", [{"idx": 1, "type": "modeling.ContextualPooling"}]),
    ],
)
def test_other_places_may_tell_that_it_is_contextual(
    tmp_path: Path, config: dict[str, Any], name: str, modules: list[Any]
) -> None:
    folder = export(tmp_path, name=name, **config)
    write_json(folder / "modules.json", modules)
    assert recognise(folder).kind == "contextual"
    assert recognise(folder, kind="independent").kind == "independent"


def test_an_independent_model_with_pooling_graph_has_its_named_outputs(tmp_path: Path) -> None:
    manifest = recognise(export(tmp_path, pooled=True))
    assert (manifest.kind, manifest.pooling, manifest.output) == ("independent", "graph", "pooler_output")
    assert (manifest.int8_output, manifest.binary_output, manifest.token_output) == (
        "pooler_output_int8",
        "pooler_output_binary",
        "last_hidden_state",
    )
    assert manifest.context_lines == ("{title}", "{heading}")
    assert manifest.separator is None


def test_what_was_recognised_is_written_read_and_used(tmp_path: Path) -> None:
    """An import: the same files under the name of the manifest give the vectors of the model that they were."""
    made = write_tiny_pooled(tmp_path / "made")
    document = DocumentInput("", ("", ""), ("the cat and the hat", "in the rain"))
    expected = EmbeddingModel.load(Catalog(made.installed, made.installed).find(made.name)).embed_documents([document])
    shutil.rmtree(tmp_path / "made")
    folder = export(tmp_path, pooled=True)
    manifest = recognise(folder, name="mine")
    installed = tmp_path / "installed"
    installed.mkdir()
    write_manifest(manifest, installed / "mine.toml")
    assert read_manifest(installed / "mine.toml") == manifest
    shutil.move(folder, installed / "mine")
    model = EmbeddingModel.load(Catalog(tmp_path / "none", installed).find("mine"))
    assert model.embed_documents([document], dims=48) == expected


def test_an_independent_model_without_pooling_is_pooled_here(tmp_path: Path) -> None:
    manifest = recognise(export(tmp_path))
    assert (manifest.kind, manifest.pooling, manifest.output) == ("independent", "mean", "last_hidden_state")


def test_the_quantised_graph_is_used_and_the_full_one_is_its_reference(tmp_path: Path) -> None:
    folder = export(tmp_path)
    shutil.copy(folder / "onnx" / "model.onnx", folder / "onnx" / "model_quantized.onnx")
    external(folder / "onnx" / "model.onnx", "model.onnx_data")
    manifest = recognise(folder)
    assert manifest.graph == "onnx/model_quantized.onnx"
    assert manifest.reference is not None
    assert manifest.reference.graph == "onnx/model.onnx"
    assert [file.path for file in manifest.reference.files] == ["onnx/model.onnx", "onnx/model.onnx_data"]
    assert [file.path for file in manifest.files] == ["onnx/model_quantized.onnx", "tokenizer.json", "config.json"]
    full = recognise(folder, graph="onnx/model.onnx")
    assert (full.graph, full.reference) == ("onnx/model.onnx", None)
    (folder / "onnx" / "model.onnx_data").unlink()
    assert recognise(folder).reference is None


def test_weights_beside_the_graph_are_files_of_the_model_whatever_their_name(tmp_path: Path) -> None:
    folder = export(tmp_path)
    external(folder / "onnx" / "model.onnx", "weights.bin")
    assert "onnx/weights.bin" in {file.path for file in recognise(folder).files}
    (folder / "onnx" / "weights.bin").unlink()
    assert "lacks onnx/weights.bin, which holds weights of onnx/model.onnx" in complaint(folder)


def test_weights_outside_of_the_folder_are_refused(tmp_path: Path) -> None:
    folder = export(tmp_path)
    external(folder / "onnx" / "model.onnx", "weights.bin")
    content = (folder / "onnx" / "model.onnx").read_bytes()
    assert content.count(b"weights.bin") > 1
    (folder / "onnx" / "model.onnx").write_bytes(content.replace(b"weights.bin", b"../../w.bin"))
    assert "weights outside of the folder" in complaint(folder)


def test_outputs_are_read_with_their_dimensions(tmp_path: Path) -> None:
    form = read_graph(export(tmp_path, pooled=True), "onnx/model.onnx")
    assert form.outputs == dict.fromkeys(
        ("pooler_output_binary", "pooler_output", "pooler_output_int8", "last_hidden_state"), 64
    )
    assert form.data == ()


def test_another_family_is_read_where_the_folder_asks_for_the_mean(tmp_path: Path) -> None:
    folder = export(tmp_path, **BERT)
    write_json(
        folder / "1_Pooling" / "config.json", {"pooling_mode_mean_tokens": True, "pooling_mode_cls_token": False}
    )
    write_json(folder / "sentence_bert_config.json", {"max_seq_length": 256})
    manifest = recognise(folder)
    assert (manifest.kind, manifest.pooling, manifest.int8_scheme) == ("independent", "mean", "max-abs")
    assert (manifest.max_tokens, manifest.positions, manifest.dims) == (256, 256, 64)


def test_what_others_call_pooler_output_is_not_taken_for_the_mean(tmp_path: Path) -> None:
    folder = export(tmp_path, pooled=True, **BERT)
    write_json(folder / "1_Pooling" / "config.json", {"pooling_mode_mean_tokens": True})
    assert (recognise(folder).pooling, recognise(folder).output) == ("mean", "last_hidden_state")


def test_positions_of_roberta_begin_behind_its_padding(tmp_path: Path) -> None:
    folder = export(tmp_path, model_type="xlm-roberta", max_position_embeddings=514, pad_token_id=1)
    write_json(folder / "1_Pooling" / "config.json", {"pooling_mode": "mean"})
    assert recognise(folder).positions == 512


def test_other_families_are_refused_where_their_vectors_are_made_otherwise(tmp_path: Path) -> None:
    folder = export(tmp_path, **BERT)
    assert "model type 'bert'" in complaint(folder)
    write_json(folder / "1_Pooling" / "config.json", {"pooling_mode_cls_token": True})
    assert "1_Pooling/config.json" in complaint(folder)
    write_json(folder / "1_Pooling" / "config.json", {"pooling_mode_cls_token": True, "pooling_mode_mean_tokens": True})
    assert "model type 'bert'" in complaint(folder)
    write_json(folder / "1_Pooling" / "config.json", {"pooling_mode_mean_tokens": True})
    write_json(folder / "config_sentence_transformers.json", {"prompts": {"query": "", "document": ""}})
    assert recognise(folder).kind == "independent"
    write_json(folder / "config_sentence_transformers.json", {"prompts": {"query": "query: "}})
    assert "instructions before its texts" in complaint(folder)


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("config.json", "has no config.json"),
        ("tokenizer.json", "has no tokenizer.json"),
        ("onnx/model.onnx", "has no graph"),
    ],
)
def test_a_missing_file_is_named(tmp_path: Path, missing: str, expected: str) -> None:
    folder = export(tmp_path)
    (folder / missing).unlink()
    assert expected in complaint(folder)


@pytest.mark.parametrize(
    ("config", "expected"),
    [
        ({"model_type": None}, "model_type"),
        ({"model_type": 3}, "model_type"),
        ({"model_type": "t5"}, "model type 't5'"),
        ({"hidden_size": None}, "hidden_size"),
        ({"hidden_size": 128}, "has 128 dimensions by its config.json and 64 by onnx/model.onnx"),
        ({"max_position_embeddings": None}, "max_position_embeddings"),
    ],
)
def test_a_configuration_that_does_not_say_enough_is_refused(
    tmp_path: Path, config: dict[str, Any], expected: str
) -> None:
    assert expected in complaint(export(tmp_path, **config))


def test_a_configuration_that_is_no_json_and_a_graph_that_is_none_are_refused(tmp_path: Path) -> None:
    folder = export(tmp_path)
    (folder / "onnx" / "model.onnx").write_bytes(b"<html>not found</html>")
    assert "no readable graph in onnx/model.onnx" in complaint(folder)
    (folder / "config.json").write_bytes(b"{")
    assert "model_type" in complaint(folder)
    assert "There is no folder" in complaint(folder / "elsewhere")


@pytest.mark.parametrize("name", ["", "My Model", "../up", "-x", "a/b"])
def test_a_name_that_no_model_can_have_is_refused(tmp_path: Path, name: str) -> None:
    assert f"{name!r} is no name for a model" in complaint(export(tmp_path), name=name)


def test_several_graphs_are_no_choice_of_the_program(tmp_path: Path) -> None:
    folder = export(tmp_path)
    (folder / "onnx" / "model.onnx").rename(folder / "onnx" / "model_q4.onnx")
    assert recognise(folder).graph == "onnx/model_q4.onnx"
    shutil.copy(folder / "onnx" / "model_q4.onnx", folder / "onnx" / "model_int8.onnx")
    assert "onnx/model_int8.onnx, onnx/model_q4.onnx" in complaint(folder)
    assert recognise(folder, graph="onnx/model_q4.onnx").graph == "onnx/model_q4.onnx"
    assert "has no graph onnx/model.onnx" in complaint(folder, graph="onnx/model.onnx")


def test_a_graph_without_values_for_tokens_is_refused(tmp_path: Path) -> None:
    folder = export(tmp_path, pooled=True)
    path = folder / "onnx" / "model.onnx"
    model = onnx.load(path)
    del model.graph.output[-1]
    onnx.save(model, str(path))
    assert recognise(folder).token_output is None
    assert "without values for each token" in complaint(folder, kind="contextual")


def test_a_manifest_in_the_folder_or_beside_it_is_taken(tmp_path: Path) -> None:
    tiny = write_tiny_model(tmp_path / "made", manifest={"model": {"dims": 40}})
    assert recognise(tiny.folder) == read_manifest(tiny.installed / "tiny.toml")
    assert recognise(tiny.folder, name="other").name == "other"
    shutil.move(tiny.installed / "tiny.toml", tiny.folder / "tiny.toml")
    (tiny.folder / "pyproject.toml").write_text("[project]\nname = 'x'\n", encoding="utf-8")
    assert recognise(tiny.folder).dims == 40
    (tiny.folder / "onnx" / "model.onnx").unlink()
    assert "has no config.json" in complaint(tiny.folder)


def test_a_snapshot_of_the_hub_s_cache_has_the_repository_s_name(tmp_path: Path) -> None:
    snapshots = tmp_path / "models--perplexity-ai--pplx-embed-context-v1-0.6b" / "snapshots"
    snapshots.mkdir(parents=True)
    folder = export(tmp_path)
    blobs = snapshots.parent / "blobs"
    shutil.move(folder, blobs)
    snapshot = snapshots / ("0" * 40)
    (snapshot / "onnx").mkdir(parents=True)
    for path in ("config.json", "tokenizer.json", "special_tokens_map.json", "onnx/model.onnx"):
        (snapshot / path).symlink_to(blobs / path)
    manifest = recognise(snapshot)
    assert (manifest.name, manifest.kind) == ("pplx-embed-context-v1-0.6b", "contextual")


def test_pooling_is_added_to_a_tiny_graph_as_the_card_has_it(tmp_path: Path) -> None:
    """The support of these tests: without int8 there is no pooling graph."""
    folder = export(tmp_path)
    path = folder / "onnx" / "model.onnx"
    model = onnx.load(path)
    add_pooling(model, 64, 127)
    del model.graph.output[2]
    onnx.save(model, str(path))
    assert set(read_graph(folder, "onnx/model.onnx").outputs) == {
        "pooler_output_binary",
        "pooler_output",
        "last_hidden_state",
    }
    assert recognise(folder).pooling == "mean"
