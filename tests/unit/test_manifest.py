from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import tomli_w

from pplx_desktop.core.errors import ModelProblem
from pplx_desktop.core.paths import delivered
from pplx_desktop.embed.manifest import Source, read_manifest, write_manifest

STARTER = delivered("models") / "all-minilm-l6-v2.toml"
CONTEXT = delivered("models") / "pplx-embed-context-v1-0.6b.toml"


def changed(tmp_path: Path, source: Path, /, **changes: Any) -> Path:
    """A copy of a manifest with keys replaced (`table__key`), or removed where the value is None."""
    values = tomllib.loads(source.read_text(encoding="utf-8"))
    for place, value in changes.items():
        *tables, key = place.split("__")
        table = values
        for name in tables:
            table = table[name]
        if value is None:
            del table[key]
        else:
            table[key] = value
    path = tmp_path / source.name
    path.write_text(tomli_w.dumps(values), encoding="utf-8")
    return path


def test_starter_is_an_independent_model_with_pinned_files() -> None:
    manifest = read_manifest(STARTER)
    assert (manifest.name, manifest.kind, manifest.pooling) == ("all-minilm-l6-v2", "independent", "mean")
    assert (manifest.native_dims, manifest.dims, manifest.int8_scheme) == (384, 384, "max-abs")
    assert manifest.separator is None
    assert manifest.context_lines == ("{title}", "{heading}")
    assert manifest.chunk_tokens + manifest.context_tokens <= manifest.max_tokens
    assert {file.path for file in manifest.files} == {"model.onnx", "tokenizer.json"}
    assert all(file.sha256 and file.size for file in manifest.files)


def test_context_model_is_described_as_its_card_has_it() -> None:
    manifest = read_manifest(CONTEXT)
    assert (manifest.kind, manifest.pooling, manifest.int8_scheme) == ("contextual", "span-mean", "tanh")
    assert (manifest.native_dims, manifest.dims) == (1024, 512)
    # Four full chunks with a separator between two, and what stands before them, fit into a window, which is one run.
    room = manifest.max_tokens - manifest.context_room
    assert 4 * manifest.chunk_tokens + 3 <= room < manifest.max_tokens == manifest.batch_tokens < 2048
    assert manifest.separator is not None
    assert manifest.separator.token == "<|endoftext|>"
    assert manifest.separator.declared_in == "special_tokens_map.json"
    assert manifest.separator.fallback_id == 151643
    assert str(manifest.source).startswith("perplexity-ai/pplx-embed-context-v1-0.6b@")


def test_the_models_of_the_family_differ_in_what_their_cards_say() -> None:
    family = {path.stem: read_manifest(path) for path in sorted(delivered("models").glob("pplx-*.toml"))}
    assert {name: (model.kind, model.native_dims, model.dims) for name, model in family.items()} == {
        "pplx-embed-context-v1-0.6b": ("contextual", 1024, 512),
        "pplx-embed-context-v1-4b": ("contextual", 2560, 512),
        "pplx-embed-v1-0.6b": ("independent", 1024, 512),
        "pplx-embed-v1-4b": ("independent", 2560, 512),
    }
    for name, model in family.items():
        assert (model.int8_scheme, model.positions, model.license) == ("tanh", 32768, "MIT")
        assert (model.context_lines, model.context_tokens) == (("{title}", "{heading}"), 48)
        assert model.source.hub == f"perplexity-ai/{name}"
        assert model.source.about_mb > 700
        assert model.reference is not None
        assert model.reference.graph not in {file.path for file in model.files}
        outputs = (model.output, model.int8_output, model.binary_output, model.token_output)
        assert outputs == (
            ("last_hidden_state", None, None, None)
            if model.kind == "contextual"
            else ("pooler_output", "pooler_output_int8", "pooler_output_binary", "last_hidden_state")
        )


@pytest.mark.parametrize("path", sorted(delivered("models").glob("*.toml")), ids=lambda path: path.stem)
def test_what_is_written_is_read_as_the_same(tmp_path: Path, path: Path) -> None:
    manifest = read_manifest(path)
    write_manifest(manifest, tmp_path / path.name)
    assert read_manifest(tmp_path / path.name) == manifest
    local = replace(manifest, name="mine", source=Source(folder="C:\\models\\ü"), note='"quoted"\n')
    write_manifest(local, tmp_path / "mine.toml")
    assert read_manifest(tmp_path / "mine.toml") == local


@pytest.mark.parametrize(
    ("source", "changes", "complaint"),
    [
        (STARTER, {"model__dims": 100}, "multiple of 8"),
        (STARTER, {"model__dims": 392}, "exceed"),
        (STARTER, {"model__dims": "384"}, "type int"),
        (STARTER, {"model__dims": True}, "type int"),
        (STARTER, {"model__dims": 0}, "above zero"),
        (STARTER, {"model__int8": "minmax"}, "one of tanh, max-abs"),
        (STARTER, {"model__pooling": "span-mean"}, "one of mean, graph"),
        (CONTEXT, {"model__pooling": "graph"}, "one of span-mean"),
        (STARTER, {"model__int8_output": "x"}, "only a model that pools in its graph"),
        (STARTER, {"model__positions": 511}, "model.positions"),
        (STARTER, {"reference": {"graph": "full.onnx"}}, "reference.graph must be among reference.files"),
        (
            STARTER,
            {"reference": {"graph": "full.onnx", "files": [{"path": "full.onnx", "optional": True}]}},
            "reference.graph must be among reference.files",
        ),
        (
            STARTER,
            {"reference": {"graph": "full.onnx", "files": [{"path": "full.onnx"}, {"path": "model.onnx"}]}},
            "twice",
        ),
        (STARTER, {"reference": {"graph": "f", "files": [{"path": "f"}], "size": 3}}, "reference.size is not known"),
        (STARTER, {"reference": {"graph": "../f", "files": [{"path": "../f"}]}}, "inside the model's folder"),
        (STARTER, {"model__graph": None}, "model.graph is missing"),
        (STARTER, {"model__graph": "other.onnx"}, "among the files"),
        (STARTER, {"model__colour": "red"}, "model.colour is not known"),
        (STARTER, {"surprise": 1}, "surprise is not known"),
        (STARTER, {"name": "another"}, "name must be that of the file"),
        (STARTER, {"format": 2}, "format"),
        (STARTER, {"text__chunk_tokens": 513}, "chunk_tokens"),
        (STARTER, {"text__context_tokens": 400}, "leaves no room"),
        (STARTER, {"text__context_tokens": None}, "context_tokens is missing"),
        (STARTER, {"text__context_lines": ["{author}"]}, "{title} and {heading} only"),
        (STARTER, {"text__context_lines": ["{title.x}"]}, "{title} and {heading} only"),
        (STARTER, {"text__context_lines": [1]}, "type str"),
        (STARTER, {"source": {}}, "a hub, a wheel or a folder"),
        (STARTER, {"source": {"hub": "a/b"}}, "source.revision is missing"),
        (STARTER, {"source": {"folder": "/a", "revision": "1"}}, "source.revision is not known"),
        (STARTER, {"source__sha256": "abc"}, "64 hexadecimal"),
        (STARTER, {"files": [{"path": "../model.onnx"}]}, "inside the model's folder"),
        (STARTER, {"files": [{"path": "/model.onnx"}]}, "inside the model's folder"),
        (STARTER, {"files": [{"path": "C:model.onnx"}]}, "inside the model's folder"),
        (STARTER, {"files": [{"path": "a\\model.onnx"}]}, "inside the model's folder"),
        (STARTER, {"files": [{"path": "installed.toml"}]}, "its own things"),
        (STARTER, {"files": [{"path": "variants/model.onnx"}]}, "its own things"),
        (STARTER, {"files": [{"path": ".description.toml"}]}, "its own things"),
        (STARTER, {"files": [{"path": "."}]}, "its own things"),
        (STARTER, {"files": [{"path": "model.onnx"}, {"path": "model.onnx"}, {"path": "tokenizer.json"}]}, "twice"),
        (CONTEXT, {"tokenizer__separator": None}, "separator is missing"),
        (CONTEXT, {"tokenizer__separator__declared_in": "x.json"}, "declared_in"),
        (CONTEXT, {"text__context_tokens": 544}, "leaves no room"),
        (CONTEXT, {"text__context_lines": ["{title}", "In: {heading}"]}, "fixed words"),
        (CONTEXT, {"text__context_lines": ["{author}"]}, "{title} and {heading} only"),
    ],
)
def test_a_manifest_that_breaks_a_rule_is_refused_with_the_reason(
    tmp_path: Path, source: Path, changes: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(ModelProblem) as caught:
        read_manifest(changed(tmp_path, source, **changes))
    assert caught.value.code == "model-manifest"
    assert complaint in caught.value.title


def test_what_stands_before_a_text_takes_room_of_a_pass(tmp_path: Path) -> None:
    """Of a contextual model with the separator behind it."""
    assert read_manifest(STARTER).context_room == 48
    assert read_manifest(CONTEXT).context_room == 49
    assert read_manifest(changed(tmp_path, CONTEXT, text__context_tokens=543)).context_room == 544
    assert read_manifest(changed(tmp_path, CONTEXT, text__context_lines=[])).context_room == 0
    # An independent model's may have words of their own: its queries have them too.
    assert read_manifest(changed(tmp_path, STARTER, text__context_lines=["In: {heading}"])).context_room == 48


@pytest.mark.parametrize("content", [b"name = ", b"\xff\xfe", b""])
def test_a_manifest_that_is_no_toml_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    with pytest.raises(ModelProblem, match=r"broken\.toml"):
        read_manifest(path)
